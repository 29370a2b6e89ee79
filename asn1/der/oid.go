package der

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// OID is an OBJECT IDENTIFIER: its contents octets (X.690, 8.19), in a string so that it can be a constant, a key of
// a map and a case of a switch. The zero value is an error to encode.
type OID string

// ParseOID reads the dotted form, "1.3.6.1.5.5.7.48.1.1", with arcs of any size. It is [ErrOID] if dotted is not that, or
// no object identifier begins like that (X.660: 0, 1 or 2; below 0 and 1 up to 39).
func ParseOID(dotted string) (OID, error) {
	root, rest, ok := strings.Cut(dotted, ".")
	second, rest, more := strings.Cut(rest, ".")
	if !ok || len(root) != 1 || root[0] < '0' || root[0] > '2' {
		return "", notDotted(dotted)
	}
	first := 40 * uint64(root[0]-'0')
	c, ok := appendArc(nil, second, first)
	if !ok || first < 80 && (len(c) != 1 || uint64(c[0]) >= first+40) {
		return "", notDotted(dotted)
	}
	if more {
		if c, ok = appendArcs(c, rest); !ok {
			return "", notDotted(dotted)
		}
	}
	return OID(c), nil
}

func notDotted(s string) error { return fmt.Errorf("der: %q: %w", s, ErrOID) }

// Valid reports whether v is an object identifier in DER.
func (v OID) Valid() bool { return validArcs(v) }

// String gives the dotted form, and for what is not valid "invalid:" and the octets in hexadecimal. The time that
// this takes is more than linear in the size of an arc of thousands of octets.
func (v OID) String() string {
	if !v.Valid() {
		return "invalid:" + hex.EncodeToString([]byte(v))
	}
	// X.690, 8.19.4: the first subidentifier is 40 * first arc + second arc.
	var s []byte
	switch {
	case v[0] < 40:
		s = append(s, "0."...)
		s = strconv.AppendUint(s, uint64(v[0]), 10)
		return string(formatArcs(s, v[1:], 0))
	case v[0] < 80:
		s = append(s, "1."...)
		s = strconv.AppendUint(s, uint64(v[0]-40), 10)
		return string(formatArcs(s, v[1:], 0))
	}
	return string(formatArcs(append(s, '2'), v, 80))
}

// UnmarshalDER decodes b, which is exactly one OBJECT IDENTIFIER. v does not alias b. On error v is empty.
func (v *OID) UnmarshalDER(b []byte) error {
	i, err := Outer(b, 0x06)
	if err != nil {
		*v = ""
		return In("OBJECT IDENTIFIER", err)
	}
	o, ok := DecodeOID(b[i:], *v)
	if *v = o; !ok {
		return Fail(0, ErrOID, "OBJECT IDENTIFIER")
	}
	return nil
}

// AppendDER appends the encoding of v to dst. It is [ErrOID] if v is not valid; dst is then returned as it was.
func (v OID) AppendDER(dst []byte) ([]byte, error) {
	n := Size(len(v))
	if n < 0 || !v.Valid() {
		return dst, Fail(-1, ErrOID, "OBJECT IDENTIFIER")
	}
	b := Extend(dst, n)
	PutOID(b, len(b), 0x06, v)
	return b, nil
}

// MarshalDER returns the encoding of v, or [ErrOID].
func (v OID) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns v.
func (v OID) Clone() OID { return v }

// DecodeOID returns the value of the contents octets of an OBJECT IDENTIFIER, which does not alias c. It is not ok if
// they are no DER. If old has the same value it is old that is returned, and nothing is allocated.
func DecodeOID(c []byte, old OID) (OID, bool) {
	if !validArcs(c) {
		return "", false
	}
	if string(c) == string(old) {
		return old, true
	}
	return OID(c), true
}

// PutOID writes an OBJECT IDENTIFIER in front of b[i:] and returns where it starts, or -1.
func PutOID(b []byte, i int, tag byte, v OID) int {
	s := i - len(v)
	if s < 2 || uint(i) > uint(len(b)) || !validArcs(v) {
		return -1
	}
	copy(b[s:i], v)
	if len(v) >= 0x80 {
		return PutHead(b, s, i, tag)
	}
	b[s-2], b[s-1] = tag, byte(len(v))
	return s - 2
}
