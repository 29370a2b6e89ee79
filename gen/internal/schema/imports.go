package schema

import (
	"slices"
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// imported is a symbol behind IMPORTS.
type imported struct {
	name   syntax.Name
	clause *syntax.Import
	from   *module // nil: not found
	used   bool
}

// load takes in the roots and all that is behind their IMPORTS.
func (c *checker) load(roots []*syntax.Module) {
	named := make(map[string]syntax.Pos)
	for _, r := range roots {
		if c.bySyntax[r] != nil {
			continue
		}
		if at, ok := named[r.Name.Text]; ok {
			c.fault(r.Name.At, "module %s is given twice, first at %s", r.Name.Text, at)
		} else {
			named[r.Name.Text] = r.Name.At
		}
		c.add(r).root = true
	}
	for i := 0; i < len(c.modules); i++ {
		c.loadImports(c.modules[i])
	}
}

// loaded is a module that was found, which is taken in with that if it was not before.
func (c *checker) loaded(s *syntax.Module) *module {
	if m := c.bySyntax[s]; m != nil {
		return m
	}
	return c.add(s)
}

func (c *checker) add(s *syntax.Module) *module {
	m := &module{
		syntax:  s,
		out:     &Module{Name: s.Name.Text, Reference: reference(s.Comment)},
		symbols: make(map[string]*symbol),
		imports: make(map[string][]*imported),
		names:   make(map[string]*module),
	}
	if s.File != nil {
		m.out.File = baseName(s.File.Name)
	}
	m.env = &env{module: m}
	if p := c.options.Imports[s.Name.Text]; p != nil {
		m.pkg, m.out.Import = p, p.Path
	}
	c.modules = append(c.modules, m)
	c.bySyntax[s] = m
	for _, a := range s.Assignments {
		sym := &symbol{module: m, assigned: a}
		m.order = append(m.order, sym)
		if m.symbols[a.Name.Text] == nil {
			m.symbols[a.Name.Text] = sym
		}
	}
	return m
}

// loadImports finds the modules behind m's IMPORTS. A clause that names its module by a value reference may need the
// others first: the value is often imported itself.
func (c *checker) loadImports(m *module) {
	byRef := func(i *syntax.Import) bool { return i.OIDRef != nil }
	from := make(map[*syntax.Import]*module)
	for _, second := range []bool{false, true} {
		for _, i := range m.syntax.Imports {
			if byRef(i) != second {
				continue
			}
			f := c.source(m, i)
			from[i] = f
			for _, name := range i.Symbols {
				m.imports[name.Text] = append(m.imports[name.Text], &imported{name: name, clause: i, from: f})
			}
		}
	}
	for _, i := range m.syntax.Imports {
		if f := from[i]; f != nil {
			m.sources = append(m.sources, f)
			if m.names[i.Module.Text] == nil {
				m.names[i.Module.Text] = f
			}
		}
	}
	if m.syntax.Imports == nil {
		c.loadReferences(m)
	}
}

// loadReferences finds the modules that a module without IMPORTS names in references such as Module.Type.
func (c *checker) loadReferences(m *module) {
	for _, a := range m.syntax.Assignments {
		if a.From.File == nil {
			continue
		}
		words := syntax.Words(a.From.File.Src[a.From.Off:a.To.Off])
		for k := 2; k < len(words); k++ {
			name := words[k-2]
			if words[k-1] != "." || !upperFirst(name) || words[k][0] == '&' || name == m.out.Name || m.names[name] != nil {
				continue
			}
			if s := c.find(name, nil, a.Name.At); s != nil {
				m.names[name] = c.loaded(s)
			}
		}
	}
}

// source finds the module of one clause, nil if there is none.
func (c *checker) source(m *module, i *syntax.Import) *module {
	var oid []string
	switch {
	case i.OID != nil:
		oid = c.moduleOID(i.OID, m.env)
	case i.OIDRef != nil:
		oid = c.referredOID(i.OIDRef, m)
	}
	s := c.find(i.Module.Text, oid, i.Module.At)
	if s == nil {
		return nil
	}
	f := c.loaded(s)
	if f.out.Name != i.Module.Text {
		return c.renamed(m, i, f)
	}
	if has := ModuleOID(s); m.root && oid != nil && has != nil && i.With == "" && !slices.Equal(has, oid) {
		c.warn(i.Module.At, "module %s is found with another identifier, %s", i.Module.Text, strings.Join(has, "."))
	}
	return f
}

// renamed deals with a module that was found by its identifier under another name. That is as it should be, unless it
// lacks what is imported: then the identifier is wrong, and the name counts.
func (c *checker) renamed(m *module, i *syntax.Import, f *module) *module {
	for _, name := range i.Symbols {
		if f.symbols[name.Text] != nil || len(f.syntaxImports(name.Text)) > 0 {
			return f
		}
	}
	s := c.find(i.Module.Text, nil, i.Module.At)
	if s == nil {
		if m.root && !c.missing[i.Module.Text] {
			c.missing[i.Module.Text] = true
			c.fault(i.Module.At, "module %s is not found; the identifier is that of %s, which defines nothing of what is imported", i.Module.Text, f.out.Name)
		}
		return nil
	}
	c.warn(i.Module.At, "the identifier is that of %s, which defines nothing of what is imported; the name counts", f.out.Name)
	return c.loaded(s)
}

// syntaxImports is the clauses that import a name, before they are resolved.
func (m *module) syntaxImports(name string) []*syntax.Import {
	var list []*syntax.Import
	for _, i := range m.syntax.Imports {
		for _, n := range i.Symbols {
			if n.Text == name {
				list = append(list, i)
			}
		}
	}
	return list
}

// notFound reports a module that is missing, once.
func (c *checker) notFound(i *syntax.Import) {
	if !c.missing[i.Module.Text] {
		c.missing[i.Module.Text] = true
		c.fault(i.Module.At, "module %s is not found%s", i.Module.Text, c.moduleHint(i.Module.Text))
	}
}

// through follows an import to the assignment, through modules that only import the symbol themselves.
func (c *checker) through(i *imported, m *module, seen []*module) *symbol {
	if i.from == nil {
		return nil
	}
	for _, s := range seen {
		if s == i.from {
			return nil
		}
	}
	if s := i.from.symbols[i.name.Text]; s != nil {
		if m.root && len(seen) == 0 && !i.from.exports(i.name.Text) {
			c.warn(i.name.At, "%s does not export %s", i.from.out.Name, i.name.Text)
		}
		return s
	}
	for _, next := range i.from.imports[i.name.Text] {
		if s := c.through(next, i.from, append(seen, m)); s != nil {
			if m.root && len(seen) == 0 {
				c.warn(i.name.At, "%s only imports %s: it is defined in %s", i.from.out.Name, i.name.Text, s.module.out.Name)
			}
			return s
		}
	}
	return nil
}

// exports says whether a module lets others import a name.
func (m *module) exports(name string) bool {
	return m.syntax.ExportsAll || slices.ContainsFunc(m.syntax.Exports, func(n syntax.Name) bool { return n.Text == name })
}

// checkAmbiguous reports a name that is imported from two modules which define it differently. Definitions in the same
// words are one, if the tags are those that stand there: the one that is found first counts.
func (c *checker) checkAmbiguous(m *module, name syntax.Name, s *symbol) {
	is := m.imports[name.Text]
	if len(is) < 2 || m.symbols[name.Text] != nil {
		return
	}
	for _, i := range is {
		switch t := c.through(i, m, nil); {
		case t == nil || t == s:
		case sameText(s.assigned, t.assigned) && s.module.syntax.Tags == t.module.syntax.Tags:
			i.used = true
			c.warn(i.name.At, "%s is imported from %s and from %s, which define it in the same words; that of %s counts", name.Text,
				s.module.out.Name, t.module.out.Name, s.module.out.Name)
		default:
			c.fault(name.At, "%s is imported from %s and from %s: write %s.%s or %s.%s", name.Text, s.module.out.Name, t.module.out.Name,
				s.module.out.Name, name.Text, t.module.out.Name, name.Text)
			return
		}
	}
}

// badImport deals with an imported name that its module does not have.
func (c *checker) badImport(m *module, i *imported) *symbol {
	i.used = true
	if i.from == nil {
		if s := c.guess(m, i.name.Text); s != nil {
			c.warn(i.clause.Module.At, "module %s is not found; %s %s", i.clause.Module.Text, i.name.Text, c.taken(s, i.name.Text))
			return s
		}
		c.notFound(i.clause)
		return nil
	}
	if s := c.guess(m, i.name.Text); s != nil {
		c.warn(i.name.At, "%s does not define %s; it %s", i.from.out.Name, i.name.Text, c.taken(s, i.name.Text))
		return s
	}
	if c.brokenAssignment(i.from, i.name.Text) {
		return nil
	}
	c.fault(i.name.At, "%s is imported from %s, which does not define it%s", i.name.Text, i.from.out.Name, c.hint(i.from, i.name.Text, ""))
	return nil
}

// checkUnusedImports warns of imported names that a root never uses and that do not exist, of modules that are not found
// and of which nothing is used, and of exported names that stand for nothing.
func (c *checker) checkUnusedImports() {
	for _, m := range c.modules {
		if !m.root {
			continue
		}
		for _, name := range m.syntax.Exports {
			if m.symbols[name.Text] == nil && len(m.imports[name.Text]) == 0 {
				near := c.near(m, name.Text)
				if near != "" {
					near = "; did you mean " + near + "?"
				}
				c.warn(name.At, "%s is exported, but not defined in %s%s", name.Text, m.out.Name, near)
			}
		}
		for _, clause := range m.syntax.Imports {
			if !c.missing[clause.Module.Text] && !slices.ContainsFunc(clause.Symbols, func(name syntax.Name) bool {
				return slices.ContainsFunc(m.imports[name.Text], func(i *imported) bool { return i.clause == clause && (i.from != nil || i.used) })
			}) {
				c.warn(clause.Module.At, "module %s is not found; nothing here needs it", clause.Module.Text)
			}
			for _, name := range clause.Symbols {
				for _, i := range m.imports[name.Text] {
					if i.name == name && !i.used && i.from != nil && c.through(i, m, nil) == nil {
						c.warn(name.At, "%s does not define %s, which is not used here", i.from.out.Name, name.Text)
					}
				}
			}
		}
	}
}

func baseName(path string) string {
	return path[strings.LastIndexAny(path, `/\`)+1:]
}
