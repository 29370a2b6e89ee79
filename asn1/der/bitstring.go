package der

import (
	"bytes"
	"encoding/hex"
	"math/bits"
)

// BitString is a BIT STRING: bit 0 is the highest bit of Bytes[0], and the lowest Unused bits of the last octet are
// not part of it. The zero value is the empty string.
type BitString struct {
	Bytes  []byte
	Unused int // 0 to 7; 0 if Bytes is empty
}

// Len is the number of bits.
func (v BitString) Len() int { return max(8*len(v.Bytes)-max(v.Unused, 0), 0) }

// Bit reports whether bit n is set. A bit beyond the end is not.
func (v BitString) Bit(n int) bool {
	return n >= 0 && n < v.Len() && v.Bytes[n/8]>>(7-n%8)&1 != 0
}

// With returns a copy of v in which bit n is set. If v was shorter, zero bits stand between. A negative n is no bit.
func (v BitString) With(n int) BitString {
	if n < 0 {
		return v.Clone()
	}
	b := make([]byte, max(len(v.Bytes), n/8+1))
	copy(b, v.Bytes)
	b[n/8] |= 0x80 >> (n % 8)
	if n >= v.Len() {
		return BitString{b, 7 - n%8}
	}
	return BitString{b, v.Unused}
}

// Trim returns a view of v without the zero bits at its end: the form in which a type with named bits is encoded.
func (v BitString) Trim() BitString {
	if !v.Valid() {
		return v
	}
	b := v.Bytes
	for len(b) > 0 && b[len(b)-1] == 0 {
		b = b[:len(b)-1]
	}
	if len(b) == 0 {
		return BitString{b, 0}
	}
	return BitString{b, bits.TrailingZeros8(b[len(b)-1])}
}

// Valid reports whether Unused is in its range and the unused bits are zero.
func (v BitString) Valid() bool {
	// X.690, 8.6.2.2: 0 to 7; 8.6.2.3: 0 if there are no bits; 11.2.1: unused bits are zero.
	if v.Unused <= 0 || len(v.Bytes) == 0 {
		return v.Unused == 0
	}
	return v.Unused < 8 && v.Bytes[len(v.Bytes)-1]<<(8-v.Unused) == 0
}

// String gives v as X.680 writes it: '04AF'H if it is made of octets, else '0111'B.
func (v BitString) String() string {
	if v.Unused == 0 {
		return "'" + string(bytes.ToUpper([]byte(hex.EncodeToString(v.Bytes)))) + "'H"
	}
	s := make([]byte, 0, v.Len()+3)
	s = append(s, '\'')
	for n := range v.Len() {
		if v.Bit(n) {
			s = append(s, '1')
		} else {
			s = append(s, '0')
		}
	}
	return string(append(s, "'B"...))
}

// UnmarshalDER decodes b, which is exactly one BIT STRING. v aliases b. On error v is empty.
func (v *BitString) UnmarshalDER(b []byte) error {
	*v = BitString{}
	c, err := view(b, 0x03, "BIT STRING")
	if err != nil {
		return err
	}
	x, ok := Bits(c)
	if !ok {
		return Fail(0, ErrBitString, "BIT STRING")
	}
	*v = x
	return nil
}

// AppendDER appends the encoding of v to dst. It is [ErrBitString] if v is not valid; dst is then returned as it was.
func (v BitString) AppendDER(dst []byte) ([]byte, error) {
	n := Size(len(v.Bytes) + 1)
	if n < 0 || !v.Valid() {
		return dst, Fail(-1, ErrBitString, "BIT STRING")
	}
	b := Extend(dst, n)
	PutBits(b, len(b), 0x03, v)
	return b, nil
}

// MarshalDER returns the encoding of v, or [ErrBitString].
func (v BitString) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v BitString) Clone() BitString { return BitString{bytes.Clone(v.Bytes), v.Unused} }

// Bits returns the value of the contents octets of a BIT STRING, which aliases c. It is not ok if they are no DER.
func Bits(c []byte) (BitString, bool) {
	if len(c) == 0 { // X.690, 8.6.2.1
		return BitString{}, false
	}
	v := BitString{c[1:len(c):len(c)], int(c[0])}
	if !v.Valid() {
		return BitString{}, false
	}
	return v, true
}

// NamedBits is [Bits] for a type with named bits, the last of which must not be zero (X.690, 11.2.2).
func NamedBits(c []byte) (BitString, bool) {
	v, ok := Bits(c)
	if !ok || len(v.Bytes) > 0 && v.Bytes[len(v.Bytes)-1]>>v.Unused&1 == 0 {
		return BitString{}, false
	}
	return v, true
}

// NamedBitsLen is the number of contents octets of v with the zero bits at its end dropped; -1 if v is not valid.
func NamedBitsLen(v BitString) int {
	if !v.Valid() {
		return -1
	}
	return len(v.Trim().Bytes) + 1
}

// PutBits writes a BIT STRING in front of b[i:] and returns where it starts, or -1.
func PutBits(b []byte, i int, tag byte, v BitString) int {
	s := i - len(v.Bytes)
	if s < 3 || uint(i) > uint(len(b)) || !v.Valid() {
		return -1
	}
	copy(b[s:i], v.Bytes)
	b[s-1] = byte(v.Unused)
	return PutHead(b, s-1, i, tag)
}

// PutNamedBits is [PutBits] for a type with named bits: the zero bits at the end are not encoded (X.690, 11.2.2).
func PutNamedBits(b []byte, i int, tag byte, v BitString) int {
	return PutBits(b, i, tag, v.Trim())
}
