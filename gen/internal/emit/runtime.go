package emit

import (
	"fmt"
	"path"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// derPath is the runtime's import path. The names of its functions appear in calls of rt only; the types that serve
// for a built-in type of ASN.1 are in this table.
const derPath = "github.com/dergen/dergen/asn1/der"

// views are the types of the runtime that are a view of contents octets and know whether those are valid.
var views = map[schema.Kind]struct{ name, fault string }{
	schema.RelativeOID:      {"RelativeOID", "ErrOID"},
	schema.Real:             {"Real", "ErrReal"},
	schema.UTF8String:       {"UTF8String", "ErrString"},
	schema.NumericString:    {"NumericString", "ErrString"},
	schema.PrintableString:  {"PrintableString", "ErrString"},
	schema.TeletexString:    {"TeletexString", "ErrString"},
	schema.VideotexString:   {"VideotexString", "ErrString"},
	schema.IA5String:        {"IA5String", "ErrString"},
	schema.GraphicString:    {"GraphicString", "ErrString"},
	schema.VisibleString:    {"VisibleString", "ErrString"},
	schema.GeneralString:    {"GeneralString", "ErrString"},
	schema.UniversalString:  {"UniversalString", "ErrString"},
	schema.BMPString:        {"BMPString", "ErrString"},
	schema.ObjectDescriptor: {"ObjectDescriptor", "ErrString"},
	schema.Time:             {"Time", "ErrTime"},
	schema.Date:             {"Date", "ErrTime"},
	schema.TimeOfDay:        {"TimeOfDay", "ErrTime"},
	schema.DateTime:         {"DateTime", "ErrTime"},
	schema.Duration:         {"Duration", "ErrTime"},
	schema.OIDIRI:           {"OIDIRI", "ErrOID"},
	schema.RelativeOIDIRI:   {"RelativeOIDIRI", "ErrOID"},
	schema.External:         {"External", "ErrChoice"},
	schema.EmbeddedPDV:      {"EmbeddedPDV", "ErrChoice"},
	schema.CharacterString:  {"CharacterString", "ErrChoice"},
}

// rt is a name of the runtime, called with args if there are any: a string is Go text, an int a number.
func rt(name string, args ...any) *jen.Statement {
	s := jen.Qual(derPath, name)
	if len(args) == 0 {
		return s
	}
	return s.Call(codes(args)...)
}

// fail is der.Fail(at, der.fault, path).
func fail(at, fault, path string) *jen.Statement {
	return rt("Fail", at, rt(fault), quote(path))
}

func codes(args []any) []jen.Code {
	var list []jen.Code
	for _, a := range args {
		switch a := a.(type) {
		case string:
			list = append(list, jen.Op(a))
		case int:
			list = append(list, jen.Lit(a))
		case jen.Code:
			list = append(list, a)
		default:
			panic(fmt.Sprintf("emit: argument of type %T", a))
		}
	}
	return list
}

// text is Go source as it stands.
func text(format string, args ...any) *jen.Statement { return jen.Op(fmt.Sprintf(format, args...)) }

// quote is a Go string literal in which everything but printable ASCII is \xNN.
func quote[T ~string | ~[]byte](s T) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range []byte(s) {
		switch {
		case c == '"' || c == '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case c >= 0x20 && c < 0x7f:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, `\x%02x`, c)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// octets is a Go string literal of \xNN alone.
func octets[T ~string | ~[]byte](s T) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range []byte(s) {
		fmt.Fprintf(&b, `\x%02x`, c)
	}
	b.WriteByte('"')
	return b.String()
}

// identifier is the identifier octets of t (X.690, 8.1.2).
func identifier(t schema.Tag) string {
	first := byte(t.Class) << 6
	if t.Constructed {
		first |= 0x20
	}
	if t.Number < 31 {
		return string([]byte{first | byte(t.Number)})
	}
	var rest []byte
	for n := t.Number; ; n >>= 7 {
		rest = append([]byte{byte(n & 0x7f)}, rest...)
		if n < 0x80 {
			break
		}
	}
	for k := range rest[:len(rest)-1] {
		rest[k] |= 0x80
	}
	return string(append([]byte{first | 0x1f}, rest...))
}

// one is the identifier octet of an identifier of one octet, as Go writes it.
func one(id string) string { return fmt.Sprintf("0x%02x", id[0]) }

// packageName is the name under which a package of that path is imported: its last element, "v2" and the like aside.
func packageName(importPath string) string {
	base := path.Base(importPath)
	if len(base) > 1 && base[0] == 'v' && strings.Trim(base[1:], "0123456789") == "" {
		base = path.Base(path.Dir(importPath))
	}
	return strings.NewReplacer("-", "", ".", "").Replace(base)
}

// comment prints lines as // comments.
func comment(f *jen.File, lines ...string) {
	for _, l := range lines {
		for _, l := range strings.Split(l, "\n") {
			f.Comment(strings.TrimRight("// "+l, " "))
		}
	}
}
