package syntax

import (
	"bytes"
	"slices"
	"strings"
)

// A reader reads the modules of one file.
type reader struct {
	*parser
	file    *File
	scanned *scanner
	read    int      // modules so far
	outside [][2]int // offsets of the text outside modules

	// what it took for a comment, or for none, so that the text makes sense
	comments map[int]int // where one ends, by where it begins
	mended   []*Error    // a warning for each
}

func newReader(f *File, errs *Errors) *reader {
	r := &reader{file: f, comments: map[int]int{}}
	r.parser = &parser{end: Token{At: Pos{f, len(f.Src)}, End: len(f.Src)}, errs: errs}
	r.rescan()
	return r
}

func (r *reader) rescan() {
	r.scanned = scan(r.file, r.comments)
	r.toks = r.scanned.toks
}

// module reads the next module; nil: there is none. What stands before it is no part of one: the text of an RFC, say.
func (r *reader) module() *Module {
	start, assigns := r.i, false
	for ; r.i < len(r.toks) && !r.heading(r.i); r.i++ {
		assigns = assigns || r.is("::=")
	}
	if n := r.past(start + 1); r.at(n).is("::=") && r.at(n+1).is("BEGIN") {
		r.errs.Add(r.at(n).At, `expected "DEFINITIONS", found "::="`)
	} else if r.i == len(r.toks) && r.read == 0 || assigns {
		r.noModule(start)
	} else if r.i > start {
		r.errs.Warn(r.at(start).At, "text outside a module is ignored")
		r.outside = append(r.outside, [2]int{r.endBefore(start), r.from().Off})
	}
	if r.i == len(r.toks) {
		return nil
	}
	r.read++
	m := &Module{File: r.file, ExportsAll: true}
	r.prefix = ""
	start = r.i
	r.head(m)
	if r.failed {
		r.resume(start, func(i int) bool { return r.at(i-1).is("BEGIN") || r.heads(i) || r.ends(i) })
	}
	r.linkage(m)
	r.body(m)
	r.dropValues(m)
	return m
}

// noModule reports that no module begins at token i, nor after it.
func (r *reader) noModule(i int) {
	n := i + 1
	for n < i+16 && !r.at(n).is("DEFINITIONS") && !r.at(n).is("::=") {
		n++
	}
	switch t := r.at(i + 1); {
	case r.at(i).Kind == EOF:
		r.errs.Add(r.at(i).At, "expected a module definition, found end of file")
	case r.at(i).Kind == Upper && r.at(n).is("DEFINITIONS") && t.is("{"):
		r.errs.Add(r.at(n).At, `expected "}", found "DEFINITIONS"`)
	case r.at(i).Kind == Upper && r.at(n).is("DEFINITIONS"):
		r.errs.Add(t.At, `expected "{" or "DEFINITIONS", found %s`, t)
	case t.Kind == Lower && strings.EqualFold(t.Text, "DEFINITIONS"):
		r.errs.Add(t.At, `expected "DEFINITIONS", found %s (it is written in capitals)`, t)
	default:
		r.errs.Add(r.at(i).At, "expected a module definition, found %s (it begins with NAME DEFINITIONS ::= BEGIN)", r.at(i))
	}
}

// endBefore is where the token before token i ends.
func (r *reader) endBefore(i int) int {
	if i == 0 {
		return 0
	}
	return r.at(i - 1).End
}

