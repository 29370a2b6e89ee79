package der

import "bytes"

// Date is a DATE: its contents octets, YYYYMMDD of the years 1582 to 9999 (X.690, 8.26.2; X.680, 38.4). The zero value
// is an error to encode.
type Date []byte

// Valid reports whether v is a day of those years.
func (v Date) Valid() bool { return len(v) == 8 && validDay(v) }

// String gives the date as X.680 writes it, 1985-04-12, and what is not valid as it is.
func (v Date) String() string {
	if !v.Valid() {
		return string(v)
	}
	return string(v[:4]) + "-" + string(v[4:6]) + "-" + string(v[6:])
}

// UnmarshalDER decodes b, which is exactly one DATE. v aliases b. On error v is nil.
func (v *Date) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x1f\x1f", "DATE", ErrTime)
}

// AppendDER appends the encoding of v to dst. It is [ErrTime] if v is not valid; dst is then returned as it was.
func (v Date) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x1f\x1f", "DATE", ErrTime)
}

// MarshalDER returns the encoding of v, or [ErrTime].
func (v Date) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v Date) Clone() Date { return bytes.Clone(v) }

// DateTime is a DATE-TIME: its contents octets, YYYYMMDDHHMMSS, local time (X.690, 8.26.4). The zero value is an error
// to encode.
type DateTime []byte

// Valid reports whether v is a [Date] and a [TimeOfDay].
func (v DateTime) Valid() bool { return len(v) == 14 && validDay(v[:8]) && validClock(v[8:]) }

// String gives the time as X.680 writes it, 1985-04-12T15:27:46, and what is not valid as it is.
func (v DateTime) String() string {
	if !v.Valid() {
		return string(v)
	}
	return Date(v[:8]).String() + "T" + TimeOfDay(v[8:]).String()
}

// UnmarshalDER decodes b, which is exactly one DATE-TIME. v aliases b. On error v is nil.
func (v *DateTime) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x1f\x21", "DATE-TIME", ErrTime)
}

// AppendDER appends the encoding of v to dst. It is [ErrTime] if v is not valid; dst is then returned as it was.
func (v DateTime) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x1f\x21", "DATE-TIME", ErrTime)
}

// MarshalDER returns the encoding of v, or [ErrTime].
func (v DateTime) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v DateTime) Clone() DateTime { return bytes.Clone(v) }

// validDay reports whether c, eight octets, is a day of the years 1582 to 9999.
func validDay(c []byte) bool {
	return number(c) && string(c) >= "1582" && validYMD(atoi(c[:4]), atoi(c[4:6]), atoi(c[6:]))
}
