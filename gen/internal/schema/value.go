package schema

import (
	"math/big"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// target is a value that a reference leads to.
type target struct {
	value       syntax.Value
	env         *env
	governor    syntax.Type // nil if it has none
	governorEnv *env
	symbol      *symbol // nil unless it is a value assignment
}

// evaluation is a value assignment that is being evaluated, or was.
type evaluation struct {
	typ *Type
}

// follow takes one step from a reference to what it refers to: a value assignment, an actual parameter, a field of an
// object. ok is false if there is nothing, which is reported if report is set.
func (c *checker) follow(v *syntax.RefValue, e *env, report bool) (target, bool) {
	if len(v.Fields) > 0 {
		return c.followFields(v, e, report)
	}
	var b *binding
	var s *symbol
	switch {
	case report:
		b, s = c.resolve(e, v.Module, v.Name, "value")
	case v.Module.Text != "":
		s = c.qualifiedQuietly(e, v.Module.Text, v.Name.Text)
	default:
		b, s = c.lookup(e, v.Name.Text)
	}
	if b != nil {
		t := target{env: b.env, governor: b.param.Governor, governorEnv: b.inner}
		switch {
		case b.arg.Value != nil:
			t.value = b.arg.Value
			if typed, ok := t.value.(*syntax.TypedValue); ok {
				t.value = typed.Value
			}
		case b.arg.Braces != nil:
			t.value = syntax.BracesValue{Braces: b.arg.Braces}
		default:
			switch k := c.bindingKind(b); {
			case !report:
			case k == valueKind && b.arg.Type != nil:
				c.fault(b.arg.Type.Pos(), "the actual parameter for %s is no value", b.param.Name.Text)
			default:
				c.fault(v.Pos(), "%s stands for %s here, expected a value", v.Name.Text, withArticle(k))
			}
			return target{}, false
		}
		return t, true
	}
	if s == nil || s.missing {
		return target{}, false
	}
	if c.kindOf(s) != valueKind {
		if report {
			c.fault(v.Pos(), "%s is %s, expected a value", v.Name.Text, withArticle(c.kindOf(s)))
		}
		return target{}, false
	}
	inner := c.bind(s, v.Args, e, v.Pos())
	if inner == nil {
		return target{}, false
	}
	return target{s.assigned.Value, inner, s.assigned.Governor, inner, s}, true
}

// followFields is object.&value.
func (c *checker) followFields(v *syntax.RefValue, e *env, report bool) (target, bool) {
	last := v.Fields[len(v.Fields)-1]
	o := c.objectByRef(&syntax.RefValue{Module: v.Module, Name: v.Name, Args: v.Args, Fields: v.Fields[:len(v.Fields)-1]}, e, report)
	if o == nil {
		return target{}, false
	}
	f := o.class.fields[last.Text]
	if f == nil {
		if report {
			c.fault(last.At, "class %s has no field %s%s", o.class.name, last.Text, nearField(o.class, last.Text))
		}
		return target{}, false
	}
	s := c.setting(o, f)
	if s == nil || s.value == nil {
		if report {
			c.fault(last.At, "object %s has no %s", v.Name.Text, last.Text)
		}
		return target{}, false
	}
	return target{s.value, s.env, f.Governor, o.class.env, nil}, true
}

// governed is a type as it is written, and where: what an identifier may be a named number of.
type governed struct {
	typ syntax.Type
	env *env
}

// integer evaluates a value of INTEGER (X.680, 19.9). g is its type, nil if nothing is known of it.
func (c *checker) integer(v syntax.Value, e *env, g *governed) (*big.Int, bool) {
	defer c.shallower()
	if !c.deeper(v.Pos(), func() string { return "the value " + valueText(v) + " is defined by itself" }) {
		return nil, false
	}
	switch v := v.(type) {
	case *syntax.IntValue:
		n, ok := new(big.Int).SetString(v.Text, 10)
		return n, ok
	case *syntax.TypedValue:
		return c.integer(v.Value, e, &governed{v.Type, e})
	case *syntax.RefValue:
		if g != nil && v.Module.Text == "" && v.Fields == nil && v.Args == nil {
			if n, ok := c.namedNumber(v.Name.Text, g); ok {
				return n, true
			}
		}
		t, ok := c.follow(v, e, true)
		if !ok {
			return nil, false
		}
		var next *governed
		if t.governor != nil {
			next = &governed{t.governor, t.governorEnv}
			if u, _ := c.unwrap(t.governor, t.governorEnv); !isInteger(u) {
				c.fault(v.Pos(), "%s is a value of %s, expected one of INTEGER", valueText(v), typeText(t.governor))
				return nil, false
			}
		}
		return c.integer(t.value, t.env, next)
	}
	c.fault(v.Pos(), "expected a value of INTEGER, found %s", valueText(v))
	return nil, false
}

func isInteger(t syntax.Type) bool {
	b, ok := t.(*syntax.Builtin)
	return ok && b.Name == "INTEGER"
}

// namedNumber is the number of an identifier of an INTEGER type.
func (c *checker) namedNumber(name string, g *governed) (*big.Int, bool) {
	t, e := c.unwrap(g.typ, g.env)
	b, ok := t.(*syntax.Builtin)
	if !ok || b.Name != "INTEGER" {
		return nil, false
	}
	for _, n := range b.Numbers {
		if n.Name.Text == name && n.Number != nil {
			return c.integer(n.Number, e, nil)
		}
	}
	return nil, false
}

// governorType is the type of a value assignment or of another governor.
func (c *checker) governorType(t target) *Type {
	if t.symbol != nil && t.symbol.assigned.Params == nil {
		if ev := c.evaluated[t.symbol]; ev != nil && ev.typ != nil {
			return ev.typ
		}
	}
	u := c.looseType(t.governor, t.governorEnv)
	if t.symbol != nil && t.symbol.assigned.Params == nil {
		c.evaluated[t.symbol] = &evaluation{typ: u}
	}
	return u
}

// looseType builds a type that no Def of the model holds: of a value, or of a constraint.
func (c *checker) looseType(t syntax.Type, e *env) *Type {
	u := c.typ(t, e, place{name: typeText(t)})
	c.drain()
	return u
}

// checkRoots evaluates what the roots assign beside types: classes, values, value sets, objects and object sets.
func (c *checker) checkRoots() {
	for _, m := range c.modules {
		if !m.root {
			continue
		}
		for _, s := range m.order {
			if s.assigned.Params == nil && m.symbols[s.assigned.Name.Text] == s {
				c.checkAssigned(s)
			}
		}
	}
}

// checkAssigned evaluates one assignment.
func (c *checker) checkAssigned(s *symbol) {
	a, e := s.assigned, s.module.env
	switch c.kindOf(s) {
	case classKind:
		if a.Class != nil {
			c.checkClass(s)
		}
	case valueKind:
		if r, ok := a.Governor.(*syntax.Ref); ok && r.Module.Text == "" {
			if _, macro := c.lookup(e, r.Name.Text); macro != nil && macro.assigned.Macro {
				c.warn(r.Pos(), "%s is a macro, which says nothing of %s here: it is left out", r.Name.Text, a.Name.Text)
				return
			}
		}
		if c.isOID(a.Governor, e) {
			c.oidConst(s)
			return
		}
		t := c.governorType(target{governor: a.Governor, governorEnv: e, symbol: s})
		if t.Kind != 0 {
			c.values = append(c.values, assignedValue{t, a.Value, e})
		}
	case valueSetKind:
		c.checkValueSet(a.Governor, e, a.Set, e)
	case objectKind:
		if o := c.namedObject(&syntax.RefValue{Name: a.Name}, e, true); o != nil {
			c.checkObject(o)
		}
	case objectSetKind:
		set := c.setByRef(&syntax.Ref{Name: a.Name}, e)
		for _, o := range set.objects {
			if o.symbol == nil {
				c.checkObject(o)
			}
		}
		c.checkUnique(set)
	}
}

// checkValueSet evaluates a value set as a constraint of its governor.
func (c *checker) checkValueSet(governor syntax.Type, ge *env, set *syntax.Braces, e *env) {
	if t := c.looseType(governor, ge); t.Kind != 0 {
		c.pending = append(c.pending, pending{typ: t, constraint: c.setConstraint(set), env: e})
	}
}

// assignedValue is a value that waits to be checked against its type.
type assignedValue struct {
	typ   *Type
	value syntax.Value
	env   *env
}

// settle evaluates what had to wait for the insides of types: constraints, DEFAULT values, and values assigned. Each
// may need types that were not built before, and these have constraints and DEFAULT values in turn.
func (c *checker) settle() {
	for len(c.pending)+len(c.defaults)+len(c.values) > 0 {
		c.constrain()
		defaults := c.defaults
		c.defaults = nil
		for _, d := range defaults {
			c.setDefault(d)
		}
		values := c.values
		c.values = nil
		c.assigned = true
		for _, v := range values {
			c.der(v.value, v.env, v.typ)
		}
		c.assigned = false
	}
}

// settingType is the type that an object has for a field. One that needs a name gets the object's and the field's.
func (c *checker) settingType(o *object, f *syntax.ClassField, s *setting) *Type {
	if t := o.types[f.Name.Text]; t != nil {
		return t
	}
	if o.types == nil {
		o.types = make(map[string]*Type)
	}
	name, inGo := o.name, goName(o.name)
	if name == "" {
		name, inGo = o.idName()
	}
	p := place{object: o, from: s.typ.Pos()}
	if o.symbol != nil {
		p.from, p.to = o.symbol.assigned.From, o.symbol.assigned.To
	}
	if name != "" {
		p.name, p.goSuffix = name+"."+f.Name.Text, inGo+goName(f.Name.Text)
	}
	t := c.typ(s.typ, s.env, p)
	o.types[f.Name.Text] = t
	c.drain()
	return t
}
