package der

import (
	"encoding/asn1"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// text is what every character string has.
type text interface {
	Valid() bool
	Len() int
	In(ranges string) bool
	String() string
	MarshalDER() ([]byte, error)
}

// TestStringOctets checks every octet as the one of a string, and between two others.
func TestStringOctets(t *testing.T) {
	const printable = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 '()+,-./:=?" // X.680, 41.4
	for n := range 256 {
		for _, s := range []string{string([]byte{byte(n)}), "1" + string([]byte{byte(n)}) + "2"} {
			for _, row := range []struct {
				name  string
				v     text
				valid bool
			}{
				{"NumericString", NumericString(s), strings.ContainsRune("0123456789 ", rune(n))},
				{"PrintableString", PrintableString(s), strings.ContainsRune(printable, rune(n))},
				{"IA5String", IA5String(s), n < 128},
				{"VisibleString", VisibleString(s), n >= 32 && n < 127},
				{"UTF8String", UTF8String(s), n < 128},
				{"TeletexString", TeletexString(s), true},
				{"VideotexString", VideotexString(s), true},
				{"GraphicString", GraphicString(s), true},
				{"GeneralString", GeneralString(s), true},
				{"ObjectDescriptor", ObjectDescriptor(s), true},
			} {
				if row.v.Valid() != row.valid {
					t.Errorf("%s %q is valid: %v", row.name, s, row.v.Valid())
				}
				want := s
				if n >= 128 {
					want = strings.ReplaceAll(s, string([]byte{byte(n)}), string(rune(n)))
				}
				if row.valid && (row.v.String() != want || row.v.Len() != len(s)) {
					t.Errorf("%s %q is %q with %d characters", row.name, s, row.v, row.v.Len())
				}
				if row.valid && (!row.v.In("\x00\u00ff") || row.v.In("02") != (n >= '0' && n <= '2')) {
					t.Errorf("%s %q in ranges", row.name, s)
				}
				if _, err := row.v.MarshalDER(); (err == nil) != row.valid {
					t.Errorf("%s %q: %v", row.name, s, err)
				}
				if row.valid {
					continue
				}
				_, err := row.v.MarshalDER()
				if want := "der: " + row.name + ": character string has a character that its type does not allow"; err.Error() != want {
					t.Errorf("%v, want %s", err, want)
				}
			}
		}
	}
}

// TestStringWide checks every number of 16 bits as a BMPString and a UniversalString, and some beyond.
func TestStringWide(t *testing.T) {
	for n := range 0x10000 {
		u := UniversalString{0, 0, byte(n >> 8), byte(n)}
		b := BMPString(u[2:])
		surrogate := n >= 0xd800 && n < 0xe000
		if b.Valid() == surrogate || u.Valid() == surrogate {
			t.Fatalf("%04x: %v, %v", n, b.Valid(), u.Valid())
		}
		if s := string(rune(n)); b.String() != s || u.String() != s || b.Len() != 1 || u.Len() != 1 {
			t.Fatalf("%04x: %q, %q", n, b, u)
		}
		s := string(rune(n)) + string(rune(n))
		if !surrogate && (!b.In(s) || !u.In(s) || b.In("\u2028\u2029") != (n == 0x2028 || n == 0x2029) || u.In("ab\u2028\u2029") != (n == 0x2028 || n == 0x2029 || n == 'a' || n == 'b')) {
			t.Fatalf("%04x in ranges", n)
		}
	}
	for _, row := range []struct {
		u     string
		valid bool
		text  string
	}{
		{"\x00\x01\x00\x00", true, "\U00010000"},
		{"\x00\x10\xff\xff\x00\x00\x00a", true, "\U0010ffffa"},
		{"\x00\x11\x00\x00", false, "\ufffd"},
		{"\x80\x00\x00\x00", false, "\ufffd"},
		{"\xff\xff\xff\xff", false, "\ufffd"},
		{"\x00\x00\x00a\x00\x00\x00", false, "a"},
	} {
		if v := UniversalString(row.u); v.Valid() != row.valid || v.String() != row.text {
			t.Errorf("%x: %v, %q", row.u, v.Valid(), v)
		}
	}
	for name, v := range map[string]text{"BMPString": BMPString("\x00"), "UniversalString": UniversalString("\x00")} {
		_, err := v.MarshalDER()
		if want := "der: " + name + ": character string has a character that its type does not allow"; err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if v := BMPString("\x00a\x00"); v.Valid() || v.String() != "a" || v.Len() != 1 {
		t.Errorf("half a character: %v, %q", v.Valid(), v)
	}
}

func TestUTF8StringAllocatesNothing(t *testing.T) {
	v := UTF8String(strings.Repeat("Grüße, 世界", 20))
	if n := testing.AllocsPerRun(10, func() { _ = v.Valid() && v.Len() == 20*9 && v.In("  ~ü世界") }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestUTF8String(t *testing.T) {
	v := UTF8String("Grüße, 世界")
	if !v.Valid() || v.Len() != 9 || v.String() != "Grüße, 世界" || v.In("\x00\u00ff") || !v.In("\x00\u00ff世界") || !v.In("  AZaz,,üüßß一龥") {
		t.Errorf("%q: %v, %d", v, v.Valid(), v.Len())
	}
	for _, row := range []struct {
		ranges string
		want   bool
	}{
		{"", false}, {"az", true}, {"aab", false}, {"aabbcc", true}, {"a", false}, {"aa\x00\x10bc", true}, {"ca", false},
	} {
		if got := UTF8String("abc").In(row.ranges); got != row.want {
			t.Errorf("in %q: %v", row.ranges, got)
		}
	}
	bmp, universal := BMPString("\x00a\x01b\x00c"), UniversalString("\x00\x00\x00a\x00\x00\x01b\x00\x01\x00\x00")
	if bmp.Len() != 3 || !bmp.In("acŢŢ") || bmp.In("ac") || bmp.In("aaŢŢ") || universal.Len() != 3 || !universal.In("aaŢŢ\U00010000\U00010000") || universal.In("aaŢŢ") {
		t.Errorf("%s, %s", bmp, universal)
	}
	for _, s := range []string{"\x00a\xd8\x00", "\x00a\x00b\xdf\xff", "\x00a\x00b\x00"} {
		if BMPString(s).Valid() || UniversalString(s+s).Valid() {
			t.Errorf("%x is valid", s)
		}
	}
	if !UTF8String("").In("") || !PrintableString("").In("") {
		t.Error("the empty string is not in every range")
	}
}

// TestStringASN1 compares with encoding/asn1 where it has the type.
func TestStringASN1(t *testing.T) {
	for n := range 256 {
		s := string([]byte{byte(n)})
		for _, row := range []struct {
			name string
			tag  byte
			v    text
		}{
			{"numeric", 0x12, NumericString(s)}, {"printable", 0x13, PrintableString(s)}, {"ia5", 0x16, IA5String(s)}, {"utf8", 0x0c, UTF8String(s)}, {"t61", 0x14, TeletexString(s)},
		} {
			var got string
			_, err := asn1.Unmarshal([]byte{row.tag, 1, byte(n)}, &got)
			want := err == nil
			if row.name == "printable" && (n == '*' || n == '&') {
				want = false // encoding/asn1 lets these pass, since certificates have them
			}
			if row.v.Valid() != want {
				t.Errorf("%s %q: %v, encoding/asn1: %v", row.name, s, row.v.Valid(), err)
			}
		}
	}
	for _, s := range []string{"\x00a\x20\xac", "\x00", "\xd8\x00\xdc\x00", ""} {
		var got string
		_, err := asn1.Unmarshal(append([]byte{0x1e, byte(len(s))}, s...), &got)
		want := err == nil && utf8.ValidString(got)
		if s == "\xd8\x00\xdc\x00" {
			want = false // encoding/asn1 takes surrogates for UTF-16; X.680 has no characters there
		}
		if v := BMPString(s); v.Valid() != want || want && v.String() != got {
			t.Errorf("%x: %v, %q; encoding/asn1: %v, %q", s, v.Valid(), v, err, got)
		}
	}
}

// TestStringReuse decodes each type: a view, which nothing can be appended to, without an allocation, gone on error.
func TestStringReuse(t *testing.T) {
	reuse[UTF8String](t, 0x0c)
	reuse[NumericString](t, 0x12)
	reuse[PrintableString](t, 0x13)
	reuse[TeletexString](t, 0x14)
	reuse[VideotexString](t, 0x15)
	reuse[IA5String](t, 0x16)
	reuse[GraphicString](t, 0x19)
	reuse[VisibleString](t, 0x1a)
	reuse[GeneralString](t, 0x1b)
	reuse[UniversalString](t, 0x1c)
	reuse[BMPString](t, 0x1e)
	reuse[ObjectDescriptor](t, 0x07)
	reuse[Real](t, 0x09)
}

func reuse[T interface {
	~[]byte
	Clone() T
	AppendDER(dst []byte) ([]byte, error)
}, P interface {
	*T
	UnmarshalDER(b []byte) error
}](t *testing.T, tag byte) {
	t.Helper()
	var v T
	name := fmt.Sprintf("%T", v)
	contents := "\x00\x00\x00\x20"
	switch name {
	case "der.NumericString", "der.PrintableString", "der.VisibleString":
		contents = "1234"
	case "der.Real":
		contents = "\x031.E1"
	}
	b := append([]byte{tag, byte(len(contents))}, contents...)
	b = append(b, 0)
	good := b[:len(b)-1]
	if n := testing.AllocsPerRun(100, func() { _ = P(&v).UnmarshalDER(good) }); n != 0 && name != "der.Real" {
		t.Errorf("%s: %v allocations", name, n)
	}
	if cap(v) != len(contents) || &v[0] != &b[2] {
		t.Errorf("%s: %x of capacity %d is no view", name, v, cap(v))
	}
	if c := v.Clone(); &c[0] == &v[0] || !slices.Equal(c, v) {
		t.Errorf("%s: the clone is no copy", name)
	}
	if out, err := v.AppendDER([]byte("x")); err != nil || string(out) != "x"+string(good) {
		t.Errorf("%s: %x, %v", name, out, err)
	}
	for _, bad := range []string{string(b), string(b[:3]), string([]byte{tag ^ 1}) + string(b[1:])} {
		if _ = P(&v).UnmarshalDER(good); P(&v).UnmarshalDER([]byte(bad)) == nil || v != nil {
			t.Errorf("%s: %x after %x", name, v, bad)
		}
	}
}
