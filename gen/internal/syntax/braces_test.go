package syntax

import (
	"fmt"
	"strings"
	"testing"
)

// braces returns {...}, which begins at column 9 of line 2.
func braces(t *testing.T, text string) *Braces {
	t.Helper()
	return parseOne(t, "v T ::= "+text).Assignments[0].Value.(BracesValue).Braces
}

func said(errs *Errors) string {
	var list []string
	for _, e := range errs.Sorted() {
		list = append(list, strings.TrimPrefix(e.Error(), "m.asn1:2:"))
	}
	return strings.Join(list, "; ")
}

func TestItems(t *testing.T) {
	const dots = "10: warning: the numbers of an OBJECT IDENTIFIER stand without dots"
	for _, row := range [][3]string{
		{"{}", "", ""},
		{"{1, -2, 3.5}", "1, -2, real 3.5", ""},
		{"{iso(1) member-body(2) us(M.us) 840 foo}", "iso(1) member-body(2) us(M.us) 840 foo", ""},
		{"{a 1, b TRUE, c {d 2}, e \"x\", f 'A'H, g NULL}", `a 1, b TRUE, c {d 2}, e "x", f A'H, g NULL`, ""},
		{"{a b, c d:5, e f : {1}}", "a b, c d:5, e f:{1}", ""},
		{"{a INTEGER : 5, b M.c, d obj.&v, e Set.&v}", "a (INTEGER):5, b M.c, d obj.&v, e Set.&v", ""},
		{"{{1}, {2, 3}}", "{1}, {2 , 3}", ""},
		{"{\"abc\", {0, 1}, x}", `"abc", {0 , 1}, x`, ""},
		{"{mantissa -1, base 2, exponent 3}", "mantissa -1, base 2, exponent 3", ""},
		{"{1.3.6.1.10}", "1 3 6 1 10", dots},
		{"{1.3.6}", "1 3 6", dots},
		{"{iso(1) US(840) x}", "iso(1) US(840) x", `17: warning: the name of an arc begins with a lower-case letter, found "US": the number counts`},
		{"{a INTEGER (1) : 1}", "a (INTEGER(1)):1", ""},
		{"{a 1,}", "", `14: expected a value, found "}"`},
		{"{,}", "", `10: expected a value, found ","`},
		{"{a 1 | b}", "", `14: expected a value, found "|"`},
		{"{a(b c)}", "", `14: expected ")", found "c"`},
		{"{a(}", "", `12: expected a number, found "}"`},
		{"{A}", "", `10: expected a value, found "A" (the name of a value begins with a lower-case letter)`},
		{"{a INTEGER}", "", `12: expected a value, found "INTEGER"`},
		{"{1.3.6. x}", "", dots + `; 17: expected a number, found "x"`},
	} {
		var errs Errors
		got := dumpItems(braces(t, row[0]).Items(&errs))
		if s := said(&errs); got != row[1] || s != row[2] {
			t.Errorf("%s\ngot  %s\nwant %s\nsaid %s\nwant %s", row[0], got, row[1], s, row[2])
		}
	}
}

func TestSets(t *testing.T) {
	for _, row := range [][3]string{
		{"{...}", "...", ""},
		{"{a}", "a", ""},
		{"{a | b, ...}", "(a | b), ...", ""},
		{"{..., a | b}", "..., (a | b)", ""},
		{"{a, ..., b}", "a, ..., b", ""},
		{"{Set | obj | M.obj | M.Set | {ID 5} | Set{A}}", "(type Set | obj | M.obj | type M.Set | {ID 5} | type Set<type A>)", ""},
		{"{obj.&Set | Set.&Set | obj.&value | obj{A}}", "(type obj.&Set | type Set.&Set | obj.&value | obj<type A>)", ""},
		{"{1..5 | 7 ^ (8 | 9)}", "(1..5 | (7 ^ paren((8 | 9))))", ""},
		{"{ALL EXCEPT a}", "not a", ""},
		{"{a, b | c, ...}", "(a | b | c), ...", `11: warning: expected "|", found ","`},
		{"{a, | b}", "(a | b)", `11: warning: expected "|", found ","`},
		{"{}", "", `10: expected an element of the set, found "}"`},
		{"{a b}", "", `12: expected "|", "," or "}", found "b"`},
		{"{a | }", "", `14: expected an element of the set, found "}"`},
		{"{a, ..., b, c}", "a, ..., (b | c)", `19: warning: expected "|", found ","`},
		{"{..., ...}", "", `15: expected an element of the set, found "..."`},
	} {
		var errs Errors
		got := ""
		if s := braces(t, row[0]).Set(&errs); s != nil {
			got = dumpSet(s)
		}
		if s := said(&errs); got != row[1] || s != row[2] {
			t.Errorf("%s\ngot  %s\nwant %s\nsaid %s\nwant %s", row[0], got, row[1], s, row[2])
		}
	}
}

