package syntax

// resume goes on after a fault, at the first token after start that will do, or at the end.
func (r *reader) resume(start int, will func(i int) bool) {
	r.failed = false
	for r.i = min(max(start+1, r.fault), len(r.toks)); r.i < len(r.toks) && !will(r.i); {
		r.i++
	}
}

// recover goes on after a fault in the assignment at token start: where the next one begins, or the module ends. A line
// after an empty one, no deeper than the assignment, is taken for one even if its "::=" is not in order.
func (r *reader) recover(start int) {
	indent := r.at(start).indent
	r.resume(start, func(i int) bool {
		return r.ends(i) || r.toks[i].is("ENCODING-CONTROL") || r.begins(i, indent) ||
			r.toks[i].first && (r.toks[i].Kind == Upper || r.toks[i].Kind == Lower) && r.toks[i].indent <= indent && r.spaced(i)
	})
}

// begins says whether an assignment begins at token i, in view of the lines as well: it stands first on its line, and
// no deeper than indent, or after an empty line.
func (p *parser) begins(i, indent int) bool {
	return p.at(i).first && (p.at(i).indent <= indent || p.spaced(i)) && p.heads(i)
}

// heading says whether a module begins at token i.
func (p *parser) heading(i int) bool {
	if k := p.at(i).Kind; k != Upper && k != Lower {
		return false
	}
	if i = p.past(i + 1); p.at(i).Kind == CString {
		i++
	}
	return p.at(i).is("DEFINITIONS")
}

// past is the index of what follows the {...} at token i, or i if there is none.
func (p *parser) past(i int) int {
	if t := p.at(i); t.is("{") && t.partner > 0 {
		return i + t.partner + 1
	}
	return i
}

// ends says whether a module ends at token i: another begins there, or END stands there and no assignment follows (if
// one does, it is the END of a macro).
func (p *parser) ends(i int) bool {
	return p.heading(i) || p.at(i).is("END") && !p.heads(i+1)
}

// heads says whether an assignment could begin at token i, as far as a few tokens can tell: a name, and before "::="
// what could be parameters and a governor.
func (p *parser) heads(i int) bool {
	name := p.at(i)
	if name.Kind != Upper && name.Kind != Lower || name.is("BEGIN") {
		return false
	}
	i = p.past(i + 1)
	if p.at(i).is("MACRO") {
		return true
	}
	if t := p.at(i); !t.is("::=") && (t.Kind != Upper && !t.is("[") || isTypeWord(name.Text)) {
		return false
	}
	round := 0
	for limit := i + 64; i < limit; i++ {
		switch t := p.at(i); {
		case t.first && !t.is("::=") && t.indent <= name.indent: // another line like it
			return false
		case t.is("::="):
			return !p.at(i+1).is("BEGIN") || p.at(i-1).is("MACRO")
		case t.is("{"):
			if t.partner <= 0 {
				return false
			}
			i += t.partner
		case t.is("(") || t.is("["):
			round++
		case t.is(")") || t.is("]"):
			if round--; round < 0 {
				return false
			}
		case round > 0 && t.Kind != EOF:
		case t.is("FROM") || t.is("END") || t.is("BEGIN") || t.is("DEFINITIONS"):
			return false
		case t.Kind != Upper && t.Kind != Amp && !t.is("."):
			return false
		}
	}
	return false
}

// spaced says whether an empty line stands before the line of token i.
func (p *parser) spaced(i int) bool {
	at := p.toks[i].At
	lines := 0
	for k := at.Off - 1; k >= 0 && lines < 2 && isSpace(at.File.Src[k]); k-- {
		if at.File.Src[k] == '\n' {
			lines++
		}
	}
	return lines == 2
}