// head reads Name {oid} DEFINITIONS ... ::= BEGIN (X.680, 13.1).
func (r *reader) head(m *Module) {
	if r.tok().first {
		m.Comment = commentBefore(r.file.Src, r.from().Off)
	}
	m.Name = r.moduleName()
	if r.is("{") {
		m.OID = r.pair()
	}
	if r.tok().Kind == CString { // its OID-IRI
		r.next()
	}
	r.want("DEFINITIONS")
	if r.tok().Kind == Upper && r.peek(1).is("INSTRUCTIONS") {
		if !r.is("TAG") {
			r.errs.Warn(r.from(), "encoding instructions of %s are ignored", r.tok().Text)
			r.prefix = r.tok().Text
		}
		r.i += 2
	}
	switch {
	case r.gotWords("EXPLICIT", "TAGS"):
	case r.gotWords("IMPLICIT", "TAGS"):
		m.Tags = ImplicitTags
	case r.gotWords("AUTOMATIC", "TAGS"):
		m.Tags = AutomaticTags
	case r.got("EXPLICIT"), r.got("IMPLICIT"), r.got("AUTOMATIC"):
		r.want("TAGS")
	}
	m.ExtensibilityImplied = r.gotWords("EXTENSIBILITY", "IMPLIED")
	if !r.got("::=") {
		r.expected(`EXPLICIT, IMPLICIT or AUTOMATIC TAGS, or "::="`)
	}
	r.want("BEGIN")
}

// moduleName passes the name of a module. Some begin with a lower-case letter.
func (r *reader) moduleName() Name {
	if t := r.tok(); t.Kind == Lower {
		r.errs.Warn(t.At, "the name of a module begins with an upper-case letter, found %s", t)
		return r.lower("")
	}
	return r.upper("the name of a module")
}

// linkage reads EXPORTS and IMPORTS.
func (r *reader) linkage(m *Module) {
	for _, read := range []func(*Module){r.exports, r.imports} {
		old := *m
		start, ok := r.mend(func() {
			*m = old
			read(m)
		})
		if !ok {
			r.resume(start, func(i int) bool {
				return r.at(i-1).is(";") || r.heads(i) || r.ends(i)
			})
		}
	}
}

// exports reads EXPORTS a, B; (X.680, 13.7).
func (r *reader) exports(m *Module) {
	if !r.got("EXPORTS") {
		if !r.symbolsThen(r.i, ";") {
			return
		}
		r.warnExpected(`"EXPORTS"`)
	}
	if r.is("ALL") && !r.peek(1).is(",") {
		r.next()
	} else {
		m.ExportsAll = false
		if !r.is(";") {
			m.Exports = r.symbols()
		}
	}
	switch {
	case r.got(";"):
	case r.is("IMPORTS"):
		r.warnExpected(`";" at the end of EXPORTS`)
	default:
		r.expected(`";" at the end of EXPORTS`)
	}
}

// warnExpected warns that something is missing that can only be this.
func (p *parser) warnExpected(what string) {
	p.errs.Warn(p.from(), "expected %s, found %s", what, p.tok())
}

// symbolsThen says whether what begins at token i is a, B, C and then that word or sign.
func (r *reader) symbolsThen(i int, text string) bool {
	for ; r.at(i).Kind == Lower || r.at(i).Kind == Upper; i += 2 {
		if !r.at(i + 1).is(",") {
			return r.at(i + 1).is(text)
		}
	}
	return false
}

// symbols reads a, B, C{}.
func (r *reader) symbols() []Name {
	var list []Name
	for !r.failed {
		t := r.tok()
		if t.Kind != Lower && t.Kind != Upper {
			r.expected("a name")
			break
		}
		if t.is("FROM") && len(list) > 0 && r.peek(1).Kind == Upper && !r.peek(1).is("FROM") {
			r.warnExpected("a name") // a comma after the last one
			break
		}
		r.next()
		list = append(list, Name{t.Text, t.At})
		if r.is("{") {
			if r.peek(1).is("}") {
				r.i += 2
			} else {
				r.fail(1, `expected "}", found %s`, r.peek(1))
			}
		}
		if !r.got(",") {
			break
		}
	}
	return list
}

