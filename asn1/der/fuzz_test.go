package der

import (
	"bytes"
	"maps"
	"slices"
	"testing"
	"time"
)

// FuzzLeaf: what a type accepts it encodes to the same octets, and no method of what it decoded panics. The first octet
// says which type it is.
func FuzzLeaf(f *testing.F) {
	names := slices.Sorted(maps.Keys(codecs))
	for _, r := range rows(f) {
		f.Add(byte(slices.Index(names, r.Type)), unhex(f, r.Hex))
	}
	for name, b := range map[string]string{
		"RELATIVE-OID": "\x0d\x04\xc2\x7b\x03\x02", "REAL": "\x09\x03\x80\x00\x01", "EXTERNAL": tlv(0x28, "\x06\x01\x51", "\x81\x01a"),
		"DATE": "\x1f\x1f\x0819850412", "TIME-OF-DAY": "\x1f\x20\x06152746", "DATE-TIME": "\x1f\x21\x0e19850412152746", "DURATION": "\x1f\x22\x09P1Y6MT1.5S"[:3] + "\x091Y6MT1.5S",
		"TIME": tlv(0x0e, "R5/1985-04-12T15:27:46.5+01/P1Y6M"), "OID-IRI": "\x1f\x23\x04/ISO", "RELATIVE-OID-IRI": "\x1f\x24\x03ISO",
		"EMBEDDED PDV": tlv(0x2b, "\xa0\x02\x85\x00", "\x82\x01a"), "CHARACTER STRING": tlv(0x3d, tlv(0xa0, tlv(0xa3, "\x80\x01\x07\x81\x01\x51")), "\x82\x01a"),
		"VideotexString": "\x15\x01a", "GraphicString": "\x19\x01a", "GeneralString": "\x1b\x01a", "ObjectDescriptor": "\x07\x01a",
	} {
		f.Add(byte(slices.Index(names, name)), []byte(b))
	}
	f.Add(byte(slices.Index(names, "REAL")), []byte("\x09\x08\x03-15.E-1"))
	f.Fuzz(func(t *testing.T, kind byte, b []byte) {
		name := names[int(kind)%len(names)]
		before := bytes.Clone(b)
		out, err := codecs[name](b)
		if !bytes.Equal(b, before) {
			t.Fatalf("%s: the input was written to", name)
		}
		if err == nil && !bytes.Equal(out, b) {
			t.Fatalf("%s: %x is encoded as %x", name, b, out)
		}
		if err != nil && len(err.Error()) < len("der: byte 0: x") {
			t.Fatalf("%s: %q", name, err)
		}
	})
}

// FuzzContents: no function that takes contents octets panics, and those that tell the same story agree.
func FuzzContents(f *testing.F) {
	for _, r := range rows(f) {
		if b := unhex(f, r.Hex); len(b) > 1 {
			f.Add(b[2:])
		}
	}
	f.Fuzz(func(t *testing.T, c []byte) {
		agree := func(name string, x, y bool) {
			t.Helper()
			if x != y {
				t.Errorf("%s of %x: %v and %v", name, c, x, y)
			}
		}
		// String and the like of what may not be valid.
		_, _, _, _ = Integer(c).String(), Integer(c).Sign(), Integer(c).Cmp(Integer(bytes.Clone(c))), Integer(c).BigInt()
		_, _ = RawValue(c).Identifier(), RawValue(c).Contents()
		_, _, _, _ = UTF8String(c).Len(), BMPString(c).String(), UniversalString(c).String(), TeletexString(c).String()
		_, _, _ = Date(c).String(), TimeOfDay(c).String(), DateTime(c).String()
		_, _, _ = UTF8String(c).In(string(c)), BMPString(c).In(string(c)), UniversalString(c).In(string(c))
		agree("OID", OID(c).Valid(), RelativeOID(c).Valid())
		if v := OID(c); v.Valid() {
			if w, err := ParseOID(v.String()); err != nil || w != v {
				t.Errorf("%x is %s, which is %x, %v", c, v, w, err)
			}
		}
		if v := RelativeOID(c); v.Valid() {
			if w, err := ParseRelativeOID(v.String()); err != nil || !bytes.Equal(w, v) {
				t.Errorf("%x is %s, which is %x, %v", c, v, w, err)
			}
		}
		if v := Integer(c); v.Valid() && !bytes.Equal(NewInteger(v.BigInt()), v) {
			t.Errorf("%x is %d", c, v.BigInt())
		}
		if v := Real(c); v.Valid() {
			x, exact := v.Float64()
			if w := NewReal(x); !w.Valid() || exact && c != nil && len(c) > 0 && c[0] >= 0x40 && !bytes.Equal(w, v) {
				t.Errorf("%x is %v, which is %x", c, x, w)
			}
			_ = v.String()
		}
		if at, ok := DecodeGeneralizedTime(c); ok {
			want, err := time.Parse("20060102150405.999999999Z", string(c))
			if err != nil || at != want {
				t.Errorf("%q is %v, not %v, %v", c, at, want, err)
			}
		}
		if v, ok := Bits(c); ok {
			_, named := NamedBits(c)
			agree("named bits", named, v.Trim().Len() == v.Len())
		}
		if v := BMPString(c); v.Valid() {
			agree("BMPString", true, UTF8String(v.String()).Valid() && UTF8String(v.String()).Len() == v.Len())
		}
		if v := UniversalString(c); v.Valid() {
			agree("UniversalString", true, UTF8String(v.String()).Valid() && UTF8String(v.String()).Len() == v.Len())
		}
		agree("EXTERNAL", External(c).Valid(), codecErr("EXTERNAL", 0x28, c) == nil)
		agree("TIME", Time(c).Valid(), codecErr("TIME", 0x0e, c) == nil)
		_, _ = EmbeddedPDV(c).Valid(), CharacterString(c).Valid()
		if v := Duration(c); v.Valid() {
			agree("DURATION", true, Time(v.String()).Valid())
		}
		if v := Date(c); v.Valid() {
			agree("DATE", true, Time(v.String()).Valid())
		}
		if v := DateTime(c); v.Valid() {
			agree("DATE-TIME", true, Time(v.String()).Valid())
		}
		if v := TimeOfDay(c); v.Valid() {
			agree("TIME-OF-DAY", true, Time(v.String()).Valid())
		}
	})
}

