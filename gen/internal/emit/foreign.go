package emit

import (
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// callList calls the decoder of the list t for dst, or its checker.
func (s scope) callList(t *schema.Type, dst string) *jen.Statement {
	g := s.g
	if !s.values || !g.foreign(t.Def) {
		return s.call(t, dst, text("b[:e]"), jen.Id("c"))
	}
	if !slices.Contains(g.foreigners, t.Def) {
		g.foreigners = append(g.foreigners, t.Def)
	}
	return jen.Id(foreignName(t.Def)).Call(jen.Op(address(dst)), text("b[:e]"), jen.Id("c"))
}

// foreign says whether d is a list of another package whose elements have an object identifier and little else. The
// decoder there does not know the identifiers that this package has constants for, and would allocate each of them: this
// package has a decoder of its own.
func (g *generator) foreign(d *schema.Def) bool {
	if d.Module.Import == "" || d.Type.Def != nil || d.Recursive || g.rep(d.Type.Elem) != repStruct || g.weight(d.Type.Elem.Base(), 0) > 3 {
		return false
	}
	return slices.ContainsFunc(d.Type.Elem.Base().Components, func(c *schema.Component) bool { return g.rep(c.Type) == repOID })
}

// foreignName is the name of a function for a type of another package: decodeRfc5912Extensions.
func foreignName(d *schema.Def) string {
	name := packageName(d.Module.Import)
	return "decode" + strings.ToUpper(name[:1]) + name[1:] + d.GoName
}

// foreignFunc prints the decoder of a list of another package.
//
//	func decodeRfc5912Extensions(v *rfc5912.Extensions, b []byte, i int) error {
func (g *generator) foreignFunc(f *jen.File, d *schema.Def) {
	s := g.scope(d, retErr)
	s.own = true
	comment(f,
		foreignName(d)+" is DecodeDER of ["+packageName(d.Module.Import)+"."+d.GoName+"]. It knows the object",
		"identifiers of this package, and allocates nothing for them.")
	code := s.ownItems(d)
	f.Func().Id(foreignName(d)).Params(jen.Id("v").Op("*").Add(g.name(d, "")), text("b []byte"), text("i int")).Error().Block(
		append(s.used.declare(), code...)...)
}
