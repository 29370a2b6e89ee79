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

// knownOIDs prints the functions that know every object identifier that the package names, and those that the packages of
// -import do.
//
//	func KnownOID(c []byte) (der.OID, bool) {
//		switch string(c) {
//		case string(IDPKIXOCSPBasic):
//			return IDPKIXOCSPBasic, true
//		}
//		return rfc5912.KnownOID(c)
//	}
//
//	func DecodeOID(c []byte, old der.OID) (der.OID, bool) {
//		if string(c) == string(old) && len(c) > 0 {
//			return old, true
//		}
//		if id, ok := KnownOID(c); ok {
//			return id, true
//		}
//		return der.DecodeOID(c, old)
//	}
func (g *generator) knownOIDs(f *jen.File) {
	comment(f, "KnownOID returns the OBJECT IDENTIFIER of which c is the contents octets if this package has a constant for it.")
	seen := map[string]bool{}
	var cases []jen.Code
	for _, m := range g.model.Modules {
		if m.Import != "" {
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
	body := []jen.Code{jen.Switch(text("string(c)")).Block(cases...)}
	for k, path := range g.o.Imports {
		known := jen.Qual(path, "KnownOID").Call(jen.Id("c"))
		if k == len(g.o.Imports)-1 {
			body = append(body, jen.Return(known))
			break
		}
		body = append(body, jen.If(text("id, ok :=").Add(known), text("ok")).Block(text("return id, true")))
	}
	if len(g.o.Imports) == 0 {
		body = append(body, text(`return "", false`))
	}
	f.Func().Id("KnownOID").Params(text("c []byte")).Params(rt("OID"), jen.Bool()).Block(body...)

	comment(f,
		"DecodeOID returns the OBJECT IDENTIFIER of which c is the contents octets. It allocates nothing for one that [KnownOID]",
		"knows, nor if it equals old.")
	f.Func().Id("DecodeOID").Params(text("c []byte"), jen.Id("old").Add(rt("OID"))).Params(rt("OID"), jen.Bool()).Block(
		jen.If(text("string(c) == string(old) && len(c) > 0")).Block(text("return old, true")),
		jen.If(text("id, ok := KnownOID(c)"), text("ok")).Block(text("return id, true")),
		jen.Return(rt("DecodeOID", "c", "old")))
}
