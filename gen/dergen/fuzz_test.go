package main

import (
	"bytes"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// compiler runs the command on one text at a time, in process, and says what it must not do: panic, take long, need
// much memory, say nothing, or write Go that does not compile.
type compiler struct {
	dir      string
	importer types.Importer
	files    *token.FileSet
}

// newCompiler reads what generated code imports before anything is compiled: that takes seconds, and a fuzz target has few
// for one input.
func newCompiler(t testing.TB) *compiler {
	files := token.NewFileSet()
	imp := &onceImporter{imp: importer.ForCompiler(files, "source", nil)}
	for _, path := range []string{"github.com/dergen/dergen/asn1/der", "bytes", "math/big", "slices", "strconv", "time"} {
		if _, err := imp.Import(path); err != nil {
			t.Fatal(err)
		}
	}
	return &compiler{t.TempDir(), imp, files}
}

// onceImporter remembers, also faults.
type onceImporter struct {
	mu  sync.Mutex
	imp types.Importer
}

func (o *onceImporter) Import(path string) (*types.Package, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.imp.Import(path)
}

var place = regexp.MustCompile(`^[^:\n]*:\d+:\d+: (warning: )?\S`)

// run compiles src and says whether it was accepted.
func (c *compiler) run(t testing.TB, src string) bool {
	t.Helper()
	file := filepath.Join(c.dir, "m.asn1")
	if err := os.WriteFile(file, []byte(src), 0o644); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	code := run([]string{"-o", "-", "-pkg", "p", file}, &stdout, &stderr)
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	if took > 8*time.Second {
		t.Errorf("%d octets took %v:\n%s", len(src), took, src)
	}
	if n := after.TotalAlloc - before.TotalAlloc; n > 256<<20+uint64(len(src))<<14 {
		t.Errorf("%d octets took %d of memory:\n%s", len(src), n, src)
	}
	said := strings.ReplaceAll(stderr.String(), c.dir+string(filepath.Separator), "")
	switch code {
	case 0:
		c.check(t, src, stdout.Bytes())
		return true
	case 1:
		if stdout.Len() > 0 {
			t.Errorf("written in spite of faults:\n%s", src)
		}
		if said == "" {
			t.Errorf("a fault without a word:\n%s", src)
		}
		for line := range strings.Lines(said) {
			if !place.MatchString(line) {
				t.Errorf("said without a place: %s\n%s", line, src)
			}
		}
	default:
		t.Errorf("exit %d: %s\n%s", code, said, src)
	}
	return false
}

// check has the generated Go pass the type checker.
func (c *compiler) check(t testing.TB, src string, code []byte) {
	t.Helper()
	f, err := parser.ParseFile(c.files, "p_gen.go", code, parser.SkipObjectResolution)
	if err != nil {
		t.Errorf("%v\n%s", err, src)
		return
	}
	conf := types.Config{Importer: c.importer}
	if _, err := conf.Check("p", c.files, []*ast.File{f}, nil); err != nil {
		t.Errorf("%v\n%s", err, src)
		return
	}
}

// seeds are small modules: those of the end-to-end tests, and some that have a bit of everything.
func seeds(t testing.TB) []string {
	t.Helper()
	list := []string{
		"M DEFINITIONS ::= BEGIN END",
		"M DEFINITIONS AUTOMATIC TAGS ::= BEGIN A ::= SEQUENCE { a INTEGER (0..255), b BOOLEAN DEFAULT TRUE, ..., [[ c UTF8String OPTIONAL ]] } END",
		"M DEFINITIONS IMPLICIT TAGS ::= BEGIN A ::= CHOICE { a [0] A, b [1] SET OF A, c NULL } END",
		"M DEFINITIONS ::= BEGIN C ::= CLASS { &id OBJECT IDENTIFIER UNIQUE, &T } WITH SYNTAX { &T ID &id }\nS C ::= { { INTEGER ID {1 2 3} } | { A ID {1 2 4} }, ... }\n" +
			"A ::= SEQUENCE { id C.&id ({S}), v [0] C.&T ({S}{@id}) OPTIONAL } END",
		"M DEFINITIONS ::= BEGIN P{T, INTEGER:n} ::= SEQUENCE { t T, s OCTET STRING (SIZE (1..n)) } A ::= P{BOOLEAN, 5} B ::= P{A, 6} END",
		"M DEFINITIONS ::= BEGIN A ::= ENUMERATED { a, b(5), ..., c } B ::= BIT STRING { x(0), y(3) } C ::= INTEGER { one(1) } d C ::= one e B ::= {x, y} f A ::= b END",
		"M {1 2 3} DEFINITIONS ::= BEGIN id OBJECT IDENTIFIER ::= {1 2 840} id2 OBJECT IDENTIFIER ::= {id 5} r RELATIVE-OID ::= {3 4} A ::= SEQUENCE { o OBJECT IDENTIFIER DEFAULT id2 } END",
		"M DEFINITIONS ::= BEGIN A ::= SET { a [APPLICATION 500] IA5String (FROM (\"a\"..\"z\")), b REAL, c GeneralizedTime, d SEQUENCE OF CHOICE { x UTCTime, y BMPString } } END",
		"M DEFINITIONS ::= BEGIN IMPORTS B FROM N; A ::= B END N DEFINITIONS ::= BEGIN B ::= [5] EXPLICIT OCTET STRING (CONTAINING INTEGER) END",
		"M DEFINITIONS ::= BEGIN A ::= SEQUENCE { -- caf\xe9 \x00 \ufeff\n a UTF8String DEFAULT \"\xe9\", b N.B /* \x85 */ } END N DEFINITIONS ::= BEGIN B ::= BOOLEAN END",
		"M DEFINITIONS ::= BEGIN A ::= SEQUENCE { COMPONENTS OF B, c EXTERNAL } B ::= SEQUENCE { a ANY DEFINED BY b, b INTEGER, d TIME, e DATE OPTIONAL } END",
	}
	files, err := filepath.Glob("../testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	section := regexp.MustCompile(`(?m)^-- (\S+) --\n`)
	for _, file := range files {
		if filepath.Base(file) == "errors.txtar" {
			continue // nothing there compiles
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		marks := section.FindAllSubmatchIndex(text, -1)
		for k, m := range marks {
			if end := len(text); strings.HasSuffix(string(text[m[2]:m[3]]), ".asn1") {
				if k+1 < len(marks) {
					end = marks[k+1][0]
				}
				list = append(list, string(text[m[1]:end]))
			}
		}
	}
	return list
}

// FuzzCompile compiles whatever text.
func FuzzCompile(f *testing.F) {
	for _, src := range seeds(f) {
		if len(src) < 4<<10 {
			f.Add(src)
		}
	}
	c := newCompiler(f)
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 8<<10 {
			return
		}
		c.run(t, src)
	})
}

// FuzzWords changes words of a module, and not octets, so that more of what comes out has a meaning.
func FuzzWords(f *testing.F) {
	list := seeds(f)
	for k := range list {
		f.Add(uint16(k), []byte{0, byte(k), byte(k / 2), 1, byte(3 * k), 7})
	}
	c := newCompiler(f)
	f.Fuzz(func(t *testing.T, k uint16, script []byte) { c.run(t, reword(list[int(k)%len(list)], script)) })
}

// TestWords does as FuzzWords with scripts of its own, the same each time.
func TestWords(t *testing.T) {
	list, c := seeds(t), newCompiler(t)
	r, accepted := rand.New(rand.NewPCG(680, 690)), 0
	scripts := 400
	if testing.Short() {
		scripts /= 10
	}
	for range scripts {
		script := make([]byte, 3)
		for i := range script {
			script[i] = byte(r.Uint32())
		}
		if c.run(t, reword(list[r.IntN(len(list))], script)) {
			accepted++
		}
	}
	t.Logf("%d of %d are accepted", accepted, scripts)
}

// TestSeeds: all but the modules that import others compile.
func TestSeeds(t *testing.T) {
	c, n := newCompiler(t), 0
	list := seeds(t)
	for _, src := range list {
		if c.run(t, src) {
			n++
		}
	}
	if n < len(list)*2/3 {
		t.Errorf("%d of %d modules compile", n, len(list))
	}
}

var words = regexp.MustCompile(`[A-Za-z][\w-]*|&\w+|\d+|"[^"]*"|'[^']*'[BH]|::=|\.\.\.?|\[\[|\]\]|--.*|\s+|.`)

// spare are words to put into a module that does not have them.
var spare = strings.Fields(`INTEGER BOOLEAN NULL ANY REAL OPTIONAL DEFAULT SEQUENCE SET CHOICE OF SIZE FROM EXPLICIT IMPLICIT ENUMERATED
	UTF8String IA5String BMPString OCTET STRING BIT OBJECT IDENTIFIER GeneralizedTime UTCTime DATE TIME EXTERNAL CONTAINING MIN MAX ABSENT PRESENT WITH COMPONENTS
	( ) { } [ ] | ^ , ; : . .. ... ! < @ 0 1 -1 2147483648 18446744073709551616 TRUE FALSE a A ::= CLASS &id UNIQUE INSTANCE ALL EXCEPT UNION INCLUDES [APPLICATION 31] RELATIVE-OID`)

// reword changes words of src: each three octets of the script say which, how, and with what.
func reword(src string, script []byte) string {
	list := words.FindAllString(src, -1)
	for len(script) >= 3 && len(list) > 0 {
		i, how, with := int(script[0])*len(list)/256+int(script[1]>>3), script[1]&7, int(script[2])
		script = script[3:]
		i %= len(list)
		for k := 0; k < 3 && strings.TrimSpace(list[i]) == ""; k++ {
			i = (i + 1) % len(list)
		}
		j := with * len(list) / 256
		switch how {
		case 0:
			list[i] = ""
		case 1:
			list[i] += " " + list[i]
		case 2:
			list[i] = spare[with%len(spare)]
		case 3:
			list[i] = " " + spare[with%len(spare)] + " " + list[i]
		case 4:
			list[i] = list[j]
		case 5:
			list[i], list[j] = list[j], list[i]
		case 6: // a run of words from elsewhere
			list[i] += " " + strings.Join(list[j:min(len(list), j+12)], "")
		case 7: // a number
			list[i] = []string{"0", "1", "2", "31", "127", "128", "256", "65536", "-1", "4294967296", "9223372036854775808", "340282366920938463463374607431768211456"}[with%12]
		}
	}
	return strings.Join(list, "")
}
