package schema

import (
	"math/big"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// flat is a component as it stands after COMPONENTS OF.
type flat struct {
	*syntax.Component
	env  *env
	part syntax.Part
}

// components fills in a SEQUENCE or SET (X.680, 25 and 27).
func (c *checker) components(u *Type, t *syntax.Struct, e *env, d *Def) {
	list := c.flatten(t.Components, e, t.Set, nil)
	numbers := c.automatic(t.Components, list, e)
	u.AdditionAt = len(list)
	seen := make(map[string]*syntax.Component)
	names := make(map[string]string)
	for i, k := range list {
		if u.AdditionAt == len(list) && k.part == syntax.Root2 {
			u.AdditionAt = i
		}
		if o := seen[k.Name.Text]; o != nil {
			c.fault(k.Name.At, "%s has two components %s, the first at %s", typeName(d), k.Name.Text, o.Name.At)
			continue
		}
		seen[k.Name.Text] = k.Component
		comp := c.component(k, d, names, "")
		comp.Optional = k.Optional || k.part == syntax.Addition && k.Default == nil
		if numbers != nil {
			c.autoTag(comp, k, numbers[i])
		}
		if k.Default != nil {
			comp.Default = &Default{Text: valueText(k.Default)}
			c.defaults = append(c.defaults, defaultValue{comp, k.Default, k.env})
			c.defaultOf[comp] = defaultValue{comp, k.Default, k.env}
		}
		u.Components = append(u.Components, comp)
	}
	if !u.Extensible {
		u.AdditionAt = 0
	}
	for _, k := range list {
		if a := definedBy(k.Type); a != nil && seen[a.DefinedBy.Text] == nil && e.module.root {
			c.warn(a.DefinedBy.At, "%s has no component %s that could say what type this is", typeName(d), a.DefinedBy.Text)
		}
	}
}

// definedBy is ANY DEFINED BY, perhaps tagged; nil if t is something else.
func definedBy(t syntax.Type) *syntax.Any {
	for {
		switch u := t.(type) {
		case *syntax.Tagged:
			t = u.Type
		case *syntax.Constrained:
			t = u.Type
		case *syntax.Any:
			if u.DefinedBy.Text != "" {
				return u
			}
			return nil
		default:
			return nil
		}
	}
}

// alternatives fills in a CHOICE (X.680, 29).
func (c *checker) alternatives(u *Type, t *syntax.Choice, e *env, d *Def) {
	list := make([]flat, len(t.Alternatives))
	for i, a := range t.Alternatives {
		list[i] = flat{a, e, a.Part}
	}
	numbers := c.automatic(t.Alternatives, list, e)
	seen := make(map[string]*syntax.Component)
	names := make(map[string]string)
	for i, k := range list {
		if o := seen[k.Name.Text]; o != nil {
			c.fault(k.Name.At, "%s has two alternatives %s, the first at %s", typeName(d), k.Name.Text, o.Name.At)
			continue
		}
		seen[k.Name.Text] = k.Component
		comp := c.component(k, d, names, "Value")
		if numbers != nil {
			c.autoTag(comp, k, numbers[i])
		}
		u.Components = append(u.Components, comp)
	}
}

func typeName(d *Def) string {
	if d.Name == "" {
		return "the type"
	}
	return d.Name
}

// component makes one component or alternative. A type without a name of its own is called after it, and suffix: the
// name of a CHOICE and of an alternative is the constant that says which alternative is chosen.
func (c *checker) component(k flat, d *Def, names map[string]string, suffix string) *Component {
	comp := &Component{Name: k.Name.Text, GoName: goName(k.Name.Text), Text: componentText(k.Component)}
	if o, ok := names[comp.GoName]; ok {
		c.fault(k.Name.At, "%s and %s of %s would both be %s in Go", o, comp.Name, typeName(d), comp.GoName)
	}
	names[comp.GoName] = comp.Name
	comp.Type = c.typ(k.Type, k.env, place{
		parent: d, name: d.Name + "." + comp.Name, goSuffix: comp.GoName, suffix: suffix, from: k.From, to: k.To,
	})
	return comp
}

// flatten replaces COMPONENTS OF by the components that it brings: those of the extension root (X.680, 25.4).
func (c *checker) flatten(list []*syntax.Component, e *env, set bool, within []*syntax.Struct) []flat {
	var out []flat
	for _, k := range list {
		if k.ComponentsOf == nil {
			out = append(out, flat{k, e, k.Part})
			continue
		}
		at := k.ComponentsOf.Pos()
		t, inner := c.unwrap(k.ComponentsOf, e)
		s, ok := t.(*syntax.Struct)
		switch {
		case !ok:
			if c.defined(t, inner) {
				c.fault(at, "COMPONENTS OF wants a %s, found %s", setOrSequence(set), typeText(k.ComponentsOf))
			}
			continue
		case s.Set != set:
			c.fault(at, "COMPONENTS OF wants a %s, found %s, which is a %s", setOrSequence(set), typeText(k.ComponentsOf), setOrSequence(s.Set))
			continue
		}
		cyclic := len(within) > maxDepth
		for _, w := range within {
			cyclic = cyclic || w == s
		}
		if cyclic {
			c.fault(at, "COMPONENTS OF %s holds itself", typeText(k.ComponentsOf))
			continue
		}
		for _, f := range c.flatten(s.Components, inner, set, append(within[:len(within):len(within)], s)) {
			if f.part != syntax.Addition {
				f.part = k.Part
				out = append(out, f)
			}
		}
	}
	return out
}

// defined says whether what a type comes down to is more than a name that was reported.
func (c *checker) defined(t syntax.Type, e *env) bool {
	r, ok := t.(*syntax.Ref)
	if !ok {
		return true
	}
	b, s := c.lookup(e, r.Name.Text)
	return b != nil || s != nil && !s.missing
}

func setOrSequence(set bool) string {
	if set {
		return "SET"
	}
	return "SEQUENCE"
}

// automatic numbers the components where automatic tagging applies (X.680, 25.7 to 25.9 and 29.5): the root first,
// then the additions. nil if it does not apply.
func (c *checker) automatic(written []*syntax.Component, list []flat, e *env) []uint32 {
	if e.module.syntax.Tags != syntax.AutomaticTags {
		return nil
	}
	for _, k := range written {
		if k.ComponentsOf == nil && isTagged(k.Type) {
			return nil
		}
	}
	numbers := make([]uint32, len(list))
	n := uint32(0)
	for _, additions := range []bool{false, true} {
		for i, k := range list {
			if (k.part == syntax.Addition) == additions {
				numbers[i] = n
				n++
			}
		}
	}
	return numbers
}

// isTagged says whether a tag is written in front of a type.
func isTagged(t syntax.Type) bool {
	for {
		switch u := t.(type) {
		case *syntax.Constrained:
			t = u.Type
		case *syntax.Tagged:
			return true
		default:
			return false
		}
	}
}

func (c *checker) autoTag(comp *Component, k flat, number uint32) {
	if comp.Type.Kind != 0 {
		comp.Type.tag(Tag{Class: ContextSpecific, Number: number}, c.isDummyType(k.Type, k.env))
	}
}

// numbers fills in named numbers, named bits, or the values of an ENUMERATED (X.680, 19, 20 and 22).
func (c *checker) numbers(u *Type, t *syntax.Builtin, e *env) {
	u.Extensible = t.Extensible || u.Kind == Enumerated && e.module.syntax.ExtensibilityImplied
	values := make([]*big.Int, len(t.Numbers))
	names := make(map[string]syntax.Name)
	goNames := make(map[string]syntax.Name)
	for i, n := range t.Numbers {
		if o, ok := names[n.Name.Text]; ok {
			c.fault(n.Name.At, "%s stands here twice, first at %s", n.Name.Text, o.At)
		} else if o, ok := goNames[goName(n.Name.Text)]; ok {
			c.fault(n.Name.At, "%s and %s, at %s, would both be %s in Go", n.Name.Text, o.Text, o.At, goName(n.Name.Text))
		}
		names[n.Name.Text], goNames[goName(n.Name.Text)] = n.Name, n.Name
		if n.Number == nil {
			continue
		}
		v, ok := c.integer(n.Number, e, nil)
		switch {
		case !ok:
			continue
		case u.Kind == BitString && (v.Sign() < 0 || v.Cmp(big.NewInt(maxBit)) > 0):
			c.fault(n.Number.Pos(), "the number of a bit lies between 0 and %d, found %s", maxBit, v)
			continue
		case !v.IsInt64():
			c.fault(n.Number.Pos(), "named numbers beyond 64 bits are not supported: %s", v)
			continue
		}
		values[i] = v
	}
	if u.Kind == Enumerated {
		number(values, t.Numbers, t.Root)
	}
	used := make(map[int64]syntax.Name)
	for i, n := range t.Numbers {
		if values[i] == nil {
			continue
		}
		v := values[i].Int64()
		if o, ok := used[v]; ok && o.Text != n.Name.Text {
			c.fault(n.Name.At, "%s and %s have the same number %d", o.Text, n.Name.Text, v)
		}
		used[v] = n.Name
		u.Numbers = append(u.Numbers, NamedNumber{Name: n.Name.Text, Value: v})
	}
}

// number gives the enumeration values without a number theirs (X.680, 20.3 and 20.5): in the root the lowest that the
// root does not use; behind the ellipsis the lowest that nothing before uses and that is above the additions before.
func number(values []*big.Int, names []syntax.NamedNumber, root int) {
	used := make(map[int64]bool)
	for _, v := range values[:root] {
		if v != nil {
			used[v.Int64()] = true
		}
	}
	next := int64(0)
	for i, n := range names {
		if i == root {
			next = 0
		}
		switch {
		case n.Number == nil:
			for used[next] {
				next++
			}
			values[i] = big.NewInt(next)
			used[next] = true
		case i >= root && values[i] != nil:
			used[values[i].Int64()] = true
			next = max(next, values[i].Int64()+1)
		}
	}
}

// maxBit is the highest number of a named bit.
const maxBit = 1 << 20
