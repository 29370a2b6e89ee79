package syntax

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what the tests find into testdata")

// In testdata/errors an expected fault stands in a comment right after the token that is wrong: /* ERROR text */, or
// /* WARNING text */. Two faults of one token stand in two comments.
var expectation = regexp.MustCompile(`/\* (ERROR|WARNING) (.*?) \*/`)

func TestErrors(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.asn1")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f := NewFile(filepath.Base(name), src)
		toks := scan(f, nil).toks
		if *update {
			updateErrors(t, name, f, toks)
			continue
		}
		var want []string
		for _, m := range expectation.FindAllSubmatchIndex(src, -1) {
			k, found := slices.BinarySearchFunc(toks, m[0], func(tok Token, off int) int { return tok.At.Off - off })
			if found || k == 0 {
				t.Fatalf("%s: comment at %d has no token before it", name, m[0])
			}
			e := &Error{Pos: toks[k-1].At, Msg: string(src[m[4]:m[5]]), Warning: string(src[m[2]:m[3]]) == "WARNING"}
			want = append(want, e.Error())
		}
		got := allFaults(f)
		for _, line := range got {
			if !slices.Contains(want, line) {
				t.Errorf("not expected: %s", line)
			}
		}
		for _, line := range want {
			if !slices.Contains(got, line) {
				t.Errorf("missing:      %s", line)
			}
		}
	}
}

// allFaults parses a file, and reads those braces whose meaning can be told without a checker.
func allFaults(f *File) []string {
	var errs Errors
	for _, m := range Parse(f, &errs) {
		readAll(m, &errs)
	}
	var list []string
	for _, e := range errs.Sorted() {
		list = append(list, e.Error())
	}
	return list
}

func readAll(m *Module, errs *Errors) {
	if m.OID != nil {
		m.OID.Items(errs)
	}
	for _, i := range m.Imports {
		if i.OID != nil {
			i.OID.Items(errs)
		}
	}
	for _, a := range m.Assignments {
		if a.Set != nil {
			a.Set.Set(errs)
		}
		if b, ok := a.Value.(BracesValue); ok {
			if r, ok := a.Governor.(*Ref); !ok || !allCapitals(r.Name.Text) {
				b.Items(errs)
			}
		}
	}
}

// Faults are reported once an assignment, and those after it are still read.
func TestRecovery(t *testing.T) {
	checkModules(t, [][3]string{
		{"M DEFINITIONS ::= BEGIN\nA ::= SEQUENCE { a b c d e }\nB ::= C\nD = E\n\nf ::= INTEGER\nG ::= H }\nI ::= J\nEND",
			"M; B = C; G = H; I = J",
			"2:20: expected a type, found \"b\" (the name of a type begins with an upper-case letter)\n4:3: expected \"::=\", found \"=\"\n6:3: expected a type, found \"::=\" (the name of a type begins with an upper-case letter)\n7:9: expected an assignment or \"END\", found \"}\""},
		{"M DEFINITIONS ::= BEGIN\nA ::= SEQUENCE {\n  a INTEGER\nB ::= SEQUENCE { b INTEGER }\nEND\nN DEFINITIONS ::= BEGIN C ::= D END",
			"M; B = SEQUENCE{b INTEGER}\nN; C = D",
			`4:1: expected "," or "}", found "B" (the "{" of line 2 is not closed)`},
		{"M DEFINITIONS ::= BEGIN\n  foo OBJECT-TYPE\n    SYNTAX Bar\n    ACCESS read-only\n    ::= { x 1 }\n\n  B ::= C\nEND",
			"M; foo OBJECT IDENTIFIER = {x 1}; B = C",
			`2:7: warning: the notation of macro OBJECT-TYPE is passed over; foo is taken for the OBJECT IDENTIFIER that follows`},
		{"M DEFINITIONS ::= BEGIN\n  foo OBJECT-TYPE\n    SYNTAX Bar\n    ACCESS read-only\n\n  B ::= C\nEND",
			"M; B = C",
			`3:5: expected "::=", found "SYNTAX" (if OBJECT-TYPE is a macro of X.208: its notation is not supported)`},
		{"M DEFINITIONS ::= BEGIN\nA ::= SIGNED SEQUENCE { a B }\nC ::= D\nEND",
			"M; C = D",
			`2:14: expected an assignment or "END", found "SEQUENCE" (if SIGNED is a macro of X.208: its notation is not supported)`},
		{"M DEFINITIONS ::= BEGIN\na T ::= { 1 2\nB ::= C\nEND", "M; B = C", `3:1: expected "}" for the "{" of line 2, found "B"`},
		{"M DEFINITIONS ::= BEGIN\nA ::= SEQUENCE { a\nEND\nN DEFINITIONS ::= BEGIN END", "M\nN", "3:1: expected a type, found \"END\""},
		{"M DEFINITIONS ::= BEGIN\nA ::= \"x\nB ::= C\nEND", "M; B = C", "2:7: string is not closed: expected \"\\\"\""},
		{"M DEFINITIONS ::= BEGIN\nA ::= SEQUENCE {\n a INTEGER DEFAULT 'x'H }\nB ::= C\nEND", "M; A = SEQUENCE{a INTEGER='H}; B = C", "3:20: expected binary or hexadecimal digits between quotes, such as '0101'B or '0AF'H"},
	})
}

