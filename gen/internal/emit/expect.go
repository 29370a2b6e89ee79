package emit

import (
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
	if c.Expect == nil || !s.values {
		return nil
	}
	code, rest, ok := s.known(c.Type, dst, c.Expect, 0)
	if !ok || len(rest) > 0 {
		return nil
	}
	s.used.e = true
	return append(code, text("i = e"))
}

// known prints the assignments for the element that octets begin with; at is where it is, counted from i.
func (s scope) known(t *schema.Type, dst string, octs []byte, at int) (code []jen.Code, rest []byte, ok bool) {
	outer, own := s.g.split(t)
	ids := []string{}
	for _, o := range outer {
		ids = append(ids, identifier(o))
	}
	r := s.g.rep(t)
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
	view := text("b[i+%d:i+%d:i+%d]", at+c, at+end, at+end)
	switch r {
	case repRaw:
		if own != "" || len(outer) > 0 || len(octs) < 2 || octs[1] >= 0x80 || 2+int(octs[1]) > len(octs) {
			return nil, nil, false
		}
		end = 2 + int(octs[1])
		return s.set(dst, text("b[i+%d:i+%d:i+%d]", at, at+end, at+end)), octs[end:], true
	case repOID:
		known := text("%s", octets(contents))
		return []jen.Code{jen.If(text("%s !=", dst).Add(known)).Block(text("%s =", dst).Add(known))}, octs[end:], true
	case repBytes, repInteger:
		return s.set(dst, view), octs[end:], true
	case repStruct:
		if t.Base().Kind != schema.Sequence || t.Def.Keep || t.Base().Extensible {
			return nil, nil, false
		}
		inner := contents
		for _, f := range t.Base().Components {
			field := dst + "." + f.GoName
			ids, open := first(f.Type)
			present := len(inner) > 0 && open
			for _, id := range ids {
				present = present || len(inner) >= len(id) && string(inner[:len(id)]) == id
			}
			switch {
			case f.Pointer, f.Default != nil:
				return nil, nil, false
			case f.Optional:
				code = append(code, text("%s.Present = %t", field, present))
				field += ".Value"
				if !present {
					code = append(code, s.g.clear(f.Type, field)...)
					continue
				}
			}
			more, left, ok := s.known(f.Type, field, inner, at+end-len(inner))
			if !ok {
				return nil, nil, false
			}
			code, inner = append(code, more...), left
		}
		if len(inner) > 0 {
			return nil, nil, false
		}
		return code, octs[end:], true
	}
	return nil, nil, false
}
