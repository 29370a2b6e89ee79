// Package syntax reads ASN.1 modules: X.680 to X.683, and of X.208 what published modules use. [Parse] makes of a file
// its modules. What stands in curly brackets and depends on a governor is kept as [Braces]; [Braces.Items],
// [Braces.Set] and [NewCursor] read it once the governor is known. Names are not resolved here, and nothing that is
// said of a type is checked; what is not ASN.1 is reported with its place.
package syntax

import (
	"fmt"
	"slices"
	"strings"
)

// maxDepth is how deep types, constraints and parameters may stand in each other.
const maxDepth = 200

// A parser reads tokens. The first fault stops it: from then on it stands at the end, and says nothing more.
// So grammar functions need not look for faults after each step; loops end, and what they return is dropped.
type parser struct {
	// what is read
	toks []Token
	end  Token // what stands after them: the end of the file, or "}"
	errs *Errors

	// where it stands
	i     int
	depth int

	// how it reads
	braces bool   // within braces: a word after a type may belong to a WITH SYNTAX
	items  bool   // within a value in braces: identifier {...} is a component's value
	prefix string // the encoding reference of a prefix that has none, by the module's head; "": TAG

	// what it passed over
	leftOut []string // types in the notation of a macro

	// the fault that stopped it
	failed bool
	fault  int // index of the token that is wrong
}

// tok is the token that the parser stands at.
func (p *parser) tok() Token { return p.peek(0) }

// peek is the token n further on.
func (p *parser) peek(n int) Token { return p.at(p.i + n) }

// at is token i.
func (p *parser) at(i int) Token {
	if i < len(p.toks) {
		return p.toks[i]
	}
	return p.end
}

// next passes the token that the parser stands at.
func (p *parser) next() Token {
	t := p.tok()
	if p.i < len(p.toks) {
		p.i++
	}
	return t
}

// from is where the token stands that comes next.
func (p *parser) from() Pos { return p.tok().At }

// to is where the token ends that came last.
func (p *parser) to() Pos {
	t := p.toks[p.i-1]
	return Pos{t.At.File, t.End}
}

// fail stops the parser at the token n further on.
func (p *parser) fail(n int, format string, args ...any) {
	if p.failed {
		return
	}
	at := p.peek(n).At
	if k := len(p.errs.list) - 1; k < 0 || p.errs.list[k].Pos != at { // the same text can be wrong for an assignment and a module
		p.errs.Add(at, format, args...)
	}
	p.failed = true
	p.fault = min(p.i+n, len(p.toks))
	p.i = len(p.toks)
}

// expected stops the parser: what stands here is not what the grammar wants.
func (p *parser) expected(what string) {
	if !p.failed {
		p.fail(0, "expected %s, found %s%s", what, p.tok(), p.advice(what))
	}
}

// is says whether the token n further on is that bracket, sign or word.
func (t Token) is(text string) bool {
	return t.Text == text && (t.Kind == Punct || t.Kind == Upper)
}

func (p *parser) is(text string) bool { return p.tok().is(text) }

// got passes that bracket, sign or word if it stands here.
func (p *parser) got(text string) bool {
	if !p.is(text) {
		return false
	}
	p.i++
	return true
}

// gotWords passes those words if they all stand here.
func (p *parser) gotWords(words ...string) bool {
	for n, w := range words {
		if !p.peek(n).is(w) {
			return false
		}
	}
	p.i += len(words)
	return true
}

// want passes that bracket, sign or word, which must stand here.
func (p *parser) want(text string) bool {
	if p.got(text) {
		return true
	}
	p.expected(quote(text))
	return false
}

// more says whether a list goes on: it passes a comma, or the bracket that ends the list.
func (p *parser) more(end string) bool {
	switch {
	case p.got(","):
		return true
	case !p.got(end):
		p.expected(`"," or ` + quote(end))
	}
	return false
}

