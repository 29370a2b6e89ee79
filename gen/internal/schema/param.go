package schema

import (
	"fmt"

	"github.com/dergen/dergen/gen/internal/syntax"
)

const (
	maxInstances = 20_000 // of all parameterised types together
	maxDepth     = 100    // of instances within instances, of values that refer to values, of sets within sets
)

// instance is a parameterised type with its actual parameters.
type instance struct {
	symbol *symbol
	key    string    // what tells it from other instances of the same type
	def    *Def      // nil for a type without a name
	outer  *instance // that it stands in
	depth  int
}

// bind makes the environment inside a parameterised assignment, nil (reported) if the actual parameters do not fit.
func (c *checker) bind(s *symbol, args []syntax.Arg, e *env, at syntax.Pos) *env {
	params := s.assigned.Params
	switch {
	case len(params) == 0 && len(args) > 0:
		c.fault(at, "%s is not parameterised", s.assigned.Name.Text)
		return nil
	case len(params) == 0:
		return s.module.env
	case len(args) == 0:
		c.fault(at, "%s is parameterised: its actual parameters are missing", s.assigned.Name.Text)
		return nil
	case len(args) != len(params):
		c.fault(at, "%s has %s, found %d", s.assigned.Name.Text, count(len(params), "parameter"), len(args))
		return nil
	}
	inner := &env{module: s.module, dummies: make(map[string]*binding, len(params)), instance: e.instance}
	for i := range params {
		p, arg := &params[i], args[i]
		if null, ok := arg.Value.(*syntax.NullValue); ok && p.Governor == nil {
			arg = syntax.Arg{Type: &syntax.Builtin{At: null.At, Name: "NULL"}} // the type and its value look the same
		}
		inner.dummies[p.Name.Text] = &binding{param: p, arg: arg, env: e, inner: inner}
	}
	return inner
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// kind is what the dummy stands for.
func (c *checker) bindingKind(b *binding) symbolKind {
	upper := upperFirst(b.param.Name.Text)
	if b.param.Governor == nil {
		if b.arg.Type != nil && c.findClass(b.arg.Type, b.env) != nil {
			return classKind
		}
		return typeKind
	}
	isClass := c.findClass(b.param.Governor, b.inner) != nil
	switch {
	case isClass && upper:
		return objectSetKind
	case isClass:
		return objectKind
	case upper:
		return valueSetKind
	}
	return valueKind
}

// parameterised resolves a reference with actual parameters to a parameterised type. Instances that differ only in
// classes, objects and object sets share one Def, named after the assignment, as long as the same type comes out;
// every other instance is a type of its own, named after where it stands.
func (c *checker) parameterised(s *symbol, r *syntax.Ref, e *env, p place) *Type {
	args := r.Args
	if args == nil {
		if args = c.openArgs(s); args != nil && e.module.root {
			c.warn(r.Pos(), "%s is parameterised: its actual parameters are missing, and taken as %s", s.assigned.Name.Text, argsText(args))
		}
	}
	inner := c.bind(s, args, e, r.Pos())
	if inner == nil {
		return badType(r.Pos())
	}
	if c.made++; c.made > maxInstances {
		c.fault(r.Pos(), "too many instances of parameterised types: %s goes on without end", s.assigned.Name.Text)
		return badType(r.Pos())
	}
	inst := &instance{symbol: s, outer: e.instance, depth: 1}
	if e.instance != nil {
		inst.depth = e.instance.depth + 1
	}
	if inst.depth > maxDepth {
		c.fault(r.Pos(), "%s holds itself with other parameters each time: it has no end", s.assigned.Name.Text)
		return badType(r.Pos())
	}
	inner.instance = inst
	if c.isShared(inner) {
		inst.key = c.shape(s.assigned.Type, inner, []*symbol{s})
		if d := c.sharedDef(inst, inner); d != nil {
			return c.use(d, r)
		}
	} else {
		inst.key = c.argumentKey(args, e, nil)
		for o := e.instance; o != nil; o = o.outer {
			if o.symbol == s && o.key == inst.key && o.def != nil {
				return c.use(o.def, r)
			}
		}
	}
	inst.def = p.def
	p.named = p.named || c.isRecursiveTemplate(s)
	p.body = inst
	t := c.typ(s.assigned.Type, inner, p)
	t.At, t.Text = r.Pos(), refText(r)
	return t
}

// openArgs is actual parameters that exclude nothing, for a type whose dummies are all object sets of known classes,
// {...}, and numbers, MAX; nil for others.
func (c *checker) openArgs(s *symbol) []syntax.Arg {
	args := make([]syntax.Arg, len(s.assigned.Params))
	for i, p := range s.assigned.Params {
		b, _ := p.Governor.(*syntax.Builtin)
		switch {
		case b != nil && b.Name == "INTEGER" && !upperFirst(p.Name.Text):
			args[i].Value = &syntax.MinMax{At: p.Name.At, Max: true}
		case p.Governor != nil && upperFirst(p.Name.Text) && c.findClass(p.Governor, s.module.env) != nil:
			args[i].Braces = &syntax.Braces{
				Open: p.Name.At, Close: p.Name.At, Tokens: []syntax.Token{{Kind: syntax.Punct, Text: "...", At: p.Name.At}},
			}
		default:
			return nil
		}
	}
	return args
}

// isShared says whether every dummy is a class, an object or an object set.
func (c *checker) isShared(e *env) bool {
	for _, b := range e.dummies {
		switch c.bindingKind(b) {
		case classKind, objectKind, objectSetKind:
		default:
			return false
		}
	}
	return true
}

// sharedDef is the Def that serves an instance, or nil if the instance comes out unlike the ones that share it.
func (c *checker) sharedDef(inst *instance, inner *env) *Def {
	s := inst.symbol
	for _, o := range c.shared[s] {
		if o.key == inst.key {
			return o.def
		}
	}
	if len(c.shared[s]) > 0 {
		return nil
	}
	a := s.assigned
	d := c.newTop(s, a.Name.Text, a.Name.At, sourceText(a.From, a.To))
	inst.def, inst.outer = d, nil
	c.shared[s] = append(c.shared[s], inst)
	c.info[d].instance = inst
	c.define(d, a.Type, inner)
	return d
}

// isRecursiveTemplate says whether a parameterised type mentions itself, through other parameterised types too.
func (c *checker) isRecursiveTemplate(s *symbol) bool {
	seen := make(map[*symbol]bool)
	var visit func(t *symbol) bool
	visit = func(t *symbol) bool {
		found := false
		eachRef(t.assigned.Type, func(r *syntax.Ref) {
			if found || r.Args == nil || r.Module.Text != "" {
				return
			}
			_, u := c.lookup(t.module.env, r.Name.Text)
			if u == nil || u.assigned.Type == nil {
				return
			}
			if u == s {
				found = true
			} else if !seen[u] {
				seen[u] = true
				found = visit(u)
			}
		})
		return found
	}
	return visit(s)
}

// checkTemplates looks at the names in parameterised assignments of the roots that nothing gives actual parameters.
func (c *checker) checkTemplates() {
	for _, m := range c.modules {
		if !m.root {
			continue
		}
		for _, s := range m.order {
			if s.assigned.Params == nil {
				continue
			}
			dummies := make(map[string]bool)
			for _, p := range s.assigned.Params {
				dummies[p.Name.Text] = true
			}
			check := func(r *syntax.Ref) {
				if r.Module.Text != "" || !dummies[r.Name.Text] && builtinClass(r.Name.Text) == nil {
					c.resolve(m.env, r.Module, r.Name, "type")
				}
			}
			for _, p := range s.assigned.Params {
				if p.Governor != nil {
					eachRef(p.Governor, check)
				}
			}
			if s.assigned.Type != nil {
				eachRef(s.assigned.Type, check)
			}
			if s.assigned.Set != nil {
				c.elements(s.assigned.Set)
			}
		}
	}
}

// eachRef calls f for the references to types, classes and sets in a type, as it is written.
func eachRef(t syntax.Type, f func(*syntax.Ref)) {
	switch t := t.(type) {
	case *syntax.Ref:
		f(t)
		for _, a := range t.Args {
			if a.Type != nil {
				eachRef(a.Type, f)
			}
		}
	case *syntax.Struct:
		for _, k := range t.Components {
			if k.ComponentsOf != nil {
				eachRef(k.ComponentsOf, f)
			} else {
				eachRef(k.Type, f)
			}
		}
	case *syntax.Choice:
		for _, k := range t.Alternatives {
			eachRef(k.Type, f)
		}
	case *syntax.List:
		eachRef(t.Elem, f)
	case *syntax.Tagged:
		eachRef(t.Type, f)
	case *syntax.Constrained:
		eachRef(t.Type, f)
		switch k := t.Constraint; {
		case k.Table != nil:
			eachRef(k.Table.Set, f)
		case k.Contents != nil && k.Contents.Type != nil:
			eachRef(k.Contents.Type, f)
		}
	case *syntax.Field:
		if upperFirst(t.Of.Name.Text) {
			eachRef(t.Of, f)
		}
	case *syntax.InstanceOf:
		eachRef(t.Class, f)
	case *syntax.Selection:
		eachRef(t.Type, f)
	}
}
