package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// encode prints the encoding of src, of type t, in front of b[i:]. Whatever has no encoding makes i -1.
func (s scope) encode(t *schema.Type, src string) []jen.Code {
	outer, own := s.g.split(t)
	if len(outer) > 0 {
		inner := *t
		inner.Tags = t.Tags[1:]
		return s.braced(func(s scope) []jen.Code {
			code := append([]jen.Code{text("end := i")}, s.encode(&inner, src)...)
			return append(code, s.close(identifier(outer[0]))...)
		})
	}
	tag := "0"
	if own != "" {
		tag = one(own)
	}
	code := s.g.refuse(t, src, func() jen.Code { return text("return -1") })
	put := func(verb string, value *jen.Statement) []jen.Code {
		code = append(code, text("i =").Add(rt(verb, "b", "i", tag, value)))
		if len(own) > 1 {
			code = append(code, text("i =").Add(rt("Retag", "b", "i", octets(own))))
		}
		return code
	}
	value := jen.Op(src)
	switch s.g.rep(t) {
	case repRaw:
		return s.encodeRaw(own, src)
	case repView:
		return []jen.Code{text("i = %s.EncodeDER(b, i)", pointer(src))}
	case repChoice:
		return append(code, text("i = %s", pointer(src)).Dot("EncodeDER").Call(s.depthArg(t.Def, jen.Id("b"), jen.Id("i"))...))
	case repStruct:
		return append(code, s.encodeStruct(t, own, src)...)
	case repList:
		return append(code, s.encodeList(t, own, src)...)
	case repBool:
		return put("PutBoolean", s.plain(t, "bool", value))
	case repInt64:
		if t.Base().Kind == schema.Enumerated && !t.Base().Extensible {
			code = append(code, jen.If(text("!%s.Valid()", src)).Block(text("return -1")))
		}
		return put("PutInt64", s.plain(t, "int64", value))
	case repUint64:
		return put("PutUint64", s.plain(t, "uint64", value))
	case repInteger:
		return put("PutInteger", s.runtime(t, "Integer", value))
	case repOID:
		return put("PutOID", s.runtime(t, "OID", value))
	case repNull:
		code = append(code, text("i =").Add(rt("PutNull", "b", "i", tag)))
		if len(own) > 1 {
			code = append(code, text("i =").Add(rt("Retag", "b", "i", octets(own))))
		}
		return code
	case repBits:
		if len(t.Base().Numbers) > 0 {
			return put("PutNamedBits", s.runtime(t, "BitString", value))
		}
		return put("PutBits", s.runtime(t, "BitString", value))
	case repTime:
		if t.Def != nil {
			value = text("%s.Time", src)
		}
		if t.Base().Kind == schema.UTCTime {
			return put("PutUTCTime", value)
		}
		return put("PutGeneralizedTime", value)
	case repText:
		code = append(code, jen.If(text("!%s.Valid()", src)).Block(text("return -1")))
	}
	return put("Put", value)
}

// plain converts a value of a defined type to the type of Go under it.
func (s scope) plain(t *schema.Type, typ string, value *jen.Statement) *jen.Statement {
	if t.Def == nil {
		return value
	}
	return jen.Id(typ).Call(value)
}

// runtime converts a value of a defined type to the type of the runtime under it.
func (s scope) runtime(t *schema.Type, typ string, value *jen.Statement) *jen.Statement {
	if isRuntime(t) {
		return value
	}
	return rt(typ, value)
}

// close writes the header of the contents b[i:end].
//
//	if n := end - i; n < 0x80 && i > 1 {
//		i = der.PutShort(b, i, n, 0x30)
//	} else {
//		i = der.PutLong(b, i, end, 0x30)
//	}
func (s scope) close(id string) []jen.Code {
	if len(id) > 1 {
		return []jen.Code{text("i =").Add(rt("PutHead", "b", "i", "end", "0")), text("i =").Add(rt("Retag", "b", "i", octets(id)))}
	}
	return []jen.Code{jen.If(text("n := end - i"), text("n < 0x80 && i > 1")).Block(
		text("i =").Add(rt("PutShort", "b", "i", "n", one(id))),
	).Else().Block(
		text("i =").Add(rt("PutLong", "b", "i", "end", one(id))))}
}

// encodeRaw writes an element that was kept whole.
//
//	i = der.PutRaw(b, i, v.Parameters.Value)
func (s scope) encodeRaw(own, src string) []jen.Code {
	var code []jen.Code
	if own != "" {
		code = append(code, jen.If(jen.Op("!").Add(rt("Is", src, "0", octets(own)))).Block(text("return -1")))
	}
	return append(code, text("i =").Add(rt("PutRaw", "b", "i", rt("RawValue", src))))
}

// encodeStruct encodes a SEQUENCE or SET: in place where decodeStruct decodes in place.
//
//	i = der.PutHead(b, v.TBSRequest.EncodeDER(b, i), i, 0x30)
func (s scope) encodeStruct(t *schema.Type, own, src string) []jen.Code {
	if s.expanded(t) {
		return s.braced(func(s scope) []jen.Code {
			begin := text("v, end := %s, i", address(src))
			if !s.g.touched(t.Base()) {
				begin = text("end := i")
			}
			code := append([]jen.Code{begin}, s.putComponents(t.Base())...)
			return append(code, s.close(own)...)
		})
	}
	return s.wrapped(own, jen.Op(pointer(src)).Dot("EncodeDER").Call(s.depthArg(t.Def, jen.Id("b"), jen.Id("i"))...))
}

