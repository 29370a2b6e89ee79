package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// oids prints the OBJECT IDENTIFIER values of a module.
//
//	const (
//		IDPKIXOCSPBasic der.OID = "\x2b\x06\x01\x05\x05\x07\x30\x01\x01" // id-pkix-ocsp-basic, 1.3.6.1.5.5.7.48.1.1
//	)
func (g *generator) oids(f *jen.File, m *schema.Module) {
	if len(m.OIDs) == 0 {
		return
	}
	var consts []jen.Code
	for _, o := range m.OIDs {
		consts = append(consts, jen.Id(o.GoName).Add(rt("OID")).Op("=").Add(text("%s", octets(o.Content))).Comment("// "+o.Name+", "+o.Dotted))
	}
	comment(f, "The object identifiers of module "+m.Name+".")
	f.Const().Defs(consts...)
}

func (g *generator) oidName(o *schema.OIDConst) *jen.Statement {
	if o.Module != nil && o.Module.Import != "" {
		return jen.Qual(o.Module.Import, o.GoName)
	}
	return jen.Id(o.GoName)
}

// knownOIDs prints the function that knows every object identifier that the package names.
//
//	func DecodeOID(c []byte, old der.OID) (der.OID, bool) {
//		if string(c) == string(old) {
//			return old, old != ""
//		}
//		switch string(c) {
//		case string(IDPKIXOCSPBasic):
//			return IDPKIXOCSPBasic, true
//		}
//		return der.DecodeOID(c, old)
//	}
func (g *generator) knownOIDs(f *jen.File) {
	comment(f,
		"DecodeOID returns the OBJECT IDENTIFIER of which c is the contents octets. It allocates nothing for one that this package",
		"names, nor if it equals old.")
	seen := map[string]bool{}
	var cases []jen.Code
	var next *jen.Statement
	imported := map[string]bool{}
	for _, m := range g.model.Modules {
		if m.Import != "" {
			if !imported[m.Import] {
				imported[m.Import] = true
				if next == nil {
					next = jen.Qual(m.Import, "DecodeOID").Call(jen.Id("c"), jen.Id("old"))
				}
			}
			continue
		}
		for _, o := range m.OIDs {
			if seen[o.Content] {
				continue
			}
			seen[o.Content] = true
			cases = append(cases, jen.Case(jen.String().Call(jen.Id(o.GoName))).Block(jen.Return(jen.Id(o.GoName), jen.True())))
		}
	}
	if next == nil {
		next = rt("DecodeOID", "c", "old")
	}
	f.Func().Id("DecodeOID").Params(text("c []byte"), jen.Id("old").Add(rt("OID"))).Params(rt("OID"), jen.Bool()).Block(
		jen.If(text("string(c) == string(old) && len(c) > 0")).Block(text("return old, true")),
		jen.Switch(text("string(c)")).Block(cases...),
		jen.Return(next))
}
