package schema

import (
	"slices"
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

// idName is the name of the value that identifies an object without a name, "" if that has none either.
func (o *object) idName() string {
	for _, f := range o.class.syntax.Fields {
		if s := o.settings[f.Name.Text]; f.Unique && s != nil {
			if r, ok := s.value.(*syntax.RefValue); ok && r.Fields == nil {
				return r.Name.Text
			}
		}
	}
	return ""
}

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
	if c.depth++; c.depth > maxDepth {
		c.depth--
		c.fault(r.Pos(), "%s is defined by itself", r.Name.Text)
		return nil
	}
	defer func() { c.depth-- }()
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

// matcher reads an object by the syntax of its class (X.681, 11.5 and 11.6).
type matcher struct {
	*checker
	object *object
	env    *env
	braces *syntax.Braces
	cursor *syntax.Cursor
	faults syntax.Errors // of the cursor

	// the furthest token that did not fit, and what would have
	far      int
	farToken syntax.Token
	wanted   []string
	inner    *syntax.Error // a fault within a type or a value, at that place or behind it
	surplus  []syntax.Token
}

func (m *matcher) match() bool {
	m.cursor = syntax.NewCursor(m.braces, &m.faults)
	m.far = -1
	var ok bool
	if m.object.class.syntax.Syntax == nil {
		ok = m.defaultSyntax()
	} else if ok = m.group(m.object.class.syntax.Syntax); ok && !m.cursor.Done() {
		m.miss("}")
		ok = false
	}
	if ok {
		for _, t := range m.surplus {
			m.warn(t.At, "%s does not belong here by the syntax of class %s; it is passed over", t, m.object.class.name)
		}
		return true
	}
	if m.inner != nil {
		m.fault(m.inner.Pos, "%s", m.inner.Msg)
		return false
	}
	if m.wanted == nil {
		return false // a field that the class does not have
	}
	found := m.farToken.String()
	m.fault(m.farToken.At, "object of class %s: expected %s, found %s", m.object.class.name, alternatives(m.wanted), found)
	return false
}

// alternatives is a, b or c.
func alternatives(words []string) string {
	words = slices.Compact(words)
	if n := len(words); n > 1 {
		return strings.Join(words[:n-1], ", ") + " or " + words[n-1]
	}
	return strings.Join(words, "")
}

// miss notes that what would have stood here.
func (m *matcher) miss(what string) {
	at := m.cursor.Mark()
	if at > m.far {
		m.far, m.farToken, m.wanted = at, m.cursor.Peek(), nil
	}
	if at == m.far && !slices.Contains(m.wanted, what) {
		m.wanted = append(m.wanted, what)
	}
}

// group matches a list of syntax items. An optional group that does not match is passed over.
func (m *matcher) group(items []syntax.SyntaxItem) bool {
	for _, it := range items {
		if t := m.cursor.Peek(); t.Text == "," && t.Kind == syntax.Punct && !hasLiteral(m.object.class.syntax.Syntax, ",") {
			m.surplus = append(m.surplus, m.cursor.Next())
		}
		switch {
		case it.Optional != nil:
			at := m.cursor.Mark()
			before := mapKeys(m.object.settings)
			if !m.group(it.Optional) {
				m.cursor.Reset(at)
				for name := range m.object.settings {
					if !slices.Contains(before, name) {
						delete(m.object.settings, name)
					}
				}
			}
		case it.Field.Text != "":
			if !m.field(it.Field) {
				return false
			}
		default:
			if t := m.cursor.Peek(); t.Text != it.Literal.Text || t.Kind != syntax.Upper && t.Kind != syntax.Punct {
				m.miss(it.Literal.Text)
				return false
			}
			m.cursor.Next()
		}
	}
	return true
}

func mapKeys(s map[string]*setting) []string {
	var keys []string
	for k := range s {
		keys = append(keys, k)
	}
	return keys
}

// defaultSyntax matches {&field setting, ...} (X.681, 11.5).
func (m *matcher) defaultSyntax() bool {
	for !m.cursor.Done() {
		t := m.cursor.Peek()
		if t.Kind != syntax.Amp {
			m.miss("the name of a field")
			return false
		}
		m.cursor.Next()
		if !m.field(syntax.Name{Text: t.Text, At: t.At}) {
			return false
		}
		if m.cursor.Done() {
			break
		}
		if m.cursor.Peek().Text != "," {
			m.miss(",")
			return false
		}
		m.cursor.Next()
	}
	return true
}

// field reads the setting of a field.
func (m *matcher) field(name syntax.Name) bool {
	f := m.object.class.fields[name.Text]
	if f == nil {
		m.fault(name.At, "class %s has no field %s%s", m.object.class.name, name.Text, nearField(m.object.class, name.Text))
		return false
	}
	s := &setting{env: m.env}
	t := m.cursor.Peek()
	upper := upperFirst(f.Name.Text[1:])
	switch {
	case isTypeField(f):
		if (t.Kind != syntax.Upper || m.isLiteral(t.Text)) && t.Text != "[" && t.Kind != syntax.Lower {
			m.miss("a type for " + name.Text)
			return false
		}
		if m.isSurplus(t) {
			m.surplus = append(m.surplus, t)
			m.cursor.Next()
		}
		s.typ = m.cursor.Type()
		if s.typ == nil {
			m.broken("a type for " + name.Text)
			return false
		}
	case upper:
		if t.Text != "{" {
			m.miss("{ for " + name.Text)
			return false
		}
		if s.set = m.cursor.Braces(); s.set == nil {
			m.broken("{ for " + name.Text)
			return false
		}
	default:
		if t.Kind == syntax.EOF || t.Kind == syntax.Upper && m.isLiteral(t.Text) || t.Kind == syntax.Amp {
			m.miss("a value for " + name.Text)
			return false
		}
		s.value = m.cursor.Value()
		if s.value == nil {
			m.broken("a value for " + name.Text)
			return false
		}
	}
	m.object.settings[name.Text] = s
	return true
}

// isSurplus says whether a word in front of a type is none of the class's syntax nor a type, as TYPE is in modules that
// were written for another version of the class.
func (m *matcher) isSurplus(t syntax.Token) bool {
	if t.Kind != syntax.Upper || strings.ToUpper(t.Text) != t.Text || isBuiltinName(t.Text) {
		return false
	}
	if b, s := m.lookup(m.env, t.Text); b != nil || s != nil {
		return false
	}
	at := m.cursor.Mark()
	defer m.cursor.Reset(at)
	m.cursor.Next()
	next := m.cursor.Peek()
	if next.Kind != syntax.Upper || m.isLiteral(next.Text) {
		return false
	}
	b, s := m.lookup(m.env, next.Text)
	return b != nil || s != nil || isBuiltinName(next.Text)
}

// broken keeps the fault that the cursor met within a type or a value.
func (m *matcher) broken(what string) {
	list := m.faults.Sorted()
	if len(list) == 0 {
		m.miss(what)
		return
	}
	m.inner = list[len(list)-1]
}

// isLiteral says whether a word is one of the class's syntax.
func (m *matcher) isLiteral(word string) bool { return hasLiteral(m.object.class.syntax.Syntax, word) }

func hasLiteral(items []syntax.SyntaxItem, word string) bool {
	for _, it := range items {
		if it.Literal.Text == word && word != "" || hasLiteral(it.Optional, word) {
			return true
		}
	}
	return false
}
