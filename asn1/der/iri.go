package der

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// OIDIRI is an OID-IRI: an object identifier as a path of labels, "/ISO/Member-Body", in UTF-8 (X.690, 8.21). The zero
// value is an error to encode.
type OIDIRI []byte

// Valid reports whether v is a slash and a label, once or more often.
func (v OIDIRI) Valid() bool { return len(v) > 0 && v[0] == '/' && validLabels(v[1:]) }

// String gives the path.
func (v OIDIRI) String() string { return string(v) }

// UnmarshalDER decodes b, which is exactly one OID-IRI. v aliases b. On error v is nil.
func (v *OIDIRI) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x1f\x23", "OID-IRI", ErrOID)
}

// AppendDER appends the encoding of v to dst. It is [ErrOID] if v is not valid; dst is then returned as it was.
func (v OIDIRI) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x1f\x23", "OID-IRI", ErrOID)
}

// MarshalDER returns the encoding of v, or [ErrOID].
func (v OIDIRI) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v OIDIRI) Clone() OIDIRI { return bytes.Clone(v) }

// RelativeOIDIRI is a RELATIVE-OID-IRI: labels with slashes between them, in UTF-8 (X.690, 8.22). The zero value is an
// error to encode.
type RelativeOIDIRI []byte

// Valid reports whether v is one label or more, with slashes between them.
func (v RelativeOIDIRI) Valid() bool { return validLabels(v) }

// String gives the path.
func (v RelativeOIDIRI) String() string { return string(v) }

// UnmarshalDER decodes b, which is exactly one RELATIVE-OID-IRI. v aliases b. On error v is nil.
func (v *RelativeOIDIRI) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x1f\x24", "RELATIVE-OID-IRI", ErrOID)
}

// AppendDER appends the encoding of v to dst. It is [ErrOID] if v is not valid; dst is then returned as it was.
func (v RelativeOIDIRI) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x1f\x24", "RELATIVE-OID-IRI", ErrOID)
}

// MarshalDER returns the encoding of v, or [ErrOID].
func (v RelativeOIDIRI) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v RelativeOIDIRI) Clone() RelativeOIDIRI { return bytes.Clone(v) }

// validLabels reports whether path is one label or more, with slashes between them.
func validLabels(path []byte) bool {
	for {
		label, rest, more := bytes.Cut(path, []byte("/"))
		if !validLabel(label) {
			return false
		}
		if !more {
			return true
		}
		path = rest
	}
}

// validLabel reports whether s is a Unicode label as X.660, 7.5 has it: a number without zeros in front, or characters that
// an IRI may hold, with no hyphen at its ends.
func validLabel(s []byte) bool {
	if len(s) == 0 || s[0] == '-' || s[len(s)-1] == '-' || len(s) > 1 && s[0] == '0' && number(s) {
		return false
	}
	for len(s) > 0 {
		r, size := utf8.DecodeRune(s) // U+FFFD, which is what octets that are no UTF-8 give, is no label's
		if !labelRune(r) {
			return false
		}
		s = s[size:]
	}
	return true
}

func labelRune(r rune) bool {
	switch {
	case r < 0x80:
		return '0' <= r && r <= '9' || 'A' <= r && r <= 'Z' || 'a' <= r && r <= 'z' || strings.ContainsRune("-._~", r)
	case r >= 0x10000: // no noncharacters, tags, private use
		return r&0xffff <= 0xfffd && r < 0xf0000 && (r < 0xe0000 || r >= 0xe1000)
	}
	return 0xa0 <= r && r <= 0xd7ff || 0xf900 <= r && r <= 0xfdcf || 0xfdf0 <= r && r <= 0xffef
}
