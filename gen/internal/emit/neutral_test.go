package emit_test

import (
	"fmt"
	"go/scanner"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var root = filepath.Join("..", "..", "..")

// TestNeutral compiles the modules of asn1/rfc5912 and asn1/rfc6960 as their go:generate lines say, and once more with
// every name and every object identifier in them replaced by others. The Go that comes out is the same up to those
// names: nothing in the compiler knows OCSP.
func TestNeutral(t *testing.T) {
	dergen := filepath.Join(t.TempDir(), "dergen.exe")
	build := exec.Command("go", "build", "-o", dergen, "../../dergen")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build dergen: %v\n%s", err, out)
	}
	as := func(text string) string { return text }
	for _, test := range []struct {
		name   string
		expect bool // with -expect, whose code has the lengths of identifiers in it
		words  func(k int, old string) string
		arc    func(n uint64) uint64
	}{
		{"same lengths", true, sameLength, func(n uint64) uint64 { return n ^ 1 }},
		{"other lengths", false, otherLength, func(n uint64) uint64 { return n + 1000 }},
	} {
		t.Run(test.name, func(t *testing.T) {
			plain := packages(t, dergen, test.expect, as)
			r := &renaming{words: test.words, arc: test.arc, names: map[string]string{}}
			other := packages(t, dergen, test.expect, r.text)
			replaced := 0
			for k := range plain {
				replaced += same(t, []string{"rfc5912", "rfc6960"}[k], plain[k], other[k], test.expect)
			}
			if len(r.names) < 500 || replaced < 100 {
				t.Errorf("%d names and %d object identifiers were replaced", len(r.names), replaced)
			}
		})
	}
}

// packages compiles both packages in a module of their own and returns their Go. ASN.1 in the files and in the arguments
// goes through replace first.
func packages(t *testing.T, dergen string, expect bool, replace func(string) string) (bodies [2]string) {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module github.com/dergen/dergen\n")
	for k, name := range []string{"rfc5912", "rfc6960"} {
		from := filepath.Join(root, "asn1", name)
		schemas, err := filepath.Glob(filepath.Join(from, "*.asn1"))
		if err != nil || len(schemas) == 0 {
			t.Fatalf("%s: no schema file, %v", from, err)
		}
		for _, schema := range schemas {
			write(filepath.Join("asn1", name, filepath.Base(schema)), replace(read(t, schema)))
		}
		to := filepath.Join(dir, "asn1", name)
		cmd := exec.Command(dergen, arguments(t, filepath.Join(from, "doc.go"), expect, replace)...)
		cmd.Dir = to
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("dergen %q: %v\n%s", cmd.Args[1:], err, out)
		}
		bodies[k] = read(t, filepath.Join(to, "all_gen.go"))
	}
	return bodies
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

var word = regexp.MustCompile(`"[^"]*"|\S+`)

// arguments are those of the go:generate line of a file, with the names in them replaced, and everything going to one
// file.
func arguments(t *testing.T, doc string, expect bool, replace func(string) string) []string {
	t.Helper()
	_, line, ok := strings.Cut(read(t, doc), "//go:generate go run github.com/dergen/dergen/gen/dergen ")
	if !ok {
		t.Fatalf("%s has no go:generate line", doc)
	}
	line, _, _ = strings.Cut(line, "\n")
	args := []string{"-o", "all_gen.go"}
	words := word.FindAllString(line, -1)
	for k := 0; k < len(words); k++ {
		w := strings.Trim(words[k], `"`)
		switch {
		case w == "-o":
			k++
		case w == "-pkg", w == "-I":
			args = append(args, w, words[k+1])
			k++
		case w == "-import":
			module, path, _ := strings.Cut(words[k+1], "=")
			args = append(args, w, replace(module)+"="+path)
			k++
		case strings.HasPrefix(w, "-expect="):
			if expect {
				args = append(args, "-expect="+replace(strings.TrimPrefix(w, "-expect=")))
			}
		case strings.HasPrefix(w, "-"):
			args = append(args, w, replace(words[k+1]))
			k++
		default:
			args = append(args, w)
		}
	}
	return args
}

