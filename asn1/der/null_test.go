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

func TestBoolean(t *testing.T) {
	for n := range 256 {
		v, ok := Boolean([]byte{byte(n)})
		if ok != (n == 0 || n == 255) || ok && v != (n == 255) {
			t.Errorf("%02x is %v, %v", n, v, ok)
		}
	}
}
