package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRun changes a package of four functions, whose tests miss a check of the second and the third and do not reach the
// last. What a list says of that decides.
func TestRun(t *testing.T) {
	files := map[string]string{
		"go.mod": "module p\n\ngo 1.25\n",
		"p.go": "package p\n\nfunc a(x bool) int {\n\tif x {\n\t\treturn 1\n\t}\n\treturn 0\n}\n\n" +
			"func b(x bool) int {\n\tif x {\n\t\treturn 1\n\t}\n\treturn 0\n}\n",
		"q.go": "package p\n\nfunc c(x bool) int {\n\tif x {\n\t\treturn 1\n\t}\n\treturn 0\n}\n\n" +
			"func d(x bool) int {\n\tif x {\n\t\treturn 1\n\t}\n\treturn 0\n}\n",
		"p_test.go": "package p\n\nimport \"testing\"\n\nfunc TestAll(t *testing.T) {\n" +
			"\tif a(true) != 1 || a(false) != 0 || b(false) != 0 || c(false) != 0 {\n\t\tt.Fail()\n\t}\n}\n",
	}
	const (
		a       = "`p.go: a: x is false`"
		b       = "p.go:11: `p.go: b: x is false`: not noticed"
		c       = "q.go:4: `q.go: c: x is false`: not noticed"
		d       = "q.go:11: `q.go: d: x is false`: not reached"
		excused = "* It is of no use.\n\n      p.go: b: x is false\n"
	)
	for _, test := range []struct {
		name           string
		places, excuse string
		options
		ok   bool
		want string // up to the time that it takes
	}{
		{"everywhere", "", "", options{checks: true}, false, b + "\n" + c + "\n" + d + "\n4 checks taken out in turn, 3 not noticed, 0 that cannot be"},
		{"a function", "      p.go: a\n", "", options{checks: true}, true, "1 checks taken out in turn, 0 not noticed, 0 that cannot be"},
		{"a file", "      q.go\n", "", options{checks: true}, false, c + "\n" + d + "\n2 checks taken out in turn, 2 not noticed, 0 that cannot be"},
		{"a reason", "      p.go\n", excused, options{checks: true}, true, b + ": It is of no use.\n2 checks taken out in turn, 0 not noticed, 1 that cannot be"},
		{"a reason for what is noticed", "      p.go\n", excused + "      p.go: a: x is false\n", options{checks: true}, false,
			"p.go:4: " + a + ": noticed, though it is listed\n" + b + ": It is of no use.\n2 checks taken out in turn, 0 not noticed, 1 that cannot be"},
		{"a reason for nothing", "      p.go: a\n", "      p.go: a: y is false\n", options{checks: true}, false,
			"`p.go: a: y is false`: listed, and there is no such change\n1 checks taken out in turn, 0 not noticed, 0 that cannot be"},
		{"all changes of a function", "", "", options{only: "p.go: a: "}, true, "p: 6 changes, 6 noticed (100.0 %), 0 not, for listed reasons, 0 not noticed, 0 not reached"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.Mkdir("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			files[filepath.Join("testdata", "checks.md")], files[filepath.Join("testdata", "mutants.md")] = test.places, test.excuse
			for name, text := range files {
				if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			test.workers = 2
			var said strings.Builder
			ok, err := run(&said, ".", nil, test.options)
			if err != nil {
				t.Fatal(err)
			}
			got := said.String()
			if end := strings.LastIndex(got, ", "); ok != test.ok || end < 0 || got[:end] != test.want {
				t.Errorf("%v, %s", ok, got)
			}
		})
	}
}
