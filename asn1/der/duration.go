package der

import "bytes"

// Duration is a DURATION: its contents octets, those of ISO 8601 without the P in front, "1Y6M", "T36H", "2W" (X.690,
// 8.26.5). The zero value is an error to encode.
type Duration []byte

// Valid reports whether v is weeks, or years, months, days, hours, minutes and seconds, each left out or a number
// without zeros in front. Only the last number may have a fraction, after a full stop.
func (v Duration) Valid() bool { return validDuration(v) }

// String gives the duration as X.680 writes it: with P in front.
func (v Duration) String() string { return "P" + string(v) }

// UnmarshalDER decodes b, which is exactly one DURATION. v aliases b. On error v is nil.
func (v *Duration) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x1f\x22", "DURATION", ErrTime)
}

// AppendDER appends the encoding of v to dst. It is [ErrTime] if v is not valid; dst is then returned as it was.
func (v Duration) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x1f\x22", "DURATION", ErrTime)
}

// MarshalDER returns the encoding of v, or [ErrTime].
func (v Duration) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v Duration) Clone() Duration { return bytes.Clone(v) }

// validDuration reports whether s is what follows the P of a duration.
func validDuration(s []byte) bool {
	p := isoParser{rest: s}
	if p.quantity('W') {
		return len(p.rest) == 0
	}
	ok := p.quantities("YMD")
	if p.literal('T') {
		ok = p.quantities("HMS") // at least one
	}
	return ok && len(p.rest) == 0
}
