package syntax

import "strings"

// parser reads what stands in the braces.
func (b *Braces) parser(errs *Errors) *parser {
	return &parser{
		toks:   b.Tokens,
		end:    Token{Text: "}", At: b.Close, End: b.Close.Off + 1},
		errs:   errs,
		braces: true,
	}
}

// Items reads {...} as a value: a list of components or elements, or an OBJECT IDENTIFIER. {} has none. It is nil after
// a fault, which it adds to errs.
func (b *Braces) Items(errs *Errors) []Item {
	p := b.parser(errs)
	p.items = true
	if p.tok().Kind == EOF {
		return nil
	}
	var list []Item
	for {
		item := p.dotted()
		for item == nil || !p.failed && !p.is(",") && p.tok().Kind != EOF {
			item = append(item, p.itemValue())
		}
		list = append(list, item)
		if !p.got(",") {
			break
		}
	}
	if p.failed {
		return nil
	}
	return list
}

// dotted reads an OBJECT IDENTIFIER written as 1.3.6.1; nil if none stands here.
func (p *parser) dotted() Item {
	if p.tok().Kind != Real || !p.peek(1).is(".") {
		return nil
	}
	p.errs.Warn(p.from(), "the numbers of an OBJECT IDENTIFIER stand without dots")
	var item Item
	for {
		t := p.tok()
		if t.Kind != Number && t.Kind != Real {
			p.expected("a number")
			return item
		}
		p.next()
		off := 0
		for arc := range strings.SplitSeq(t.Text, ".") {
			if arc != "" {
				item = append(item, &IntValue{Pos{t.At.File, t.At.Off + off}, arc})
			}
			off += len(arc) + 1
		}
		if !strings.HasSuffix(t.Text, ".") && !p.got(".") {
			return item
		}
	}
}

// itemValue reads a value or name(number).
func (p *parser) itemValue() Value {
	t := p.tok()
	capital := t.Kind == Upper && p.peek(2).Kind == Number && p.peek(3).is(")") && !p.peek(4).is(":")
	if t.Kind != Lower && !capital || !p.peek(1).is("(") {
		return p.value()
	}
	if capital { // member-body(2) US(840)
		p.errs.Warn(t.At, "the name of an arc begins with a lower-case letter, found %s: the number counts", t)
	}
	p.i += 2
	v := &NumberForm{Name: Name{t.Text, t.At}, Number: p.number()}
	p.want(")")
	return v
}

// Set reads {...} as a value set or an object set. It is nil after a fault, which it adds to errs.
func (b *Braces) Set(errs *Errors) *ElementSet {
	p := b.parser(errs)
	p.braces = false
	s := p.elementSet("}")
	if p.tok().Kind != EOF {
		p.expected(`"|", "," or "}"`)
	}
	if p.failed {
		return nil
	}
	return s
}

// A Cursor walks the tokens of {...}: an object of a class, whose syntax the caller knows.
type Cursor struct{ p *parser }

// NewCursor returns a cursor at the first token of b. Faults go to errs.
func NewCursor(b *Braces, errs *Errors) *Cursor { return &Cursor{b.parser(errs)} }

// Peek is the token that the cursor stands at; at the end a token of kind EOF, placed at the closing bracket.
func (c *Cursor) Peek() Token { return c.p.tok() }

// Next is Peek, and the cursor goes on.
func (c *Cursor) Next() Token { return c.p.next() }

// Done says whether the cursor stands at the end. After a fault it does.
func (c *Cursor) Done() bool { return c.p.tok().Kind == EOF }

// Mark is where the cursor stands, for Reset.
func (c *Cursor) Mark() int { return c.p.i }

// Reset takes the cursor back to where it was.
func (c *Cursor) Reset(mark int) {
	c.p.i = mark
	c.p.failed = false
}

// Type reads a type; nil after a fault. It stops before what does not belong to it: words after a type, and braces after
// INTEGER and BIT STRING that do not hold named numbers.
func (c *Cursor) Type() Type { return c.p.typ() }

// Value reads a value; nil after a fault. Braces after a reference belong to it if no space stands between.
func (c *Cursor) Value() Value { return c.p.value() }

// Braces reads {...}; nil after a fault.
func (c *Cursor) Braces() *Braces { return c.p.pair() }
