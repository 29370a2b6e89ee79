package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// typedDecode prints the function that decodes an open type as what its identifier says.
//
//	func DecodeResponseBytesResponse(x *ResponseBytes) (any, error) {
//		octets := x.Response
//		switch x.ResponseType {
//		case IDPKIXOCSPBasic: // basicResponse
//			v := new(BasicOCSPResponse)
//			if err := v.UnmarshalDER(octets); err != nil {
//				return nil, err
//			}
//			return v, nil
//		}
//		return nil, nil
//	}
func (g *generator) typedDecode(f *jen.File, d *schema.TypedDecode) {
	open := d.Value[len(d.Value)-1]
	way := strings.Join(names(d.Value), ".")
	if d.Key == nil {
		comment(f, d.GoName+" decodes the contents of "+way+" (component "+d.Holder+"). The result aliases x.")
	} else {
		comment(f, d.GoName+" decodes "+way+" of an element of "+d.Holder+" as the type that the information",
			"object set ties to its "+strings.Join(names(d.Key), ".")+":", "")
		for _, c := range d.Cases {
			comment(f, "\t"+c.Object+"  "+g.valueText(c.Type))
		}
		comment(f, "", "For an identifier outside the set, and where the component is absent, it returns nil, nil. The result aliases x.")
	}
	var body []jen.Code
	src := "x"
	for _, c := range d.Value {
		src += "." + c.GoName
		if c.Optional && !c.Pointer {
			body = append(body, jen.If(text("!%s.Present", src)).Block(text("return nil, nil")))
			src += ".Value"
		} else if c.Pointer {
			body = append(body, jen.If(text("%s == nil", src)).Block(text("return nil, nil")))
		}
	}
	switch g.rep(open.Type) {
	case repBits:
		body = append(body, jen.If(text("%s.Unused != 0", src)).Block(jen.Return(jen.Nil(), fail("0", "ErrBitString", way))))
		src += ".Bytes"
	}
	each, result := g.caseBody, jen.Any()
	if g.rep(open.Type) == repList {
		each, result = g.caseList, jen.Index().Any()
	}
	signature := f.Func().Id(d.GoName).Params(jen.Id("x").Op("*").Add(g.name(d.Struct, ""))).Params(result, jen.Error())
	if d.Key == nil {
		signature.Block(append(body, each(d.Cases[0], src)...)...)
		return
	}
	key := "x"
	for _, c := range d.Key {
		key += "." + c.GoName
		if c.Optional && !c.Pointer {
			body = append(body, jen.If(text("!%s.Present", key)).Block(text("return nil, nil")))
			key += ".Value"
		}
	}
	keyType := d.Key[len(d.Key)-1].Type
	if g.rep(keyType) == repInteger {
		body = append(body, text("key, ok := %s.Int64()", key), jen.If(text("!ok")).Block(text("return nil, nil")))
		key = "key"
	}
	var cases []jen.Code
	seen := map[string]bool{}
	seenInt := map[int64]bool{}
	for _, c := range d.Cases {
		var label *jen.Statement
		switch {
		case c.ID != nil:
			if seen[c.ID.Content] {
				continue
			}
			seen[c.ID.Content] = true
			label = g.oidName(c.ID)
		case c.Int != nil:
			if seenInt[*c.Int] {
				continue
			}
			seenInt[*c.Int] = true
			label = text("%d", *c.Int)
		default:
			if seen[c.Key] {
				continue
			}
			seen[c.Key] = true
			label = text("%s", octets(c.Key))
		}
		code := each(c, src)
		if c.Object != "" {
			code = append([]jen.Code{jen.Comment("// " + c.Object)}, code...)
		}
		cases = append(cases, jen.Case(label).Block(code...))
	}
	body = append(body, jen.Switch(text("%s", key)).Block(cases...), text("return nil, nil"))
	signature.Block(body...)
}

// caseBody decodes src as the type of one object.
func (g *generator) caseBody(c schema.Case, src string) []jen.Code {
	return g.decodeCase(c.Type, src, jen.Err(), text("return v, nil"))
}

// caseList decodes each element of the list src as the type of one object.
//
//	list := make([]any, len(x.Values))
//	for k := range list {
//		v := new(DirectoryString)
//		if err := v.UnmarshalDER(x.Values[k]); err != nil {
//			return nil, der.At(k, err)
//		}
//		list[k] = v
//	}
//	return list, nil
func (g *generator) caseList(c schema.Case, src string) []jen.Code {
	return []jen.Code{
		text("list := make([]any, len(%s))", src),
		jen.For(text("k := range list")).Block(g.decodeCase(c.Type, src+"[k]", rt("At", "k", "err"), text("list[k] = v"))...),
		text("return list, nil")}
}

