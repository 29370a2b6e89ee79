package der

import (
	"bytes"
	"slices"
)

// RawValue is one element as a whole: identifier, length and contents octets. It is the value of an open type. Identifier
// and length are checked when it is decoded, the contents are not looked at. The zero value is an error to encode.
type RawValue []byte

// Valid reports whether v is exactly one element.
func (v RawValue) Valid() bool {
	if _, e := HeadAny(v, 0); e == len(v) {
		return true
	}
	_, e, err := anyElement(v, 0)
	return err == nil && e == len(v)
}

// Identifier returns the identifier octets, a view of v; nil if v is not valid.
func (v RawValue) Identifier() []byte {
	if !v.Valid() {
		return nil
	}
	return identifier(v, 0)
}

// Contents returns the contents octets, a view of v; nil if v is not valid.
func (v RawValue) Contents() []byte {
	c, e, err := anyElement(v, 0)
	if err != nil || e != len(v) {
		return nil
	}
	return v[c:e:e]
}

// UnmarshalDER checks that b is exactly one element. v aliases b. On error v is nil.
func (v *RawValue) UnmarshalDER(b []byte) error {
	*v = nil
	c, e, err := anyElement(b, 0)
	if _, err = outer(b, c, e, err); err != nil {
		return err
	}
	*v = b[:e:e]
	return nil
}

// AppendDER appends v to dst. If v is not one element, dst is returned as it was, with the error that decoding v gives.
func (v RawValue) AppendDER(dst []byte) ([]byte, error) {
	c, e, err := anyElement(v, 0)
	if _, err = outer(v, c, e, err); err != nil {
		return dst, err
	}
	return append(dst, v...), nil
}

// MarshalDER returns a copy of v, or the error of AppendDER.
func (v RawValue) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v RawValue) Clone() RawValue { return bytes.Clone(v) }

// PutRaw writes v in front of b[i:] and returns where it starts, or -1, also if v is not exactly one element.
func PutRaw(b []byte, i int, v RawValue) int {
	if len(v) == 2 && v[1] == 0 && v[0] != 0 && v[0]&0x1f != 0x1f && i >= 2 && i <= len(b) { // NULL, as most parameters are
		b[i-2], b[i-1] = v[0], 0
		return i - 2
	}
	if i < len(v) || i > len(b) || !v.Valid() {
		return -1
	}
	copy(b[i-len(v):i], v)
	return i - len(v)
}

// Additions are the extension additions of a SEQUENCE or SET that its type does not know (X.680, 52.7): whole elements, one
// after the other. They are kept and encoded again as they were.
type Additions []byte

// Valid reports whether v is a row of elements, or empty.
func (v Additions) Valid() bool {
	for i := 0; i < len(v); {
		_, e, err := anyElement(v, i)
		if err != nil {
			return false
		}
		i = e
	}
	return true
}

// Apart reports whether no two elements of v, which must be valid, have the same tag, and none has the identifier octets
// of one of known: those of a SET do not (X.680, 27.3), since its components are told apart by them.
func (v Additions) Apart(known ...string) bool {
	ascending := true
	for prev, i := -1, 0; i < len(v); {
		_, e, err := anyElement(v, i)
		if err != nil || slices.Contains(known, string(identifier(v, i))) {
			return false
		}
		ascending = ascending && TagAfter(v, prev, i) // as in DER
		prev, i = i, e
	}
	return ascending || SortSet(bytes.Clone(v), 0, len(v)) == 0
}

// Clone returns a copy that shares no memory with v.
func (v Additions) Clone() Additions { return bytes.Clone(v) }

// PutAdditions writes v in front of b[i:] and returns where it starts, or -1, also if v is not valid.
func PutAdditions(b []byte, i int, v Additions) int {
	if i < len(v) || i > len(b) || !v.Valid() {
		return -1
	}
	copy(b[i-len(v):i], v)
	return i - len(v)
}
