package schema

import (
	"math/big"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// defaultValue is a DEFAULT that waits for the inside of its type.
type defaultValue struct {
	component *Component
	value     syntax.Value
	env       *env
}

// setDefault evaluates a DEFAULT value.
func (c *checker) setDefault(d defaultValue) {
	t := d.component.Type
	if t.Kind == 0 {
		return
	}
	if d.component.Default.DER != nil {
		return
	}
	if c.isRaw(t) {
		c.fault(d.value.Pos(), "%s has a DEFAULT value: its type cannot be kept raw", d.component.Name)
		return
	}
	def := d.component.Default
	b, ok := c.contents(d.value, d.env, t)
	if !ok || !c.fits(d.value, b, t) {
		return
	}
	def.DER = wrap(b, t)
	switch t.Base().Kind {
	case Boolean:
		def.Bool = b[0] != 0
	case Integer, Enumerated:
		if n := fromOctets(b); n.IsInt64() {
			def.Int = n.Int64()
		}
	}
}

// defaultDER is the encoding of a component's DEFAULT value, which may not be evaluated yet.
func (c *checker) defaultDER(k *Component) []byte {
	if d, ok := c.defaultOf[k]; ok && k.Default.DER == nil {
		delete(c.defaultOf, k)
		c.setDefault(d)
	}
	return k.Default.DER
}

// maxValue is how many octets or characters a value may have.
const maxValue = 1 << 16

// maxSteps is how many steps of [checker.deeper] there may be from one value or set.
const maxSteps = 1 << 17

// bounded reports a value that is too long: values that hold others twice, which do the same, grow fast.
func (c *checker) bounded(at syntax.Pos, n int) bool {
	if n > maxValue && !c.endless {
		c.endless, c.tooMany = true, true
		c.fault(at, "the value is longer than %d octets", maxValue)
	}
	return !c.endless
}

// deeper counts a step from a value or a set to what it is defined by; shallower counts back, in any case. It reports
// what is defined by itself. Then it lets nothing go on, up to the value or set that came first: with two ways to go at
// each step there would be no end to it.
func (c *checker) deeper(at syntax.Pos, fault func() string) bool {
	c.depth++
	c.steps++
	switch {
	case c.endless:
	case c.depth > maxDepth:
		c.endless = true
		c.fault(at, "%s", fault())
	case c.steps > maxSteps:
		c.endless, c.tooMany = true, true
		c.fault(at, "what is defined here goes through more than %d others", maxSteps)
	}
	return !c.endless
}

func (c *checker) shallower() {
	if c.depth--; c.depth == 0 {
		c.steps, c.endless = 0, c.tooMany
	}
}

// fromOctets is the number that contents octets of an INTEGER hold.
func fromOctets(b []byte) *big.Int {
	n := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0]&0x80 != 0 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return n
}