// decodeCase decodes src into v, a pointer to a type of this package or a plain value, and goes on with done.
func (g *generator) decodeCase(t *schema.Type, src string, err *jen.Statement, done jen.Code) []jen.Code {
	if generated(t) && sameTags(t.Tags, t.Def.Type.Tags) {
		return []jen.Code{
			text("v :=").Add(jen.New(g.name(t.Def, ""))),
			jen.If(text("err := v.UnmarshalDER(%s)", src), text("err != nil")).Block(jen.Return(jen.Nil(), err)),
			done}
	}
	s := g.scope(nil, func(fault *jen.Statement) jen.Code {
		return jen.Return(jen.Nil(), rt("In", quote(g.asn1Name(t)), fault))
	})
	if g.whole(t) {
		body := []jen.Code{text("var v").Add(g.goType(t)), jen.If(text("err := v.UnmarshalDER(%s)", src), text("err != nil")).Block(jen.Return(jen.Nil(), err))}
		if g.rep(t) == repBytes {
			body = []jen.Code{text("v, err :=").Add(rt("UnmarshalOctetString", src)), jen.If(text("err != nil")).Block(jen.Return(jen.Nil(), err))}
		}
		if !g.o.NoConstraints {
			body = append(body, g.refuse(t, "v", func() jen.Code { return jen.Return(jen.Nil(), fail("0", "ErrConstraint", g.asn1Name(t))) })...)
		}
		return append(body, done)
	}
	dst, v := "v", jen.Var().Id("v").Add(g.goType(t))
	if generated(t) {
		dst, v = "(*v)", text("v :=").Add(jen.New(g.goType(t)))
	}
	code := s.decode(t, dst, "")
	body := []jen.Code{text("b, i := []byte(%s), 0", src), v}
	body = append(body, s.used.declare()...)
	body = append(body, code...)
	return append(body, jen.If(text("i != len(b)")).Block(s.fail("i", "ErrTrailingData", "")), done)
}

// generated says whether a typed decode of t returns a pointer: its Go type is one that was made, not one of package der.
func generated(t *schema.Type) bool {
	d := t.Def
	for d != nil && d.Alias && !d.Raw && d.Type.Def != nil {
		d = d.Type.Def
	}
	return d != nil && !d.Alias && !d.Raw && !d.View
}

// asn1Name is how an error names a value of t that stands alone.
func (g *generator) asn1Name(t *schema.Type) string {
	if t.Def != nil {
		return t.Def.Name
	}
	switch g.rep(t) {
	case repBool:
		return "BOOLEAN"
	case repInt64, repUint64, repInteger:
		return "INTEGER"
	case repOID:
		return "OBJECT IDENTIFIER"
	case repBits:
		return "BIT STRING"
	case repBytes:
		return "OCTET STRING"
	case repNull:
		return "NULL"
	case repTime:
		if t.Kind == schema.UTCTime {
			return "UTCTime"
		}
		return "GeneralizedTime"
	case repText:
		return views[t.Kind].name
	case repList:
		if t.Kind == schema.SetOf {
			return "SET OF"
		}
		return "SEQUENCE OF"
	}
	return ""
}

// whole says whether the runtime decodes an element of t: it is a type of the runtime, with its own tag.
func (g *generator) whole(t *schema.Type) bool {
	if t.Def != nil && !t.Def.Alias || len(t.Base().Numbers) > 0 {
		return false
	}
	own := map[schema.Kind]uint32{schema.Integer: 2, schema.BitString: 3, schema.OctetString: 4, schema.Null: 5, schema.OID: 6,
		schema.UTF8String: 12, schema.NumericString: 18, schema.PrintableString: 19, schema.TeletexString: 20, schema.IA5String: 22,
		schema.VisibleString: 26, schema.GeneralString: 27, schema.UniversalString: 28, schema.BMPString: 30}[t.Base().Kind]
	switch g.rep(t) {
	case repInteger, repBits, repBytes, repNull, repOID, repText:
		return own != 0 && sameTags(t.Tags, []schema.Tag{{Class: schema.Universal, Number: own}})
	}
	return false
}

func sameTags(a, b []schema.Tag) bool {
	if len(a) != len(b) {
		return false
	}
	for k := range a {
		if a[k] != b[k] {
			return false
		}
	}
	return true
}

// valueText is what a case returns, for the doc comment.
func (g *generator) valueText(t *schema.Type) string {
	if t.Def != nil {
		if isView(t) {
			return t.Def.GoName + "View"
		}
		if !generated(t) {
			return t.Def.GoName
		}
		return "*" + t.Def.GoName
	}
	return strings.TrimSpace(g.goType(t).GoString())
}

func names(way []*schema.Component) []string {
	var list []string
	for _, c := range way {
		list = append(list, c.Name)
	}
	return list
}
