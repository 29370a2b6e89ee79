package der

import (
	"bytes"
)

// TeletexString is a TeletexString, or T61String: octets whose escape sequences switch between registered character
// sets. They are not interpreted, so that X.690, 11.4, which says where they stand, is not checked.
type TeletexString []byte

// Valid reports true: any octets may stand here.
func (v TeletexString) Valid() bool { return true }

// Len is the number of octets.
func (v TeletexString) Len() int { return len(v) }

// In reports whether every octet, taken for a character of Latin-1, lies in a range. ranges has the first and the last
// character of each.
func (v TeletexString) In(ranges string) bool { return octetsIn(v, ranges) }

// String gives the octets as characters of Latin-1, in UTF-8.
func (v TeletexString) String() string { return latin1(v) }

// UnmarshalDER decodes b, which is exactly one TeletexString. v aliases b. On error v is nil.
func (v *TeletexString) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x14", "TeletexString", ErrString)
}

// AppendDER appends the encoding of v to dst. There is no error but for 4 GiB and more.
func (v TeletexString) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x14", "TeletexString", ErrString)
}

// MarshalDER returns the encoding of v, as AppendDER does.
func (v TeletexString) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v TeletexString) Clone() TeletexString { return bytes.Clone(v) }

// VideotexString is a VideotexString: octets whose escape sequences switch between registered character sets. They are
// not interpreted, so that X.690, 11.4, which says where they stand, is not checked.
type VideotexString []byte

// Valid reports true: any octets may stand here.
func (v VideotexString) Valid() bool { return true }

// Len is the number of octets.
func (v VideotexString) Len() int { return len(v) }

// In reports whether every octet, taken for a character of Latin-1, lies in a range. ranges has the first and the last
// character of each.
func (v VideotexString) In(ranges string) bool { return octetsIn(v, ranges) }

// String gives the octets as characters of Latin-1, in UTF-8.
func (v VideotexString) String() string { return latin1(v) }

// UnmarshalDER decodes b, which is exactly one VideotexString. v aliases b. On error v is nil.
func (v *VideotexString) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x15", "VideotexString", ErrString)
}

// AppendDER appends the encoding of v to dst. There is no error but for 4 GiB and more.
func (v VideotexString) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x15", "VideotexString", ErrString)
}

// MarshalDER returns the encoding of v, as AppendDER does.
func (v VideotexString) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v VideotexString) Clone() VideotexString { return bytes.Clone(v) }
