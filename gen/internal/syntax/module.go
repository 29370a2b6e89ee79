package syntax

import (
	"bytes"
	"slices"
	"strings"
)

// A reader reads the modules of one file, and finds its way after a fault.
type reader struct {
	*parser
	file   *File
	faults *Errors // what the scanner found
	read   int     // modules so far
	lost   int     // lines taken for comments so far
}

// module reads the next module; nil: there is none.
func (r *reader) module() *Module {
	for r.i < len(r.toks) && !r.heading(r.i) {
		r.fail(0, "expected a module definition, found %s", r.tok())
		r.resume(r.i, func(i int) bool { return r.heading(i) })
	}
	if r.i == len(r.toks) {
		if r.read == 0 && !r.errs.Failed() {
			r.expected("a module definition")
		}
		return nil
	}
	r.read++
	m := &Module{File: r.file, ExportsAll: true}
	start := r.i
	r.head(m)
	if r.failed {
		r.resume(start, func(i int) bool { return r.toks[i-1].is("BEGIN") || r.heads(i) > 0 || r.ends(i) })
	}
	r.linkage(m)
	r.body(m)
	return m
}

// heading says whether a module begins at token i.
func (p *parser) heading(i int) bool {
	if k := p.at(i).Kind; k != Upper && k != Lower {
		return false
	}
	if i++; p.at(i).is("{") && p.at(i).partner > 0 {
		i += p.at(i).partner + 1
	}
	if p.at(i).Kind == CString {
		i++
	}
	return p.at(i).is("DEFINITIONS")
}

// head reads Name {oid} DEFINITIONS ... ::= BEGIN (X.680, 13.1).
func (r *reader) head(m *Module) {
	m.Comment = commentBefore(r.file.Src, r.tok().At.Off)
	m.Name = r.upper("the name of a module, which begins with an upper-case letter")
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
		}
		r.i += 2
	}
	switch {
	case r.gotWords("EXPLICIT", "TAGS"):
	case r.gotWords("IMPLICIT", "TAGS"):
		m.Tags = ImplicitTags
	case r.gotWords("AUTOMATIC", "TAGS"):
		m.Tags = AutomaticTags
	}
	m.ExtensibilityImplied = r.gotWords("EXTENSIBILITY", "IMPLIED")
	if !r.is("::=") {
		r.expected(`TAGS, EXTENSIBILITY IMPLIED or "::="`)
	}
	r.got("::=")
	r.want("BEGIN")
}

// linkage reads EXPORTS and IMPORTS.
func (r *reader) linkage(m *Module) {
	for _, read := range []func(*Module){r.exports, r.imports} {
		start := r.i
		read(m)
		if r.failed {
			r.resume(start, func(i int) bool {
				return r.toks[i-1].is(";") || r.heads(i) > 0 || r.ends(i)
			})
		}
	}
}

// exports reads EXPORTS a, B; (X.680, 13.7).
func (r *reader) exports(m *Module) {
	if !r.got("EXPORTS") || r.gotWords("ALL", ";") {
		return
	}
	m.ExportsAll = false
	if !r.is(";") {
		m.Exports = r.symbols()
	}
	r.want(";")
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
	for !r.failed && !r.got(";") {
		if r.tok().Kind == EOF || r.is("END") || r.heads(r.i) > 0 {
			r.expected(`";" at the end of IMPORTS`)
			return
		}
		imp := &Import{Symbols: r.symbols()}
		if !r.is("FROM") {
			r.expected(`"," or FROM`)
		}
		r.got("FROM")
		imp.Module = r.upper("the name of a module")
		switch {
		case r.is("{"):
			imp.OID = r.pair()
		case r.tok().Kind == Lower && !r.peek(1).is(",") && !r.peek(1).is("FROM") && !r.peek(1).is("{"):
			t := r.next() // X.680, 13.1: it is no symbol, as no comma and no FROM follows
			imp.OIDRef = &Name{t.Text, t.At}
		}
		if r.is("WITH") {
			switch w := r.peek(1); {
			case w.is("SUCCESSORS") || w.is("DESCENDANTS"):
				imp.With = w.Text
				r.i += 2
			default:
				r.fail(1, "expected SUCCESSORS or DESCENDANTS, found %s", w)
			}
		}
		if !r.failed {
			m.Imports = append(m.Imports, imp)
		}
	}
}

