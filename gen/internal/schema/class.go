package schema

import (
	"github.com/dergen/dergen/gen/internal/syntax"
)

// class is an information object class (X.681, 9).
type class struct {
	name   string
	env    *env // of its fields
	syntax *syntax.Class
	fields map[string]*syntax.ClassField
}

// builtinClass is TYPE-IDENTIFIER (X.681, annex A) or ABSTRACT-SYNTAX (annex B), nil for another name.
func builtinClass(name string) *syntax.Class {
	word := func(s string) syntax.SyntaxItem { return syntax.SyntaxItem{Literal: syntax.Name{Text: s}} }
	field := func(s string) syntax.SyntaxItem { return syntax.SyntaxItem{Field: syntax.Name{Text: s}} }
	cl := &syntax.Class{
		Fields: []*syntax.ClassField{
			{Name: syntax.Name{Text: "&id"}, Governor: &syntax.Builtin{Name: "OBJECT IDENTIFIER"}, Unique: true},
			{Name: syntax.Name{Text: "&Type"}},
		},
		Syntax: []syntax.SyntaxItem{field("&Type"), word("IDENTIFIED"), word("BY"), field("&id")},
	}
	switch name {
	case "TYPE-IDENTIFIER":
		return cl
	case "ABSTRACT-SYNTAX":
		cl.Fields = append(cl.Fields, &syntax.ClassField{
			Name: syntax.Name{Text: "&property"}, Optional: true,
			Governor: &syntax.Builtin{Name: "BIT STRING", Numbers: []syntax.NamedNumber{
				{Name: syntax.Name{Text: "handles-invalid-encodings"}, Number: &syntax.IntValue{Text: "0"}},
			}},
		})
		cl.Syntax = append(cl.Syntax, syntax.SyntaxItem{
			Optional: []syntax.SyntaxItem{word("HAS"), word("PROPERTY"), field("&property")},
		})
		return cl
	}
	return nil
}

// kindOf finds out what an assignment assigns: a name alone does not tell a type from an object class.
func (c *checker) kindOf(s *symbol) symbolKind {
	if s.kind != unknownKind {
		return s.kind
	}
	a, e := s.assigned, s.module.env
	governed := func(object, value symbolKind) symbolKind {
		if c.findClass(a.Governor, e) != nil {
			return object
		}
		return value
	}
	switch {
	case a.Macro:
		s.kind = macroKind
	case a.Class != nil:
		s.kind = classKind
	case a.Type != nil:
		s.kind = typeKind
		if c.findClass(a.Type, e) != nil {
			s.kind = classKind
		}
	case a.Set != nil:
		s.kind = governed(objectSetKind, valueSetKind)
	default:
		s.kind = governed(objectKind, valueKind)
	}
	return s.kind
}

// findClass is the object class that a type names, through other names of it, or nil if it names none; nothing is
// reported.
func (c *checker) findClass(t syntax.Type, e *env) *class {
	for range maxDepth {
		r, ok := t.(*syntax.Ref)
		if !ok {
			return nil
		}
		var b *binding
		var s *symbol
		if r.Module.Text == "" {
			b, s = c.lookup(e, r.Name.Text)
		} else {
			s = c.qualifiedQuietly(e, r.Module.Text, r.Name.Text)
		}
		if b != nil {
			if b.param.Governor != nil || b.arg.Type == nil {
				return nil
			}
			t, e = b.arg.Type, b.env
			continue
		}
		if s == nil {
			if cl := builtinClass(r.Name.Text); cl != nil {
				return c.makeClass(r.Name.Text, cl, &env{module: e.module})
			}
			if s = c.guessClass(e, r); s == nil {
				return nil
			}
		}
		switch a := s.assigned; {
		case a.Class != nil:
			inner := s.module.env
			if len(a.Params) > 0 {
				if inner = c.bind(s, r.Args, e, r.Pos()); inner == nil {
					return nil
				}
			}
			return c.makeClass(a.Name.Text, a.Class, inner)
		case a.Type == nil || len(a.Params) > 0 || s.kind != unknownKind && s.kind != classKind:
			return nil
		}
		t, e = s.assigned.Type, s.module.env
	}
	return nil
}

