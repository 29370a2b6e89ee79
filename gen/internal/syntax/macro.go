package syntax

import "slices"

// Macros of X.208 (annex A) define notation, and what they mean by it is said in words. Their definitions are passed
// over. Of what is written in their notation, a value has the octets that stand behind its "::=": an OBJECT IDENTIFIER
// of a thing that is registered, a number of an operation or an error. A type has none that can be told: one whose
// notation goes on with another word in capitals is left out, and the values of that type with it.

// macroUse passes what follows the name of a macro, as in OPERATION ARGUMENT T: such a type is left out. Where a type
// follows, as in SIGNED SEQUENCE {...}, it is a fault.
func (p *parser) macroUse(a *Assignment, indent int) {
	r, ok := a.Type.(*Ref)
	t := p.tok()
	if !ok || r.Args != nil || !allCapitals(r.Name.Text) || t.Kind != Upper || p.heads(p.i) || p.ends(p.i) || t.is("ENCODING-CONTROL") {
		return
	}
	switch {
	case allCapitals(t.Text) && !isTypeWord(t.Text) && !slices.Contains(reserved, t.Text):
		p.errs.Warn(r.Name.At, "the notation of macro %s is passed over; %s is left out", r.Name.Text, a.Name.Text)
		p.leftOut = append(p.leftOut, a.Name.Text)
		a.Name.Text = ""
		for p.tok().Kind != EOF && !p.begins(p.i, indent) && !p.ends(p.i) {
			p.i++
		}
		return
	case t.first && !isTypeWord(t.Text):
		return
	}
	p.fail(0, `expected an assignment or "END", found %s (if %s is a macro of X.208: its notation is not supported)`, p.tok(), r.Name.Text)
}

// macro passes MACRO ::= BEGIN ... END, or MACRO ::= OTHER.
func (p *parser) macro() {
	p.want("MACRO")
	if p.is("BEGIN") {
		p.errs.Warn(p.tok().At, `expected "::=", found "BEGIN"`)
	} else {
		p.want("::=")
	}
	if !p.is("BEGIN") {
		p.upper(`"BEGIN" or the name of another macro`)
		if p.got(".") {
			p.upper("the name of a macro")
		}
		return
	}
	for ; !p.is("END"); p.i++ {
		if p.tok().Kind == EOF || p.heading(p.i) {
			p.expected(`"END" of the macro`)
			return
		}
	}
	p.want("END")
}

// macroValue reads what is left of a value in the notation of a macro, up to its "::=" and the value behind that:
//
//	sysDescr OBJECT-TYPE
//	    SYNTAX  DisplayString (SIZE (0..255))
//	    ACCESS  read-only
//	    ::= { system 1 }
//
// It is false if none stands here. An assignment of which nothing is left has no name.
func (p *parser) macroValue(a *Assignment, name Token) bool {
	macro, ok := a.Governor.(*Ref)
	indent := name.indent
	if p.failed || !ok || name.Kind != Lower || macro.Args != nil || !allCapitals(macro.Name.Text) || p.tok().Kind != Upper && p.tok().Kind != Lower {
		return false
	}
	i := p.i
	for ; !p.at(i).is("::="); i++ {
		switch t := p.at(i); {
		case t.Kind == EOF, p.begins(i, indent), p.ends(i), t.is("::="):
			return false
		case t.is("{") && t.partner > 0:
			i += t.partner
		}
	}
	p.i = i + 1
	const said = "the notation of macro %s is passed over; %s is taken for the %s that follows"
	switch t := p.tok(); {
	case t.is("{"):
		p.errs.Warn(macro.Name.At, said, macro.Name.Text, a.Name.Text, "OBJECT IDENTIFIER")
		a.Governor = &Builtin{At: macro.Name.At, Name: "OBJECT IDENTIFIER"}
		a.Value = p.value()
	case t.Kind == Number:
		p.errs.Warn(macro.Name.At, said, macro.Name.Text, a.Name.Text, "INTEGER")
		a.Governor = &Builtin{At: macro.Name.At, Name: "INTEGER"}
		a.Value = p.value()
	default:
		p.errs.Warn(macro.Name.At, "the notation of macro %s is passed over; %s is left out", macro.Name.Text, a.Name.Text)
		for p.tok().Kind != EOF && !p.begins(p.i, indent) && !p.ends(p.i) {
			p.i++
		}
		a.Name.Text = ""
	}
	return true
}

// dropValues leaves out the values of types that were left out.
func (r *reader) dropValues(m *Module) {
	m.Assignments = slices.DeleteFunc(m.Assignments, func(a *Assignment) bool {
		g, ok := a.Governor.(*Ref)
		if !ok || !slices.Contains(r.leftOut, g.Name.Text) {
			return false
		}
		r.errs.Warn(a.Name.At, "%s is left out, as its type %s is", a.Name.Text, g.Name.Text)
		return true
	})
	r.leftOut = nil
}

// convention passes the notation of TEXTUAL-CONVENTION (RFC 2579, 2) up to the type that it is about.
func (p *parser) convention(indent int) {
	at := p.tok()
	if !at.is("TEXTUAL-CONVENTION") {
		return
	}
	for i := p.i; p.at(i).Kind != EOF && !p.begins(i, indent) && !p.ends(i); i++ {
		if p.at(i).is("SYNTAX") {
			p.errs.Warn(at.At, "the notation of macro TEXTUAL-CONVENTION is passed over up to its SYNTAX")
			p.i = i + 1
			return
		}
	}
}
