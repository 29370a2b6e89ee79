package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// twoPackages are a module of its own with two packages, the second of which needs the first.
var twoPackages = map[string]string{
	"go.mod": "module example.com/user\n\ngo 1.26\n",
	"base/base.asn1": `Base { 1 3 6 1 4 1 99999 1 } DEFINITIONS IMPLICIT TAGS ::= BEGIN
id-base OBJECT IDENTIFIER ::= { 1 3 6 1 4 1 99999 1 }
Certificate ::= SEQUENCE { tbs ANY, signature BIT STRING }
Name ::= SEQUENCE OF UTF8String
Header ::= SEQUENCE { sender Name, sent GeneralizedTime }
END
`,
	"order/order.asn1": `Order DEFINITIONS IMPLICIT TAGS ::= BEGIN
IMPORTS Certificate, Name, Header, id-base FROM Base;
id-order OBJECT IDENTIFIER ::= { id-base 1 }
Order ::= SEQUENCE { header Header, name Name, signer Certificate OPTIONAL }
END
`,
}

const importBase = "-import=Base=example.com/user/base"

// TestImport: what a package was compiled with is read from it, and its types are not emitted again.
func TestImport(t *testing.T) {
	t.Setenv("GOWORK", "off")
	folder(t, twoPackages)
	if code, _, stderr := dergen("-o", "base/", "-raw", " Certificate ", "-view", "Base.Name,", "-keep", "Header", "base/base.asn1"); code != 0 || stderr != "" {
		t.Fatalf("base: exit %d, %s", code, stderr)
	}
	text, err := os.ReadFile("base/base_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"//dergen:type Base Certificate Certificate raw\n", "//dergen:type Base Name Name view\n", "//dergen:type Base Header Header keep\n", "//dergen:oid Base id-base IDBase\n",
	} {
		if !strings.Contains(string(text), line) {
			t.Errorf("base_gen.go does not say %s", line)
		}
	}
	code, out, stderr := dergen("-o", "-", "-pkg", "order", "-I", "base", importBase, "order/order.asn1")
	if code != 0 || stderr != "" {
		t.Fatalf("order: exit %d, %s", code, stderr)
	}
	for _, want := range []string{`"example.com/user/base"`, "base.Header\n", "base.NameView\n", "der.Optional[base.Certificate]\n", "//dergen:type Order Order Order\n", "//dergen:oid Order id-order IDOrder\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("the order does not have %s", want)
		}
	}
	for _, not := range []string{"type Header", "//dergen:type Base"} {
		if strings.Contains(out, not) {
			t.Errorf("the order has %s", not)
		}
	}
}

func TestImportFaults(t *testing.T) {
	t.Setenv("GOWORK", "off")
	dir := folder(t, twoPackages)
	if code, _, stderr := dergen("-o", "base/", "base/base.asn1"); code != 0 {
		t.Fatal(stderr)
	}
	if err := os.Mkdir("broken", 0o777); err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(dir, "broken", "broken_gen.go")
	if err := os.WriteFile(broken, []byte("package broken\n\n//dergen:type Base Header\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ flag, want string }{
		{"-import=Base", "dergen: -import Base: expected MODULE=GO/IMPORT/PATH\n"},
		{"-import==example.com/user/base", "dergen: -import =example.com/user/base: expected MODULE=GO/IMPORT/PATH\n"},
		{"-import=Base=", "dergen: -import Base=: expected MODULE=GO/IMPORT/PATH\n"},
		{"-import=Basis=example.com/user/base", "dergen: -import Basis=example.com/user/base: package example.com/user/base holds nothing of module Basis\n"},
		{"-import=Base=example.com/user/broken", "dergen: -import Base=example.com/user/broken: " + broken + ": unknown record \"//dergen:type Base Header\"\n"},
	} {
		code, out, stderr := dergen("-o", "order/", "-I", "base", test.flag, "order/order.asn1")
		if code != 1 || out != "" || stderr != test.want {
			t.Errorf("%s: exit %d, %q, %q", test.flag, code, out, stderr)
		}
	}
	if code, _, stderr := dergen("-o", "order/", "-I", "base", "-import=Base=example.com/user/nowhere", "order/order.asn1"); code != 1 ||
		!strings.HasPrefix(stderr, "dergen: -import Base=example.com/user/nowhere: ") {
		t.Errorf("no such package: exit %d, %q", code, stderr)
	}
	if _, err := os.Stat("order/order_gen.go"); err == nil {
		t.Error("something is written")
	}
}

// TestNotWritable: a file that cannot be written or read is an error that names it.
func TestNotWritable(t *testing.T) {
	for _, test := range []struct{ name, path, file, want string }{
		{"a file where the folder should be", "out/p.go", "out", "dergen: mkdir out: "},
		{"a folder where the file should be", "p.go", "p.go/x", "dergen: p.go is a folder"},
	} {
		folder(t, map[string]string{"good.asn1": good, test.file: ""})
		if code, _, stderr := dergen("-pkg", "p", "-o", test.path, "good.asn1"); code != 1 || !strings.HasPrefix(stderr, test.want) {
			t.Errorf("%s: exit %d, %q", test.name, code, stderr)
		}
		if code, _, stderr := dergen("-check", "-pkg", "p", "-o", test.path, "good.asn1"); code != 1 || !strings.HasPrefix(stderr, "dergen: ") {
			t.Errorf("%s, -check: exit %d, %q", test.name, code, stderr)
		}
		left, err := filepath.Glob(".dergen-*")
		if err != nil || len(left) > 0 {
			t.Errorf("%s: left behind: %v, %v", test.name, left, err)
		}
	}
}

// TestFolders: of a folder after -I, files with another extension and such as cannot be read are passed over; a folder that is not there is told.
func TestFolders(t *testing.T) {
	folder(t, map[string]string{
		"a.asn1":       "A DEFINITIONS ::= BEGIN IMPORTS N FROM Other; T ::= SEQUENCE { n N } END\n",
		"in/other.txt": "Other DEFINITIONS ::= BEGIN N ::= BOOLEAN END\n",
		"in/other.ASN": "Other DEFINITIONS ::= BEGIN N ::= INTEGER (0..7) END\n",
	})
	if err := os.Mkdir("in/folder.asn1", 0o777); err != nil {
		t.Fatal(err)
	}
	code, out, stderr := dergen("-o", "-", "-pkg", "p", "-I", "nowhere", "-I", "in", "a.asn1")
	if code != 0 || !strings.HasPrefix(stderr, "dergen: warning: -I nowhere: ") || strings.Count(stderr, "\n") != 1 || !strings.Contains(out, "\tN INTEGER (0..7)\n") && !strings.Contains(out, "//\tN ::= INTEGER (0..7)\n") {
		t.Errorf("exit %d, %s%s", code, stderr, out)
	}
}
