package syntax

import "slices"

// builtins are the types that are one word alone.
var builtins = []string{
	"BOOLEAN", "INTEGER", "NULL", "RELATIVE-OID", "REAL", "ENUMERATED", "EXTERNAL", "ObjectDescriptor",
	"UTF8String", "NumericString", "PrintableString", "TeletexString", "T61String", "VideotexString", "IA5String",
	"GraphicString", "VisibleString", "ISO646String", "GeneralString", "UniversalString", "BMPString",
	"UTCTime", "GeneralizedTime", "TIME", "DATE", "TIME-OF-DAY", "DATE-TIME", "DURATION", "OID-IRI", "RELATIVE-OID-IRI",
}

// pairs are the types that are two words.
var pairs = [][2]string{{"BIT", "STRING"}, {"OCTET", "STRING"}, {"OBJECT", "IDENTIFIER"}, {"EMBEDDED", "PDV"}, {"CHARACTER", "STRING"}}

// reserved are words that are often where a type should be; no type has such a name.
var reserved = []string{"BEGIN", "COMPONENTS", "DEFAULT", "END", "EXPLICIT", "FALSE", "FROM", "IMPLICIT", "OF", "OPTIONAL", "SIZE", "TRUE"}

// typ reads a type and the constraints after it (X.680, 17.1). It is nil after a fault.
func (p *parser) typ() Type {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	t := p.bareType()
	if !p.braces && p.is("SIZE") && p.peek(1).is("(") {
		p.fail(0, `expected "(", found "SIZE" (the constraint stands in brackets of its own)`)
	}
	for !p.failed && p.is("(") {
		t = &Constrained{t, p.constraint()}
	}
	if p.failed {
		return nil
	}
	return t
}

// bareType reads a type up to its constraints.
func (p *parser) bareType() Type {
	t := p.tok()
	switch t.Kind {
	case Lower:
		if p.peek(1).is("<") {
			p.i += 2
			return &Selection{Name{t.Text, t.At}, p.typ()}
		}
		if !p.at(p.past(p.i + 1)).is(".") { // no field of an object
			p.expected("a type")
			return nil
		}
		return p.ref()
	case Upper:
		if p.peek(1).is(".") {
			return p.ref()
		}
		return p.wordType()
	}
	if t.is("[") {
		return p.tagged()
	}
	p.expected("a type")
	return nil
}

// wordType reads a type that begins with a word.
func (p *parser) wordType() Type {
	t := p.tok()
	for _, w := range pairs {
		if p.gotWords(w[0], w[1]) {
			b := &Builtin{At: t.At, Name: w[0] + " " + w[1]}
			if w[0] == "BIT" && p.is("{") && p.numbered() {
				b.Numbers = p.numbers()
			}
			return b
		}
		n := p.peek(1)
		switch {
		case t.Text == "BITSTRING" && n.is("{") && w[0] == "BIT":
			p.errs.Warn(t.At, `expected "BIT STRING", found "BITSTRING"`)
			p.next()
			return &Builtin{At: t.At, Name: "BIT STRING", Numbers: p.numbers()}
		case t.Text == w[0]+w[1] && n.is("{"):
			p.expected(quote(w[0] + " " + w[1]))
			return nil
		case t.Text != w[0] || p.braces:
		case w[0] == "BIT", w[0] == "OCTET", n.Kind == Upper && !n.first: // a class could be called OBJECT
			p.fail(1, "expected %q, found %s", w[1], n)
			return nil
		}
	}
	switch t.Text {
	case "SEQUENCE", "SET":
		if n := p.peek(1); n.is("{") || p.isOf(1) || n.is("SIZE") || n.is("(") {
			return p.structure()
		}
		p.fail(1, `expected "{" or "OF", found %s`, p.peek(1))
		return nil
	case "CHOICE":
		p.next()
		c := &Choice{At: t.At}
		c.Alternatives, c.Extensible = p.components(alternative)
		return c
	case "ENUMERATED":
		p.next()
		return p.enumerated(t.At)
	case "INTEGER":
		p.next()
		b := &Builtin{At: t.At, Name: t.Text}
		if p.is("{") && p.numbered() {
			b.Numbers = p.numbers()
		}
		return b
	case "ANY":
		p.next()
		a := &Any{At: t.At}
		if p.gotWords("DEFINED", "BY") {
			if t := p.tok(); t.Kind == Upper {
				p.errs.Warn(t.At, "expected the name of a component, found %s: it begins with a lower-case letter", t)
				a.DefinedBy = p.upper("")
			} else {
				a.DefinedBy = p.lower("the name of a component")
			}
		}
		return a
	case "INSTANCE":
		if p.gotWords("INSTANCE", "OF") {
			c, _ := p.ref().(*Ref)
			if c == nil && !p.failed {
				p.expected("the name of a class")
			}
			return &InstanceOf{t.At, c}
		}
	}
	if slices.Contains(builtins, t.Text) && !p.peek(1).is("{") {
		p.next()
		return &Builtin{At: t.At, Name: t.Text}
	}
	return p.ref()
}

