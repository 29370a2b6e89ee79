package syntax

import "strings"

// A member is what a list of components holds, as messages have it.
type member string

const (
	component   member = "a component"    // of a SEQUENCE or SET
	alternative member = "an alternative" // of a CHOICE
)

// structure reads SEQUENCE {...}, SEQUENCE OF, and the same of SET (X.680, 25 to 28).
func (p *parser) structure() Type {
	t := p.next()
	set := t.Text == "SET"
	if p.is("{") {
		s := &Struct{At: t.At, Set: set}
		s.Components, s.Extensible = p.components(component)
		return s
	}
	l := &List{At: t.At, Set: set}
	switch {
	case p.is("SIZE"):
		l.Size = &Constraint{At: p.from(), Set: &ElementSet{Root: p.element()}} // SIZE (...) is short for (SIZE (...))
	case p.is("(") && p.peek(1).Kind != Lower:
		l.Size = p.constraint()
	case !p.isOf(0):
		p.expected(`"{" or "OF"`)
	}
	p.wantOf()
	if p.tok().Kind == Lower && !p.peek(1).is("<") && !p.peek(1).is(".") {
		l.ElemName = p.lower("")
	}
	l.Elem = p.typ()
	return l
}

// isOf says whether the token n further on is OF, or that word in small letters: no type begins with one.
func (p *parser) isOf(n int) bool {
	t := p.peek(n)
	return (t.Kind == Upper || t.Kind == Lower) && strings.EqualFold(t.Text, "OF")
}

// wantOf passes OF.
func (p *parser) wantOf() {
	if p.isOf(0) && !p.is("OF") {
		p.warnExpected(`"OF"`)
		p.next()
		return
	}
	p.want("OF")
}

// components reads {...} of a SEQUENCE, SET or CHOICE (X.680, 25.1 and 29.1).
func (p *parser) components(what member) (list []*Component, extensible bool) {
	p.want("{")
	if what == component && p.got("}") {
		return nil, false
	}
	part, groups := Root, 0
	for more := !p.failed; more; more = p.more("}") {
		switch {
		case p.is("...") && part == Root:
			p.next()
			p.exception()
			part, extensible = Addition, true
		case p.is("...") && part == Addition:
			p.next()
			part = Root2
			if what == alternative { // X.680, 29.1: nothing can follow
				p.want("}")
				return list, extensible
			}
		case p.is("[[") && part == Addition:
			groups++
			list = append(list, p.group(what, groups)...)
		default:
			c := p.component(what)
			c.Part = part
			list = append(list, c)
		}
	}
	return list, extensible
}

// group reads [[ 2: a A, b B ]] (X.680, 25.1: ExtensionAdditionGroup).
func (p *parser) group(what member, group int) []*Component {
	p.want("[[")
	if p.tok().Kind == Number && p.peek(1).is(":") {
		p.i += 2
	}
	var list []*Component
	for more := !p.failed; more; more = p.got(",") {
		c := p.component(what)
		c.Part, c.Group = Addition, group
		list = append(list, c)
	}
	if !p.gotWords("]", "]") {
		p.expected(`"," or "]]"`)
	}
	return list
}

// component reads name Type OPTIONAL, or COMPONENTS OF Type.
func (p *parser) component(what member) *Component {
	c := &Component{From: p.from()}
	if what == component && p.got("COMPONENTS") {
		p.want("OF")
		c.ComponentsOf = p.typ()
	} else {
		c.Name = p.componentName(what)
		c.Type = p.typ()
		if c.Name.Text == "" && !p.failed {
			c.Name = Name{nameFor(c.Type), c.From}
			p.errs.Warn(c.From, "%s has no name, which only X.208 allows: it is called %q", what, c.Name.Text)
		}
		switch {
		case what != component:
		case p.got("OPTIONAL"):
			c.Optional = true
		case p.got("DEFAULT"):
			c.Default = p.oldChoice(p.value())
		}
	}
	if !p.failed {
		c.To = p.to()
	}
	return c
}

// componentName passes the name of a component. It is empty if a type stands here.
func (p *parser) componentName(what member) Name {
	t, n := p.tok(), p.peek(1)
	switch {
	case t.Kind == Upper && (n.Kind == Upper && !n.is("OPTIONAL") && !n.is("DEFAULT") || n.is("[")) && !isTypeWord(t.Text):
		p.errs.Warn(t.At, "expected an identifier, found %s: the name of %s begins with a lower-case letter", t, what)
		return p.upper("")
	case t.is("["):
		return Name{}
	case t.Kind == Upper && (n.is(",") || n.is("}") || n.is("OPTIONAL")):
		return Name{}
	case isTypeWord(t.Text) && (n.is("{") || n.is("STRING") || n.is("IDENTIFIER") || n.is("OF")):
		return Name{}
	}
	return p.lower(string(what))
}

// nameFor is what a component without a name is called, by its type.
func nameFor(t Type) string {
	switch t := t.(type) {
	case *Choice:
		return "choice"
	case *Tagged:
		if n, ok := t.Number.(*IntValue); ok {
			return nameFor(t.Type) + "-" + n.Text
		}
	case *Constrained:
		return nameFor(t.Type)
	case *List:
		return nameFor(t.Elem) + "s"
	case *Struct:
		if t.Set {
			return "set"
		}
		return "sequence"
	case *Builtin:
		return strings.ReplaceAll(strings.ToLower(t.Name), " ", "-")
	case *Ref:
		if allCapitals(t.Name.Text) {
			return strings.ToLower(t.Name.Text)
		}
		return strings.ToLower(t.Name.Text[:1]) + t.Name.Text[1:]
	}
	return "any"
}