// imports reads IMPORTS a, B FROM Module {oid} C FROM ...; (X.680, 13.15).
func (r *reader) imports(m *Module) {
	if !r.got("IMPORTS") {
		return
	}
	if strings.EqualFold(r.tok().Text, "NONE") && r.peek(1).is(";") {
		r.warnExpected(`";"`)
		r.i += 2
		return
	}
	for !r.failed && !r.got(";") {
		if r.heads(r.i) {
			r.warnExpected(`";" at the end of IMPORTS`)
			break
		}
		if r.tok().Kind == EOF || r.is("END") || r.is("::=") {
			r.expected(`";" at the end of IMPORTS`)
			break
		}
		if imp := r.symbolsFrom(); !r.failed {
			m.Imports = append(m.Imports, imp)
		}
		if r.is("}") || r.is(",") {
			r.warnExpected(`";" or a name`)
			r.next()
		}
		if r.is(";") && (r.peek(1).is("IMPORTS") || r.symbolsThen(r.i+1, "FROM")) {
			r.next()
			r.warnExpected("one list of IMPORTS")
			r.got("IMPORTS")
		}
	}
}

// symbolsFrom reads a, B FROM Module {oid} WITH SUCCESSORS.
func (r *reader) symbolsFrom() *Import {
	imp := &Import{Symbols: r.symbols()}
	if r.is(".") && r.peek(1).is("FROM") {
		r.warnExpected(`"FROM"`)
		r.next()
	}
	switch {
	case r.got("FROM"):
	case r.tok().Kind == Upper && r.peek(1).is("{") && !r.peek(2).is("}"):
		r.warnExpected(`"," or "FROM"`)
	default:
		r.expected(`"," or "FROM"`)
		return nil
	}
	imp.Module = r.moduleName()
	switch {
	case r.is("{"):
		imp.OID = r.pair()
	case r.tok().Kind == Lower && !r.peek(1).is(",") && !r.peek(1).is("FROM") && !r.peek(1).is("{"):
		t := r.next() // it is no symbol, as neither a comma nor FROM follows
		imp.OIDRef = &Name{t.Text, t.At}
	}
	if w := r.peek(1); r.is("WITH") && (w.is("SUCCESSORS") || w.is("DESCENDANTS")) {
		imp.With = w.Text
		r.i += 2
	}
	return imp
}

// body reads the assignments up to END.
func (r *reader) body(m *Module) {
	for {
		switch {
		case r.i == len(r.toks):
			r.expected(`an assignment or "END"`)
			r.failed = false
			return
		case r.got("END"):
			return
		case r.heading(r.i):
			r.errs.Add(r.from(), `expected "END", found %s: a module begins here`, r.tok())
			return
		case r.is("ENCODING-CONTROL"):
			r.errs.Warn(r.from(), "encoding control section is ignored")
			for r.next(); r.i < len(r.toks) && !r.ends(r.i); {
				r.i++
			}
			continue
		case r.is(";") && len(m.Assignments) == 0: // of IMPORTS that are a comment
			r.warnExpected("an assignment")
			r.next()
			continue
		case r.is(";"):
			r.errs.Add(r.from(), `expected an assignment or "END", found %s%s`, r.tok(), r.adviceBetween())
			r.next()
			continue
		}
		var a *Assignment
		start, ok := r.mend(func() {
			if a = nil; r.i < len(r.toks) && !r.is("END") { // nothing may be left when lines are taken for a comment
				a = r.assignment()
			}
		})
		switch {
		case !ok:
			r.recover(start)
		case a != nil:
			m.Assignments = append(m.Assignments, a)
		}
	}
}

// commentBefore returns the comment lines right before the line of off, without their dashes. Empty lines may stand
// between.
func commentBefore(src []byte, off int) string {
	var text []string
	for end := bytes.LastIndexByte(src[:off], '\n'); end >= 0; {
		begin := bytes.LastIndexByte(src[:end], '\n') + 1
		line := strings.TrimSpace(string(src[begin:end]))
		if !strings.HasPrefix(line, "--") && (line != "" || len(text) > 0) {
			break
		}
		if line != "" {
			text = append(text, strings.TrimSpace(strings.TrimSuffix(strings.TrimLeft(line, "-"), "--")))
		}
		end = begin - 1
	}
	slices.Reverse(text)
	return strings.Trim(strings.Join(text, "\n"), "\n")
}
