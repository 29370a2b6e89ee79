package syntax

// constraint reads (...) (X.680, 49; X.682, 8).
func (p *parser) constraint() *Constraint {
	c := &Constraint{At: p.from()}
	p.want("(")
	if !p.enter() {
		return nil
	}
	defer p.leave()
	switch {
	case p.gotWords("CONSTRAINED", "BY"):
		p.pair()
		c.User = true
	case p.is("CONTAINING"), p.is("ENCODED"):
		c.Contents = p.contents()
	case p.is("{") && p.tableNext():
		c.Table = p.table()
	default:
		c.Set = p.elementSet(")")
	}
	c.Exception = p.exception()
	p.want(")")
	return c
}

// contents reads CONTAINING Type ENCODED BY value (X.682, 11).
func (p *parser) contents() *Contents {
	c := &Contents{}
	if p.got("CONTAINING") {
		c.Type = p.typ()
	}
	if p.got("ENCODED") {
		p.want("BY")
		c.EncodedBy = p.value()
	}
	return c
}

// tableNext says whether {...} is the name of an object set, alone.
func (p *parser) tableNext() bool {
	if p.peek(1).Kind != Upper {
		return false
	}
	n := 2
	if p.peek(2).is(".") && p.peek(3).Kind == Upper {
		n = 4
	}
	return p.at(p.past(p.i + n)).is("}")
}

// table reads {Set}{@a.b, @.c} (X.682, 10).
func (p *parser) table() *Table {
	p.want("{")
	t := &Table{}
	t.Set, _ = p.ref().(*Ref)
	p.want("}")
	if !p.got("{") {
		return t
	}
	for more := true; more; more = p.more("}") {
		at := AtName{At: p.from()}
		p.want("@")
		for p.is(".") || p.is("..") || p.is("...") {
			at.Level += len(p.next().Text)
		}
		for dot := true; dot; dot = p.got(".") {
			at.Names = append(at.Names, p.lower("the name of a component"))
		}
		t.At = append(t.At, at)
	}
	return t
}

// elementSet reads Root, ..., Additions up to end, which stays (X.680, 50.1; X.681, 12.3).
func (p *parser) elementSet(end string) *ElementSet {
	s := &ElementSet{}
	if end == ")" || !p.is("...") {
		s.Root = p.union(end)
		if p.failed || !p.got(",") {
			return s
		}
	}
	p.want("...")
	s.Extensible = true
	if p.got(",") {
		s.Additions = p.union(end)
	}
	return s
}

// union reads a | b | c. In an object set a comma is taken for a bar, with a warning.
func (p *parser) union(end string) Element {
	list := []Element{p.intersection()}
	for !p.failed {
		switch {
		case p.got("|"), p.got("UNION"):
		case end == "}" && p.is(",") && !p.peek(1).is("..."):
			p.errs.Warn(p.from(), `expected "|", found ","`)
			p.next()
			p.got("|")
		case len(list) == 1:
			return list[0]
		default:
			return &Union{list}
		}
		list = append(list, p.intersection())
	}
	return nil
}

// intersection reads a ^ b ^ c.
func (p *parser) intersection() Element {
	list := []Element{p.exclusion()}
	for p.got("^") || p.got("INTERSECTION") {
		list = append(list, p.exclusion())
	}
	switch {
	case p.failed:
		return nil
	case len(list) == 1:
		return list[0]
	}
	return &Intersection{list}
}

// exclusion reads a EXCEPT b, or ALL EXCEPT b.
func (p *parser) exclusion() Element {
	at := p.from()
	if p.got("ALL") {
		p.want("EXCEPT")
		return &Except{At: at, Not: p.element()}
	}
	e := p.element()
	if p.got("EXCEPT") {
		return &Except{At: at, Of: e, Not: p.element()}
	}
	return e
}

// element reads one element of a constraint, a value set or an object set (X.680, 51; X.681, 12.10).
func (p *parser) element() Element {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	t := p.tok()
	switch {
	case p.got("("):
		e := &Paren{t.At, p.elementSet(")")}
		p.want(")")
		return e
	case p.got("SIZE"):
		return &Size{t.At, p.constraint()}
	case p.got("FROM"):
		return &From{t.At, p.constraint()}
	case p.got("PATTERN"):
		return &Pattern{t.At, p.value()}
	case t.is("SETTINGS") && p.peek(1).Kind == CString:
		p.next()
		return &Settings{t.At, p.next().Text}
	case p.gotWords("WITH", "COMPONENT"):
		return &Inner{At: t.At, Elem: p.constraint()}
	case p.gotWords("WITH", "COMPONENTS"):
		e := &Inner{At: t.At}
		p.innerComponents(e)
		return e
	case p.got("INCLUDES"):
		return &Included{p.typ()}
	case t.Kind == Upper && !p.valueWord() || t.Kind == Lower && p.fieldSet() || t.is("["):
		set := p.typ()
		if p.got(":") {
			return &Single{&TypedValue{set, p.value()}}
		}
		return &Included{set}
	}
	return p.singleOrRange()
}

// fieldSet says whether object.&Set, or alternative < Type, stands here.
func (p *parser) fieldSet() bool {
	if p.peek(1).is("<") {
		return !p.peek(2).is("..")
	}
	return p.setField(p.past(p.i + 1))
}

// setField says whether .&a.&b stands at token i and names a set, as its last name begins with an upper-case letter.
func (p *parser) setField(i int) (set bool) {
	for ; p.at(i).is(".") && p.at(i+1).Kind == Amp; i += 2 {
		set = isUpper(p.at(i + 1).Text[1])
	}
	return set
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

// singleOrRange reads a value, or lo..hi, lo<..<hi (X.680, 51.4).
func (p *parser) singleOrRange() Element {
	what := "a constraint"
	if p.end.Text == "}" {
		what = "an element of the set"
	}
	lo := p.endpoint(what)
	if !p.is("..") && !(p.is("<") && p.peek(1).is("..")) {
		if m, ok := lo.(*MinMax); ok && !p.failed {
			p.expected(`".." after ` + quote(map[bool]string{false: "MIN", true: "MAX"}[m.Max]))
		}
		return &Single{lo}
	}
	r := &Range{Lo: lo}
	r.LoOpen = p.got("<")
	p.want("..")
	r.HiOpen = p.got("<")
	r.Hi = p.endpoint("the end of the range")
	return r
}

// endpoint reads a value, MIN or MAX.
func (p *parser) endpoint(what string) Value {
	switch t := p.tok(); {
	case p.got("MIN"):
		return &MinMax{At: t.At}
	case p.got("MAX"):
		return &MinMax{At: t.At, Max: true}
	case t.Kind == Number, t.Kind == Real, t.Kind == CString, t.Kind == BString, t.Kind == HString,
		t.Kind == Lower, t.Kind == Upper, t.is("-"), t.is("{"):
		return p.value()
	}
	p.expected(what)
	return nil
}

// innerComponents reads {..., a (1), b PRESENT} (X.680, 51.8).
func (p *parser) innerComponents(e *Inner) {
	p.want("{")
	for more := !p.failed; more; more = p.more("}") {
		if p.is("...") && !e.Partial && len(e.Components) == 0 {
			p.next()
			e.Partial = true
			continue
		}
		c := InnerComponent{Name: p.lower("the name of a component")}
		if p.is("(") {
			c.Constraint = p.constraint()
		}
		for _, w := range []string{"PRESENT", "ABSENT", "OPTIONAL"} {
			if p.got(w) {
				c.Presence = w
				break
			}
		}
		e.Components = append(e.Components, c)
	}
}
