package main

import (
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// A mutant is one change. Its number is its place in [program.mutants].
type mutant struct {
	at    string // file and line
	key   string // file, function and what is changed: stays when lines move
	check bool   // it takes a check out ([guard])
}

// These are the changes:
//
//   - a condition, or a bool that is returned or assigned, is true; it is false
//   - each part of && is true, of || false
//   - < becomes <=, and so on, where neither side is a constant
//   - another operator: - for +, / for *, | for &, >> for <<, and so on
//   - a whole number that is constant is one more; one less
//   - an error that is returned is nil
//   - a call, an assignment, a ++ is left out
//
// Not changed are capacities that are given to make, and numbers that are returned beside a constant false or beside an
// error: nobody reads them.

// mutate finds the changes in a function and notes how the text of its file turns into one that has them all.
func (p *program) mutate(f *file, fn *ast.FuncDecl) {
	c := &changer{p: p, file: f, function: functionName(fn)}
	ast.Inspect(fn.Body, c.visit)
}

func functionName(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return fn.Name.Name
	}
	t := fn.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	switch x := t.(type) {
	case *ast.IndexExpr:
		t = x.X
	case *ast.IndexListExpr:
		t = x.X
	}
	return t.(*ast.Ident).Name + "." + fn.Name.Name
}

type changer struct {
	p        *program
	file     *file
	function string
	unread   []ast.Expr // what is returned beside an error or false
	capacity ast.Expr   // for make
}

// add makes a mutant and returns its number.
func (c *changer) add(n ast.Node, format string, args ...any) int {
	pos := c.p.files.Position(n.Pos())
	key := fmt.Sprintf("%s: %s: %s", c.file.name, c.function, strings.ReplaceAll(fmt.Sprintf(format, args...), "`", "'"))
	if c.p.keys[key]++; c.p.keys[key] > 1 {
		key = fmt.Sprintf("%s (%d)", key, c.p.keys[key])
		c.p.keys[key] = 1
	}
	c.p.mutants = append(c.p.mutants, mutant{at: fmt.Sprintf("%s:%d", c.file.name, pos.Line), key: key})
	return len(c.p.mutants) - 1
}

// wrap puts a call around an expression.
func (c *changer) wrap(n ast.Node, before, after string) {
	c.file.wrap(c.p.offset(n.Pos()), c.p.offset(n.End()), before, after)
}

// text is a node on one line, shortened.
func (c *changer) text(n ast.Node) string {
	s := strings.Join(strings.Fields(string(c.file.src[c.p.offset(n.Pos()):c.p.offset(n.End())])), " ")
	if len(s) > 100 {
		s = s[:97] + "..."
	}
	return s
}

// line is the line that a node begins on.
func (c *changer) line(n ast.Node) string {
	from := c.p.offset(n.Pos())
	begin := strings.LastIndexByte(string(c.file.src[:from]), '\n') + 1
	s, _, _ := strings.Cut(string(c.file.src[begin:]), "\n")
	s, _, _ = strings.Cut(s, " // ")
	if s = strings.TrimSpace(s); len(s) > 100 {
		s = s[:97] + "..."
	}
	return s
}

func (c *changer) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IfStmt:
		c.condition(n.Cond, true, guardOf(n.Body.List))
	case *ast.ForStmt:
		if n.Cond != nil {
			c.condition(n.Cond, false, guardsNothing)
		}
	case *ast.SwitchStmt:
		if n.Tag == nil {
			for _, s := range n.Body.List {
				s := s.(*ast.CaseClause)
				for _, e := range s.List {
					c.condition(e, true, guardOf(s.Body))
				}
			}
		}
	case *ast.ReturnStmt:
		if last := len(n.Results) - 1; last > 0 {
			switch t := c.p.info.Types[n.Results[last]]; {
			case t.Value != nil && t.Value.Kind() == constant.Bool && !constant.BoolVal(t.Value), !t.IsNil() && isError(t.Type):
				c.unread = append(c.unread, n.Results[:last]...)
			}
		}
		for _, e := range n.Results {
			c.result(e)
		}
	case *ast.AssignStmt:
		if len(n.Lhs) == len(n.Rhs) {
			for _, e := range n.Rhs {
				if c.isBool(e) {
					c.condition(e, true, guardsInParts)
				}
			}
		}
	case *ast.BlockStmt:
		c.statements(n.List...)
	case *ast.CaseClause:
		c.statements(n.Body...)
	case *ast.CommClause:
		c.statements(n.Body...)
	case *ast.ArrayType:
		return n.Len == nil // which must be constant
	case *ast.GenDecl:
		return n.Tok != token.CONST
	case *ast.CompositeLit:
		for _, e := range n.Elts {
			if kv, ok := e.(*ast.KeyValueExpr); ok {
				ast.Inspect(kv.Value, c.visit)
			} else {
				ast.Inspect(e, c.visit)
			}
		}
		return false
	case ast.Expr:
		return c.expression(n)
	}
	return true
}

// statements may be left out.
func (c *changer) statements(list ...ast.Stmt) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.ExprStmt:
			if call, ok := s.X.(*ast.CallExpr); ok {
				if f, ok := call.Fun.(*ast.Ident); ok && f.Name == "panic" {
					continue
				}
			}
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE || c.text(s.Lhs[0]) == "_" {
				continue
			}
		case *ast.IncDecStmt:
		default:
			continue
		}
		c.wrap(s, fmt.Sprintf("if !mutantAt(%d) { ", c.add(s, "%s is left out", c.text(s))), " }")
	}
}