// codecErr decodes an element with contents octets c.
func codecErr(name string, tag byte, c []byte) error {
	b := Extend(nil, Size(len(c)))
	_, err := codecs[name](b[Put(b, len(b), tag, c):])
	return err
}

// FuzzWalk: the functions that read a header agree about every element of b, and sorting keeps the elements.
func FuzzWalk(f *testing.F) {
	for _, r := range rows(f) {
		f.Add(unhex(f, r.Hex), 0)
	}
	f.Add([]byte("\x05\x00\x01\x01\xff\x05\x00"), 2)
	f.Fuzz(func(t *testing.T, b []byte, i int) {
		c, e, err := Any(b, i, "x")
		if err != nil {
			return
		}
		if i < 0 || c <= i || e < c || e > len(b) {
			t.Fatalf("%x at %d: %d to %d", b, i, c, e)
		}
		id := string(identifier(b, i))
		if !Is(b, i, id) || CompareTags(b, i, i) != 0 {
			t.Fatalf("%x at %d is not itself", b, i)
		}
		hc, he, err := HighTag(b, i, id, "x")
		if hc != c || he != e || err != nil {
			t.Fatalf("%x at %d: HighTag: %d to %d, %v", b, i, hc, he, err)
		}
		if len(id) == 1 {
			lc, le, err := Long(b, i, b[i], "x")
			if lc != c || le != e || err != nil {
				t.Fatalf("%x at %d: Long: %d to %d, %v", b, i, lc, le, err)
			}
			if _, e := HeadAny(b, i); e >= 0 && e != le {
				t.Fatalf("%x at %d: HeadAny: to %d", b, i, e)
			}
		}
		// The element with its contents, written again.
		p := make([]byte, e-i)
		k := Put(p, len(p), 0x05, b[c:e])
		if len(id) == 1 {
			p[k] = b[i]
		} else {
			k = Retag(p, k, id)
		}
		if k != 0 || !bytes.Equal(p, b[i:e]) {
			t.Fatalf("%x is written %x", b[i:e], p)
		}
		if Start(b[:e], c) != i && len(id) == 1 {
			t.Fatalf("%x starts at %d", b[:e], Start(b[:e], c))
		}
		sorted := bytes.Clone(b)
		if SortSetOf(sorted, i, len(b)) == i {
			for prev, k := -1, i; k < len(b); {
				_, e, err := Any(sorted, k, "")
				if err != nil || !Ascending(sorted, prev, k, e) {
					t.Fatalf("%x is sorted %x", b[i:], sorted[i:])
				}
				prev, k = k, e
			}
		} else if !bytes.Equal(sorted, b) {
			t.Fatalf("%x is refused and changed", b)
		}
		sorted = bytes.Clone(b)
		if SortSet(sorted, i, len(b)) == i {
			for prev, k := -1, i; k < len(b); {
				if !TagAfter(sorted, prev, k) {
					t.Fatalf("%x is sorted %x", b[i:], sorted[i:])
				}
				_, e, _ := Any(sorted, k, "")
				prev, k = k, e
			}
		}
	})
}

// FuzzText: dotted identifiers that are read are written alike.
func FuzzText(f *testing.F) {
	for _, s := range []string{"1.2.840.113549", "2.999", "2.25.340282366920938463463374607431768211455", "0.39", "1.40", "2.01", ".", "8571.3.2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if v, err := ParseOID(s); err == nil && (v.String() != s || !v.Valid()) {
			t.Errorf("%s is %x, which is %s", s, string(v), v)
		}
		if v, err := ParseRelativeOID(s); err == nil && (v.String() != s || !v.Valid()) {
			t.Errorf("%s is %x, which is %s", s, []byte(v), v)
		}
	})
}
