// Package random makes random values of types from the schema, for tests: what the modules allow, in DER. It knows X.690
// by itself and shares nothing with the code that dergen emits.
//
// New makes a Maker, and Maker.Value a value of a definition.
package random

import (
	"bytes"
	"errors"
	"hash/fnv"
	"math/rand/v2"
	"slices"

	"github.com/dergen/dergen/gen/internal/schema"
)

// Maker makes random encodings. What it makes has few elements: it is for many values, not for large ones.
type Maker struct {
	r     *rand.Rand
	depth int
	fixed map[*schema.Component][]byte
}

// New returns a Maker that makes the same values for the same seed and number.
func New(seed string, n int) *Maker {
	h := fnv.New64a()
	h.Write([]byte(seed))
	return &Maker{r: rand.New(rand.NewPCG(h.Sum64(), uint64(n))), fixed: make(map[*schema.Component][]byte)}
}

// Fix says what a component is in all that is made from now on: that element, tags included; nil: anything, but present.
func (m *Maker) Fix(c *schema.Component, element []byte) { m.fixed[c] = element }

// errNoValue stops the making of a value that grows too deep, or whose constraints were not met by chance.
var errNoValue = errors.New("no value found")

// Value is the encoding of a random value of a definition; nil if none was found that meets the constraints.
func (m *Maker) Value(d *schema.Def) (b []byte) {
	defer func() {
		if r := recover(); r != nil {
			if r != errNoValue {
				panic(r)
			}
			b = nil
		}
	}()
	return m.value(&schema.Type{Kind: d.Type.Kind, Tags: d.Type.Tags, Def: d})
}

// value is a random encoding of a type.
func (m *Maker) value(t *schema.Type) []byte {
	if m.depth++; m.depth > 60 {
		panic(errNoValue)
	}
	defer func() { m.depth-- }()
	tags := t.Tags
	var b []byte
	switch base := t.Base(); {
	case t.Def != nil && isRaw(t) && len(tags) > 0:
		own := tags[len(tags)-1]
		tags = tags[:len(tags)-1]
		contents := []byte("raw")
		if own.Constructed {
			contents = m.any()
		}
		b = Element(Identifier(own), contents)
	case base.Kind == schema.Open:
		b = m.any()
	case base.Kind == schema.Choice:
		b = m.choice(base)
	default:
		own := tags[len(tags)-1]
		tags = tags[:len(tags)-1]
		b = Element(Identifier(own), m.contents(t, base))
	}
	for k := len(tags) - 1; k >= 0; k-- {
		b = Element(Identifier(tags[k]), b)
	}
	return b
}

func isRaw(t *schema.Type) bool {
	for d := t.Def; d != nil; d = d.Type.Def {
		if d.Raw {
			return true
		}
	}
	return false
}

// any is an element of a class that no module here uses, so that it is taken for no other component.
func (m *Maker) any() []byte {
	switch m.r.IntN(4) {
	case 0:
		return []byte{0xdf, 0x8f, 0x51, 0}
	case 1:
		return Element("\xfd", m.any())
	}
	return Element("\xdd", m.bytes(m.r.IntN(10)))
}

func (m *Maker) bytes(n int) []byte {
	b := make([]byte, n)
	for k := range b {
		b[k] = byte(m.r.Uint32())
	}
	return b
}

// deep says that the value should come to an end.
func (m *Maker) deep() bool { return m.depth > 12 }

func (m *Maker) choice(t *schema.Type) []byte {
	list := t.Components
	if m.deep() { // the simplest alternatives
		least := slices.MinFunc(list, func(a, b *schema.Component) int { return weight(a.Type, 0) - weight(b.Type, 0) })
		return m.value(least.Type)
	}
	if t.Extensible && m.r.IntN(8) == 0 {
		if k := slices.IndexFunc(list, func(a *schema.Component) bool { return isOpen(a.Type) }); k < 0 {
			return m.any()
		}
	}
	return m.value(list[m.r.IntN(len(list))].Type)
}

