package emit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// additions is the field of an extensible SEQUENCE or SET for what its module does not know.
const additions = "UnknownAdditions"

// components prints the components of a SEQUENCE that is in b[i:].
func (s scope) components(t *schema.Type) []jen.Code {
	if t.Kind == schema.Set {
		return s.setComponents(t)
	}
	var code []jen.Code
	for k, c := range t.Components {
		if t.Extensible && k == t.AdditionAt {
			code = append(code, s.unknown(t.Components[k:])...)
		}
		code = append(code, s.component(c, t.Components[k+1:], additionsAfter(t, k))...)
	}
	if t.Extensible && t.AdditionAt >= len(t.Components) {
		code = append(code, s.unknown(nil)...)
	}
	return code
}

// additionsAfter says whether additions that the module does not know may stand right after component k of a SEQUENCE, or
// after others that may be absent.
func additionsAfter(t *schema.Type, k int) bool {
	return t.Extensible && k < t.AdditionAt && !slices.ContainsFunc(t.Components[k+1:t.AdditionAt], func(c *schema.Component) bool {
		return !c.Optional && c.Default == nil
	})
}

// touched says whether code for the components of t mentions the value: for NULL alone it does not.
func (g *generator) touched(t *schema.Type) bool {
	for _, c := range t.Components {
		if c.Optional || c.Default != nil || g.rep(c.Type) != repNull {
			return true
		}
	}
	return false
}

// comment is the component's ASN.1, its path in front.
func (s scope) comment(c *schema.Component) jen.Code {
	line, _, more := strings.Cut(c.Text, "\n")
	if more {
		line += " ..."
	}
	return jen.Comment("// " + s.prefix + line)
}

// component prints one component of a SEQUENCE; rest are those after it. Where unknown additions may follow, what is
// unknown is taken for such a one and not for a new alternative of the component.
func (s scope) component(c *schema.Component, rest []*schema.Component, additionsNext bool) []jen.Code {
	dst := "v." + c.GoName
	code := []jen.Code{s.comment(c)}
	ids, open := first(c.Type)
	here := "i < len(b)"
	switch after, known := next(rest); {
	case open:
	case grows(c.Type) && !additionsNext && known: // what begins like no other component is an alternative that is new
		if len(after) > 0 {
			here += " && (" + begins(ids) + " || !(" + begins(after) + "))"
		}
	default:
		here += " && " + parens(ids)
	}
	switch {
	case c.Default != nil:
		return append(code, s.defaulted(c, dst, here)...)
	case c.Optional && !s.values:
		return append(code, jen.If(text("%s", here)).Block(s.decode(c.Type, "", c.Name)...))
	case c.Optional && c.Pointer:
		return append(code, s.pointer(c, dst, here)...)
	case c.Optional:
		return append(code, s.optional(c, dst, here)...)
	}
	if usual := s.usual(c, dst); usual != nil {
		is := text("e = i + %d; e <= len(b) && string(b[i:e]) ==", len(c.Expect)).Add(text("%s", octets(c.Expect)))
		return append(code, jen.If(is).Block(usual...).Else().Block(s.decode(c.Type, dst, c.Name)...))
	}
	return append(code, s.decode(c.Type, dst, c.Name)...)
}

// next are the identifiers with which the first of these components that is there may begin; known: no others.
func next(list []*schema.Component) (ids []string, known bool) {
	for _, c := range list {
		more, open := first(c.Type)
		if ids = append(ids, more...); open || grows(c.Type) {
			return nil, false
		}
		if !c.Optional && c.Default == nil {
			break
		}
	}
	return ids, true
}

func parens(ids []string) string {
	if len(ids) > 1 {
		return "(" + begins(ids) + ")"
	}
	return begins(ids)
}

