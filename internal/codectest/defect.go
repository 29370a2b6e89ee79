package codectest

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"github.com/dergen/dergen/internal/tlv"
)

// A Defect is an encoding in which one element is not as it was: what encloses it has true lengths, so that the codec
// comes to the element itself.
type Defect struct {
	Kind string // what is wrong
	At   string // the element, by its place in those that enclose it: ".0.2" is the third within the first
	DER  []byte
	Bad  bool // wrong whatever the type is; otherwise it is another value of a type, or one where a component may be
}

// Defects returns every defect of every element of b, which is an encoding with identifiers of one octet. What opaque names
// is not looked into, and neither is what stands behind an OBJECT IDENTIFIER that says its type (parameters of an
// algorithm, the value of an attribute): of those, only identifier and length can be wrong.
func Defects(b []byte, opaque func(element []byte) bool) []Defect {
	root, ok := parse(b)
	if !ok {
		return nil
	}
	var all []Defect
	var walk func(e *element, at string, open bool)
	walk = func(e *element, at string, open bool) {
		was := *e
		add := func(kind string, bad bool, raw ...[]byte) {
			*e = element{raw: slices.Concat(raw...), isRaw: true}
			all = append(all, Defect{kind, at, root.bytes(), bad})
			*e = was
		}
		headerDefects(&was, add)
		open = open || opaque(was.bytes())
		contentsDefects(&was, func(kind string, bad bool, raw ...[]byte) { add(kind, bad && !open, raw...) })
		if open {
			return
		}
		for k, p := range was.parts {
			// In an Extension, a BOOLEAN or an OCTET STRING follows.
			walk(p, fmt.Sprintf("%s.%d", at, k), k == 1 && was.parts[0].tag == 0x06 && p.tag&0xc0 == 0 && p.tag != 0x04 && p.tag != 0x01)
		}
		if len(was.parts) > 1 {
			for k := range len(was.parts) - 1 {
				turned := slices.Clone(was.parts)
				turned[k], turned[k+1] = turned[k+1], turned[k]
				e.parts = turned
				if !bytes.Equal(turned[k].bytes(), turned[k+1].bytes()) {
					all = append(all, Defect{"components in another order", fmt.Sprintf("%s.%d", at, k), root.bytes(), false})
				}
				*e = was
			}
		}
	}
	walk(root, "", false)
	return all
}

// headerDefects are those of an element's identifier and length, and of where it stands.
func headerDefects(e *element, add func(kind string, bad bool, raw ...[]byte)) {
	c := e.flat()
	n := uint64(len(c))
	tag, length := []byte{e.tag}, tlv.Length(n)
	whole := slices.Concat(tag, length, c)

	// X.690, 8.1.3 and 10.1.
	long := length
	if n < 0x80 {
		long = append([]byte{0x81}, length...)
	} else {
		long = slices.Concat([]byte{length[0] + 1, 0}, length[1:])
	}
	add("length not in the fewest octets", true, tag, long, c)
	add("length in nine octets", true, tag, []byte{0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0}, c)
	add("length FF", true, tag, []byte{0xff}, c)
	add("indefinite length", true, tag, []byte{0x80}, c)
	add("indefinite length and end-of-contents", true, tag, []byte{0x80}, c, []byte{0, 0})
	add("length one more", false, tag, tlv.Length(n+1), c) // what comes next may by chance go on with its second octet
	if n > 0 {
		add("length one less", true, tag, tlv.Length(n-1), c)
	}
	// X.690, 8.1.2.
	add("identifier in two octets", true, []byte{e.tag | 0x1f, e.tag & 0x1f}, length, c)
	add("another tag", false, []byte{e.tag ^ 0x01}, length, c)
	add("another class", false, []byte{e.tag ^ 0x40}, length, c)
	add("end-of-contents in its place", true, []byte{0, 0})

	add("left out", false)
	add("twice", false, whole, whole)
	add("NULL after it", false, whole, tlv.Null())
	add("zeros after it", true, whole, []byte{0, 0})
	add("without contents", false, tag, []byte{0})
}

