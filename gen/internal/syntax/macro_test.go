package syntax

import "testing"

func TestMacroNotation(t *testing.T) {
	const passed = " is passed over; x is taken for the "
	begin, end := "M DEFINITIONS ::= BEGIN\n", "\nY ::= Z\nEND\n"
	rows := [][3]string{
		{"x OBJECT-TYPE\n SYNTAX S (SIZE (0..255))\n ACCESS read-only\n DESCRIPTION \"a ::= b\"\n ::= { s 1 }", "; x OBJECT IDENTIFIER = {s 1}", "2:3: warning: the notation of macro OBJECT-TYPE" + passed + "OBJECT IDENTIFIER that follows"},
		{"x OPERATION\n ARGUMENT A\n RESULT B\n ERRORS { e, f }\n ::= 7", "; x INTEGER = 7", "2:3: warning: the notation of macro OPERATION" + passed + "INTEGER that follows"},
		{"x PORT\n CONSUMER INVOKES { a }\n ::= id-x", "", "2:3: warning: the notation of macro PORT is passed over; x is left out"},
		{"X ::= TEXTUAL-CONVENTION\n STATUS current\n DESCRIPTION \"d\"\n SYNTAX OCTET STRING (SIZE (0..255))", "; X = OCTET STRING(size(0..255))", "2:7: warning: the notation of macro TEXTUAL-CONVENTION is passed over up to its SYNTAX"},
		{"X ::= OPERATION\n ARGUMENT A\n RESULT B ERRORS { e }\n\nx X ::= 5", "", "2:7: warning: the notation of macro OPERATION is passed over; X is left out\n6:1: warning: x is left out, as its type X is"},
		{"X ::= ERROR PARAMETER SET { a B }", "", "2:7: warning: the notation of macro ERROR is passed over; X is left out"},
		{"X ::= SIGNED SEQUENCE { a B }", "", `2:14: expected an assignment or "END", found "SEQUENCE" (if SIGNED is a macro of X.208: its notation is not supported)`},
		{"ENCRYPTED MACRO BEGIN TYPE NOTATION ::= type (T) VALUE NOTATION ::= value (VALUE BIT STRING) END", "; ENCRYPTED = macro", `2:17: warning: expected "::=", found "BEGIN"`},
		{"x CLASS-OF-ITS-OWN ::= { FIELD a }", "; x CLASS-OF-ITS-OWN = {FIELD a}", ""},
	}
	for k, row := range rows {
		rows[k][0], rows[k][1] = begin+row[0]+end, "M"+row[1]+"; Y = Z"
	}
	checkModules(t, rows)
}