// optional prints an OPTIONAL component.
//
//	if v.NextUpdate.Present = i < len(b) && b[i] == 0xa0; v.NextUpdate.Present {
//		...
//	} else {
//		v.NextUpdate.Value = time.Time{}
//	}
//
// What is more than one pointer to clear is cleared only if it was there before:
//
//	if i < len(b) && b[i] == 0xa0 {
//		v.OptionalSignature.Present = true
//		...
//	} else if v.OptionalSignature.Present {
//		v.OptionalSignature.Present = false
//		v.OptionalSignature.Value.ResetDER()
//	}
func (s scope) optional(c *schema.Component, dst, here string) []jen.Code {
	switch s.g.rep(c.Type) {
	case repStruct, repChoice, repView, repBits:
		present := append([]jen.Code{text("%s.Present = true", dst)}, s.decode(c.Type, dst+".Value", c.Name)...)
		absent := append([]jen.Code{text("%s.Present = false", dst)}, s.g.clear(c.Type, dst+".Value")...)
		return []jen.Code{jen.If(text("%s", here)).Block(present...).Else().If(text("%s.Present", dst)).Block(absent...)}
	}
	return []jen.Code{jen.If(text("%s.Present = %s", dst, here), text("%s.Present", dst)).
		Block(s.decode(c.Type, dst+".Value", c.Name)...).
		Else().Block(s.g.clear(c.Type, dst+".Value")...)}
}

// pointer prints an OPTIONAL component through which its type recurses.
//
//	if i < len(b) && b[i] == 0xa0 {
//		if v.Next == nil {
//			v.Next = new(Node)
//		}
//		...
//	} else {
//		v.Next = nil
//	}
func (s scope) pointer(c *schema.Component, dst, here string) []jen.Code {
	code := []jen.Code{jen.If(text("%s == nil", dst)).Block(text("%s =", dst).Add(jen.New(s.g.goType(c.Type))))}
	return []jen.Code{jen.If(text("%s", here)).
		Block(append(code, s.decode(c.Type, dst, c.Name)...)...).
		Else().Block(text("%s = nil", dst))}
}

// defaulted prints a component with a DEFAULT value (X.690, 11.5: the default is not encoded).
//
//	if i < len(b) && b[i] == 0x01 {
//		if der.Is(b, i, "\x01\x01\x00") {
//			return der.Fail(i, der.ErrEncodedDefault, "critical")
//		}
//		...
//	} else {
//		v.Critical = false
//	}
func (s scope) defaulted(c *schema.Component, dst, here string) []jen.Code {
	code := []jen.Code{jen.If(rt("Is", "b", "i", octets(c.Default.DER))).Block(s.fail("i", "ErrEncodedDefault", c.Name))}
	if c.Pointer && s.values {
		code = append(code, jen.If(text("%s == nil", dst)).Block(text("%s =", dst).Add(jen.New(s.g.goType(c.Type)))))
	}
	cond := jen.If(text("%s", here)).Block(append(code, s.decode(c.Type, dst, c.Name)...)...)
	if s.values {
		cond.Else().Block(s.assignDefault(c, dst)...)
	}
	return []jen.Code{cond}
}

// unknown keeps the extension additions that the module does not know: all up to one that begins as a component of
// rest does, or to the end.
//
//	at := i
//	for i < len(b) {
//		if _, e, err = der.Any(b, i, ""); err != nil {
//			return err
//		}
//		i = e
//	}
//	if v.UnknownAdditions = nil; i > at {
//		v.UnknownAdditions = b[at:i:i]
//	}
func (s scope) unknown(rest []*schema.Component) []jen.Code {
	s.used.e, s.used.err = true, true
	here := "i < len(b)"
	var ids []string
	for _, c := range rest {
		more, open := first(c.Type)
		if open {
			break
		}
		ids = append(ids, more...)
	}
	if len(ids) > 0 {
		here += " && !(" + begins(ids) + ")"
	}
	loop := jen.For(text("%s", here)).Block(
		jen.If(text("_, e, err =").Add(rt("Any", "b", "i", quote(s.path("")))), text("err != nil")).Block(s.ret(jen.Id("err"))),
		text("i = e"))
	if !s.values {
		return []jen.Code{jen.Comment("// ..."), loop}
	}
	return []jen.Code{jen.Comment("// ..."), jen.Block(text("at := i"), loop,
		jen.If(text("v.%s = nil", additions), text("i > at")).Block(text("v.%s = b[at:i:i]", additions)))}
}

