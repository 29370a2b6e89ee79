package emit

import (
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// isView says whether a value of t is kept as its octets: its type was chosen by -view, and it has its own tags here.
func isView(t *schema.Type) bool {
	if t.Def == nil || !t.Def.View || t.Def.Raw {
		return false
	}
	n := len(t.Tags) - len(t.Def.Type.Tags)
	return n >= 0 && slices.Equal(t.Tags[n:], t.Def.Type.Tags)
}

// unviewed is t without the choice of -view.
func unviewed(t *schema.Type) *schema.Type {
	plain, d := *t, *t.Def
	d.View = false
	plain.Def = &d
	return &plain
}

// viewType prints the type that components have whose type was chosen by -view. Only decoding makes a value of it, so
// that encoding need not check it again.
//
//	type NameView struct{ der []byte }
func (g *generator) viewType(f *jen.File, d *schema.Def) {
	name := d.GoName + "View"
	comment(f,
		name+" is one "+d.GoName+", checked in full and kept as its octets. The zero value is none, and an error to encode;",
		"any other is made by decoding.")
	f.Type().Id(name).Struct(jen.Id("der").Index().Byte())
	m := func(result string) *jen.Statement { return f.Func().Params(jen.Id("v").Id(name)).Id(result) }
	p := func(result string) *jen.Statement { return f.Func().Params(jen.Id("v").Op("*").Id(name)).Id(result) }

	comment(f, "Bytes returns the octets, without a copy; nil for the zero value.")
	m("Bytes").Params().Index().Byte().Block(text("return v.der"))
	comment(f, "Decode returns the typed value. It aliases v.")
	m("Decode").Params().Params(jen.Id("t").Id(d.GoName), jen.Err().Error()).Block(
		text("err = t.UnmarshalDER(v.der)"),
		text("return t, err"))
	comment(f, "UnmarshalDER checks b, which is exactly one "+d.GoName+", and keeps it without a copy. On error v is as a zero",
		name+".")
	p("UnmarshalDER").Params(text("b []byte")).Error().Block(
		text("i, err := v.DecodeDER(b, 0)"),
		jen.If(text("err == nil && i != len(b)")).Block(text("err =").Add(fail("i", "ErrTrailingData", ""))),
		jen.If(text("err != nil")).Block(text("v.der = nil"), jen.Return(rt("In", quote(d.Name), "err"))),
		text("return nil"))
	comment(f, "AppendDER appends v to dst; on error it returns dst as it was.")
	m("AppendDER").Params(text("dst []byte")).Params(text("[]byte, error")).Block(
		jen.If(text("_, err := v.SizeDER()"), text("err != nil")).Block(jen.Return(jen.Id("dst"), rt("In", quote(d.Name), "err"))),
		text("return append(dst, v.der...), nil"))
	comment(f, "MarshalDER returns a copy of v's octets.")
	m("MarshalDER").Params().Params(text("[]byte, error")).Block(text("return v.AppendDER(nil)"))
	comment(f, "Clone returns a copy that shares no memory with v, nor with what v was decoded from.")
	m("Clone").Params().Id(name).Block(jen.Return(jen.Id(name).Values(jen.Qual("bytes", "Clone").Call(text("v.der")))))

	comment(f, "DecodeDER checks the "+d.GoName+" at b[i:] and keeps it; it is for generated code, as EncodeDER and SizeDER are.")
	s := g.scope(nil, retZeroErr)
	s.values = false
	code := s.decode(selfType(d), "", "")
	if g.rep(selfType(d)) == repChoice && len(d.Type.Tags) == 0 && !d.Recursive && d.Type.Def == nil {
		code = g.choiceCases(d, s) // in place: the calls would be most of the work
		code = code[:len(code)-1]
	}
	body := append([]jen.Code{text("at := i")}, s.used.declare("err")...)
	p("DecodeDER").Params(text("b []byte"), text("i int")).Params(text("next int"), text("err error")).Block(
		append(append(body, code...), text("v.der = b[at:i:i]"), text("return i, nil"))...)
	comment(f, "EncodeDER writes v in front of b[i:] and returns where it begins, or -1.")
	m("EncodeDER").Params(text("b []byte"), text("i int")).Int().Block(
		jen.If(text("len(v.der) == 0 || i < len(v.der)")).Block(text("return -1")),
		text("return i - copy(b[i-len(v.der):i], v.der)"))
	comment(f, "SizeDER is how many octets EncodeDER writes, or says why it cannot.")
	m("SizeDER").Params().Params(jen.Int(), jen.Error()).Block(
		jen.If(text("len(v.der) == 0")).Block(jen.Return(jen.Lit(0), fail("-1", "ErrMissing", ""))),
		text("return len(v.der), nil"))
}