func TestCursor(t *testing.T) {
	for _, row := range []struct{ text, read, want string }{ // t: Type, v: Value, b: Braces, other: Next
		{"{ SYNTAX OCTET STRING IDENTIFIED BY id-x }", ".t..v", "SYNTAX, OCTET STRING, IDENTIFIED, BY, id-x"},
		{"{ INTEGER {1 | 2} }", "tb", "INTEGER, {1 | 2}"},
		{"{ INTEGER {a(1)} (0..5) ID }", "t.", "INTEGER{a=1}(0..5), ID"},
		{"{ BIT STRING {x} BIT STRING {x(0)} }", "tbt", "BIT STRING, {x}, BIT STRING{x=0}"},
		{"{ Foo {x} TYPE }", "t.", "Foo<value x>, TYPE"},
		{"{ SEQUENCE OF Foo KEY {a} }", "t.b", "SEQUENCE of Foo, KEY, {a}"},
		{"{ SEQUENCE {a A} SET (SIZE (1)) OF B }", "tt", "SEQUENCE{a A}, SET(size(1)) of B"},
		{"{ ANY CHOICE {a A} ENUMERATED {b} OBJECT IDENTIFIER }", "tttt", "ANY, CHOICE{a A}, ENUMERATED{b}, OBJECT IDENTIFIER"},
		{"{ id {a} id{a} }", "vbv", "id, {a}, id<value a>"},
		{"{ global:{1 2} local:5 }", "vv", "global:{1 2}, local:5"},
		{"{ &id 5, &Type INTEGER, &Set {a | b} }", ".v..t..b", "&id, 5, ,, &Type, INTEGER, ,, &Set, {a | b}"},
		{"{ INTEGER:5 NULL TRUE M.x obj.&f }", "vvvvv", "(INTEGER):5, NULL, TRUE, M.x, obj.&f"},
		{"{ WORD }", "..", "WORD, }"},
		{"{ WORD }", "v", "nil (11: expected a value, found \"WORD\" (the name of a value begins with a lower-case letter))"},
		{"{ WORD x }", ".b", "WORD, nil (16: expected \"{\", found \"x\")"},
		{"{ x }", "t", "nil (11: expected a type, found \"x\" (the name of a type begins with an upper-case letter))"},
		{"{ SEQUENCE x }", "t", "nil (20: expected \"{\" or \"OF\", found \"x\")"},
		{"{ Foo { } }", "t", "nil (17: expected a parameter, found \"}\")"},
	} {
		var errs Errors
		c := NewCursor(braces(t, row.text), &errs)
		var got []string
		for _, how := range row.read {
			one := "nil"
			switch how {
			case 't':
				if v := c.Type(); v != nil {
					one = dumpType(v)
				}
			case 'v':
				if v := c.Value(); v != nil {
					one = dumpValue(v)
				}
			case 'b':
				if v := c.Braces(); v != nil {
					one = dumpBraces(v)
				}
			default:
				one = c.Next().Text
			}
			if s := said(&errs); s != "" {
				one += " (" + s + ")"
			}
			got = append(got, one)
		}
		if g := strings.Join(got, ", "); g != row.want {
			t.Errorf("%s\ngot  %s\nwant %s", row.text, g, row.want)
		}
		if !c.Done() {
			t.Errorf("%s: not at the end", row.text)
		}
	}
}

func TestCursorReset(t *testing.T) {
	var errs Errors
	c := NewCursor(braces(t, "{ A x B }"), &errs)
	c.Next()
	mark := c.Mark()
	if c.Type() != nil || !c.Done() {
		t.Error("no fault at x")
	}
	c.Reset(mark)
	if c.Value() == nil || c.Type() == nil || !c.Done() {
		t.Error("not read again after Reset")
	}
	if end := c.Peek(); end.Kind != EOF || fmt.Sprint(end.At) != "m.asn1:2:17" {
		t.Errorf("end is %v at %v", end, end.At)
	}
}
