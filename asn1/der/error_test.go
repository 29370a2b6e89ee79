package der

import (
	"errors"
	"testing"
)

func TestErrorText(t *testing.T) {
	for _, row := range []struct {
		name string
		err  error
		want string
	}{
		{"path and offset", Fail(66, ErrTime, "SingleResponse.certStatus"), "der: SingleResponse.certStatus: byte 66: time is not in canonical form or does not exist"},
		{"no path", Fail(0, ErrTag, ""), "der: byte 0: identifier is not the expected one"},
		{"no offset", Fail(-1, ErrInteger, "INTEGER"), "der: INTEGER: integer is empty, padded or too large"},
		{"neither", Fail(-1, ErrNull, ""), "der: null has contents"},
		{"no cause", &Error{Path: "A", Offset: 1}, "der: A: byte 1: unknown error"},
		{"in a type", In("A", Fail(1, ErrTag, "b.c")), "der: A.b.c: byte 1: identifier is not the expected one"},
		{"in a type, no path", In("A", Fail(1, ErrTag, "")), "der: A: byte 1: identifier is not the expected one"},
		{"in a list", In("A", At(2, Fail(1, ErrTag, "b"))), "der: A[2].b: byte 1: identifier is not the expected one"},
		{"in a list of lists", In("A.l", At(0, At(10, Fail(1, ErrTag, "")))), "der: A.l[0][10]: byte 1: identifier is not the expected one"},
		{"another error in a type", In("A", At(1, errors.New("out of luck"))), "der: A[1]: out of luck"},
		{"shifted", Shift("R.response", 31, Fail(4, ErrTag, "B.tbs.x")), "der: R.response.tbs.x: byte 35: identifier is not the expected one"},
		{"shifted, only a type", Shift("R.response", 31, Fail(0, ErrTag, "B")), "der: R.response: byte 31: identifier is not the expected one"},
		{"shifted list", Shift("R.response", 31, Fail(4, ErrTag, "Bs[3].x")), "der: R.response[3].x: byte 35: identifier is not the expected one"},
		{"in nothing", In("", Fail(1, ErrTag, "b")), "der: b: byte 1: identifier is not the expected one"},
		{"shifted element of a list", Shift("R.response", 31, Fail(4, ErrTag, "[3].x")), "der: R.response[3].x: byte 35: identifier is not the expected one"},
		{"shifted, no path", Shift("R.response", 31, Fail(4, ErrTag, "")), "der: R.response: byte 35: identifier is not the expected one"},
		{"shifted, no offset", Shift("R.response", 31, Fail(-1, ErrTag, "B.x")), "der: R.response.x: identifier is not the expected one"},
		{"another error shifted", Shift("R.response", 31, errors.New("out of luck")), "der: R.response: out of luck"},
	} {
		if got := row.err.Error(); got != row.want {
			t.Errorf("%s: %s\n\twant %s", row.name, got, row.want)
		}
		if e := row.err.(*Error); e.Offset < -1 {
			t.Errorf("%s: the offset is %d", row.name, e.Offset)
		}
	}
}

func TestErrorNil(t *testing.T) {
	if In("A", nil) != nil || At(0, nil) != nil || Shift("A", 1, nil) != nil {
		t.Error("no error became one")
	}
}

// TestErrorKept checks that the error one started from stays as it was.
func TestErrorKept(t *testing.T) {
	err := Fail(4, ErrTag, "B.x")
	_, _, _ = In("A", err), At(1, err), Shift("R", 7, err)
	if e := (Error{"B.x", 4, ErrTag}); *err.(*Error) != e {
		t.Errorf("became %v", err)
	}
}

func TestErrorIs(t *testing.T) {
	err := In("A", At(3, Fail(1, ErrReal, "b")))
	var e *Error
	if !errors.Is(err, ErrReal) || errors.Is(err, ErrOID) || !errors.As(err, &e) {
		t.Fatalf("%#v", err)
	}
	if e.Path != "A[3].b" || e.Offset != 1 {
		t.Errorf("%#v", e)
	}
}

