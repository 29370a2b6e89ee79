package random

import (
	"fmt"
	"slices"
	"testing"

	"github.com/dergen/dergen/gen/internal/schema"
	"github.com/dergen/dergen/gen/internal/syntax"
)

const module = `M DEFINITIONS AUTOMATIC TAGS ::= BEGIN
Truth ::= BOOLEAN
Small ::= INTEGER (3..4)
Colour ::= ENUMERATED { red(1), green(300) }
Bits ::= BIT STRING { a(0), b(9) } (SIZE (0..1))
Text ::= IA5String (SIZE (1)) (FROM ("x".."y"))
Default ::= SEQUENCE { a INTEGER (0..1) DEFAULT 0 }
Both ::= SET { b [1] NULL, a [0] NULL }
High ::= [PRIVATE 1000] BOOLEAN (TRUE)
Outer ::= [5] EXPLICIT BOOLEAN (TRUE)
Several ::= SET SIZE (2) OF INTEGER (1..2)
Either ::= CHOICE { a NULL, b BOOLEAN (FALSE) }
List ::= SEQUENCE { more List OPTIONAL }
END
`

// defs are the definitions of the module.
func defs(t *testing.T) map[string]*schema.Def {
	errs := new(syntax.Errors)
	none := func(string, []string, syntax.Pos) *syntax.Module { return nil }
	model := schema.Check(syntax.Parse(syntax.NewFile("m.asn1", []byte(module)), errs), none, schema.Options{}, errs)
	if model == nil {
		t.Fatal(errs.Sorted())
	}
	list := make(map[string]*schema.Def)
	for _, d := range model.Modules[0].Defs {
		list[d.Name] = d
	}
	return list
}

// TestValues: of types with few values all are made, and nothing else.
func TestValues(t *testing.T) {
	list := defs(t)
	for _, test := range []struct {
		typ  string
		want []string
	}{
		{"Truth", []string{"010100", "0101ff"}},
		{"Small", []string{"020103", "020104"}},
		{"Colour", []string{"0a0101", "0a02012c"}},
		{"Bits", []string{"030100", "03020780"}},
		{"Text", []string{"160178", "160179"}},
		{"Default", []string{"3000", "3003800101"}},
		{"Both", []string{"310480008100"}},
		{"High", []string{"df876801ff"}},
		{"Outer", []string{"a5030101ff"}},
		{"Several", []string{"3106020101020101", "3106020101020102", "3106020102020102"}},
		{"Either", []string{"8000", "810100"}},
	} {
		var got []string
		for n := range 200 {
			if b := New(test.typ, n).Value(list[test.typ]); b != nil && !slices.Contains(got, fmt.Sprintf("%x", b)) {
				got = append(got, fmt.Sprintf("%x", b))
			}
		}
		if slices.Sort(got); !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", test.typ, got, test.want)
		}
	}
}

// TestRepeats: a seed stands for a value.
func TestRepeats(t *testing.T) {
	d := defs(t)["List"]
	different := make(map[string]bool)
	for n := range 100 {
		a, b := New("seed", n).Value(d), New("seed", n).Value(d)
		if string(a) != string(b) {
			t.Errorf("%d: %x and %x", n, a, b)
		}
		different[string(a)] = true
	}
	if len(different) < 3 {
		t.Errorf("100 seeds give %d values", len(different))
	}
}
