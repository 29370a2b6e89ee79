package der

import "bytes"

// External is an EXTERNAL: its contents octets, checked as what X.690, 8.18 has for them:
//
//	[UNIVERSAL 8] IMPLICIT SEQUENCE {
//	    direct-reference       OBJECT IDENTIFIER OPTIONAL,
//	    indirect-reference     INTEGER OPTIONAL,
//	    data-value-descriptor  ObjectDescriptor OPTIONAL,
//	    encoding CHOICE {
//	        single-ASN1-type  [0] ABSTRACT-SYNTAX.&Type,
//	        octet-aligned     [1] IMPLICIT OCTET STRING,
//	        arbitrary         [2] IMPLICIT BIT STRING } }
//
// At least one of the references is present. The zero value is an error to encode.
type External []byte

// ExternalParts are the components of an [External]. Of the last three one is present.
type ExternalParts struct {
	DirectReference     Optional[OID]
	IndirectReference   Optional[Integer]
	DataValueDescriptor Optional[ObjectDescriptor]
	SingleASN1Type      Optional[RawValue]
	OctetAligned        Optional[[]byte]
	Arbitrary           Optional[BitString]
}

// Parts returns the components of v, which alias v. The error is that of decoding v, without a path.
func (v External) Parts() (ExternalParts, error) {
	x, direct, err := externalParts(v, 0)
	if err != nil {
		return ExternalParts{}, err
	}
	x.DirectReference.Value = OID(direct)
	return x, nil
}

// Valid reports whether v is a value in DER.
func (v External) Valid() bool { _, _, err := externalParts(v, 0); return err == nil }

// DecodeDER reads the contents octets b[i:]. v aliases b. On error v is nil.
func (v *External) DecodeDER(b []byte, i int) error {
	if _, _, err := externalParts(b, i); err != nil {
		*v = nil
		return err
	}
	*v = b[i:len(b):len(b)]
	return nil
}

// UnmarshalDER decodes b, which is exactly one EXTERNAL. v aliases b. On error v is nil.
func (v *External) UnmarshalDER(b []byte) error {
	i, err := Outer(b, 0x28)
	if err != nil {
		*v = nil
		return In("EXTERNAL", err)
	}
	return In("EXTERNAL", v.DecodeDER(b, i))
}

// AppendDER appends the encoding of v to dst. If v is not valid, dst is returned as it was.
func (v External) AppendDER(dst []byte) ([]byte, error) {
	if _, _, err := externalParts(v, 0); err != nil {
		return dst, unplaced("EXTERNAL", err)
	}
	return appendValid(dst, v, "\x28", "EXTERNAL", ErrLength)
}

// MarshalDER returns the encoding of v, or the error of AppendDER.
func (v External) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v External) Clone() External { return bytes.Clone(v) }

// externalParts reads the components in b[i:]. The value of direct-reference is not in x, so that nothing is allocated, but
// a view beside it.
func externalParts(b []byte, i int) (x ExternalParts, direct []byte, err error) {
	begin := i
	var c, e int
	if Is(b, i, "\x06") {
		x.DirectReference.Present = true
		if i, direct, err = oidComponent(b, i, 0x06, "direct-reference"); err != nil {
			return x, direct, err
		}
	}
	if Is(b, i, "\x02") {
		x.IndirectReference.Present = true
		if i, x.IndirectReference.Value, err = integerComponent(b, i, 0x02, "indirect-reference"); err != nil {
			return x, direct, err
		}
	}
	// X.680, 37.5, and X.690, 8.18.2: the type is identified by one or the other, or by both.
	if i == begin {
		return x, direct, Fail(i, ErrMissing, "direct-reference")
	}
	if Is(b, i, "\x07") {
		if c, e, err = Long(b, i, 0x07, "data-value-descriptor"); err != nil {
			return x, direct, err
		}
		x.DataValueDescriptor = Some(ObjectDescriptor(b[c:e:e]))
		i = e
	}
	switch {
	case Is(b, i, "\xa0"):
		if c, e, err = Long(b, i, 0xa0, "encoding.single-ASN1-type"); err != nil {
			return x, direct, err
		}
		_, end, err := Any(b[:e], c, "encoding.single-ASN1-type")
		if err != nil {
			return x, direct, err
		}
		if err = ended(end, e, "encoding.single-ASN1-type"); err != nil {
			return x, direct, err
		}
		x.SingleASN1Type = Some(RawValue(b[c:e:e]))
	case Is(b, i, "\x81"):
		if c, e, err = Long(b, i, 0x81, "encoding.octet-aligned"); err != nil {
			return x, direct, err
		}
		x.OctetAligned = Some(b[c:e:e])
	case Is(b, i, "\x82"):
		if c, e, err = Long(b, i, 0x82, "encoding.arbitrary"); err != nil {
			return x, direct, err
		}
		if x.Arbitrary.Value, x.Arbitrary.Present = Bits(b[c:e]); !x.Arbitrary.Present {
			return x, direct, Fail(i, ErrBitString, "encoding.arbitrary")
		}
	case i >= len(b):
		return x, direct, Fail(i, ErrMissing, "encoding")
	default:
		return x, direct, Fail(i, ErrChoice, "encoding")
	}
	return x, direct, ended(e, len(b), "")
}