// TestSentinels reaches those errors that this package gives out by itself. The others (of a list, a choice, a
// constraint, a DEFAULT, the depth) are for generated code; see codecs.
func TestSentinels(t *testing.T) {
	for _, row := range []struct {
		codec, hex, want string
		err              error
	}{
		{"INTEGER", "", "der: INTEGER: byte 0: element is cut short", ErrTruncated},
		{"INTEGER", "020200", "der: INTEGER: byte 0: element is cut short", ErrTruncated},
		{"INTEGER", "02010100", "der: INTEGER: byte 3: octets after the end", ErrTrailingData},
		{"INTEGER", "030101", "der: INTEGER: byte 0: identifier is not the expected one", ErrTag},
		{"INTEGER", "0280010000", "der: INTEGER: byte 0: length is indefinite, too large or not in the fewest octets", ErrLength},
		{"INTEGER", "02810101", "der: INTEGER: byte 0: length is indefinite, too large or not in the fewest octets", ErrLength},
		{"INTEGER", "0285010000000001", "der: INTEGER: byte 0: length is indefinite, too large or not in the fewest octets", ErrLength},
		{"INTEGER", "02020001", "der: INTEGER: byte 0: integer is empty, padded or too large", ErrInteger},
		{"BOOLEAN", "010101", "der: byte 0: boolean is not one octet 00 or FF", ErrBoolean},
		{"REAL", "09020300", "der: REAL: byte 0: real number is not in canonical form", ErrReal},
		{"OID", "06012b", "", nil},
		{"OID", "0602802b", "der: OBJECT IDENTIFIER: byte 0: object identifier is malformed", ErrOID},
		{"OID", "0500", "der: OBJECT IDENTIFIER: byte 0: identifier is not the expected one", ErrTag},
		{"RELATIVE-OID", "0d00", "der: RELATIVE-OID: byte 0: object identifier is malformed", ErrOID},
		{"BITSTRING", "030101", "der: BIT STRING: byte 0: bit string has wrong unused or trailing bits", ErrBitString},
		{"BITSTRING", "0400", "der: BIT STRING: byte 0: identifier is not the expected one", ErrTag},
		{"NAMEDBITS", "03020780", "", nil},
		{"NAMEDBITS", "03020700", "der: byte 0: bit string has wrong unused or trailing bits", ErrBitString},
		{"NULL", "050100", "der: NULL: byte 0: null has contents", ErrNull},
		{"NULL", "0581", "der: NULL: byte 0: element is cut short", ErrTruncated},
		{"UTF8", "0c01ff", "der: UTF8String: byte 0: character string has a character that its type does not allow", ErrString},
		{"GENTIME", "18013a", "der: byte 0: time is not in canonical form or does not exist", ErrTime},
		{"UTCTIME", "17013a", "der: byte 0: time is not in canonical form or does not exist", ErrTime},
		{"DATE", "1f1f083230323631333031", "der: DATE: byte 0: time is not in canonical form or does not exist", ErrTime},
		{"DATE", "1f", "der: DATE: byte 0: element is cut short", ErrTruncated},
		{"DATE", "1f20", "der: DATE: byte 0: identifier is not the expected one", ErrTag},
		{"DATE", "1e", "der: DATE: byte 0: identifier is not the expected one", ErrTag},
		{"OID-IRI", "1f2300", "der: OID-IRI: byte 0: object identifier is malformed", ErrOID},
		{"ANY", "", "der: byte 0: element is cut short", ErrTruncated},
		{"ANY", "0000", "der: byte 0: identifier is not the expected one", ErrTag},
		{"ANY", "1f8101", "der: byte 0: element is cut short", ErrTruncated},
		{"SEQ2", "3006020101010100", "der: b: byte 5: default value is encoded", ErrEncodedDefault},
		{"SEQ2", "3000", "der: a: byte 2: component is missing", ErrMissing},
		{"SETOF", "3106020102020101", "der: [1]: byte 5: set is not in canonical order", ErrSetOrder},
		{"SET2", "31090101ff0201010101ff", "der: byte 8: set is not in canonical order", ErrSetOrder},
		{"SET2", "31090101ff0101ff020101", "der: byte 5: component occurs twice", ErrDuplicate},
		{"CHOICE", "8200", "der: byte 0: none of the alternatives", ErrChoice},
		{"SEQOPT", "3007a0050201010500", "der: a: byte 7: octets after the end", ErrTrailingData},
		{"EXTERNAL", "2800", "der: EXTERNAL.direct-reference: byte 2: component is missing", ErrMissing},
		{"EXTERNAL", "0800", "der: EXTERNAL: byte 0: identifier is not the expected one", ErrTag},
	} {
		_, err := codecs[row.codec](unhex(t, row.hex))
		if row.err == nil && err == nil {
			continue
		}
		if err == nil {
			t.Errorf("%s: %s is accepted", row.codec, row.hex)
		} else if err.Error() != row.want || !errors.Is(err, row.err) {
			t.Errorf("%s: %s: %v\n\twant %s", row.codec, row.hex, err, row.want)
		}
	}
}
