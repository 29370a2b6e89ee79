package schema

import (
	"bytes"
	"math/big"
	"slices"
	"unicode/utf8"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// fits reports a value, of which b is the contents octets, that a constraint of its type t does not allow.
func (c *checker) fits(v syntax.Value, b []byte, t *Type) bool {
	c.limitsOf(t)
	for u := t; u.Kind != 0; u = u.Def.Type {
		if k := u.Constraint; k != nil && !k.allows(b, t.Base()) {
			c.fault(v.Pos(), "%s is no value of %s: it does not satisfy %s", valueText(v), t.name(), k.Text)
			return false
		}
		if u.Def == nil {
			break
		}
	}
	return true
}

// allows says whether a constraint of a type that comes down to base allows the value with these contents octets.
func (k *Constraint) allows(b []byte, base *Type) bool {
	in := func(list []Range, n *big.Int) bool {
		return len(list) == 0 || slices.ContainsFunc(list, func(r Range) bool {
			return (r.Lo == nil || r.Lo.Cmp(n) <= 0) && (r.Hi == nil || r.Hi.Cmp(n) >= 0)
		})
	}
	if len(k.Strings) > 0 && !slices.Contains(k.Strings, string(b)) {
		return false
	}
	if base.Kind == Integer || base.Kind == Enumerated {
		return in(k.Value, fromOctets(b))
	}
	if size, ok := length(b, base); ok && !in(k.Size, size) {
		// X.680, 22.7: where bits are named, zero bits may be thought at the end.
		if hi := ranges(k.Size).max(); len(base.Numbers) == 0 || hi != nil && size.Cmp(hi) > 0 {
			return false
		}
	}
	if len(k.Alphabet) == 0 {
		return true
	}
	for _, r := range decodeString(b, base.Kind) {
		if !in(k.Alphabet, big.NewInt(int64(r))) {
			return false
		}
	}
	return true
}

// length is what SIZE counts in contents octets: bits, octets, characters or elements.
func length(b []byte, base *Type) (*big.Int, bool) {
	n := len(b)
	switch k := base.Kind; {
	case k == BitString:
		n = 8*(n-1) - int(b[0])
	case k == SequenceOf || k == SetOf:
		n = elements(b)
	case isString(k):
		n = len(decodeString(b, k))
	case k != OctetString:
		return nil, false
	}
	return big.NewInt(int64(n)), true
}

// elements is how many elements DER that was made here holds.
func elements(b []byte) int {
	n := 0
	for ; len(b) > 0; n++ {
		at := 1
		if b[0]&0x1f == 0x1f {
			for b[at]&0x80 != 0 {
				at++
			}
			at++
		}
		size := int(b[at])
		if at++; size >= 0x80 {
			more := size & 0x7f
			size = int(new(big.Int).SetBytes(b[at : at+more]).Int64())
			at += more
		}
		b = b[at+size:]
	}
	return n
}

// decodeString is the characters of contents octets that encodeString made.
func decodeString(b []byte, k Kind) []rune {
	width := 1
	switch k {
	case UTF8String:
		return bytes.Runes(b)
	case BMPString:
		width = 2
	case UniversalString:
		width = 4
	}
	text := make([]rune, 0, len(b)/width)
	for ; len(b) >= width; b = b[width:] {
		r := rune(0)
		for _, o := range b[:width] {
			r = r<<8 | rune(o)
		}
		text = append(text, min(max(r, 0), utf8.MaxRune))
	}
	return text
}
