package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// usual prints what a component holds that has the octets named by -expect: the same as decoding them would give,
// without looking at them again. nil if there is no such octets, or a type in it is none of those below. The comparison is
// in line since the compiler turns that with a constant, but not [der.Is] with one, into a few instructions.
//
//	if e = i + 11; e <= len(b) && string(b[i:e]) == "\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00" {
//		if v.HashAlgorithm.Algorithm != "\x2b\x0e\x03\x02\x1a" {
//			v.HashAlgorithm.Algorithm = "\x2b\x0e\x03\x02\x1a"
//		}
//		v.HashAlgorithm.Parameters.Present = true
//		v.HashAlgorithm.Parameters.Value = b[i+9 : i+11 : i+11]
//		i = e
//	} else {
func (s scope) usual(c *schema.Component, dst string) []jen.Code {
	parts, ok := s.g.usualParts(c, dst)
	if !ok || !s.values {
		return nil
	}
	s.used.e = true
	var code []jen.Code
	for _, p := range parts {
		switch r := s.g.rep(p.t); {
		case p.mark:
			code = append(code, text("%s.Present = %t", p.value, p.octets != nil))
			if p.octets == nil {
				code = append(code, s.g.clear(p.t, p.value+".Value")...)
			}
		case isNumber(r):
			code = append(code, text("%s = %s", p.value, s.g.usualNumber(p)))
		case r == repOID:
			known := text("%s", octets(p.octets))
			code = append(code, jen.If(text("%s !=", p.value).Add(known)).Block(text("%s =", p.value).Add(known)))
		default:
			code = append(code, text("%s =", p.value).Add(text("b[i+%d:i+%d:i+%d]", p.at, p.at+len(p.octets), p.at+len(p.octets))))
		}
	}
	return append(code, text("i = e"))
}

// putUsual prints the encoding of a component that has the value named by -expect; nil if there is no such value, or a type
// in it is none of those below.
//
//	if v.HashAlgorithm.Algorithm == "\x2b\x0e\x03\x02\x1a" && v.HashAlgorithm.Parameters.Present && ... {
//		i = der.PutKnown(b, i, "\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00")
//	} else {
func (s scope) putUsual(c *schema.Component, src string) *jen.Statement {
	parts, ok := s.g.usualParts(c, src)
	if !ok || len(parts) == 0 || isNumber(s.g.rep(c.Type)) { // a number is as quickly encoded
		return nil
	}
	is := new(jen.Statement)
	for k, p := range parts {
		if k > 0 {
			is.Op("&&")
		}
		switch r := s.g.rep(p.t); {
		case p.mark && p.octets != nil:
			is.Add(text("%s.Present", p.value))
		case p.mark:
			is.Add(text("!%s.Present", p.value))
		case isNumber(r):
			is.Add(text("%s == %s", p.value, s.g.usualNumber(p)))
		case r == repOID:
			is.Add(text("%s == %s", p.value, octets(p.octets)))
		default:
			is.Add(text("string(%s) == %s", p.value, octets(p.octets)))
		}
	}
	return jen.If(is).Block(text("i =").Add(rt("PutKnown", "b", "i", octets(c.Expect))))
}

// A usualPart is what octets named by -expect say about one value without components of its own.
type usualPart struct {
	t      *schema.Type
	value  string // its Go text
	octets []byte // the element where one is kept whole, else its contents
	at     int    // where octets begin
	mark   bool   // it is not a value but the mark of an OPTIONAL component: octets are nil where that is absent
}

func isNumber(r rep) bool { return r == repBool || r == repInt64 || r == repUint64 }

// usualNumber is the number or bool of a part, as Go writes it.
func (g *generator) usualNumber(p usualPart) string {
	if g.rep(p.t) == repBool {
		return fmt.Sprint(p.octets[0] != 0)
	}
	n := int64(int8(p.octets[0])) // X.690, 8.3.3
	for _, o := range p.octets[1:] {
		n = n<<8 | int64(o)
	}
	return g.number(p.t, n)
}

// usualParts takes the octets apart that -expect names for c, whose value is there. It is not ok if there are none, or if a
// type in them is none of those that usualPart has.
func (g *generator) usualParts(c *schema.Component, value string) (parts []usualPart, ok bool) {
	if c.Expect == nil {
		return nil, false
	}
	parts, rest, ok := g.known(c.Type, value, c.Expect, 0)
	return parts, ok && len(rest) == 0
}

// known takes the element apart that octs begin with; at is where it is.
func (g *generator) known(t *schema.Type, value string, octs []byte, at int) (parts []usualPart, rest []byte, ok bool) {
	outer, own := g.split(t)
	ids := []string{}
	for _, o := range outer {
		ids = append(ids, identifier(o))
	}
	r := g.rep(t)
	if r != repRaw && r != repView && r != repChoice {
		ids = append(ids, own)
	}
	c, end := 0, len(octs)
	for _, id := range ids {
		if c+len(id) >= end || string(octs[c:c+len(id)]) != id || octs[c+len(id)] >= 0x80 {
			return nil, nil, false
		}
		n := int(octs[c+len(id)])
		c += len(id) + 1
		if c+n > end {
			return nil, nil, false
		}
		end = c + n
	}
	contents := octs[c:end]
	switch r {
	case repRaw:
		if own != "" || len(outer) > 0 || len(octs) < 2 || octs[1] >= 0x80 || 2+int(octs[1]) > len(octs) {
			return nil, nil, false
		}
		end = 2 + int(octs[1])
		return []usualPart{{t: t, value: value, octets: octs[:end], at: at}}, octs[end:], true
	case repInt64, repUint64:
		if len(contents) > 8 {
			return nil, nil, false
		}
		fallthrough
	case repOID, repBytes, repInteger, repBool:
		return []usualPart{{t: t, value: value, octets: contents, at: at + c}}, octs[end:], true
	case repStruct:
		if t.Base().Kind != schema.Sequence || t.Def.Keep || t.Base().Extensible {
			return nil, nil, false
		}
		inner := contents
		for _, f := range t.Base().Components {
			field := value + "." + f.GoName
			ids, open := first(f.Type)
			present := len(inner) > 0 && open
			for _, id := range ids {
				present = present || len(inner) >= len(id) && string(inner[:len(id)]) == id
			}
			switch {
			case f.Pointer, f.Default != nil:
				return nil, nil, false
			case f.Optional && !present:
				parts = append(parts, usualPart{t: f.Type, value: field, mark: true})
				continue
			case f.Optional:
				parts = append(parts, usualPart{t: f.Type, value: field, octets: inner, mark: true})
				field += ".Value"
			}
			more, left, ok := g.known(f.Type, field, inner, at+end-len(inner))
			if !ok {
				return nil, nil, false
			}
			parts, inner = append(parts, more...), left
		}
		if len(inner) > 0 {
			return nil, nil, false
		}
		return parts, octs[end:], true
	}
	return nil, nil, false
}
