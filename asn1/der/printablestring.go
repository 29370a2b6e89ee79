package der

import (
	"bytes"
)

// PrintableString is a PrintableString: letters, digits, space and '()+,-./:=? (X.680, 41.4).
type PrintableString []byte

// Valid reports whether every character is one that the type allows.
func (v PrintableString) Valid() bool { return validASCII(v, printable) }

// Len is the number of characters.
func (v PrintableString) Len() int { return len(v) }

// In reports whether every character lies in a range. ranges has the first and the last character of each, "azAZ".
func (v PrintableString) In(ranges string) bool { return octetsIn(v, ranges) }

// String gives the characters in UTF-8.
func (v PrintableString) String() string { return string(v) }

// UnmarshalDER decodes b, which is exactly one PrintableString. v aliases b. On error v is nil.
func (v *PrintableString) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x13", "PrintableString", ErrString)
}

// AppendDER appends the encoding of v to dst. It is [ErrString] if v is not valid; dst is then returned as it was.
func (v PrintableString) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x13", "PrintableString", ErrString)
}

// MarshalDER returns the encoding of v, or [ErrString].
func (v PrintableString) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v PrintableString) Clone() PrintableString { return bytes.Clone(v) }

// NumericString is a NumericString: digits and space (X.680, 41.2).
type NumericString []byte

// Valid reports whether every character is one that the type allows.
func (v NumericString) Valid() bool { return validASCII(v, numeric) }

// Len is the number of characters.
func (v NumericString) Len() int { return len(v) }

// In reports whether every character lies in a range. ranges has the first and the last character of each, "azAZ".
func (v NumericString) In(ranges string) bool { return octetsIn(v, ranges) }

// String gives the characters in UTF-8.
func (v NumericString) String() string { return string(v) }

// UnmarshalDER decodes b, which is exactly one NumericString. v aliases b. On error v is nil.
func (v *NumericString) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x12", "NumericString", ErrString)
}

// AppendDER appends the encoding of v to dst. It is [ErrString] if v is not valid; dst is then returned as it was.
func (v NumericString) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x12", "NumericString", ErrString)
}

// MarshalDER returns the encoding of v, or [ErrString].
func (v NumericString) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v NumericString) Clone() NumericString { return bytes.Clone(v) }

// ascii is a set of characters of ASCII: bit n stands for the character n.
type ascii [2]uint64

var (
	numeric   = ascii{1<<' ' | 0x3ff<<'0', 0}
	printable = ascii{1<<' ' | 1<<'\'' | 1<<'(' | 1<<')' | 1<<'+' | 1<<',' | 1<<'-' | 1<<'.' | 1<<'/' |
		0x3ff<<'0' | 1<<':' | 1<<'=' | 1<<'?',
		0x3ffffff<<('A'-64) | 0x3ffffff<<('a'-64)}
)

// validASCII reports whether all octets of c are in set.
func validASCII(c []byte, set ascii) bool {
	for _, o := range c {
		if o >= 0x80 || set[o>>6]>>(o&63)&1 == 0 {
			return false
		}
	}
	return true
}
