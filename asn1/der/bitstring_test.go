package der

import (
	"bytes"
	"encoding/asn1"
	"testing"
	"testing/quick"
)

func TestBitString(t *testing.T) {
	for _, row := range []struct {
		name, contents, text string
		set                  []int
	}{
		{"empty", "\x00", "''H", nil},
		{"one bit", "\x07\x80", "'1'B", []int{0}},
		{"one bit, not set", "\x07\x00", "'0'B", nil},
		{"nine bits", "\x07\x01\x80", "'000000011'B", []int{7, 8}},
		{"octets", "\x00\x0a\xf5", "'0AF5'H", []int{4, 6, 8, 9, 10, 11, 13, 15}},
		{"four bits", "\x04\x60", "'0110'B", []int{1, 2}},
	} {
		v, ok := Bits([]byte(row.contents))
		if !ok || !v.Valid() || v.String() != row.text {
			t.Errorf("%s: %v, %s", row.name, v, v)
		}
		w := BitString{}
		set := map[int]bool{}
		for _, n := range row.set {
			set[n] = true
			w = w.With(n)
		}
		for n := -2; n < v.Len()+2; n++ {
			if v.Bit(n) != set[n] || w.Bit(n) != set[n] {
				t.Errorf("%s: bit %d is %v, and %v after With", row.name, n, v.Bit(n), w.Bit(n))
			}
		}
		if x, y := v.Trim(), w; !bytes.Equal(x.Bytes, y.Bytes) || x.Unused != y.Unused {
			t.Errorf("%s: trimmed %v, put together %v", row.name, x, y)
		}
		if c := v.Clone(); len(c.Bytes) > 0 && &c.Bytes[0] == &v.Bytes[0] || c.String() != v.String() {
			t.Errorf("%s: the clone is no copy", row.name)
		}
	}
}

func TestBitStringWith(t *testing.T) {
	v := BitString{[]byte{0x80}, 4}
	for _, row := range []struct {
		n    int
		want string
	}{
		{-1, "'1000'B"}, {0, "'1000'B"}, {1, "'1100'B"}, {3, "'1001'B"}, {4, "'10001'B"}, {7, "'81'H"}, {9, "'1000000001'B"}, {23, "'800001'H"},
	} {
		if got := v.With(row.n); got.String() != row.want || !got.Valid() {
			t.Errorf("bit %d: %s, want %s", row.n, got, row.want)
		}
	}
	if v.String() != "'1000'B" {
		t.Errorf("became %s", v)
	}
}

func TestBitStringInvalid(t *testing.T) {
	for _, v := range []BitString{
		{nil, 1}, {nil, -1}, {[]byte{}, 7}, {[]byte{0}, 8}, {[]byte{0}, -1}, {[]byte{0x01}, 1}, {[]byte{0xff, 0xff}, 7}, {nil, 1 << 30}, {[]byte{0}, 256},
	} {
		if v.Valid() || NamedBitsLen(v) != -1 || PutBits(make([]byte, 9), 9, 3, v) != -1 || PutNamedBits(make([]byte, 9), 9, 3, v) != -1 {
			t.Errorf("%v is valid", v)
		}
		b, err := v.AppendDER([]byte("x"))
		if string(b) != "x" || err == nil || err.Error() != "der: BIT STRING: bit string has wrong unused or trailing bits" {
			t.Errorf("%v: %q, %v", v, b, err)
		}
		_, _, _ = v.String(), v.Bit(3), v.With(3)
		if n := v.Len(); n < 0 || n > 8*len(v.Bytes) {
			t.Errorf("%v has %d bits", v, n)
		}
	}
}

// TestBitStringASN1 compares with encoding/asn1.
func TestBitStringASN1(t *testing.T) {
	same := func(c []byte, unused uint8) bool {
		c = append(c, 0xff)
		n := int(unused % 8)
		c[len(c)-1] &= 0xff << n
		want, err := asn1.Marshal(asn1.BitString{Bytes: c, BitLength: 8*len(c) - n})
		if err != nil {
			return false
		}
		v := BitString{c, n}
		got, err := v.MarshalDER()
		var back BitString
		return err == nil && bytes.Equal(got, want) && v.Len() == 8*len(c)-n &&
			back.UnmarshalDER(got) == nil && bytes.Equal(back.Bytes, c) && back.Unused == n
	}
	if err := quick.Check(same, nil); err != nil {
		t.Error(err)
	}
}

// TestNamedBits: zero bits at the end are dropped when encoding, and refused when decoding.
func TestNamedBits(t *testing.T) {
	for _, row := range []struct{ name, bits, want string }{
		{"none", "\x00", "\x00"},
		{"zero bits", "\x03\x00", "\x00"},
		{"zero octets", "\x00\x00\x00", "\x00"},
		{"bit 0", "\x00\x80\x00", "\x07\x80"},
		{"bit 7", "\x00\x01", "\x00\x01"},
		{"bit 8", "\x00\x00\x80", "\x07\x00\x80"},
		{"bits 1 and 2", "\x02\x60", "\x05\x60"},
	} {
		v, ok := Bits([]byte(row.bits))
		b := make([]byte, 9)
		i := PutNamedBits(b, 9, 3, v)
		if !ok || i < 0 || string(b[i+2:]) != row.want || NamedBitsLen(v) != len(row.want) {
			t.Errorf("%s: %x, %d octets", row.name, b, NamedBitsLen(v))
			continue
		}
		if w, ok := NamedBits(b[i+2:]); !ok || w.String() != v.Trim().String() {
			t.Errorf("%s: comes back as %v, %v", row.name, w, ok)
		}
		if _, ok := NamedBits([]byte(row.bits)); ok != (row.bits == row.want) {
			t.Errorf("%s: decoded %v", row.name, ok)
		}
	}
	if _, ok := NamedBits(nil); ok {
		t.Error("nothing is decoded")
	}
}

func TestBitStringReuse(t *testing.T) {
	b := []byte("\x03\x03\x04\xff\xf0")
	var v BitString
	if n := testing.AllocsPerRun(100, func() { _ = v.UnmarshalDER(b) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if &v.Bytes[0] != &b[3] || cap(v.Bytes) != 2 {
		t.Errorf("%v is no view", v)
	}
	b[4] = 0xf1
	if err := v.UnmarshalDER(b); err == nil || v.Bytes != nil || v.Unused != 0 {
		t.Errorf("%v, %v", v, err)
	}
}
