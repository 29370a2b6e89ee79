package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

const before = `package p

func f(a, b []byte, n int) (int, bool) {
	if n < len(a) && a[n] == 5 || len(b) == 0 {
		n++
		return 1, false
	}
	x := make([]byte, 0, 7)
	copy(x, a)
	return len(x)<<n + n, true
}
`

const after = `package p

func f(a, b []byte, n int) (int, bool) {
	if mutantFalse(1, mutantTrue(2, mutantFalse(3, mutantTrue(4, mutantLss(7, n , len(a))) && mutantTrue(5, a[n] == mutantConst[byte](8, 5))) || mutantFalse(6, len(b) == mutantConst[int](10, 0)))) {
		if !mutantAt(12) { n++ }
		return 1, mutantTrue(13, false)
	}
	x := make([]byte, mutantConst[int](14, 0), 7)
	if !mutantAt(0) { copy(x, a) }
	return mutantAdd(17, mutantShl(18, len(x),n) , n), mutantFalse(16, true)
}
`

// changed makes the changes in the functions of a file.
func changed(t *testing.T, src string) (*program, *file) {
	t.Helper()
	p := &program{path: "p", files: token.NewFileSet(), keys: map[string]int{}}
	tree, err := parser.ParseFile(p.files, "p.go", src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	p.info.Types = map[ast.Expr]types.TypeAndValue{}
	if _, err := new(types.Config).Check("p", p.files, []*ast.File{tree}, &p.info); err != nil {
		t.Fatal(err)
	}
	f := &file{name: "p.go", src: []byte(src), tree: tree, qualifier: func(*types.Package) string { return "" }}
	for _, d := range tree.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok {
			p.mutate(f, fn)
		}
	}
	return p, f
}

// TestChanges looks at the text with all changes in it.
func TestChanges(t *testing.T) {
	p, f := changed(t, before)
	if got := f.changed(); got != after {
		t.Errorf("%s", got)
	}
	keys := map[string]bool{}
	for _, m := range p.mutants {
		if keys[m.key] {
			t.Errorf("%s is there twice", m.key)
		}
		keys[m.key] = true
	}
	for _, key := range []string{
		"p.go: f: n < len(a) && a[n] == 5 || len(b) == 0 is false", "p.go: f: a[n] == 5 is true", "p.go: f: n < len(a) with <=", "p.go: f: 5 is one less in if n < len(a) && a[n] == 5 || len(b) == 0 {",
		"p.go: f: n++ is left out", "p.go: f: true is false in return len(x)<<n + n, true",
	} {
		if !keys[key] {
			t.Errorf("no %s", key)
		}
	}
}
