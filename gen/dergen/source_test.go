package main

import (
	"strings"
	"testing"
)

// TestFaultOfAnImport: a fault of an imported module counts only if what has it is needed.
func TestFaultOfAnImport(t *testing.T) {
	const other = `Other DEFINITIONS ::= BEGIN
Bad ::= SEQUENCE { a INTEGER b }
Good ::= INTEGER (0..7)
END
`
	for _, test := range []struct {
		name, root string
		code       int
		said       string
	}{
		{"not needed", "A DEFINITIONS ::= BEGIN IMPORTS Good FROM Other; T ::= SEQUENCE { g Good } END\n", 0,
			"in/other.asn1:2:30: warning: expected \",\" or \"}\", found \"b\"; what stands here is left out, and nothing needs it\n"},
		{"needed", "A DEFINITIONS ::= BEGIN IMPORTS Bad FROM Other; T ::= SEQUENCE { b Bad } END\n", 1,
			"in/other.asn1:2:30: expected \",\" or \"}\", found \"b\"\n"},
		{"another fault", "A DEFINITIONS ::= BEGIN IMPORTS Good FROM Other; T ::= SEQUENCE { g Good, x X } END\n", 1,
			"a.asn1:1:77: X is not defined in A\n" +
				"in/other.asn1:2:30: warning: expected \",\" or \"}\", found \"b\"; what stands here is left out, and nothing needs it\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			folder(t, map[string]string{"a.asn1": test.root, "in/other.asn1": other})
			code, _, stderr := dergen("-o", "out/", "-I", "in", "a.asn1")
			if code != test.code || stderr != test.said {
				t.Errorf("exit %d, said\n%s", code, stderr)
			}
		})
	}
}

// TestModuleByIdentifier: the identifier of an import counts before its name.
func TestModuleByIdentifier(t *testing.T) {
	folder(t, map[string]string{
		"a.asn1":    "A DEFINITIONS ::= BEGIN IMPORTS N FROM Other {iso(1) member-body(2) us(840) 7}; T ::= SEQUENCE { n N } END\n",
		"in/x.asn1": "Other {iso member-body(2) us(840) 6} DEFINITIONS ::= BEGIN N ::= BOOLEAN END\n",
		"in/y.asn1": "Another {iso member-body(2) us(840) 7} DEFINITIONS ::= BEGIN N ::= INTEGER (0..7) END\n",
	})
	code, out, stderr := dergen("-o", "-", "-pkg", "p", "-I", "in", "a.asn1")
	if code != 0 || stderr != "" || !strings.Contains(out, "is, in module Another,") || strings.Contains(out, "is, in module Other,") {
		t.Errorf("exit %d, %s%s", code, stderr, out)
	}
}

// TestModuleByName: of the modules of a name, one with another identifier is the last choice.
func TestModuleByName(t *testing.T) {
	folder(t, map[string]string{
		"a.asn1":      "A DEFINITIONS ::= BEGIN IMPORTS N FROM Other {iso(1) member-body(2) us(840) 9}; T ::= SEQUENCE { n N } END\n",
		"four/x.asn1": "Other {iso member-body(2) us(840) 4} DEFINITIONS ::= BEGIN O ::= BOOLEAN END\n",
		"nine/y.asn1": "Other DEFINITIONS ::= BEGIN N ::= INTEGER (0..7) END\n",
	})
	code, out, stderr := dergen("-o", "-", "-pkg", "p", "-I", "four", "-I", "nine", "a.asn1")
	if code != 0 || stderr != "" || !strings.Contains(out, "N int64") && !strings.Contains(out, "type N ") {
		t.Errorf("exit %d, %s%s", code, stderr, out)
	}
}
