package der

import "bytes"

// TimeOfDay is a TIME-OF-DAY: its contents octets, HHMMSS, local time (X.690, 8.26.3). The zero value is an error to
// encode.
type TimeOfDay []byte

// Valid reports whether v is a time of the day, 240000 for its end and a leap second 60 included.
func (v TimeOfDay) Valid() bool { return len(v) == 6 && validClock(v) }

// String gives the time as X.680 writes it, 15:27:46, and what is not valid as it is.
func (v TimeOfDay) String() string {
	if !v.Valid() {
		return string(v)
	}
	return string(v[:2]) + ":" + string(v[2:4]) + ":" + string(v[4:])
}

// UnmarshalDER decodes b, which is exactly one TIME-OF-DAY. v aliases b. On error v is nil.
func (v *TimeOfDay) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x1f\x20", "TIME-OF-DAY", ErrTime)
}

// AppendDER appends the encoding of v to dst. It is [ErrTime] if v is not valid; dst is then returned as it was.
func (v TimeOfDay) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x1f\x20", "TIME-OF-DAY", ErrTime)
}

// MarshalDER returns the encoding of v, or [ErrTime].
func (v TimeOfDay) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v TimeOfDay) Clone() TimeOfDay { return bytes.Clone(v) }

// validClock reports whether c, six octets, is a time of the day.
func validClock(c []byte) bool {
	return number(c) && (string(c) < "24" && string(c[2:4]) < "60" && string(c[4:]) <= "60" || string(c) == "240000")
}
