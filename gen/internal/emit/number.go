package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// numberType prints an ENUMERATED, or an INTEGER with named numbers.
//
//	type CRLReason int64
//
//	const (
//		CRLReasonUnspecified CRLReason = 0 // unspecified
//		...
//	)
func (g *generator) numberType(f *jen.File, d *schema.Def) {
	g.doc(f, d)
	f.Type().Id(d.GoName).Int64()
	var consts []jen.Code
	for _, n := range d.Type.Numbers {
		consts = append(consts, jen.Id(n.GoName).Id(d.GoName).Op("=").Add(text("%d", n.Value)))
	}
	if len(consts) > 0 {
		f.Comment("// The values of " + d.GoName + ".")
		f.Const().Defs(consts...)
	}
	g.overNumber(f, d)
}

// overNumber prints the methods of a type of named numbers, or of a type over one.
//
//	func (v CRLReason) String() string {
//		switch v {
//		case 0:
//			return "unspecified"
//		...
//		}
//		return strconv.FormatInt(int64(v), 10)
//	}
//
//	func (v CRLReason) Valid() bool
func (g *generator) overNumber(f *jen.File, d *schema.Def) {
	t := d.Type.Base()
	named := map[int64]bool{}
	var cases []jen.Code
	var all []jen.Code
	for _, n := range t.Numbers {
		if named[n.Value] {
			continue
		}
		named[n.Value] = true
		cases = append(cases, jen.Case(text("%d", n.Value)).Block(jen.Return(text("%s", quote(n.Name)))))
		all = append(all, text("%d", n.Value))
	}
	comment(f, "String is the name that the module gives v, or its number.")
	f.Func().Params(jen.Id("v").Id(d.GoName)).Id("String").Params().String().Block(
		jen.Switch(jen.Id("v")).Block(cases...),
		jen.Return(jen.Qual("strconv", "FormatInt").Call(text("int64(v)"), jen.Lit(10))))
	if t.Kind != schema.Enumerated || t.Extensible {
		return
	}
	comment(f, "Valid says whether v is a value of the ENUMERATED.")
	f.Func().Params(jen.Id("v").Id(d.GoName)).Id("Valid").Params().Bool().Block(
		jen.Switch(jen.Id("v")).Block(jen.Case(all...).Block(jen.Return(jen.True()))),
		jen.Return(jen.False()))
}

// bitsType prints a BIT STRING with named bits, and the number of each bit.
//
//	type KeyUsage der.BitString
//
//	const KeyUsageDigitalSignature = 0
func (g *generator) bitsType(f *jen.File, d *schema.Def) {
	g.doc(f, d, "Trailing zero bits mean nothing: they are not encoded, and refused when decoding (X.690, 11.2.2).")
	f.Type().Id(d.GoName).Add(rt("BitString"))
	var consts []jen.Code
	for _, n := range d.Type.Numbers {
		consts = append(consts, jen.Id(n.GoName).Op("=").Add(text("%d", n.Value)))
	}
	comment(f, "The bits of "+d.GoName+", for its methods Bit and With.")
	f.Const().Defs(consts...)
	g.delegate(f, d, d.Type)
}
