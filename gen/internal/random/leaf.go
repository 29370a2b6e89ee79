package random

import (
	"math/big"
	"slices"
	"unicode/utf8"

	"github.com/dergen/dergen/gen/internal/schema"
)

// limits are the constraints of a type and of all that it comes down to.
type limits struct{ list []*schema.Constraint }

func newLimits(t *schema.Type) limits {
	var l limits
	for {
		if t.Constraint != nil {
			l.list = append(l.list, t.Constraint)
		}
		if t.Def == nil {
			return l
		}
		t = t.Def.Type
	}
}

func among(list []schema.Range, n *big.Int) bool {
	return len(list) == 0 || slices.ContainsFunc(list, func(r schema.Range) bool {
		return (r.Lo == nil || r.Lo.Cmp(n) <= 0) && (r.Hi == nil || r.Hi.Cmp(n) >= 0)
	})
}

func (l limits) value(n *big.Int) bool {
	return !slices.ContainsFunc(l.list, func(c *schema.Constraint) bool { return !among(c.Value, n) })
}

func (l limits) size(n int) bool {
	return !slices.ContainsFunc(l.list, func(c *schema.Constraint) bool { return !among(c.Size, big.NewInt(int64(n))) })
}

func (l limits) rune(r rune) bool {
	return !slices.ContainsFunc(l.list, func(c *schema.Constraint) bool { return !among(c.Alphabet, big.NewInt(int64(r))) })
}

// strings are the values that are allowed, if they are listed.
func (l limits) strings() (list []string, listed bool) {
	for _, c := range l.list {
		if len(c.Strings) == 0 {
			continue
		}
		if !listed {
			list, listed = slices.Clone(c.Strings), true
			continue
		}
		list = slices.DeleteFunc(list, func(s string) bool { return !slices.Contains(c.Strings, s) })
	}
	return list, listed
}

// sizes are numbers that are allowed, of which some are at the bounds; none is far above usual.
func (l limits) sizes(m *Maker, usual int) []int {
	try := []int{0, 1, 2, m.r.IntN(usual + 1)}
	for _, c := range l.list {
		for _, r := range c.Size {
			if r.Lo != nil && r.Lo.IsInt64() && r.Lo.Int64() < 100000 {
				try = append(try, int(r.Lo.Int64()), int(r.Lo.Int64())+1, int(r.Lo.Int64())+m.r.IntN(usual+1))
			}
			if r.Hi != nil && r.Hi.IsInt64() && r.Hi.Int64() < int64(20*usual) {
				try = append(try, int(r.Hi.Int64()))
			}
		}
	}
	return slices.DeleteFunc(try, func(n int) bool { return !l.size(n) })
}

func (l limits) anySize(m *Maker, usual int) int {
	list := l.sizes(m, usual)
	if len(list) == 0 {
		panic(errNoValue)
	}
	return list[m.r.IntN(len(list))]
}

func (l limits) least(m *Maker) int {
	list := l.sizes(m, 0)
	if len(list) == 0 {
		panic(errNoValue)
	}
	return slices.Min(list)
}

// examples are contents octets of types whose values are not made piece by piece.
var examples = map[schema.Kind][]string{
	schema.OID:             {"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b", "\x55\x1d\x0f", "\x2b\x06\x01\x05\x05\x07\x30\x01\x01", "\x00", "\x88\x37\x01", "\x2a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f"},
	schema.RelativeOID:     {"\xc2\x7b\x03\x02", "\x00", "\x01"},
	schema.Real:            {"", "\x40", "\x41", "\x42", "\x43", "\x80\xff\x01", "\x80\x00\x03", "\xc1\x01\x00\x05", "\x03" + "15.E-1", "\x03" + "-7.E+0"},
	schema.UTCTime:         {"250102030405Z", "500101000000Z", "491231235959Z", "000229120000Z"},
	schema.GeneralizedTime: {"20250102030405Z", "20250102030405.5Z", "00000101000000Z", "99991231235959.123456789Z", "20240229000000Z"},
	schema.Time:            {"2025-W01", "2025-01-02", "2025-01-02T03:04:05Z", "P1Y", "12:30"},
	schema.Date:            {"20250102", "20240229"},
	schema.TimeOfDay:       {"030405", "235959", "000000"},
	schema.DateTime:        {"20250102030405"},
	schema.Duration:        {"1Y", "T5M", "2W", "1Y2M3DT4H5M6S"},
	schema.OIDIRI:          {"/ISO", "/ISO/Registration-Authority/19785.CBEFF"},
	schema.RelativeOIDIRI:  {"a", "a/b"},
	schema.External:        {"\x06\x01\x2a\xa0\x02\x05\x00", "\x06\x01\x2a\x02\x01\x05\x81\x01\xaa", "\x02\x01\x05\x07\x01d\x82\x02\x07\x80"},
	schema.EmbeddedPDV:     {"\xa0\x03\x81\x01\x2a\x82\x00", "\xa0\x02\x85\x00\x82\x01\xaa"},
	schema.CharacterString: {"\xa0\x03\x81\x01\x2a\x82\x00", "\xa0\x02\x85\x00\x82\x01\xaa"},
}

