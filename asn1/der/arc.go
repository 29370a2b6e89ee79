package der

import (
	"math/big"
	"strconv"
	"strings"
)

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
	n := parseDigits(decimal)
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

// parseDigits returns the number in decimal. big.Int reads it in quadratic time, and so is given parts of it only.
func parseDigits(decimal string) *big.Int {
	if len(decimal) < 5000 {
		n, _ := new(big.Int).SetString(decimal, 10)
		return n
	}
	low := len(decimal) / 2
	n := parseDigits(decimal[:len(decimal)-low])
	n.Mul(n, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(low)), nil))
	return n.Add(n, parseDigits(decimal[len(decimal)-low:]))
}
