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

// fromOctets is the number that contents octets of an INTEGER hold.
func fromOctets(b []byte) *big.Int {
	n := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0]&0x80 != 0 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return n
}
