package syntax

import (
	"strings"
	"testing"
)

// checkModules parses each text and compares what comes out, and what is said of it.
func checkModules(t *testing.T, rows [][3]string) {
	t.Helper()
	for _, row := range rows {
		var errs Errors
		var got, said []string
		for _, m := range Parse(NewFile("m", []byte(row[0])), &errs) {
			got = append(got, dumpModule(m))
		}
		for _, e := range errs.Sorted() {
			said = append(said, strings.TrimPrefix(e.Error(), "m:"))
		}
		if g := strings.Join(got, "\n"); g != row[1] {
			t.Errorf("%s\ngot  %s\nwant %s", row[0], g, row[1])
		}
		if s := strings.Join(said, "\n"); s != row[2] {
			t.Errorf("%s\nsaid %s\nwant %s", row[0], s, row[2])
		}
	}
}

func TestModules(t *testing.T) {
	checkModules(t, [][3]string{
		{"M DEFINITIONS ::= BEGIN END", "M", ""},
		{"M DEFINITIONS EXPLICIT TAGS ::= BEGIN END", "M", ""},
		{"M {iso(1) 2} DEFINITIONS IMPLICIT TAGS ::= BEGIN END", "M{iso ( 1 ) 2} implicit", ""},
		{"M {1 2} \"/ISO/2\" DEFINITIONS AUTOMATIC TAGS EXTENSIBILITY IMPLIED ::= BEGIN END", "M{1 2} automatic extensible", ""},
		{"M DEFINITIONS TAG INSTRUCTIONS EXTENSIBILITY IMPLIED ::= BEGIN END", "M extensible", ""},
		{"M DEFINITIONS XER INSTRUCTIONS AUTOMATIC TAGS ::= BEGIN END", "M automatic", "1:15: warning: encoding instructions of XER are ignored"},
		{"M DEFINITIONS ::= BEGIN EXPORTS; END", "M; exports ", ""},
		{"M DEFINITIONS ::= BEGIN EXPORTS ALL; IMPORTS; END", "M", ""},
		{"M DEFINITIONS ::= BEGIN EXPORTS a, B, C{}, ALL; END", "M; exports a B C ALL", ""},
		{"M DEFINITIONS ::= BEGIN IMPORTS a, B FROM N {1 2} C{} FROM O D FROM P q; END", "M; a B from N{1 2}; C from O; D from P=q", ""},
		{"M DEFINITIONS ::= BEGIN IMPORTS A FROM N b FROM O c, D FROM P e FROM Q; END", "M; A from N; b from O; c D from P; e from Q", ""},
		{"M DEFINITIONS ::= BEGIN IMPORTS A FROM N oid B FROM O {1} WITH SUCCESSORS C FROM P WITH DESCENDANTS; END", "M; A from N=oid; B from O{1} with SUCCESSORS; C from P with DESCENDANTS", ""},
		{"M DEFINITIONS ::= BEGIN IMPORTS UTF8String, OBJECT-TYPE, BIT FROM N; END", "M; UTF8String OBJECT-TYPE BIT from N", ""},
		{"M DEFINITIONS ::= BEGIN A ::= B END N DEFINITIONS ::= BEGIN C ::= D END", "M; A = B\nN; C = D", ""},
		{"M DEFINITIONS\r\n::=\r\nBEGIN\r\n  A ::= B -- text\r\nEND\r\n", "M; A = B", ""},
		{"M DEFINITIONS ::= BEGIN A MACRO ::= BEGIN TYPE NOTATION ::= \"{\" type | empty VALUE NOTATION ::= value (VALUE INTEGER) X ::= \"END\" END B ::= C D MACRO ::= A E MACRO ::= N.A END", "M; A = macro; B = C; D = macro; E = macro", ""},
		{"M DEFINITIONS ::= BEGIN A ::= [XER:ATTRIBUTE AS \"x\"] INTEGER END", "M; A = INTEGER", "1:32: warning: encoding prefix of XER is ignored"},
		{"M DEFINITIONS XER INSTRUCTIONS ::= BEGIN A ::= [NAME AS \"x\"] [1] [TAG: 2] [UNIVERSAL 3] INTEGER END N DEFINITIONS ::= BEGIN B ::= [M.x] C END", "M; A = [1][2][UNIVERSAL 3]INTEGER\nN; B = [M.x]C", "1:15: warning: encoding instructions of XER are ignored\n1:49: warning: encoding prefix of XER is ignored"},
		{"M DEFINITIONS ::= BEGIN A ::= B\nENCODING-CONTROL XER\n GLOBAL-DEFAULTS MODIFIED-ENCODINGS\n NAME A.b ::= x\nEND\nN DEFINITIONS ::= BEGIN END", "M; A = B\nN", "2:1: warning: encoding control section is ignored"},
	})
}

