package random

import "github.com/dergen/dergen/gen/internal/schema"

// Element is an element with those identifier octets.
func Element(identifier string, contents []byte) []byte {
	return append(AppendLength([]byte(identifier), len(contents)), contents...)
}

// AppendLength appends length octets (X.690, 10.1).
func AppendLength(b []byte, n int) []byte {
	if n < 0x80 {
		return append(b, byte(n))
	}
	var l []byte
	for ; n > 0; n >>= 8 {
		l = append([]byte{byte(n)}, l...)
	}
	return append(append(b, 0x80|byte(len(l))), l...)
}

// Identifier is the identifier octets of a tag (X.690, 8.1.2).
func Identifier(t schema.Tag) string {
	first := byte(t.Class) << 6
	if t.Constructed {
		first |= 0x20
	}
	if t.Number < 31 {
		return string([]byte{first | byte(t.Number)})
	}
	var rest []byte
	for n := t.Number; n > 0; n >>= 7 {
		rest = append([]byte{byte(n&0x7f) | 0x80}, rest...)
	}
	rest[len(rest)-1] &= 0x7f
	return string(append([]byte{first | 0x1f}, rest...))
}
