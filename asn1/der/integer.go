package der

import (
	"bytes"
	"math/big"
	"math/bits"
	"strconv"
)

// Integer is an INTEGER of any size: its contents octets, two's complement in the fewest octets (X.690, 8.3). The
// zero value is no number, and an error to encode.
type Integer []byte

// NewInteger returns x as an Integer. It is not valid if x is nil.
func NewInteger(x *big.Int) Integer {
	if x == nil {
		return nil
	}
	if x.IsInt64() {
		return Int(x.Int64())
	}
	if x.Sign() > 0 {
		c := make(Integer, x.BitLen()/8+1)
		x.FillBytes(c)
		return c
	}
	y := new(big.Int).Not(x) // -x-1: every bit inverted
	c := make(Integer, y.BitLen()/8+1)
	y.FillBytes(c)
	for k := range c {
		c[k] = ^c[k]
	}
	return c
}

// Int returns x as an Integer.
func Int(x int64) Integer {
	c := make(Integer, Int64Len(x))
	for k := len(c) - 1; k >= 0; k-- {
		c[k] = byte(x)
		x >>= 8
	}
	return c
}

// Valid reports whether v is a number in DER.
func (v Integer) Valid() bool { return ValidInteger(v) }

// Int64 returns v as an int64. It is not ok if v does not fit, or is not valid.
func (v Integer) Int64() (int64, bool) { return Int64(v) }

// BigInt returns v as a big.Int of its own memory; 0 if v is empty.
func (v Integer) BigInt() *big.Int {
	if len(v) == 0 || v[0] < 0x80 {
		return new(big.Int).SetBytes(v)
	}
	c := make([]byte, len(v))
	for k := range v {
		c[k] = ^v[k]
	}
	x := new(big.Int).SetBytes(c)
	return x.Not(x)
}

// Sign is -1, 0 or 1: the sign of v.
func (v Integer) Sign() int {
	switch v = v.trim(); {
	case len(v) == 0 || len(v) == 1 && v[0] == 0:
		return 0
	case v[0] >= 0x80:
		return -1
	}
	return 1
}

// Cmp compares the numbers: -1 if v is less than w, 0 if they are equal, 1 if v is greater.
func (v Integer) Cmp(w Integer) int {
	v, w = v.trim(), w.trim()
	s, t := v.Sign(), w.Sign()
	if s != t {
		return order(s, t)
	}
	if len(v) != len(w) {
		return s * order(len(v), len(w)) // the longer one is farther from zero
	}
	return bytes.Compare(v, w)
}

// trim takes octets off that are not needed, should there be any.
func (v Integer) trim() Integer {
	for len(v) > 1 && !ValidInteger(v) {
		v = v[1:]
	}
	return v
}

// String gives v in decimal. The time that this takes is more than linear in the size of v.
func (v Integer) String() string {
	if x, ok := Int64(v); ok {
		return strconv.FormatInt(x, 10)
	}
	return v.BigInt().String()
}

// UnmarshalDER decodes b, which is exactly one INTEGER. v aliases b. On error v is nil.
func (v *Integer) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x02", "INTEGER", ErrInteger)
}

// AppendDER appends the encoding of v to dst. It is [ErrInteger] if v is not valid; dst is then returned as it was.
func (v Integer) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x02", "INTEGER", ErrInteger)
}

// MarshalDER returns the encoding of v, or [ErrInteger].
func (v Integer) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v Integer) Clone() Integer { return bytes.Clone(v) }

// ValidInteger reports whether c are the contents octets of an INTEGER or ENUMERATED in DER.
func ValidInteger(c []byte) bool {
	// X.690, 8.3.1: one octet or more; 8.3.2: the first nine bits are not all equal.
	if len(c) < 2 {
		return len(c) == 1
	}
	return c[0] != byte(int8(c[1])>>7)
}

// NoInteger is what is wrong with contents octets that [Int64] or [Uint64] refused, of an INTEGER whose constraint allows
// nothing that they refuse for its size: [ErrConstraint] if it is an INTEGER, [ErrInteger] if it is none.
func NoInteger(c []byte) error {
	if ValidInteger(c) {
		return ErrConstraint
	}
	return ErrInteger
}

// Int64 returns the value of the contents octets of an INTEGER or ENUMERATED. It is not ok if they are no DER,
// or do not fit.
func Int64(c []byte) (int64, bool) {
	if !ValidInteger(c) || len(c) > 8 {
		return 0, false
	}
	x := int64(int8(c[0]))
	for _, o := range c[1:] {
		x = x<<8 | int64(o)
	}
	return x, true
}

// Uint64 is [Int64] for numbers from 0 to 2^64-1.
func Uint64(c []byte) (uint64, bool) {
	if !ValidInteger(c) || c[0] >= 0x80 || len(c) > 8 && (len(c) > 9 || c[0] != 0) {
		return 0, false
	}
	var x uint64
	for _, o := range c {
		x = x<<8 | uint64(o)
	}
	return x, true
}

// Int64Len is the number of contents octets of an INTEGER or ENUMERATED of value v.
func Int64Len(v int64) int { return bits.Len64(uint64(v^v>>63))/8 + 1 }

// Uint64Len is the number of contents octets of an INTEGER of value v.
func Uint64Len(v uint64) int { return bits.Len64(v)/8 + 1 }

// PutInteger writes an INTEGER in front of b[i:] and returns where it starts, or -1.
func PutInteger(b []byte, i int, tag byte, v Integer) int {
	if !ValidInteger(v) {
		return -1
	}
	return Put(b, i, tag, v)
}

// PutInt64 writes an INTEGER or ENUMERATED in front of b[i:] and returns where it starts, or -1.
func PutInt64(b []byte, i int, tag byte, v int64) int {
	if uint64(v+0x80) < 0x100 && i > 2 && i <= len(b) {
		b[i-3], b[i-2], b[i-1] = tag, 1, byte(v)
		return i - 3
	}
	return putNumber(b, i, tag, uint64(v), Int64Len(v))
}

// PutUint64 writes an INTEGER in front of b[i:] and returns where it starts, or -1.
func PutUint64(b []byte, i int, tag byte, v uint64) int {
	return putNumber(b, i, tag, v, Uint64Len(v))
}

// putNumber writes the last n octets of v; from the ninth on they are zero.
func putNumber(b []byte, i int, tag byte, v uint64, n int) int {
	s := i - n
	if s < 2 || uint(i) > uint(len(b)) {
		return -1
	}
	for k := i - 1; k >= s; k-- {
		b[k] = byte(v)
		v >>= 8
	}
	b[s-2], b[s-1] = tag, byte(n)
	return s - 2
}