// wrapped puts a header before what a call wrote.
func (s scope) wrapped(own string, call *jen.Statement) []jen.Code {
	if len(own) > 1 {
		return []jen.Code{text("i =").Add(rt("PutHead", "b", call, "i", "0")), text("i =").Add(rt("Retag", "b", "i", octets(own)))}
	}
	return []jen.Code{text("i =").Add(rt("PutHead", "b", call, "i", one(own)))}
}

// encodeList encodes a SEQUENCE OF or SET OF.
//
//	{
//		end := i
//		for k := len(v.Responses) - 1; k >= 0; k-- {
//			i = der.PutHead(b, v.Responses[k].EncodeDER(b, i), i, 0x30)
//		}
//		...
//	}
func (s scope) encodeList(t *schema.Type, own, src string) []jen.Code {
	if t.Def != nil {
		return s.wrapped(own, jen.Op(pointer(src)).Dot("EncodeDER").Call(s.depthArg(t.Def, jen.Id("b"), jen.Id("i"))...))
	}
	return s.braced(func(s scope) []jen.Code {
		code := append([]jen.Code{text("list, end := %s, i", src)}, s.putItems(t)...)
		return append(code, s.close(own)...)
	})
}

// putItems encodes the elements of list.
func (s scope) putItems(t *schema.Type) []jen.Code {
	in := s.element("").alone()
	in.list = in.list && !s.inOwn(t.Elem)
	code := []jen.Code{jen.For(text("k := len(list) - 1"), text("k >= 0"), text("k--")).Block(in.encode(t.Elem, "list[k]")...)}
	if t.Kind == schema.SetOf {
		code = append(code, text("i =").Add(rt("SortSetOf", "b", "i", "end")))
	}
	return code
}

// putComponents encodes the components of a SEQUENCE or SET, the last one first. end is where they end.
func (s scope) putComponents(t *schema.Type) []jen.Code {
	var code []jen.Code
	if t.Extensible && t.Kind == schema.Set {
		code = append(code, jen.If(text("!%s", apart(t))).Block(jen.Return(jen.Lit(-1))))
	}
	if t.Extensible && (t.AdditionAt >= len(t.Components) || t.Kind == schema.Set) {
		code = append(code, putAdditions()...)
	}
	for k := len(t.Components) - 1; k >= 0; k-- {
		code = append(code, s.putComponent(t.Components[k])...)
		if t.Extensible && t.AdditionAt == k && t.Kind != schema.Set {
			code = append(code, putAdditions()...)
		}
	}
	if t.Kind == schema.Set && len(t.Components)+len(code) > 1 {
		code = append(code, text("i =").Add(rt("SortSet", "b", "i", "end")))
	}
	return code
}

func putAdditions() []jen.Code {
	return []jen.Code{jen.Comment("// ..."), text("i =").Add(rt("PutAdditions", "b", "i", "v."+additions))}
}

// putComponent encodes one component.
//
//	if v.NextUpdate.Present {
//		...
//	}
func (s scope) putComponent(c *schema.Component) []jen.Code {
	code := []jen.Code{s.comment(c)}
	src := "v." + c.GoName
	switch {
	case c.Default != nil:
		return append(code, s.putDefaulted(c, src)...)
	case c.Optional && c.Pointer:
		return append(code, jen.If(text("%s != nil", src)).Block(s.alone().encode(c.Type, src)...))
	case c.Optional:
		return append(code, jen.If(text("%s.Present", src)).Block(s.alone().encode(c.Type, src+".Value")...))
	}
	if known := s.putUsual(c, src); known != nil {
		return append(code, known.Else().Block(s.alone().encode(c.Type, src)...))
	}
	return append(code, s.encode(c.Type, src)...)
}

// putDefaulted encodes a component unless it has its DEFAULT value.
//
//	if v.Version != VersionV1 {
//		...
//	}
func (s scope) putDefaulted(c *schema.Component, src string) []jen.Code {
	if cond := s.notDefault(c, src); cond != nil {
		return []jen.Code{jen.If(cond).Block(s.alone().encode(c.Type, src)...)}
	}
	code := s.encode(c.Type, src)
	if c.Pointer {
		code = []jen.Code{jen.If(text("%s != nil", src)).Block(code...)}
	}
	return []jen.Code{jen.Block(append(append([]jen.Code{text("after := i")}, code...),
		text("i =").Add(rt("OmitDefault", "b", "i", "after", octets(c.Default.DER))))...)}
}

// notDefault is the condition that a component's value is not its DEFAULT, nil where that shows only once it is encoded.
func (s scope) notDefault(c *schema.Component, src string) *jen.Statement {
	switch s.g.rep(c.Type) {
	case repBool:
		if c.Default.Bool {
			return text("!%s", src)
		}
		return text("%s", src)
	case repInt64, repUint64:
		return text("%s != %s", src, s.g.number(c.Type, c.Default.Int))
	}
	return nil
}
