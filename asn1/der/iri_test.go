package der

import "testing"

func TestIRI(t *testing.T) {
	for _, row := range []struct {
		path  string
		valid bool
	}{
		{"ISO", true}, {"ISO/Registration-Authority/19785.CBEFF/Organizations", true}, {"0", true}, {"2/27", true}, {"a~b_c.d-e", true},
		{"Étoile", true}, {"世界", true}, {"\U00010000", true}, {"\U000e1000", true}, {"00a", true},
		{"", false}, {"ISO/", false}, {"ISO//1", false}, {"-a", false}, {"a-", false}, {"-", false}, {"01", false}, {"00", false},
		{"a b", false}, {"a%20", false}, {"a\x00", false}, {"a:b", false}, {"a\u007f", false}, {"a\u0080", false}, {"a\xff", false}, {"\xc0\x80", false},
		{"\ufffd", false}, {"\ufdd0", false}, {"\ue000", false}, {"\U0001fffe", false}, {"\U000e0001", false}, {"\U000f0000", false}, {"\U0010ffff", false},
	} {
		rel, abs := RelativeOIDIRI(row.path), OIDIRI("/"+row.path)
		if rel.Valid() != row.valid || abs.Valid() != row.valid || rel.String() != row.path || abs.String() != "/"+row.path {
			t.Errorf("%q: %v, %v", row.path, rel.Valid(), abs.Valid())
		}
		b, err := rel.MarshalDER()
		if row.valid != (err == nil) || row.valid && string(b) != "\x1f\x24"+string([]byte{byte(len(rel))})+row.path {
			t.Errorf("%q: %x, %v", row.path, b, err)
		}
		if !row.valid && err.Error() != "der: RELATIVE-OID-IRI: object identifier is malformed" {
			t.Error(err)
		}
		b, err = abs.MarshalDER()
		if row.valid != (err == nil) || row.valid && string(b) != "\x1f\x23"+string([]byte{byte(len(abs))})+"/"+row.path {
			t.Errorf("%q: %x, %v", row.path, b, err)
		}
		if !row.valid && err.Error() != "der: OID-IRI: object identifier is malformed" {
			t.Error(err)
		}
	}
	if OIDIRI("ISO").Valid() || RelativeOIDIRI("/ISO").Valid() || OIDIRI(nil).Valid() {
		t.Error("slash")
	}
}

// TestLabelRunes checks every character against the ranges of X.660, 7.5, which are those of RFC 3987 without private use.
func TestLabelRunes(t *testing.T) {
	ranges := "--..09AZ__az~~\u00a0\ud7ff\uf900\ufdcf\ufdf0\uffef"
	for plane := rune(1); plane < 14; plane++ {
		ranges += string(plane<<16) + string(plane<<16|0xfffd)
	}
	ranges += "\U000e1000\U000efffd"
	for r := rune(0); r <= 0x10ffff; r++ {
		if got := labelRune(r); got != runeIn(r, ranges) {
			t.Errorf("%U: %v", r, got)
		}
	}
}