// setComponents prints the components of a SET: any may come next, in the order of their tags (X.690, 10.3).
//
//	var seen [2]bool
//	for prev := -1; i < len(b); {
//		if order := der.CompareTags(b, prev, i); order == 0 {
//			return der.Fail(i, der.ErrDuplicate, "")
//		} else if order > 0 {
//			return der.Fail(i, der.ErrSetOrder, "")
//		}
//		prev = i
//		switch {
//		case b[i] == 0x01:
//			...
//			seen[0] = true
//		default:
//			return der.Fail(i, der.ErrTrailingData, "")
//		}
//	}
//	if !seen[0] {
//		return der.Fail(i, der.ErrMissing, "a")
//	}
func (s scope) setComponents(t *schema.Type) []jen.Code {
	var start, after []jen.Code
	var cases []jen.Code
	var other []jen.Code
	any := slices.ContainsFunc(t.Components, func(c *schema.Component) bool { _, open := first(c.Type); return open })
	for k, c := range t.Components {
		dst := "v." + c.GoName
		ids, open := first(c.Type)
		body := []jen.Code{s.comment(c)}
		unknown := grows(c.Type) && !t.Extensible && !any && other == nil
		if open || unknown || len(ids) > 1 { // a CHOICE: two of its alternatives have tags in order
			body = append(body, jen.If(text("seen[%d]", k)).Block(s.fail("i", "ErrDuplicate", c.Name)))
		}
		switch {
		case c.Default != nil:
			body = append(body, jen.If(rt("Is", "b", "i", octets(c.Default.DER))).Block(s.fail("i", "ErrEncodedDefault", c.Name)))
			if s.values {
				start = append(start, s.assignDefault(c, dst)...)
			}
		case c.Optional && s.values && c.Pointer:
			start = append(start, text("%s = nil", dst))
			body = append(body, text("%s =", dst).Add(jen.New(s.g.goType(c.Type))))
		case c.Optional && s.values:
			start = append(start, text("%s.Present = false", dst))
			start = append(start, s.g.clear(c.Type, dst+".Value")...)
			body = append(body, text("%s.Present = true", dst))
			dst += ".Value"
		case !c.Optional:
			after = append(after, jen.If(text("!seen[%d]", k)).Block(s.fail("i", "ErrMissing", c.Name)))
		}
		body = append(append(body, s.decode(c.Type, dst, c.Name)...), text("seen[%d] = true", k))
		if open || unknown {
			other = body
			continue
		}
		cases = append(cases, jen.Case(text("%s", begins(ids))).Block(body...))
	}
	switch {
	case other != nil:
	case t.Extensible:
		other = s.unknownInSet()
		if s.values {
			start = append(start, text("v.%s = v.%s[:0]", additions, additions))
		}
	default:
		other = []jen.Code{s.fail("i", "ErrTrailingData", "")}
	}
	cases = append(cases, jen.Default().Block(other...))
	seen := jen.Var().Id("seen").Index(jen.Lit(len(t.Components))).Bool()
	if len(after) == 0 {
		after = append(after, text("_ = seen"))
	}
	loop := jen.For(text("prev := -1"), text("i < len(b)"), jen.Empty()).Block(
		jen.If(jen.Id("order").Op(":=").Add(rt("CompareTags", "b", "prev", "i")), text("order == 0")).Block(s.fail("i", "ErrDuplicate", "")).
			Else().If(text("order > 0")).Block(s.fail("i", "ErrSetOrder", "")),
		text("prev = i"),
		jen.Switch().Block(cases...))
	if len(t.Components) == 0 {
		seen = jen.Empty()
		after = nil
	}
	return append(append(append(start, seen), loop), after...)
}

// unknownInSet appends an element that the module does not know: they need not stand together.
func (s scope) unknownInSet() []jen.Code {
	s.used.e, s.used.err = true, true
	code := []jen.Code{jen.If(text("_, e, err =").Add(rt("Any", "b", "i", quote(s.path("")))), text("err != nil")).Block(s.ret(jen.Id("err")))}
	if s.values {
		code = append(code, text("v.%s = append(v.%s, b[i:e]...)", additions, additions))
	}
	return append(code, text("i = e"))
}

