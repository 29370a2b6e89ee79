package syntax

import (
	"strings"
	"unicode/utf8"
)

// A scanner makes the tokens of a file (X.680, 12). Comments and white space are dropped.
type scanner struct {
	file *File
	src  []byte
	errs Errors

	off       int  // where reading goes on
	newline   bool // nothing but white space and comments stood on this line
	comment   bool // the line before ended in a comment
	commented bool // this line has ended in a comment so far
	foreign   bool // an octet that no token holds was reported on this line

	toks []Token
	open []int // index of each "{" that is open
}

// scan returns the tokens of a file and what is wrong with them.
func scan(f *File) ([]Token, *Errors) {
	s := &scanner{file: f, src: f.Src, newline: true}
	for s.next() {
	}
	return s.toks, &s.errs
}

// next reads one token, if one is left.
func (s *scanner) next() bool {
	s.space()
	if s.off >= len(s.src) {
		return false
	}
	switch c := s.src[s.off]; {
	case isLetter(c):
		kind := Lower
		if c <= 'Z' {
			kind = Upper
		}
		s.add(kind, s.off, s.word(s.off))
	case c == '&' && s.off+1 < len(s.src) && isLetter(s.src[s.off+1]):
		s.add(Amp, s.off, s.word(s.off+1))
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
			s.line()
			s.off++
		case c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f':
			s.off++
		case c == '-' && s.at(1) == '-':
			s.dashes()
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

// line notes that a line ends.
func (s *scanner) line() {
	s.newline = true
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
			s.line()
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

// word returns the end of the word at off. A hyphen belongs to it if a letter or digit follows (X.680, 12.2 and 12.3).
func (s *scanner) word(off int) int {
	for ; off < len(s.src); off++ {
		c := s.src[off]
		switch {
		case isLetter(c) || isDigit(c):
		case c == '-' && off+1 < len(s.src) && (isLetter(s.src[off+1]) || isDigit(s.src[off+1])):
		case c == '_':
			s.errs.Add(Pos{s.file, off}, `"_" cannot stand in a name: a hyphen can`)
		default:
			return off
		}
	}
	return off
}

// number reads a number or realnumber (X.680, 12.8 and 12.9).
func (s *scanner) number() {
	off := s.digits(s.off)
	kind := Number
	if off+1 < len(s.src) && s.src[off] == '.' && isDigit(s.src[off+1]) {
		kind = Real
		off = s.digits(off + 1)
	} else if off < len(s.src) && s.src[off] == '.' && !strings.HasPrefix(string(s.src[off:min(off+2, len(s.src))]), "..") {
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
	s.off = eol
}

// quoted reads a bstring or hstring (X.680, 12.10 and 12.12).
func (s *scanner) quoted() {
	at := s.off
	var text []byte
	binary, lower := true, false
	for off := at + 1; off < len(s.src); off++ {
		switch c := s.src[off]; {
		case isSpace(c):
			continue
		case c == '0' || c == '1':
			text = append(text, c)
			continue
		case isDigit(c) || 'A' <= c && c <= 'F':
			text = append(text, c)
			binary = false
			continue
		case 'a' <= c && c <= 'f':
			text = append(text, c-'a'+'A')
			binary, lower = false, true
			continue
		case c == '\'' && off+1 < len(s.src) && (s.src[off+1] == 'H' || s.src[off+1] == 'B' && binary):
			kind := HString
			if s.src[off+1] == 'B' {
				kind = BString
			}
			if lower {
				s.errs.Warn(Pos{s.file, at}, "lower-case hexadecimal digits: X.680 has them upper-case")
			}
			s.token(Token{Kind: kind, Text: string(text), At: Pos{s.file, at}, End: off + 2})
			return
		}
		break
	}
	s.errs.Add(Pos{s.file, at}, `expected a string of binary or hexadecimal digits, such as '0101'B or '0AF'H, found "'"`)
	s.off = at + 1
	s.newline = false
}

// punct reads what consists of neither letters nor digits.
func (s *scanner) punct() {
	for _, p := range [...]string{"::=", "...", "..", "[["} {
		if strings.HasPrefix(string(s.src[s.off:min(s.off+len(p), len(s.src))]), p) {
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
		if r == utf8.RuneError {
			s.errs.Add(Pos{s.file, s.off}, "octet %#02x can stand in a comment only", c)
		} else {
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
	t.first = s.newline
	t.wrapped = s.newline && s.comment
	for _, c := range s.src[t.At.Off:t.End] {
		if c == '\n' {
			s.line()
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
