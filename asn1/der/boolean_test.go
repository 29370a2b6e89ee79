package der

import "testing"

func TestBoolean(t *testing.T) {
	for n := range 256 {
		v, ok := Boolean([]byte{byte(n)})
		if ok != (n == 0 || n == 255) || ok && v != (n == 255) {
			t.Errorf("%02x is %v, %v", n, v, ok)
		}
	}
}