// result is one of a return.
func (c *changer) result(e ast.Expr) {
	t := c.p.info.Types[e]
	switch {
	case t.Value != nil && slices.Contains(c.unread, e):
	case c.isBool(e):
		c.condition(e, true, guardsInParts)
	case !t.IsNil() && isError(t.Type):
		c.wrap(e, fmt.Sprintf("mutantErr(%d, ", c.add(e, "return %s: the error is nil", c.text(e))), ")")
	}
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

func (c *changer) isBool(e ast.Expr) bool {
	t, ok := c.p.info.Types[e]
	if !ok || t.Type == nil {
		return false
	}
	b, ok := t.Type.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// condition is true, unless that would be a loop without an end, and false.
func (c *changer) condition(e ast.Expr, both bool, g guard) {
	if v := c.p.info.Types[e].Value; v != nil {
		c.is(e, !constant.BoolVal(v), " in "+c.line(e))
		return
	}
	c.p.mutants[c.is(e, false, "")].check = g == guardsWhole
	if both {
		c.is(e, true, "")
	}
	c.parts(e, g != guardsNothing)
}

// is makes the mutant in which a condition has that value, and returns its number.
func (c *changer) is(e ast.Expr, value bool, where string) int {
	name := "mutantFalse"
	if value {
		name = "mutantTrue"
	}
	n := c.add(e, "%s is %v%s", c.text(e), value, where)
	c.wrap(e, fmt.Sprintf("%s(%d, ", name, n), ")")
	return n
}

// parts goes through what || and && join.
func (c *changer) parts(e ast.Expr, check bool) {
	switch e := e.(type) {
	case *ast.ParenExpr:
		c.parts(e.X, check)
	case *ast.BinaryExpr:
		if e.Op != token.LOR && e.Op != token.LAND {
			return
		}
		for _, x := range []ast.Expr{e.X, e.Y} {
			if b, ok := ast.Unparen(x).(*ast.BinaryExpr); !ok || b.Op != e.Op {
				c.p.mutants[c.is(x, e.Op == token.LAND, "")].check = check
			}
			c.parts(x, check)
		}
	}
}

// others are the operators that take another's place, and the functions that do it.
var others = map[token.Token]struct{ name, other string }{
	token.LSS: {"mutantLss", "<="}, token.LEQ: {"mutantLeq", "<"}, token.GTR: {"mutantGtr", ">="}, token.GEQ: {"mutantGeq", ">"},
	token.ADD: {"mutantAdd", "-"}, token.SUB: {"mutantSub", "+"}, token.MUL: {"mutantMul", "/"}, token.QUO: {"mutantQuo", "*"},
	token.REM: {"mutantRem", "*"}, token.AND: {"mutantAnd", "|"}, token.OR: {"mutantOr", "&"}, token.XOR: {"mutantXor", "&"},
	token.AND_NOT: {"mutantAndNot", "&"}, token.SHL: {"mutantShl", ">>"}, token.SHR: {"mutantShr", "<<"},
}

// expression changes operators and constants, and says whether to go on with what is in it.
func (c *changer) expression(e ast.Expr) bool {
	t, ok := c.p.info.Types[e]
	if ok && t.IsType() {
		return false
	}
	if call, ok := e.(*ast.CallExpr); ok && len(call.Args) == 3 && c.text(call.Fun) == "make" {
		c.capacity = call.Args[2]
	}
	if e == c.capacity || t.Value != nil && slices.Contains(c.unread, e) {
		return false
	}
	if ok && t.Value != nil {
		b, ok := t.Type.Underlying().(*types.Basic)
		_, generic := t.Type.(*types.TypeParam)
		if generic || ok && b.Info()&types.IsInteger != 0 {
			name := types.TypeString(types.Default(t.Type), c.file.qualifier)
			n := c.add(e, "%s is one more in %s", c.text(e), c.line(e))
			c.add(e, "%s is one less in %s", c.text(e), c.line(e))
			c.wrap(e, fmt.Sprintf("mutantConst[%s](%d, ", name, n), ")")
		}
		return false
	}
	b, ok := e.(*ast.BinaryExpr)
	if !ok {
		return true
	}
	to, ok := others[b.Op]
	x, y := c.p.info.Types[b.X], c.p.info.Types[b.Y]
	if !ok {
		return true
	}
	basic, ok := x.Type.Underlying().(*types.Basic)
	_, generic := x.Type.(*types.TypeParam)
	switch {
	case !ok && !generic:
		return true
	case b.Op == token.ADD && !generic && basic.Info()&types.IsString != 0:
		return true
	case (b.Op == token.SHL || b.Op == token.SHR) && x.Value != nil:
		return true // whose type depends on where it stands
	case strings.ContainsAny(b.Op.String(), "<>") && len(b.Op.String()) < 3 && b.Op != token.SHL && b.Op != token.SHR && (x.Value != nil || y.Value != nil):
		return true // the changes of the constant do that
	}
	c.wrap(e, fmt.Sprintf("%s(%d, ", to.name, c.add(e, "%s with %s", c.text(e), to.other)), ")")
	c.file.replace(c.p.offset(b.OpPos), len(b.Op.String()), ",")
	return true
}
