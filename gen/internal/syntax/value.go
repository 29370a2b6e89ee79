package syntax

import (
	"slices"
	"strings"
)

// valueWords are the words that are values.
var valueWords = []string{"TRUE", "FALSE", "NULL", "PLUS-INFINITY", "MINUS-INFINITY", "NOT-A-NUMBER", "MIN", "MAX"}

// valueWord says whether a value begins here although it begins with an upper-case letter: a word that is a value,
// Module.value, or Set.&value.
func (p *parser) valueWord() bool {
	t := p.tok()
	if slices.Contains(valueWords, t.Text) {
		return !p.peek(1).is(":")
	}
	return p.external() && !p.setField(p.past(p.i+3))
}

// external says whether Module.reference stands here, of a value or an object.
func (p *parser) external() bool {
	return p.tok().Kind == Upper && p.peek(1).is(".") && p.peek(2).Kind == Lower
}

// value reads a value (X.680, 17.7). It is nil after a fault.
func (p *parser) value() Value {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	v := p.bareValue()
	if p.failed {
		return nil
	}
	return v
}

func (p *parser) bareValue() Value {
	switch t := p.tok(); t.Kind {
	case Number, Real:
		p.next()
		return numberValue(t.Kind, t.At, t.Text)
	case CString:
		p.next()
		return &StringValue{t.At, t.Text}
	case BString, HString:
		p.next()
		return &BitsValue{t.At, t.Kind == HString, t.Text}
	case Lower:
		if p.peek(1).is(":") {
			p.i += 2
			return &ChoiceValue{Name{t.Text, t.At}, p.value()}
		}
		if p.peek(1).is("{") && (p.peek(2).is("}") || p.identifierAt(2)) && !p.items && !p.braces {
			p.next()
			return p.choiceValue(Name{t.Text, t.At})
		}
		return p.reference()
	case Upper:
		return p.upperValue()
	case Punct:
		n := p.peek(1)
		switch {
		case t.Text == "-" && (n.Kind == Number || n.Kind == Real):
			p.i += 2
			return numberValue(n.Kind, t.At, "-"+n.Text)
		case t.Text == "{":
			return BracesValue{p.pair()}
		}
	}
	p.expected("a value")
	return nil
}

// identifierAt says whether what stands there can only begin an OBJECT IDENTIFIER of several components: no actual
// parameters are a name or number with a name, a number or "(" right behind.
func (p *parser) identifierAt(k int) bool {
	t, n := p.peek(k), p.peek(k+1)
	return (t.Kind == Lower || t.Kind == Number) && (n.Kind == Lower || n.Kind == Number || n.is("("))
}

func numberValue(kind Kind, at Pos, text string) Value {
	if kind == Real {
		return &RealValue{at, text}
	}
	return &IntValue{at, text}
}

// upperValue reads a value that begins with an upper-case letter: a word, Module.value, Set.&value, or Type : Value.
func (p *parser) upperValue() Value {
	t := p.tok()
	if p.external() {
		return p.reference()
	}
	if !p.peek(1).is(":") {
		at := t.At
		switch t.Text {
		case "TRUE", "FALSE":
			p.next()
			return &BoolValue{at, t.Text == "TRUE"}
		case "NULL":
			p.next()
			return &NullValue{at}
		case "PLUS-INFINITY", "MINUS-INFINITY", "NOT-A-NUMBER":
			p.next()
			return &RealValue{at, t.Text}
		case "MIN", "MAX":
			p.next()
			return &MinMax{at, t.Text == "MAX"}
		}
	}
	start := p.i
	typ := p.typ()
	if p.got(":") {
		return &TypedValue{typ, p.value()}
	}
	if f, ok := typ.(*Field); ok {
		return &RefValue{Module: f.Of.Module, Name: f.Of.Name, Args: f.Of.Args, Fields: f.Fields}
	}
	if !p.failed {
		p.i = start
		p.expected("a value")
	}
	return nil
}

// oldChoice makes a value of a CHOICE of v if it is a name and another value stands behind it, as X.208 (29.8) has them,
// without a colon.
func (p *parser) oldChoice(v Value) Value {
	r, ok := v.(*RefValue)
	if !ok || p.failed || slices.Contains(valueWords, strings.ToUpper(r.Name.Text)) || r.Module.Text != "" || r.Args != nil || r.Fields != nil || !p.valueAt(0) || p.tok().first {
		return v
	}
	return p.choiceValue(r.Name)
}

// choiceValue reads the value of the alternative name, before which no colon stands.
func (p *parser) choiceValue(name Name) Value {
	p.errs.Warn(p.from(), `expected ":" between an alternative and its value, which only X.208 leaves out`)
	return &ChoiceValue{name, p.value()}
}

// reference reads a reference to a value or an object: Module.name, actual parameters, fields.
func (p *parser) reference() Value {
	v := &RefValue{}
	if p.external() {
		t := p.next()
		v.Module = Name{t.Text, t.At}
		p.next()
	}
	v.Name = p.lower("a value")
	if p.is("{") && !p.items && (!p.braces || p.tok().At.Off == p.toks[p.i-1].End) {
		v.Args = p.args()
	}
	if p.is(".") && p.peek(1).Kind == Amp {
		v.Fields = p.fields()
	}
	return v
}
