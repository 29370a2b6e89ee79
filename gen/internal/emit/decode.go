package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// head reads a header with the identifier id.
//
//	if c, e = der.Head(b, i, 0x04); uint(e) > uint(len(b)) {
//		if c, e, err = der.Long(b, i, 0x04, "issuerNameHash"); err != nil {
//			return err
//		}
//	}
func (s scope) head(id, name string, contents bool) []jen.Code {
	c := "c"
	if contents {
		s.used.c = true
	} else {
		c = "_"
	}
	s.used.e, s.used.err = true, true
	if len(id) > 1 {
		return []jen.Code{jen.If(text("%s, e, err =", c).Add(rt("HighTag", "b", "i", octets(id), quote(s.path(name)))), text("err != nil")).Block(
			s.ret(jen.Id("err")))}
	}
	return []jen.Code{jen.If(text("%s, e =", c).Add(rt("Head", "b", "i", one(id))), text("uint(e) > uint(len(b))")).Block(
		jen.If(text("%s, e, err =", c).Add(rt("Long", "b", "i", one(id), quote(s.path(name)))), text("err != nil")).Block(
			s.ret(jen.Id("err"))))}
}

// within prints code for what is in the element whose contents are b[c:e], and that nothing is left over.
//
//	{
//		b := b[:e]
//		i = c
//		...
//		if i != len(b) {
//			return der.Fail(i, der.ErrTrailingData, "certID")
//		}
//	}
func (s scope) within(name, v string, code []jen.Code) []jen.Code {
	cut := text("b := b[:e]")
	if v != "" {
		cut = text("b, v := b[:e], %s", address(v))
	}
	block := append([]jen.Code{cut, text("i = c")}, code...)
	return []jen.Code{jen.Block(append(block, s.exhausted(name))...)}
}

func (s scope) exhausted(name string) jen.Code {
	return jen.If(text("i != len(b)")).Block(s.fail("i", "ErrTrailingData", name))
}

// set is dst = value, or nothing where octets are checked only.
func (s scope) set(dst string, value *jen.Statement) []jen.Code {
	if !s.values {
		return nil
	}
	return []jen.Code{jen.Op(dst).Op("=").Add(value)}
}

// setNext is dst, i = value, e.
func (s scope) setNext(dst string, value *jen.Statement) jen.Code {
	if !s.values {
		return text("i = e")
	}
	return jen.List(jen.Op(dst), jen.Id("i")).Op("=").List(value, jen.Id("e"))
}

// decode prints the decoding of the element at b[i:], of type t, into dst.
func (s scope) decode(t *schema.Type, dst, name string) []jen.Code {
	if !s.values && isView(t) && t.Def.Module.Import == "" {
		t = unviewed(t) // nothing is kept: straight on, which also counts the depth
	}
	outer, own := s.g.split(t)
	if len(outer) > 0 {
		inner := *t
		inner.Tags = t.Tags[1:]
		return append(s.head(identifier(outer[0]), name, true), s.within(name, "", s.decode(&inner, dst, name))...)
	}
	switch s.g.rep(t) {
	case repRaw:
		return s.decodeRaw(own, dst, name)
	case repChoice, repView:
		return s.decodeChoice(t, dst, name)
	case repStruct:
		return s.decodeStruct(t, own, dst, name)
	case repList:
		return s.decodeList(t, own, dst, name)
	case repTime:
		return s.decodeTime(t, own, dst, name)
	}
	// The octets of an OCTET STRING that is checked only are not looked at.
	unread := !s.values && s.g.rep(t) == repBytes && len(s.checked(t, "b[c:e]", name)) == 0
	return append(s.head(own, name, !unread), s.decodeLeaf(t, dst, name)...)
}

