package syntax

import "slices"

// assignment reads an assignment (X.680, 16.1; X.683, 8.1), or a macro definition (X.208, annex A). It is nil if it has
// a fault.
func (p *parser) assignment() *Assignment {
	t := p.tok()
	if t.Kind != Upper && t.Kind != Lower {
		p.expected(`an assignment or "END"`)
		return nil
	}
	if n := p.at(p.past(p.i + 1)); isTypeWord(t.Text) && !n.is("::=") && !n.is("MACRO") {
		p.expected(`an assignment or "END"`)
		return nil
	}
	if (t.is("IMPORTS") || t.is("EXPORTS")) && !p.peek(1).is("::=") {
		p.fail(0, "%s stands before the first assignment", t.Text)
		return nil
	}
	if p.peek(1).is("::=") && (slices.Contains(reserved, t.Text) || t.is("SEQUENCE") || t.is("SET") || t.is("CHOICE")) {
		p.fail(0, "expected a name, found %s, which is a word of ASN.1", t)
		return nil
	}
	p.i++
	a := &Assignment{Name: Name{t.Text, t.At}, From: t.At}
	if p.is("{") {
		a.Params = p.params()
	}
	switch {
	case t.Kind == Upper && p.is("MACRO"):
		a.Macro = true
		p.macro()
	case p.is("::=") && t.Kind == Lower && p.valueAt(1):
		p.fail(0, `expected a type, found "::=" (a value has one: %s INTEGER ::= ...)`, t.Text)
	case p.is("::=") && t.Kind == Lower:
		p.fail(0, `expected a type, found "::=" (the name of a type begins with an upper-case letter)`)
	case p.got("::="):
		if p.is("CLASS") && p.peek(1).is("{") {
			a.Class = p.class()
		} else if p.begins(p.i, t.indent) {
			p.expected("a type")
		} else {
			p.namedType()
			p.convention(t.indent)
			a.Type = p.typ()
			p.macroUse(a, t.indent)
		}
	case p.is(":"), p.is("="), t.Kind == Upper && p.structural():
		p.want("::=")
	default:
		a.Governor = p.typ()
		if p.macroValue(a, t) {
			break
		}
		p.assigned(a.Governor)
		if t.Kind == Upper && !p.is("{") {
			p.fail(0, `expected "{" and a value set, found %s (the name of a value begins with a lower-case letter)`, p.tok())
		} else if t.Kind == Upper {
			a.Set = p.pair()
		} else if p.begins(p.i, t.indent) {
			p.expected("a value")
		} else {
			a.Value = p.oldChoice(p.value())
		}
	}
	if p.failed || a.Name.Text == "" {
		return nil
	}
	a.To = p.to()
	return a
}

// valueAt says whether what stands n further on is a value and no type.
func (p *parser) valueAt(n int) bool {
	t := p.peek(n)
	return t.Kind == Number || t.Kind == Real || t.Kind == CString || t.Kind == BString || t.Kind == HString || t.is("TRUE") || t.is("FALSE") || t.is("-")
}

// namedType passes the identifier that some have before the type of an assignment: it says nothing.
func (p *parser) namedType() {
	if t := p.tok(); t.Kind == Lower && p.peek(1).Kind == Upper && !p.heads(p.i+1) && !p.ends(p.i+1) {
		p.errs.Warn(t.At, "expected a type, found %s before one: it is ignored", t)
		p.next()
	}
}

// structural says whether the type that stands here has its components in braces: no value set has such a governor.
func (p *parser) structural() bool {
	return p.is("SEQUENCE") || p.is("SET") || p.is("CHOICE") || p.is("ENUMERATED")
}

// assigned passes the "::=" after a governor.
func (p *parser) assigned(governor Type) {
	if p.failed || p.got("::=") {
		return
	}
	if r, ok := governor.(*Ref); ok && allCapitals(r.Name.Text) && !p.begins(p.i, p.at(p.i-1).indent) {
		p.fail(0, `expected "::=", found %s (if %s is a macro of X.208: its notation is not supported)`, p.tok(), r.Name.Text)
		return
	}
	p.want("::=")
}

// params reads {Governor:dummy, ...} (X.683, 8.3).
func (p *parser) params() []Param {
	p.want("{")
	var list []Param
	for more := !p.failed; more; more = p.more("}") {
		var dummy Param
		if n := p.peek(1); !n.is(",") && !n.is("}") && (p.tok().Kind != Lower || n.is(".") || n.is("<")) && !p.is("}") {
			dummy.Governor = p.typ()
			p.want(":")
		}
		t := p.tok()
		if t.Kind != Upper && t.Kind != Lower {
			p.expected("the name of a parameter")
			return nil
		}
		if slices.ContainsFunc(list, func(o Param) bool { return o.Name.Text == t.Text }) {
			p.fail(0, "%s is a parameter already", t.Text)
			return nil
		}
		p.next()
		dummy.Name = Name{t.Text, t.At}
		list = append(list, dummy)
	}
	return list
}

// args reads the actual parameters {Type, value, {Set}} (X.683, 9.5).
func (p *parser) args() []Arg {
	p.want("{")
	if !p.enter() {
		return nil
	}
	defer p.leave()
	defer func(b, i bool) { p.braces, p.items = b, i }(p.braces, p.items)
	p.braces, p.items = false, false
	list := []Arg{}
	for more := true; more; more = p.more("}") {
		switch t := p.tok(); {
		case t.is("}"), t.is(","):
			p.expected("a parameter")
		case t.is("{"):
			list = append(list, Arg{Braces: p.pair()})
		case t.Kind == Upper && !p.valueWord() || t.is("["):
			a := p.typ()
			if p.got(":") {
				list = append(list, Arg{Value: &TypedValue{a, p.value()}})
			} else {
				list = append(list, Arg{Type: a})
			}
		case t.Kind == Lower && p.peek(1).is("<"):
			list = append(list, Arg{Type: p.typ()})
		default:
			list = append(list, Arg{Value: p.value()})
		}
		if p.failed {
			return nil
		}
	}
	return list
}
