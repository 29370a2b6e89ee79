package corpus

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"testing"

	"github.com/dergen/dergen/gen/internal/schema"
)

// isOpen says whether a type is one that the module leaves open, or a list of such.
func isOpen(t *schema.Type) bool {
	b := t.Base()
	return b.Kind == schema.Open || b.Elem != nil && isOpen(b.Elem)
}

// isRaw says whether a Go type is made of der.RawValue: *, [] and der.Optional of it too.
func isRaw(e ast.Expr) bool {
	raw := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.StructType:
			return false
		case *ast.SelectorExpr:
			raw = raw || n.Sel.Name == "RawValue"
		}
		return true
	})
	return raw
}

// testRawFields looks at the Go that was emitted: a field, an accessor or a type is a der.RawValue if the module leaves
// open what it is, and only then.
func testRawFields(t *testing.T, lib *library, built []outcome) {
	fields, accessors, types := 0, 0, 0
	for _, o := range built {
		m := lib.model(o.unit)
		if m == nil {
			continue // testValues says so
		}
		defs := make(map[string]*schema.Def)
		for _, mod := range m.Modules {
			for _, d := range mod.Defs {
				defs[d.GoName] = d
			}
		}
		// member is a component, by the name that it has in Go, of the type that is called so in Go.
		member := func(goType, name string) *schema.Component {
			if d := defs[goType]; d != nil {
				for _, k := range d.Type.Base().Components {
					if k.GoName == name {
						return k
					}
				}
			}
			return nil
		}
		names, err := filepath.Glob(filepath.Join(o.folder, "*_gen.go"))
		if err != nil || len(names) == 0 {
			t.Errorf("%s: nothing was emitted: %v", o.path, err)
		}
		for _, name := range names {
			file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, decl := range file.Decls {
				switch decl := decl.(type) {
				case *ast.FuncDecl:
					// func (v *T) Alternative() (der.RawValue, bool)
					if decl.Recv == nil || decl.Type.Results.NumFields() != 2 || decl.Name.Name == "UnknownAddition" {
						continue
					}
					typ := typeName(decl.Recv.List[0].Type)
					if k := member(typ, decl.Name.Name); k != nil && isRaw(decl.Type.Results.List[0].Type) {
						accessors++
						if !isOpen(k.Type) {
							t.Errorf("%s: alternative %s of %s is a der.RawValue: %s", o.path, k.Name, typ, k.Text)
						}
					}
				case *ast.GenDecl:
					for _, spec := range decl.Specs {
						spec, ok := spec.(*ast.TypeSpec)
						if !ok {
							continue
						}
						d, typ := defs[spec.Name.Name], spec.Name.Name
						if isRaw(spec.Type) {
							types++
							if d == nil || !isOpen(d.Type) {
								t.Errorf("%s: %s is a der.RawValue", o.path, typ)
							}
						}
						s, ok := spec.Type.(*ast.StructType)
						if !ok || d == nil || d.Type.Base().Kind == schema.Choice {
							continue
						}
						for _, f := range s.Fields.List {
							for _, name := range f.Names {
								k := member(typ, name.Name)
								if k == nil || !isRaw(f.Type) {
									continue
								}
								fields++
								if !isOpen(k.Type) {
									t.Errorf("%s: component %s of %s is a der.RawValue: %s", o.path, k.Name, typ, k.Text)
								}
							}
						}
					}
				}
			}
		}
	}
	t.Logf("der.RawValue: %d fields, %d alternatives, %d types", fields, accessors, types)
	if fields == 0 || types == 0 {
		t.Error("too few to say anything")
	}
}

func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return typeName(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}
