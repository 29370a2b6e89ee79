package schema

import (
	"encoding/binary"
	"encoding/hex"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// bitsContents is X.690, 8.6 and 11.2: '01'B, 'A5'H, {name, name}.
func (c *checker) bitsContents(v syntax.Value, t *Type) ([]byte, bool) {
	var bits string
	switch v := v.(type) {
	case *syntax.BitsValue:
		bits = v.Text
		if v.Hex {
			bits = ""
			for _, d := range v.Text {
				n, _ := strconv.ParseUint(string(d), 16, 8)
				bits += string([]byte{'0' + byte(n>>3&1), '0' + byte(n>>2&1), '0' + byte(n>>1&1), '0' + byte(n&1)})
			}
		}
	case syntax.BracesValue:
		items := v.Items(c.errs)
		if items == nil && len(v.Tokens) > 0 {
			return nil, false
		}
		set := make([]byte, 0)
		for _, it := range items {
			r, ok := it[0].(*syntax.RefValue)
			if !ok || len(it) > 1 {
				return c.wrong(v, t)
			}
			i := slices.IndexFunc(t.Base().Numbers, func(n NamedNumber) bool { return n.Name == r.Name.Text })
			if i < 0 {
				c.fault(r.Pos(), "%s has no bit %s%s", t.name(), r.Name.Text, nearNumber(t.Base(), r.Name.Text))
				return nil, false
			}
			n := int(t.Base().Numbers[i].Value)
			for len(set) <= n {
				set = append(set, '0')
			}
			set[n] = '1'
		}
		bits = string(set)
	case *syntax.RefValue:
		i := slices.IndexFunc(t.Base().Numbers, func(n NamedNumber) bool { return n.Name == v.Name.Text })
		if i < 0 || v.Module.Text != "" || v.Fields != nil {
			return c.wrong(v, t)
		}
		c.warn(v.Pos(), "expected {%s}, found %s: named bits stand in brackets", v.Name.Text, v.Name.Text)
		bits = strings.Repeat("0", int(t.Base().Numbers[i].Value)) + "1"
	default:
		return c.wrong(v, t)
	}
	if len(t.Base().Numbers) > 0 {
		bits = strings.TrimRight(bits, "0") // X.690, 11.2.2
	}
	out := make([]byte, 1+(len(bits)+7)/8)
	out[0] = byte(-len(bits) & 7)
	for i, b := range []byte(bits) {
		out[1+i/8] |= (b - '0') << (7 - i%8)
	}
	return out, true
}

// octetsContents is 'A5'H or '10100101'B, filled up with zero bits (X.680, 23.3).
func (c *checker) octetsContents(v syntax.Value, e *env, t *Type) ([]byte, bool) {
	b, ok := v.(*syntax.BitsValue)
	if !ok {
		return c.wrong(v, t)
	}
	if b.Hex {
		text := b.Text
		if len(text)%2 == 1 {
			text += "0"
		}
		out, err := hex.DecodeString(text)
		return out, err == nil
	}
	text := b.Text + strings.Repeat("0", -len(b.Text)&7)
	out := make([]byte, len(text)/8)
	for i, d := range []byte(text) {
		out[i/8] |= (d - '0') << (7 - i%8)
	}
	return out, true
}

// realContents is X.690, 8.5 and 11.3: a decimal number is encoded in base 10, {mantissa, base, exponent} in its base.
func (c *checker) realContents(v syntax.Value, e *env, t *Type) ([]byte, bool) {
	switch v := v.(type) {
	case *syntax.RealValue:
		switch v.Text {
		case "PLUS-INFINITY":
			return []byte{0x40}, true
		case "MINUS-INFINITY":
			return []byte{0x41}, true
		case "NOT-A-NUMBER":
			return []byte{0x42}, true
		}
		return decimalReal(v.Text), true
	case *syntax.IntValue:
		return decimalReal(v.Text), true
	case syntax.BracesValue:
		parts := make(map[string]*big.Int)
		for _, it := range v.Items(c.errs) {
			name, value := namedItem(it)
			if value == nil {
				return c.wrong(v, t)
			}
			n, ok := c.integer(value, e, nil)
			if !ok {
				return nil, false
			}
			parts[name.Text] = n
		}
		m, b, x := parts["mantissa"], parts["base"], parts["exponent"]
		switch {
		case len(parts) != 3 || m == nil || b == nil || x == nil || !x.IsInt64():
		case m.Sign() == 0:
			return nil, true
		case b.Cmp(big.NewInt(10)) == 0:
			return decimalReal(m.String() + "E" + x.String()), true
		case b.Cmp(big.NewInt(2)) == 0:
			return binaryReal(m, x), true
		}
	}
	return c.wrong(v, t)
}

// decimalReal is the NR3 form (X.690, 11.3.2): an integer without trailing zeros, ".E", exponent.
func decimalReal(text string) []byte {
	text = strings.ToUpper(text)
	mantissa, exponent, _ := strings.Cut(text, "E")
	sign := ""
	if rest, ok := strings.CutPrefix(mantissa, "-"); ok {
		sign, mantissa = "-", rest
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits := strings.TrimLeft(whole+fraction, "0")
	x := new(big.Int)
	x.SetString(strings.TrimPrefix(exponent, "+"), 10)
	x.Sub(x, big.NewInt(int64(len(fraction))))
	trimmed := strings.TrimRight(digits, "0")
	x.Add(x, big.NewInt(int64(len(digits)-len(trimmed))))
	switch {
	case trimmed == "" && sign == "-":
		return []byte{0x43}
	case trimmed == "":
		return nil
	}
	e := x.String()
	if e == "0" {
		e = "+0" // X.690, 11.3.2.6
	}
	return append([]byte{3}, sign+trimmed+".E"+e...)
}

// binaryReal is base 2 with an odd mantissa (X.690, 11.3.1).
func binaryReal(m, x *big.Int) []byte {
	mantissa := new(big.Int).Abs(m)
	shift := mantissa.TrailingZeroBits()
	mantissa.Rsh(mantissa, shift)
	exponent := integerOctets(new(big.Int).Add(x, big.NewInt(int64(shift))))
	first := byte(0x80)
	if m.Sign() < 0 {
		first |= 0x40
	}
	var out []byte
	if n := len(exponent); n <= 3 {
		out = append(out, first|byte(n-1))
	} else {
		out = append(out, first|3, byte(n))
	}
	return append(append(out, exponent...), mantissa.Bytes()...)
}

func isString(k Kind) bool { return k >= UTF8String && k <= ObjectDescriptor }

func isTime(k Kind) bool { return k >= UTCTime && k <= RelativeOIDIRI }

// stringContents is X.690, 8.23: a string, {part, part}, {group, plane, row, cell} or {column, row}.
func (c *checker) stringContents(v syntax.Value, e *env, t *Type) ([]byte, bool) {
	text, ok := c.characters(v, e, t)
	if !ok {
		return nil, false
	}
	out, bad := encodeString(text, t.Base().Kind)
	if bad >= 0 {
		c.fault(v.Pos(), "character %q is not in %s", bad, t.name())
		return nil, false
	}
	return out, true
}

// encodeString is the octets of a string of kind k; bad is the first character that it cannot hold, or -1.
func encodeString(text []rune, k Kind) (out []byte, bad rune) {
	for _, r := range text {
		if !canHold(k, r) {
			return nil, r
		}
		switch k {
		case UTF8String:
			out = append(out, string(r)...)
		case BMPString:
			out = binary.BigEndian.AppendUint16(out, uint16(r))
		case UniversalString:
			out = binary.BigEndian.AppendUint32(out, uint32(r))
		default:
			out = append(out, byte(r))
		}
	}
	return out, -1
}

// canHold says whether strings of kind k may hold a character (X.680, 41).
func canHold(k Kind, r rune) bool {
	switch k {
	case UTF8String, UniversalString:
		return true
	case BMPString:
		return r <= 0xffff && !utf16.IsSurrogate(r)
	case NumericString:
		return r == ' ' || '0' <= r && r <= '9'
	case PrintableString:
		return r < 0x80 && (r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune(" '()+,-./:=?", r))
	case VisibleString:
		return r >= 0x20 && r < 0x7f
	case IA5String:
		return r < 0x80
	}
	return r < 0x100
}

// characters is a string value as characters.
func (c *checker) characters(v syntax.Value, e *env, t *Type) ([]rune, bool) {
	defer c.shallower()
	if !c.deeper(v.Pos(), func() string { return "the value " + valueText(v) + " is defined by itself" }) {
		return nil, false
	}
	switch v := v.(type) {
	case *syntax.StringValue:
		return []rune(v.Text), true
	case *syntax.RefValue:
		if c.unquoted(v, e) {
			return nil, false
		}
		g, ok := c.follow(v, e, true)
		if !ok {
			return nil, false
		}
		return c.characters(g.value, g.env, t)
	case syntax.BracesValue:
		items := v.Items(c.errs)
		if r, ok := cell(items); ok {
			return []rune{r}, true
		}
		var text []rune
		for _, it := range items {
			part, ok := c.characters(it[0], e, t)
			if !ok {
				return nil, false
			}
			if text = append(text, part...); !c.bounded(v.Pos(), len(text)) {
				return nil, false
			}
		}
		return text, items != nil
	}
	_, ok := c.wrong(v, t)
	return nil, ok
}

// cell is {group, plane, row, cell} or {column, row} of numbers (X.680, 41.8).
func cell(items []syntax.Item) (rune, bool) {
	if len(items) != 4 && len(items) != 2 {
		return 0, false
	}
	r := rune(0)
	for _, it := range items {
		n, ok := it[0].(*syntax.IntValue)
		if !ok || len(it) != 1 {
			return 0, false
		}
		d, err := strconv.ParseUint(n.Text, 10, 8)
		if err != nil {
			return 0, false
		}
		if len(items) == 4 {
			r = r<<8 | rune(d)
		} else {
			r = r<<4 | rune(d)
		}
	}
	return r, true
}

// timeContents is a value of the time types: UTCTime and GeneralizedTime in the form that DER wants (X.690, 11.7 and
// 11.8), the others without their separators (X.690, 8.26).
func (c *checker) timeContents(v syntax.Value, t *Type) ([]byte, bool) {
	s, ok := v.(*syntax.StringValue)
	if !ok {
		return c.wrong(v, t)
	}
	text := s.Text
	layout := ""
	switch t.Base().Kind {
	case UTCTime:
		layout = "060102150405Z"
	case GeneralizedTime:
		layout = "20060102150405Z"
	case Date:
		text = strings.ReplaceAll(text, "-", "")
		layout = "20060102"
	case TimeOfDay:
		text = strings.ReplaceAll(text, ":", "")
		layout = "150405"
	case DateTime:
		text = strings.NewReplacer("-", "", ":", "", "T", "").Replace(text)
		layout = "20060102150405"
	case Duration:
		text = strings.TrimPrefix(text, "P")
	}
	whole := text
	if i := strings.IndexByte(text, '.'); i >= 0 && t.Base().Kind == GeneralizedTime {
		digits, _ := strings.CutSuffix(text[i+1:], "Z")
		if digits == "" || strings.TrimRight(digits, "0") != digits {
			c.fault(v.Pos(), "%s is not in the form that DER wants (X.690, 11.7)", valueText(v))
			return nil, false
		}
		whole = text[:i] + "Z"
	}
	if _, err := time.Parse(layout, whole); layout != "" && err != nil {
		c.fault(v.Pos(), "%s is no value of %s in the form that DER wants", valueText(v), t.name())
		return nil, false
	}
	return []byte(text), true
}