// leaf is the contents octets of a type that is no structure.
func (m *Maker) leaf(t, base *schema.Type) []byte {
	l := newLimits(t)
	if list, listed := l.strings(); listed {
		if len(list) == 0 {
			panic(errNoValue)
		}
		return []byte(list[m.r.IntN(len(list))])
	}
	if list := examples[base.Kind]; list != nil {
		return []byte(list[m.r.IntN(len(list))])
	}
	switch base.Kind {
	case schema.Boolean:
		return []byte{[]byte{0, 0xff}[m.r.IntN(2)]}
	case schema.Null:
		return nil
	case schema.Integer:
		return m.integer(l, len(base.Numbers) > 0)
	case schema.Enumerated:
		return m.enumerated(l, base)
	case schema.BitString:
		return m.bits(l, base)
	case schema.OctetString:
		if base.Contains != nil && m.r.IntN(2) == 0 {
			if b := m.value(base.Contains); l.size(len(b)) {
				return b
			}
		}
		return m.bytes(l.anySize(m, 12))
	}
	return m.text(l, base.Kind)
}

func (m *Maker) integer(l limits, named bool) []byte {
	one := big.NewInt(1)
	var try []*big.Int
	near := func(n *big.Int) { try = append(try, n, new(big.Int).Add(n, one), new(big.Int).Sub(n, one)) }
	for _, shift := range []uint{0, 7, 8, 15, 16, 31, 32, 63, 64, 70} {
		n := new(big.Int).Lsh(one, shift)
		near(n)
		near(new(big.Int).Neg(n))
	}
	for _, c := range l.list {
		for _, r := range c.Value {
			if r.Lo != nil {
				near(r.Lo)
			}
			if r.Hi != nil {
				near(r.Hi)
			}
		}
	}
	try = slices.DeleteFunc(try, func(n *big.Int) bool { return !l.value(n) || named && !n.IsInt64() })
	if len(try) == 0 {
		panic(errNoValue)
	}
	return twosComplement(try[m.r.IntN(len(try))])
}

// twosComplement is the contents octets of an INTEGER.
func twosComplement(n *big.Int) []byte {
	size := n.BitLen()/8 + 1
	if n.Sign() < 0 {
		size = new(big.Int).Not(n).BitLen()/8 + 1
		n = new(big.Int).Add(n, new(big.Int).Lsh(big.NewInt(1), uint(8*size)))
	}
	return n.FillBytes(make([]byte, size))
}

func (m *Maker) enumerated(l limits, t *schema.Type) []byte {
	var list []*big.Int
	for _, n := range t.Numbers {
		list = append(list, big.NewInt(n.Value))
	}
	if t.Extensible {
		list = append(list, big.NewInt(1000+m.r.Int64N(1000000)))
	}
	list = slices.DeleteFunc(list, func(n *big.Int) bool { return !l.value(n) })
	if len(list) == 0 {
		panic(errNoValue)
	}
	return twosComplement(list[m.r.IntN(len(list))])
}

func (m *Maker) bits(l limits, t *schema.Type) []byte {
	n := l.anySize(m, 20)
	b := append([]byte{byte(-n & 7)}, m.bytes((n+7)/8)...)
	b[len(b)-1] &= 0xff << b[0]
	if n == 0 {
		b = []byte{0}
	}
	if len(t.Numbers) == 0 {
		return b
	}
	for len(b) > 1 && b[len(b)-1] == 0 { // X.690, 11.2.2
		b = b[:len(b)-1]
	}
	if b[0] = 0; len(b) > 1 {
		for last := b[len(b)-1]; last&(1<<b[0]) == 0; {
			b[0]++
		}
	}
	return b
}

// text makes a string of the characters that a type and its constraints allow.
func (m *Maker) text(l limits, kind schema.Kind) []byte {
	pool := []rune("AZaz09 '()+,-./:=?*@~!&\"\\\x00\x7f")
	switch kind {
	case schema.NumericString:
		pool = []rune(" 0123456789")
	case schema.PrintableString:
		pool = []rune("AZaz09 '()+,-./:=?")
	case schema.VisibleString, schema.ObjectDescriptor, schema.GraphicString:
		pool = []rune("AZaz09 '()+,-./:=?*@~!&\"\\")
	case schema.UTF8String, schema.BMPString, schema.UniversalString:
		pool = append(pool, 'é', 'Ω', '水', '\ufffd')
		if kind != schema.BMPString {
			pool = append(pool, '😀', 0x10ffff)
		}
	case schema.TeletexString, schema.GeneralString, schema.VideotexString:
		pool = append(pool, 0xff, 0x80)
	}
	for _, c := range l.list {
		for _, r := range c.Alphabet {
			for _, n := range []*big.Int{r.Lo, r.Hi} {
				if n != nil && n.IsInt64() && (n.Int64() < 0x80 || len(pool) > 0 && utf8.ValidRune(rune(n.Int64())) && (kind == schema.UTF8String || kind == schema.UniversalString)) {
					pool = append(pool, rune(n.Int64()))
				}
			}
		}
	}
	pool = slices.DeleteFunc(pool, func(r rune) bool { return !l.rune(r) })
	n := l.anySize(m, 12)
	var out []byte
	for range n {
		if len(pool) == 0 {
			panic(errNoValue)
		}
		r := pool[m.r.IntN(len(pool))]
		switch kind {
		case schema.UTF8String:
			out = utf8.AppendRune(out, r)
		case schema.BMPString:
			out = append(out, byte(r>>8), byte(r))
		case schema.UniversalString:
			out = append(out, byte(r>>24), byte(r>>16), byte(r>>8), byte(r))
		default:
			out = append(out, byte(r))
		}
	}
	return out
}