// A renaming replaces the names and object identifiers of a schema, the same by the same everywhere.
type renaming struct {
	words func(k int, old string) string // the name number k
	arc   func(n uint64) uint64
	names map[string]string
}

var (
	// asn1Token is what is to be told apart in ASN.1: comments, strings, names.
	asn1Token = regexp.MustCompile(`--.*?(?:--|\n)|"[^"]*"|'[^']*'[BH]|[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*`)
	// oidValue is the value of an object identifier, or else a list of named numbers.
	oidValue  = regexp.MustCompile(`((?:ENUMERATED|INTEGER|STRING)\s*)?\{((?:\s*(?:[a-z][A-Za-z0-9-]*(?:\s*\(\d+\))?|\d+))+\s*)\}`)
	component = regexp.MustCompile(`[a-z][A-Za-z0-9-]*(?:\s*\(\d+\))?|\d+`)
	number    = regexp.MustCompile(`\d+`)
)

// reserved are the words that mean something themselves: those of X.680 and X.681 that are used, the built-in types, the
// words and fields of TYPE-IDENTIFIER, and the roots of the tree of object identifiers.
var reserved = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`
		ABSENT ALL ANY APPLICATION AUTOMATIC BEGIN BIT BMPString BOOLEAN BY CHARACTER CHOICE CLASS COMPONENT COMPONENTS CONSTRAINED CONTAINING DEFAULT
		DEFINED DEFINITIONS EMBEDDED ENCODED END ENUMERATED EXCEPT EXPLICIT EXPORTS EXTENSIBILITY EXTERNAL FALSE FROM GeneralizedTime GeneralString
		GraphicString IA5String IDENTIFIED IDENTIFIER IMPLICIT IMPLIED IMPORTS INCLUDES INSTANCE INTEGER INTERSECTION ISO646String MAX MIN NULL
		NumericString OBJECT ObjectDescriptor OCTET OF OPTIONAL PATTERN PDV PRESENT PrintableString PRIVATE REAL SEQUENCE SET SIZE STRING SYNTAX
		T61String TAGS TeletexString TRUE TYPE-IDENTIFIER UNION UNIQUE UNIVERSAL UniversalString UTCTime UTF8String VideotexString VisibleString WITH
		id Type iso joint-iso-itu-t joint-iso-ccitt itu-t ccitt`) {
		m[w] = true
	}
	return m
}()

