package endtoend

import (
	"bytes"
	"encoding/hex"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEndToEnd compiles every archive of gen/testdata that has modules with rows, and does its rows:
//
//	Type OCTETS accept                          decodes, encodes back the same, and much besides: testdata/driver.go.txt
//	Type OCTETS reject ErrTag Type.path 2       is refused with that error, path and offset
//	Type OCTETS decode DecodeX *GoType 020105   the function for the open type gives that; "<nil>": nothing
//	Type OCTETS decode DecodeX ErrTag path 0    or that error
//
// Types are named as in Go, [octets] says how octets are written. A line that begins with # is a remark. An archive may
// also hold: flags, those of the command; errors, the messages of the compiler; T.golden, the Go of one type; *.go, files
// for the package, whose function Check(problem func(format string, args ...any)) is called if there is one.
//
// In the same program, so that one build serves: the rows of der-rows.json, and random values.
func TestEndToEnd(t *testing.T) {
	paths, err := filepath.Glob(filepath.Join(testdata, "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no archives", err)
	}
	p := new(program)
	for _, path := range paths {
		a := readArchive(t, path)
		if a.file("rows") == nil || *only != "" && a.name() != *only {
			continue
		}
		c := a.compile(t)
		if c.model == nil {
			continue
		}
		k := packed{compiled: c, files: map[string]string{}}
		for _, f := range a.files {
			if strings.HasSuffix(f.name, ".go") {
				k.files[f.name] = f.text
				k.checks = k.checks || strings.Contains(f.text, "\nfunc Check(")
			}
		}
		p.packages = append(p.packages, k)
		a.rows(t, p, c, k.checks)
		p.random(c, 8)
		if a.name() == "derrows" {
			p.derRows(t, c)
		}
	}
	if *only == "" {
		p.published(t)
	}
	p.run(t)
}

// compile compiles the modules of an archive, and compares messages and goldens.
func (a *archive) compile(t *testing.T) *compiled {
	t.Helper()
	roots, lib := a.modules()
	text := ""
	if f := a.file("flags"); f != nil {
		text = f.text
	}
	c := compile(t, a.name(), roots, lib, text)
	a.same(t, "errors", c.messages)
	if c.model == nil {
		t.Errorf("%s: refused:\n%s", a.path, c.messages)
		return c
	}
	for _, f := range a.files {
		if name, ok := strings.CutSuffix(f.name, ".golden"); ok {
			a.same(t, f.name, declarations(t, c.code, name))
		}
	}
	a.write(t)
	return c
}

// declarations are the declarations of a type in generated code: itself, its kinds and its methods.
func declarations(t *testing.T, code, name string) string {
	t.Helper()
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, "gen.go", code, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	print := func(doc *ast.CommentGroup, from, to token.Pos) {
		if doc != nil {
			from = doc.Pos()
		}
		b.WriteString(code[files.Position(from).Offset:files.Position(to).Offset] + "\n\n")
	}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.GenDecl:
			if s, ok := d.Specs[0].(*ast.TypeSpec); ok && (s.Name.Name == name || s.Name.Name == name+"Kind") {
				print(d.Doc, d.Pos(), d.End())
			}
		case *ast.FuncDecl:
			if d.Recv == nil {
				continue
			}
			typ := d.Recv.List[0].Type
			if star, ok := typ.(*ast.StarExpr); ok {
				typ = star.X
			}
			if id, ok := typ.(*ast.Ident); ok && id.Name == name {
				print(d.Doc, d.Pos(), d.End())
			}
		}
	}
	out, err := format.Source(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

var rowForm = regexp.MustCompile(`^(\S+)\s+(\S.*?)\s+(accept|reject|decode)\b\s*(.*)$`)

// rows adds the rows of an archive to the program.
func (a *archive) rows(t *testing.T, p *program, c *compiled, checks bool) {
	t.Helper()
	g := p.group(a.name())
	f := a.file("rows")
	lines := strings.Split(f.text, "\n")
	for k, line := range lines {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		m := rowForm.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("%s: no row: %s", a.path, line)
			continue
		}
		in, err := octets(m[2])
		if err != nil {
			t.Errorf("%s: %v", a.path, err)
			continue
		}
		if c.def(m[1]) == nil {
			t.Errorf("%s: no type %s: %s", a.path, m[1], line)
			continue
		}
		j := job{Type: c.pkg + "." + m[1], Kind: m[3], In: in, Loose: c.loose}
		settle := func(want, got string) {
			if got == want {
				return
			}
			if *update && want != "accept" {
				lines[k] = strings.TrimRight(strings.TrimSuffix(line, m[4]), " ") + " " + got
				return
			}
			g.problem("%s\n\tgot %s", line, got)
		}
		switch m[3] {
		case "accept", "reject":
			g.add(line, j, func(a answer) {
				switch {
				case m[3] == "accept" && a.Fault != nil:
					g.problem("%s\n\trefused: %s", line, a.Fault.Text)
				case m[3] == "reject" && a.Fault == nil:
					g.problem("%s\n\taccepted", line)
				case m[3] == "reject":
					settle(m[4], a.Fault.String())
				}
			})
		case "decode":
			name, want, _ := strings.Cut(m[4], " ")
			j.Func = c.pkg + "." + name
			g.add(line, j, func(a answer) {
				got := a.Result
				switch {
				case a.Fault != nil:
					g.problem("%s\n\trefused: %s", line, a.Fault.Text)
					return
				case a.Again != nil:
					got = a.Again.String()
				}
				if b, err := octets(strings.Join(strings.Fields(want)[min(1, len(strings.Fields(want))):], " ")); err == nil && a.Again == nil && len(b) > 0 {
					want = strings.Fields(want)[0] + " " + hex.EncodeToString(b)
				}
				settle(name+" "+want, name+" "+got)
			})
		}
	}
	if checks {
		g.add("Check", job{Kind: "check", Func: c.pkg}, nil)
	}
	g.finish = func(t *testing.T) {
		if *update {
			f.text = strings.Join(lines, "\n")
			a.write(t)
		}
	}
}