// body reads the assignments up to END.
func (r *reader) body(m *Module) {
	for {
		start := r.i
		switch {
		case r.i == len(r.toks):
			r.expected("an assignment or END")
			r.failed = false
			return
		case r.got("END"):
			return
		case r.heading(r.i):
			r.errs.Add(r.from(), "expected END, found %s: a module begins here", r.tok())
			return
		case r.is("ENCODING-CONTROL"):
			r.errs.Warn(r.from(), "encoding control section is ignored")
			for r.next(); r.i < len(r.toks) && !r.ends(r.i); {
				r.i++
			}
			continue
		}
		if a := r.assign(); a != nil {
			m.Assignments = append(m.Assignments, a)
		} else {
			r.recover(start)
		}
	}
}

// assign reads an assignment; nil: it has a fault, which is reported. Lines that can only be the rest of a comment are
// passed with a warning.
func (r *reader) assign() *Assignment {
	start := r.i
	for tries := 0; ; tries++ {
		old := len(r.errs.list)
		a := r.assignment()
		if !r.failed {
			return a
		}
		from, to := r.lostComment(start)
		if from == to || tries == 20 || r.lost == 200 {
			if r.faulty(r.at(start), r.at(r.fault)) {
				r.errs.list = r.errs.list[:old] // the scanner's words are nearer to the truth
			}
			return nil
		}
		r.errs.list = r.errs.list[:old]
		r.errs.Warn(r.toks[from].At, "line is taken for the rest of the comment before it")
		r.lost++
		r.failed = false
		r.drop(start, from, to)
		start += to - from
		r.i = start
	}
}

// faulty says whether the scanner found a fault from one token to another.
func (r *reader) faulty(from, to Token) bool {
	return slices.ContainsFunc(r.faults.list, func(e *Error) bool {
		return !e.Warning && from.At.Off <= e.Pos.Off && e.Pos.Off <= to.End
	})
}

// resume goes on after a fault, at the first token after start that will do, or at the end.
func (r *reader) resume(start int, will func(i int) bool) {
	r.failed = false
	for r.i = max(start+1, min(r.i, r.fault)); r.i < len(r.toks) && !will(r.i); {
		r.i++
	}
}

// recover goes on after a fault in the assignment at token start: at the next line that begins as an assignment does
// and stands no deeper, or after an empty line; or where the module ends.
func (r *reader) recover(start int) {
	indent := r.indent(start)
	r.resume(start, func(i int) bool {
		if r.ends(i) || r.toks[i].is("ENCODING-CONTROL") {
			return true
		}
		return r.toks[i].first && (r.indent(i) <= indent || r.spaced(i)) && r.heads(i) > 0
	})
}

// ends says whether a module ends at token i: END before the end of the file or another module, or another module.
func (p *parser) ends(i int) bool {
	return p.heading(i) || p.at(i).is("END") && (i+1 == len(p.toks) || p.heading(i+1))
}

// heads says whether an assignment could begin at token i, and how many tokens its left side has then.
func (p *parser) heads(i int) int {
	start := i
	if k := p.at(i).Kind; k != Upper && k != Lower {
		return 0
	}
	if i++; p.at(i).is("{") && p.at(i).partner > 0 {
		i += p.at(i).partner + 1
	}
	if t := p.at(i); !t.is("::=") && t.Kind != Upper && !t.is("[") {
		return 0
	}
	round := 0
	for limit := i + 64; i < limit; i++ {
		switch t := p.at(i); {
		case t.is("::="):
			if p.at(i+1).is("BEGIN") && !p.at(i-1).is("MACRO") {
				return 0
			}
			return i - start
		case t.is("{"):
			if t.partner <= 0 {
				return 0
			}
			i += t.partner
		case t.is("(") || t.is("["):
			round++
		case t.is(")") || t.is("]"):
			if round--; round < 0 {
				return 0
			}
		case round > 0 && t.Kind != EOF:
		case t.is("FROM") || t.is("END") || t.is("BEGIN") || t.is("DEFINITIONS"):
			return 0
		case t.Kind != Upper && t.Kind != Amp && !t.is("."):
			return 0
		}
	}
	return 0
}

// indent is the column of the first token on the line of token i.
func (r *reader) indent(i int) int {
	for i > 0 && !r.toks[i].first {
		i--
	}
	_, col := r.toks[i].At.LineCol()
	return col
}

// spaced says whether an empty line stands before the line of token i.
func (r *reader) spaced(i int) bool {
	src := r.file.Src[:r.toks[i].At.Off]
	lines := 0
	for k := len(src) - 1; k >= 0 && lines < 2 && isSpace(src[k]); k-- {
		if src[k] == '\n' {
			lines++
		}
	}
	return lines == 2
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
