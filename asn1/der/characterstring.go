package der

import "bytes"

// CharacterString is a CHARACTER STRING: its contents octets, checked as what X.690, 8.24 and X.680, 44.5 have for
// them, with automatic tags:
//
//	[UNIVERSAL 29] IMPLICIT SEQUENCE {
//	    identification         CHOICE { ... },
//	    data-value-descriptor  ObjectDescriptor OPTIONAL,
//	    string-value           OCTET STRING }
//	(WITH COMPONENTS {..., data-value-descriptor ABSENT})
//
// [Identification] has the CHOICE. The zero value is an error to encode.
type CharacterString []byte

// Parts returns the components identification and string-value. The octets alias v. The error is that of decoding
// v, without the type's name.
func (v CharacterString) Parts() (id Identification, value []byte, err error) {
	x, value, err := identified(v, 0, "string-value")
	return x.copied(), value, err
}

// Valid reports whether v is a value in DER.
func (v CharacterString) Valid() bool {
	_, _, err := identified(v, 0, "string-value")
	return err == nil
}

// DecodeDER reads the contents octets b[i:]. v aliases b. On error v is nil.
func (v *CharacterString) DecodeDER(b []byte, i int) error {
	if _, _, err := identified(b, i, "string-value"); err != nil {
		*v = nil
		return err
	}
	*v = b[i:len(b):len(b)]
	return nil
}

// UnmarshalDER decodes b, which is exactly one CHARACTER STRING. v aliases b. On error v is nil.
func (v *CharacterString) UnmarshalDER(b []byte) error {
	i, err := Outer(b, 0x3d)
	if err != nil {
		*v = nil
		return In("CHARACTER STRING", err)
	}
	return In("CHARACTER STRING", v.DecodeDER(b, i))
}

// AppendDER appends the encoding of v to dst. If v is not valid, dst is returned as it was.
func (v CharacterString) AppendDER(dst []byte) ([]byte, error) {
	if _, _, err := identified(v, 0, "string-value"); err != nil {
		return dst, unplaced("CHARACTER STRING", err)
	}
	return appendValid(dst, v, "\x3d", "CHARACTER STRING", ErrLength)
}

// MarshalDER returns the encoding of v, or the error of AppendDER.
func (v CharacterString) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v CharacterString) Clone() CharacterString { return bytes.Clone(v) }
