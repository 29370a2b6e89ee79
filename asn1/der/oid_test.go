package der

import (
	"encoding/asn1"
	"math/big"
	"strings"
	"testing"
	"testing/quick"
)

func TestOID(t *testing.T) {
	for _, row := range []struct{ content, dotted string }{
		{"\x00", "0.0"},
		{"\x27", "0.39"},
		{"\x28", "1.0"},
		{"\x4f", "1.39"},
		{"\x50", "2.0"},
		{"\x7f", "2.47"},
		{"\x81\x00", "2.48"},
		{"\x88\x37", "2.999"},
		{"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b", "1.2.840.113549.1.1.11"},
		{"\x2b\x06\x01\x05\x05\x07\x30\x01\x01", "1.3.6.1.5.5.7.48.1.1"},
		{"\x2a\x00\x7f\x81\x00\x83\xff\x7f\x84\x80\x00", "1.2.0.127.128.65535.65536"},
		{"\x2a\x81\xff\xff\xff\xff\xff\xff\xff\xff\x7f", "1.2.18446744073709551615"},
		{"\x2a\x82\x80\x80\x80\x80\x80\x80\x80\x80\x00", "1.2.18446744073709551616"},
		{"\x81\xff\xff\xff\xff\xff\xff\xff\xff\x7f", "2.18446744073709551535"},
		{"\x83\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00\x01", "2.3541774862152233910192.1"},
		{"\xff\xff\xff\xff\xff\xff\xff\xff\x7f", "2.9223372036854775727"},
		{"\x69\x83\xd4\xf2\xbf\xa6\xdb\xb5\xe5\xa1\x9d\xfa\x9a\xf5\x8b\xc9\xe8\xc4\x5a", "2.25.2434639380532653164508191886004593242"},
	} {
		v := OID(row.content)
		if !v.Valid() {
			t.Errorf("%x is not valid", row.content)
			continue
		}
		back, err := ParseOID(v.String())
		if err != nil || back != v {
			t.Errorf("%s: %x, %v, not %x", v, back, err, v)
		}
		if v.String() != row.dotted {
			t.Errorf("%x is %s, not %s", row.content, v, row.dotted)
		}
	}
}

// TestOIDBig compares arcs of any size with math/big.
func TestOIDBig(t *testing.T) {
	for _, x := range numbers() {
		if x.Sign() < 0 {
			continue
		}
		for _, form := range []string{"1.2.?", "2.?", "2.?.0.?", "0.0.?.39"} {
			s := strings.ReplaceAll(form, "?", x.String())
			v, err := ParseOID(s)
			if err != nil || v.String() != s || !v.Valid() {
				t.Fatalf("%s is %s, %x, %v", s, v, v, err)
			}
			if form == "1.2.?" {
				if got := septets(v[1:]); got.Cmp(x) != 0 {
					t.Fatalf("%s is %x", s, v)
				}
			}
		}
	}
	large := new(big.Int).Lsh(big.NewInt(3), 70000)
	if v, err := ParseOID("2.25." + large.String()); err != nil || v.String() != "2.25."+large.String() || len(v) != 10002 {
		t.Errorf("an arc of 70,002 bits: %d octets, %v", len(v), err)
	}
}

// TestOIDASN1 compares with encoding/asn1, which has no arcs above 2^31-1.
func TestOIDASN1(t *testing.T) {
	same := func(second uint8, arcs []uint32, root uint8) bool {
		o := asn1.ObjectIdentifier{int(root % 3), int(second)}
		if root%3 < 2 {
			o[1] %= 40
		}
		for _, a := range arcs {
			o = append(o, int(a>>1))
		}
		b, err := asn1.Marshal(o)
		if err != nil {
			return false
		}
		var v OID
		if err := v.UnmarshalDER(b); err != nil || v.String() != o.String() {
			t.Logf("%x is %s, %v", b, v, err)
			return false
		}
		w, err := ParseOID(o.String())
		if err != nil || v != w {
			t.Logf("%s is %x, %v", o, w, err)
		}
		out, err := v.MarshalDER()
		return err == nil && string(out) == string(b)
	}
	if err := quick.Check(same, nil); err != nil {
		t.Error(err)
	}
}

