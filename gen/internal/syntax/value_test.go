package syntax

import "testing"

func TestValues(t *testing.T) {
	checkAssignments(t, [][2]string{
		{"a INTEGER ::= 5 b INTEGER ::= -5 c INTEGER ::= - 7", "a INTEGER = 5; b INTEGER = -5; c INTEGER = -7"},
		{"a REAL ::= 1.5 b REAL ::= -2.E-3 c REAL ::= 1E5", "a REAL = real 1.5; b REAL = real -2.E-3; c REAL = real 1E5"},
		{"a REAL ::= PLUS-INFINITY b REAL ::= NOT-A-NUMBER", "a REAL = real PLUS-INFINITY; b REAL = real NOT-A-NUMBER"},
		{"a BOOLEAN ::= TRUE b BOOLEAN ::= FALSE c NULL ::= NULL", "a BOOLEAN = TRUE; b BOOLEAN = FALSE; c NULL = NULL"},
		{"a IA5String ::= \"say \"\"a\"\"\"", `a IA5String = "say \"a\""`},
		{"a IA5String ::= \"one \n\t two\"", `a IA5String = "onetwo"`},
		{"a BIT STRING ::= '01 10'B b OCTET STRING ::= '0A\nF'H c OCTET STRING ::= ''H", "a BIT STRING = 0110'B; b OCTET STRING = 0AF'H; c OCTET STRING = 'H"},
		{"a B ::= b c B ::= M.b d B ::= b {5} e B ::= b {{x}}.&v", "a B = b; c B = M.b; d B = b<value 5>; e B = b<{x}>.&v"},
		{"a B ::= c : d : 5", "a B = c:d:5"},
		{"a B ::= INTEGER : 5 b B ::= NULL : NULL c B ::= SEQUENCE OF C : {1}", "a B = (INTEGER):5; b B = (NULL):NULL; c B = (SEQUENCE of C):{1}"},
		{"a B ::= obj.&value b B ::= M.obj.&o.&value c B ::= Set.&value", "a B = obj.&value; b B = M.obj.&o.&value; c B = Set.&value"},
		{"a OBJECT IDENTIFIER ::= { iso(1) 2 }", "a OBJECT IDENTIFIER = {iso ( 1 ) 2}"},
		{"a SEQUENCE OF INTEGER ::= {}", "a SEQUENCE of INTEGER = {}"},
		{"a INTEGER (0..5) ::= 3 b [0] INTEGER ::= 4", "a INTEGER(0..5) = 3; b [0]INTEGER = 4"},
		{"a C.&Type ::= 5 b M.B {C} ::= c", "a C.&Type = 5; b M.B<type C> = c"},
		{"A INTEGER ::= {1 | 2} B C ::= {d, ...} C D.&x ::= {1}", "A INTEGER = set{1 | 2}; B C = set{d , ...}; C D.&x = set{1}"},
	})
}
