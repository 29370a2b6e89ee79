package schema

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dergen/dergen/gen/internal/syntax"
)

var update = flag.Bool("update", false, "write what comes out to testdata")

// checkFile checks a file: its first module is the root, the others are there to be imported. A line "-- options: ..."
// has what the command line would say.
func checkFile(path string) (*Model, *syntax.Errors, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	errs := new(syntax.Errors)
	mods := syntax.Parse(syntax.NewFile(filepath.Base(path), src), errs)
	if len(mods) == 0 {
		return nil, errs, nil
	}
	find := func(name string, oid []string, at syntax.Pos) *syntax.Module {
		for _, m := range mods {
			if m.Name.Text == name {
				return m
			}
		}
		return nil
	}
	return Check(mods[:1], find, readTestOptions(string(src)), errs), errs, nil
}

func readTestOptions(src string) Options {
	var o Options
	_, line, ok := strings.Cut(src, "-- options: ")
	if !ok {
		return o
	}
	line, _, _ = strings.Cut(line, "\n")
	f := strings.Fields(line)
	for i := 0; i+1 < len(f); i += 2 {
		switch f[i] {
		case "-type":
			o.Types = append(o.Types, f[i+1])
		case "-raw":
			o.Raw = append(o.Raw, f[i+1])
		case "-view":
			o.View = append(o.View, f[i+1])
		case "-keep":
			o.Keep = append(o.Keep, f[i+1])
		case "-expect":
			o.Expect = append(o.Expect, f[i+1])
		case "-import": // Module=path:Type,Type
			mod, rest, _ := strings.Cut(f[i+1], "=")
			pkg, types, _ := strings.Cut(rest, ":")
			p := &ImportedPackage{Path: pkg, Types: make(map[string]ImportedType)}
			for _, name := range strings.Split(types, ",") {
				p.Types[name] = ImportedType{GoName: goName(name)}
			}
			if o.Imports == nil {
				o.Imports = make(map[string]*ImportedPackage)
			}
			o.Imports[mod] = p
		}
	}
	return o
}

// TestModel compares the model of each file of testdata/model with the .want beside it: warnings first, then the dump.
func TestModel(t *testing.T) {
	files, err := filepath.Glob("testdata/model/*.asn1")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".asn1"), func(t *testing.T) {
			m, errs, err := checkFile(path)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			for _, e := range errs.Sorted() {
				got += e.Error() + "\n"
			}
			if m != nil {
				got += dump(m)
			}
			golden(t, strings.TrimSuffix(path, ".asn1")+".want", got)
		})
	}
}

// golden compares what came out with a file, or writes it there.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	diffLines(t, string(want), got)
}

// diffLines reports the first line that differs.
func diffLines(t *testing.T, want, got string) {
	t.Helper()
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(w), len(g)) {
		if i >= len(w) || i >= len(g) || w[i] != g[i] {
			t.Errorf("line %d:\n got %s\nwant %s", i+1, strings.Join(g[min(i, len(g)):min(i+3, len(g))], "\n     "), strings.Join(w[min(i, len(w)):min(i+3, len(w))], "\n     "))
			return
		}
	}
}
