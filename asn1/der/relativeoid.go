package der

import (
	"bytes"
	"encoding/hex"
)

// RelativeOID is a RELATIVE-OID: its contents octets (X.690, 8.20). The zero value is an error to encode.
type RelativeOID []byte

// ParseRelativeOID reads the dotted form, "8571.3.2", with arcs of any size. It is [ErrOID] if dotted is not that.
func ParseRelativeOID(dotted string) (RelativeOID, error) {
	c, ok := appendArcs(nil, dotted)
	if !ok {
		return nil, notDotted(dotted)
	}
	return c, nil
}

// Valid reports whether v is a relative object identifier in DER.
func (v RelativeOID) Valid() bool { return validArcs([]byte(v)) }

// String gives the dotted form, and for what is not valid "invalid:" and the octets in hexadecimal.
func (v RelativeOID) String() string {
	if !v.Valid() {
		return "invalid:" + hex.EncodeToString(v)
	}
	return string(formatArcs(nil, []byte(v), 0)[1:])
}

// UnmarshalDER decodes b, which is exactly one RELATIVE-OID. v aliases b. On error v is nil.
func (v *RelativeOID) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x0d", "RELATIVE-OID", ErrOID)
}

// AppendDER appends the encoding of v to dst. It is [ErrOID] if v is not valid; dst is then returned as it was.
func (v RelativeOID) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x0d", "RELATIVE-OID", ErrOID)
}

// MarshalDER returns the encoding of v, or [ErrOID].
func (v RelativeOID) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v RelativeOID) Clone() RelativeOID { return bytes.Clone(v) }
