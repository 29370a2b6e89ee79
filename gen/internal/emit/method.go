package emit

import (
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// method begins a method of d.
func method(f *jen.File, d *schema.Def, name string) *jen.Statement {
	return f.Func().Params(jen.Id("v").Op("*").Id(d.GoName)).Id(name)
}

// selfType is d as a type for d's own methods, where -view plays no part.
func selfType(d *schema.Def) *schema.Type {
	plain := *d
	plain.View = false
	return &schema.Type{Kind: d.Type.Kind, Tags: d.Type.Tags, Def: &plain}
}

func retErr(err *jen.Statement) jen.Code     { return jen.Return(err) }
func retZeroErr(err *jen.Statement) jen.Code { return jen.Return(jen.Lit(0), err) }

// methods prints what every type has.
func (g *generator) methods(f *jen.File, d *schema.Def) {
	g.unmarshal(f, d)
	g.appendDER(f, d)
	g.cloneMethod(f, d)
	if g.form(d) == formOver && g.rep(d.Type) == repChoice {
		return // the rest is that of the CHOICE which is embedded
	}
	switch g.rep(d.Type) {
	case repStruct, repList, repChoice:
		g.decodeMethod(f, d)
		g.encodeMethod(f, d)
		g.sizeMethod(f, d)
		g.resetMethod(f, d)
	}
}

// composite says whether d has DecodeDER and the like: the others are decoded in place wherever they stand.
func (g *generator) composite(d *schema.Def) bool {
	switch g.rep(d.Type) {
	case repStruct, repList, repChoice:
		return true
	}
	return false
}

// unmarshal prints UnmarshalDER.
//
//	func (v *CertID) UnmarshalDER(b []byte) error {
//		i, err := der.Outer(b, 0x30)
//		if err == nil {
//			err = v.DecodeDER(b, i)
//		}
//		if err != nil {
//			v.ResetDER()
//			return der.In("CertID", err)
//		}
//		return nil
//	}
func (g *generator) unmarshal(f *jen.File, d *schema.Def) {
	comment(f,
		"UnmarshalDER decodes b, which is exactly one "+d.GoName+". v aliases b; what v held is reused. On error v is as a zero",
		d.GoName+".")
	name := quote(d.Name)
	depth := []jen.Code{}
	if g.owner(d).Recursive {
		depth = append(depth, jen.Lit(0))
	}
	if !g.composite(d) {
		g.unmarshalLeaf(f, d)
		return
	}
	tags := d.Type.Tags
	if g.rep(d.Type) == repChoice {
		body := []jen.Code{}
		if len(tags) == 0 {
			body = append(body, text("i, err :=").Add(text("v.DecodeDER").Call(append([]jen.Code{jen.Id("b"), jen.Lit(0)}, depth...)...)))
		} else {
			body = append(body, g.outer(tags, name), jen.If(text("err == nil")).Block(
				text("i, err =").Add(text("v.DecodeDER").Call(append([]jen.Code{jen.Id("b"), jen.Id("i")}, depth...)...))))
		}
		body = append(body,
			jen.If(text("err == nil && i != len(b)")).Block(text("err =").Add(fail("i", "ErrTrailingData", ""))),
			jen.If(text("err != nil")).Block(text("v.ResetDER()"), jen.Return(rt("In", name, "err"))),
			jen.Return(jen.Nil()))
		method(f, d, "UnmarshalDER").Params(text("b []byte")).Error().Block(body...)
		return
	}
	inner := []jen.Code{}
	if d.Keep {
		inner = append(inner, text("v.Raw = b[:len(b):len(b)]"))
	}
	inner = append(inner, text("err =").Add(text("v.DecodeDER").Call(append([]jen.Code{jen.Id("b"), jen.Id("i")}, depth...)...)))
	method(f, d, "UnmarshalDER").Params(text("b []byte")).Error().Block(
		g.outer(tags, name),
		jen.If(text("err == nil")).Block(inner...),
		jen.If(text("err != nil")).Block(text("v.ResetDER()"), jen.Return(rt("In", name, "err"))),
		jen.Return(jen.Nil()))
}

// outer reads the headers of tags: i is where the contents begin.
//
//	i, err := der.Outer(b, 0x61)
//	if err == nil {
//		i, err = der.Inner(b, i, 0x30, "")
//	}
func (g *generator) outer(tags []schema.Tag, name string) jen.Code {
	verb := func(high, low string, id string, args ...any) *jen.Statement {
		if len(id) > 1 {
			return rt(high, append(args, octets(id))...)
		}
		return rt(low, append(args, one(id))...)
	}
	s := text("i, err :=").Add(verb("OuterHigh", "Outer", identifier(tags[0]), "b"))
	for _, t := range tags[1:] {
		id := identifier(t)
		call := rt("Inner", "b", "i", one(id), `""`)
		if len(id) > 1 {
			call = rt("InnerHigh", "b", "i", octets(id), `""`)
		}
		s.Line().If(text("err == nil")).Block(text("i, err =").Add(call))
	}
	return s
}

// unmarshalLeaf prints UnmarshalDER of a type that is no structure: it has no DecodeDER.
//
//	func (v *KeyHash) UnmarshalDER(b []byte) error {
//		var (
//			i, c, e int
//			err     error
//		)
//		...
//	}
func (g *generator) unmarshalLeaf(f *jen.File, d *schema.Def) {
	s := g.scope(nil, func(err *jen.Statement) jen.Code { return jen.Return(rt("In", quote(d.Name), err)) })
	self := selfType(d)
	code := s.decode(self, "x", "")
	body := append(s.used.declare(), text("var x %s", d.GoName), text("i := 0"))
	if g.rep(d.Type) == repOID { // the same one again allocates nothing
		body = append(body, text(`x, *v = *v, ""`))
	} else {
		body = append(body, text("*v = x"))
	}
	body = append(body, code...)
	body = append(body, jen.If(text("i != len(b)")).Block(s.fail("i", "ErrTrailingData", "")), text("*v = x"), jen.Return(jen.Nil()))
	method(f, d, "UnmarshalDER").Params(text("b []byte")).Error().Block(body...)
}

// appendDER prints AppendDER and MarshalDER.
//
//	func (v *CertID) AppendDER(dst []byte) ([]byte, error) {
//		if b := dst[len(dst):cap(dst)]; len(b) > 0 {
//			i := len(b)
//			i = der.PutHead(b, v.EncodeDER(b, i), i, 0x30)
//			if i >= 0 {
//				return der.Append(dst, len(dst)+i), nil
//			}
//		}
//		n, err := v.SizeDER() // no room, or no encoding
//		...
//	}
func (g *generator) appendDER(f *jen.File, d *schema.Def) {
	self := selfType(d)
	src, deref := "v", []jen.Code{}
	if !g.composite(d) {
		src = "x"
		if g.rep(d.Type) != repNull { // of which there is one value only
			deref = append(deref, text("x := *v"))
		}
	}
	enc := g.scope(nil, nil)
	s := g.scope(nil, func(err *jen.Statement) jen.Code { return jen.Return(jen.Id("dst"), rt("In", quote(d.Name), err)) })
	put := enc.encode(self, src)
	if g.composite(d) && g.rep(d.Type) == repStruct {
		_, own := g.split(self)
		put = enc.putSelf(self, own)
	}
	size := s.sizeSelf(self, src)
	comment(f,
		"AppendDER appends the encoding of v to dst; on error it returns dst as it was. The spare room of dst must not be",
		"memory that v aliases.")
	body := []jen.Code{}
	if g.sized(d.Type) {
		body = append(body, deref...)
	}
	body = append(body, jen.If(text("b := dst[len(dst):cap(dst)]"), text("len(b) > 0")).Block(
		jen.If(text("i := v.putDER(b)"), text("i >= 0")).Block(
			jen.Return(rt("Append", "dst", "len(dst)+i"), jen.Nil()))))
	body = append(body, text("n := 0 // no room, or no encoding"))
	body = append(body, s.used.declare("n")...)
	body = append(body, size...)
	body = append(body,
		text("b :=").Add(rt("Extend", "dst", "n")),
		jen.Return(rt("Finish", "dst", "b", "v.putDER(b[len(dst):])")))
	method(f, d, "AppendDER").Params(text("dst []byte")).Params(text("[]byte, error")).Block(body...)
	comment(f, "MarshalDER returns the encoding of v.")
	method(f, d, "MarshalDER").Params().Params(text("[]byte, error")).Block(jen.Return(text("v.AppendDER(nil)")))
	comment(f, "putDER writes the encoding of v at the end of b and returns where it begins, -1 if there is no room or no encoding.")
	putBody := append([]jen.Code{}, deref...)
	putBody = append(putBody, text("i := len(b)"))
	putBody = append(putBody, put...)
	putBody = append(putBody, jen.Return(jen.Id("i")))
	method(f, d, "putDER").Params(text("b []byte")).Int().Block(putBody...)
}

// putSelf encodes v by a call of its own EncodeDER, with its tags.
func (s scope) putSelf(t *schema.Type, own string) []jen.Code {
	outer, _ := s.g.split(t)
	code := s.wrapped(own, text("v.EncodeDER").Call(s.depthArg(t.Def, jen.Id("b"), jen.Id("i"))...))
	for k := len(outer) - 1; k >= 0; k-- {
		code = append([]jen.Code{}, jen.Block(append(append([]jen.Code{text("end := i")}, code...), s.close(identifier(outer[k]))...)...))
	}
	return code
}

// sizeSelf adds the size of the whole value to n.
func (s scope) sizeSelf(t *schema.Type, src string) []jen.Code {
	if !s.g.composite(t.Def) {
		return s.size(t, src, "")
	}
	s.used.m, s.used.err = true, true
	return []jen.Code{
		jen.If(text("m, err = %s", src).Dot("SizeDER").Call(s.depthArg(t.Def)...), text("err != nil")).Block(s.ret(jen.Id("err"))),
		s.addSize(t, jen.Id("m"), s.g.rep(t) == repChoice)}
}

// decodeMethod prints DecodeDER of a SEQUENCE, SET, SEQUENCE OF or SET OF; that of a CHOICE is in choice.go.
func (g *generator) decodeMethod(f *jen.File, d *schema.Def) {
	comment(f, "DecodeDER decodes the contents octets b[i:]; it is for generated code, as EncodeDER, SizeDER and ResetDER are.")
	if g.rep(d.Type) == repChoice {
		g.decodeChoiceMethod(f, d)
		return
	}
	s := g.scope(d, retErr)
	s.own = g.rep(d.Type) == repList
	var code []jen.Code
	switch {
	case g.form(d) == formOver:
		call := jen.Parens(jen.Op("*").Add(g.name(d.Type.Def, ""))).Call(jen.Id("v")).Dot("DecodeDER").Call(s.overDepth(d, jen.Id("b"), jen.Id("i"))...)
		code = []jen.Code{jen.Return(call)}
		if c := d.Type.Constraint; c != nil && len(c.Size) > 0 && !g.o.NoConstraints {
			s.used.err = true
			code = append([]jen.Code{jen.If(text("err =").Add(call), text("err != nil")).Block(jen.Return(jen.Id("err")))},
				append(g.refuse(d.Type, "(*v)", func() jen.Code { return s.fail("der.Start(b, i)", "ErrConstraint", "") }), jen.Return(jen.Nil()))...)
		}
	case g.rep(d.Type) == repList:
		code = s.ownItems(d)
	default:
		code = append(s.components(d.Type), s.exhausted(""), jen.Return(jen.Nil()))
	}
	body := append(s.used.declare(), s.tooDeep(d, "der.Start(b, i)")...)
	method(f, d, "DecodeDER").Params(depthParam(d, text("b []byte"), text("i int"))...).Error().Block(append(body, code...)...)
}

// ownItems decodes the list d, which is *v, in a function of its own.
func (s scope) ownItems(d *schema.Def) []jen.Code {
	code := append([]jen.Code{text("list := (*v)[:cap(*v)]")}, s.items(d.Type, "*v", "", "der.Start(b, at)")...)
	if sizeChecked(d.Type) && !s.g.o.NoConstraints {
		code = append([]jen.Code{text("at := i")}, code...)
	}
	return append(code, jen.Return(jen.Nil()))
}

// overDepth hands the depth on unchanged.
func (s scope) overDepth(d *schema.Def, args ...jen.Code) []jen.Code {
	if s.g.owner(d.Type.Def).Recursive {
		if d.Recursive {
			return append(args, jen.Id("depth"))
		}
		return append(args, jen.Lit(0))
	}
	return args
}

// encodeMethod prints EncodeDER.
//
//	func (v *CertID) EncodeDER(b []byte, i int) int {
func (g *generator) encodeMethod(f *jen.File, d *schema.Def) {
	comment(f, "EncodeDER writes the contents octets in front of b[i:] and returns where they begin, or -1.")
	s := g.scope(d, nil)
	s.own = g.rep(d.Type) == repList
	var code []jen.Code
	switch {
	case g.rep(d.Type) == repChoice:
		code = g.encodeChoice(d, s)
	case g.form(d) == formOver:
		code = g.refuse(d.Type, "(*v)", func() jen.Code { return text("return -1") })
		code = append(code, jen.Return(jen.Parens(jen.Op("*").Add(g.name(d.Type.Def, ""))).Call(jen.Id("v")).Dot("EncodeDER").Call(s.overDepth(d, jen.Id("b"), jen.Id("i"))...)))
	case g.rep(d.Type) == repList:
		code = g.refuse(d.Type, "(*v)", func() jen.Code { return text("return -1") })
		if d.Type.Kind == schema.SetOf {
			code = append(code, text("list, end := *v, i"))
		} else {
			code = append(code, text("list := *v"))
		}
		code = append(code, s.putItems(d.Type)...)
		code = append(code, jen.Return(jen.Id("i")))
	default:
		put := s.putComponents(d.Type)
		if d.Type.Kind == schema.Set && len(put) > 1 {
			put = append([]jen.Code{text("end := i")}, put...)
		}
		code = append(put, jen.Return(jen.Id("i")))
	}
	if d.Recursive {
		code = append([]jen.Code{jen.If(jen.Id("depth").Op(">").Add(rt("MaxDepth"))).Block(text("return -1"))}, code...)
	}
	method(f, d, "EncodeDER").Params(depthParam(d, text("b []byte"), text("i int"))...).Int().Block(code...)
}

// sizeMethod prints SizeDER.
//
//	func (v *CertID) SizeDER() (n int, err error) {
func (g *generator) sizeMethod(f *jen.File, d *schema.Def) {
	comment(f, "SizeDER is how many contents octets EncodeDER writes, or at least not fewer, or says why it cannot.")
	s := g.scope(d, retZeroErr)
	var code []jen.Code
	switch {
	case g.rep(d.Type) == repChoice:
		code = g.sizeChoice(d, s)
	case g.form(d) == formOver:
		code = g.refuse(d.Type, "(*v)", func() jen.Code { return s.fail("-1", "ErrConstraint", "") })
		code = append(code, jen.Return(jen.Parens(jen.Op("*").Add(g.name(d.Type.Def, ""))).Call(jen.Id("v")).Dot("SizeDER").Call(s.overDepth(d)...)))
	case g.rep(d.Type) == repList:
		code = g.refuse(d.Type, "(*v)", func() jen.Code { return s.fail("-1", "ErrConstraint", "") })
		code = append(code, text("list := *v"),
			jen.For(g.each(d.Type.Elem)).Block(s.element("").size(d.Type.Elem, "list[k]", "")...))
		code = append(code, jen.Return(jen.Id("n"), jen.Nil()))
	default:
		for k, c := range d.Type.Components {
			if d.Type.Extensible && k == d.Type.AdditionAt {
				code = append(code, s.sizeAdditions(d.Type)...)
			}
			code = append(code, s.sizeComponent(c)...)
		}
		if d.Type.Extensible && d.Type.AdditionAt >= len(d.Type.Components) {
			code = append(code, s.sizeAdditions(d.Type)...)
		}
		code = append(code, jen.Return(jen.Id("n"), jen.Nil()))
	}
	body := append(s.used.declare("n", "err"), s.tooDeep(d, "-1")...)
	method(f, d, "SizeDER").Params(depthParam(d)...).Params(text("n int"), text("err error")).Block(append(body, code...)...)
}

func (s scope) sizeAdditions(t *schema.Type) []jen.Code {
	code := []jen.Code{jen.If(text("!v.%s.Valid()", additions)).Block(s.fail("-1", "ErrLength", ""))}
	if t.Kind == schema.Set {
		code = append(code, jen.If(text("!%s", apart(t))).Block(s.fail("-1", "ErrDuplicate", "")))
	}
	return append(code, text("n += len(v.%s)", additions))
}

// apart is the condition that no two unknown additions of a SET have the same tag, and none that of a component.
func apart(t *schema.Type) string {
	var known []string
	for _, c := range t.Components {
		ids, _ := first(c.Type)
		for _, id := range ids {
			known = append(known, octets(id))
		}
	}
	return "v." + additions + ".Apart(" + strings.Join(known, ", ") + ")"
}

// cloneMethod prints Clone.
func (g *generator) cloneMethod(f *jen.File, d *schema.Def) {
	comment(f, "Clone returns a copy that shares no memory with v, nor with what v was decoded from.")
	var code []jen.Code
	t := d.Type
	r := g.rep(t)
	switch {
	case r == repChoice && g.form(d) == formOver:
		code = []jen.Code{text("return %s{v.%s.Clone()}", d.GoName, t.Def.GoName)}
	case r == repChoice:
		code = g.cloneChoice(d)
	case g.form(d) == formOver:
		code = []jen.Code{text("c :=").Add(jen.Parens(jen.Op("*").Add(g.name(t.Def, ""))).Call(jen.Id("v"))).Dot("Clone").Call(),
			jen.Return(jen.Id(d.GoName).Call(jen.Id("c")))}
	case r == repStruct:
		code = []jen.Code{text("c := *v")}
		if d.Keep {
			code = append(code, text("c.Raw =").Add(jen.Qual("bytes", "Clone").Call(text("c.Raw"))))
		}
		for _, c := range t.Components {
			code = append(code, g.cloneComponent(c)...)
		}
		if t.Extensible {
			code = append(code, text("c.%s =", additions).Add(jen.Qual("bytes", "Clone").Call(text("c.%s", additions))))
		}
		code = append(code, jen.Return(jen.Id("c")))
	case r == repList:
		code = append([]jen.Code{text("var c %s", d.GoName)}, g.cloneItems(t, "c")...)
		code[1] = text("list :=").Add(jen.Qual("slices", "Clone").Call(text("*v")))
		code = append(code, jen.Return(jen.Id("c")))
	default:
		self := selfType(d)
		code = append([]jen.Code{text("c := *v")}, g.clone(self, "c")...)
		code = append(code, jen.Return(jen.Id("c")))
	}
	method(f, d, "Clone").Params().Id(d.GoName).Block(code...)
}

// resetMethod prints ResetDER.
func (g *generator) resetMethod(f *jen.File, d *schema.Def) {
	comment(f, "ResetDER makes v a zero value but for the room that its lists have.")
	var code []jen.Code
	switch {
	case !d.Capacity && g.rep(d.Type) != repList:
		code = []jen.Code{text("*v = %s{}", d.GoName)}
	case g.rep(d.Type) == repList:
		code = []jen.Code{text("*v = (*v)[:0]")}
	case g.form(d) == formOver:
		code = []jen.Code{jen.Parens(jen.Op("*").Add(g.name(d.Type.Def, ""))).Call(jen.Id("v")).Dot("ResetDER").Call()}
	case g.rep(d.Type) == repChoice:
		code = []jen.Code{text("v.kind = %s", d.GoNone)}
	default:
		if d.Keep {
			code = append(code, text("v.Raw = nil"))
		}
		for _, c := range d.Type.Components {
			code = append(code, g.reset(c)...)
		}
		if d.Type.Extensible {
			code = append(code, text("v.%s = nil", additions))
		}
	}
	method(f, d, "ResetDER").Params().Block(code...)
}

// checkFunc prints the function that checks an element or its contents without keeping anything.
//
//	func checkRDNSequence(b []byte, i int) error {
func (g *generator) checkFunc(f *jen.File, d *schema.Def) {
	if g.form(d) == formOver || !g.composite(&schema.Def{Type: d.Type, Module: d.Module}) {
		return
	}
	s := g.scope(d, retErr)
	s.values = false
	comment(f, fmt.Sprintf("check%s checks as DecodeDER of [%s] does, and keeps nothing.", d.GoName, d.GoName))
	var code []jen.Code
	result := []jen.Code{jen.Error()}
	if g.rep(d.Type) == repChoice {
		s.wrap = retZeroErr
		code = g.choiceCases(d, s)
		result = []jen.Code{jen.Int(), jen.Error()}
	} else if g.rep(d.Type) == repList {
		code = s.items(d.Type, "", "", "der.Start(b, at)")
		if sizeChecked(d.Type) && !g.o.NoConstraints {
			code = append([]jen.Code{text("at := i")}, code...)
		}
		code = append(code, jen.Return(jen.Nil()))
	} else {
		code = append(s.components(d.Type), s.exhausted(""), jen.Return(jen.Nil()))
	}
	at := "der.Start(b, i)"
	if g.rep(d.Type) == repChoice {
		at = "i"
	}
	body := append(s.used.declare(), s.tooDeep(d, at)...)
	f.Func().Id("check" + d.GoName).Params(depthParam(d, text("b []byte"), text("i int"))...).Params(result...).Block(append(body, code...)...)
}
