package der

import (
	"bytes"
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
)

// Real is a REAL: its contents octets (X.690, 8.5 and 11.3). It is a special value, or an odd whole number times a
// power of two, or a decimal number; numbers to base two and to base ten are different values even where they are
// equal. The zero value is 0.
type Real []byte

// What X.690, 8.5.9 has for values that are no numbers to a base.
const (
	plusInfinity  = 0x40
	minusInfinity = 0x41
	notANumber    = 0x42
	minusZero     = 0x43
)

// NewReal returns x as a Real.
func NewReal(x float64) Real {
	switch {
	case math.IsInf(x, 1):
		return Real{plusInfinity}
	case math.IsInf(x, -1):
		return Real{minusInfinity}
	case math.IsNaN(x):
		return Real{notANumber}
	case x == 0 && math.Signbit(x):
		return Real{minusZero}
	case x == 0:
		return Real{}
	}
	b := math.Float64bits(x)
	mantissa, exponent := b&(1<<52-1), int(b>>52&0x7ff)-1075
	if exponent == -1075 {
		exponent++ // subnormal
	} else {
		mantissa |= 1 << 52
	}
	// X.690, 11.3.1: the mantissa is odd.
	shift := bits.TrailingZeros64(mantissa)
	mantissa, exponent = mantissa>>shift, exponent+shift
	c := append(Real{0x80 | byte(b>>63)<<6}, Int(int64(exponent))...)
	c[0] |= byte(len(c) - 2) // octets of the exponent: one or two
	for k := (bits.Len64(mantissa) - 1) / 8; k >= 0; k-- {
		c = append(c, byte(mantissa>>(8*k)))
	}
	return c
}

// Valid reports whether v is in its canonical form.
func (v Real) Valid() bool {
	switch {
	case len(v) == 0: // X.690, 8.5.2: plus zero
		return true
	case v[0] >= 0x80: // X.690, 8.5.6 a
		_, _, ok := v.binary()
		return ok
	case v[0] >= 0x40: // X.690, 8.5.6 c and 8.5.9
		return len(v) == 1 && v[0] <= minusZero
	}
	_, _, ok := v.decimal()
	return ok
}

// binary takes the number to base two apart. Both parts are views of v.
func (v Real) binary() (exponent Integer, mantissa []byte, ok bool) {
	if v[0]&0x3c != 0 { // X.690, 11.3.1: base two, no scaling factor
		return nil, nil, false
	}
	at, n := 1, int(v[0]&3)+1 // X.690, 8.5.7.4: octets of the exponent
	if n == 4 {
		if len(v) < 2 || v[1] < 4 { // X.690, 11.3.1: as few octets as possible
			return nil, nil, false
		}
		at, n = 2, int(v[1])
	}
	if len(v) <= at+n {
		return nil, nil, false
	}
	exponent, mantissa = Integer(v[at:at+n]), v[at+n:]
	// X.690, 11.3.1: exponent and mantissa in the fewest octets, and the mantissa odd.
	return exponent, mantissa, ValidInteger(exponent) && mantissa[0] != 0 && mantissa[len(mantissa)-1]&1 != 0
}

// decimal takes the number to base ten apart: digits times ten to the power of the exponent. Both parts are views of v.
func (v Real) decimal() (digits, exponent []byte, ok bool) {
	// X.690, 11.3.2.1: the form NR3 of ISO 6093. 11.3.2.3: no plus sign and no space in front.
	digits, exponent, ok = bytes.Cut(bytes.TrimPrefix(v[1:], []byte("-")), []byte(".E")) // X.690, 11.3.2.5: the mantissa is a whole number with a full stop
	if v[0] != 3 || !ok || !number(digits) || digits[0] == '0' || digits[len(digits)-1] == '0' {
		return nil, nil, false // X.690, 11.3.2.4: no 0 at the ends of the mantissa
	}
	// X.690, 11.3.2.6: an exponent of 0 is +0; there is no other with a plus sign or with a 0 in front.
	e := bytes.TrimPrefix(exponent, []byte("-"))
	return digits, exponent, string(exponent) == "+0" || number(e) && e[0] != '0'
}

// number reports whether s is one or more digits.
func number[T string | []byte](s T) bool {
	for k := range len(s) {
		if s[k] < '0' || s[k] > '9' {
			return false
		}
	}
	return len(s) > 0
}

// Float64 returns the float64 that is nearest to v, which may be an infinity or zero, and whether it is equal to v. NaN is
// equal to NaN here. It is NaN and false if v is not valid.
func (v Real) Float64() (float64, bool) {
	if !v.Valid() {
		return math.NaN(), false
	}
	switch {
	case len(v) == 0:
		return 0, true
	case v[0] >= 0x80:
		return v.fromBinary()
	case v[0] < 0x40:
		return v.fromDecimal()
	}
	return [...]float64{math.Inf(1), math.Inf(-1), math.NaN(), math.Copysign(0, -1)}[v[0]&3], true
}

func (v Real) fromBinary() (float64, bool) {
	e, m, _ := v.binary()
	sign := 1.0
	if v[0]&0x40 != 0 {
		sign = -1
	}
	exponent, ok := e.Int64()
	if n := int64(8 * len(m)); !ok || exponent > 2000 || exponent+n < -2000 {
		// Far out of range, whatever the mantissa is.
		if e.Sign() > 0 {
			return math.Inf(int(sign)), false
		}
		return math.Copysign(0, sign), false
	}
	x := new(big.Float).SetInt(new(big.Int).SetBytes(m))
	f, accuracy := x.SetMantExp(x, int(exponent)).Float64()
	return sign * f, accuracy == big.Exact
}

func (v Real) fromDecimal() (float64, bool) {
	digits, exponent, _ := v.decimal()
	f, err := strconv.ParseFloat(string(v[1:]), 64)
	if err != nil || f == 0 {
		return f, false
	}
	// All digits of a float64, of which there are at most 767, tell whether it is the number that v is.
	s := strconv.FormatFloat(math.Abs(f), 'e', 766, 64)
	mantissa, e, _ := strings.Cut(s, "e")
	all := strings.TrimRight(mantissa[:1]+mantissa[2:], "0")
	if all != string(digits) {
		return f, false
	}
	n, _ := strconv.Atoi(e)
	return f, strconv.Itoa(n-len(digits)+1) == strings.TrimPrefix(string(exponent), "+")
}

// String gives v in decimal if it is a number to base ten, as "5*2^-3" if it is one to base two, else as X.680 names it.
func (v Real) String() string {
	if !v.Valid() {
		return "invalid"
	}
	switch {
	case len(v) == 0:
		return "0"
	case v[0] < 0x40:
		return strings.Replace(strings.Replace(string(v[1:]), ".E", "E", 1), "E+0", "", 1)
	case v[0] < 0x80:
		return [...]string{"PLUS-INFINITY", "MINUS-INFINITY", "NOT-A-NUMBER", "-0"}[v[0]&3]
	}
	e, m, _ := v.binary()
	s := new(big.Int).SetBytes(m).String() + "*2^" + e.String()
	if v[0]&0x40 != 0 {
		return "-" + s
	}
	return s
}

// UnmarshalDER decodes b, which is exactly one REAL. v aliases b. On error v is nil.
func (v *Real) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x09", "REAL", ErrReal)
}

// AppendDER appends the encoding of v to dst. It is [ErrReal] if v is not valid; dst is then returned as it was.
func (v Real) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x09", "REAL", ErrReal)
}

// MarshalDER returns the encoding of v, or [ErrReal].
func (v Real) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v Real) Clone() Real { return bytes.Clone(v) }
