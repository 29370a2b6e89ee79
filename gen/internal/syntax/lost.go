package syntax

import "slices"

// Some published modules have comments whose last words went to a line of their own, without dashes:
//
//	version  INTEGER,  -- 3 if there are extensions, 2 if there
//	is an issuer's unique identifier
//	serial   INTEGER
//
// Where nothing else can be meant, such a line is passed.

// prose are words of English that no line of ASN.1 is likely to hold.
var prose = []string{"a", "and", "as", "at", "be", "by", "for", "from", "if", "in", "is", "may", "must", "not", "of", "on", "or",
	"see", "shall", "should", "than", "that", "the", "this", "to", "when", "which", "with"}

// lostComment returns the tokens of a line that can only be the rest of a comment: that of the fault, or the line before
// it. The first one is that of the assignment at token start at the earliest. If there is none, from is to.
func (r *reader) lostComment(start int) (from, to int) {
	if r.fault == len(r.toks) {
		return 0, 0
	}
	from = r.fault
	for range 2 {
		for from > start && !r.toks[from].first {
			from--
		}
		to = from + 1
		for to < len(r.toks) && !r.toks[to].first {
			to++
		}
		if r.toks[from].wrapped && isProse(r.toks[from:to]) {
			return from, to
		}
		if from == start {
			break
		}
		from--
	}
	return 0, 0
}

// isProse says whether a line is words only, and such as cannot be ASN.1.
func isProse(line []Token) bool {
	words, english, capitals := 0, 0, 0
	for _, t := range line {
		switch {
		case t.Kind == Lower:
			words++
			if slices.Contains(prose, t.Text) {
				english++
			}
		case t.Kind == Upper:
			capitals++
			if isTypeWord(t.Text) {
				return false
			}
		case t.Kind == Number || t.Kind == Real || t.Kind == CString:
		case t.Kind == Punct && slices.Contains([]string{".", ",", ":", "(", ")", "-", "/", ";", "..."}, t.Text):
		default:
			return false
		}
	}
	return words >= 2 && (capitals == 0 || english > 0)
}

// drop takes the tokens of a line out of the assignment at token start, which then begins that many tokens later.
func (r *reader) drop(start, from, to int) {
	first, last := r.toks[from].At.Off, r.toks[to-1].End
	r.faults.list = slices.DeleteFunc(r.faults.list, func(e *Error) bool {
		return first <= e.Pos.Off && e.Pos.Off <= last
	})
	n := to - from
	copy(r.toks[start+n:to], r.toks[start:from])
	for k := start + n; k < to; k++ {
		if partner := k - n + r.toks[k].partner; partner >= to { // after the line: n nearer than it was
			r.toks[k].partner -= n
			r.toks[partner].partner += n
		}
	}
	if to < len(r.toks) && r.toks[to].first {
		r.toks[to].wrapped = true
	}
}