func (r *renaming) text(text string) string {
	text = oidValue.ReplaceAllStringFunc(text, r.oid)
	return asn1Token.ReplaceAllStringFunc(text, func(w string) string {
		if reserved[w] || !isLetter(w[0]) {
			return w
		}
		return r.name(w)
	})
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// oid replaces the arcs from the third on; the roots have few.
func (r *renaming) oid(text string) string {
	m := oidValue.FindStringSubmatch(text)
	if m[1] != "" || !number.MatchString(m[2]) {
		return text
	}
	k, absolute := -1, false
	return component.ReplaceAllStringFunc(text[:len(text)-1], func(c string) string {
		if k++; k == 0 {
			absolute = number.MatchString(strings.TrimLeft(c, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-")) || reserved[c]
		}
		if k == 0 && !absolute || absolute && k < 2 {
			return c
		}
		return number.ReplaceAllStringFunc(c, func(d string) string {
			if strings.IndexByte(c, '(') > strings.Index(c, d) { // digits of the name
				return d
			}
			n, err := strconv.ParseUint(d, 10, 64)
			if err != nil {
				return d
			}
			return strconv.FormatUint(r.arc(n), 10)
		})
	}) + "}"
}

// name is another name of the same kind: in capitals, or beginning with a capital, or not. Names that are one in Go, such
// as CountryName and country-name, remain so.
func (r *renaming) name(old string) string {
	key := folded(old)
	n, ok := r.names[key]
	if !ok {
		n = r.words(len(r.names), old)
		r.names[key] = n
	}
	switch {
	case len(old) > 1 && strings.ToUpper(old) == old:
		return strings.ToUpper(n)
	case old[0] < 'a':
		return strings.ToUpper(n[:1]) + n[1:]
	}
	return n
}

// folded is a name in small letters without hyphens.
func folded(name string) string { return strings.ToLower(strings.ReplaceAll(name, "-", "")) }

// sameLength gives words as long as the old one, if there are any left.
func sameLength(k int, old string) string { return letters(k, max(len(old), 1)) }

// otherLength gives words longer than the old one.
func otherLength(k int, old string) string { return letters(k, len(old)+3) }

// letters writes k in the letters q to z, which begin no word of Go and no initialism, to so many of them or more.
func letters(k, size int) string {
	const digits = "qvwxyz"
	s := ""
	for ; k > 0 || len(s) < size; k /= len(digits) {
		s = string(digits[k%len(digits)]) + s
	}
	return s
}

// A goToken is a token of a Go file.
type goToken struct {
	tok  token.Token
	text string
	line int
}

func tokens(t *testing.T, name, src string) []goToken {
	t.Helper()
	var s scanner.Scanner
	file := token.NewFileSet().AddFile(name, -1, len(src))
	s.Init(file, []byte(src), func(at token.Position, msg string) { t.Errorf("%s: %s", at, msg) }, 0)
	var list []goToken
	for {
		pos, tok, text := s.Scan()
		if tok == token.EOF {
			return list
		}
		list = append(list, goToken{tok, text, file.Line(pos)})
	}
}

// same compares two files token by token, comments aside. A name may be another one, but always the same other one, or
// the same, since some names of the modules are names of the runtime too; and so it is with the names in paths and with
// octets. It returns how many octets are others.
func same(t *testing.T, name, plain, other string, lengths bool) (replaced int) {
	t.Helper()
	a, b := tokens(t, name, plain), tokens(t, name, other)
	names, octets := newPairs(), newPairs()
	for k := range min(len(a), len(b)) {
		x, y := a[k], b[k]
		ok := x.tok == y.tok
		switch {
		case !ok:
		case x.tok == token.IDENT && k > 1 && a[k-2].text == "der" && a[k-1].tok == token.PERIOD:
			ok = x.text == y.text
		case x.tok == token.IDENT: // RDNSequence and RdnSequence, of rdnSequence, have one partner
			ok = x.text == y.text || names.match(folded(x.text), folded(y.text))
		case x.tok == token.STRING && strings.Contains(x.text, `\x`):
			ok = octets.match(x.text, y.text) && (!lengths || len(x.text) == len(y.text))
			if x.text != y.text {
				replaced++
			}
		case x.tok == token.STRING:
			ok = paths(names, x.text, y.text)
		default:
			ok = x.text == y.text
		}
		if !ok {
			t.Fatalf("%s: line %d has %s, and line %d with other names %s", name, x.line, x.text, y.line, y.text)
		}
	}
	if len(a) != len(b) {
		t.Errorf("%s: %d tokens, and with other names %d", name, len(a), len(b))
	}
	return replaced
}

// paths compares the parts of strings that are paths.
func paths(names pairs, a, b string) bool {
	x, y := strings.FieldsFunc(a, isMark), strings.FieldsFunc(b, isMark)
	if len(x) != len(y) {
		return false
	}
	for k := range x {
		if x[k] != y[k] && !names.match("path "+folded(x[k]), "path "+folded(y[k])) {
			return false
		}
	}
	return true
}

func isMark(c rune) bool { return strings.ContainsRune(`."[] /()`, c) }

// pairs are two sets of names of which each has one partner in the other.
type pairs struct{ there, back map[string]string }

func newPairs() pairs { return pairs{map[string]string{}, map[string]string{}} }

func (p pairs) match(a, b string) bool {
	x, known := p.there[a]
	y, back := p.back[b]
	if !known && !back {
		p.there[a], p.back[b] = b, a
		return true
	}
	return known && back && x == b && y == a
}

// TestPairs: the comparison notices what it is for.
func TestPairs(t *testing.T) {
	p := newPairs()
	for _, row := range []struct {
		a, b string
		want bool
	}{{"a", "x", true}, {"b", "y", true}, {"a", "x", true}, {"a", "y", false}, {"c", "x", false}, {"b", "z", false}} {
		if got := p.match(row.a, row.b); got != row.want {
			t.Error(fmt.Sprint(row, got))
		}
	}
}
