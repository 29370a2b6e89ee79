package der

import (
	"bytes"
	"time"
)

// isoParser reads a time of ISO 8601 from its beginning. Its methods take what they are named after.
type isoParser struct {
	rest     []byte
	fraction bool // a quantity with a fraction was taken: no other may follow
}

// literal takes the character c, if it is next.
func (p *isoParser) literal(c byte) bool {
	if len(p.rest) == 0 || p.rest[0] != c {
		return false
	}
	p.rest = p.rest[1:]
	return true
}

// digits takes the digits that are next, of which there may be none.
func (p *isoParser) digits() []byte {
	s := p.rest
	p.rest = bytes.TrimLeft(s, "0123456789")
	return s[:len(s)-len(p.rest)]
}

// quantity takes a number of the unit: 5D, 0.50S.
func (p *isoParser) quantity(unit byte) bool {
	q := *p
	if n := q.digits(); len(n) == 0 || !plain(n) || p.fraction {
		return false
	}
	if q.literal('.') {
		if q.fraction = true; len(q.digits()) == 0 {
			return false
		}
	}
	if !q.literal(unit) {
		return false
	}
	*p = q
	return true
}

// quantities takes numbers of some of the units, in order and at least one.
func (p *isoParser) quantities(units string) bool {
	some := false
	for k := range len(units) {
		if p.quantity(units[k]) {
			some = true
		}
	}
	return some
}

// plain reports whether digits, at least one, has no zeros in front.
func plain(digits []byte) bool { return digits[0] != '0' || len(digits) == 1 }

// allZeros reports whether digits, if there are any, are zeros.
func allZeros(digits []byte) bool { return len(bytes.TrimLeft(digits, "0")) == 0 }

// accuracy is what a date names.
type accuracy uint8

const (
	noDate    accuracy = iota
	aLongTime          // a century, year, month or week
	aDay
)

// validISODate says what s names as a date: 19C, 1985, 1985-04, 1985-W15, 1985-04-12, 1985-102, 1985-W15-5, -0002-04-12,
// +12345-01-01.
func validISODate(s []byte) accuracy {
	p := isoParser{rest: s}
	before, after := p.literal('-'), p.literal('+')
	year := p.digits()
	n := len(year)
	century := p.literal('C')
	if century {
		n += 2
	}
	// A year has four digits, and a sign only if it is before 0000. With a sign it may have more.
	switch {
	case before && after, n < 4, n == 4 && after, n > 4 && (!before && !after || year[0] == '0'), before && allZeros(year):
		return noDate
	case len(p.rest) == 0:
		return aLongTime
	case century || !p.literal('-'):
		return noDate
	}
	// The calendar is the same every 400 years.
	y := atoi(year[n-4:]) % 400
	if before {
		y = 400 - y
	}
	if p.literal('W') {
		return p.week(y)
	}
	month := p.digits()
	switch {
	case len(month) == 3: // the day of the year
		if len(p.rest) == 0 && string(month) > "000" && atoi(month) <= time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC).YearDay() {
			return aDay
		}
		return noDate
	case len(month) != 2 || !validYMD(y, atoi(month), 1):
		return noDate
	case len(p.rest) == 0:
		return aLongTime
	case !p.literal('-'):
		return noDate
	}
	if day := p.digits(); len(day) != 2 || len(p.rest) > 0 || !validYMD(y, atoi(month), atoi(day)) {
		return noDate
	}
	return aDay
}

// week takes a week of the year, and maybe a day of the week, to the end.
func (p *isoParser) week(year int) accuracy {
	week := p.digits()
	_, last := time.Date(year, 12, 28, 0, 0, 0, 0, time.UTC).ISOWeek() // ISO 8601: that day is in the last week
	if len(week) != 2 || string(week) == "00" || atoi(week) > last {
		return noDate
	}
	if len(p.rest) == 0 {
		return aLongTime
	}
	if len(p.rest) != 2 || p.rest[0] != '-' || p.rest[1] < '1' || p.rest[1] > '7' {
		return noDate
	}
	return aDay
}

// validYMD reports whether there is such a day. Month and day are below 100.
func validYMD(year, month, day int) bool {
	return month >= 1 && month <= 12 && day >= 1 && time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() == day
}

// atoi is the number that a few digits are.
func atoi[T string | []byte](digits T) int {
	n := 0
	for k := range len(digits) {
		n = 10*n + int(digits[k]-'0')
	}
	return n
}
