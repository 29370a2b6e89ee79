package schema

import (
	"bytes"
	"math/big"
	"slices"
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// der is the DER of a value of type t, tags included. ok is false after a fault, which is reported.
func (c *checker) der(v syntax.Value, e *env, t *Type) (b []byte, ok bool) {
	if b, ok = c.contents(v, e, t); !ok || !c.fits(v, b, t) {
		return nil, false
	}
	return wrap(b, t), true
}

// wrap puts the tags of t around contents octets; a CHOICE and an open type bring the innermost themselves.
func wrap(b []byte, t *Type) []byte {
	for _, tag := range slices.Backward(t.Tags) {
		b = element(tag, b)
	}
	return b
}

// element is one element (X.690, 8.1).
func element(t Tag, contents []byte) []byte {
	first := byte(t.Class) << 6
	if t.Constructed {
		first |= 0x20
	}
	var b []byte
	if t.Number < 31 {
		b = append(b, first|byte(t.Number))
	} else {
		b = append(append(b, first|31), base128(new(big.Int).SetUint64(uint64(t.Number)))...)
	}
	n := len(contents)
	if n < 0x80 {
		b = append(b, byte(n))
	} else {
		size := big.NewInt(int64(n)).Bytes()
		b = append(append(b, 0x80|byte(len(size))), size...)
	}
	return append(b, contents...)
}

// contents is the contents octets of a value of type t; for a CHOICE and an open type, the whole element without the
// tags of t.
func (c *checker) contents(v syntax.Value, e *env, t *Type) ([]byte, bool) {
	base := t.Base()
	if base.Kind == 0 || c.isRaw(t) {
		return nil, false
	}
	defer c.shallower()
	if !c.deeper(v.Pos(), func() string { return "the value " + valueText(v) + " is defined by itself" }) {
		return nil, false
	}
	if r, ok := v.(*syntax.RefValue); ok && !isIdentifier(r, base) && base.Kind != OID && base.Kind != RelativeOID {
		return c.referred(r, e, t)
	}
	if tv, ok := v.(*syntax.TypedValue); ok && base.Kind != Open {
		u := c.looseType(tv.Type, e)
		if u.Base().Kind != base.Kind {
			return c.wrong(v, t)
		}
		return c.contents(tv.Value, e, u)
	}
	v = c.unbraced(v, base.Kind)
	switch base.Kind {
	case Boolean:
		if b, ok := v.(*syntax.BoolValue); ok {
			if b.True {
				return []byte{0xff}, true
			}
			return []byte{0}, true
		}
	case Null:
		if _, ok := v.(*syntax.NullValue); ok {
			return nil, true
		}
	case Integer, Enumerated:
		return c.integerContents(v, t)
	case BitString:
		return c.bitsContents(v, t)
	case OctetString:
		return c.octetsContents(v, e, t)
	case OID, RelativeOID:
		if arcs, ok := c.oidValue(v, e, base.Kind == OID, true); !ok {
			return nil, false
		} else if base.Kind == OID {
			if len(arcs) < 2 {
				c.fault(v.Pos(), "%s has no encoding: an OBJECT IDENTIFIER has at least two arcs", valueText(v))
				return nil, false
			}
			return oidContent(arcs), true
		} else {
			return relativeContent(arcs), true
		}
	case Real:
		return c.realContents(v, e, t)
	case Sequence, Set:
		return c.structContents(v, e, t)
	case SequenceOf, SetOf:
		return c.listContents(v, e, t)
	case Choice:
		return c.choiceContents(v, e, t)
	case Open:
		return c.openContents(v, e, t)
	case External, EmbeddedPDV, CharacterString:
		return c.externalContents(v, e, t)
	default:
		if isString(base.Kind) {
			return c.stringContents(v, e, t)
		}
		if isTime(base.Kind) {
			return c.timeContents(v, t)
		}
	}
	return c.wrong(v, t)
}

// unbraced is a value of a simple type that stands alone in braces, as {”H} does and, for a number, {v1(1)}.
func (c *checker) unbraced(v syntax.Value, k Kind) syntax.Value {
	b, ok := v.(syntax.BracesValue)
	if !ok || k != Boolean && k != Integer && k != Enumerated && k != OctetString {
		return v
	}
	items := b.Items(new(syntax.Errors))
	if len(items) != 1 || len(items[0]) != 1 {
		return v
	}
	one := items[0][0]
	switch n, isNumber := one.(*syntax.NumberForm); {
	case isNumber && k == Integer:
		one = n.Number
	case isNumber:
		return v
	}
	c.warn(v.Pos(), "a value of this type stands without braces")
	return one
}

// name is how messages call a type: as the ASN.1 does, without its constraints.
func (t *Type) name() string {
	name, _, _ := strings.Cut(t.Text, " (")
	if of, ok := strings.CutSuffix(name, " SIZE"); ok {
		return of + " OF ..."
	}
	return name
}

// isRaw says whether a type's contents are not looked at.
func (c *checker) isRaw(t *Type) bool {
	for ; t.Def != nil; t = t.Def.Type {
		if t.Def.Raw {
			return true
		}
	}
	return false
}

// wrong reports a value that is none of type t.
func (c *checker) wrong(v syntax.Value, t *Type) ([]byte, bool) {
	c.fault(v.Pos(), "%s is no value of %s", valueText(v), t.name())
	return nil, false
}

// isIdentifier says whether a reference is the identifier of a named number or of an enumeration value.
func isIdentifier(r *syntax.RefValue, base *Type) bool {
	return (base.Kind == Integer || base.Kind == Enumerated || base.Kind == BitString) && r.Module.Text == "" && r.Fields == nil && r.Args == nil &&
		slices.ContainsFunc(base.Numbers, func(n NamedNumber) bool { return n.Name == r.Name.Text })
}

// referred is the contents octets of the value that a reference leads to.
func (c *checker) referred(r *syntax.RefValue, e *env, t *Type) ([]byte, bool) {
	base := t.Base()
	if base.Kind == Enumerated && r.Module.Text == "" && r.Fields == nil {
		if b, s := c.lookup(e, r.Name.Text); b == nil && s == nil {
			c.fault(r.Pos(), "%s is no value of %s%s", r.Name.Text, t.name(), nearNumber(base, r.Name.Text))
			return nil, false
		}
	}
	if isString(base.Kind) && c.unquoted(r, e) {
		return nil, false
	}
	g, ok := c.follow(r, e, true)
	if !ok {
		return nil, false
	}
	if g.governor == nil { // a field of variable type
		return c.contents(g.value, g.env, t)
	}
	u := c.governorType(g)
	switch {
	case u.Kind == 0:
		return nil, false
	case base.Kind == Open:
		return c.der(g.value, g.env, u)
	case u.Base().Kind != base.Kind:
		c.fault(r.Pos(), "%s is a value of %s, expected one of %s", valueText(r), u.name(), t.name())
		return nil, false
	}
	return c.contents(g.value, g.env, u)
}

// unquoted reports a name that stands for nothing where a string should: its quotation marks were forgotten.
func (c *checker) unquoted(r *syntax.RefValue, e *env) bool {
	if b, s := c.lookup(e, r.Name.Text); b != nil || s != nil || r.Module.Text != "" || c.hint(e.module, r.Name.Text, "value") != "" ||
		len(e.module.imports[r.Name.Text]) > 0 || c.guess(e.module, r.Name.Text) != nil || c.brokenAssignment(e.module, r.Name.Text) {
		return false
	}
	c.fault(r.Pos(), "%s is not defined in %s; a string stands between double quotes", r.Name.Text, e.module.out.Name)
	return true
}

// nearNumber suggests another identifier.
func nearNumber(base *Type, name string) string {
	best, at := "", syntax.Nearness(name)
	for _, n := range base.Numbers {
		if d := syntax.Distance(n.Name, name, at); d < at {
			best, at = n.Name, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}

// integerContents is X.690, 8.3 and 8.4.
func (c *checker) integerContents(v syntax.Value, t *Type) ([]byte, bool) {
	switch v := v.(type) {
	case *syntax.IntValue:
		if n, ok := new(big.Int).SetString(v.Text, 10); ok && t.Base().Kind == Integer {
			return integerOctets(n), true
		}
	case *syntax.RefValue:
		for _, n := range t.Base().Numbers {
			if n.Name == v.Name.Text {
				return integerOctets(big.NewInt(n.Value)), true
			}
		}
	}
	return c.wrong(v, t)
}

// integerOctets is a number in two's complement, in as few octets as hold it.
func integerOctets(n *big.Int) []byte {
	if n.Sign() >= 0 {
		b := n.Bytes()
		if len(b) == 0 || b[0]&0x80 != 0 {
			b = append([]byte{0}, b...)
		}
		return b
	}
	size := new(big.Int).Not(n).BitLen()/8 + 1
	sum := new(big.Int).Lsh(big.NewInt(1), uint(size*8))
	return sum.Add(sum, n).FillBytes(make([]byte, size))
}

// structContents is the components of a SEQUENCE or SET: those that have their DEFAULT value are left out (X.690, 11.5),
// those of a SET stand in order of their tags (X.690, 10.3).
func (c *checker) structContents(v syntax.Value, e *env, t *Type) ([]byte, bool) {
	b, ok := v.(syntax.BracesValue)
	if !ok {
		return c.wrong(v, t)
	}
	items := b.Items(c.errs)
	if items == nil && len(b.Tokens) > 0 {
		return nil, false
	}
	values, ok := c.componentValues(b, items, t)
	if !ok {
		return nil, false
	}
	base := t.Base()
	size := 0
	var parts [][]byte
	for i, k := range base.Components {
		if values[i] == nil {
			if !k.Optional && k.Default == nil {
				c.fault(b.Open, "%s is missing in this value of %s", k.Name, t.name())
				ok = false
			}
			continue
		}
		part, good := c.der(values[i], e, k.Type)
		if size += len(part); !good || !c.bounded(b.Open, size) {
			ok = false
			continue
		}
		if k.Default != nil && bytes.Equal(part, c.defaultDER(k)) {
			continue
		}
		parts = append(parts, part)
	}
	if base.Kind == Set {
		slices.SortStableFunc(parts, compareTags)
	}
	return bytes.Join(parts, nil), ok
}

// componentValues finds the value of each component: by name, or as X.208 allowed, by its place.
func (c *checker) componentValues(b syntax.BracesValue, items []syntax.Item, t *Type) ([]syntax.Value, bool) {
	base := t.Base()
	values := make([]syntax.Value, len(base.Components))
	next, warned, ok := 0, false, true
	for _, it := range items {
		name, v := namedItem(it)
		if v == nil && next < len(base.Components) && len(it) == 1 && (!hasComponent(base, it[0]) || base.Components[next].Type.Base().Kind == Choice) {
			if !warned {
				c.warn(b.Open, "the components of this value of %s have no names; they are taken in their order", t.name())
				warned = true
			}
			values[next] = it[0]
			next++
			continue
		}
		i := slices.IndexFunc(base.Components, func(k *Component) bool { return v != nil && k.Name == name.Text })
		ch, isChoice := it[0].(*syntax.ChoiceValue)
		switch {
		case v == nil && isChoice && slices.ContainsFunc(base.Components, func(k *Component) bool { return k.Name == ch.Name.Text }):
			c.fault(ch.Name.At, "no colon stands between component %s and its value", ch.Name.Text)
			ok = false
		case v == nil:
			c.fault(it[0].Pos(), "expected a component of %s and its value, found %s", t.name(), valueText(it[0]))
			ok = false
		case i < 0:
			c.fault(name.At, "%s has no component %s", t.name(), name.Text)
			ok = false
		case values[i] != nil:
			c.fault(name.At, "%s stands twice in this value of %s", name.Text, t.name())
			ok = false
		default:
			values[i] = v
			next = i + 1
		}
	}
	return values, ok
}

// namedItem is identifier value; v is nil if the item is something else.
func namedItem(it syntax.Item) (name syntax.Name, v syntax.Value) {
	if len(it) == 2 {
		if r, ok := it[0].(*syntax.RefValue); ok && r.Module.Text == "" && r.Fields == nil {
			return r.Name, it[1]
		}
	}
	return syntax.Name{}, nil
}

// hasComponent says whether a value alone is the name of a component whose value was forgotten, or stands behind a colon.
func hasComponent(base *Type, v syntax.Value) bool {
	name := ""
	switch v := v.(type) {
	case *syntax.RefValue:
		name = v.Name.Text
	case *syntax.ChoiceValue:
		name = v.Name.Text
	}
	return slices.ContainsFunc(base.Components, func(k *Component) bool { return k.Name == name })
}

// compareTags orders elements by class, then number (X.680, 8.6).
func compareTags(a, b []byte) int {
	return bytes.Compare(tagKey(a), tagKey(b))
}

func tagKey(b []byte) []byte {
	if len(b) == 0 {
		return nil
	}
	key := []byte{b[0] &^ 0x20}
	if b[0]&0x1f != 0x1f {
		return key
	}
	n := 1
	for n < len(b)-1 && b[n]&0x80 != 0 {
		n++
	}
	return append(append(key, byte(n)), b[1:n+1]...)
}

// listContents is the elements of a SEQUENCE OF or SET OF; the latter's are sorted (X.690, 11.6).
func (c *checker) listContents(v syntax.Value, e *env, t *Type) ([]byte, bool) {
	b, ok := v.(syntax.BracesValue)
	if !ok {
		return c.wrong(v, t)
	}
	items := b.Items(c.errs)
	if items == nil && len(b.Tokens) > 0 {
		return nil, false
	}
	base := t.Base()
	size := 0
	var parts [][]byte
	for _, it := range items {
		value := it[0]
		if _, named := namedItem(it); named != nil {
			value = named
		} else if len(it) > 1 {
			c.fault(it[1].Pos(), "expected a comma between the elements of %s", t.name())
			ok = false
			continue
		}
		part, good := c.der(value, e, base.Elem)
		size += len(part)
		ok = ok && good && c.bounded(b.Open, size)
		parts = append(parts, part)
	}
	if base.Kind == SetOf {
		slices.SortFunc(parts, bytes.Compare)
	}
	return bytes.Join(parts, nil), ok
}

func (c *checker) choiceContents(v syntax.Value, e *env, t *Type) ([]byte, bool) {
	ch, ok := v.(*syntax.ChoiceValue)
	if !ok {
		return c.wrong(v, t)
	}
	for _, k := range t.Base().Components {
		if k.Name == ch.Name.Text {
			return c.der(ch.Value, e, k.Type)
		}
	}
	c.fault(ch.Name.At, "%s has no alternative %s", t.name(), ch.Name.Text)
	return nil, false
}

// openContents is Type : value; where a type can only be one, the value alone.
func (c *checker) openContents(v syntax.Value, e *env, t *Type) ([]byte, bool) {
	switch v := v.(type) {
	case *syntax.TypedValue:
		u := c.looseType(v.Type, e)
		if u.Kind == 0 {
			return nil, false
		}
		return c.der(v.Value, e, u)
	case *syntax.NullValue:
		return []byte{5, 0}, true
	case *syntax.BoolValue:
		return c.der(v, e, &Type{Kind: Boolean, Text: "BOOLEAN", Tags: []Tag{{Universal, 1, false}}})
	case *syntax.IntValue:
		return c.der(v, e, &Type{Kind: Integer, Text: "INTEGER", Tags: []Tag{{Universal, 2, false}}})
	}
	if c.assigned {
		c.warn(v.Pos(), "a value of %s is written Type : value; this one is not read, and nothing needs it", t.name())
		return nil, false
	}
	c.fault(v.Pos(), "a value of %s is written Type : value, found %s", t.name(), valueText(v))
	return nil, false
}
