package der

import (
	"bytes"
)

// GeneralString is a GeneralString: octets whose escape sequences switch between registered character sets. They are
// not interpreted, so that X.690, 11.4, which says where they stand, is not checked.
type GeneralString []byte

// Valid reports true: any octets may stand here.
func (v GeneralString) Valid() bool { return true }

// Len is the number of octets.
func (v GeneralString) Len() int { return len(v) }

// In reports whether every octet, taken for a character of Latin-1, lies in a range. ranges has the first and the last
// character of each.
func (v GeneralString) In(ranges string) bool { return octetsIn(v, ranges) }

// String gives the octets as characters of Latin-1, in UTF-8.
func (v GeneralString) String() string { return latin1(v) }

// UnmarshalDER decodes b, which is exactly one GeneralString. v aliases b. On error v is nil.
func (v *GeneralString) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x1b", "GeneralString", ErrString)
}

// AppendDER appends the encoding of v to dst. There is no error but for 4 GiB and more.
func (v GeneralString) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x1b", "GeneralString", ErrString)
}

// MarshalDER returns the encoding of v, as AppendDER does.
func (v GeneralString) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v GeneralString) Clone() GeneralString { return bytes.Clone(v) }

// GraphicString is a GraphicString: octets whose escape sequences switch between registered character sets. They are
// not interpreted, so that X.690, 11.4, which says where they stand, is not checked.
type GraphicString []byte

// Valid reports true: any octets may stand here.
func (v GraphicString) Valid() bool { return true }

// Len is the number of octets.
func (v GraphicString) Len() int { return len(v) }

// In reports whether every octet, taken for a character of Latin-1, lies in a range. ranges has the first and the last
// character of each.
func (v GraphicString) In(ranges string) bool { return octetsIn(v, ranges) }

// String gives the octets as characters of Latin-1, in UTF-8.
func (v GraphicString) String() string { return latin1(v) }

// UnmarshalDER decodes b, which is exactly one GraphicString. v aliases b. On error v is nil.
func (v *GraphicString) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x19", "GraphicString", ErrString)
}

// AppendDER appends the encoding of v to dst. There is no error but for 4 GiB and more.
func (v GraphicString) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x19", "GraphicString", ErrString)
}

// MarshalDER returns the encoding of v, as AppendDER does.
func (v GraphicString) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v GraphicString) Clone() GraphicString { return bytes.Clone(v) }

// ObjectDescriptor is an ObjectDescriptor, which is a GraphicString with a tag of its own (X.680, 48).
type ObjectDescriptor []byte

// Valid reports true: any octets may stand here.
func (v ObjectDescriptor) Valid() bool { return true }

// Len is the number of octets.
func (v ObjectDescriptor) Len() int { return len(v) }

// In reports whether every octet, taken for a character of Latin-1, lies in a range. ranges has the first and the last
// character of each.
func (v ObjectDescriptor) In(ranges string) bool { return octetsIn(v, ranges) }

// String gives the octets as characters of Latin-1, in UTF-8.
func (v ObjectDescriptor) String() string { return latin1(v) }

// UnmarshalDER decodes b, which is exactly one ObjectDescriptor. v aliases b. On error v is nil.
func (v *ObjectDescriptor) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x07", "ObjectDescriptor", ErrString)
}

// AppendDER appends the encoding of v to dst. There is no error but for 4 GiB and more.
func (v ObjectDescriptor) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x07", "ObjectDescriptor", ErrString)
}

// MarshalDER returns the encoding of v, as AppendDER does.
func (v ObjectDescriptor) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v ObjectDescriptor) Clone() ObjectDescriptor { return bytes.Clone(v) }
