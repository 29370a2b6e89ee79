package der

import "testing"

func TestNull(t *testing.T) {
	var v Null
	if err := v.UnmarshalDER([]byte{5, 0}); err != nil || v.String() != "NULL" || v.Clone() != v {
		t.Error(v, err)
	}
	b, err := v.AppendDER([]byte("x"))
	if string(b) != "x\x05\x00" || err != nil {
		t.Errorf("%q, %v", b, err)
	}
}