// split separates the explicit tags around an element of t from its own identifier: that just before the contents, ""
// for an untagged CHOICE or open type; for a type that is kept whole, the first of its own.
func (g *generator) split(t *schema.Type) (outer []schema.Tag, own string) {
	n := len(t.Tags)
	switch g.rep(t) {
	case repChoice:
		return t.Tags, ""
	case repView:
		return t.Tags[:n-len(t.Def.Type.Tags)], ""
	case repRaw:
		if t.Def == nil || !base(t.Def).Raw || len(base(t.Def).Type.Tags) == 0 || n == 0 {
			return t.Tags, ""
		}
		return t.Tags[:n-1], identifier(t.Tags[n-1])
	}
	return t.Tags[:n-1], identifier(t.Tags[n-1])
}

// decodeRaw keeps an element whole.
//
//	v.Parameters.Value, i = b[i:e:e], e
func (s scope) decodeRaw(own, dst, name string) []jen.Code {
	var code []jen.Code
	if own == "" {
		s.used.e, s.used.err = true, true
		code = append(code, jen.If(text("_, e =").Add(rt("HeadAny", "b", "i")), text("uint(e) > uint(len(b))")).Block(
			jen.If(text("_, e, err =").Add(rt("Any", "b", "i", quote(s.path(name)))), text("err != nil")).Block(s.ret(jen.Id("err")))))
	} else {
		code = s.head(own, name, false)
	}
	return append(code, s.setNext(dst, text("b[i:e:e]")))
}

// decodeChoice calls the CHOICE, or the view, which reads its own identifier.
//
//	if i, err = v.CertStatus.DecodeDER(b, i); err != nil {
//		return der.In("certStatus", err)
//	}
//
// One of few alternatives stands in place, as a SEQUENCE does.
func (s scope) decodeChoice(t *schema.Type, dst, name string) []jen.Code {
	if s.expandedChoice(t) {
		cases := s.g.choiceCases(base(t.Def), s.inside(name))
		if s.values {
			cases = append([]jen.Code{text("v := %s", address(dst))}, cases...)
		}
		return []jen.Code{jen.Block(cases[:len(cases)-1]...)}
	}
	s.used.err = true
	call := s.call(t, dst, jen.Id("b"), jen.Id("i"))
	return []jen.Code{jen.If(text("i, err =").Add(call), text("err != nil")).Block(s.ret(s.in(name)))}
}

// call calls the decoder of t's definition for dst, or its checker.
func (s scope) call(t *schema.Type, dst string, args ...jen.Code) *jen.Statement {
	if isView(t) {
		if !s.values {
			return jen.New(s.g.name(t.Def, "View")).Dot("DecodeDER").Call(args...)
		}
		return jen.Op(pointer(dst)).Dot("DecodeDER").Call(args...)
	}
	args = s.depthArg(t.Def, args...)
	if s.values {
		return jen.Op(pointer(dst)).Dot("DecodeDER").Call(args...)
	}
	if d := base(t.Def); d.Checked && d.Module.Import == "" {
		return jen.Id("check" + d.GoName).Call(args...)
	}
	return jen.New(s.g.name(t.Def, "")).Dot("DecodeDER").Call(args...)
}

// decodeStruct decodes a SEQUENCE or SET: in place where that is short, by a call of its own function otherwise.
//
//	if err = v.TBSRequest.DecodeDER(b[:e], c); err != nil {
//		return der.In("tbsRequest", err)
//	}
//	i = e
func (s scope) decodeStruct(t *schema.Type, own, dst, name string) []jen.Code {
	code := s.head(own, name, true)
	if t.Def.Keep && s.values {
		code = append(code, text("%s.Raw = b[i:e:e]", dst))
	}
	if s.expanded(t) {
		v := dst
		if !s.values || !s.g.touched(t.Base()) {
			v = ""
		}
		return append(code, s.within(name, v, s.inside(name).components(t.Base()))...)
	}
	s.used.err = true
	return append(code,
		jen.If(text("err =").Add(s.call(t, dst, text("b[:e]"), jen.Id("c"))), text("err != nil")).Block(s.ret(s.in(name))),
		text("i = e"))
}

// expanded says whether t stands in place in the functions of what it is in: a SEQUENCE of few components, all told,
// that is no element of a list. A call for each was measured to cost a tenth of the time of a small message.
func (s scope) expanded(t *schema.Type) bool {
	b, g := t.Base(), s.g
	return !s.list && b.Kind == schema.Sequence && !base(t.Def).Recursive && len(b.Components) > 0 && !b.Extensible && g.weight(b, 0) <= 12
}

