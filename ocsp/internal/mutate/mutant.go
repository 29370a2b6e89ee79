package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
)

// A mutant is a condition that can be changed.
type mutant struct {
	file     string
	in       string // function
	line     int
	pos, end int // offsets
	was      string
	value    bool // what was is now
}

func (m mutant) String() string {
	return fmt.Sprintf("%s:%d: %s is %v", m.file, m.line, m.was, m.value)
}

// key names m by its function, not its line, and without the folder of its file.
func (m mutant) key() string {
	return fmt.Sprintf("%s:%s: %s is %v", filepath.Base(m.file), m.in, m.was, m.value)
}

// mutantsOf returns the mutants of a file, or of those functions in it if there are any.
func mutantsOf(file string, src []byte, only []string) ([]mutant, error) {
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, file, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var list []mutant
	function := ""
	add := func(e ast.Expr, value bool) {
		at, end := files.Position(e.Pos()), files.Position(e.End()).Offset
		list = append(list, mutant{file, function, at.Line, at.Offset, end, string(src[at.Offset:end]), value})
	}
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil || len(only) > 0 && !slices.Contains(only, fn.Name.Name) {
			continue
		}
		function = fn.Name.Name
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.IfStmt:
				if leaves(n.Body.List) {
					add(n.Cond, false)
					parts(n.Cond, add)
				}
			case *ast.SwitchStmt:
				for _, c := range n.Body.List {
					// With a tag, the cases are values and no conditions.
					if c := c.(*ast.CaseClause); n.Tag == nil && leaves(c.Body) {
						for _, e := range c.List {
							add(e, false)
							parts(e, add)
						}
					}
				}
			case *ast.ReturnStmt:
				for _, e := range n.Results {
					parts(e, add)
				}
			case *ast.AssignStmt:
				for _, e := range n.Rhs {
					parts(e, add)
				}
			}
			return true
		})
	}
	return list, nil
}

// switched is the text of a file in which each of the mutants is there or not, by the variable that [variable] declares:
// they have the numbers from first on.
func switched(src []byte, list []mutant, first int) []byte {
	at := make([]string, len(src)+1) // what is inserted there
	for i, m := range list {
		if m.value {
			at[m.pos] += fmt.Sprintf("(dergenMutant == %d || (", first+i)
		} else {
			at[m.pos] += fmt.Sprintf("(dergenMutant != %d && (", first+i)
		}
		// A condition comes before its parts in the list: what ends with it encloses them.
		at[m.end] = "))" + at[m.end]
	}
	var b bytes.Buffer
	for i := range at {
		b.WriteString(at[i])
		if i < len(src) {
			b.WriteByte(src[i])
		}
	}
	return b.Bytes()
}

// environment names the number of the mutant that a test runs with.
const environment = "DERGEN_MUTANT"

// variable is a file of that package that declares what the mutants look at.
func variable(pkg string) []byte {
	return fmt.Appendf(nil, "package %s\n\nimport (\n\t\"os\"\n\t\"strconv\"\n)\n\n"+
		"var dergenMutant, _ = strconv.Atoi(os.Getenv(%q))\n", pkg, environment)
}

// leaves says whether statements end the work on something: by a return, a continue, a break, or by being none at all, as
// a case of a switch may be.
func leaves(list []ast.Stmt) bool {
	if len(list) == 0 {
		return true
	}
	switch list[len(list)-1].(type) {
	case *ast.BranchStmt, *ast.ReturnStmt:
		return true
	}
	return false
}

// parts goes through what || and && join in a condition.
func parts(e ast.Expr, add func(e ast.Expr, value bool)) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		parts(e.X, add)
	case *ast.BinaryExpr:
		if e.Op == token.LOR || e.Op == token.LAND {
			for _, x := range []ast.Expr{e.X, e.Y} {
				if b, ok := x.(*ast.BinaryExpr); !ok || b.Op != e.Op {
					add(x, e.Op == token.LAND)
				}
				parts(x, add)
			}
		}
	}
}
