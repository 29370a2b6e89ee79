package schema

import (
	"slices"
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

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
	reported bool // a field that the class does not have
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
	if m.reported {
		return false
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
		m.reported = true
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
