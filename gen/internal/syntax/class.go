package syntax

// class reads CLASS {...} WITH SYNTAX {...} (X.681, 9.3).
func (p *parser) class() *Class {
	c := &Class{At: p.from()}
	p.want("CLASS")
	p.want("{")
	for more := !p.failed; more; more = p.more("}") {
		c.Fields = append(c.Fields, p.classField())
	}
	if p.got("WITH") {
		p.want("SYNTAX")
		p.want("{")
		c.Syntax = p.syntax("}")
		if c.Syntax == nil {
			c.Syntax = []SyntaxItem{} // WITH SYNTAX {}
		}
	}
	return c
}

// classField reads a field of a class (X.681, 9.4).
func (p *parser) classField() *ClassField {
	t := p.tok()
	if t.Kind != Amp {
		p.expected("a field, which begins with &")
		return nil
	}
	p.next()
	f := &ClassField{Name: Name{t.Text, t.At}}
	upper := isUpper(t.Text[1])
	open := upper // a type field
	switch n := p.tok(); {
	case n.Kind == Amp:
		p.next()
		f.VarGovernor = append([]Name{{n.Text, n.At}}, p.fields()...)
		open = false
	case upper && (n.is(",") || n.is("}") || n.is("OPTIONAL") || n.is("DEFAULT")):
	default:
		f.Governor = p.typ()
		open = false
	}
	f.Unique = p.got("UNIQUE")
	switch {
	case p.got("OPTIONAL"):
		f.Optional = true
	case !p.got("DEFAULT"):
	case open:
		f.DefaultType = p.typ()
	case upper:
		f.DefaultSet = p.pair()
	default:
		f.DefaultValue = p.value()
	}
	if !f.Unique { // some have it after OPTIONAL
		f.Unique = p.got("UNIQUE")
	}
	return f
}

// syntax reads what WITH SYNTAX has in its braces, or an optional group of it (X.681, 10.5).
func (p *parser) syntax(end string) []SyntaxItem {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	var list []SyntaxItem
	for !p.failed && !p.got(end) {
		switch t := p.tok(); {
		case p.got("["):
			list = append(list, SyntaxItem{Optional: p.syntax("]")})
		case p.got("[["): // two brackets here
			inner := []SyntaxItem{{Optional: p.syntax("]")}}
			list = append(list, SyntaxItem{Optional: append(inner, p.syntax("]")...)})
		case t.Kind == Amp:
			p.next()
			list = append(list, SyntaxItem{Field: Name{t.Text, t.At}})
		case t.Kind == Upper, t.is(","):
			p.next()
			list = append(list, SyntaxItem{Literal: Name{t.Text, t.At}})
		default:
			p.expected("a word in capitals, a field or " + quote(end))
		}
	}
	return list
}
