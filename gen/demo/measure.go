package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
)

// made is what a generated file has in it.
type made struct {
	modules []module // in the order of the file
	types   int
	lines   int
}

type module struct {
	name  string
	types int
}

// inModule finds the module in the doc comment of a generated type.
var inModule = regexp.MustCompile(`in module (\S+)`)

// measure counts the types of a generated file, module by module. Types that have no module in their comment (the
// kinds of a CHOICE) are not counted.
func measure(file string) (made, error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return made{}, err
	}
	f, err := parser.ParseFile(token.NewFileSet(), file, src, parser.ParseComments)
	if err != nil {
		return made{}, err
	}
	m := made{lines: bytes.Count(src, []byte{'\n'})}
	at := make(map[string]int)
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE {
			continue
		}
		name := inModule.FindStringSubmatch(g.Doc.Text())
		if name == nil {
			continue
		}
		if _, ok := at[name[1]]; !ok {
			at[name[1]] = len(m.modules)
			m.modules = append(m.modules, module{name: name[1]})
		}
		m.modules[at[name[1]]].types++
		m.types++
	}
	return m, nil
}