// guessClass takes a class that is not imported from the one module that defines it.
func (c *checker) guessClass(e *env, r *syntax.Ref) *symbol {
	if builtinClass(r.Name.Text) != nil || len(e.module.imports[r.Name.Text]) > 0 && r.Module.Text == "" {
		return nil
	}
	s := c.guess(e.module, r.Name.Text)
	if s == nil || s.assigned.Class == nil || r.Module.Text != "" {
		return nil
	}
	c.warn(r.Name.At, "%s is not imported; it %s", r.Name.Text, c.taken(s, r.Name.Text))
	return s
}

// makeClass indexes the fields of a class.
func (c *checker) makeClass(name string, s *syntax.Class, e *env) *class {
	if cl := c.classes[s]; cl != nil && e.dummies == nil {
		return cl
	}
	cl := &class{name: name, env: e, syntax: s, fields: make(map[string]*syntax.ClassField, len(s.Fields))}
	for _, f := range s.Fields {
		if cl.fields[f.Name.Text] != nil {
			c.fault(f.Name.At, "class %s has two fields %s", name, f.Name.Text)
			continue
		}
		cl.fields[f.Name.Text] = f
	}
	if e.dummies == nil {
		c.classes[s] = cl
	}
	return cl
}

// checkClass looks at the names in a class that is assigned.
func (c *checker) checkClass(s *symbol) {
	a, e := s.assigned, s.module.env
	cl := c.makeClass(a.Name.Text, a.Class, e)
	ref := func(r *syntax.Ref) {
		if c.findClass(r, e) == nil {
			c.resolve(e, r.Module, r.Name, "type")
		}
	}
	for _, f := range a.Class.Fields {
		if f.Governor != nil {
			eachRef(f.Governor, ref)
		}
		if f.DefaultType != nil {
			eachRef(f.DefaultType, ref)
		}
		for _, v := range f.VarGovernor[:min(len(f.VarGovernor), 1)] {
			if cl.fields[v.Text] == nil {
				c.fault(v.At, "class %s has no field %s%s", cl.name, v.Text, nearField(cl, v.Text))
			}
		}
		if f.DefaultValue != nil && f.Governor != nil && c.findClass(f.Governor, e) == nil {
			if t := c.looseType(f.Governor, e); t.Kind != 0 {
				c.values = append(c.values, assignedValue{t, f.DefaultValue, e})
			}
		}
	}
	var items func(list []syntax.SyntaxItem)
	items = func(list []syntax.SyntaxItem) {
		for _, it := range list {
			items(it.Optional)
			if n := it.Field; n.Text != "" && cl.fields[n.Text] == nil {
				c.fault(n.At, "class %s has no field %s%s", cl.name, n.Text, nearField(cl, n.Text))
			}
		}
	}
	items(a.Class.Syntax)
}

// isTypeField says whether f is a type field.
func isTypeField(f *syntax.ClassField) bool {
	return f.Governor == nil && f.VarGovernor == nil && len(f.Name.Text) > 1 && upperFirst(f.Name.Text[1:])
}

// fieldType is what CLASS.&field, object.&field or Set.&field is as a type.
type fieldType struct {
	typ   syntax.Type // nil: an open type, or nothing that can be told
	env   *env
	class *class // whose field the last one is
	field *syntax.ClassField
}

