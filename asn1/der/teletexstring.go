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
func (v *TeletexString) UnmarshalDER(b []byte) (err error) {
	*v, err = view(b, 0x14, "TeletexString")
	return err
}

// AppendDER appends the encoding of v to dst. There is no error.
func (v TeletexString) AppendDER(dst []byte) ([]byte, error) { return appendElement(dst, 0x14, v), nil }

// MarshalDER returns the encoding of v. There is no error.
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
func (v *VideotexString) UnmarshalDER(b []byte) (err error) {
	*v, err = view(b, 0x15, "VideotexString")
	return err
}

// AppendDER appends the encoding of v to dst. There is no error.
func (v VideotexString) AppendDER(dst []byte) ([]byte, error) {
	return appendElement(dst, 0x15, v), nil
}

// MarshalDER returns the encoding of v. There is no error.
func (v VideotexString) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v VideotexString) Clone() VideotexString { return bytes.Clone(v) }
