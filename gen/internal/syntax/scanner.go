package syntax

import (
	"bytes"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A scanner makes the tokens of a file (X.680, 12). Comments and white space are dropped.
type scanner struct {
	file *File
	src  []byte
	errs Errors // in order of the text, in the end

	mended map[int]int // where a comment ends against the rules, by where it begins

	off       int  // where reading goes on
	begin     int  // where this line begins
	indent    int  // column of its first token
	newline   bool // nothing but white space and comments stood on this line
	comment   bool // the line before ended in a comment
	commented bool // this line has ended in a comment so far
	foreign   bool // an octet that no token holds was reported on this line

	toks     []Token
	comments [][2]int // offsets of the comments that begin with two hyphens
	open     []int    // index of each "{" that is open
}

// scan reads the tokens of a file, its comments, and what is wrong with them. A comment that begins at an offset in
// mended, ends where that says.
func scan(f *File, mended map[int]int) *scanner {
	s := &scanner{file: f, src: f.Src, newline: true, mended: mended, toks: make([]Token, 0, len(f.Src)/6)}
	for s.next() {
	}
	slices.SortStableFunc(s.errs.list, func(a, b *Error) int { return a.Pos.Off - b.Pos.Off })
	return s
}

// offset is where token i stands.
func (s *scanner) offset(i int) int {
	if i < len(s.toks) {
		return s.toks[i].At.Off
	}
	return len(s.src)
}

// next reads one token, if one is left.
func (s *scanner) next() bool {
	s.space()
	for s.newline && s.furniture() {
		s.space()
	}
	if s.off >= len(s.src) {
		return false
	}
	switch c := s.src[s.off]; {
	case isLetter(c):
		kind := Lower
		if c <= 'Z' {
			kind = Upper
		}
		s.word(kind, s.off)
	case c == '&' && isLetter(s.at(1)):
		s.word(Amp, s.off+1)
	case isDigit(c):
		s.number()
	case c == '"':
		s.cstring()
	case c == '\'':
		s.quoted()
	default:
		s.punct()
	}
	return true
}

// space passes white space and comments (X.680, 12.1.6 and 12.6).
func (s *scanner) space() {
	for s.off < len(s.src) {
		switch c := s.src[s.off]; {
		case c == '\n':
			s.line(s.off)
			s.off++
		case c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f':
			s.off++
		case s.mended[s.off] > s.off:
			s.off = s.mended[s.off]
			s.commented = s.off < len(s.src) && s.src[s.off] == '\n'
		case c == '-' && s.at(1) == '-':
			from := s.off
			s.dashes()
			s.comments = append(s.comments, [2]int{from, s.off})
		case c == '/' && s.at(1) == '*':
			s.block()
		case c == 0xEF && s.off == 0 && s.at(1) == 0xBB && s.at(2) == 0xBF: // byte order mark
			s.off += 3
		case c == 0xC2 && s.at(1) == 0xA0: // no-break space
			s.off += 2
		default:
			return
		}
	}
}

// furniture passes the line that begins here if it is the heading or the foot of an RFC's page.
func (s *scanner) furniture() bool {
	if s.off >= len(s.src) || !isLetter(s.src[s.off]) {
		return false
	}
	line, _, _ := bytes.Cut(s.src[s.off:], []byte{'\n'})
	if !(bytes.HasPrefix(line, []byte("RFC ")) && pageHeading.Match(line)) && !(bytes.Contains(line, []byte("[Page ")) && pageFoot.Match(line)) {
		return false
	}
	s.errs.Warn(Pos{s.file, s.off}, "heading or foot of a page is ignored")
	s.off += len(line)
	return true
}

var (
	pageHeading = regexp.MustCompile(`^RFC \d+ .* [A-Z][a-z]+ (19|20)\d\d\s*$`)
	pageFoot    = regexp.MustCompile(`^.*\s\[Page \d+\]\s*$`)
)

// line notes that a line ends at off.
func (s *scanner) line(off int) {
	s.newline = true
	s.begin = off + 1
	s.comment, s.commented = s.commented, false
	s.foreign = false
}

// at is the octet n further on, or 0 at the end of the text.
func (s *scanner) at(n int) byte {
	if s.off+n < len(s.src) {
		return s.src[s.off+n]
	}
	return 0
}

// dashes passes a comment that begins with two hyphens and ends with two more, or with the line.
func (s *scanner) dashes() {
	for s.off += 2; s.off < len(s.src); s.off++ {
		switch c := s.src[s.off]; {
		case c == '\n' || c == '\r' || c == '\v' || c == '\f':
			s.commented = true
			return
		case c == '-' && s.at(1) == '-':
			s.off += 2
			return
		}
	}
}

// block passes a comment in /* */, with those that stand in it.
func (s *scanner) block() {
	at := s.off
	for depth := 0; s.off < len(s.src); s.off++ {
		switch c := s.src[s.off]; {
		case c == '\n':
			s.line(s.off)
		case c == '/' && s.at(1) == '*':
			s.off++
			depth++
		case c == '*' && s.at(1) == '/':
			s.off++
			if depth--; depth == 0 {
				s.off++
				return
			}
		}
	}
	s.errs.Add(Pos{s.file, at}, `comment is not closed: expected "*/", found end of file`)
}

// word reads a word that begins with a letter at off; the & before it belongs to it. A hyphen belongs to it if a letter
// or digit follows (X.680, 12.2 and 12.3).
func (s *scanner) word(kind Kind, off int) {
	from := s.off
	for ; off < len(s.src); off++ {
		c := s.src[off]
		if c == '_' {
			s.errs.Warn(Pos{s.file, off}, `"_" cannot stand in a name: a hyphen can`)
		} else if !isLetter(c) && !isDigit(c) && !(c == '-' && s.continues(off+1)) {
			break
		}
	}
	t := Token{Kind: kind, Text: string(s.src[from:off]), At: Pos{s.file, from}, End: off}
	if rest := s.broken(off); rest > 0 {
		for off = rest; s.continues(off) || off < len(s.src) && s.src[off] == '-' && s.continues(off+1); off++ {
		}
		t.Text += "-" + string(s.src[rest:off])
		t.End = off
		s.errs.Warn(t.At, "name is broken at the end of the line: read as %q", t.Text)
	}
	s.token(t)
}

// continues says whether a letter or digit stands at off.
func (s *scanner) continues(off int) bool {
	return off < len(s.src) && (isLetter(s.src[off]) || isDigit(s.src[off]))
}

// broken returns where the rest of a word stands that ends at off in a hyphen and the line's end, or 0.
func (s *scanner) broken(off int) int {
	if off >= len(s.src) || s.src[off] != '-' {
		return 0
	}
	lines := 0
	for off++; off < len(s.src) && isSpace(s.src[off]); off++ {
		if s.src[off] == '\n' {
			lines++
		}
	}
	if 1 <= lines && lines <= 3 && s.continues(off) { // a page may end there
		return off
	}
	return 0
}

// number reads a number or realnumber (X.680, 12.8 and 12.9).
func (s *scanner) number() {
	off := s.digits(s.off)
	kind := Number
	if off+1 < len(s.src) && s.src[off] == '.' && isDigit(s.src[off+1]) {
		kind = Real
		off = s.digits(off + 1)
	} else if off < len(s.src) && s.src[off] == '.' && !bytes.HasPrefix(s.src[off:], []byte("..")) {
		kind = Real // "1." is 1.0
		off++
	}
	if off < len(s.src) && (s.src[off] == 'e' || s.src[off] == 'E') {
		exp := off + 1
		if exp < len(s.src) && s.src[exp] == '-' {
			exp++
		}
		if end := s.digits(exp); end > exp {
			kind = Real
			off = end
		}
	}
	if s.continues(off) {
		for s.continues(off) {
			off++
		}
		s.errs.Add(Pos{s.file, s.off}, "%q is neither a number nor a name", s.src[s.off:off])
	}
	s.add(kind, s.off, off)
}

func (s *scanner) digits(off int) int {
	for off < len(s.src) && isDigit(s.src[off]) {
		off++
	}
	return off
}

// cstring reads a character string. White space around a line end in it is dropped, and "" is one quote (X.680, 12.14).
func (s *scanner) cstring() {
	at := s.off
	var text []byte
	eol := 0        // where its first line ends, if it has several
	assign := false // an assignment stands on a later line of it: then the quote is the mistake
	off := at + 1
	for ; off < len(s.src) && !assign; off++ {
		switch c := s.src[off]; {
		case c == '"' && off+1 < len(s.src) && s.src[off+1] == '"':
			text = append(text, '"')
			off++
		case c == '"':
			s.characters(at, off)
			s.token(Token{Kind: CString, Text: string(text), At: Pos{s.file, at}, End: off + 1})
			return
		case c == '\n':
			if eol == 0 {
				eol = off
			}
			text = trimSpaceRight(text)
			for off+1 < len(s.src) && isSpace(s.src[off+1]) {
				off++
			}
		case c == ':' && eol > 0 && off+2 < len(s.src) && s.src[off+1] == ':' && s.src[off+2] == '=':
			assign = true
		default:
			text = append(text, c)
		}
	}
	s.errs.Add(Pos{s.file, at}, `string is not closed: expected "\""`)
	if eol == 0 {
		eol = off
	}
	s.token(Token{Kind: CString, At: Pos{s.file, at}, End: eol})
}

// characters looks at those of the string that is src[from:to] (X.680, 12.14).
func (s *scanner) characters(from, to int) {
	for _, r := range string(s.src[from:to]) {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			s.errs.Add(Pos{s.file, from}, "%q cannot stand in a string", string(r))
			return
		}
	}
	if k := sort.SearchInts(s.file.latin1, from); k < len(s.file.latin1) && s.file.latin1[k] < to {
		s.errs.Warn(Pos{s.file, from}, "the string is not UTF-8: it is read as ISO 8859-1")
	}
}

