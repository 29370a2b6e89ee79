package schema

import (
	"bytes"
	"slices"
	"strings"

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
	sources []*module // behind IMPORTS, in order of the text, nil for a missing one left out
}

// symbol is an assignment of a module.
type symbol struct {
	module   *module
	assigned *syntax.Assignment
	kind     symbolKind
	def      *Def // of a type
	missing  bool // stands for a name that was reported as not defined
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

// imported is a symbol behind IMPORTS.
type imported struct {
	name   syntax.Name
	clause *syntax.Import
	from   *module // nil: not found
	used   bool
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

// load takes in the roots and all that is behind their IMPORTS.
func (c *checker) load(roots []*syntax.Module) {
	for _, r := range roots {
		if c.bySyntax[r] == nil {
			c.add(r).root = true
		}
	}
	for i := 0; i < len(c.modules); i++ {
		c.loadImports(c.modules[i])
	}
}

func (c *checker) add(s *syntax.Module) *module {
	m := &module{
		syntax:  s,
		out:     &Module{Name: s.Name.Text, Reference: reference(s.Comment)},
		symbols: make(map[string]*symbol),
		imports: make(map[string][]*imported),
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
		if m.root {
			c.notFound(i)
		}
		return nil
	}
	f := c.bySyntax[s]
	if f == nil {
		f = c.add(s)
	}
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
	if f := c.bySyntax[s]; f != nil {
		return f
	}
	return c.add(s)
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
		c.fault(i.Module.At, "module %s is not found", i.Module.Text)
	}
}

// declare looks at the names of every module: what is assigned twice, assigned and imported, or a built-in type's.
func (c *checker) declare() {
	for _, m := range c.modules {
		first := make(map[string]*syntax.Assignment)
		for _, s := range m.order {
			a := s.assigned
			if f := first[a.Name.Text]; f != nil {
				c.fault(a.Name.At, "%s is assigned twice in %s, first at %s", a.Name.Text, m.out.Name, f.Name.At)
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
		c.warn(name.At, "%s is not imported; it is taken from %s, which alone defines it", name.Text, s.module.out.Name)
		return nil, s
	}
	if !c.brokenAssignment(m, name.Text) {
		c.fault(name.At, "%s is not defined in %s%s", name.Text, m.out.Name, c.hint(m, name.Text, what))
	}
	return nil, nil
}

// brokenAssignment says whether a name is assigned in the text of a module, but in a way that could not be read: that
// was reported already.
func (c *checker) brokenAssignment(m *module, name string) bool {
	if !c.unread || m.syntax.File == nil {
		return false
	}
	src := m.text()
	for at := 0; ; {
		i := bytes.Index(src[at:], []byte(name))
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(name)
		at = to
		line := src[bytes.LastIndexByte(src[:from], '\n')+1 : from]
		if len(bytes.TrimSpace(line)) > 0 || to < len(src) && isNameByte(src[to]) {
			continue
		}
		rest := src[to:min(to+200, len(src))]
		if j := bytes.Index(rest, []byte("::=")); j >= 0 && !bytes.Contains(rest[:j], []byte("\n\n")) {
			return true
		}
	}
}

// text is the text of a module, up to its END.
func (m *module) text() []byte {
	src := m.syntax.File.Src
	from := m.syntax.Name.At.Off
	last := from
	if n := len(m.syntax.Assignments); n > 0 {
		last = m.syntax.Assignments[n-1].To.Off
	}
	if last < from || last > len(src) {
		return nil
	}
	if i := bytes.Index(src[last:], []byte("\nEND")); i >= 0 {
		return src[from : last+i]
	}
	return src[from:]
}

func isNameByte(b byte) bool {
	return isCapital(b) || isSmall(b) || '0' <= b && b <= '9' || b == '-'
}

// checkAmbiguous reports a name that is imported from two modules which define it differently.
func (c *checker) checkAmbiguous(m *module, name syntax.Name, s *symbol) {
	is := m.imports[name.Text]
	if len(is) < 2 || m.symbols[name.Text] != nil {
		return
	}
	for _, i := range is {
		if t := c.through(i, m, nil); t != nil && t != s {
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
		c.notFound(i.clause)
		return nil
	}
	if s := c.guess(m, i.name.Text); s != nil {
		c.warn(i.name.At, "%s does not define %s; it is taken from %s, which alone defines it", i.from.out.Name, i.name.Text, s.module.out.Name)
		return s
	}
	if c.brokenAssignment(i.from, i.name.Text) {
		return nil
	}
	c.fault(i.name.At, "%s is imported from %s, which does not define it%s", i.name.Text, i.from.out.Name, c.hint(i.from, i.name.Text, ""))
	return nil
}

// qualified resolves M.name.
func (c *checker) qualified(e *env, mod, name syntax.Name, what string) *symbol {
	m := e.module
	if mod.Text == m.out.Name {
		if s := m.symbols[name.Text]; s != nil {
			return s
		}
		c.fault(name.At, "%s is not defined in %s%s", name.Text, mod.Text, c.hint(m, name.Text, what))
		return nil
	}
	var from *module
	for _, i := range m.imports[name.Text] {
		if i.from != nil && i.from.out.Name == mod.Text {
			i.used = true
			if s := c.through(i, m, nil); s != nil {
				return s
			}
		}
	}
	for _, f := range m.sources {
		if f.out.Name == mod.Text {
			from = f
		}
	}
	if from == nil {
		for _, f := range c.modules {
			if f.out.Name == mod.Text {
				from = f
			}
		}
	}
	if from == nil {
		c.fault(mod.At, "nothing is imported from a module %s", mod.Text)
		return nil
	}
	if s := from.symbols[name.Text]; s != nil {
		return s
	}
	for _, i := range from.imports[name.Text] {
		if s := c.through(i, from, []*module{m}); s != nil {
			return s
		}
	}
	c.fault(name.At, "%s is not defined in %s%s", name.Text, mod.Text, c.hint(from, name.Text, what))
	return nil
}

// guess finds the one module at hand that defines a name which m lacks: first among those that m imports from, then
// among all. nil if there is none or more than one.
func (c *checker) guess(m *module, name string) *symbol {
	for _, among := range [][]*module{m.sources, c.modules} {
		var found *symbol
		for _, f := range among {
			s := f.symbols[name]
			if s == nil || s == found {
				continue
			}
			if found != nil {
				return nil
			}
			found = s
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// hint says what to do about a name that m does not define.
func (c *checker) hint(m *module, name, what string) string {
	var at []string
	for _, f := range c.modules {
		if f != m && f.symbols[name] != nil {
			at = append(at, f.out.Name)
		}
	}
	if what == "" {
		what = "definition"
	}
	switch {
	case len(at) == 1:
		return "; " + at[0] + " exports a " + what + " of that name: add it to IMPORTS"
	case len(at) > 1:
		return "; " + strings.Join(at, " and ") + " export a " + what + " of that name: add one of them to IMPORTS"
	}
	if near := c.near(m, name); near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}

// near is a name of m that differs from name in a letter or two, "" if there is none.
func (c *checker) near(m *module, name string) string {
	best, bestAt := "", nearness(name)
	try := func(s string) {
		if upperFirst(s) == upperFirst(name) {
			if d := distance(s, name, bestAt); d < bestAt {
				best, bestAt = s, d
			}
		}
	}
	for _, s := range m.order {
		try(s.assigned.Name.Text)
	}
	for _, i := range m.syntax.Imports {
		for _, s := range i.Symbols {
			try(s.Text)
		}
	}
	return best
}

// nearness is how many letters must differ for a name to be another one.
func nearness(name string) int { return min(3, len(name)/3+1) }

// distance is the number of letters to change, add or drop between a and b, at most limit.
func distance(a, b string, limit int) int {
	if d := len(a) - len(b); d >= limit || -d >= limit {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next := min(diagonal+cost, row[j]+1, row[j+1]+1)
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return min(row[len(b)], limit)
}

// checkUnusedImports warns of imported names that a root never uses and that do not exist.
func (c *checker) checkUnusedImports() {
	for _, m := range c.modules {
		if !m.root {
			continue
		}
		for _, clause := range m.syntax.Imports {
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

func upperFirst(s string) bool { return s != "" && s[0] >= 'A' && s[0] <= 'Z' }

func baseName(path string) string {
	return path[strings.LastIndexAny(path, `/\`)+1:]
}

// qualifiedQuietly is what M.name stands for, nil if nothing does.
func (c *checker) qualifiedQuietly(e *env, mod, name string) *symbol {
	for _, i := range e.module.imports[name] {
		if i.from != nil && i.from.out.Name == mod {
			if s := c.through(i, e.module, nil); s != nil {
				i.used = true
				return s
			}
		}
	}
	if mod == e.module.out.Name {
		return e.module.symbols[name]
	}
	for _, among := range [][]*module{e.module.sources, c.modules} {
		for _, f := range among {
			if f.out.Name == mod {
				if s := f.symbols[name]; s != nil {
					return s
				}
			}
		}
	}
	return nil
}
