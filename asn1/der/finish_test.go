package der

import "testing"

func TestFinish(t *testing.T) {
	dst := []byte("abc")
	b := Extend(dst, 6)
	copy(b[3:], "..wxyz")
	if got, err := Finish(dst, b, 2); string(got) != "abcwxyz" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	copy(b[3:], "..wxyz")
	if got, err := Finish(dst, b, 0); string(got) != "abc..wxyz" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := Finish(dst, b, -1); string(got) != "abc" || err == nil || *err.(*Error) != (Error{"", -1, ErrTruncated}) {
		t.Errorf("%q, %v", got, err)
	}
}

func TestOmitDefault(t *testing.T) {
	b := []byte("..\x01\x01\x00...")
	for _, row := range []struct {
		name         string
		i, end, want int
		def          string
	}{
		{"default", 2, 5, 5, "\x01\x01\x00"},
		{"another value", 2, 5, 2, "\x01\x01\xff"},
		{"failed before", -1, 5, -1, "\x01\x01\x00"},
	} {
		if got := OmitDefault(b, row.i, row.end, row.def); got != row.want {
			t.Errorf("%s: %d", row.name, got)
		}
	}
	if got := OmitDefault(b[2:], 0, 3, "\x01\x01\x00"); got != 3 {
		t.Errorf("at the beginning: %d", got)
	}
}

func TestStart(t *testing.T) {
	if got := Start(nil, 0); got != 0 {
		t.Errorf("of nothing: %d", got)
	}
	for _, n := range []int{0, 1, 127, 128, 255, 256, 65536} {
		b := make([]byte, n+20)
		i := PutHead(b, 20, len(b), 0x30)
		if got := Start(b, 20); got != i {
			t.Errorf("%d octets: %d, not %d", n, got, i)
		}
	}
}

func TestValidOID(t *testing.T) {
	if !ValidOID([]byte("\x2a\x03")) || ValidOID([]byte("\x2a\x80")) || ValidOID(nil) {
		t.Error("not as Valid")
	}
}

func TestUnmarshalOctetString(t *testing.T) {
	b := []byte("\x04\x02ab")
	c, err := UnmarshalOctetString(b)
	if string(c) != "ab" || err != nil || &c[0] != &b[2] || cap(c) != 2 {
		t.Errorf("%q, %v", c, err)
	}
	c, err = UnmarshalOctetString([]byte("\x24\x02ab"))
	if want := "der: OCTET STRING: byte 0: identifier is not the expected one"; c != nil || err == nil || err.Error() != want {
		t.Errorf("%q, %v, want %s", c, err, want)
	}
}
