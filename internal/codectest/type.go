// Package codectest has what the tests of generated code share: the types of a package as a table, a comparison that
// sees what a user can read, the changes that an encoding is put through, and inputs that are meant to cost a lot.
// Only tests import it.
//
// [Of] makes a [Type] of a generated type. [Mutate] and [Check] are where to go on.
package codectest

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/dergen/dergen/asn1/der"
)

// Codec is what every generated type has, through a pointer.
type Codec[T any] interface {
	*T
	UnmarshalDER(b []byte) error
	AppendDER(dst []byte) ([]byte, error)
	MarshalDER() ([]byte, error)
	Clone() T
}

// Value holds one value of a generated type.
type Value interface {
	UnmarshalDER(b []byte) error
	AppendDER(dst []byte) ([]byte, error)
	MarshalDER() ([]byte, error)

	Copy() Value // what Clone gives
	Get() any    // a pointer to the value
}

// Type is a generated type.
type Type struct {
	Name string // as in ASN.1, the first name in the path of an error
	New  func() Value
}

// Of returns the type T, which is called name in ASN.1.
func Of[T any, P Codec[T]](name string) Type {
	return Type{name, func() Value { return new(box[T, P]) }}
}

type box[T any, P Codec[T]] struct{ v T }

func (x *box[T, P]) UnmarshalDER(b []byte) error          { return P(&x.v).UnmarshalDER(b) }
func (x *box[T, P]) AppendDER(dst []byte) ([]byte, error) { return P(&x.v).AppendDER(dst) }
func (x *box[T, P]) MarshalDER() ([]byte, error)          { return P(&x.v).MarshalDER() }
func (x *box[T, P]) Copy() Value                          { return &box[T, P]{P(&x.v).Clone()} }
func (x *box[T, P]) Get() any                             { return P(&x.v) }

// Sentinels are the errors that package der declares.
var Sentinels = []error{
	der.ErrTruncated, der.ErrTrailingData, der.ErrTag, der.ErrLength, der.ErrBoolean, der.ErrInteger, der.ErrReal, der.ErrOID, der.ErrBitString,
	der.ErrString, der.ErrTime, der.ErrNull, der.ErrEncodedDefault, der.ErrSetOrder, der.ErrDuplicate, der.ErrChoice, der.ErrConstraint,
	der.ErrMissing, der.ErrDepth,
}

// Check decodes b into v, a value of t that may have been used before, and says whether b was accepted. What is accepted
// must encode to b again, through AppendDER into buf if that has room. What is refused must be refused with a
// [*der.Error] that has a path from the type on, an offset within b, and one of the [Sentinels]. b must stay as it was.
func Check(t testing.TB, typ Type, v Value, b, buf []byte) bool {
	t.Helper()
	err := v.UnmarshalDER(b)
	if err != nil {
		CheckError(t, typ, b, err)
		return false
	}
	out, err := v.AppendDER(buf[:0])
	if err != nil {
		t.Errorf("%s: %x is accepted, and then: %v", typ.Name, b, err)
	} else if !bytes.Equal(out, b) {
		t.Errorf("%s: %x is accepted and encoded as %x", typ.Name, b, out)
	}
	return true
}

// CheckError complains about an error, that UnmarshalDER gave for b, if it is not as [Check] says.
func CheckError(t testing.TB, typ Type, b []byte, err error) {
	t.Helper()
	e, ok := err.(*der.Error)
	switch {
	case !ok:
		t.Errorf("%s: %x: %v is no *der.Error", typ.Name, b, err)
	case e.Offset < 0 || e.Offset > len(b):
		t.Errorf("%s: %x: %v: the offset is outside", typ.Name, b, err)
	case e.Path != typ.Name && !strings.HasPrefix(e.Path, typ.Name+".") && !strings.HasPrefix(e.Path, typ.Name+"["):
		t.Errorf("%s: %x: %v: the path begins elsewhere", typ.Name, b, err)
	case !slices.ContainsFunc(Sentinels, func(s error) bool { return errors.Is(err, s) }):
		t.Errorf("%s: %x: %v: an error without a name", typ.Name, b, err)
	}
}
