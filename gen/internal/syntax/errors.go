package syntax

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Error is a fault of a module, or a warning about one.
type Error struct {
	Pos     Pos
	Msg     string
	Warning bool
}

// Error is FILE:LINE:COL: message; "dergen: message" where it is about the command line.
func (e *Error) Error() string {
	if e.Warning {
		return e.Pos.String() + ": warning: " + e.Msg
	}
	return e.Pos.String() + ": " + e.Msg
}

// Errors collects the faults and warnings of all phases. The zero value is ready.
type Errors struct{ list []*Error }

// Add adds a fault.
func (l *Errors) Add(p Pos, format string, args ...any) {
	l.list = append(l.list, &Error{Pos: p, Msg: fmt.Sprintf(format, args...)})
}

// Warn adds a warning.
func (l *Errors) Warn(p Pos, format string, args ...any) {
	l.list = append(l.list, &Error{Pos: p, Msg: fmt.Sprintf(format, args...), Warning: true})
}

// Failed says whether there is a fault among them.
func (l *Errors) Failed() bool {
	return slices.ContainsFunc(l.list, func(e *Error) bool { return !e.Warning })
}

// Sorted returns them by file, line and column, each once.
func (l *Errors) Sorted() []*Error {
	s := slices.Clone(l.list)
	slices.SortStableFunc(s, func(a, b *Error) int {
		al, ac := a.Pos.LineCol()
		bl, bc := b.Pos.LineCol()
		return cmp.Or(strings.Compare(a.file(), b.file()), cmp.Compare(al, bl), cmp.Compare(ac, bc))
	})
	return slices.CompactFunc(s, func(a, b *Error) bool { return *a == *b })
}

func (e *Error) file() string {
	if e.Pos.File == nil {
		return ""
	}
	return e.Pos.File.Name
}

// Merge adds what m has collected.
func (l *Errors) Merge(m *Errors) { l.list = append(l.list, m.list...) }