func TestDepth(t *testing.T) {
	for _, row := range [][2]string{
		{"A ::= %s", "SEQUENCE OF "},
		{"A ::= %s", "[0] "},
		{"A ::= %s", "SEQUENCE { a "},
		{"A ::= %s", "CHOICE { a "},
		{"A ::= %s", "B { "},
		{"A ::= %s", "a < "},
		{"A ::= INTEGER %s", "("},
		{"A ::= INTEGER %s", "(SIZE "},
		{"A ::= INTEGER (%s", "WITH COMPONENT ("},
		{"A ::= INTEGER (%s", "ALL EXCEPT ("},
		{"a A ::= %s", "b : "},
		{"a A ::= %s", "INTEGER : "},
		{"a A ::= %s", "b { "},
		{"a A ::= %s", "{ "},
		{"A ::= CLASS { &A } WITH SYNTAX { %s", "[ "},
		{"A ::= CLASS { &A } WITH SYNTAX { %s", "[[ "},
	} {
		src := "M DEFINITIONS ::= BEGIN\n" + fmt.Sprintf(row[0], strings.Repeat(row[1], 100_000)) + "\nB ::= C\nEND"
		got := strings.Join(allFaults(NewFile("m", []byte(src))), "\n")
		if !strings.HasSuffix(got, "nested more than 200 deep") && !strings.Contains(got, `expected "}" for the "{"`) {
			t.Errorf("%s: %s", row[1], got)
		}
	}
	b := braces(t, "{ "+strings.Repeat("{", 100_000)+strings.Repeat("}", 100_000)+" }")
	var errs Errors
	if len(b.Items(&errs)) != 1 || len(errs.list) != 0 {
		t.Error("braces in braces are not kept")
	}
}

// With -update the expectations are written anew.
func updateErrors(t *testing.T, name string, f *File, toks []Token) {
	var errs Errors
	for _, m := range Parse(f, &errs) {
		readAll(m, &errs)
	}
	type insertion struct {
		off  int
		text string
	}
	var list []insertion
	for _, e := range errs.Sorted() {
		k, _ := slices.BinarySearchFunc(toks, e.Pos.Off, func(tok Token, off int) int { return tok.At.Off - off })
		word := map[bool]string{false: "ERROR", true: "WARNING"}[e.Warning]
		if k == len(toks) || toks[k].At != e.Pos {
			t.Errorf("no token at %v", e)
			continue
		}
		list = append(list, insertion{toks[k].End, " /* " + word + " " + e.Msg + " */"})
	}
	src := f.Src
	slices.Reverse(list)
	for _, i := range list {
		src = slices.Concat(src[:i.off], []byte(i.text), src[i.off:])
	}
	os.WriteFile(name, src, 0o644)
}