// ref reads a reference, with what may follow it: Module.Name, actual parameters, fields.
func (p *parser) ref() Type {
	t := p.tok()
	if t.Kind != Upper && t.Kind != Lower || slices.Contains(reserved, t.Text) {
		p.expected("a type")
		return nil
	}
	p.next()
	r := &Ref{Name: Name{t.Text, t.At}}
	if t.Kind == Upper && p.is(".") && (p.peek(1).Kind == Upper || p.peek(1).Kind == Lower) {
		p.next()
		r.Module = r.Name
		t = p.next()
		r.Name = Name{t.Text, t.At}
	}
	if p.is("{") {
		r.Args = p.args()
	}
	if p.is(".") && p.peek(1).Kind == Amp {
		return &Field{r, p.fields()}
	}
	if t.Kind == Lower && !p.failed {
		p.i--
		p.expected("a type")
	}
	return r
}

// fields reads .&a.&b.
func (p *parser) fields() []Name {
	var list []Name
	for p.is(".") && p.peek(1).Kind == Amp {
		p.next()
		t := p.next()
		list = append(list, Name{t.Text, t.At})
	}
	return list
}

// numbered says whether what stands in the braces here are named numbers, where it could be something else.
func (p *parser) numbered() bool {
	return !p.braces || p.peek(1).Kind == Lower && p.peek(2).is("(")
}

// numbers reads {name(number), ...} (X.680, 19.1 and 22.1).
func (p *parser) numbers() []NamedNumber {
	p.want("{")
	var list []NamedNumber
	for more := !p.failed; more; more = p.moreNumbers() {
		n := NamedNumber{Name: p.lower("an identifier")}
		p.want("(")
		n.Number = p.number()
		p.want(")")
		list = append(list, n)
	}
	return list
}

// moreNumbers is more, and a comma may lack: name(1) name(2) can mean nothing else.
func (p *parser) moreNumbers() bool {
	if p.tok().Kind == Lower && p.peek(1).is("(") {
		p.errs.Warn(p.from(), `expected "," or "}", found %s`, p.tok())
		return true
	}
	return p.more("}")
}

// number reads a signed number or a reference to a value.
func (p *parser) number() Value {
	switch t := p.tok(); {
	case t.Kind == Number:
		p.next()
		return &IntValue{t.At, t.Text}
	case t.is("-") && p.peek(1).Kind == Number:
		p.i += 2
		return &IntValue{t.At, "-" + p.toks[p.i-1].Text}
	case t.Kind == Lower, t.Kind == Upper && p.external():
		return p.reference()
	}
	p.expected("a number")
	return nil
}

// enumerated reads {a, b(1), ..., c} (X.680, 20.1).
func (p *parser) enumerated(at Pos) Type {
	b := &Builtin{At: at, Name: "ENUMERATED"}
	p.want("{")
	for more := !p.failed; more; more = p.moreNumbers() {
		if p.is("...") && !b.Extensible && len(b.Numbers) > 0 {
			p.next()
			p.exception()
			b.Extensible = true
			b.Root = len(b.Numbers)
			continue
		}
		n := NamedNumber{Name: p.lower("an identifier")}
		if p.got("(") {
			n.Number = p.number()
			p.want(")")
		}
		b.Numbers = append(b.Numbers, n)
	}
	if !b.Extensible {
		b.Root = len(b.Numbers)
	}
	return b
}

// exception reads ! and what identifies the exception (X.680, 53.4); nil if there is none.
func (p *parser) exception() Value {
	if !p.got("!") {
		return nil
	}
	return p.value()
}

// tagged reads [CLASS number] MODE Type (X.680, 31.2). What another encoding's prefix says is ignored.
func (p *parser) tagged() Type {
	t := &Tagged{At: p.next().At}
	if p.tok().Kind == Upper && p.peek(1).is(":") {
		if !p.is("TAG") {
			return p.foreign(p.tok().Text)
		}
		p.i += 2
	} else if p.prefix != "" && (p.tok().Kind == Upper && !p.is("UNIVERSAL") && !p.is("APPLICATION") && !p.is("PRIVATE")) {
		return p.foreign(p.prefix)
	}
	if w := p.tok(); w.is("UNIVERSAL") || w.is("APPLICATION") || w.is("PRIVATE") {
		p.next()
		t.Class = w.Text
	}
	switch w := p.tok(); {
	case w.Kind == Number:
		p.next()
		t.Number = &IntValue{w.At, w.Text}
	case w.Kind == Lower || w.Kind == Upper && p.external():
		t.Number = p.reference()
	default:
		p.expected("the number of a tag")
		return nil
	}
	p.want("]")
	switch {
	case p.got("IMPLICIT"):
		t.Mode = Implicit
	case p.got("EXPLICIT"):
		t.Mode = Explicit
	}
	t.Type = p.typ()
	return t
}

// foreign passes [XER: ...], where "XER:" may come from the module's head, and reads the type after it.
func (p *parser) foreign(reference string) Type {
	p.errs.Warn(p.from(), "encoding prefix of %s is ignored", reference)
	for !p.is("]") {
		if p.tok().Kind == EOF || p.is("::=") {
			p.expected(`"]"`)
			return nil
		}
		p.next()
	}
	p.next()
	return p.typ()
}