func TestParseOIDErrors(t *testing.T) {
	for _, s := range []string{
		"", ".", "1", "1.", ".1", "1..2", "1.2.", "3.1", "12.1", "-1.2", "+1.2", "1.+2", "1.-2", "0.40", "1.40", "1.400", "0.039", "1.02", "01.2",
		"2.01", "1.2.x", "1.2.0x1", "1.2.1_0", "1.2. 3", " 1.2", "1.2 ", "1.2.１", "a.b", "1.99999999999999999999", "1.2.00000000000000000000",
		"1.2./", "/.1", ":.1", "1.2.3/", "1.2.:", "1.2.3:", "1.2./99999999999999999999", "1.2.99999999999999999999:",
	} {
		v, err := ParseOID(s)
		if v != "" || err == nil {
			t.Errorf("%q is %x", s, v)
		}
	}
	_, err := ParseOID("1.2.03")
	if want := `der: "1.2.03": object identifier is malformed`; err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestOIDInvalid(t *testing.T) {
	for _, row := range []struct{ name, v, text string }{
		{"nothing", "", "invalid:"},
		{"zeros in front of the first", "\x80\x01", "invalid:8001"},
		{"zeros in front of another", "\x2a\x80\x80\x01", "invalid:2a808001"},
		{"cut short", "\x2a\x81", "invalid:2a81"},
		{"zeros after 127", "\x2a\x7f\x80\x01", "invalid:2a7f8001"},
		{"ends with zeros", "\x2a\x81\x80", "invalid:2a8180"},
	} {
		v := OID(row.v)
		if v.Valid() || v.String() != row.text || RelativeOID(v).Valid() || RelativeOID(v).String() != row.text {
			t.Errorf("%s: %v, %s, %s", row.name, v.Valid(), v, RelativeOID(v))
		}
		if _, ok := DecodeOID([]byte(v), v); ok {
			t.Errorf("%s: decoded, since the target had it", row.name)
		}
		b, err := v.AppendDER([]byte("x"))
		if string(b) != "x" || err == nil || err.Error() != "der: OBJECT IDENTIFIER: object identifier is malformed" {
			t.Errorf("%s: %q, %v", row.name, b, err)
		}
		b, err = RelativeOID(v).AppendDER([]byte("x"))
		if string(b) != "x" || err == nil || err.Error() != "der: RELATIVE-OID: object identifier is malformed" {
			t.Errorf("%s: %q, %v", row.name, b, err)
		}
		if PutOID(make([]byte, 9), 9, 6, v) != -1 {
			t.Errorf("%s: put", row.name)
		}
	}
}

// TestOIDReuse checks that an identifier which the target has is not allocated again, and another one is once.
func TestOIDReuse(t *testing.T) {
	b := []byte("\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b")
	v := OID(b[2:])
	if n := testing.AllocsPerRun(100, func() { _ = v.UnmarshalDER(b) }); n != 0 {
		t.Errorf("the same: %v allocations", n)
	}
	if n := testing.AllocsPerRun(100, func() { v = "\x2a"; _ = v.UnmarshalDER(b) }); n != 1 {
		t.Errorf("another: %v allocations", n)
	}
	b[10] = 0x0c
	if v.String() != "1.2.840.113549.1.1.11" || v.Clone() != v {
		t.Errorf("became %s with its input", v)
	}
	if err := v.UnmarshalDER(b[:5]); err == nil || v != "" {
		t.Errorf("%x, %v", v, err)
	}
}

// TestPutOIDLong has identifiers whose lengths need one octet, two and three.
func TestPutOIDLong(t *testing.T) {
	for _, n := range []int{1, 126, 127, 128, 129, 255, 256, 257, 1000} {
		v := OID("\x2a" + strings.Repeat("\x01", n-1))
		length := string(rune(n))
		switch {
		case n >= 0x100:
			length = "\x82" + string([]byte{byte(n >> 8), byte(n)})
		case n >= 0x80:
			length = "\x81" + string([]byte{byte(n)})
		}
		b, err := v.MarshalDER()
		var back OID
		if err != nil || string(b) != "\x06"+length+string(v) || back.UnmarshalDER(b) != nil || back != v {
			t.Errorf("%d octets: %x, %v", n, b, err)
		}
	}
}

func TestRelativeOID(t *testing.T) {
	for _, row := range []struct{ content, dotted string }{
		{"\xc2\x7b\x03\x02", "8571.3.2"}, // X.690, 8.20.5
		{"\x00", "0"},
		{"\x00\x81\x00", "0.128"},
		{"\x82\x80\x80\x80\x80\x80\x80\x80\x80\x00", "18446744073709551616"},
	} {
		v, err := ParseRelativeOID(row.dotted)
		if err != nil || string(v) != row.content || v.String() != row.dotted {
			t.Errorf("%s is %x, %v, in text %s", row.dotted, v, err, v)
		}
		if b, err := v.MarshalDER(); err != nil || string(b) != tlv(0x0d, row.content) {
			t.Errorf("%s: %x, %v", v, b, err)
		}
		if c := v.Clone(); &c[0] == &v[0] || string(c) != string(v) {
			t.Error("the clone is no copy")
		}
	}
	for _, s := range []string{"", ".", "1.", ".1", "01", "1..2", "x", "-1"} {
		if v, err := ParseRelativeOID(s); v != nil || err == nil {
			t.Errorf("%q is %x", s, v)
		}
	}
}
