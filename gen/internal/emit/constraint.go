package emit

import (
	"fmt"
	"math/big"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// refuse prints a test for each constraint of t and of the definitions that it comes down to, with otherwise where the
// value does not meet it. A definition that is a list or a structure checks its own. A constraint of a type implies those of
// the same kind that its definition has.
//
//	if len(v.Nonce) < 1 || len(v.Nonce) > 128 {
//		return der.Fail(i, der.ErrConstraint, "nonce")
//	}
func (g *generator) refuse(t *schema.Type, value string, otherwise func() jen.Code) []jen.Code {
	var code []jen.Code
	var above schema.Constraint
	for ; t != nil; t = g.definition(t) {
		if t.Constraint == nil {
			continue
		}
		for _, cond := range g.violations(t, below(&above, *t.Constraint), value) {
			code = append(code, jen.If(cond).Block(otherwise()))
		}
	}
	return code
}

// below is what c, of a definition, asks beside those above it; to these it is added.
func below(above *schema.Constraint, c schema.Constraint) schema.Constraint {
	for _, k := range []struct{ above, own *[]schema.Range }{{&above.Value, &c.Value}, {&above.Size, &c.Size}, {&above.Alphabet, &c.Alphabet}} {
		if *k.above == nil {
			*k.above = *k.own
		} else {
			*k.own = nil
		}
	}
	if above.Strings == nil {
		above.Strings = c.Strings
	} else {
		c.Strings = nil
	}
	return c
}

// definition is the type that t's definition adds to, if t's own constraint is all that was looked at.
func (g *generator) definition(t *schema.Type) *schema.Type {
	if t.Def == nil || t.Def.Raw {
		return nil
	}
	switch g.rep(t) {
	case repStruct, repChoice, repList, repRaw, repView:
		return nil
	}
	return t.Def.Type
}

// violations are the conditions under which value, of type t, breaks c.
func (g *generator) violations(t *schema.Type, c schema.Constraint, value string) []*jen.Statement {
	r := g.rep(t)
	var conds []*jen.Statement
	if len(c.Value) > 0 {
		switch r {
		case repInt64:
			conds = append(conds, ranges(value, c.Value, "int64"))
		case repUint64:
			conds = append(conds, ranges(value, c.Value, "uint64"))
		case repInteger:
			conds = append(conds, bigRanges(value, c.Value))
		}
	}
	if len(c.Size) > 0 {
		switch r {
		case repBytes:
			conds = append(conds, ranges("len("+value+")", c.Size, "int"))
		case repText:
			n := "len(" + value + ")"
			switch t.Base().Kind {
			case schema.UTF8String, schema.BMPString, schema.UniversalString:
				n = "der." + views[t.Base().Kind].name + "(" + value + ").Len()"
			}
			conds = append(conds, ranges(n, c.Size, "int"))
		case repBits:
			// X.690, 11.2.2: with named bits, trailing zero bits are not there to be counted.
			n := "der.BitString(" + value + ").Len()"
			if len(t.Base().Numbers) > 0 {
				n = "der.BitString(" + value + ").Trim().Len()"
			}
			conds = append(conds, ranges(n, bitSizes(t, c.Size), "int"))
		case repList:
			conds = append(conds, ranges("len("+value+")", c.Size, "int"))
		}
	}
	if r == repText && len(c.Alphabet) > 0 {
		conds = append(conds, text("!der.%s(%s).In(%s)", views[t.Base().Kind].name, value, runePairs(c.Alphabet)))
	}
	if len(c.Strings) > 0 {
		conds = append(conds, g.noneOf(t, value, c.Strings))
	}
	out := conds[:0]
	for _, cond := range conds {
		if cond != nil {
			out = append(out, cond)
		}
	}
	return out
}

// noneOf is the condition that value, of type t, is none of those that have these contents octets; nil if all are.
func (g *generator) noneOf(t *schema.Type, value string, contents []string) *jen.Statement {
	if g.rep(t) == repTime {
		return noneOfTimes(t, value, contents)
	}
	var all []string
	for _, c := range contents {
		switch g.rep(t) {
		case repText, repBytes, repOID:
			all = append(all, fmt.Sprintf("string(%s) != %s", value, quote(c)))
		case repBool:
			if len(contents) > 1 {
				return nil
			}
			if c[0] != 0 {
				return text("!%s", value)
			}
			return text("%s", value)
		case repBits:
			bits := "der.BitString(" + value + ")"
			if len(t.Base().Numbers) > 0 {
				bits += ".Trim()"
			}
			all = append(all, fmt.Sprintf("(string(%s.Bytes) != %s || %s.Unused != %d)", bits, quote(c[1:]), bits, c[0]))
		}
	}
	if len(all) == 0 {
		return nil
	}
	return text("%s", strings.Join(all, " && "))
}

// noneOfTimes is the same for times: "!t.Equal(time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC))".
func noneOfTimes(t *schema.Type, value string, contents []string) *jen.Statement {
	layout := "20060102150405Z"
	if t.Base().Kind == schema.UTCTime {
		layout = "060102150405Z"
	}
	var all *jen.Statement
	for _, c := range contents {
		at, err := time.Parse(layout, c)
		if err != nil {
			panic("emit: the time " + c + " is not in the form of DER")
		}
		if t.Base().Kind == schema.UTCTime && at.Year() > 2049 { // RFC 5280, 4.1.2.5.1
			at = at.AddDate(-100, 0, 0)
		}
		one := text("!%s.Equal", value).Call(jen.Qual("time", "Date").Call(jen.Lit(at.Year()), jen.Lit(int(at.Month())), jen.Lit(at.Day()),
			jen.Lit(at.Hour()), jen.Lit(at.Minute()), jen.Lit(at.Second()), jen.Lit(at.Nanosecond()), jen.Qual("time", "UTC")))
		if all == nil {
			all = one
		} else {
			all = all.Op("&&").Add(one)
		}
	}
	return all
}

// bitSizes drops the lower bounds of a BIT STRING with named bits.
func bitSizes(t *schema.Type, sizes []schema.Range) []schema.Range {
	if len(t.Base().Numbers) == 0 {
		return sizes
	}
	hi := new(big.Int)
	for _, r := range sizes {
		if r.Hi == nil {
			return []schema.Range{{}}
		}
		if r.Hi.Cmp(hi) > 0 {
			hi = r.Hi
		}
	}
	return []schema.Range{{Hi: hi}}
}

// ranges is the condition that value lies in none of the ranges, nil if every value of the Go type lies in one:
// "k < 1 || k > 10", "!(k == 1 || k >= 5 && k <= 7)".
func ranges(value string, list []schema.Range, typ string) *jen.Statement {
	least, most := limits(typ)
	var in []string
	for _, r := range list {
		lo, hi := r.Lo, r.Hi
		if lo != nil && lo.Cmp(most) > 0 || hi != nil && hi.Cmp(least) < 0 {
			continue
		}
		if lo != nil && lo.Cmp(least) <= 0 {
			lo = nil
		}
		if hi != nil && hi.Cmp(most) >= 0 {
			hi = nil
		}
		switch {
		case lo == nil && hi == nil:
			return nil
		case lo == nil && len(list) == 1:
			return text("%s > %s", value, hi)
		case hi == nil && len(list) == 1:
			return text("%s < %s", value, lo)
		case lo != nil && hi != nil && lo.Cmp(hi) == 0 && len(list) == 1:
			return text("%s != %s", value, lo)
		case len(list) == 1:
			return text("%s < %s || %s > %s", value, lo, value, hi)
		case lo == nil:
			in = append(in, fmt.Sprintf("%s <= %s", value, hi))
		case hi == nil:
			in = append(in, fmt.Sprintf("%s >= %s", value, lo))
		case lo.Cmp(hi) == 0:
			in = append(in, fmt.Sprintf("%s == %s", value, lo))
		default:
			in = append(in, fmt.Sprintf("%s >= %s && %s <= %s", value, lo, value, hi))
		}
	}
	if len(in) == 0 {
		return text("true")
	}
	return text("!(%s)", strings.Join(in, " || "))
}

func limits(typ string) (least, most *big.Int) {
	one := big.NewInt(1)
	switch typ {
	case "int":
		return big.NewInt(0), new(big.Int).Sub(new(big.Int).Lsh(one, 31), one) // lengths; also where int has 32 bits
	case "uint64":
		return big.NewInt(0), new(big.Int).Sub(new(big.Int).Lsh(one, 64), one)
	}
	most = new(big.Int).Sub(new(big.Int).Lsh(one, 63), one)
	return new(big.Int).Not(most), most
}

// bigRanges is the same for a der.Integer: "der.Integer(b[c:e]).Cmp(der.Integer("\x00")) < 0".
func bigRanges(value string, list []schema.Range) *jen.Statement {
	cmp := func(n *big.Int, op string) string {
		return fmt.Sprintf("der.Integer(%s).Cmp(der.Integer(%s)) %s 0", value, octets(twosComplement(n)), op)
	}
	var in []string
	for _, r := range list {
		switch {
		case r.Lo == nil && r.Hi == nil:
			return nil
		case r.Lo == nil:
			in = append(in, cmp(r.Hi, "<="))
		case r.Hi == nil:
			in = append(in, cmp(r.Lo, ">="))
		case r.Lo.Cmp(r.Hi) == 0:
			in = append(in, cmp(r.Lo, "=="))
		default:
			in = append(in, cmp(r.Lo, ">=")+" && "+cmp(r.Hi, "<="))
		}
	}
	return text("!(%s)", strings.Join(in, " || "))
}

// twosComplement is the contents octets of an INTEGER.
func twosComplement(n *big.Int) []byte {
	if n.Sign() >= 0 {
		b := n.Bytes()
		if len(b) == 0 || b[0] >= 0x80 {
			b = append([]byte{0}, b...)
		}
		return b
	}
	size := len(new(big.Int).Not(n).Bytes())
	if size == 0 || new(big.Int).Not(n).Bit(size*8-1) == 1 {
		size++
	}
	b := new(big.Int).Add(n, new(big.Int).Lsh(big.NewInt(1), uint(size*8))).Bytes()
	for len(b) < size {
		b = append([]byte{0xff}, b...)
	}
	return b
}

// runePairs is the ranges as pairs of characters in a Go string.
func runePairs(list []schema.Range) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range list {
		lo, hi := rune(0), rune(utf8.MaxRune)
		if r.Lo != nil && r.Lo.IsInt64() {
			lo = rune(r.Lo.Int64())
		}
		if r.Hi != nil && r.Hi.IsInt64() && r.Hi.Int64() < utf8.MaxRune {
			hi = rune(r.Hi.Int64())
		}
		for _, c := range []rune{lo, hi} {
			switch {
			case c == '"' || c == '\\':
				b.WriteByte('\\')
				b.WriteRune(c)
			case c >= 0x20 && c < 0x7f:
				b.WriteRune(c)
			case c >= 0xd800 && c < 0xe000: // no character: the nearest that is one
				if c == lo {
					b.WriteString(`\ue000`)
				} else {
					b.WriteString(`\ud7ff`)
				}
			default:
				fmt.Fprintf(&b, `\U%08x`, c)
			}
		}
	}
	b.WriteByte('"')
	return b.String()
}
