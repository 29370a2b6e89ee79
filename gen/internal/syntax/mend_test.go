package syntax

import "testing"

func TestMendedComments(t *testing.T) {
	const (
		rest   = "warning: line is taken for the rest of the comment before it"
		inline = "warning: words after a comment are taken for part of it"
		taken  = " at the end of the comment is taken for no part of it"
	)
	begin, end := "M DEFINITIONS ::= BEGIN\n", "\nEND\n"
	rows := [][3]string{
		{"A ::= SEQUENCE {\n a INTEGER, -- text that\n goes on here\n b BOOLEAN }", "; A = SEQUENCE{a INTEGER, b BOOLEAN}", "4:2: " + rest},
		{"A ::= SEQUENCE {\n a INTEGER, -- text that\n goes on in the Next line,\n and the next\n b BOOLEAN }", "; A = SEQUENCE{a INTEGER, b BOOLEAN}", "4:2: " + rest + "\n5:2: " + rest},
		{"A ::= SEQUENCE {\n a INTEGER, -- it\n doesn't end here\n b BOOLEAN }", "; A = SEQUENCE{a INTEGER, b BOOLEAN}", "4:2: " + rest},
		{"A ::= B -- as in\nsee section 10.3\n\nC ::= D", "; A = B; C = D", "3:1: " + rest},
		{"A ::= B -- as in\nidentifier\n\nC ::= D", "; A = B; C = D", "3:1: " + rest},
		{"A ::= B (CONSTRAINED BY {-- must\n be right --})\nC ::= D", "; A = B(user); C = D", "3:2: " + rest},
		{"IMPORTS\n-- from there\n- Some Profile: RFC 2560\n A FROM N;", "; A from N", "4:1: " + rest},
		{"A ::= SEQUENCE {\n a INTEGER -- text,\n b BOOLEAN }", "; A = SEQUENCE{a INTEGER, b BOOLEAN}", `3:12: warning: ","` + taken},
		{"A ::= INTEGER {\n a(1)\n -- last one }\n\nB ::= C", "; A = INTEGER{a=1}; B = C", `4:2: warning: "}"` + taken},
		{"A ::= SEQUENCE {\n a ANY -- by b} -- defined elsewhere\n -- text\nB ::= C", "; A = SEQUENCE{a ANY}; B = C", `3:8: warning: "}"` + taken + "\n3:20: " + inline},
		{"A ::= SEQUENCE {\n a B (5 -- one )}\nC ::= D", "; A = SEQUENCE{a B(5)}; C = D", `3:9: warning: ")}"` + taken},
		{"A ::= B -- as in\nsee section 10.3", "; A = B", "3:1: " + rest},
		// what cannot be told is a fault
		{"A ::= SEQUENCE {\n a INTEGER, -- text\n serial number INTEGER,\n b BOOLEAN }", "", "4:9: expected a type, found \"number\" (the name of a type begins with an upper-case letter)"},
		{"A ::= SEQUENCE {\n a INTEGER, -- text\n to Type other,\n b BOOLEAN }", "", "4:10: expected \",\" or \"}\", found \"other\""},
		{"A ::= SEQUENCE {\n a INTEGER,\n goes on here\n b BOOLEAN }", "", "4:7: expected a type, found \"on\" (the name of a type begins with an upper-case letter)"},
		{"A ::= SEQUENCE {\n a INTEGER -- text\n b BOOLEAN }", "", "4:2: expected \",\" or \"}\", found \"b\""},
		{"A ::= SEQUENCE {\n a INTEGER, -- text that\n goes on here\n b BOOLEAN c }", "", "4:2: " + rest + "\n5:12: expected \",\" or \"}\", found \"c\""},
		{"A ::= SEQUENCE {\n a INTEGER, -- text that\n goes on in vain\n b b }", "", "4:2: " + rest + "\n5:4: expected a type, found \"b\" (the name of a type begins with an upper-case letter)"},
	}
	for k, row := range rows {
		rows[k][0], rows[k][1] = begin+row[0]+end, "M"+row[1]
	}
	checkModules(t, rows)
}