func TestModuleFaults(t *testing.T) {
	checkModules(t, [][3]string{
		{"", "", "1:1: expected a module definition, found end of file"},
		{"-- nothing", "", "1:11: expected a module definition, found end of file"},
		{"A ::= INTEGER", "", `1:1: expected a module definition, found "A" (it begins with NAME DEFINITIONS ::= BEGIN)`},
		{"Some text.\nM DEFINITIONS ::= BEGIN END\nMore \"text\" 'here.", "M", "1:1: warning: text outside a module is ignored\n3:1: warning: text outside a module is ignored"},
		{"M DEFINITIONS ::= BEGIN END A ::= B", "M", `1:29: expected a module definition, found "A" (it begins with NAME DEFINITIONS ::= BEGIN)`},
		{"M DEFINITONS ::= BEGIN END N DEFINITIONS ::= BEGIN END", "N", `1:1: expected a module definition, found "M" (it begins with NAME DEFINITIONS ::= BEGIN)`},
		{"m DEFINITIONS ::= BEGIN IMPORTS A FROM n; END", "m; A from n", "1:1: warning: the name of a module begins with an upper-case letter, found \"m\"\n1:40: warning: the name of a module begins with an upper-case letter, found \"n\""},
		{"M DEFINITIONS IMPLICIT ::= BEGIN A ::= B END", "M; A = B", `1:24: expected "TAGS", found "::="`},
		{"M DEFINITIONS = BEGIN\nA ::= B C := D\nEND", "M; A = B", "1:15: expected EXPLICIT, IMPLICIT or AUTOMATIC TAGS, or \"::=\", found \"=\"\n2:11: expected \"::=\", found \":\""},
		{"M DEFINITIONS ::=\nA ::= B\nEND", "M; A = B", `2:1: expected "BEGIN", found "A"`},
		{"M {1 2 DEFINITIONS ::= BEGIN A ::= B END", "", `1:8: expected "}", found "DEFINITIONS"`},
		{"M (1 2) DEFINITIONS ::= BEGIN A ::= B END", "", `1:3: expected "{" or "DEFINITIONS", found "("`},
		{"M definitions ::= begin A ::= B end", "", `1:3: expected "DEFINITIONS", found "definitions" (it is written in capitals)`},
		{"M DEFINITIONS ::= BEGIN A ::= B", "M; A = B", `1:32: expected an assignment or "END", found end of file`},
		{"M DEFINITIONS ::= BEGIN A ::= B\nN DEFINITIONS ::= BEGIN END", "M; A = B\nN", `2:1: expected "END", found "N": a module begins here`},
		{"M DEFINITIONS ::= BEGIN EXPORTS a b; A ::= B END", "M; exports a; A = B", `1:35: expected ";" at the end of EXPORTS, found "b"`},
		{"M DEFINITIONS ::= BEGIN IMPORTS A, 5 FROM N; B ::= C END", "M; B = C", `1:36: expected a name, found "5"`},
		{"M DEFINITIONS ::= BEGIN IMPORTS A FROM N {1 ; B ::= C END", "M; B = C", `1:45: expected "}" for the "{" of line 1, found ";"`},
		{"M DEFINITIONS ::= BEGIN IMPORTS A END", "M", `1:35: expected "," or "FROM", found "END"`},
		{"M DEFINITIONS ::= BEGIN IMPORTS A FROM N WITH B; C ::= D END", "M; A from N; C = D", `1:47: expected "," or "FROM", found "B"`},
		{"M DEFINITIONS ::= BEGIN A MACRO ::= BEGIN x", "M", `1:44: expected "END" of the macro, found end of file`},
	})
}

