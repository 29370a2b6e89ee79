package schema

import (
	"math/big"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// alphabetLimit is FROM (...) (X.680, 51.7).
func (c *checker) alphabetLimit(el *syntax.From, e *env, t *Type, parent limits) limits {
	if !isString(t.Base().Kind) {
		c.inapplicable(el.At, "FROM", t)
		return limits{}
	}
	if el.Constraint.Set == nil || el.Constraint.Set.Extensible || el.Constraint.Set.Root == nil {
		return limits{}
	}
	a := c.characterSet(el.Constraint.Set.Root, e, t, parent.alphabet)
	if a == nil {
		return limits{}
	}
	if all := repertoire(t.Base().Kind); all != nil {
		a = a.intersect(all)
	}
	return limits{alphabet: a, exact: true}
}

// characterSet is the characters of an element within FROM: every character of a string, or a range of two.
func (c *checker) characterSet(el syntax.Element, e *env, t *Type, parent ranges) ranges {
	switch el := el.(type) {
	case *syntax.Union:
		l := c.characterSet(el.Elems[0], e, t, parent)
		for _, x := range el.Elems[1:] {
			l = l.union(c.characterSet(x, e, t, parent))
		}
		return l
	case *syntax.Intersection:
		l := c.characterSet(el.Elems[0], e, t, parent)
		for _, x := range el.Elems[1:] {
			l = l.intersect(c.characterSet(x, e, t, parent))
		}
		return l
	case *syntax.Except:
		of := ranges{{new(big.Int), big.NewInt(0x10ffff)}}
		if el.Of != nil {
			of = c.characterSet(el.Of, e, t, parent)
		}
		return of.except(c.characterSet(el.Not, e, t, parent))
	case *syntax.Paren:
		if el.Set.Root == nil || el.Set.Extensible {
			return nil
		}
		return c.characterSet(el.Set.Root, e, t, parent)
	case *syntax.Single:
		text, ok := c.characters(el.Value, e, t)
		if !ok {
			return nil
		}
		list := []Range{}
		kind := t.Base().Kind
		known := e.module.root && repertoire(kind) != nil
		for _, r := range text {
			if known && !canHold(kind, r) {
				c.warn(el.Pos(), "%s has no character %q", t.name(), r)
			}
			n := big.NewInt(int64(r))
			list = append(list, Range{n, n})
		}
		return normal(list)
	case *syntax.Range:
		lo, ok1 := c.character(el.Lo, e, t, parent)
		hi, ok2 := c.character(el.Hi, e, t, parent)
		if !ok1 || !ok2 {
			return nil
		}
		return normal([]Range{{lo, hi}})
	case *syntax.Included:
		u := c.looseType(el.Type, e)
		if u.Kind == 0 {
			return nil
		}
		return c.limitsOf(u).alphabet
	}
	c.fault(el.Pos(), "expected characters, found %s", elementText(el))
	return nil
}

// character is an end of a range of characters.
func (c *checker) character(v syntax.Value, e *env, t *Type, parent ranges) (*big.Int, bool) {
	if m, ok := v.(*syntax.MinMax); ok {
		n := parent.min()
		if m.Max {
			n = parent.max()
		}
		if n == nil && m.Max {
			n = big.NewInt(0x10ffff)
		} else if n == nil {
			n = new(big.Int)
		}
		return n, true
	}
	text, ok := c.characters(v, e, t)
	if !ok {
		return nil, false
	}
	if len(text) != 1 {
		c.fault(v.Pos(), "the end of a range is one character, found %s", valueText(v))
		return nil, false
	}
	return big.NewInt(int64(text[0])), true
}

// repertoire is the characters that a type of strings has (X.680, 41), nil if they are not limited to a part of ASCII.
func repertoire(k Kind) ranges {
	switch k {
	case NumericString, PrintableString, IA5String, VisibleString:
	default:
		return nil
	}
	var list []Range
	for r := range rune(0x80) {
		if canHold(k, r) {
			n := big.NewInt(int64(r))
			list = append(list, Range{n, n})
		}
	}
	return normal(list)
}
