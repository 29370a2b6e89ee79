package schema

import (
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// expect evaluates the values that -expect gives: M.T.component=VALUE, VALUE in value notation.
func (c *checker) expect(m *Model) {
	for _, text := range c.options.Expect {
		way, value, ok := strings.Cut(text, "=")
		if !ok {
			c.fault(syntax.Pos{}, "-expect %s: expected M.TYPE.component=VALUE", text)
			continue
		}
		k, mod := c.expected(m, way)
		if k == nil {
			c.fault(syntax.Pos{}, "-expect %s: there is no such component", text)
			continue
		}
		v := c.parseValue(text, value)
		if v == nil {
			continue
		}
		if b, ok := c.der(v, mod.env, k.Type); ok {
			k.Expect = b
		}
	}
}

// expected finds a component by its way.
func (c *checker) expected(m *Model, way string) (*Component, *module) {
	for _, mod := range m.Modules {
		for _, d := range mod.Defs {
			for _, prefix := range []string{mod.Name + "." + d.Name + ".", d.Name + "."} {
				name, ok := strings.CutPrefix(way, prefix)
				if !ok || d.Type.Def != nil {
					continue
				}
				for _, k := range d.Type.Components {
					if k.Name == name {
						return k, c.moduleOf(mod)
					}
				}
			}
		}
	}
	return nil, nil
}

func (c *checker) moduleOf(m *Module) *module {
	for _, mod := range c.modules {
		if mod.out == m {
			return mod
		}
	}
	return nil
}

// parseValue reads the value of the option text as a module would have it.
func (c *checker) parseValue(text, value string) syntax.Value {
	file := syntax.NewFile("-expect "+text, []byte("Expect DEFINITIONS ::= BEGIN value NULL ::= "+value+" END"))
	var errs syntax.Errors
	mods := syntax.Parse(file, &errs)
	for _, e := range errs.Sorted() {
		if !e.Warning {
			c.fault(syntax.Pos{}, "-expect %s: %s", text, e.Msg)
			return nil
		}
	}
	if len(mods) != 1 || len(mods[0].Assignments) != 1 {
		c.fault(syntax.Pos{}, "-expect %s: expected one value", text)
		return nil
	}
	return mods[0].Assignments[0].Value
}
