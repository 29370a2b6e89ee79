package der

import "testing"

func TestOptional(t *testing.T) {
	var o Optional[string]
	if v, ok := o.Get(); v != "" || ok {
		t.Error("the zero value is present")
	}
	if v, ok := Some("").Get(); v != "" || !ok {
		t.Error("the empty string is absent")
	}
}
