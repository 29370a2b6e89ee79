package der

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// BMPString is a BMPString: two octets a character of the Basic Multilingual Plane (X.690, 8.23.9).
type BMPString []byte

// Valid reports whether every character is one that the type allows.
func (v BMPString) Valid() bool { return validBMP(v) }

// Len is the number of characters.
func (v BMPString) Len() int { return len(v) / 2 }

// In reports whether every character lies in a range. ranges has the first and the last character of each, "azAZ".
func (v BMPString) In(ranges string) bool {
	for c := v; len(c) > 1; c = c[2:] {
		if !runeIn(rune(binary.BigEndian.Uint16(c)), ranges) {
			return false
		}
	}
	return true
}

// String gives the characters in UTF-8.
func (v BMPString) String() string { return utf16String(v) }

// UnmarshalDER decodes b, which is exactly one BMPString. v aliases b. On error v is nil.
func (v *BMPString) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x1e", "BMPString", ErrString)
}

// AppendDER appends the encoding of v to dst. It is [ErrString] if v is not valid; dst is then returned as it was.
func (v BMPString) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x1e", "BMPString", ErrString)
}

// MarshalDER returns the encoding of v, or [ErrString].
func (v BMPString) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v BMPString) Clone() BMPString { return bytes.Clone(v) }

// UniversalString is a UniversalString: four octets a character (X.690, 8.23.8).
type UniversalString []byte

// Valid reports whether every character is one that the type allows.
func (v UniversalString) Valid() bool { return validUniversal(v) }

// Len is the number of characters.
func (v UniversalString) Len() int { return len(v) / 4 }

// In reports whether every character lies in a range. ranges has the first and the last character of each, "azAZ".
func (v UniversalString) In(ranges string) bool {
	for c := v; len(c) > 3; c = c[4:] {
		if !runeIn(rune(binary.BigEndian.Uint32(c)), ranges) {
			return false
		}
	}
	return true
}

// String gives the characters in UTF-8.
func (v UniversalString) String() string { return utf32String(v) }

// UnmarshalDER decodes b, which is exactly one UniversalString. v aliases b. On error v is nil.
func (v *UniversalString) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x1c", "UniversalString", ErrString)
}

// AppendDER appends the encoding of v to dst. It is [ErrString] if v is not valid; dst is then returned as it was.
func (v UniversalString) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x1c", "UniversalString", ErrString)
}

// MarshalDER returns the encoding of v, or [ErrString].
func (v UniversalString) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v UniversalString) Clone() UniversalString { return bytes.Clone(v) }

func validBMP(c []byte) bool {
	if len(c)%2 != 0 {
		return false
	}
	for k := 0; k < len(c); k += 2 {
		if c[k]&^7 == 0xd8 { // surrogates are no characters
			return false
		}
	}
	return true
}

func validUniversal(c []byte) bool {
	if len(c)%4 != 0 {
		return false
	}
	for ; len(c) > 0; c = c[4:] {
		// Not above 10FFFF, and no surrogate. As a rune a larger one may be negative, and is refused too.
		if !utf8.ValidRune(rune(binary.BigEndian.Uint32(c))) {
			return false
		}
	}
	return true
}

// utf16String returns the characters of a BMPString in UTF-8; an octet at the end that is half a character is left out.
func utf16String(c []byte) string {
	s := make([]byte, 0, len(c)/2)
	for ; len(c) > 1; c = c[2:] {
		s = utf8.AppendRune(s, rune(binary.BigEndian.Uint16(c)))
	}
	return string(s)
}

// utf32String returns the characters of a UniversalString in UTF-8; octets at the end that are no character are left out.
func utf32String(c []byte) string {
	s := make([]byte, 0, len(c)/4)
	for ; len(c) > 3; c = c[4:] {
		s = utf8.AppendRune(s, rune(binary.BigEndian.Uint32(c)))
	}
	return string(s)
}