// clear sets a component that is absent to its zero value; room of lists in it is kept. A pointer is written only if it
// changes: while the garbage collector marks, that costs more than to look.
//
//	if v.Parameters.Value != nil {
//		v.Parameters.Value = nil
//	}
func (g *generator) clear(t *schema.Type, dst string) []jen.Code {
	unless := func(zero *jen.Statement) []jen.Code {
		return []jen.Code{jen.If(text("%s !=", dst).Add(zero)).Block(text("%s =", dst).Add(zero))}
	}
	switch r := g.rep(t); {
	case r == repList:
		return []jen.Code{text("%s = %s[:0]", dst, dst)}
	case (r == repStruct || r == repChoice) && g.capacity(t):
		return []jen.Code{text("%s.ResetDER()", dst)}
	case r == repStruct, r == repChoice, r == repView, r == repBits, r == repNull:
		return []jen.Code{text("%s =", dst).Add(g.goType(t).Values())}
	case r == repTime:
		return unless(jen.Parens(g.goType(t).Values()))
	case r == repBool:
		return []jen.Code{text("%s = false", dst)}
	case r == repInt64, r == repUint64:
		return []jen.Code{text("%s = 0", dst)}
	case r == repOID:
		return unless(text(`""`))
	}
	return unless(jen.Nil())
}

// assignDefault sets a component that is absent to its DEFAULT.
func (s scope) assignDefault(c *schema.Component, dst string) []jen.Code {
	t, d := c.Type, c.Default
	contents, ok := s.g.defaultContents(t, d.DER)
	switch r := s.g.rep(t); {
	case r == repBool:
		return []jen.Code{text("%s = %t", dst, d.Bool)}
	case r == repInt64 || r == repUint64:
		return []jen.Code{text("%s = %s", dst, s.g.number(t, d.Int))}
	case ok && r == repOID:
		return []jen.Code{text("%s = %s", dst, octets(contents))}
	case ok && r == repBits && len(contents) > 1:
		return []jen.Code{text("%s =", dst).Add(s.g.goType(t).Values(jen.Dict{
			jen.Id("Bytes"): text("[]byte(%s)", octets(contents[1:])), jen.Id("Unused"): text("%d", contents[0])}))}
	case ok && r == repBits:
		return []jen.Code{text("%s =", dst).Add(s.g.goType(t).Values())}
	case ok && (r == repBytes || r == repText || r == repInteger):
		return []jen.Code{text("%s =", dst).Add(s.g.goType(t).Call(text("%s", octets(contents))))}
	case r == repRaw:
		return []jen.Code{text("%s =", dst).Add(s.g.goType(t).Call(text("%s", octets(d.DER))))}
	case r == repNull:
		return s.g.clear(t, dst)
	}
	// A structure: decoded from its octets, which are valid.
	code := []jen.Code{}
	if c.Pointer {
		code = append(code, text("%s =", dst).Add(jen.New(s.g.goType(t))))
	}
	block := append([]jen.Code{text("b, i := []byte(%s), 0", octets(d.DER))}, s.decode(t, dst, c.Name)...)
	block = append(block, text("_ = i"))
	return append(code, jen.Block(block...))
}

// defaultContents are the contents octets in the encoding of a type that is no CHOICE: what is left when the headers
// of its tags are taken off.
func (g *generator) defaultContents(t *schema.Type, der []byte) ([]byte, bool) {
	if len(t.Tags) == 0 {
		return nil, false
	}
	for _, tag := range t.Tags {
		n := len(identifier(tag))
		if len(der) < n+1 {
			return nil, false
		}
		der = der[n:]
		if l := der[0]; l < 0x80 {
			der = der[1:]
		} else {
			der = der[1+int(l&0x7f):]
		}
	}
	return der, true
}

// number is a number as Go writes it for type t: the constant's name where it has one.
func (g *generator) number(t *schema.Type, n int64) string {
	if t.Def != nil && t.Def.Module.Import == "" && base(t.Def) == t.Def {
		for _, nn := range t.Base().Numbers {
			if nn.Value == n {
				return nn.GoName
			}
		}
	}
	return fmt.Sprint(n)
}
