package ocsp_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDocumentationNames looks every name up that the right column of a table in the package documentation has, up to
// the remark that may follow.
func TestDocumentationNames(t *testing.T) {
	known, comment := exported(t)
	name := regexp.MustCompile(`\b(?:([A-Z]\w*)\.)?([A-Z]\w*)\b`)
	rows, last := 0, ""
	for line := range strings.Lines(comment) {
		if !strings.HasPrefix(line, "\t") || len(line) < 40 {
			continue
		}
		rows++
		right, _, _ := strings.Cut(line[39:], ":")
		right, _, _ = strings.Cut(right, ";")
		for _, m := range name.FindAllStringSubmatch(right, -1) {
			of, what := m[1], m[2]
			if of == "" && !known[what] && known[last+"."+what] {
				of = last // as in "Response.DER, MarshalBinary"
			}
			if of != "" {
				last, what = of, of+"."+what
			}
			if !known[what] && what != "Error" { // that of package der

				t.Errorf("%q: there is no %s", strings.TrimSpace(line), what)
			}
		}
	}
	if rows < 90 {
		t.Errorf("%d rows", rows)
	}
}

// exported collects the names that the package exports, methods and fields as TYPE.NAME, and its documentation.
func exported(t *testing.T) (known map[string]bool, comment string) {
	t.Helper()
	known = map[string]bool{}
	names, err := filepath.Glob("*.go")
	try(t, err)
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		try(t, err)
		if text := f.Doc.Text(); text != "" {
			comment = text
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				name := d.Name.Name
				if d.Recv != nil {
					of := d.Recv.List[0].Type
					if star, ok := of.(*ast.StarExpr); ok {
						of = star.X
					}
					name = of.(*ast.Ident).Name + "." + name
				}
				known[name] = true
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.ValueSpec:
						for _, n := range s.Names {
							known[n.Name] = true
						}
					case *ast.TypeSpec:
						known[s.Name.Name] = true
						if st, ok := s.Type.(*ast.StructType); ok {
							for _, field := range st.Fields.List {
								for _, n := range field.Names {
									known[s.Name.Name+"."+n.Name] = true
								}
							}
						}
					}
				}
			}
		}
	}
	return known, comment
}
