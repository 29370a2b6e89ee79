package schema

import (
	"slices"
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// ref resolves a reference to a type.
func (c *checker) ref(t *syntax.Ref, e *env, p place) *Type {
	if name := c.inCapitals(t, e); name != "" {
		c.warn(t.Pos(), "%s is taken for %s", t.Name.Text, name)
		return c.typ(&syntax.Builtin{At: t.Pos(), Name: name}, e, p)
	}
	b, s := c.resolve(e, t.Module, t.Name, "type")
	switch {
	case b != nil:
		return c.dummyType(t, b, p)
	case s == nil || s.missing:
		return badType(t.Pos())
	}
	switch k := c.kindOf(s); k {
	case typeKind:
	case macroKind:
		c.fault(t.Pos(), "%s is a macro: macros of X.208 are not supported", t.Name.Text)
		return badType(t.Pos())
	case valueSetKind:
		return c.valueSetType(t, s, e, p)
	default:
		c.fault(t.Pos(), "%s is %s, expected a type", t.Name.Text, withArticle(k))
		return badType(t.Pos())
	}
	switch {
	case len(s.assigned.Params) == 0 && onlySets(t.Args):
		c.warn(t.Pos(), "%s is not parameterised: the sets after it are ignored", t.Name.Text)
	case len(s.assigned.Params) > 0 || len(t.Args) > 0:
		return c.parameterised(s, t, e, p)
	}
	return c.use(c.defOf(s), t)
}

// inCapitals is the built-in type that a name is all in capitals, as GENERALIZEDTIME, if nothing else has that name; or "".
func (c *checker) inCapitals(t *syntax.Ref, e *env) string {
	if t.Module.Text != "" || t.Args != nil || strings.ToUpper(t.Name.Text) != t.Name.Text || len(e.module.imports[t.Name.Text]) > 0 {
		return ""
	}
	for name := range builtins {
		if name != t.Name.Text && strings.EqualFold(name, t.Name.Text) {
			if b, s := c.lookup(e, t.Name.Text); b == nil && s == nil && c.guess(e.module, t.Name.Text) == nil {
				return name
			}
		}
	}
	return ""
}

// onlySets says whether actual parameters are all value sets or object sets. Such change no encoding.
func onlySets(args []syntax.Arg) bool {
	return len(args) > 0 && !slices.ContainsFunc(args, func(a syntax.Arg) bool { return a.Braces == nil })
}

func withArticle(k symbolKind) string {
	if k == objectKind || k == objectSetKind || k == classKind {
		return "an " + k.String()
	}
	return "a " + k.String()
}

// valueSetType is a value set where a type is wanted (X.680, 16.6): its governor, with the values as the constraint.
func (c *checker) valueSetType(t *syntax.Ref, s *symbol, e *env, p place) *Type {
	if s.opening {
		c.fault(t.Pos(), "%s is defined by itself", t.Name.Text)
		return badType(t.Pos())
	}
	s.opening = true
	defer func() { s.opening = false }()
	inner := c.bind(s, t.Args, e, t.Pos())
	if inner == nil {
		return badType(t.Pos())
	}
	u := c.typ(s.assigned.Governor, inner, p)
	if u.Kind != 0 {
		u.Text = typeText(t)
		c.pending = append(c.pending, pending{typ: u, constraint: c.setConstraint(s.assigned.Set), env: inner})
	}
	return u
}

// setConstraint is a value set as a constraint.
func (c *checker) setConstraint(b *syntax.Braces) *syntax.Constraint {
	set := c.elements(b)
	if set == nil {
		set = &syntax.ElementSet{Extensible: true}
	}
	return &syntax.Constraint{At: b.Open, Set: set}
}

// dummyType is what a dummy stands for where a type is wanted.
func (c *checker) dummyType(t *syntax.Ref, b *binding, p place) *Type {
	if c.depth++; c.depth > maxDepth {
		c.depth--
		return badType(t.Pos())
	}
	defer c.shallower()
	switch k := c.bindingKind(b); {
	case k == typeKind && b.arg.Type != nil:
		p.body = nil
		return c.typ(b.arg.Type, b.env, p)
	case k == valueSetKind:
		u := c.typ(b.param.Governor, b.inner, p)
		if b.arg.Braces != nil && u.Kind != 0 {
			c.pending = append(c.pending, pending{typ: u, constraint: c.setConstraint(b.arg.Braces), env: b.env})
		}
		return u
	case k == typeKind:
		at := t.Pos()
		if b.arg.Value != nil {
			at = b.arg.Value.Pos()
		} else if b.arg.Braces != nil {
			at = b.arg.Braces.Open
		}
		c.fault(at, "the actual parameter for %s is no type", b.param.Name.Text)
	default:
		c.fault(t.Pos(), "%s stands for %s here, expected a type", t.Name.Text, withArticle(k))
	}
	return badType(t.Pos())
}

// field resolves CLASS.&field, object.&field, Set.&field.
func (c *checker) field(t *syntax.Field, e *env, p place) *Type {
	f, open := c.fieldType(t, e, true)
	switch {
	case open:
		return &Type{Kind: Open, At: t.Pos(), Text: typeText(t)}
	case f.typ == nil:
		return badType(t.Pos())
	}
	u := c.typ(f.typ, f.env, p)
	u.At, u.Text = t.Pos(), typeText(t)
	if values := c.fieldValues(t, e, f); len(values) > 0 && u.Kind != 0 {
		text := &syntax.Constraint{At: t.Pos(), Set: &syntax.ElementSet{Root: &syntax.Included{Type: t}}}
		c.pending = append(c.pending, pending{typ: u, constraint: text, env: e, values: values})
	}
	return u
}

// fieldValues is the values that the objects of object.&field or Set.&field have there (X.681, 15): the type is limited
// to them. There is none for a type field, for a field of a class, and where more objects may come.
func (c *checker) fieldValues(t *syntax.Field, e *env, f fieldType) []*setting {
	if isTypeField(f.field) || c.findClass(t.Of, e) != nil {
		return nil
	}
	last := len(t.Fields) - 1
	of := c.setByFields(&syntax.Field{Of: t.Of, Fields: t.Fields[:last]}, e)
	if of.extensible {
		return nil
	}
	var values []*setting
	for _, o := range of.objects {
		if s := c.setting(o, o.class.fields[t.Fields[last].Text]); s != nil && s.typ == nil {
			values = append(values, s)
		}
	}
	return values
}

// selection resolves alternative < Type (X.680, 30).
func (c *checker) selection(t *syntax.Selection, e *env, p place) *Type {
	ch, inner := c.choiceSyntax(t.Type, e, 0)
	if ch == nil {
		c.fault(t.Type.Pos(), "%s is no CHOICE: nothing can be selected from it", typeText(t.Type))
		return badType(t.Pos())
	}
	for _, a := range ch.Alternatives {
		if a.Name.Text == t.Name.Text {
			u := c.typ(a.Type, inner, p)
			u.At, u.Text = t.Pos(), typeText(t)
			return u
		}
	}
	c.fault(t.Name.At, "%s has no alternative %s", typeText(t.Type), t.Name.Text)
	return badType(t.Pos())
}

// choiceSyntax is the text of the CHOICE that a type comes down to, nil if it is none.
func (c *checker) choiceSyntax(t syntax.Type, e *env, depth int) (*syntax.Choice, *env) {
	u, inner := c.unwrap(t, e)
	ch, _ := u.(*syntax.Choice)
	return ch, inner
}

// unwrap takes tags, constraints and references off a type, as far as it goes.
func (c *checker) unwrap(t syntax.Type, e *env) (syntax.Type, *env) {
	for range maxDepth {
		switch u := t.(type) {
		case *syntax.Tagged:
			t = u.Type
		case *syntax.Constrained:
			t = u.Type
		case *syntax.Ref:
			b, s := c.resolve(e, u.Module, u.Name, "type")
			switch {
			case b != nil && b.arg.Type != nil && b.param.Governor == nil:
				t, e = b.arg.Type, b.env
			case b != nil && b.param.Governor != nil:
				t, e = b.param.Governor, b.inner
			case s != nil && s.assigned.Type != nil && c.kindOf(s) == typeKind:
				inner := c.bind(s, u.Args, e, u.Pos())
				if inner == nil {
					return t, e
				}
				t, e = s.assigned.Type, inner
			default:
				return t, e
			}
		case *syntax.Field:
			f, _ := c.fieldType(u, e, false)
			if f.typ == nil {
				return t, e
			}
			t, e = f.typ, f.env
		default:
			return t, e
		}
	}
	return t, e
}

// instanceOf is [UNIVERSAL 8] IMPLICIT SEQUENCE { type-id OBJECT IDENTIFIER, value [0] EXPLICIT ANY } (X.681, C.7).
func (c *checker) instanceOf(t *syntax.InstanceOf, e *env, p place) *Type {
	cl := c.findClass(t.Class, e)
	if cl == nil {
		c.needClass(t.Class, e)
		return badType(t.At)
	}
	id, typ := cl.fields["&id"], cl.fields["&Type"]
	if id == nil || typ == nil || id.Governor == nil || !isTypeField(typ) {
		c.fault(t.Class.Pos(), "INSTANCE OF wants a class that is TYPE-IDENTIFIER: %s has other fields", cl.name)
		return badType(t.At)
	}
	return c.nested(t, e, p, func(p place) *Type {
		return &Type{
			Kind: Sequence, At: t.At, Text: typeText(t), Tags: []Tag{{Universal, 8, true}},
			Components: []*Component{
				{Name: "type-id", GoName: "TypeID", Text: "type-id OBJECT IDENTIFIER",
					Type: &Type{Kind: OID, At: t.At, Text: "OBJECT IDENTIFIER", Tags: []Tag{{Universal, 6, false}}}},
				{Name: "value", GoName: "Value", Text: "value [0] EXPLICIT ANY",
					Type: &Type{Kind: Open, At: t.At, Text: "[0] EXPLICIT ANY", Tags: []Tag{{ContextSpecific, 0, true}}}},
			},
		}
	})
}
