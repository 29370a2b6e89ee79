package der

import (
	"bytes"
)

// IA5String is an IA5String: characters of ASCII (X.680, 41, table 8).
type IA5String []byte

// Valid reports whether every character is one that the type allows.
func (v IA5String) Valid() bool { return validIA5(v) }

// Len is the number of characters.
func (v IA5String) Len() int { return len(v) }

// In reports whether every character lies in a range. ranges has the first and the last character of each, "azAZ".
func (v IA5String) In(ranges string) bool { return octetsIn(v, ranges) }

// String gives the characters in UTF-8.
func (v IA5String) String() string { return string(v) }

// UnmarshalDER decodes b, which is exactly one IA5String. v aliases b. On error v is nil.
func (v *IA5String) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x16", "IA5String", ErrString)
}

// AppendDER appends the encoding of v to dst. It is [ErrString] if v is not valid; dst is then returned as it was.
func (v IA5String) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x16", "IA5String", ErrString)
}

// MarshalDER returns the encoding of v, or [ErrString].
func (v IA5String) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v IA5String) Clone() IA5String { return bytes.Clone(v) }

// VisibleString is a VisibleString, or ISO646String: characters of ASCII from space to ~ (X.680, 41, table 8).
type VisibleString []byte

// Valid reports whether every character is one that the type allows.
func (v VisibleString) Valid() bool { return validVisible(v) }

// Len is the number of characters.
func (v VisibleString) Len() int { return len(v) }

// In reports whether every character lies in a range. ranges has the first and the last character of each, "azAZ".
func (v VisibleString) In(ranges string) bool { return octetsIn(v, ranges) }

// String gives the characters in UTF-8.
func (v VisibleString) String() string { return string(v) }

// UnmarshalDER decodes b, which is exactly one VisibleString. v aliases b. On error v is nil.
func (v *VisibleString) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x1a", "VisibleString", ErrString)
}

// AppendDER appends the encoding of v to dst. It is [ErrString] if v is not valid; dst is then returned as it was.
func (v VisibleString) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x1a", "VisibleString", ErrString)
}

// MarshalDER returns the encoding of v, or [ErrString].
func (v VisibleString) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v VisibleString) Clone() VisibleString { return bytes.Clone(v) }

func validIA5(c []byte) bool {
	var all byte
	for _, o := range c {
		all |= o
	}
	return all < 0x80
}

func validVisible(c []byte) bool {
	for _, o := range c {
		if o < ' ' || o > '~' {
			return false
		}
	}
	return true
}