// quoted reads a bstring or hstring (X.680, 12.10 and 12.12). Some have their quotes doubled.
func (s *scanner) quoted() {
	t := Token{Kind: HString, At: Pos{s.file, s.off}}
	quote := "'"
	if s.at(1) == '\'' && s.at(2) != 'B' && s.at(2) != 'H' {
		quote = "''"
	}
	var text []byte
	binary, lower, bad := true, false, false
	off := s.off + len(quote)
	for ; off < len(s.src) && s.src[off] != '\'' && !(bad && s.src[off] == '\n'); off++ {
		switch c := s.src[off]; {
		case isSpace(c):
		case isDigit(c) || 'A' <= c && c <= 'F':
			text = append(text, c)
			binary = binary && c <= '1'
		case 'a' <= c && c <= 'f':
			text = append(text, c-'a'+'A')
			binary, lower = false, true
		default:
			bad = true
		}
	}
	t.Text, t.End = string(text), off+len(quote)
	end := string(s.src[off:min(t.End+1, len(s.src))])
	switch {
	case bad || !strings.HasPrefix(end, quote):
		s.errs.Add(t.At, "expected binary or hexadecimal digits between quotes, such as '0101'B or '0AF'H")
		if !strings.HasPrefix(end, quote) { // perhaps an apostrophe
			s.off += len(quote)
			return
		}
	case end == quote+"B" && binary:
		t.Kind = BString
	case end != quote+"H":
		s.errs.Add(t.At, "expected B or H after the quoted digits %q (a string stands between double quotes)", t.Text)
	case lower:
		s.errs.Warn(t.At, "hexadecimal digits are upper-case letters")
	}
	if end == quote+"B" || end == quote+"H" || end == quote+"b" || end == quote+"h" {
		t.End++
	}
	if len(quote) == 2 {
		s.errs.Warn(t.At, "quotes are doubled")
	}
	s.token(t)
}