// lower passes an identifier or value reference.
func (p *parser) lower(what string) Name { return p.name(Lower, what) }

// upper passes a reference that begins with an upper-case letter.
func (p *parser) upper(what string) Name { return p.name(Upper, what) }

func (p *parser) name(kind Kind, what string) Name {
	t := p.tok()
	if t.Kind != kind {
		p.expected(what)
		return Name{}
	}
	p.i++
	return Name{t.Text, t.At}
}

// enter counts a level of nesting, until leave.
func (p *parser) enter() bool {
	if p.depth++; p.depth > maxDepth {
		p.fail(0, "nested more than %d deep", maxDepth)
		return false
	}
	return !p.failed
}

func (p *parser) leave() { p.depth-- }

// pair passes {...} and keeps it.
func (p *parser) pair() *Braces {
	open := p.tok()
	if !open.is("{") {
		p.expected(`"{"`)
		return nil
	}
	if open.partner <= 0 || p.i+open.partner >= len(p.toks) {
		p.unclosed()
		return nil
	}
	b := &Braces{Open: open.At, Tokens: p.toks[p.i+1 : p.i+open.partner], Close: p.peek(open.partner).At}
	p.i += open.partner + 1
	return b
}

// unclosed reports the "{" that the parser stands at and that has no partner: at the assignment that follows, as that
// is where the "}" is missing at the latest.
func (p *parser) unclosed() {
	n, indent := 1, p.tok().indent
	for p.i+n < len(p.toks) && !p.peek(n).is("::=") && !p.peek(n).is(";") && !p.ends(p.i+n) && !p.begins(p.i+n, indent) {
		n++
	}
	line, _ := p.from().LineCol()
	p.fail(n, `expected "}" for the "{" of line %d, found %s`, line, p.peek(n))
}

// String is the token as messages have it.
func (t Token) String() string {
	switch {
	case t.Kind == EOF && t.Text == "":
		return "end of file"
	case t.Kind == CString && len(t.Text) > 32:
		return fmt.Sprintf("string %q...", t.Text[:32])
	case t.Kind == CString:
		return fmt.Sprintf("string %q", t.Text)
	case t.Kind == BString:
		return fmt.Sprintf(`"'%s'B"`, t.Text)
	case t.Kind == HString:
		return fmt.Sprintf(`"'%s'H"`, t.Text)
	}
	return quote(t.Text)
}

func quote(s string) string { return `"` + s + `"` }

// Words is the words, numbers, strings and signs of a text, without comments.
func Words(text []byte) []string {
	var list []string
	f := NewFile("", text)
	for _, t := range scan(f, nil).toks {
		list = append(list, string(f.Src[t.At.Off:t.End]))
	}
	return list
}

// Parse returns the modules of a file. After a fault it goes on with the next assignment, and reports one fault for
// each; an assignment that has one is not among those returned.
func Parse(f *File, errs *Errors) []*Module {
	r := newReader(f, errs)
	var modules []*Module
	for m := r.module(); m != nil; m = r.module() {
		modules = append(modules, m)
	}
	outside := r.outside
	for _, e := range r.scanned.errs.list {
		for len(outside) > 0 && outside[0][1] <= e.Pos.Off {
			outside = outside[1:]
		}
		if len(outside) == 0 || e.Pos.Off < outside[0][0] {
			errs.list = append(errs.list, e)
		}
	}
	errs.list = append(errs.list, r.mended...)
	return modules
}

// allCapitals says whether a name could be that of a class or a macro.
func allCapitals(s string) bool { return len(s) > 1 && strings.ToUpper(s) == s }

// typeWords are the words that a type begins with and that are no type by themselves.
var typeWords = []string{"SEQUENCE", "SET", "CHOICE", "BIT", "OCTET", "OBJECT", "CHARACTER", "EMBEDDED", "INSTANCE", "ANY"}

func isTypeWord(s string) bool { return slices.Contains(typeWords, s) || slices.Contains(builtins, s) }
