package schema

import (
	"math/big"
	"slices"
)

// limits is what constraints leave of a type's values. Each part is nil where it is not limited; what cannot be told
// part by part is not limited, so that no value is refused that a constraint allows.
type limits struct {
	value, size, alphabet ranges
	strings               []string // nil: any
	exact                 bool     // nothing was left out; for EXCEPT
	root                  *limits  // of an extensible type: what they are without its extension
}

// withoutExtension is what l is where the type has no extension.
func (l limits) withoutExtension() limits {
	if l.root != nil {
		return *l.root
	}
	return l
}

func (l limits) intersect(m limits) limits {
	return limits{
		value: l.value.intersect(m.value), size: l.size.intersect(m.size), alphabet: l.alphabet.intersect(m.alphabet),
		strings: intersectStrings(l.strings, m.strings), exact: l.exact && m.exact,
	}
}

func (l limits) union(m limits) limits {
	u := limits{value: l.value.union(m.value), size: l.size.union(m.size), alphabet: l.alphabet.union(m.alphabet)}
	if l.strings != nil && m.strings != nil {
		u.strings = append(slices.Clone(l.strings), m.strings...)
	}
	u.exact = l.exact && m.exact && l.parts() <= 1 && m.parts() <= 1 && (l.value == nil) == (m.value == nil) &&
		(l.size == nil) == (m.size == nil) && (l.alphabet == nil) == (m.alphabet == nil) && (l.strings == nil) == (m.strings == nil)
	return u
}

// parts is how many parts are limited.
func (l limits) parts() int {
	n := 0
	for _, limited := range []bool{l.value != nil, l.size != nil, l.alphabet != nil, l.strings != nil} {
		if limited {
			n++
		}
	}
	return n
}

func intersectStrings(a, b []string) []string {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	out := []string{}
	for _, s := range a {
		if slices.Contains(b, s) {
			out = append(out, s)
		}
	}
	return out
}

// except is l without m; where that cannot be told it is l.
func (l limits) except(m limits) limits {
	if !m.exact || m.parts() != 1 {
		l.exact = false
		return l
	}
	switch {
	case m.value != nil:
		l.value = l.value.except(m.value)
	case m.size != nil:
		l.size = l.size.intersect(ranges{{new(big.Int), nil}}).except(m.size)
	case l.strings != nil && m.strings != nil:
		l.strings = slices.DeleteFunc(slices.Clone(l.strings), func(s string) bool { return slices.Contains(m.strings, s) })
	default:
		l.exact = false
	}
	return l
}