// Defects of published modules that leave one sensible reading.
func TestModuleDefects(t *testing.T) {
	checkModules(t, [][3]string{
		{"M DEFINITIONS ::= BEGIN IMPORTS A FROM N {1}\nB ::= A END", "M; A from N{1}; B = A", `2:1: warning: expected ";" at the end of IMPORTS, found "B"`},
		{"M DEFINITIONS ::= BEGIN IMPORTS A, B, FROM N; END", "M; A B from N", `1:39: warning: expected a name, found "FROM"`},
		{"M DEFINITIONS ::= BEGIN IMPORTS A N {1} B FROM O; END", "M; A from N{1}; B from O", `1:35: warning: expected "," or "FROM", found "N"`},
		{"M DEFINITIONS ::= BEGIN IMPORTS A FROM N {1}} B FROM O {1}}; END", "M; A from N{1}; B from O{1}", "1:45: warning: expected \";\" or a name, found \"}\"\n1:59: warning: expected \";\" or a name, found \"}\""},
		{"M DEFINITIONS ::= BEGIN IMPORTS A FROM N; B, c FROM O; IMPORTS D FROM P; E ::= D END", "M; A from N; B c from O; D from P; E = D", "1:43: warning: expected one list of IMPORTS, found \"B\"\n1:56: warning: expected one list of IMPORTS, found \"IMPORTS\""},
		{"M DEFINITIONS ::= BEGIN IMPORTS A FROM N, B FROM O; END", "M; A from N; B from O", `1:41: warning: expected ";" or a name, found ","`},
		{"M DEFINITIONS ::= BEGIN EXPORTS A IMPORTS B FROM N; A ::= B END", "M; exports A; B from N; A = B", `1:35: warning: expected ";" at the end of EXPORTS, found "IMPORTS"`},
		{"M DEFINITIONS ::= BEGIN IMPORTS None; A ::= B END", "M; A = B", `1:33: warning: expected ";", found "None"`},
		{"M DEFINITIONS ::= BEGIN\n-- IMPORTS NONE --\n; A ::= B END", "M; A = B", `3:1: warning: expected an assignment, found ";"`},
		{"M DEFINITIONS ::= BEGIN IMPORTS A, B. FROM N; END", "M; A B from N", `1:37: warning: expected "FROM", found "."`},
		{"M DEFINITIONS ::= BEGIN A ::= SEQUENCE { Type B, v ANY DEFINED BY Type } END", "M; A = SEQUENCE{Type B, v ANY by Type}", "1:42: warning: expected an identifier, found \"Type\": the name of a component begins with a lower-case letter\n1:67: warning: expected the name of a component, found \"Type\": it begins with a lower-case letter"},
		{"M DEFINITIONS ::= BEGIN A, B; A ::= C END", "M; exports A B; A = C", `1:25: warning: expected "EXPORTS", found "A"`},
		{"M DEFINITIONS ::= BEGIN A ::= name ANY B ::= name2 [0] C\nD ::= value E END", "M; A = ANY; D = E", "1:31: warning: expected a type, found \"name\" before one: it is ignored\n1:46: expected a type, found \"name2\" (the name of a type begins with an upper-case letter)\n2:7: warning: expected a type, found \"value\" before one: it is ignored"},
		{"M DEFINITIONS ::= BEGIN A ::= INTEGER { a(1) b(2), c(3) } B ::= ENUMERATED { a(1) b(2) } END", "M; A = INTEGER{a=1,b=2,c=3}; B = ENUMERATED{a=1,b=2}", "1:46: warning: expected \",\" or \"}\", found \"b\"\n1:83: warning: expected \",\" or \"}\", found \"b\""},
		{"M DEFINITIONS ::= BEGIN A ::= SEQUENCE { Name Type, Other [0] Type } END", "M; A = SEQUENCE{Name Type, Other [0]Type}", "1:42: warning: expected an identifier, found \"Name\": the name of a component begins with a lower-case letter\n1:53: warning: expected an identifier, found \"Other\": the name of a component begins with a lower-case letter"},
		{"M DEFINITIONS ::= BEGIN A ::= CHOICE { [0] INTEGER, [1] IMPLICIT SET OF Foo (1) } END", "M; A = CHOICE{integer-0 [0]INTEGER, foos-1 [1]implicit SET of Foo(1)}", "1:40: warning: an alternative has no name, which only X.208 allows: it is called \"integer-0\"\n1:53: warning: an alternative has no name, which only X.208 allows: it is called \"foos-1\""},
		{"M DEFINITIONS ::= BEGIN A ::= SEQUENCE { Foo, INTEGER OPTIONAL, CHOICE { b B, RDN } } END", "M; A = SEQUENCE{foo Foo, integer INTEGER?, choice CHOICE{b B, rdn RDN}}", "1:42: warning: a component has no name, which only X.208 allows: it is called \"foo\"\n1:47: warning: a component has no name, which only X.208 allows: it is called \"integer\"\n1:65: warning: a component has no name, which only X.208 allows: it is called \"choice\"\n1:79: warning: an alternative has no name, which only X.208 allows: it is called \"rdn\""},
	})
}

func TestModuleComment(t *testing.T) {
	for _, row := range [][2]string{
		{"M DEFINITIONS ::= BEGIN END", ""},
		{"-- RFC 1\n--\n--  Section 2 --\n\nM DEFINITIONS ::= BEGIN END", "RFC 1\n\nSection 2"},
		{"-- one\n\n-- two\r\nM DEFINITIONS ::= BEGIN END", "two"},
		{"-- one\nN DEFINITIONS ::= BEGIN END\n-- two\nM DEFINITIONS ::= BEGIN END", "two"},
		{"----------\n-- title\n----------\nM DEFINITIONS ::= BEGIN END", "title"},
	} {
		var errs Errors
		modules := Parse(NewFile("m", []byte(row[0])), &errs)
		if got := modules[len(modules)-1].Comment; got != row[1] {
			t.Errorf("%q: %q, want %q", row[0], got, row[1])
		}
	}
}
