package syntax

import "testing"

func TestClasses(t *testing.T) {
	checkAssignments(t, [][2]string{
		{"C ::= CLASS { &Type }", "C = class{&Type}"},
		{"C ::= CLASS { &Type OPTIONAL, &Other DEFAULT INTEGER (1) }", "C = class{&Type?, &Other=type INTEGER(1)}"},
		{"C ::= CLASS { &id OBJECT IDENTIFIER UNIQUE }", "C = class{&id OBJECT IDENTIFIER unique}"},
		{"C ::= CLASS { &id INTEGER UNIQUE OPTIONAL, &n INTEGER DEFAULT 5 }", "C = class{&id INTEGER unique?, &n INTEGER=5}"},
		{"C ::= CLASS { &value &Type, &v2 &obj.&Type OPTIONAL, &v3 &Type DEFAULT TRUE }", "C = class{&value &Type, &v2 &obj.&Type?, &v3 &Type=TRUE}"},
		{"C ::= CLASS { &Set INTEGER DEFAULT {1 | 2}, &Set2 &Type OPTIONAL }", "C = class{&Set INTEGER=set{1 | 2}, &Set2 &Type?}"},
		{"C ::= CLASS { &obj ERROR OPTIONAL, &Objs ERROR, &o2 ERROR DEFAULT {&id 5} }", "C = class{&obj ERROR?, &Objs ERROR, &o2 ERROR={&id 5}}"},
		{"C ::= CLASS { &f D.&id } WITH SYNTAX { ID &f }", "C = class{&f D.&id}[ID &f]"},
		{"C ::= CLASS { &a A, &b B } WITH SYNTAX { [WITH &a] , [COUNTS [MIN &b] [MAX &a]] }", "C = class{&a A, &b B}[[WITH &a] , [COUNTS [MIN &b] [MAX &a]]]"},
		{"C ::= CLASS { &a A } WITH SYNTAX {[[A &a] B]}", "C = class{&a A}[[[A &a] B]]"},
		{"C ::= CLASS { &a A } WITH SYNTAX {}", "C = class{&a A}[]"},
		{"C ::= D", "C = D"},
		{"obj C ::= { ID 5 TYPE INTEGER }", "obj C = {ID 5 TYPE INTEGER}"},
	})
}
