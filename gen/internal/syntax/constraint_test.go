package syntax

import "testing"

func TestConstraints(t *testing.T) {
	checkAssignments(t, [][2]string{
		{"A ::= INTEGER (5)", "A = INTEGER(5)"},
		{"A ::= INTEGER (0..255)", "A = INTEGER(0..255)"},
		{"A ::= INTEGER (MIN..-1 | 1<..<MAX)", "A = INTEGER((MIN..-1 | 1<..<MAX))"},
		{"A ::= INTEGER (a<..b | c)", "A = INTEGER((a<..b | c))"},
		{"A ::= INTEGER (0..5, ...)", "A = INTEGER(0..5, ...)"},
		{"A ::= INTEGER (0..5, ..., 6..7 | 9)", "A = INTEGER(0..5, ..., (6..7 | 9))"},
		{"A ::= INTEGER (1 | 2 ^ 3 UNION 4 INTERSECTION 5)", "A = INTEGER((1 | (2 ^ 3) | (4 ^ 5)))"},
		{"A ::= INTEGER (1..9 EXCEPT 5 | ALL EXCEPT (3 | 4))", "A = INTEGER(((1..9 not 5) | not paren((3 | 4))))"},
		{"A ::= INTEGER (0..5) (2)", "A = INTEGER(0..5)(2)"},
		{"A ::= REAL (0.0<..1.0E-1 | MINUS-INFINITY)", "A = REAL((real 0.0<..real 1.0E-1 | real MINUS-INFINITY))"},
		{"A ::= BOOLEAN (TRUE) B ::= NULL (NULL)", "A = BOOLEAN(TRUE); B = NULL(NULL)"},
		{"A ::= IA5String (\"a\" | \"b\"..\"c\")", `A = IA5String(("a" | "b".."c"))`},
		{"A ::= IA5String (SIZE (1..5) ^ FROM (\"a\"..\"z\"))", `A = IA5String((size(1..5) ^ from("a".."z")))`},
		{"A ::= IA5String (FROM (ALL EXCEPT \"x\"))(SIZE (1..ub, ...))", `A = IA5String(from(not "x"))(size(1..ub, ...))`},
		{"A ::= IA5String (PATTERN \"[a-z]#(1,5)\") B ::= IA5String (PATTERN p)", `A = IA5String(pattern "[a-z]#(1,5)"); B = IA5String(pattern p)`},
		{"A ::= TIME (SETTINGS \"Basic=Date\")", `A = TIME(settings "Basic=Date")`},
		{"A ::= B (INCLUDES C) D ::= B (C | E (1))", "A = B(type C); D = B((type C | type E(1)))"},
		{"A ::= B (c : 5 | M.v | v {1})", "A = B((c:5 | M.v | v<value 1>))"},
		{"A ::= B ({a 1})", "A = B({a 1})"},
		{"A ::= B (INTEGER : 5)", "A = B((INTEGER):5)"},
		{"A ::= B (WITH COMPONENT (SIZE (1)))", "A = B(each(size(1)))"},
		{"A ::= B (WITH COMPONENTS {..., a (5), b PRESENT, c ABSENT, d (1) OPTIONAL, e})", "A = B(with{..., a(5), b PRESENT, c ABSENT, d(1) OPTIONAL, e})"},
		{"A ::= B (WITH COMPONENTS {a} | WITH COMPONENTS {..., b ABSENT})", "A = B((with{a} | with{..., b ABSENT}))"},
		{"A ::= OCTET STRING (CONTAINING B ENCODED BY der)", "A = OCTET STRING(contents B by der)"},
		{"A ::= OCTET STRING (CONTAINING B (1..5)) C ::= BIT STRING (ENCODED BY {1 2})", "A = OCTET STRING(contents B(1..5)); C = BIT STRING(contents by {1 2})"},
		{"A ::= B (CONSTRAINED BY { anything, {balanced} :: ;; --at all-- })", "A = B(user)"},
		{"A ::= B (CONSTRAINED BY {} ! Problem:bad) (0..5 ! 3)", "A = B(user !(Problem):bad)(0..5 !3)"},
		{"A ::= C.&id ({Set}) B ::= C.&id ({M.Set})", "A = C.&id(table Set); B = C.&id(table M.Set)"},
		{"A ::= C.&id ({Set{D}}{@a, @b.c, @.d, @..e.f, @...g} ! 5)", "A = C.&id(table Set<type D> @a @b.c @.d @..e.f @...g !5)"},
		{"A ::= C.&id ({a | b, ...})", "A = C.&id({a | b , ...})"},
		{"A ::= SEQUENCE OF INTEGER (0..5)", "A = SEQUENCE of INTEGER(0..5)"},
		{"A ::= B (obj.&value | obj.&Set | Set.&Set | M.obj.&Set | M.obj.&v | x < C)", "A = B((obj.&value | type obj.&Set | type Set.&Set | type M.obj.&Set | M.obj.&v | type x < C))"},
	})
}
