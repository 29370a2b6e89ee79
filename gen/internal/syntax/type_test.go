package syntax

import "testing"

func TestTypes(t *testing.T) {
	checkAssignments(t, [][2]string{
		{"A ::= BOOLEAN", "A = BOOLEAN"},
		{"A ::= OBJECT IDENTIFIER", "A = OBJECT IDENTIFIER"},
		{"A ::= BIT STRING B ::= OCTET STRING", "A = BIT STRING; B = OCTET STRING"},
		{"A ::= BIT STRING { a(0), b(ub) }", "A = BIT STRING{a=0,b=ub}"},
		{"A ::= EMBEDDED PDV B ::= CHARACTER STRING", "A = EMBEDDED PDV; B = CHARACTER STRING"},
		{"A ::= RELATIVE-OID B ::= OID-IRI C ::= TIME-OF-DAY", "A = RELATIVE-OID; B = OID-IRI; C = TIME-OF-DAY"},
		{"A ::= INTEGER { a(1), b(-1), c(M.x) }", "A = INTEGER{a=1,b=-1,c=M.x}"},
		{"A ::= ENUMERATED { a, b(3), ..., c, d(9) }", "A = ENUMERATED{a,b=3,...,c,d=9}"},
		{"A ::= ENUMERATED { a, ... ! 5 }", "A = ENUMERATED{a,...}"},
		{"A ::= CHOICE { a INTEGER, b [1] B, ..., c C, [[ d D, e E ]], ... }", "A = CHOICE{a INTEGER, b [1]B, + c C, +1 d D, +1 e E, ...}"},
		{"A ::= [0] B", "A = [0]B"},
		{"A ::= [APPLICATION 3] IMPLICIT B", "A = [APPLICATION 3]implicit B"},
		{"A ::= [UNIVERSAL 12] EXPLICIT B", "A = [UNIVERSAL 12]explicit B"},
		{"A ::= [PRIVATE x] [M.y] B", "A = [PRIVATE x][M.y]B"},
		{"A ::= [TAG: 3] B", "A = [3]B"},
		{"A ::= B", "A = B"},
		{"A ::= M.B", "A = M.B"},
		{"A ::= B {C, 5, {D}, c, TRUE, M.x, M.T, C.&x, NULL, {1, 2}}", "A = B<type C, value 5, {D}, value c, value TRUE, value M.x, type M.T, type C.&x, value NULL, {1 , 2}>"},
		{"A ::= B {{Set}} (SIZE (1))", "A = B<{Set}>(size(1))"},
		{"A ::= B {C {D {{E}}}}", "A = B<type C<type D<{E}>>>"},
		{"A ::= B {INTEGER : 5, x < T, \"s\"}", `A = B<value (INTEGER):5, type x < T, value "s">`},
		{"A ::= C.&Type", "A = C.&Type"},
		{"A ::= C.&a.&Type", "A = C.&a.&Type"},
		{"A ::= M.C.&Type", "A = M.C.&Type"},
		{"A ::= object.&Type", "A = object.&Type"},
		{"A ::= M.object.&Type", "A = M.object.&Type"},
		{"A ::= object{B}.&Type", "A = object<type B>.&Type"},
		{"A ::= a < B", "A = a < B"},
		{"A ::= ANY", "A = ANY"},
		{"A ::= SEQUENCE { a OBJECT IDENTIFIER, b ANY DEFINED BY a OPTIONAL }", "A = SEQUENCE{a OBJECT IDENTIFIER, b ANY by a?}"},
		{"A ::= INSTANCE OF TYPE-IDENTIFIER", "A = INSTANCE OF TYPE-IDENTIFIER"},
		{"A ::= TYPE-IDENTIFIER.&Type (INTEGER)", "A = TYPE-IDENTIFIER.&Type(type INTEGER)"},
		// the names of types are no reserved words
		{"UTF8String ::= [UNIVERSAL 12] IMPLICIT OCTET STRING", "UTF8String = [UNIVERSAL 12]implicit OCTET STRING"},
		{"TIME ::= CLASS { &A } DATE {B} ::= B", "TIME = class{&A}; DATE<B> = B"},
		{"Date ::= DATE.&x", "Date = DATE.&x"},
	})
}

