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

// TestModuleByName: of modules with one identifier the name decides, and of those with one name the identifier.
func TestModuleByName(t *testing.T) {
	const (
		root  = "A DEFINITIONS ::= BEGIN IMPORTS N FROM Other {iso(1) member-body(2) us(840) 9}; T ::= SEQUENCE { n N } END\n"
		four  = "Other {iso member-body(2) us(840) 4} DEFINITIONS ::= BEGIN N ::= BOOLEAN END\n"
		bare  = "Other DEFINITIONS ::= BEGIN N ::= BOOLEAN END\n"
		seed  = "Seed {iso member-body(2) us(840) 9} DEFINITIONS ::= BEGIN N ::= BOOLEAN END\n"
		dated = "Other-2004 {iso member-body(2) us(840) 9} DEFINITIONS ::= BEGIN N ::= BOOLEAN END\n"
		nine  = "Other {iso member-body(2) us(840) 9} DEFINITIONS ::= BEGIN N ::= BOOLEAN END\n"
	)
	for _, test := range []struct{ first, second, want string }{
		{four, bare, bare}, {bare, four, bare}, {four, seed, seed}, {seed, bare, seed}, {seed, dated, dated}, {dated, seed, dated},
		{dated, nine, nine}, {four, four, four},
	} {
		want := strings.Replace(test.want, "BOOLEAN", "INTEGER (0..7)", 1)
		files := map[string]string{"a.asn1": root, "1/x.asn1": test.first, "2/y.asn1": test.second}
		for name, text := range files {
			if text == test.want {
				files[name] = want
			}
		}
		folder(t, files)
		code, out, stderr := dergen("-o", "-", "-pkg", "p", "-I", "1", "-I", "2", "a.asn1")
		if code != 0 || !strings.Contains(out, "N ::= INTEGER (0..7)") {
			t.Errorf("%q, %q: exit %d, %s%s", test.first, test.second, code, stderr, out)
		}
	}
}
