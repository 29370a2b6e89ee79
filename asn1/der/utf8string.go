package der

import (
	"bytes"
	"unicode/utf8"
)

// UTF8String is a UTF8String: its contents octets (X.690, 8.23.10).
type UTF8String []byte

// Valid reports whether every character is one that the type allows.
func (v UTF8String) Valid() bool { return utf8.Valid(v) }

// Len is the number of characters.
func (v UTF8String) Len() int {
	n := 0
	for k := 0; k < len(v); n++ { // utf8.RuneCount copies what is not ASCII
		if v[k] < utf8.RuneSelf {
			k++
			continue
		}
		_, size := utf8.DecodeRune(v[k:])
		k += size
	}
	return n
}

// In reports whether every character lies in a range. ranges has the first and the last character of each, "azAZ".
func (v UTF8String) In(ranges string) bool {
	for k := 0; k < len(v); {
		r, size := utf8.DecodeRune(v[k:])
		if !runeIn(r, ranges) {
			return false
		}
		k += size
	}
	return true
}

// String gives the characters in UTF-8.
func (v UTF8String) String() string { return string(v) }

// UnmarshalDER decodes b, which is exactly one UTF8String. v aliases b. On error v is nil.
func (v *UTF8String) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x0c", "UTF8String", ErrString)
}

// AppendDER appends the encoding of v to dst. It is [ErrString] if v is not valid; dst is then returned as it was.
func (v UTF8String) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x0c", "UTF8String", ErrString)
}

// MarshalDER returns the encoding of v, or [ErrString].
func (v UTF8String) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v UTF8String) Clone() UTF8String { return bytes.Clone(v) }
