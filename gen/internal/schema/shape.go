package schema

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// argumentKey tells actual parameters apart; objects and object sets count as equal.
func (c *checker) argumentKey(args []syntax.Arg, e *env, within []*symbol) string {
	var parts []string
	for _, a := range args {
		parts = append(parts, c.argKey(a, e, within))
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func (c *checker) argKey(a syntax.Arg, e *env, within []*symbol) string {
	switch {
	case a.Type != nil:
		if cl := c.findClass(a.Type, e); cl != nil {
			return cl.name
		}
		return c.shape(a.Type, e, within)
	case a.Value != nil:
		return c.valueKey(a.Value, e)
	}
	return "*"
}

// valueKey tells values apart: dummies are replaced by what they stand for.
func (c *checker) valueKey(v syntax.Value, e *env) string {
	if r, ok := v.(*syntax.RefValue); ok && r.Module.Text == "" {
		if b := e.dummies[r.Name.Text]; b != nil {
			key := c.argKey(b.arg, b.env, nil)
			for _, f := range r.Fields {
				key += "." + f.Text
			}
			return key
		}
	}
	return valueText(v)
}

// shape writes a type as it comes out in an environment, so that two instances with the same shape are the same Go
// type. within is the parameterised types around it, against going round in circles.
func (c *checker) shape(t syntax.Type, e *env, within []*symbol) string {
	switch t := t.(type) {
	case *syntax.Struct:
		var b strings.Builder
		b.WriteString("SEQUENCE{")
		if t.Set {
			b.WriteString("SET")
		}
		for _, k := range t.Components {
			if k.ComponentsOf != nil {
				b.WriteString("COMPONENTS OF " + c.shape(k.ComponentsOf, e, within) + ",")
				continue
			}
			b.WriteString(k.Name.Text + " " + c.shape(k.Type, e, within))
			if k.Optional {
				b.WriteString(" OPTIONAL")
			}
			if k.Default != nil {
				b.WriteString(" DEFAULT " + c.valueKey(k.Default, e))
			}
			b.WriteString(",")
		}
		return b.String() + "}"
	case *syntax.Choice:
		s := "CHOICE{"
		for _, k := range t.Alternatives {
			s += k.Name.Text + " " + c.shape(k.Type, e, within) + ","
		}
		return s + "}"
	case *syntax.List:
		s := "SEQUENCE OF "
		if t.Set {
			s = "SET OF "
		}
		if t.Size != nil {
			s += c.constraintKey(t.Size, e)
		}
		return s + c.shape(t.Elem, e, within)
	case *syntax.Tagged:
		return fmt.Sprintf("[%s %s %d]", t.Class, c.valueKey(t.Number, e), t.Mode) + c.shape(t.Type, e, within)
	case *syntax.Constrained:
		return c.shape(t.Type, e, within) + c.constraintKey(t.Constraint, e)
	case *syntax.Selection:
		return t.Name.Text + " < " + c.shape(t.Type, e, within)
	case *syntax.Ref:
		return c.refShape(t, e, within)
	case *syntax.Field:
		f, open := c.fieldType(t, e, false)
		switch {
		case open:
			return "OPEN"
		case f.typ != nil:
			return c.shape(f.typ, f.env, within)
		}
	}
	return typeText(t)
}

func (c *checker) refShape(r *syntax.Ref, e *env, within []*symbol) string {
	var b *binding
	var s *symbol
	if r.Module.Text == "" {
		b, s = c.lookup(e, r.Name.Text)
	} else {
		s = c.qualifiedQuietly(e, r.Module.Text, r.Name.Text)
	}
	switch {
	case b != nil:
		return c.argKey(b.arg, b.env, within)
	case s == nil:
		return typeText(r)
	}
	key := s.module.out.Name + "." + s.assigned.Name.Text
	if len(r.Args) == 0 || len(r.Args) != len(s.assigned.Params) {
		return key
	}
	for _, w := range within {
		if w == s {
			return key
		}
	}
	inner := c.bind(s, r.Args, e, r.Pos())
	if s.assigned.Type != nil && len(within) < maxDepth && c.isShared(inner) {
		return key + "=" + c.shape(s.assigned.Type, inner, append(within[:len(within):len(within)], s))
	}
	return key + c.argumentKey(r.Args, e, within)
}

// constraintKey is a constraint as it is written, and what the dummies in it stand for; tables do not count.
func (c *checker) constraintKey(k *syntax.Constraint, e *env) string {
	if k.Table != nil || k.User {
		return ""
	}
	text := constraintText(k)
	if k.Contents != nil && k.Contents.Type != nil {
		return "(CONTAINING " + c.shape(k.Contents.Type, e, nil) + ")"
	}
	for _, name := range slices.Sorted(maps.Keys(e.dummies)) {
		if b := e.dummies[name]; !upperFirst(name) && strings.Contains(text, name) {
			text += name + "=" + c.argKey(b.arg, b.env, nil)
		}
	}
	return text
}
