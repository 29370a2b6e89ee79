package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
)

// A mutant is a file with one condition changed.
type mutant struct {
	file  string
	in    string // function
	line  int
	was   string
	value bool // what was is now
	text  []byte
}

func (m mutant) String() string {
	return fmt.Sprintf("%s:%d: %s is %v", m.file, m.line, m.was, m.value)
}

// key names m by its function, not its line, and without the folder of its file.
func (m mutant) key() string {
	return fmt.Sprintf("%s:%s: %s is %v", filepath.Base(m.file), m.in, m.was, m.value)
}

// mutantsOf returns the mutants of a file, or of one function in it.
func mutantsOf(file, only string) ([]mutant, error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, file, src, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var list []mutant
	function := ""
	add := func(e ast.Expr, value bool) {
		at, end := files.Position(e.Pos()), files.Position(e.End()).Offset
		was := string(src[at.Offset:end])
		// What the condition uses is used still, so that the file builds.
		now := "(false && (" + was + "))"
		if value {
			now = "(true || (" + was + "))"
		}
		list = append(list, mutant{file, function, at.Line, was, value, slices.Concat(src[:at.Offset], []byte(now), src[end:])})
	}
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil || only != "" && fn.Name.Name != only {
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