func isOpen(t *schema.Type) bool {
	if len(t.Tags) > 0 {
		return false
	}
	b := t.Base()
	return b.Kind == schema.Open || b.Kind == schema.Choice && slices.ContainsFunc(b.Components, func(a *schema.Component) bool { return isOpen(a.Type) })
}

// weight is how deep a value of t goes at least, about.
func weight(t *schema.Type, depth int) int {
	if depth > 8 {
		return 100
	}
	b := t.Base()
	most := 0
	switch b.Kind {
	case schema.Sequence, schema.Set:
		for _, c := range b.Components {
			if !c.Optional && c.Default == nil {
				most = max(most, weight(c.Type, depth+1))
			}
		}
	case schema.Choice:
		most = 100
		for _, c := range b.Components {
			most = min(most, weight(c.Type, depth+1))
		}
	case schema.SequenceOf, schema.SetOf:
		if !newLimits(t).size(0) {
			most = weight(b.Elem, depth+1)
		}
	}
	return most + 1
}

// contents are the contents octets of a type that is no CHOICE and no open type.
func (m *Maker) contents(t, base *schema.Type) []byte {
	switch base.Kind {
	case schema.Sequence:
		return m.sequence(base)
	case schema.Set:
		return m.set(base)
	case schema.SequenceOf, schema.SetOf:
		return m.list(t, base)
	}
	return m.leaf(t, base)
}

// component is the encoding of a component, nil if it is left out.
func (m *Maker) component(c *schema.Component) []byte {
	if b, ok := m.fixed[c]; ok {
		if b == nil {
			b = m.value(c.Type)
		}
		return b
	}
	if c.Optional || c.Default != nil {
		if m.deep() || m.r.IntN(2) == 0 {
			return nil
		}
	}
	b := m.value(c.Type)
	if c.Default != nil && bytes.Equal(b, c.Default.DER) {
		return nil
	}
	return b
}

func (m *Maker) sequence(t *schema.Type) []byte {
	var out []byte
	additions := func(rest []*schema.Component) {
		if t.Extensible && m.r.IntN(3) == 0 && !slices.ContainsFunc(rest, func(c *schema.Component) bool { return isOpen(c.Type) }) {
			out = append(append(out, m.any()...), m.any()...)
		}
	}
	for k, c := range t.Components {
		if k == t.AdditionAt {
			additions(t.Components[k:])
		}
		out = append(out, m.component(c)...)
	}
	if t.AdditionAt >= len(t.Components) {
		additions(nil)
	}
	return out
}

func (m *Maker) set(t *schema.Type) []byte {
	var list [][]byte
	open := false
	for _, c := range t.Components {
		if b := m.component(c); b != nil {
			list = append(list, b)
		}
		open = open || isOpen(c.Type)
	}
	if t.Extensible && !open && m.r.IntN(3) == 0 {
		list = append(list, m.any())
	}
	slices.SortFunc(list, byTag)
	return bytes.Join(list, nil)
}

// byTag orders by X.680, 8.6: the class, then the number.
func byTag(a, b []byte) int {
	ca, na := tagOf(a)
	cb, nb := tagOf(b)
	if ca != cb {
		return ca - cb
	}
	return na - nb
}

func tagOf(b []byte) (class, number int) {
	class, number = int(b[0]>>6), int(b[0]&0x1f)
	if number < 31 {
		return class, number
	}
	number = 0
	for _, o := range b[1:] {
		number = number<<7 | int(o&0x7f)
		if o < 0x80 {
			break
		}
	}
	return class, number
}

func (m *Maker) list(t, base *schema.Type) []byte {
	limits := newLimits(t)
	n := limits.anySize(m, 4)
	if m.deep() {
		n = limits.least(m)
	}
	var list [][]byte
	for range n {
		list = append(list, m.value(base.Elem))
	}
	if base.Kind == schema.SetOf {
		slices.SortFunc(list, bytes.Compare) // X.690, 11.6; no element is the beginning of another
	}
	return bytes.Join(list, nil)
}
