package syntax

import (
	"bytes"
	"slices"
	"strings"
)

// Comments of published modules went wrong in three ways when lines were filled anew. Their last words went to a line of
// their own, without dashes; words follow the dashes that close a comment; a bracket or comma went into one:
//
//	version  INTEGER,  -- 3 if there are extensions, 2 if there
//	is an issuer's unique identifier
//	signature  ANY -- DEFINED BY algorithm -- not in this version
//	issuer     Name  -- as the signer's }
//
// Where nothing else can be meant, the text is read as it was meant, with a warning.

const (
	maxMends    = 20 // in one assignment
	maxMendsAll = 50 // in one file
)

// mend calls read, which reads an assignment or the like. As long as that has a fault and a comment may be its cause, it
// mends the comment and calls read again. It returns where reading began, and whether it came to a good end; if not,
// the fault of the last call is reported.
func (r *reader) mend(read func()) (start int, ok bool) {
	start = r.i
	old := len(r.errs.list)
	read()
	for tries := 0; r.failed && tries < maxMends && len(r.mended) < maxMendsAll; tries++ {
		from, to, warning := r.mistaken(start)
		if warning == "" {
			break
		}
		text, fault, faults := r.scanned, r.fault, slices.Clone(r.errs.list[old:])
		end, had := r.comments[from]
		r.comments[from] = to
		r.rescan()
		r.errs.list = r.errs.list[:old]
		r.i, r.failed = start, false
		read()
		if r.failed && r.at(r.fault).At.Off <= text.offset(fault) { // it was no use
			if delete(r.comments, from); had {
				r.comments[from] = end
			}
			r.scanned, r.toks = text, text.toks
			r.errs.list = append(r.errs.list[:old], faults...)
			r.i, r.fault = len(r.toks), fault
			break
		}
		r.mended = append(r.mended, &Error{Pos: Pos{r.file, from}, Msg: warning, Warning: true})
	}
	if r.failed && r.faulty(start, r.at(r.fault)) {
		r.errs.list = r.errs.list[:old] // the scanner's words are nearer to the truth
	}
	return start, !r.failed
}

// faulty says whether the scanner found a fault between the assignment before token start and a token.
func (r *reader) faulty(start int, to Token) bool {
	from, faults := r.endBefore(start), r.scanned.errs.list
	k, _ := slices.BinarySearchFunc(faults, from, func(e *Error, off int) int { return e.Pos.Off - off })
	for ; k < len(faults) && faults[k].Pos.Off <= to.End; k++ {
		if !faults[k].Warning {
			return true
		}
	}
	return false
}

// mistaken looks for a comment that may be the cause of the fault, and returns where it begins and ends in truth.
// The warning is empty if there is none.
func (r *reader) mistaken(start int) (from, to int, warning string) {
	if from, ok := r.lost(start); ok {
		return r.at(from).At.Off, r.lineEnd(r.at(from).At.Off), "line is taken for the rest of the comment before it"
	}
	if r.fault == 0 {
		return 0, 0, ""
	}
	before, after := r.at(r.fault-1), r.at(r.fault)
	k, _ := slices.BinarySearchFunc(r.scanned.comments, before.End, func(c [2]int, off int) int { return c[0] - off })
	for ; k < len(r.scanned.comments) && r.scanned.comments[k][0] < after.At.Off; k++ {
		from, to := r.scanned.comments[k][0], r.scanned.comments[k][1]
		if !after.first && r.prose(r.fault) {
			return after.At.Off, r.lineEnd(after.At.Off), "words after a comment are taken for part of it"
		}
		text := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(string(r.file.Src[from+2:to])), "--"))
		live := strings.TrimLeft(text[len(strings.TrimRight(text, ",)} ")):], " ")
		if live == "" {
			continue
		}
		end := from + 2 + bytes.LastIndex(r.file.Src[from+2:to], []byte(live))
		if live == "," && after.Kind == Lower && after.first || strings.Contains(live, "}") && (r.heads(r.fault) || r.ends(r.fault)) {
			return from, end, quote(live) + " at the end of the comment is taken for no part of it"
		}
	}
	return 0, 0, ""
}

// lineEnd is where the rest of a comment ends that goes on at off: after two dashes, or with the line.
func (r *reader) lineEnd(off int) int {
	line, _, _ := bytes.Cut(r.file.Src[off:], []byte{'\n'})
	text, _, closed := bytes.Cut(line, []byte("--"))
	if closed {
		return off + len(text) + 2
	}
	return off + len(line)
}

// lost returns the first token of a line that can only be the rest of a comment: the line of the fault, or the line
// before it; the line of the assignment's first token at the earliest.
func (r *reader) lost(start int) (first int, ok bool) {
	if r.fault == len(r.toks) {
		return 0, false
	}
	first = r.fault
	for range 2 {
		for first > start && !r.toks[first].first {
			first--
		}
		if r.toks[first].wrapped && r.prose(first) {
			return first, true
		}
		if first--; first < start {
			break
		}
	}
	return 0, false
}

// words are those of English that no line of ASN.1 is likely to hold.
var words = []string{"a", "and", "as", "at", "be", "by", "for", "from", "if", "in", "is", "may", "must", "not", "of", "on", "or",
	"see", "shall", "should", "than", "that", "the", "this", "to", "when", "which", "with"}

// prose says whether the rest of a line, from token i on, is words only, and such as cannot be ASN.1.
func (r *reader) prose(i int) bool {
	lower, english, upper := 0, 0, 0
	first := i
	for ; i < len(r.toks) && (i == first || !r.toks[i].first); i++ {
		switch t := r.toks[i]; {
		case t.Kind == Lower:
			lower++
			if slices.Contains(words, t.Text) && !(i == first && r.at(i+1).Kind == Upper) { // "to Type" could be a component
				english++
			}
		case t.Kind == Upper:
			upper++
			if isTypeWord(t.Text) {
				return false
			}
		case t.Kind == Number || t.Kind == Real || t.Kind == CString:
		case i == first && (t.is("-") || t.is(":")): // a list, or a line that was broken before its colon
			english++
		case t.Kind == Punct && slices.Contains([]string{".", ",", ":", "(", ")", "-", "/", ";", "..."}, t.Text):
		default:
			return false
		}
	}
	switch {
	case lower == 1 && i == first+1: // a word alone: the next line must be an assignment
		return r.heads(i) || r.ends(i)
	case english > 0:
		return lower+upper > 0
	}
	return lower >= 2 && upper == 0
}