// contentsDefects are those of an element's contents, and of its being primitive or constructed.
func contentsDefects(e *element, add func(kind string, bad bool, raw ...[]byte)) {
	c := e.flat()
	add("primitive and constructed the other way round", true, tlv.Element(e.tag^0x20, c))
	if e.tag&0x20 != 0 {
		add("NULL at its end", false, tlv.Element(e.tag, c, tlv.Null()))
		add("an octet at its end", true, tlv.Element(e.tag, c, []byte{0}))
		add("end-of-contents at its end", true, tlv.Element(e.tag, c, []byte{0, 0}))
		return
	}
	add("a string of parts", true, tlv.Element(e.tag|0x20, tlv.Octets(c...)))
	contents := func(kind string, bad bool, c ...byte) { add(kind, bad, tlv.Element(e.tag, c)) }
	switch e.tag {
	case 0x01: // X.690, 8.2 and 11.1
		for _, o := range []byte{0x01, 0x80, 0xfe} {
			contents(fmt.Sprintf("BOOLEAN %02X", o), true, o)
		}
		contents("BOOLEAN FALSE", false, 0)
		contents("BOOLEAN of two octets", true, 0xff, 0xff)
		contents("BOOLEAN of none", true)
	case 0x02, 0x0a: // X.690, 8.3.2
		contents("INTEGER with zeros in front", true, append([]byte{0, 0}, c...)...)
		contents("INTEGER with ones in front", true, append([]byte{0xff, 0xff}, c...)...)
		contents("INTEGER of none", true)
		contents("INTEGER -1", false, 0xff)
		contents("INTEGER 2^64", false, 1, 0, 0, 0, 0, 0, 0, 0, 0)
	case 0x03: // X.690, 8.6.2 and 11.2.1
		contents("BIT STRING of none", true)
		contents("BIT STRING with 8 unused bits", true, append([]byte{8}, c[1:]...)...)
		contents("BIT STRING with unused bits and no others", true, 1)
		contents("BIT STRING with an unused bit that is set", true, append(append([]byte{1}, c[1:]...), 0x01)...)
	case 0x05:
		contents("NULL with contents", true, 0)
	case 0x06: // X.690, 8.19.2
		contents("OBJECT IDENTIFIER of none", true)
		contents("OBJECT IDENTIFIER with an arc cut short", true, append(slices.Clip(c), 0x81)...)
		contents("OBJECT IDENTIFIER with a padded arc", true, append(slices.Clip(c), 0x80, 0x01)...)
		contents("OBJECT IDENTIFIER that begins with 80", true, append([]byte{0x80}, c...)...)
	case 0x18: // X.690, 11.7
		for _, t := range times(string(c)) {
			contents(fmt.Sprintf("time %s", t.kind), true, []byte(t.text)...)
		}
	}
}

type badTime struct{ kind, text string }

// times are what a GeneralizedTime may not be.
func times(good string) []badTime {
	list := []badTime{
		{"of nothing", ""}, {"without seconds", good[:12] + "Z"}, {"without minutes", good[:10] + "Z"}, {"with a fraction of zero", good[:14] + ".0Z"},
		{"with a fraction that ends in zero", good[:14] + ".50Z"}, {"with a fraction of nothing", good[:14] + ".Z"}, {"with a comma", good[:14] + ",5Z"},
		{"with a fraction of minutes", good[:12] + ".5Z"}, {"without Z", good[:14]}, {"with z", good[:14] + "z"}, {"at +0000", good[:14] + "+0000"},
		{"at +0100", good[:14] + "+0100"}, {"at -0500", good[:14] + "-0500"}, {"at +01", good[:14] + "+01"}, {"with two Z", good[:14] + "ZZ"},
		{"of two digits for the year", good[2:14] + "Z"}, {"with a space behind", good + " "}, {"with a space in front", " " + good}, {"with spaces", good[:8] + " " + good[8:]},
		{"with a NUL", good + "\x00"}, {"with dashes", good[:4] + "-" + good[4:6] + "-" + good[6:]}, {"with a sign", "+" + good[1:]},
		{"in month 00", good[:4] + "00" + good[6:]}, {"in month 13", good[:4] + "13" + good[6:]}, {"on day 00", good[:6] + "00" + good[8:]}, {"on day 32", good[:6] + "32" + good[8:]},
		{"on 30 February", good[:4] + "0230" + good[8:]}, {"on 31 April", good[:4] + "0431" + good[8:]}, {"on 29 February 2023", "20230229" + good[8:]},
		{"on 29 February 1900", "19000229" + good[8:]}, {"at hour 24", good[:8] + "24" + good[10:]}, {"at 240000", good[:8] + "240000Z"}, {"at minute 60", good[:10] + "60" + good[12:]},
		{"at second 61", good[:12] + "61Z"}, {"with a letter", good[:5] + "A" + good[6:]}, {"in full-width digits", "２" + good[1:]},
	}
	for k := range good[:15] {
		list = append(list, badTime{"without one of its octets", good[:k] + good[k+1:]})
	}
	return slices.DeleteFunc(list, func(t badTime) bool {
		_, err := time.Parse("20060102150405Z", t.text) // taken out of it, one of two digits may be what is good
		return err == nil && len(t.text) == 15
	})
}
