package syntax

import (
	"fmt"
	"sort"
	"unicode/utf8"
)

// File is a source file and where its lines begin.
type File struct {
	Name   string // as errors print it
	Src    []byte // UTF-8
	latin1 []int  // offsets of what was taken for ISO 8859-1
	lines  []int  // offset of each line's first octet
}

// NewFile returns a file of that name and text. Octets that are not UTF-8 are taken for ISO 8859-1, which has a character
// for each: modules older than UTF-8 have such letters in their comments.
func NewFile(name string, src []byte) *File {
	f := &File{Name: name, Src: src, lines: []int{0}}
	if !utf8.Valid(src) {
		f.Src = make([]byte, 0, len(src)+len(src)/8)
		for off := 0; off < len(src); {
			r, n := utf8.DecodeRune(src[off:])
			if r == utf8.RuneError && n == 1 {
				r = rune(src[off])
				f.latin1 = append(f.latin1, len(f.Src))
			}
			f.Src = utf8.AppendRune(f.Src, r)
			off += n
		}
	}
	for i, c := range f.Src {
		if c == '\n' {
			f.lines = append(f.lines, i+1)
		}
	}
	return f
}

// Pos is a place in a file. The zero Pos is no place.
type Pos struct {
	File *File
	Off  int // octets from the start
}

// Line and column count from 1; the column counts octets.
func (p Pos) LineCol() (line, col int) {
	if p.File == nil {
		return 0, 0
	}
	k := sort.SearchInts(p.File.lines, p.Off+1) // first line that begins after Off
	return k, p.Off - p.File.lines[k-1] + 1
}

// String is FILE:LINE:COL; "dergen", the command, for no place.
func (p Pos) String() string {
	if p.File == nil {
		return "dergen"
	}
	l, c := p.LineCol()
	return fmt.Sprintf("%s:%d:%d", p.File.Name, l, c)
}

// Kind is the kind of a token.
type Kind uint8

const (
	EOF     Kind = iota
	Lower        // identifier, value reference: begins with a lower-case letter
	Upper        // type reference, class reference, keyword: begins with an upper-case letter. No word is reserved here.
	Amp          // &field, the & is part of it
	Number       // digits, without sign
	Real         // realnumber, without sign
	CString      // Text is the contents
	BString      // Text is the digits
	HString      // Text is the digits
	Punct        // ::= .. ... [[ : { } ( ) [ ] , ; . | ^ ! @ < > - / = * and so on. "]]" is two tokens.
)

// Token is one lexical item (X.680, 12).
type Token struct {
	Kind Kind
	Text string
	At   Pos
	End  int // offset just after it

	partner int  // of "{" and "}": how many tokens further on its partner stands (before: negative); 0: it has none
	indent  int  // column of the first token on its line
	first   bool // it is that
	wrapped bool // and the line before ended in a comment
}