// fieldType resolves a field in the place of a type. open says that it is an open type: the type field of a class or
// of an object set, or a field of variable type. The type field of an object is that very type.
func (c *checker) fieldType(t *syntax.Field, e *env, report bool) (f fieldType, open bool) {
	cl := c.findClass(t.Of, e)
	if cl == nil {
		if !upperFirst(t.Of.Name.Text) {
			return c.objectFieldType(t, e, report)
		}
		if cl = c.setClass(t.Of, e); cl == nil {
			if report {
				c.needClass(t.Of, e)
			}
			return f, false
		}
	}
	for i, name := range t.Fields {
		f.class, f.field = cl, cl.fields[name.Text]
		if f.field == nil {
			if report {
				c.fault(name.At, "class %s has no field %s%s", cl.name, name.Text, nearField(cl, name.Text))
			}
			return f, false
		}
		if i < len(t.Fields)-1 {
			next := cl
			if f.field.Governor != nil {
				next = c.findClass(f.field.Governor, cl.env)
			}
			if next == nil || f.field.Governor == nil {
				if report {
					c.fault(name.At, "field %s of class %s has no fields of its own: its governor is no class", name.Text, cl.name)
				}
				return f, false
			}
			cl = next
		}
	}
	if f.field.Governor == nil {
		return f, true
	}
	if c.findClass(f.field.Governor, f.class.env) != nil {
		if report {
			last := t.Fields[len(t.Fields)-1]
			c.fault(last.At, "%s of class %s holds objects: it is no type", last.Text, f.class.name)
		}
		return f, false
	}
	f.typ, f.env = f.field.Governor, f.class.env
	return f, false
}

// objectFieldType resolves object.&Type.
func (c *checker) objectFieldType(t *syntax.Field, e *env, report bool) (f fieldType, open bool) {
	o := c.objectByRef(&syntax.RefValue{Module: t.Of.Module, Name: t.Of.Name, Args: t.Of.Args}, e, report)
	for i, name := range t.Fields {
		if o == nil {
			return f, false
		}
		f.class, f.field = o.class, o.class.fields[name.Text]
		if f.field == nil {
			if report {
				c.fault(name.At, "class %s has no field %s%s", o.class.name, name.Text, nearField(o.class, name.Text))
			}
			return f, false
		}
		set := c.setting(o, f.field)
		if i < len(t.Fields)-1 {
			if set == nil || set.value == nil {
				return f, true
			}
			o = c.objectByValue(set.value, set.env, c.findClass(f.field.Governor, o.class.env), nil)
			continue
		}
		switch {
		case isTypeField(f.field) && set != nil && set.typ != nil:
			f.typ, f.env = set.typ, set.env
		case isTypeField(f.field):
			if report {
				c.fault(name.At, "object %s has no %s", t.Of.Name.Text, name.Text)
			}
		case f.field.Governor != nil && c.findClass(f.field.Governor, o.class.env) == nil:
			f.typ, f.env = f.field.Governor, o.class.env
		default:
			open = true
			if len(f.field.VarGovernor) != 1 {
				break
			}
			if g := o.class.fields[f.field.VarGovernor[0].Text]; g != nil && isTypeField(g) {
				if s := c.setting(o, g); s != nil && s.typ != nil {
					f.typ, f.env, open = s.typ, s.env, false
				}
			}
		}
	}
	return f, open
}

// nearField suggests another field.
func nearField(cl *class, name string) string {
	best, at := "", syntax.Nearness(name)
	for _, f := range cl.syntax.Fields {
		if d := syntax.Distance(f.Name.Text, name, at); d < at {
			best, at = f.Name.Text, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}

// setClass is the class that governs an object set, nil if the name is none.
func (c *checker) setClass(r *syntax.Ref, e *env) *class {
	var b *binding
	var s *symbol
	if r.Module.Text == "" {
		b, s = c.lookup(e, r.Name.Text)
	} else {
		s = c.qualifiedQuietly(e, r.Module.Text, r.Name.Text)
	}
	switch {
	case b != nil && b.param.Governor != nil:
		return c.findClass(b.param.Governor, b.inner)
	case s != nil && s.assigned.Set != nil:
		return c.findClass(s.assigned.Governor, s.module.env)
	}
	return nil
}

// needClass reports a name that ought to be a class, an object or an object set.
func (c *checker) needClass(r *syntax.Ref, e *env) {
	b, s := c.resolve(e, r.Module, r.Name, "class")
	switch {
	case b != nil:
		c.fault(r.Pos(), "%s stands for a %s here, expected an object class, an object or an object set", r.Name.Text, c.bindingKind(b))
	case s != nil && !s.missing:
		c.fault(r.Pos(), "%s is a %s, expected an object class, an object or an object set", r.Name.Text, c.kindOf(s))
	}
}
