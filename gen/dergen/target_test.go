package main

import (
	"os"
	"strings"
	"testing"
)

// TestOutputFaults asks for output where none can be written: nothing is half written then.
func TestOutputFaults(t *testing.T) {
	two := good + "Second DEFINITIONS ::= BEGIN\nLine ::= SEQUENCE { x INTEGER }\nEND\n"
	for _, test := range []struct {
		name string
		args []string
		dirs []string // made before
		want string
	}{
		{"a folder of the file's name", []string{"-pkg", "p", "-o", "z.go", "two.asn1"}, []string{"z.go"}, "dergen: z.go is a folder; for one file a module in it, write -o z.go/\n"},
		{"the second of two", []string{"-pkg", "p", "-o", "out/", "two.asn1"}, []string{"out/second_gen.go"}, "dergen: out/second_gen.go is a folder; "},
		{"a file of the folder's name", []string{"-pkg", "p", "-o", "two.asn1/", "two.asn1"}, nil, "dergen: mkdir two.asn1: "},
	} {
		folder(t, map[string]string{"two.asn1": two})
		for _, dir := range test.dirs {
			if err := os.MkdirAll(dir, 0o777); err != nil {
				t.Fatal(err)
			}
		}
		code, out, stderr := dergen(test.args...)
		if code != 1 || out != "" || !strings.HasPrefix(stderr, test.want) {
			t.Errorf("%s: exit %d, stdout %q, stderr %q", test.name, code, out, stderr)
		}
		for _, dir := range []string{".", "out"} {
			entries, _ := os.ReadDir(dir)
			for _, e := range entries {
				if !e.IsDir() && e.Name() != "two.asn1" {
					t.Errorf("%s: %s/%s is there", test.name, dir, e.Name())
				}
			}
		}
	}
}

func TestCommandLineFaults(t *testing.T) {
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"good.asn1", "-type", "Point"}, 2, "dergen: -type stands behind a FILE: flags stand before the FILEs\n"},
		{[]string{"-pkg", "p", "-o", "-", "-type", "Pont", "good.asn1"}, 1, "dergen: -type Pont: there is no such type; did you mean Point?\n"},
		{[]string{"-pkg", "p", "-o", "-", "-raw", "Good.point", "good.asn1"}, 1, "dergen: -raw Good.point: there is no such type; did you mean Point?\n"},
		{[]string{"-pkg", "p", "-o", "-", "-keep", "Nothing", "good.asn1"}, 1, "dergen: -keep Nothing: there is no such type\n"},
		{[]string{"-pkg", "p", "-o", "-", "-import", "Good", "good.asn1"}, 1, "dergen: -import Good: expected MODULE=GO/IMPORT/PATH\n"},
		{[]string{"-pkg", "p", "-o", "-", "-import", "Other=fmt", "good.asn1"}, 1, "dergen: -import Other=fmt: package fmt holds nothing of module Other\n"},
		{[]string{"-pkg", "p", "-o", "-", "-I", "nowhere", "good.asn1"}, 0, "dergen: warning: -I nowhere: open nowhere: "},
	} {
		folder(t, map[string]string{"good.asn1": good, "go.mod": "module p\n"})
		code, _, stderr := dergen(test.args...)
		if code != test.code || !strings.HasPrefix(stderr, test.want) {
			t.Errorf("dergen %q: exit %d, stderr %q", test.args, code, stderr)
		}
	}
}
