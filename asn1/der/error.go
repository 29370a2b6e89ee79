package der

import (
	"errors"
	"strconv"
	"strings"
)

// What may be wrong, for errors.Is. They arrive wrapped in an [*Error].
var (
	ErrTruncated      = errors.New("element is cut short")
	ErrTrailingData   = errors.New("octets after the end")
	ErrTag            = errors.New("identifier is not the expected one")
	ErrLength         = errors.New("length is indefinite, too large or not in the fewest octets")
	ErrBoolean        = errors.New("boolean is not one octet 00 or FF")
	ErrInteger        = errors.New("integer is empty, padded or too large")
	ErrReal           = errors.New("real number is not in canonical form")
	ErrOID            = errors.New("object identifier is malformed")
	ErrBitString      = errors.New("bit string has wrong unused or trailing bits")
	ErrString         = errors.New("character string has a character that its type does not allow")
	ErrTime           = errors.New("time is not in canonical form or does not exist")
	ErrNull           = errors.New("null has contents")
	ErrEncodedDefault = errors.New("default value is encoded")
	ErrSetOrder       = errors.New("set is not in canonical order")
	ErrDuplicate      = errors.New("component occurs twice")
	ErrChoice         = errors.New("none of the alternatives")
	ErrConstraint     = errors.New("value is outside its constraint")
	ErrMissing        = errors.New("component is missing")
	ErrDepth          = errors.New("nested too deeply")
)

// Error says what is wrong with an encoding, or with a value to be encoded.
type Error struct {
	Path   string // names of ASN.1 from the outermost type inwards, "SingleResponse.certStatus.revoked", "Extensions[2].extnID"
	Offset int    // octets from the start of the input to the identifier of the element that is wrong; negative: there is no input
	Err    error  // one of the errors that this package declares
}

// Error gives "der: Path: byte Offset: Err"; a part that is unknown is left out.
func (e *Error) Error() string {
	s := "der: "
	if e.Path != "" {
		s += e.Path + ": "
	}
	if e.Offset >= 0 {
		s += "byte " + strconv.Itoa(e.Offset) + ": "
	}
	if e.Err == nil {
		return s + "unknown error"
	}
	return s + e.Err.Error()
}

// Unwrap returns what is wrong, without the place.
func (e *Error) Unwrap() error { return e.Err }

// Fail returns the [*Error] of those three parts.
func Fail(offset int, err error, path string) error {
	return &Error{path, offset, err}
}

// In returns err as seen from the type or component that encloses its path: name stands in front. It is nil if err is.
func In(name string, err error) error {
	if err == nil {
		return nil
	}
	e := located(err)
	e.Path = join(name, e.Path)
	return &e
}

// unplaced is [In] for an error in a value to be encoded, which has no offset.
func unplaced(name string, err error) error {
	e := located(err)
	e.Path, e.Offset = join(name, e.Path), -1
	return &e
}

// At returns err as seen from the list whose element number index it concerns. It is nil if err is.
func At(index int, err error) error {
	return In("["+strconv.Itoa(index)+"]", err)
}

// Shift returns an error in an encoding as seen from the message that carries this encoding: n octets into that
// message, and under path there, which takes the place of the type's own name. It is nil if err is.
func Shift(path string, n int, err error) error {
	if err == nil {
		return nil
	}
	e := located(err)
	if k := strings.IndexAny(e.Path, ".["); k >= 0 {
		e.Path = join(path, strings.TrimPrefix(e.Path[k:], "."))
	} else {
		e.Path = path
	}
	if e.Offset >= 0 {
		e.Offset += n
	}
	return &e
}

// located is a copy of the Error that err is, or else err without a place.
func located(err error) Error {
	if e, ok := err.(*Error); ok {
		return *e
	}
	return Error{"", -1, err}
}

// join puts an outer path in front of an inner one. The index of a list takes no dot.
func join(outer, inner string) string {
	if outer == "" || inner == "" || inner[0] == '[' {
		return outer + inner
	}
	return outer + "." + inner
}
