package schema

import (
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// object is an information object: a class and settings of its fields (X.681, 11).
type object struct {
	name     string // "" for one that stands in a set
	symbol   *symbol
	class    *class
	at       syntax.Pos
	settings map[string]*setting
	types    map[string]*Type // of its type fields, as they are asked for
	checked  bool
}

// setting is what an object has for a field: one of the three.
type setting struct {
	typ   syntax.Type
	value syntax.Value
	set   *syntax.Braces
	env   *env
}

// idName is what an object without a name is called: the name of the value that identifies it, or else the class and
// the value, as K-1-2-3; and in Go. Both are "" if nothing identifies the object.
func (o *object) idName() (name, inGo string) {
	for _, f := range o.class.syntax.Fields {
		if s := o.settings[f.Name.Text]; f.Unique && s != nil && s.value != nil {
			if r, ok := s.value.(*syntax.RefValue); ok && r.Fields == nil {
				return r.Name.Text, goName(r.Name.Text)
			}
			name = o.class.name + "-" + strings.Join(strings.FieldsFunc(valueText(s.value), func(r rune) bool { return r >= 0x80 || !isNameByte(byte(r)) }), "-")
			return name, digitsApart(name)
		}
	}
	return "", ""
}

// digitsApart is a Go name made of a name of ASN.1, in which numbers stay apart: K-1-23 is K1_23.
func digitsApart(name string) string {
	parts := strings.Split(name, "-")
	s := ""
	for _, p := range parts {
		p = goName(p)
		if s != "" && p != "" && isDigit(s[len(s)-1]) && isDigit(p[0]) {
			s += "_"
		}
		s += p
	}
	return s
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// checkObject evaluates the settings of an object, once.
func (c *checker) checkObject(o *object) {
	if o.checked {
		return
	}
	o.checked = true
	for _, f := range o.class.syntax.Fields {
		s := o.settings[f.Name.Text]
		if s == nil {
			continue
		}
		var cl *class
		if f.Governor != nil {
			cl = c.findClass(f.Governor, o.class.env)
		}
		switch {
		case s.typ != nil:
			c.settingType(o, f, s)
		case f.Governor == nil:
			if s.value != nil {
				c.checkVariable(o, f, s)
			}
		case s.value != nil && cl != nil:
			c.objectByValue(s.value, s.env, cl, nil)
		case s.value != nil:
			if t := c.looseType(f.Governor, o.class.env); t.Kind != 0 {
				c.values = append(c.values, assignedValue{t, s.value, s.env})
			}
		case s.set != nil && cl != nil:
			c.setIn(s.set, s.env, cl)
		case s.set != nil:
			c.checkValueSet(f.Governor, o.class.env, s.set, s.env)
		}
	}
}

// checkVariable evaluates a value whose type another field of the object holds (X.681, 9.8).
func (c *checker) checkVariable(o *object, f *syntax.ClassField, s *setting) {
	if len(f.VarGovernor) != 1 {
		return
	}
	g := o.class.fields[f.VarGovernor[0].Text]
	if g == nil {
		c.fault(f.VarGovernor[0].At, "class %s has no field %s", o.class.name, f.VarGovernor[0].Text)
		return
	}
	if gs := c.setting(o, g); gs != nil && gs.typ != nil {
		if t := c.looseType(gs.typ, gs.env); t.Kind != 0 {
			c.values = append(c.values, assignedValue{t, s.value, s.env})
		}
	}
}

// objectKey tells objects apart: the braces and the environment that they are read in.
type objectKey struct {
	braces *syntax.Braces
	env    *env
}

// setting is what o has for field f: its own setting or the default, nil if there is none.
func (c *checker) setting(o *object, f *syntax.ClassField) *setting {
	if s := o.settings[f.Name.Text]; s != nil {
		return s
	}
	switch {
	case f.DefaultType != nil:
		return &setting{typ: f.DefaultType, env: o.class.env}
	case f.DefaultValue != nil:
		return &setting{value: f.DefaultValue, env: o.class.env}
	case f.DefaultSet != nil:
		return &setting{set: f.DefaultSet, env: o.class.env}
	}
	return nil
}

// objectByRef resolves a reference to an object, through fields if there are any. nil if there is none, or if the last
// field is not set.
func (c *checker) objectByRef(r *syntax.RefValue, e *env, report bool) *object {
	o := c.namedObject(r, e, report)
	for _, name := range r.Fields {
		if o == nil {
			return nil
		}
		f := o.class.fields[name.Text]
		if f == nil {
			if report {
				c.fault(name.At, "class %s has no field %s%s", o.class.name, name.Text, nearField(o.class, name.Text))
			}
			return nil
		}
		s := c.setting(o, f)
		if s == nil || s.value == nil || f.Governor == nil {
			return nil
		}
		cl := c.findClass(f.Governor, o.class.env)
		if cl == nil {
			return nil
		}
		o = c.objectByValue(s.value, s.env, cl, nil)
	}
	return o
}

// namedObject resolves the name in front of the fields.
func (c *checker) namedObject(r *syntax.RefValue, e *env, report bool) *object {
	defer c.shallower()
	if !c.deeper(r.Pos(), func() string { return r.Name.Text + " is defined by itself" }) {
		return nil
	}
	var b *binding
	var s *symbol
	switch {
	case report:
		b, s = c.resolve(e, r.Module, r.Name, "object")
	case r.Module.Text != "":
		s = c.qualifiedQuietly(e, r.Module.Text, r.Name.Text)
	default:
		b, s = c.lookup(e, r.Name.Text)
	}
	if b != nil {
		if b.param.Governor == nil {
			return nil
		}
		cl := c.findClass(b.param.Governor, b.inner)
		switch {
		case cl == nil:
		case b.arg.Value != nil:
			return c.objectByValue(b.arg.Value, b.env, cl, nil)
		case b.arg.Braces != nil:
			return c.objectIn(b.arg.Braces, b.env, cl, nil)
		}
		return nil
	}
	if s == nil || s.missing {
		return nil
	}
	if c.kindOf(s) != objectKind {
		if report {
			c.fault(r.Pos(), "%s is a %s, expected an object", r.Name.Text, c.kindOf(s))
		}
		return nil
	}
	inner := s.module.env
	if len(s.assigned.Params) > 0 {
		if inner = c.bind(s, r.Args, e, r.Pos()); inner == nil {
			return nil
		}
	}
	cl := c.findClass(s.assigned.Governor, inner)
	if cl == nil {
		return nil
	}
	return c.objectByValue(s.assigned.Value, inner, cl, s)
}

// objectByValue is the object that a value denotes where an object of class cl is wanted.
func (c *checker) objectByValue(v syntax.Value, e *env, cl *class, s *symbol) *object {
	switch v := v.(type) {
	case syntax.BracesValue:
		return c.objectIn(v.Braces, e, cl, s)
	case *syntax.RefValue:
		o := c.objectByRef(v, e, true)
		switch {
		case o == nil || o.class.syntax == cl.syntax || equalBuiltin(o.class, cl):
		case o.class.name == cl.name:
			if e.module.root {
				c.warn(v.Pos(), "%s is an object of another class %s, at %s", v.Name.Text, cl.name, o.class.syntax.At)
			}
		default:
			c.fault(v.Pos(), "%s is an object of class %s, expected one of class %s", v.Name.Text, o.class.name, cl.name)
			return nil
		}
		return o
	}
	c.fault(v.Pos(), "expected an object of class %s, found a value", cl.name)
	return nil
}

// equalBuiltin says whether both classes are the same built-in one.
func equalBuiltin(a, b *class) bool {
	return a.name == b.name && builtinClass(a.name) != nil && builtinClass(b.name) != nil
}

// objectIn reads {...} as an object of class cl.
func (c *checker) objectIn(b *syntax.Braces, e *env, cl *class, s *symbol) *object {
	key := objectKey{b, e}
	if o, ok := c.objects[key]; ok {
		return o
	}
	o := &object{symbol: s, class: cl, at: b.Open, settings: make(map[string]*setting)}
	if s != nil {
		o.name = s.assigned.Name.Text
	}
	c.objects[key] = o
	m := &matcher{checker: c, object: o, env: e, braces: b}
	if !m.match() {
		c.objects[key] = nil
		return nil
	}
	for _, f := range cl.syntax.Fields {
		if o.settings[f.Name.Text] == nil && !f.Optional && c.setting(o, f) == nil {
			c.fault(b.Open, "object of class %s lacks %s", cl.name, f.Name.Text)
		}
	}
	return o
}