// expandedChoice says whether the CHOICE t stands in place in the functions of a SEQUENCE that it is in.
func (s scope) expandedChoice(t *schema.Type) bool {
	if isView(t) || s.list || !s.values {
		return false
	}
	d := base(t.Def)
	return d.Module.Import == "" && !d.Recursive && !d.Type.Extensible && len(d.Type.Components) <= 3 && s.g.form(t.Def) == formChoice
}

// inOwn says whether the elements of a list of type t stand in place in the function that is the list's own: a SEQUENCE
// of no more components than an Extension has.
func (s scope) inOwn(t *schema.Type) bool {
	return s.own && s.g.rep(t) == repStruct && s.g.weight(t.Base(), 0) <= 3
}

// weight counts the components that would be printed for t in place.
func (g *generator) weight(t *schema.Type, depth int) int {
	if depth > 4 {
		return 100
	}
	n := 0
	for _, c := range t.Components {
		n++
		if c.Type.Def == nil || g.rep(c.Type) != repStruct || base(c.Type.Def).Recursive {
			continue
		}
		if b := c.Type.Base(); b.Kind == schema.Sequence && !b.Extensible {
			if w := g.weight(b, depth+1); w <= 12 {
				n += w
			}
		}
	}
	return n
}

// decodeTime decodes UTCTime and GeneralizedTime.
//
//	if v.ThisUpdate, i, err = der.GeneralizedTime(b, i, 0x18, "thisUpdate"); err != nil {
//		return err
//	}
func (s scope) decodeTime(t *schema.Type, own, dst, name string) []jen.Code {
	s.used.err = true
	if !s.values {
		dst = "_"
	} else if t.Def != nil {
		dst += ".Time"
	}
	verb := "GeneralizedTime"
	if t.Base().Kind == schema.UTCTime {
		verb = "UTCTime"
	}
	value := dst
	if !s.values {
		value = "when"
	}
	check := s.checked(t, value, name)
	switch {
	case len(check) > 0 && !s.values:
		code := append([]jen.Code{
			text("when, ok :=").Add(rt("Decode"+verb, "b[c:e]")),
			jen.If(text("!ok")).Block(s.fail("i", "ErrTime", name))}, check...)
		return append(s.head(own, name, true), jen.Block(code...), text("i = e"))
	case len(check) > 0 || len(own) > 1: // one value of few, or an identifier of several octets
		s.used.ok = true
		code := append(s.head(own, name, true),
			jen.If(text("%s, ok =", dst).Add(rt("Decode"+verb, "b[c:e]")), text("!ok")).Block(s.fail("i", "ErrTime", name)))
		return append(append(code, check...), text("i = e"))
	}
	return []jen.Code{jen.If(text("%s, i, err =", dst).Add(rt(verb, "b", "i", one(own), quote(s.path(name)))), text("err != nil")).Block(s.ret(jen.Id("err")))}
}

// decodeList decodes a SEQUENCE OF or SET OF: in place where it has no definition of its own.
//
//	if err = v.ResponseExtensions.Value.DecodeDER(b[:e], c); err != nil {
//		return der.In("responseExtensions", err)
//	}
//	i = e
func (s scope) decodeList(t *schema.Type, own, dst, name string) []jen.Code {
	code := s.head(own, name, true)
	if t.Def == nil || s.inPlace(t) {
		s.own = t.Def != nil
		t := t.Base()
		loop := append([]jen.Code{s.listHead(dst), text("i = c")}, s.items(t, dst, name, "at")...)
		if sizeChecked(t) && !s.g.o.NoConstraints {
			loop = append([]jen.Code{text("at := i")}, loop...)
		}
		return append(code, jen.Block(loop...))
	}
	s.used.err = true
	call := []jen.Code{jen.If(text("err =").Add(s.call(t, dst, text("b[:e]"), jen.Id("c"))), text("err != nil")).Block(s.ret(s.in(name)))}
	if t.Constraint != nil && len(t.Constraint.Size) > 0 && !s.g.o.NoConstraints && s.values {
		call = append(call, s.g.refuse(t, dst, func() jen.Code { return s.fail("i", "ErrConstraint", name) })...)
	}
	return append(code, append(call, text("i = e"))...)
}

