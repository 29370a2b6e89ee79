package emit

import (
	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// decodeLeaf decodes the contents octets b[c:e] of a type that is no structure, and leaves i at e.
func (s scope) decodeLeaf(t *schema.Type, dst, name string) []jen.Code {
	switch s.g.rep(t) {
	case repNull:
		// if c != e {
		//	return der.Fail(i, der.ErrNull, "good")
		// }
		return []jen.Code{jen.If(text("c != e")).Block(s.fail("i", "ErrNull", name)), text("i = e")}
	case repBool:
		return s.decodeScalar(t, "Boolean", "flag", "ErrBoolean", dst, name)
	case repInt64:
		return s.decodeScalar(t, "Int64", "n", "ErrInteger", dst, name)
	case repUint64:
		return s.decodeScalar(t, "Uint64", "u", "ErrInteger", dst, name)
	case repInteger:
		return s.decodeOctets(t, rt("ValidInteger", "b[c:e]"), "ErrInteger", dst, name)
	case repOID:
		return s.decodeOID(t, dst, name)
	case repBits:
		return s.decodeBits(t, dst, name)
	case repBytes:
		return s.decodeOctets(t, nil, "", dst, name)
	}
	switch t.Base().Kind {
	case schema.External, schema.EmbeddedPDV, schema.CharacterString:
		return s.decodeParts(t, dst, name)
	}
	v := views[t.Base().Kind]
	return s.decodeOctets(t, rt(v.name, "b[c:e]").Dot("Valid").Call(), v.fault, dst, name)
}

// decodeOctets decodes a type whose value is a view of its contents octets.
//
//	if !der.ValidInteger(b[c:e]) {
//		return der.Fail(i, der.ErrInteger, "serialNumber")
//	}
//	v.SerialNumber, i = b[c:e:e], e
func (s scope) decodeOctets(t *schema.Type, valid *jen.Statement, fault, dst, name string) []jen.Code {
	var code []jen.Code
	if valid != nil {
		code = append(code, jen.If(jen.Op("!").Add(valid)).Block(s.fail("i", fault, name)))
	}
	code = append(code, s.checked(t, "b[c:e]", name)...)
	return append(code, s.setNext(dst, text("b[c:e:e]")))
}

// decodeParts decodes a type of the runtime that has components of its own.
//
//	if err = v.Ext.DecodeDER(b[:e], c); err != nil {
//		return der.In("ext", err)
//	}
//	i = e
func (s scope) decodeParts(t *schema.Type, dst, name string) []jen.Code {
	s.used.err = true
	of := rt(views[t.Base().Kind].name)
	var value *jen.Statement
	switch {
	case !s.values:
		value = jen.New(of)
	case isRuntime(t) && dst != octetsOfChoice:
		value = jen.Op(dst)
	default:
		value = jen.Parens(jen.Op("*").Add(of)).Call(text("%s", address(dst)))
	}
	return []jen.Code{
		jen.If(text("err =").Add(value.Dot("DecodeDER").Call(text("b[:e]"), jen.Id("c"))), text("err != nil")).Block(s.ret(s.in(name))),
		text("i = e")}
}

// decodeScalar decodes a type whose value is computed by a verb of the runtime.
//
//	if n, ok = der.Int64(b[c:e]); !ok {
//		return der.Fail(i, der.ErrInteger, "version")
//	}
//	v.Version, i = Version(n), e
func (s scope) decodeScalar(t *schema.Type, verb, temp, fault, dst, name string) []jen.Code {
	s.used.ok = true
	var check []jen.Code
	if t.Base().Kind == schema.Enumerated && !t.Base().Extensible {
		check = append(check, jen.If(jen.Op("!").Add(s.g.name(base(t.Def), "").Call(jen.Id(temp)).Dot("Valid").Call())).Block(s.fail("i", "ErrConstraint", name)))
	}
	check = append(check, s.checked(t, temp, name)...)
	value := jen.Id(temp)
	if t.Def != nil {
		value = s.g.goType(t).Call(jen.Id(temp))
	}
	switch {
	case !s.values && len(check) == 0:
		temp = "_"
	case temp == "n":
		s.used.n = true
	case temp == "u":
		s.used.u = true
	case temp == "flag":
		s.used.flag = true
	}
	refuse := s.fail("i", fault, name)
	if t.Base().Kind == schema.Integer && bounded(t) && !s.g.o.NoConstraints { // what does not fit is outside the constraint
		refuse = s.ret(rt("Fail", "i", rt("NoInteger", "b[c:e]"), quote(s.path(name))))
	}
	code := []jen.Code{jen.If(text("%s, ok =", temp).Add(rt(verb, "b[c:e]")), text("!ok")).Block(refuse)}
	return append(append(code, check...), s.setNext(dst, value))
}

// bounded says whether a constraint limits the value of an INTEGER.
func bounded(t *schema.Type) bool {
	return t.Constraint != nil && len(t.Constraint.Value) > 0 || t.Def != nil && bounded(t.Def.Type)
}

// decodeOID decodes an OBJECT IDENTIFIER: one that the schema names, or that was there before, allocates nothing.
//
//	if string(b[c:e]) != string(v.Algorithm) || c == e {
//		if v.Algorithm, ok = DecodeOID(b[c:e], v.Algorithm); !ok {
//			return der.Fail(i, der.ErrOID, "hashAlgorithm.algorithm")
//		}
//	}
//	i = e
func (s scope) decodeOID(t *schema.Type, dst, name string) []jen.Code {
	end := append(s.checked(t, "b[c:e]", name), text("i = e"))
	if !s.values {
		return append([]jen.Code{jen.If(jen.Op("!").Add(rt("ValidOID", "b[c:e]"))).Block(s.fail("i", "ErrOID", name))}, end...)
	}
	known := jen.Id("DecodeOID").Call(text("b[c:e]"), jen.Op(dst))
	old := jen.String().Call(jen.Op(dst))
	if !isRuntime(t) {
		known = jen.Id("DecodeOID").Call(text("b[c:e]"), rt("OID", dst))
		return append([]jen.Code{jen.Block(
			text("id, ok :=").Add(known),
			jen.If(text("!ok")).Block(s.fail("i", "ErrOID", name)),
			text("%s = ", dst).Add(s.g.goType(t).Call(jen.Id("id"))))}, end...)
	}
	s.used.ok = true
	return append([]jen.Code{
		jen.If(text("string(b[c:e]) !=").Add(old).Op("||").Add(text("c == e"))).Block(
			jen.If(text("%s, ok =", dst).Add(known), text("!ok")).Block(s.fail("i", "ErrOID", name)))}, end...)
}

// decodeBits decodes a BIT STRING.
//
//	if v.Signature, ok = der.Bits(b[c:e]); !ok {
//		return der.Fail(i, der.ErrBitString, "signature")
//	}
//	i = e
func (s scope) decodeBits(t *schema.Type, dst, name string) []jen.Code {
	verb := "Bits"
	if len(t.Base().Numbers) > 0 {
		verb = "NamedBits"
	}
	refuse := s.fail("i", "ErrBitString", name)
	check := s.checked(t, "bits", name)
	if s.values && !isRuntime(t) || !s.values && len(check) > 0 {
		code := append([]jen.Code{
			text("bits, ok :=").Add(rt(verb, "b[c:e]")),
			jen.If(text("!ok")).Block(refuse)}, check...)
		if s.values {
			code = append(code, text("%s =", dst).Add(s.g.goType(t).Call(jen.Id("bits"))))
		}
		return []jen.Code{jen.Block(code...), text("i = e")}
	}
	if !s.values {
		dst = "_"
	}
	s.used.ok = true
	code := []jen.Code{jen.If(text("%s, ok =", dst).Add(rt(verb, "b[c:e]")), text("!ok")).Block(refuse)}
	if s.values {
		code = append(code, s.checked(t, dst, name)...)
	}
	return append(code, text("i = e"))
}

// checked refuses a value that the constraints do not allow; value is its Go text.
func (s scope) checked(t *schema.Type, value, name string) []jen.Code {
	if s.g.o.NoConstraints {
		return nil
	}
	return s.g.refuse(t, value, func() jen.Code { return s.fail("i", "ErrConstraint", name) })
}
