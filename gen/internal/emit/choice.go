package emit

import (
	"go/token"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// A CHOICE holds one alternative: kind says which, and a field has its value. Where fields for all of them would take
// more than 64 octets for each octet of the smallest encoding, they share two: bytes for every alternative that is a
// view of octets, ref for all others.

type room uint8

const (
	roomNone  room = iota // NULL: the kind says it all
	roomOwn               // a field of its own
	roomBytes             // bytes
	roomRef               // ref
	roomPtr               // a field of its own, a pointer: the type recurses
)

func (g *generator) room(d *schema.Def, a *schema.Component) room {
	r := g.rep(a.Type)
	switch {
	case r == repNull:
		return roomNone
	case !g.shared(d) && a.Pointer:
		return roomPtr
	case !g.shared(d):
		return roomOwn
	case r == repInteger || r == repBytes || r == repText || r == repRaw:
		return roomBytes
	}
	return roomRef
}

// shared says whether the alternatives share their room.
func (g *generator) shared(d *schema.Def) bool {
	size := 8
	for _, a := range d.Type.Components {
		size += g.sizeOf(a.Type, a.Pointer)
	}
	return size > 64*max(2, d.MinSize)
}

// sizeOf is how many octets a Go value of t takes on a machine of 64 bits.
func (g *generator) sizeOf(t *schema.Type, pointer bool) int {
	if pointer {
		return 8
	}
	switch g.rep(t) {
	case repBool, repInt64, repUint64:
		return 8
	case repNull:
		return 0
	case repOID:
		return 16
	case repBits:
		return 32
	case repStruct, repChoice:
		d := base(t.Def)
		if n, ok := g.sizes[d]; ok {
			return n
		}
		g.sizes[d] = 24 // where it recurses, there is a pointer or a slice in between
		n := 8
		if d.Type.Kind == schema.Choice && g.shared(d) {
			n = 8 + 24 + 16
		} else {
			for _, c := range d.Type.Components {
				n += g.sizeOf(c.Type, c.Pointer)
				if c.Optional && !c.Pointer {
					n += 8
				}
			}
			if d.Keep || d.Type.Extensible {
				n += 24
			}
		}
		g.sizes[d] = n
		return n
	}
	return 24
}

// field is the name of an alternative's own field.
func field(a *schema.Component) string {
	parts := strings.Split(a.Name, "-")
	for k, p := range parts[1:] {
		parts[k+1] = strings.ToUpper(p[:1]) + p[1:]
	}
	name := strings.Join(parts, "")
	name = strings.ToLower(name[:1]) + name[1:] // some published modules begin it with a capital, which the accessor has
	switch {
	case token.IsKeyword(name), name == "kind", name == "bytes", name == "ref", name == "unknownAddition":
		return name + "_"
	}
	return name
}

// octetsOfChoice is where a CHOICE keeps the alternatives that are views of octets: a []byte.
const octetsOfChoice = "v.bytes"

// choiceType prints the type of a CHOICE with its kinds, accessors and setters.
//
//	type CertStatusKind uint8
//
//	const (
//		CertStatusNone CertStatusKind = iota // the zero value: none, an error to encode
//		CertStatusGood
//		...
//	)
//
//	type CertStatus struct {
//		kind    CertStatusKind
//		revoked RevokedInfo
//	}
func (g *generator) choiceType(f *jen.File, d *schema.Def) {
	kind := d.GoName + "Kind"
	comment(f, kind+" says which alternative of a "+d.GoName+" is chosen.")
	typ := "uint8"
	if len(d.Type.Components) > 250 {
		typ = "uint16"
	}
	f.Type().Id(kind).Id(typ)
	consts := []jen.Code{jen.Id(d.GoNone).Id(kind).Op("=").Iota().Comment("// the zero value: none, an error to encode")}
	for _, a := range d.Type.Components {
		consts = append(consts, jen.Id(a.GoKind))
	}
	if d.Type.Extensible {
		consts = append(consts, jen.Id(d.GoName+"UnknownAddition").Comment("// an alternative that this version of the module does not know"))
	}
	f.Comment("// The alternatives of " + d.GoName + ".")
	f.Const().Defs(consts...)

	g.doc(f, d)
	fields := []jen.Code{jen.Id("kind").Id(kind)}
	bytes, ref := false, false
	for _, a := range d.Type.Components {
		switch g.room(d, a) {
		case roomOwn:
			fields = append(fields, jen.Id(field(a)).Add(g.goType(a.Type)))
		case roomPtr:
			fields = append(fields, jen.Id(field(a)).Op("*").Add(g.goType(a.Type)))
		case roomBytes:
			bytes = true
		case roomRef:
			ref = true
		}
	}
	if bytes {
		fields = append(fields, jen.Id("bytes").Index().Byte().Comment("// the value of an alternative that is a view of octets"))
	}
	if ref {
		fields = append(fields, jen.Id("ref").Any().Comment("// a pointer to the value of any other"))
	}
	if d.Type.Extensible {
		fields = append(fields, jen.Id("unknownAddition").Add(rt("RawValue")))
	}
	f.Type().Id(d.GoName).Struct(fields...)
	comment(f, "Kind says which alternative is chosen.")
	method(f, d, "Kind").Params().Id(kind).Block(text("return v.kind"))
	for _, a := range d.Type.Components {
		g.accessor(f, d, a)
		g.setter(f, d, a)
	}
	if d.Type.Extensible {
		comment(f, "UnknownAddition returns an alternative that this version of the module does not know, as one element.")
		method(f, d, "UnknownAddition").Params().Params(rt("RawValue"), jen.Bool()).Block(
			jen.If(text("v.kind != %sUnknownAddition", d.GoName)).Block(text("return nil, false")),
			text("return v.unknownAddition, true"))
		comment(f, "SetUnknownAddition chooses it.")
		method(f, d, "SetUnknownAddition").Params(jen.Id("x").Add(rt("RawValue"))).Block(
			text("*v = %s{kind: %sUnknownAddition, unknownAddition: x}", d.GoName, d.GoName))
	}
}

// accessor prints how the value of an alternative is read.
//
//	func (v *CertStatus) Revoked() *RevokedInfo {
//		if v.kind != CertStatusRevoked {
//			return nil
//		}
//		return &v.revoked
//	}
func (g *generator) accessor(f *jen.File, d *schema.Def, a *schema.Component) {
	kind := a.GoKind
	m := func() *jen.Statement { return method(f, d, a.GoName).Params() }
	structure := g.rep(a.Type) == repStruct || g.rep(a.Type) == repChoice
	switch {
	case g.rep(a.Type) == repNull:
		comment(f, a.GoName+" says whether alternative "+a.Name+" is chosen.")
		m().Bool().Block(text("return v.kind == %s", kind))
	case structure:
		comment(f, a.GoName+" returns alternative "+a.Name+", or nil if another is chosen.")
		value := text("&v.%s", field(a))
		switch g.room(d, a) {
		case roomPtr:
			value = text("v.%s", field(a))
		case roomRef:
			m().Op("*").Add(g.goType(a.Type)).Block(
				jen.If(text("v.kind != %s", kind)).Block(text("return nil")),
				text("x, _ := v.ref.").Parens(jen.Op("*").Add(g.goType(a.Type))),
				text("return x"))
			return
		}
		m().Op("*").Add(g.goType(a.Type)).Block(
			jen.If(text("v.kind != %s", kind)).Block(text("return nil")),
			jen.Return(value))
	default:
		comment(f, a.GoName+" returns alternative "+a.Name+", and false if another is chosen.")
		value := []jen.Code{text("return v.%s, true", field(a))}
		switch g.room(d, a) {
		case roomPtr:
			value = []jen.Code{text("return *v.%s, true", field(a))}
		case roomBytes:
			value = []jen.Code{jen.Return(g.goType(a.Type).Call(text(octetsOfChoice)), jen.True())}
		case roomRef:
			value = []jen.Code{
				text("p, _ := v.ref.").Parens(jen.Op("*").Add(g.goType(a.Type))),
				jen.If(text("p != nil")).Block(text("x = *p")),
				text("return x, p != nil")}
		}
		m().Params(jen.Id("x").Add(g.goType(a.Type)), jen.Id("ok").Bool()).Block(
			append([]jen.Code{jen.If(text("v.kind != %s", kind)).Block(text("return x, false"))}, value...)...)
	}
}

// setter prints how an alternative is chosen.
//
//	func (v *CertStatus) SetRevoked(x RevokedInfo) { *v = CertStatus{kind: CertStatusRevoked, revoked: x} }
func (g *generator) setter(f *jen.File, d *schema.Def, a *schema.Component) {
	kind := a.GoKind
	comment(f, "Set"+a.GoName+" chooses alternative "+a.Name+".")
	m := method(f, d, "Set"+a.GoName)
	switch g.room(d, a) {
	case roomNone:
		m.Params().Block(text("*v = %s{kind: %s}", d.GoName, kind))
		return
	case roomOwn:
		m.Params(jen.Id("x").Add(g.goType(a.Type))).Block(text("*v = %s{kind: %s, %s: x}", d.GoName, kind, field(a)))
	case roomPtr:
		m.Params(jen.Id("x").Add(g.goType(a.Type))).Block(text("*v = %s{kind: %s, %s: &x}", d.GoName, kind, field(a)))
	case roomBytes:
		m.Params(jen.Id("x").Add(g.goType(a.Type))).Block(text("*v = %s{kind: %s, bytes: x}", d.GoName, kind))
	case roomRef:
		m.Params(jen.Id("x").Add(g.goType(a.Type))).Block(text("*v = %s{kind: %s, ref: &x}", d.GoName, kind))
	}
}

// decodeChoiceMethod prints DecodeDER of a CHOICE, which reads its own identifier.
//
//	func (v *CertStatus) DecodeDER(b []byte, i int) (next int, err error) {
//		if i >= len(b) {
//			return 0, der.Fail(i, der.ErrMissing, "")
//		}
//		switch b[i] {
//		case 0x80: // good [0] IMPLICIT NULL
//			...
//			v.kind = CertStatusGood
//		default:
//			return 0, der.Fail(i, der.ErrChoice, "")
//		}
//		return i, nil
//	}
func (g *generator) decodeChoiceMethod(f *jen.File, d *schema.Def) {
	s := g.scope(d, retZeroErr)
	code := g.choiceCases(d, s)
	body := append(s.used.declare("err"), s.tooDeep(d, "i")...)
	method(f, d, "DecodeDER").Params(depthParam(d, text("b []byte"), text("i int"))...).Params(text("next int"), text("err error")).Block(append(body, code...)...)
}

// choiceCases prints the alternatives, for decoding or for checking.
func (g *generator) choiceCases(d *schema.Def, s scope) []jen.Code {
	var cases []jen.Code
	var open *schema.Component
	high := false
	for _, a := range d.Type.Components {
		ids, _ := first(a.Type)
		for _, id := range ids {
			high = high || len(id) > 1
		}
	}
	body := func(a *schema.Component) []jen.Code {
		code := []jen.Code{s.comment(a)}
		if !s.values {
			return append(code, s.decode(a.Type, "", a.Name)...)
		}
		code = append(code, g.decodeAlternative(d, a, s)...)
		return append(code, text("v.kind = %s", a.GoKind))
	}
	_, any := first(d.Type)
	for _, a := range d.Type.Components {
		ids, o := first(a.Type)
		if o || grows(a.Type) && !d.Type.Extensible && !any && open == nil {
			open = a
			continue
		}
		if high {
			cases = append(cases, jen.Case(text("%s", begins(ids))).Block(body(a)...))
			continue
		}
		var list []jen.Code
		for _, id := range ids {
			list = append(list, text("%s", one(id)))
		}
		cases = append(cases, jen.Case(list...).Block(body(a)...))
	}
	switch {
	case open != nil:
		cases = append(cases, jen.Default().Block(body(open)...))
	case d.Type.Extensible:
		s.used.e, s.used.err = true, true
		unknown := []jen.Code{jen.If(text("_, e, err =").Add(rt("Any", "b", "i", `""`)), text("err != nil")).Block(s.ret(jen.Id("err")))}
		if s.values {
			unknown = append(unknown, text("v.unknownAddition, v.kind = b[i:e:e], %sUnknownAddition", d.GoName))
		}
		cases = append(cases, jen.Default().Block(append(unknown, text("i = e"))...))
	default:
		cases = append(cases, jen.Default().Block(s.fail("i", "ErrChoice", "")))
	}
	sw := jen.Switch(text("b[i]")).Block(cases...)
	if high {
		sw = jen.Switch().Block(cases...)
	}
	return []jen.Code{
		jen.If(text("i >= len(b)")).Block(s.fail("i", "ErrMissing", "")),
		sw,
		text("return i, nil")}
}

// decodeAlternative decodes an alternative into its room.
func (g *generator) decodeAlternative(d *schema.Def, a *schema.Component, s scope) []jen.Code {
	switch g.room(d, a) {
	case roomNone:
		s.values = false
		return s.decode(a.Type, "", a.Name)
	case roomOwn:
		return s.decode(a.Type, "v."+field(a), a.Name)
	case roomPtr:
		dst := "v." + field(a)
		code := []jen.Code{jen.If(text("%s == nil", dst)).Block(text("%s =", dst).Add(jen.New(g.goType(a.Type))))}
		switch g.rep(a.Type) {
		case repStruct, repChoice, repView:
		default:
			dst = "(*" + dst + ")"
		}
		return append(code, s.decode(a.Type, dst, a.Name)...)
	case roomBytes:
		return s.decode(a.Type, octetsOfChoice, a.Name)
	}
	code := []jen.Code{
		text("x, _ := v.ref.").Parens(jen.Op("*").Add(g.goType(a.Type))),
		jen.If(text("x == nil")).Block(text("x =").Add(jen.New(g.goType(a.Type))), text("v.ref = x"))}
	return []jen.Code{jen.Block(append(code, s.decode(a.Type, "(*x)", a.Name)...)...)}
}

// pointer is p for (*p), and anything else unchanged.
func pointer(place string) string {
	if p, ok := strings.CutPrefix(place, "(*"); ok {
		return strings.TrimSuffix(p, ")")
	}
	return place
}

// address is the Go text of a pointer to a place.
func address(place string) string {
	if p := pointer(place); p != place {
		return p
	}
	return "&" + place
}

// source is the Go text of an alternative's value, and statements that make it usable.
func (g *generator) source(d *schema.Def, a *schema.Component) (string, []jen.Code) {
	switch g.room(d, a) {
	case roomNone:
		return "", nil
	case roomOwn:
		return "v." + field(a), nil
	case roomPtr:
		switch g.rep(a.Type) {
		case repStruct, repChoice, repView:
			return "v." + field(a), nil
		}
		return "(*v." + field(a) + ")", nil
	case roomBytes:
		return "x", []jen.Code{text("x :=").Add(g.goType(a.Type).Call(text(octetsOfChoice)))}
	}
	return "(*x)", []jen.Code{text("x, _ := v.ref.").Parens(jen.Op("*").Add(g.goType(a.Type)))}
}

// encodeChoice prints the body of EncodeDER.
func (g *generator) encodeChoice(d *schema.Def, s scope) []jen.Code {
	var cases []jen.Code
	for _, a := range d.Type.Components {
		src, before := g.source(d, a)
		body := append(before, s.encode(a.Type, src)...)
		cases = append(cases, jen.Case(jen.Id(a.GoKind)).Block(append(append([]jen.Code{s.comment(a)}, body...), text("return i"))...))
	}
	if d.Type.Extensible {
		cases = append(cases, jen.Case(jen.Id(d.GoName+"UnknownAddition")).Block(jen.Return(rt("PutRaw", "b", "i", "v.unknownAddition"))))
	}
	return []jen.Code{jen.Switch(text("v.kind")).Block(cases...), text("return -1")}
}

// sizeChoice prints the body of SizeDER.
func (g *generator) sizeChoice(d *schema.Def, s scope) []jen.Code {
	var cases []jen.Code
	for _, a := range d.Type.Components {
		src, before := g.source(d, a)
		if !g.sized(a.Type) {
			before = nil
		}
		body := append(before, s.size(a.Type, src, a.Name)...)
		cases = append(cases, jen.Case(jen.Id(a.GoKind)).Block(append(body, text("return n, nil"))...))
	}
	if d.Type.Extensible {
		cases = append(cases, jen.Case(jen.Id(d.GoName+"UnknownAddition")).Block(
			jen.If(text("!v.unknownAddition.Valid()")).Block(s.fail("-1", "ErrLength", "")),
			text("return len(v.unknownAddition), nil")))
	}
	return []jen.Code{jen.Switch(text("v.kind")).Block(cases...), s.fail("-1", "ErrChoice", "")}
}

// cloneChoice prints the body of Clone.
//
//	var c CertStatus
//	switch v.kind {
//	case CertStatusGood:
//		c.SetGood()
//	case CertStatusRevoked:
//		c.SetRevoked(v.revoked.Clone())
//	}
//	return c
func (g *generator) cloneChoice(d *schema.Def) []jen.Code {
	var cases []jen.Code
	for _, a := range d.Type.Components {
		src, before := g.source(d, a)
		body := before
		if src == "" {
			body = append(body, text("c.Set%s()", a.GoName))
		} else {
			switch g.rep(a.Type) {
			case repStruct, repChoice, repView:
				body = append(body, text("c.Set%s(%s.Clone())", a.GoName, pointer(src)))
			default:
				if src != "x" {
					body = append(body, text("x := %s", src))
				}
				if strings.HasPrefix(src, "(*x") {
					body = append(before, text("y := *x"))
					body = append(body, g.clone(a.Type, "y")...)
					body = append(body, text("c.Set%s(y)", a.GoName))
					break
				}
				body = append(body, g.clone(a.Type, "x")...)
				body = append(body, text("c.Set%s(x)", a.GoName))
			}
		}
		cases = append(cases, jen.Case(jen.Id(a.GoKind)).Block(body...))
	}
	if d.Type.Extensible {
		cases = append(cases, jen.Case(jen.Id(d.GoName+"UnknownAddition")).Block(
			text("c.SetUnknownAddition(").Add(jen.Qual("bytes", "Clone").Call(text("v.unknownAddition"))).Op(")")))
	}
	return []jen.Code{text("var c %s", d.GoName), jen.Switch(text("v.kind")).Block(cases...), text("return c")}
}