func TestStructures(t *testing.T) {
	checkAssignments(t, [][2]string{
		{"A ::= SEQUENCE {}", "A = SEQUENCE{}"},
		{"A ::= SET { a B, c [0] D OPTIONAL, e INTEGER DEFAULT 5 }", "A = SET{a B, c [0]D?, e INTEGER=5}"},
		{"A ::= SEQUENCE { a [0]B, c[1] IMPLICIT D DEFAULT {} }", "A = SEQUENCE{a [0]B, c [1]implicit D={}}"},
		{"A ::= SEQUENCE { ... }", "A = SEQUENCE{...}"},
		{"A ::= SEQUENCE { ..., ... }", "A = SEQUENCE{...}"},
		{"A ::= SEQUENCE { a B, ... }", "A = SEQUENCE{a B, ...}"},
		{"A ::= SEQUENCE { a B, ... ! x, c C, ..., d D }", "A = SEQUENCE{a B, + c C, ++ d D, ...}"},
		{"A ::= SEQUENCE { a B, ..., [[ c C, d D ]], e E, [[ 3: f F ]], ..., g G }", "A = SEQUENCE{a B, +1 c C, +1 d D, + e E, +2 f F, ++ g G, ...}"},
		{"A ::= SEQUENCE { COMPONENTS OF B, c C }", "A = SEQUENCE{COMPONENTS OF B, c C}"},
		{"A ::= SEQUENCE { a B (1..5) OPTIONAL, b C {D} DEFAULT x }", "A = SEQUENCE{a B(1..5)?, b C<type D>=x}"},
		{"A ::= SEQUENCE OF B", "A = SEQUENCE of B"},
		{"A ::= SET OF SEQUENCE OF b B (1)", "A = SET of SEQUENCE of b B(1)"},
		{"A ::= SEQUENCE SIZE (1..MAX) OF B", "A = SEQUENCE(size(1..MAX)) of B"},
		{"A ::= SEQUENCE (SIZE (1..MAX)) OF B", "A = SEQUENCE(size(1..MAX)) of B"},
		{"A ::= SET (SIZE (1..ub, ...)) OF a < B", "A = SET(size(1..ub, ...)) of a < B"},
		{"A ::= SEQUENCE OF obj.&Type", "A = SEQUENCE of obj.&Type"},
		{"A ::= SEQUENCE { a SEQUENCE { b CHOICE { c C } } }", "A = SEQUENCE{a SEQUENCE{b CHOICE{c C}}}"},
		{"A ::= SEQUENCE { a INTEGER DEFAULT -1, b REAL DEFAULT -1.5E3 }", "A = SEQUENCE{a INTEGER=-1, b REAL=real -1.5E3}"},
	})
}

func TestParameters(t *testing.T) {
	checkAssignments(t, [][2]string{
		{"A {B} ::= SEQUENCE OF B", "A<B> = SEQUENCE of B"},
		{"A {INTEGER:ub, B, CLASS:Set, C:c, M.D : E, b} ::= B", "A<INTEGER:ub,B,CLASS:Set,C:c,M.D:E,b> = B"},
		{"a {INTEGER:x} INTEGER ::= x", "a<INTEGER:x> INTEGER = x"},
		{"Errors{OPERATION:Operations} ERROR ::= {Operations.&Errors}", "Errors<OPERATION:Operations> ERROR = set{Operations . &Errors}"},
		{"C {D} ::= CLASS { &a D }", "C<D> = class{&a D}"},
		{"Upper ::= SET1 {INTEGER (1..5):x}", "Upper = SET1<value (INTEGER(1..5)):x>"},
	})
}

func TestSourceOfComponents(t *testing.T) {
	m := parseOne(t, "A ::= SEQUENCE {\n  a  INTEGER OPTIONAL , -- text\n  COMPONENTS OF B, ..., [[ c  C DEFAULT {1, 2} ]] } -- more\nB ::= INTEGER -- text")
	src := func(from, to Pos) string { return string(from.File.Src[from.Off:to.Off]) }
	s := m.Assignments[0].Type.(*Struct)
	for k, want := range []string{"a  INTEGER OPTIONAL", "COMPONENTS OF B", "c  C DEFAULT {1, 2}"} {
		if got := src(s.Components[k].From, s.Components[k].To); got != want {
			t.Errorf("component %d: %q, want %q", k, got, want)
		}
	}
	for k, want := range []string{"A ::= SEQUENCE {\n  a  INTEGER OPTIONAL , -- text\n  COMPONENTS OF B, ..., [[ c  C DEFAULT {1, 2} ]] }", "B ::= INTEGER"} {
		if a := m.Assignments[k]; src(a.From, a.To) != want {
			t.Errorf("assignment %d: %q, want %q", k, src(a.From, a.To), want)
		}
	}
}