// inPlace says whether the list t is decoded in place although it has a definition, which its few components allow: where
// nothing is kept of it, so that calls would be most of the work, and where another package has it, whose DecodeOID does
// not know the identifiers that this one names.
func (s scope) inPlace(t *schema.Type) bool {
	if t.Constraint != nil || base(t.Def).Recursive || s.values && base(t.Def).Module.Import == "" {
		return false
	}
	switch e := t.Base().Elem; s.g.rep(e) {
	case repStruct:
		return s.g.weight(e.Base(), 0) <= 3
	case repList:
		return !s.values && s.loops < 2 && (e.Def == nil || s.element("").inPlace(e))
	}
	return false
}

// listHead is b, list := b[:e], dst[:cap(dst)].
func (s scope) listHead(dst string) jen.Code {
	if !s.values {
		return text("b := b[:e]")
	}
	return text("b, list := b[:e], %s[:cap(%s)]", dst, dst)
}

// sizeChecked says whether there is a number of elements that the list t must not have.
func sizeChecked(t *schema.Type) bool {
	return t.Constraint != nil && len(t.Constraint.Size) > 0 && ranges("k", t.Constraint.Size, "int") != nil
}

// items prints the loop over the elements of a list in b[i:]; at is Go text for where the list begins.
//
//	k := 0
//	for ; i < len(b); k++ {
//		if k == len(list) {
//			list = der.Grow(list, k, der.Count(b, i, 50))
//			v.Responses = list
//		}
//		if c, e = ...
//		if err = list[k].DecodeDER(b[:e], c); err != nil {
//			return der.In("responses", der.At(k, err))
//		}
//		i = e
//	}
//	v.Responses = v.Responses[:k]
func (s scope) items(t *schema.Type, dst, name, at string) []jen.Code {
	set, k := t.Kind == schema.SetOf, s.counter()
	in := s.element(name)
	in.list = in.list && !s.inOwn(t.Elem)
	body := in.decode(t.Elem, "list["+k+"]", "")
	if s.values {
		body = append([]jen.Code{grow(t.Elem, dst, k)}, body...)
	}
	if set {
		body = append([]jen.Code{text("at := i")}, body...)
		body = append(body,
			jen.If(text("!").Add(rt("Ascending", "b", "prev", "at", "i"))).Block(in.fail("at", "ErrSetOrder", "")),
			text("prev = at"))
	}
	var code []jen.Code
	if set {
		code = append(code, text("%s, prev := 0, -1", k))
	} else {
		code = append(code, text("%s := 0", k))
	}
	code = append(code, jen.For(jen.Empty(), text("i < len(b)"), text("%s++", k)).Block(body...))
	if sizeChecked(t) && !s.g.o.NoConstraints {
		code = append(code, jen.If(jen.Add(ranges(k, t.Constraint.Size, "int"))).Block(s.fail(at, "ErrConstraint", name)))
	}
	list := dst
	if dst == "*v" {
		list = "(*v)"
	}
	return append(code, s.set(dst, text("%s[:%s]", list, k))...)
}

// grow makes room for the elements that are still to come, of which none has fewer octets than the type allows. dst is then
// as long as the room, so that what is left to do at the end stores no pointer, which costs while garbage is collected.
//
//	if k == len(list) {
//		list = der.Grow(list, k, der.Count(b, i, 50))
//		v.Responses = list
//	}
func grow(elem *schema.Type, dst, k string) jen.Code {
	return jen.If(text("%s == len(list)", k)).Block(
		text("list =").Add(rt("Grow", "list", k, rt("Count", "b", "i", max(2, minSize(elem))))),
		text("%s = list", dst))
}

func minSize(t *schema.Type) int {
	if t.Def != nil {
		return t.Def.MinSize
	}
	return 2
}
