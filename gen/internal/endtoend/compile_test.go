package endtoend

import (
	"fmt"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/dergen/dergen/gen/internal/emit"
	"github.com/dergen/dergen/gen/internal/schema"
	"github.com/dergen/dergen/gen/internal/syntax"
)

// compiled is what became of an archive, or of a schema file.
type compiled struct {
	pkg      string
	model    *schema.Model // nil: refused
	code     string
	messages string // faults and warnings, a line each
	loose    bool   // -no-constraints
}

// flags are those of the command that concern the schema and the emitter.
func flags(text string) (o schema.Options, noConstraints bool, err error) {
	fields := strings.Fields(text)
	for k := 0; k < len(fields); k++ {
		if fields[k] == "-no-constraints" {
			noConstraints = true
			continue
		}
		if k+1 == len(fields) {
			return o, false, fmt.Errorf("flags: %s has no value", fields[k])
		}
		value := strings.Split(fields[k+1], ",")
		switch fields[k] {
		case "-type":
			o.Types = append(o.Types, value...)
		case "-raw":
			o.Raw = append(o.Raw, value...)
		case "-view":
			o.View = append(o.View, value...)
		case "-keep":
			o.Keep = append(o.Keep, value...)
		case "-expect":
			o.Expect = append(o.Expect, fields[k+1])
		default:
			return o, false, fmt.Errorf("flags: %s is unknown", fields[k])
		}
		k++
	}
	return o, noConstraints, nil
}

// compile goes the way of gen/dergen: text, AST, model, Go.
func compile(t *testing.T, pkg string, roots, lib []section, flagText string) *compiled {
	t.Helper()
	return compileWith(t, pkg, roots, lib, flagText, nil)
}

// compileWith is compile with what -import names.
func compileWith(t *testing.T, pkg string, roots, lib []section, flagText string, imports map[string]*schema.ImportedPackage) (c *compiled) {
	t.Helper()
	o, noConstraints, err := flags(flagText)
	if err != nil {
		t.Fatal(err)
	}
	o.Imports = imports
	c = &compiled{pkg: pkg, loose: noConstraints}
	errs := new(syntax.Errors)
	defer func() {
		if r := recover(); r != nil {
			t.Errorf("%s: the compiler panics: %v\n%s", pkg, r, debug.Stack())
			c.model = nil
		}
	}()
	var mods []*syntax.Module
	for _, f := range roots {
		mods = append(mods, syntax.Parse(syntax.NewFile(f.name, []byte(f.text)), errs)...)
	}
	if !errs.Failed() {
		var find func(string, []string, syntax.Pos) *syntax.Module
		find, o.Others = finder(mods, lib, errs)
		c.model = schema.Check(mods, find, o, errs)
	}
	var b strings.Builder
	for _, e := range errs.Sorted() {
		fmt.Fprintln(&b, e)
	}
	c.messages = b.String()
	if errs.Failed() {
		c.model = nil
	}
	if c.model == nil {
		return c
	}
	files, err := emit.Files(c.model, emit.Options{Package: pkg, NoConstraints: noConstraints, Single: "gen.go"})
	if err != nil {
		t.Errorf("%s: %.2000v", pkg, err)
		c.model = nil
		return c
	}
	c.code = string(files[0].Body)
	return c
}

// finder finds modules as the command does: by object identifier, or else by name; and lists them.
func finder(roots []*syntax.Module, lib []section, errs *syntax.Errors) (find func(string, []string, syntax.Pos) *syntax.Module, list func() []*syntax.Module) {
	var others []*syntax.Module
	listed := false
	list = func() []*syntax.Module {
		if !listed {
			listed = true
			for _, f := range lib {
				others = append(others, syntax.Parse(syntax.NewFile(f.name, []byte(f.text)), errs)...)
			}
		}
		return others
	}
	find = func(name string, oid []string, at syntax.Pos) *syntax.Module {
		for _, m := range roots {
			if m.Name.Text == name {
				return m
			}
		}
		others := list()
		for _, m := range others {
			if len(oid) > 0 && slices.Equal(schema.ModuleOID(m), oid) {
				return m
			}
		}
		for _, m := range others {
			if m.Name.Text == name {
				return m
			}
		}
		return nil
	}
	return find, list
}

// defs are the types that have a Go type in the package itself.
func (c *compiled) defs() []*schema.Def {
	var list []*schema.Def
	if c.model == nil {
		return nil
	}
	for _, m := range c.model.Modules {
		if m.Import == "" {
			list = append(list, m.Defs...)
		}
	}
	return list
}

// def returns the definition with that Go name.
func (c *compiled) def(goName string) *schema.Def {
	for _, d := range c.defs() {
		if slices.Contains(goTypes(d), goName) {
			return d
		}
	}
	return nil
}
