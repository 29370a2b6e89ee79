package der

import "bytes"

// Time is a TIME: its contents octets, which are a date, a time, both, an interval or a recurring interval of ISO 8601
// as X.680, 38 has them (X.690, 8.26.1). The zero value is an error to encode.
type Time []byte

// Valid reports whether v is one of those in the one form that it has here: the extended format of ISO 8601, fractions
// after a full stop (zeros at their end count, they say how accurate the time is), a difference to UTC of whole hours
// without minutes, no zeros in front of the numbers of a duration or of a year of more than four digits.
func (v Time) Valid() bool { return validTime(v) }

// String gives the octets, which are what X.680 writes.
func (v Time) String() string { return string(v) }

// UnmarshalDER decodes b, which is exactly one TIME. v aliases b. On error v is nil.
func (v *Time) UnmarshalDER(b []byte) error {
	return unmarshal(v, b, "\x0e", "TIME", ErrTime)
}

// AppendDER appends the encoding of v to dst. It is [ErrTime] if v is not valid; dst is then returned as it was.
func (v Time) AppendDER(dst []byte) ([]byte, error) {
	return appendValid(dst, v, "\x0e", "TIME", ErrTime)
}

// MarshalDER returns the encoding of v, or [ErrTime].
func (v Time) MarshalDER() ([]byte, error) { return v.AppendDER(nil) }

// Clone returns a copy that shares no memory with v.
func (v Time) Clone() Time { return bytes.Clone(v) }

// validTime reports whether s is a point in time, an interval, or a recurring interval.
func validTime(s []byte) bool {
	p := isoParser{rest: s}
	recurring := p.literal('R') // R/interval, or with a number of recurrences R5/interval
	if recurring {
		if n := p.digits(); len(n) > 0 && !plain(n) || !p.literal('/') {
			return false
		}
	}
	begin, end, both := bytes.Cut(p.rest, []byte("/"))
	switch {
	case !both:
		return isDuration(begin) || !recurring && isoPoint(begin) != isoNone
	case isDuration(begin):
		return isoPoint(end) != isoNone
	case isDuration(end):
		return isoPoint(begin) != isoNone
	}
	form := isoPoint(begin)
	return form != isoNone && form == isoPoint(end)
}

func isDuration(s []byte) bool { return len(s) > 0 && s[0] == 'P' && validDuration(s[1:]) }

// isoForm is the form of a point in time.
type isoForm uint8

const (
	isoNone isoForm = iota
	isoDate
	isoClock
	isoBoth
)

// isoPoint says what form of a point in time s is.
func isoPoint(s []byte) isoForm {
	if date, clock, ok := bytes.Cut(s, []byte("T")); ok {
		if validISODate(date) == aDay && validISOClock(clock) {
			return isoBoth
		}
		return isoNone
	}
	switch {
	case validISOClock(s):
		return isoClock
	case validISODate(s) != noDate:
		return isoDate
	}
	return isoNone
}

// validISOClock reports whether s is hours, hours and minutes, or hours, minutes and seconds, the last of which may have a
// fraction, and then Z for UTC, a difference to UTC, or nothing for local time. The end of a day is 24, a leap second 60.
func validISOClock(s []byte) bool {
	p := isoParser{rest: s}
	hour := p.digits()
	full := true // nothing but zeros behind the hour
	for parts := 0; parts < 2 && p.literal(':'); parts++ {
		n := p.digits()
		if len(n) != 2 || string(n) > "59" && !(parts == 1 && string(n) == "60") {
			return false
		}
		full = full && allZeros(n)
	}
	if p.literal('.') {
		n := p.digits()
		if len(n) == 0 {
			return false
		}
		full = full && allZeros(n)
	}
	if len(hour) != 2 || string(hour) > "24" || string(hour) == "24" && !full {
		return false
	}
	return len(p.rest) == 0 || string(p.rest) == "Z" || validDifference(p.rest)
}

// validDifference reports whether s is a difference to UTC of at most 15 hours and 59 minutes: +01, -03:30.
func validDifference(s []byte) bool {
	p := isoParser{rest: s}
	ahead := p.literal('+')
	if !ahead && !p.literal('-') {
		return false
	}
	hour, whole := p.digits(), true
	if p.literal(':') {
		whole = false
		if n := p.digits(); len(n) != 2 || string(n) == "00" || string(n) > "59" {
			return false
		}
	}
	return len(hour) == 2 && string(hour) <= "15" && (ahead || string(hour) != "00" || !whole) && len(p.rest) == 0
}
