package der

import (
	"encoding/hex"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// OID is an OBJECT IDENTIFIER: its contents octets (X.690, 8.19), in a string so that it can be a constant, a key of
// a map and a case of a switch. The zero value is an error to encode.
type OID string

// ParseOID reads the dotted form, "1.3.6.1.5.5.7.48.1.1", with arcs of any size. It is [ErrOID] if dotted is not that, or
// no object identifier begins like that (X.660: 0, 1 or 2; below 0 and 1 up to 39).
func ParseOID(dotted string) (OID, error) {
	root, rest, ok := strings.Cut(dotted, ".")
	second, rest, more := strings.Cut(rest, ".")
	if !ok || len(root) != 1 || root[0] < '0' || root[0] > '2' {
		return "", notDotted(dotted)
	}
	first := 40 * uint64(root[0]-'0')
	c, ok := appendArc(nil, second, first)
	if !ok || first < 80 && (len(c) != 1 || uint64(c[0]) >= first+40) {
		return "", notDotted(dotted)
	}
	if more {
		if c, ok = appendArcs(c, rest); !ok {
			return "", notDotted(dotted)
		}
	}
	return OID(c), nil
}

func notDotted(s string) error { return fmt.Errorf("der: %q: %w", s, ErrOID) }

// Valid reports whether v is an object identifier in DER.
func (v OID) Valid() bool { return validArcs(v) }

// String gives the dotted form, and for what is not valid "invalid:" and the octets in hexadecimal. The time that
// this takes is more than linear in the size of an arc of thousands of octets.
func (v OID) String() string {
	if !v.Valid() {
		return "invalid:" + hex.EncodeToString([]byte(v))
	}
	// X.690, 8.19.4: the first subidentifier is 40 * first arc + second arc.
	var s []byte
	switch {
	case v[0] < 40:
		s = append(s, "0."...)
		s = strconv.AppendUint(s, uint64(v[0]), 10)
		return string(formatArcs(s, v[1:], 0))
	case v[0] < 80:
		s = append(s, "1."...)
		s = strconv.AppendUint(s, uint64(v[0]-40), 10)
		return string(formatArcs(s, v[1:], 0))
	}
	return string(formatArcs(append(s, '2'), v, 80))
}

// UnmarshalDER decodes b, which is exactly one OBJECT IDENTIFIER. v does not alias b. On error v is empty.
func (v *OID) UnmarshalDER(b []byte) error {
	i, err := Outer(b, 0x06)
	if err != nil {
		*v = ""
		return In("OBJECT IDENTIFIER", err)
	}
	o, ok := DecodeOID(b[i:], *v)
	if *v = o; !ok {
		return Fail(0, ErrOID, "OBJECT IDENTIFIER")
	}
	return nil
}

// AppendDER appends the encoding of v to dst. It is [ErrOID] if v is not valid; dst is then returned as it was.
func (v OID) AppendDER(dst []byte) ([]byte, error) {
	if !v.Valid() {
		return dst, Fail(-1, ErrOID, "OBJECT IDENTIFIER")
	}
	b := Extend(dst, Size(len(v)))
	PutOID(b, len(b), 0x06, v)
	return b, nil
}

// MarshalDER returns the encoding of v, or [ErrOID].
func (v OID) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns v.
func (v OID) Clone() OID { return v }

// DecodeOID returns the value of the contents octets of an OBJECT IDENTIFIER, which does not alias c. It is not ok if
// they are no DER. If old has the same value it is old that is returned, and nothing is allocated.
func DecodeOID(c []byte, old OID) (OID, bool) {
	if !validArcs(c) {
		return "", false
	}
	if string(c) == string(old) {
		return old, true
	}
	return OID(c), true
}

// PutOID writes an OBJECT IDENTIFIER in front of b[i:] and returns where it starts, or -1.
func PutOID(b []byte, i int, tag byte, v OID) int {
	s := i - len(v)
	if s < 2 || i > len(b) || !validArcs(v) {
		return -1
	}
	copy(b[s:i], v)
	if len(v) >= 0x80 {
		return PutHead(b, s, i, tag)
	}
	b[s-2], b[s-1] = tag, byte(len(v))
	return s - 2
}

// validArcs reports whether c are one or more subidentifiers.
func validArcs[T OID | []byte](c T) bool {
	// X.690, 8.19.2 and 8.20.2: a subidentifier ends with an octet below 80, and does not begin with an octet 80.
	last := byte(0)
	for k := 0; k < len(c); k++ {
		if c[k] == 0x80 && last < 0x80 {
			return false
		}
		last = c[k]
	}
	return len(c) > 0 && last < 0x80
}

// formatArcs appends a dot and a number to s for each subidentifier in c, after taking less from the first.
func formatArcs[T OID | []byte](s []byte, c T, less uint64) []byte {
	for k := 0; k < len(c); {
		end := k
		for c[end] >= 0x80 {
			end++
		}
		end++
		s = append(s, '.')
		if end-k <= 9 { // 63 bits
			var n uint64
			for _, o := range []byte(c[k:end]) {
				n = n<<7 | uint64(o&0x7f)
			}
			s = strconv.AppendUint(s, n-less, 10)
		} else {
			n := septets(c[k:end])
			s = n.Sub(n, new(big.Int).SetUint64(less)).Append(s, 10)
		}
		k, less = end, 0
	}
	return s
}

// septets is the number whose digits to base 128 are the low seven bits of the octets of c.
func septets[T OID | []byte](c T) *big.Int {
	b := make([]byte, (len(c)*7+7)/8)
	acc, n := uint(0), 0
	k := len(b)
	for j := len(c) - 1; j >= 0; j-- {
		acc |= uint(c[j]&0x7f) << n
		if n += 7; n >= 8 {
			k--
			b[k] = byte(acc)
			acc >>= 8
			n -= 8
		}
	}
	if k > 0 {
		b[k-1] = byte(acc)
	}
	return new(big.Int).SetBytes(b)
}

// appendArcs appends the subidentifiers of the numbers in dotted to c.
func appendArcs(c []byte, dotted string) ([]byte, bool) {
	for {
		arc, rest, more := strings.Cut(dotted, ".")
		var ok bool
		if c, ok = appendArc(c, arc, 0); !ok || !more {
			return c, ok
		}
		dotted = rest
	}
}

// appendArc appends the subidentifier of the number in decimal plus more to c.
func appendArc(c []byte, decimal string, more uint64) ([]byte, bool) {
	if decimal == "" || len(decimal) > 1 && decimal[0] == '0' {
		return nil, false
	}
	for k := range len(decimal) {
		if decimal[k] < '0' || decimal[k] > '9' {
			return nil, false
		}
	}
	if len(decimal) <= 18 { // below 2^60
		n, _ := strconv.ParseUint(decimal, 10, 64)
		n += more
		for shift := 56; shift > 0; shift -= 7 {
			if n>>shift != 0 {
				c = append(c, byte(n>>shift)|0x80)
			}
		}
		return append(c, byte(n)&0x7f), true
	}
	n, _ := new(big.Int).SetString(decimal, 10)
	n.Add(n, new(big.Int).SetUint64(more))
	b := n.Bytes()
	start := len(c)
	c = append(c, make([]byte, (n.BitLen()+6)/7)...)
	acc, have, k := uint(0), 0, len(b)
	for j := len(c) - 1; j >= start; j-- {
		if have < 7 && k > 0 {
			k--
			acc |= uint(b[k]) << have
			have += 8
		}
		c[j] = byte(acc) | 0x80
		acc >>= 7
		have -= 7
	}
	c[len(c)-1] &= 0x7f
	return c, true
}
