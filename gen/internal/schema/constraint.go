package schema

import (
	"math/big"
	"slices"
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// pending is a constraint that waits until all types are built.
type pending struct {
	typ        *Type
	constraint *syntax.Constraint
	env        *env
	values     []*setting // values from objects (X.681, 15): then constraint is their text only
}

// constrain evaluates the constraints that wait.
func (c *checker) constrain() {
	for c.queuePending(); len(c.toLimit) > 0; c.queuePending() {
		t := c.toLimit[0]
		c.toLimit = c.toLimit[1:]
		c.limitsOf(t)
	}
}

// queuePending sorts the constraints that wait by type.
func (c *checker) queuePending() {
	for _, p := range c.pending {
		c.waiting[p.typ] = append(c.waiting[p.typ], p)
		c.toLimit = append(c.toLimit, p.typ)
	}
	c.pending = nil
}

// limitsOf is what a type's constraints leave, those of the types behind it included. What the type itself adds goes to
// its Constraint.
func (c *checker) limitsOf(t *Type) limits {
	c.queuePending()
	if l, ok := c.limits[t]; ok && c.waiting[t] == nil {
		return *l
	}
	l := limits{exact: true}
	if o, ok := c.limits[t]; ok {
		l = *o
	} else if t.Def != nil {
		c.limits[t] = &l // a type that is constrained by itself
		l = c.limitsOf(t.Def.Type)
	}
	c.limits[t] = &l
	own := c.waiting[t]
	delete(c.waiting, t)
	for _, p := range own {
		var next limits
		if p.values != nil {
			next = c.fromObjects(p.values, t, l)
		} else {
			next = c.apply(p.constraint, p.env, t, l)
		}
		c.setLimits(t, p, l, next)
		l = next
		c.limits[t] = &l
	}
	return l
}

// setLimits puts what a constraint adds into the type.
func (c *checker) setLimits(t *Type, p pending, before, after limits) {
	k := t.Constraint
	if k == nil {
		k = new(Constraint)
	}
	changed := false
	set := func(to *[]Range, before, after ranges, what string) {
		if after.equal(before) {
			return
		}
		if len(after) == 0 {
			c.fault(p.constraint.At, "no %s of %s satisfies %s", what, t.name(), constraintText(p.constraint))
			return
		}
		*to, changed = after, true
	}
	set(&k.Value, before.value, after.value, "value")
	set(&k.Size, before.size, after.size, "size")
	set(&k.Alphabet, before.alphabet, after.alphabet, "character")
	switch {
	case after.strings != nil && len(after.strings) == 0:
		c.fault(p.constraint.At, "no value of %s satisfies %s", t.name(), constraintText(p.constraint))
	case !slices.Equal(before.strings, after.strings):
		k.Strings, changed = after.strings, true
	}
	if changed {
		if k.Text != "" {
			k.Text += " "
		}
		k.Text += constraintText(p.constraint)
		t.Constraint = k
	}
}

// fromObjects is what the fields of objects leave of a type whose values are limited to parent.
func (c *checker) fromObjects(values []*setting, t *Type, parent limits) limits {
	parent = parent.withoutExtension()
	var l limits
	for k, s := range values {
		var one limits
		if s.value != nil {
			one = c.single(&syntax.Single{Value: s.value}, s.env, t)
		} else if set := c.elements(s.set); set != nil {
			one = c.elementSet(set, s.env, t, parent)
		}
		if k == 0 {
			l = one
		} else {
			l = l.union(one)
		}
	}
	return parent.intersect(l)
}

// apply is what a constraint leaves of a type whose values are limited to parent.
func (c *checker) apply(k *syntax.Constraint, e *env, t *Type, parent limits) limits {
	switch {
	case k.User:
		if e.module.root {
			c.warn(k.At, "CONSTRAINED BY is not checked")
		}
		return parent
	case k.Set == nil:
		return parent
	case t.Base().Kind == Open:
		return parent // a table constraint with an object written out
	}
	// X.680, 50.8: a further constraint applies to the parent type without its extension, and is extensible by itself alone.
	root := parent.withoutExtension()
	set, extensible := withoutMark(k.Set)
	root = root.intersect(c.elementSet(set, e, t, root))
	if extensible { // what a later version adds lies in the parent type too
		parent.exact, parent.root = false, &root
		return parent
	}
	return root
}

// withoutMark is a set without its extension mark, and whether it has one: its own, or that of the SIZE or FROM that it is.
func withoutMark(s *syntax.ElementSet) (without *syntax.ElementSet, marked bool) {
	root, marked := s.Root, s.Extensible
	inner := func(k *syntax.Constraint) *syntax.Constraint {
		if k.Set == nil || k.Set.Root == nil {
			return k
		}
		set, extensible := withoutMark(k.Set)
		marked = marked || extensible
		return &syntax.Constraint{At: k.At, Set: set}
	}
	switch el := root.(type) {
	case *syntax.Size:
		root = &syntax.Size{At: el.At, Constraint: inner(el.Constraint)}
	case *syntax.From:
		root = &syntax.From{At: el.At, Constraint: inner(el.Constraint)}
	}
	return &syntax.ElementSet{Root: root, Additions: s.Additions}, marked
}

func (c *checker) elementSet(s *syntax.ElementSet, e *env, t *Type, parent limits) limits {
	l := limits{}
	if s.Root != nil {
		l = c.element(s.Root, e, t, parent)
	}
	if s.Additions != nil {
		c.element(s.Additions, e, t, parent)
	}
	if s.Extensible {
		return limits{}
	}
	return l
}

// element is what one element of a constraint allows.
func (c *checker) element(el syntax.Element, e *env, t *Type, parent limits) limits {
	switch el := el.(type) {
	case *syntax.Union:
		l := c.element(el.Elems[0], e, t, parent)
		for _, x := range el.Elems[1:] {
			l = l.union(c.element(x, e, t, parent))
		}
		return l
	case *syntax.Intersection:
		l := c.element(el.Elems[0], e, t, parent)
		for _, x := range el.Elems[1:] {
			l = l.intersect(c.element(x, e, t, parent))
		}
		return l
	case *syntax.Except:
		of := limits{exact: true, value: parent.value, strings: parent.strings}
		if el.Of != nil {
			of = c.element(el.Of, e, t, parent)
		}
		return of.except(c.element(el.Not, e, t, parent))
	case *syntax.Paren:
		return c.elementSet(el.Set, e, t, parent)
	case *syntax.Single:
		return c.single(el, e, t)
	case *syntax.Range:
		return c.valueRange(el, e, t, parent)
	case *syntax.Size:
		return c.sizeLimit(el, e, t, parent)
	case *syntax.From:
		return c.alphabetLimit(el, e, t, parent)
	case *syntax.Included:
		return c.included(el, e, t)
	case *syntax.Inner:
		c.checkInner(el, t)
	case *syntax.Pattern:
		if !isString(t.Base().Kind) {
			c.inapplicable(el.At, "PATTERN", t)
		}
	case *syntax.Settings:
		if t.Base().Kind < Time || t.Base().Kind > Duration {
			c.inapplicable(el.At, "SETTINGS", t)
		}
	}
	return limits{}
}

func (c *checker) inapplicable(at syntax.Pos, what string, t *Type) {
	c.fault(at, "%s cannot apply to %s", what, t.name())
}

// single is a single value (X.680, 51.2).
func (c *checker) single(el *syntax.Single, e *env, t *Type) limits {
	base := t.Base()
	switch {
	case base.Kind == Integer || base.Kind == Enumerated:
		b, ok := c.contents(el.Value, e, t)
		if !ok {
			return limits{}
		}
		n := fromOctets(b)
		return limits{value: ranges{{n, n}}, exact: true}
	}
	if _, number := el.Value.(*syntax.IntValue); number {
		switch k := base.Kind; {
		case k == BitString, k == OctetString, k == SequenceOf, k == SetOf, isString(k):
			c.fault(el.Pos(), "%s is no value of %s; a size is written (SIZE (%[1]s))", valueText(el.Value), t.name())
			return limits{}
		}
	}
	b, ok := c.contents(el.Value, e, t)
	switch base.Kind {
	case Boolean, BitString, OctetString, OID, RelativeOID, Real:
	default:
		ok = ok && (isString(base.Kind) || isTime(base.Kind))
	}
	if !ok {
		return limits{}
	}
	return limits{strings: []string{string(b)}, exact: true}
}

// valueRange is lo..hi (X.680, 51.4).
func (c *checker) valueRange(el *syntax.Range, e *env, t *Type, parent limits) limits {
	switch base := t.Base(); {
	case base.Kind == Integer:
		lo, ok1 := c.endpoint(el.Lo, e, t, parent.value)
		hi, ok2 := c.endpoint(el.Hi, e, t, parent.value)
		if !ok1 || !ok2 {
			return limits{}
		}
		if el.LoOpen && lo != nil {
			lo = new(big.Int).Add(lo, one)
		}
		if el.HiOpen && hi != nil {
			hi = new(big.Int).Sub(hi, one)
		}
		if lo != nil && hi != nil && lo.Cmp(hi) > 0 {
			c.fault(el.Pos(), "the range %s is empty", elementText(el))
			return limits{}
		}
		return limits{value: normal([]Range{{lo, hi}}), exact: true}
	case base.Kind == Real || base.Kind >= UTCTime && base.Kind <= Duration:
		return limits{}
	case isString(base.Kind):
		c.fault(el.Pos(), "the range %s stands for characters: it belongs in FROM (...)", elementText(el))
	default:
		c.inapplicable(el.Pos(), "the range "+elementText(el), t)
	}
	return limits{}
}

// endpoint is an end of a range; nil is none.
func (c *checker) endpoint(v syntax.Value, e *env, t *Type, parent ranges) (*big.Int, bool) {
	for r, ok := v.(*syntax.RefValue); ok && r.Module.Text == "" && r.Fields == nil; r, ok = v.(*syntax.RefValue) {
		b := e.dummies[r.Name.Text]
		if b == nil || b.arg.Value == nil {
			break
		}
		v, e = b.arg.Value, b.env // perhaps MIN or MAX
	}
	if m, ok := v.(*syntax.MinMax); ok {
		if m.Max {
			return parent.max(), true
		}
		return parent.min(), true
	}
	if r, ok := v.(*syntax.RefValue); ok && t != nil && isIdentifier(r, t.Base()) {
		b, _ := c.integerContents(r, t)
		return fromOctets(b), true
	}
	return c.integer(v, e, nil)
}

// integerType is what sizes are values of.
var integerType = Type{Kind: Integer, Text: "INTEGER", Tags: []Tag{{Universal, 2, false}}}

// sizeLimit is SIZE (...) (X.680, 51.5).
func (c *checker) sizeLimit(el *syntax.Size, e *env, t *Type, parent limits) limits {
	switch k := t.Base().Kind; {
	case k == BitString, k == OctetString, k == SequenceOf, k == SetOf, k == CharacterString, isString(k):
	default:
		c.inapplicable(el.At, "SIZE", t)
		return limits{}
	}
	sizes := parent.size
	if sizes == nil {
		sizes = ranges{{new(big.Int), nil}}
	}
	if el.Constraint.Set == nil {
		return limits{}
	}
	size := integerType
	l := c.elementSet(el.Constraint.Set, e, &size, limits{value: sizes})
	if l.value == nil {
		return limits{}
	}
	if lo := l.value.min(); lo != nil && lo.Sign() < 0 {
		c.fault(el.At, "a size is not negative")
		return limits{}
	}
	switch {
	case l.value.equal(ranges{{new(big.Int), nil}}):
		return limits{exact: l.exact}
	case t.Base().Kind == CharacterString: // the characters of an abstract syntax, which are not known here
		return limits{}
	}
	return limits{size: l.value, exact: l.exact}
}

// included is a contained subtype (X.680, 51.3).
func (c *checker) included(el *syntax.Included, e *env, t *Type) limits {
	defer c.shallower()
	if !c.deeper(el.Pos(), func() string { return typeText(el.Type) + " is defined by itself" }) {
		return limits{}
	}
	if r, ok := el.Type.(*syntax.Ref); ok && r.Args == nil && r.Module.Text == "" {
		if _, s := c.lookup(e, r.Name.Text); s != nil && s.assigned.Set != nil {
			if s.included {
				c.fault(el.Pos(), "%s is defined by itself", r.Name.Text)
				return limits{}
			}
			s.included = true
			defer func() { s.included = false }()
		}
	}
	u := c.looseType(el.Type, e)
	switch {
	case u.Kind == 0:
		return limits{}
	case u.Def != nil && u.Def.Type == t:
		c.fault(el.Pos(), "%s is constrained by itself", typeText(el.Type))
		return limits{}
	case isString(u.Base().Kind) && isString(t.Base().Kind) && u.Base().Kind != t.Base().Kind:
		l := c.limitsOf(u) // the characters of the other type: GeneralString (IA5String)
		l.strings, l.exact = nil, false
		l.alphabet = l.alphabet.intersect(repertoire(u.Base().Kind))
		return l
	case u.Base().Kind != t.Base().Kind:
		c.fault(el.Pos(), "%s is no subtype of %s", typeText(el.Type), t.name())
		return limits{}
	}
	l := c.limitsOf(u)
	l.exact = l.exact && l.parts() == 1
	return l
}

// checkInner looks at WITH COMPONENTS and WITH COMPONENT: what they say is not checked when decoding, but it must be
// said of components that are there.
func (c *checker) checkInner(el *syntax.Inner, t *Type) {
	base := t.Base()
	if el.Elem != nil {
		if base.Kind != SequenceOf && base.Kind != SetOf {
			c.inapplicable(el.At, "WITH COMPONENT", t)
		}
		return
	}
	switch base.Kind {
	case Sequence, Set, Choice:
	case Real, External, EmbeddedPDV, CharacterString:
		return
	default:
		c.inapplicable(el.At, "WITH COMPONENTS", t)
		return
	}
	if c.isRaw(t) {
		return
	}
	for _, k := range el.Components {
		c.checkNamed(k.Name, t, base)
	}
}

// checkNamed looks for the component that WITH COMPONENTS names. One in other capitals is warned of: RFC 5917 has
// utf8String for uTF8String.
func (c *checker) checkNamed(name syntax.Name, t, base *Type) {
	var near []string
	for _, k := range base.Components {
		switch {
		case k.Name == name.Text:
			return
		case strings.EqualFold(k.Name, name.Text):
			near = append(near, k.Name)
		}
	}
	if len(near) == 1 {
		c.warn(name.At, "%s has no component %s; it is taken for %s", t.name(), name.Text, near[0])
		return
	}
	c.fault(name.At, "%s has no component %s", t.name(), name.Text)
}
