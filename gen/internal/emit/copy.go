package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// clone prints what makes dst, a copy of a value of t, share no memory with it; nothing where it never does.
//
//	c.IssuerNameHash = bytes.Clone(c.IssuerNameHash)
func (g *generator) clone(t *schema.Type, dst string) []jen.Code {
	switch g.rep(t) {
	case repStruct, repChoice, repView:
		return []jen.Code{text("%s = %s.Clone()", dst, dst)}
	case repList:
		if t.Def != nil {
			return []jen.Code{text("%s = %s.Clone()", dst, dst)}
		}
		return []jen.Code{jen.Block(g.cloneItems(t, dst)...)}
	case repBits:
		return []jen.Code{text("%s.Bytes =", dst).Add(jen.Qual("bytes", "Clone").Call(text("%s.Bytes", dst)))}
	case repInteger, repBytes, repText, repRaw:
		return []jen.Code{text("%s =", dst).Add(jen.Qual("bytes", "Clone").Call(text("%s", dst)))}
	}
	return nil
}

// cloneItems clones a list and what is in it.
//
//	list := slices.Clone(c.Responses)
//	for k := range list {
//		list[k] = list[k].Clone()
//	}
//	c.Responses = list
func (g *generator) cloneItems(t *schema.Type, dst string) []jen.Code {
	code := []jen.Code{text("list :=").Add(jen.Qual("slices", "Clone").Call(text("%s", dst)))}
	if each := g.clone(t.Elem, "list[k]"); len(each) > 0 {
		code = append(code, jen.For(text("k := range list")).Block(each...))
	}
	return append(code, text("%s = list", dst))
}

// cloneComponent clones one component.
func (g *generator) cloneComponent(c *schema.Component) []jen.Code {
	dst := "c." + c.GoName
	if c.Pointer {
		return []jen.Code{jen.If(text("%s != nil", dst)).Block(
			text("x := %s.Clone()", dst),
			text("%s = &x", dst))}
	}
	if c.Optional {
		dst += ".Value"
	}
	return g.clone(c.Type, dst)
}

// reset prints what makes dst a zero value, the room of lists in it kept.
func (g *generator) reset(c *schema.Component) []jen.Code {
	dst := "v." + c.GoName
	if c.Pointer {
		return []jen.Code{text("%s = nil", dst)}
	}
	if c.Optional {
		return append([]jen.Code{text("%s.Present = false", dst)}, g.clear(c.Type, dst+".Value")...)
	}
	return g.clear(c.Type, dst)
}