// punct reads what consists of neither letters nor digits.
func (s *scanner) punct() {
	for _, p := range [...]string{"::=", "...", "..", "[["} {
		if bytes.HasPrefix(s.src[s.off:], []byte(p)) {
			s.add(Punct, s.off, s.off+len(p))
			return
		}
	}
	c := s.src[s.off]
	if strings.IndexByte("{}()[],;:.|^!@<>-/=*&+%#$?~`\\", c) >= 0 {
		s.add(Punct, s.off, s.off+1)
		return
	}
	r, n := utf8.DecodeRune(s.src[s.off:])
	if !s.foreign { // one a line
		switch {
		case strings.ContainsRune("\u201c\u201d\u201e\u00ab\u00bb", r):
			s.errs.Add(Pos{s.file, s.off}, `%q can stand in a comment or in a string only (a string stands between two ")`, string(r))
		default:
			s.errs.Add(Pos{s.file, s.off}, "%q can stand in a comment or in a string only", string(r))
		}
		s.foreign = true
	}
	s.off += n
}

// add appends the token that is src[from:to].
func (s *scanner) add(kind Kind, from, to int) {
	s.token(Token{Kind: kind, Text: string(s.src[from:to]), At: Pos{s.file, from}, End: to})
}

// token appends a token and reading goes on after it.
func (s *scanner) token(t Token) {
	if t.first = s.newline; t.first {
		s.indent = t.At.Off - s.begin + 1
	}
	t.indent = s.indent
	t.wrapped = s.newline && s.comment
	for off := t.At.Off; off < t.End; off++ {
		if s.src[off] == '\n' {
			s.line(off)
		}
	}
	s.newline, s.commented = false, false
	s.off = t.End
	s.toks = append(s.toks, t)
	s.pair()
}

// pair ties the last token to its partner, if it is a curly bracket. None stays open across "::=".
func (s *scanner) pair() {
	k := len(s.toks) - 1
	if s.toks[k].Kind != Punct {
		return
	}
	switch s.toks[k].Text {
	case "{":
		s.open = append(s.open, k)
	case "}":
		if n := len(s.open); n > 0 {
			o := s.open[n-1]
			s.open = s.open[:n-1]
			s.toks[o].partner, s.toks[k].partner = k-o, o-k
		}
	case "::=":
		s.open = s.open[:0]
	}
}

func isLetter(c byte) bool { return 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isSpace(c byte) bool  { return c == ' ' || '\t' <= c && c <= '\r' }

func trimSpaceRight(b []byte) []byte {
	for len(b) > 0 && isSpace(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}
