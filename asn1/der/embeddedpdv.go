package der

import "bytes"

// EmbeddedPDV is an EMBEDDED PDV: its contents octets, checked as what X.690, 8.17 and X.680, 36.5 have for them, with
// automatic tags:
//
//	[UNIVERSAL 11] IMPLICIT SEQUENCE {
//	    identification         CHOICE { ... },
//	    data-value-descriptor  ObjectDescriptor OPTIONAL,
//	    data-value             OCTET STRING }
//	(WITH COMPONENTS {..., data-value-descriptor ABSENT})
//
// [Identification] has the CHOICE. The zero value is an error to encode.
type EmbeddedPDV []byte

// Parts returns the components identification and data-value. The octets alias v. The error is that of decoding
// v, without the type's name.
func (v EmbeddedPDV) Parts() (id Identification, value []byte, err error) {
	x, value, err := identified(v, 0, "data-value")
	return x.copied(), value, err
}

// Valid reports whether v is a value in DER.
func (v EmbeddedPDV) Valid() bool { _, _, err := identified(v, 0, "data-value"); return err == nil }

// DecodeDER reads the contents octets b[i:]. v aliases b. On error v is nil.
func (v *EmbeddedPDV) DecodeDER(b []byte, i int) error {
	if _, _, err := identified(b, i, "data-value"); err != nil {
		*v = nil
		return err
	}
	*v = b[i:len(b):len(b)]
	return nil
}

// UnmarshalDER decodes b, which is exactly one EMBEDDED PDV. v aliases b. On error v is nil.
func (v *EmbeddedPDV) UnmarshalDER(b []byte) error {
	i, err := Outer(b, 0x2b)
	if err != nil {
		*v = nil
		return In("EMBEDDED PDV", err)
	}
	return In("EMBEDDED PDV", v.DecodeDER(b, i))
}

// AppendDER appends the encoding of v to dst. If v is not valid, dst is returned as it was.
func (v EmbeddedPDV) AppendDER(dst []byte) ([]byte, error) {
	if _, _, err := identified(v, 0, "data-value"); err != nil {
		return dst, unplaced("EMBEDDED PDV", err)
	}
	return appendValid(dst, v, "\x2b", "EMBEDDED PDV", ErrLength)
}

// MarshalDER returns the encoding of v, or the error of AppendDER.
func (v EmbeddedPDV) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v EmbeddedPDV) Clone() EmbeddedPDV { return bytes.Clone(v) }
