package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
)

// A mutant is a file with one condition changed.
type mutant struct {
	file  string
	line  int
	was   string
	value bool // what was is now
	text  []byte
}

func (m mutant) String() string {
	return fmt.Sprintf("%s:%d: %s is %v", m.file, m.line, m.was, m.value)
}

// mutantsOf returns the mutants of a file, or of one function in it.
func mutantsOf(file, function string) ([]mutant, error) {
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
	add := func(e ast.Expr, value bool) {
		at, end := files.Position(e.Pos()), files.Position(e.End()).Offset
		was := string(src[at.Offset:end])
		// What the condition uses is used still, so that the file builds.
		now := "(false && (" + was + "))"
		if value {
			now = "(true || (" + was + "))"
		}
		list = append(list, mutant{file, at.Line, was, value, slices.Concat(src[:at.Offset], []byte(now), src[end:])})
	}
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Body == nil || function != "" && fn.Name.Name != function {
			continue
		}
		ast.Inspect(fn.Body, func(n ast.Node) bool {
			if s, ok := n.(*ast.IfStmt); ok && refuses(s.Body) {
				add(s.Cond, false)
				parts(s.Cond, add)
			}
			return true
		})
	}
	return list, nil
}

// refuses says whether a block ends in a return with an error or false, or in a continue.
func refuses(b *ast.BlockStmt) bool {
	if len(b.List) == 0 {
		return false
	}
	switch s := b.List[len(b.List)-1].(type) {
	case *ast.BranchStmt:
		return s.Tok == token.CONTINUE
	case *ast.ReturnStmt:
		if len(s.Results) == 0 {
			return false
		}
		last := s.Results[len(s.Results)-1]
		id, ok := last.(*ast.Ident)
		return !ok || id.Name != "nil" && id.Name != "true"
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
