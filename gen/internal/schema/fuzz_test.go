package schema

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// FuzzCheck checks whatever text: there is a model or a fault, and no panic. A model is measured and named throughout.
func FuzzCheck(f *testing.F) {
	files, err := filepath.Glob("testdata/*/*.asn1")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range files {
		src, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(src))
	}
	f.Fuzz(func(t *testing.T, src string) {
		errs := new(syntax.Errors)
		mods := syntax.Parse(syntax.NewFile("fuzz.asn1", []byte(src)), errs)
		if len(mods) == 0 {
			return
		}
		find := func(name string, oid []string, at syntax.Pos) *syntax.Module {
			for _, m := range mods {
				if m.Name.Text == name {
					return m
				}
			}
			return nil
		}
		m := Check(mods[:1], find, readTestOptions(src), errs)
		if m == nil {
			if !errs.Failed() {
				t.Error("no model and no fault")
			}
			return
		}
		for _, mod := range m.Modules {
			for _, d := range mod.Defs {
				if d.GoName == "" || d.MinSize < 1 || d.Type == nil || d.Type.Kind == 0 {
					t.Errorf("%s: incomplete", d.Name)
				}
			}
		}
		dump(m)
	})
}
