package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// size prints what adds to n the octets of an encoding of src, of type t, headers included, and says what is wrong with
// a value that has none.
//
//	n += der.Size(len(v.IssuerNameHash))
func (s scope) size(t *schema.Type, src, name string) []jen.Code {
	code := s.g.refuse(t, src, func() jen.Code { return s.fail("-1", "ErrConstraint", name) })
	valid := func(cond, fault string) {
		code = append(code, jen.If(text("%s", cond)).Block(s.fail("-1", fault, name)))
	}
	length := func(verb, fault string, value *jen.Statement) *jen.Statement {
		s.used.m = true
		code = append(code, jen.If(text("m =").Add(rt(verb, value)), text("m < 0")).Block(s.fail("-1", fault, name)))
		return jen.Id("m")
	}
	var contents *jen.Statement // nil: n has what it needs already, and m is not used
	switch r := s.g.rep(t); r {
	case repRaw:
		_, own := s.g.split(t)
		if own != "" {
			valid(fmt.Sprintf("!der.Is(%s, 0, %s)", src, octets(own)), "ErrTag")
		}
		code = append(code, jen.If(jen.Op("!").Add(rt("RawValue", src)).Dot("Valid").Call()).Block(s.fail("-1", "ErrLength", name)))
		return append(code, s.addSize(t, text("len(%s)", src), true))
	case repView:
		s.used.m, s.used.err = true, true
		return append(code, jen.If(text("m, err = %s.SizeDER()", pointer(src)), text("err != nil")).Block(s.ret(s.in(name))), s.addSize(t, jen.Id("m"), true))
	case repStruct, repChoice:
		return append(code, s.called(t, src, name)...)
	case repList:
		if t.Def != nil {
			return append(code, s.called(t, src, name)...)
		}
		s.used.n = false
		body := s.element(name).size(t.Elem, "list[k]", "")
		block := []jen.Code{text("list, all := %s, n", src), text("n = 0"),
			jen.For(s.g.each(t.Elem)).Block(body...),
			text("n, m = all, n"), s.addSize(t, jen.Id("m"), false)}
		s.used.m = true
		return append(code, jen.Block(block...))
	case repBool:
		contents = jen.Lit(1)
	case repNull:
		contents = jen.Lit(0)
	case repInt64:
		if t.Base().Kind == schema.Enumerated && !t.Base().Extensible {
			valid("!"+src+".Valid()", "ErrConstraint")
		}
		contents = rt("Int64Len", s.plain(t, "int64", jen.Op(src)))
	case repUint64:
		contents = rt("Uint64Len", s.plain(t, "uint64", jen.Op(src)))
	case repInteger:
		valid("!der.ValidInteger("+src+")", "ErrInteger")
		contents = text("len(%s)", src)
	case repOID:
		valid("!"+src+".Valid()", "ErrOID")
		contents = text("len(%s)", src)
	case repBits:
		if len(t.Base().Numbers) > 0 {
			contents = length("NamedBitsLen", "ErrBitString", s.runtime(t, "BitString", jen.Op(src)))
			break
		}
		valid("!"+src+".Valid()", "ErrBitString")
		contents = text("1 + len(%s.Bytes)", src)
	case repTime:
		value := jen.Op(src)
		if t.Def != nil {
			value = text("%s.Time", src)
		}
		if t.Base().Kind == schema.UTCTime {
			contents = length("UTCTimeLen", "ErrTime", value)
		} else {
			contents = length("GeneralizedTimeLen", "ErrTime", value)
		}
	case repText:
		valid("!"+src+".Valid()", views[t.Base().Kind].fault)
		contents = text("len(%s)", src)
	default:
		contents = text("len(%s)", src)
	}
	return append(code, s.addSize(t, contents, false))
}

// sized says whether the size of a value of t depends on the value, or on whether it has an encoding.
func (g *generator) sized(t *schema.Type) bool {
	switch g.rep(t) {
	case repNull:
		return false
	case repBool:
		return len(g.refuse(t, "x", func() jen.Code { return jen.Null() })) > 0
	}
	return true
}

// each begins a loop over list for the sizes of its elements, which are of type t.
func (g *generator) each(t *schema.Type) *jen.Statement {
	if !g.sized(t) {
		return text("range list")
	}
	return text("k := range list")
}

// called adds the size of a value whose type counts itself.
//
//	if m, err = v.HashAlgorithm.SizeDER(); err != nil {
//		return 0, der.In("hashAlgorithm", err)
//	}
//	n += der.Size(m)
func (s scope) called(t *schema.Type, src, name string) []jen.Code {
	s.used.m, s.used.err = true, true
	return []jen.Code{
		jen.If(text("m, err = %s", pointer(src)).Dot("SizeDER").Call(s.depthArg(t.Def)...), text("err != nil")).Block(s.ret(s.in(name))),
		s.addSize(t, jen.Id("m"), s.g.rep(t) == repChoice)}
}

// addSize is n += contents and the headers around them; whole: contents has its own header already.
func (s scope) addSize(t *schema.Type, contents *jen.Statement, whole bool) jen.Code {
	outer, own := s.g.split(t)
	size := contents
	if !whole {
		size = headed(own, size)
	}
	for k := len(outer) - 1; k >= 0; k-- {
		size = headed(identifier(outer[k]), size)
	}
	return text("n +=").Add(size)
}

// headed is der.Size(contents), and what an identifier of several octets needs beyond that.
func headed(id string, contents *jen.Statement) *jen.Statement {
	size := rt("Size", contents)
	if len(id) > 1 {
		size.Op("+").Lit(len(id) - 1)
	}
	return size
}

// sizeComponent adds the size of one component.
func (s scope) sizeComponent(c *schema.Component) []jen.Code {
	code := []jen.Code{s.comment(c)}
	src := "v." + c.GoName
	switch {
	case c.Default != nil:
		if cond := s.notDefault(c, src); cond != nil {
			return append(code, jen.If(cond).Block(s.size(c.Type, src, c.Name)...))
		}
		// Counted also where it has the default value and is left out: then there is room to spare.
		if c.Pointer {
			return append(code, jen.If(text("%s != nil", src)).Block(s.size(c.Type, src, c.Name)...))
		}
	case c.Optional && c.Pointer:
		return append(code, jen.If(text("%s != nil", src)).Block(s.size(c.Type, src, c.Name)...))
	case c.Optional:
		return append(code, jen.If(text("%s.Present", src)).Block(s.size(c.Type, src+".Value", c.Name)...))
	}
	return append(code, s.size(c.Type, src, c.Name)...)
}
