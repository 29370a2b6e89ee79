package schema

import (
	"slices"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// module is a module while it is checked.
type module struct {
	syntax  *syntax.Module
	out     *Module
	root    bool
	pkg     *ImportedPackage // nil unless -import names it
	env     *env             // names of the module, no dummies
	symbols map[string]*symbol
	order   []*symbol
	imports map[string][]*imported
	sources []*module          // behind IMPORTS, in order of the text, nil for a missing one left out
	names   map[string]*module // what sources are called here: a clause with an identifier may give another name
}

// symbol is an assignment of a module.
type symbol struct {
	module   *module
	assigned *syntax.Assignment
	kind     symbolKind
	def      *Def // of a type
	missing  bool // stands for a name that was reported as not defined
	opening  bool // a value set whose governor is being looked up
	included bool // a value set that is being evaluated as part of a constraint
}

// symbolKind is what an assignment assigns.
type symbolKind uint8

const (
	unknownKind symbolKind = iota
	typeKind
	classKind
	valueKind
	objectKind
	valueSetKind
	objectSetKind
	macroKind
)

func (k symbolKind) String() string {
	return [...]string{"name", "type", "object class", "value", "object", "value set", "object set", "macro"}[k]
}

// env is where a piece of notation stands: the module whose names it uses, and what the dummies of the parameterised
// assignment around it stand for.
type env struct {
	module   *module
	dummies  map[string]*binding
	instance *instance // of the parameterised type around it, nil if there is none
}

// binding is what a dummy stands for.
type binding struct {
	param *syntax.Param
	arg   syntax.Arg
	env   *env // where the actual parameter stands
	inner *env // where the dummy is known: for its governor
}

// declare looks at the names of every module: what is assigned twice, assigned and imported, or a built-in type's.
func (c *checker) declare() {
	for _, m := range c.modules {
		first := make(map[string]*syntax.Assignment)
		for _, s := range m.order {
			a := s.assigned
			if f := first[a.Name.Text]; f != nil {
				if sameText(f, a) {
					c.warn(a.Name.At, "%s is assigned twice in %s, in the same words, first at %s", a.Name.Text, m.out.Name, f.Name.At)
				} else {
					c.fault(a.Name.At, "%s is assigned twice in %s, first at %s", a.Name.Text, m.out.Name, f.Name.At)
				}
				continue
			}
			first[a.Name.Text] = a
			switch {
			case !m.root || !isBuiltinName(a.Name.Text):
			case c.saysBuiltin(a.Name.Text, a.Type, m.env):
				c.warn(a.Name.At, "%s is a built-in type, which is meant here", a.Name.Text)
			default:
				c.warn(a.Name.At, "%s is a built-in type; in %s the assignment takes its place", a.Name.Text, m.out.Name)
			}
			if len(m.imports[a.Name.Text]) > 0 {
				for _, i := range m.imports[a.Name.Text] {
					i.used = true
				}
				c.warn(a.Name.At, "%s is also imported, at %s; the assignment counts", a.Name.Text, m.imports[a.Name.Text][0].name.At)
			}
			if a.Macro && m.root {
				c.warn(a.Name.At, "macro %s is skipped", a.Name.Text)
			}
		}
	}
}

// sameText says whether two assignments are the same but for white space and comments.
func sameText(a, b *syntax.Assignment) bool {
	return a.From.File != nil && b.From.File != nil &&
		slices.Equal(syntax.Words(a.From.File.Src[a.From.Off:a.To.Off]), syntax.Words(b.From.File.Src[b.From.Off:b.To.Off]))
}

// lookup finds what a name without a module stands for: a dummy, or an assignment. Both are nil if there is none;
// nothing is reported then.
func (c *checker) lookup(e *env, name string) (*binding, *symbol) {
	if b := e.dummies[name]; b != nil {
		return b, nil
	}
	if s := e.module.symbols[name]; s != nil {
		return nil, s
	}
	for _, i := range e.module.imports[name] {
		if s := c.through(i, e.module, nil); s != nil {
			i.used = true
			return nil, s
		}
	}
	return nil, nil
}

// resolve is lookup for a name that must be there: what is not defined is taken from where it can only be meant, with
// a warning, or reported; then both results are nil. what is "type", "value" and so on, for the message.
func (c *checker) resolve(e *env, mod, name syntax.Name, what string) (*binding, *symbol) {
	if mod.Text != "" {
		return nil, c.qualified(e, mod, name, what)
	}
	b, s := c.lookup(e, name.Text)
	if b != nil || s != nil {
		if s != nil {
			c.checkAmbiguous(e.module, name, s)
		}
		return b, s
	}
	m := e.module
	if is := m.imports[name.Text]; len(is) > 0 {
		return nil, c.badImport(m, is[0])
	}
	if s := c.guess(m, name.Text); s != nil {
		c.warn(name.At, "%s is not imported; it %s", name.Text, c.taken(s, name.Text))
		return nil, s
	}
	if s := c.inOtherCapitals(e, name.Text); s != nil {
		c.warn(name.At, "%s is not defined in %s; it is taken for %s", name.Text, m.out.Name, s.assigned.Name.Text)
		return nil, s
	}
	if !c.brokenAssignment(m, name.Text) {
		c.fault(name.At, "%s is not defined in %s%s", name.Text, m.out.Name, c.hint(m, name.Text, what))
	}
	return nil, nil
}

// qualified resolves M.name.
func (c *checker) qualified(e *env, mod, name syntax.Name, what string) *symbol {
	from := c.moduleNamed(e.module, mod.Text)
	if from == nil {
		c.fault(mod.At, "nothing is imported from a module %s", mod.Text)
		return nil
	}
	if s := c.qualifiedQuietly(e, mod.Text, name.Text); s != nil {
		return s
	}
	if from != e.module {
		for _, i := range from.imports[name.Text] {
			if s := c.through(i, from, []*module{e.module}); s != nil {
				return s
			}
		}
	}
	c.fault(name.At, "%s is not defined in %s%s", name.Text, mod.Text, c.hint(from, name.Text, what))
	return nil
}

// moduleNamed is the module that a name means in m: m itself, one behind its IMPORTS by the name that they give it, or by
// its own, or any other that is there; nil if there is none.
func (c *checker) moduleNamed(m *module, name string) *module {
	if name == m.out.Name {
		return m
	}
	if f := m.names[name]; f != nil {
		return f
	}
	for _, among := range [][]*module{m.sources, c.modules} {
		for _, f := range among {
			if f.out.Name == name {
				return f
			}
		}
	}
	return nil
}

func upperFirst(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

// qualifiedQuietly is what M.name stands for, nil if nothing does.
func (c *checker) qualifiedQuietly(e *env, mod, name string) *symbol {
	from := c.moduleNamed(e.module, mod)
	if from == nil {
		return nil
	}
	for _, i := range e.module.imports[name] {
		if i.from == from {
			if s := c.through(i, e.module, nil); s != nil {
				i.used = true
				return s
			}
		}
	}
	return from.symbols[name]
}
