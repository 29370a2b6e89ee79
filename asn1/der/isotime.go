package der

import (
	"bytes"
	"strings"
)

// Time is a TIME: its contents octets, which are a date, a time, both, an interval or a recurring interval of ISO 8601
// as X.680, 38 has them (X.690, 8.26.1). The zero value is an error to encode.
type Time []byte

// Valid reports whether v is one of those in the one form that it has here: the extended format of ISO 8601, fractions
// after a full stop (zeros at their end count, they say how accurate the time is), a difference to UTC of whole hours
// without minutes, no zeros in front of the numbers of a duration or of a year of more than four digits.
func (v Time) Valid() bool { return validTime(string(v)) }

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
func validTime(s string) bool {
	p := isoParser{rest: s}
	recurring := p.literal('R') // R/interval, or with a number of recurrences R5/interval
	if recurring {
		if n := p.digits(); n != "" && !plain(n) || !p.literal('/') {
			return false
		}
	}
	begin, end, both := strings.Cut(p.rest, "/")
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

func isDuration(s string) bool { return strings.HasPrefix(s, "P") && validDuration(s[1:]) }

// isoForm is the form of a point in time.
type isoForm uint8

const (
	isoNone isoForm = iota
	isoDate
	isoClock
	isoBoth
)

// isoPoint says what form of a point in time s is.
func isoPoint(s string) isoForm {
	if date, clock, ok := strings.Cut(s, "T"); ok {
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
func validISOClock(s string) bool {
	p := isoParser{rest: s}
	hour := p.digits()
	rest := "" // all digits but those of the hour
	for len(rest) < 4 && p.literal(':') {
		n := p.digits()
		if len(n) != 2 || n > "59" && !(len(rest) == 2 && n == "60") {
			return false
		}
		rest += n
	}
	if p.literal('.') {
		n := p.digits()
		if n == "" {
			return false
		}
		rest += n
	}
	if len(hour) != 2 || hour > "24" || hour == "24" && strings.Trim(rest, "0") != "" {
		return false
	}
	return p.rest == "" || p.rest == "Z" || validDifference(p.rest)
}

// validDifference reports whether s is a difference to UTC of at most 15 hours and 59 minutes: +01, -03:30.
func validDifference(s string) bool {
	p := isoParser{rest: s}
	ahead := p.literal('+')
	if !ahead && !p.literal('-') {
		return false
	}
	hour, minute := p.digits(), ""
	if p.literal(':') {
		if minute = p.digits(); len(minute) != 2 || minute == "00" || minute > "59" {
			return false
		}
	}
	return len(hour) == 2 && hour <= "15" && (ahead || hour != "00" || minute != "") && p.rest == ""
}
