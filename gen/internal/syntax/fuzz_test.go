package syntax

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// FuzzParse looks for input that makes the parser panic, take long, or return a tree with holes or places out of order.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/errors/*.asn1")
	for _, name := range files {
		if src, err := os.ReadFile(name); err == nil {
			f.Add(src)
		}
	}
	for _, src := range []string{
		"M {1 2} DEFINITIONS IMPLICIT TAGS ::= BEGIN EXPORTS A; IMPORTS B FROM N {1.3.6 5} c FROM O d; A {B:c} ::= B {d, {E}} END",
		"M DEFINITIONS ::= BEGIN A ::= SEQUENCE { a [0] B (SIZE (1..MAX) ^ FROM (\"a\"..\"b\")) DEFAULT 'A'H, ..., [[ 2: b C ]] }\nEND",
		"M DEFINITIONS ::= BEGIN C ::= CLASS { &id OBJECT IDENTIFIER UNIQUE, &T } WITH SYNTAX { [[&T] ID &id] } c C ::= { ID {1 2} } S C ::= { c | {ID {1 3}}, ... } END",
		"M DEFINITIONS ::= BEGIN\nA ::= SEQUENCE {\n a INTEGER, -- text that\n goes on here\n b B -- by }\n\nC ::= D\nEND",
		"M DEFINITIONS ::= BEGIN A MACRO ::= BEGIN x END a A SYNTAX B ::= {C}\nD ::= E ({F}{@a.b} ! 5) (WITH COMPONENTS {..., a ABSENT}) END",
		"a-\nb '0\n' \"x\n::=\" /* /* */ ''11''B 1.5e-3 [Page 5]",
	} {
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 1<<16 {
			return
		}
		file := NewFile("m", src)
		start := time.Now()
		var errs Errors
		modules := Parse(file, &errs)
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%d octets took %v", len(src), d)
		}
		if len(modules) == 0 && !errs.Failed() {
			t.Error("neither a module nor a fault")
		}
		for _, m := range modules {
			dumpModule(m) // every part is there
			for _, a := range m.Assignments {
				if a.From.Off >= a.To.Off || a.To.Off > len(file.Src) {
					t.Errorf("%s is at %d to %d", a.Name.Text, a.From.Off, a.To.Off)
				}
				for _, b := range []*Braces{a.Set, valueBraces(a.Value)} {
					if b != nil {
						useBraces(b, 0)
					}
				}
			}
		}
		for _, e := range errs.Sorted() {
			if e.Pos.Off < 0 || e.Pos.Off > len(file.Src) || strings.Contains(e.Msg, "%!") {
				t.Errorf("%v", e)
			}
		}
	})
}

func valueBraces(v Value) *Braces {
	b, _ := v.(BracesValue)
	return b.Braces
}

// useBraces reads braces in every way.
func useBraces(b *Braces, depth int) {
	var errs Errors
	if s := b.Set(&errs); s != nil {
		dumpSet(s)
	}
	items := b.Items(&errs)
	dumpItems(items)
	if depth < 5 {
		for _, item := range items {
			for _, v := range item {
				if b := valueBraces(v); b != nil {
					useBraces(b, depth+1)
				}
			}
		}
	}
	for _, read := range []func(c *Cursor){
		func(c *Cursor) { c.Type() },
		func(c *Cursor) { c.Value() },
		func(c *Cursor) { c.Braces() },
	} {
		c := NewCursor(b, &errs)
		for !c.Done() {
			mark := c.Mark()
			if read(c); c.Mark() == mark {
				panic("no progress")
			}
			c.Reset(mark)
			c.Next()
		}
	}
}

// Ten times the text may take ten times as long, and some more for chance. The machine may be busy: it tries again a few
// times before it complains.
func TestLinearTime(t *testing.T) {
	if os.Getenv("DERGEN_TIMED") == "" {
		t.Skip("time is measured with DERGEN_TIMED=1, on a quiet machine: make timed")
	}
	for _, row := range []struct{ name, text string }{
		{"types", "A ::= SEQUENCE { a [0] INTEGER (0..5) OPTIONAL, b B {C}, c SEQUENCE OF CHOICE { d D } DEFAULT {} } -- text\n"},
		{"values", "a OBJECT IDENTIFIER ::= { iso(1) member-body(2) 840 }\nB C ::= { d | {ID 5}, ... }\n"},
		{"assignments on one line", "A ::= B c D ::= 5 "},
		{"faults", "A ::= SEQUENCE { a b }\n\n"},
		{"faults on one line", "A ::= SEQUENCE { a b } "},
		{"characters", "A \xe2\x80\x93 B\n"},
		{"characters on one line", "A \xe2\x80\x93 B "},
		{"open braces", "a A ::= { { {\n"},
		{"open braces, no line ends", "{ "},
		{"open quotes", "A ::= \"\n"},
		{"apostrophes", "A ::= 'a\n"},
		{"open comments", "/* "},
		{"comments", "-- a }\n b c -- d\n"},
		{"lost comments", "A ::= SEQUENCE { a A, -- text\n as it goes on\n b B }\n"},
		{"lost comments in one", "a A, -- text\n as it goes on\n"},
		{"commas in comments", "a A -- text,\n"},
		{"modules", "M DEFINITIONS ::= BEGIN END text\n"},
		{"module heads", "M DEFINITIONS "},
		{"imports", "IMPORTS A FROM B;"},
		{"broken names", "a-\n"},
		{"spaces", "A                                                                                                                "},
		{"dots", "Set.&a.&b.&c"},
		{"minus", "- "},
	} {
		took := func(n int) time.Duration {
			src := []byte("M DEFINITIONS ::= BEGIN\n" + strings.Repeat(row.text, n) + "\nEND\n")
			best := time.Hour
			for range 3 {
				start := time.Now()
				var errs Errors
				Parse(NewFile("m", src), &errs)
				best = min(best, time.Since(start))
			}
			return best
		}
		var one, ten time.Duration
		linear := false
		for range 4 {
			one, ten = took(500), took(5000)
			if linear = ten <= 30*one || ten <= 60*time.Millisecond; linear {
				break
			}
		}
		if !linear {
			t.Errorf("%s: %v, and %v for ten times as much", row.name, one, ten)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	src := []byte("M DEFINITIONS ::= BEGIN\n" + strings.Repeat("A ::= SEQUENCE { a [0] INTEGER (0..5) OPTIONAL, b B {C}, c SEQUENCE OF CHOICE { d D } DEFAULT {} } -- text\n", 1000) + "END\n")
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		var errs Errors
		Parse(NewFile("m", src), &errs)
	}
}
