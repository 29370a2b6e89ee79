package emit

import (
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// doc prints the doc comment of a type: what it is, and its ASN.1 as the module has it.
//
//	// CertID is, in module OCSP-2013-08 (RFC 6960, B.2),
//	//
//	//	CertID ::= SEQUENCE {
//	//	    ... }
func (g *generator) doc(f *jen.File, d *schema.Def, more ...string) {
	where := "module " + d.Module.Name
	if d.Module.Reference != "" {
		where += " (" + d.Module.Reference + ")"
	}
	if strings.Contains(d.Name, ".") {
		comment(f, d.GoName+" is "+d.Name+" in "+where+",", "")
	} else {
		comment(f, d.GoName+" is, in "+where+",", "")
	}
	for _, line := range strings.Split(strings.TrimSpace(d.Source), "\n") {
		comment(f, "\t"+strings.TrimRight(line, " \t\r"))
	}
	if len(more) > 0 {
		comment(f, "")
		comment(f, more...)
	}
}

// alias prints a type that adds nothing to another.
//
//	type CertificateSerialNumber = der.Integer
func (g *generator) alias(f *jen.File, d *schema.Def) {
	if d.Raw {
		g.doc(f, d, "It is kept as one element: its identifier and length are checked, its contents are not looked at.")
		f.Type().Id(d.GoName).Op("=").Add(rt("RawValue"))
		return
	}
	g.doc(f, d)
	f.Type().Id(d.GoName).Op("=").Add(g.goType(d.Type))
}

// structType prints the struct of a SEQUENCE or SET.
//
//	type CertID struct {
//		HashAlgorithm AlgorithmIdentifier
//		...
//	}
func (g *generator) structType(f *jen.File, d *schema.Def) {
	g.doc(f, d)
	var fields []jen.Code
	if d.Keep {
		fields = append(fields, jen.Id("Raw").Index().Byte().Comment("// as received; decoding sets it, encoding does not look at it"), jen.Line())
	}
	t := d.Type
	for k, c := range t.Components {
		if t.Extensible && k == t.AdditionAt && t.Kind == schema.Sequence {
			fields = append(fields, additionsField())
		}
		field := jen.Id(c.GoName).Add(g.fieldType(c))
		if c.Default != nil {
			field.Comment("// DEFAULT " + strings.Join(strings.Fields(c.Default.Text), " "))
		}
		fields = append(fields, field)
	}
	if t.Extensible && (t.AdditionAt >= len(t.Components) || t.Kind == schema.Set) {
		fields = append(fields, additionsField())
	}
	f.Type().Id(d.GoName).Struct(fields...)
}

func additionsField() jen.Code {
	return jen.Id(additions).Add(rt("Additions")).Comment("// elements that this version of the module does not know")
}

// listType prints a SEQUENCE OF or SET OF.
func (g *generator) listType(f *jen.File, d *schema.Def) {
	g.doc(f, d)
	f.Type().Id(d.GoName).Index().Add(g.goType(d.Type.Elem))
}

// simpleType prints a type over a type of Go or of the runtime, with the methods that one has.
func (g *generator) simpleType(f *jen.File, d *schema.Def) {
	g.doc(f, d)
	t := d.Type
	for t.Def != nil {
		t = t.Def.Type
	}
	if g.rep(t) == repTime {
		f.Type().Id(d.GoName).Struct(jen.Qual("time", "Time"))
		return
	}
	under := *t
	if d.Type.Def != nil { // over a named type: keep its methods by keeping its underlying type
		under.Constraint = nil
		if r := g.rep(t); r == repInt64 || r == repUint64 {
			under.Constraint = t.Constraint
		}
	}
	if g.rep(t) == repInt64 && (t.Kind == schema.Enumerated || len(t.Numbers) > 0) {
		f.Type().Id(d.GoName).Int64()
		g.overNumber(f, d)
		return
	}
	f.Type().Id(d.GoName).Add(g.goType(&under))
	g.delegate(f, d, &under)
}

// delegate prints the methods of the runtime's type under d.
//
//	func (v KeyUsage) Bit(n int) bool { return der.BitString(v).Bit(n) }
func (g *generator) delegate(f *jen.File, d *schema.Def, under *schema.Type) {
	name := ""
	var methods [][3]string // name, parameters, result
	switch g.rep(under) {
	case repInteger:
		name = "Integer"
		methods = [][3]string{{"Int64", "", "(int64, bool)"}, {"BigInt", "", "big"}, {"Sign", "", "int"}, {"String", "", "string"}, {"Valid", "", "bool"}}
	case repOID:
		name = "OID"
		methods = [][3]string{{"String", "", "string"}, {"Valid", "", "bool"}}
	case repBits:
		name = "BitString"
		methods = [][3]string{{"Len", "", "int"}, {"Bit", "n int", "bool"}, {"String", "", "string"}, {"Valid", "", "bool"}}
	case repText:
		name = views[under.Kind].name
		methods = [][3]string{{"String", "", "string"}, {"Valid", "", "bool"}}
		switch k := under.Kind; {
		case k == schema.Real:
			methods = append(methods, [3]string{"Float64", "", "(float64, bool)"})
		case k == schema.External:
			methods = [][3]string{{"Parts", "", "ExternalParts"}, {"Valid", "", "bool"}}
		case k == schema.EmbeddedPDV || k == schema.CharacterString:
			methods = [][3]string{{"Parts", "", "Identification"}, {"Valid", "", "bool"}}
		case k >= schema.UTF8String && k <= schema.ObjectDescriptor:
			methods = append(methods, [3]string{"Len", "", "int"})
		}
	}
	for _, m := range methods {
		arg := strings.TrimSuffix(m[1], " int")
		call := rt(name, "v").Dot(m[0]).Call(text("%s", arg))
		result := jen.Op(m[2])
		switch m[2] {
		case "big":
			result = jen.Op("*").Qual("math/big", "Int")
		case "ExternalParts":
			result = jen.Params(rt(m[2]), jen.Error())
		case "Identification":
			result = jen.Params(jen.Id("id").Add(rt(m[2])), jen.Id("value").Index().Byte(), jen.Err().Error())
		}
		comment(f, m[0]+" is that of [der."+name+"].")
		f.Func().Params(jen.Id("v").Id(d.GoName)).Id(m[0]).Params(text("%s", m[1])).Add(result).Block(jen.Return(call))
		if m[0] == "Int64" {
			comment(f, "Cmp is that of [der."+name+"].")
			f.Func().Params(jen.Id("v").Id(d.GoName)).Id("Cmp").Params(jen.Id("w").Id(d.GoName)).Int().Block(
				jen.Return(rt(name, "v").Dot("Cmp").Call(rt(name, "w"))))
		}
		if m[0] == "Bit" {
			comment(f, "With is that of [der."+name+"].")
			f.Func().Params(jen.Id("v").Id(d.GoName)).Id("With").Params(text("n int")).Id(d.GoName).Block(
				jen.Return(jen.Id(d.GoName).Call(rt(name, "v").Dot("With").Call(jen.Id("n")))))
		}
	}
}

// overType prints a type over another definition: a struct or list with the same fields or elements, a CHOICE that is
// embedded, so that its methods are there.
func (g *generator) overType(f *jen.File, d *schema.Def) {
	g.doc(f, d)
	if g.rep(d.Type) == repChoice {
		f.Type().Id(d.GoName).Struct(g.name(d.Type.Def, ""))
		return
	}
	f.Type().Id(d.GoName).Add(g.name(d.Type.Def, ""))
}
