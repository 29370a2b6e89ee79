package der

import (
	"encoding/binary"
	"time"
)

// GeneralizedTime decodes the element at b[i:], whose identifier octet must be tag and which ends at b[e]: a GeneralizedTime
// of the years 0000 to 9999. t is in UTC. path goes into an error: those of [Long], or [ErrTime], which is
// also what a second 60 and more than nine digits of a fraction are.
func GeneralizedTime(b []byte, i int, tag byte, path string) (t time.Time, e int, err error) {
	// X.690, 11.7: YYYYMMDDHHMMSSZ, the form without a fraction; here of the years 2000 to 2099, where one in four is a leap year.
	if i >= 0 && i <= len(b)-17 {
		p := (*[17]byte)(b[i : i+17])
		if binary.LittleEndian.Uint32(p[:]) == uint32(tag)|15<<8|'2'<<16|'0'<<24 {
			date, clock, bad := twoByTwo(binary.LittleEndian.Uint64(p[2:]), binary.LittleEndian.Uint64(p[9:]))
			year, day := uint32(date>>16&0xff), uint32(date>>48)
			length, before := monthOf(year, date)
			if !bad && day-1 < length && isClock(clock) {
				s := int64(year/4*fourYearDays+before+day-1)*daySeconds + year2000 + clockSeconds(clock)
				return time.Unix(s, 0).UTC(), i + 17, nil
			}
		}
	}
	return generalizedTime(b, i, tag, path)
}

// generalizedTime is GeneralizedTime for what does not have its usual form.
func generalizedTime(b []byte, i int, tag byte, path string) (t time.Time, e int, err error) {
	c, e, err := Long(b, i, tag, path)
	if err != nil {
		return time.Time{}, 0, err
	}
	t, ok := DecodeGeneralizedTime(b[c:e])
	if !ok {
		return time.Time{}, 0, Fail(i, ErrTime, path)
	}
	return t, e, nil
}

// DecodeGeneralizedTime returns the value of the contents octets of a GeneralizedTime. It is not ok if they are no
// DER, or are what [GeneralizedTime] refuses.
func DecodeGeneralizedTime(c []byte) (t time.Time, ok bool) {
	n := len(c)
	if n < 15 || c[n-1] != 'Z' { // X.690, 11.7.1: ends with Z; 11.7.2: seconds are present
		return time.Time{}, false
	}
	s, ok := seconds(binary.LittleEndian.Uint64(c), binary.LittleEndian.Uint64(c[7:])&(1<<56-1)|'Z'<<56)
	if !ok {
		return time.Time{}, false
	}
	if n == 15 {
		return time.Unix(s, 0).UTC(), true
	}
	f := c[14 : n-1]
	// X.690, 11.7.4: a full stop; 11.7.3: digits, the last of which is not 0.
	if f[0] != '.' || len(f) < 2 || len(f) > 10 || f[len(f)-1] == '0' {
		return time.Time{}, false
	}
	nanoseconds := int64(0)
	for k := 1; k < 10; k++ {
		d := byte('0')
		if k < len(f) {
			d = f[k]
		}
		if d < '0' || d > '9' {
			return time.Time{}, false
		}
		nanoseconds = 10*nanoseconds + int64(d-'0')
	}
	return time.Unix(s, nanoseconds).UTC(), true
}

// GeneralizedTimeLen is the number of contents octets of a GeneralizedTime; -1 if t is not in the years 0000 to 9999.
func GeneralizedTimeLen(t time.Time) int {
	if uint64(t.Unix()-yearZero) >= yearsEnd {
		return -1
	}
	f := t.Nanosecond()
	if f == 0 {
		return 15
	}
	n := 25
	for ; f%10 == 0; f /= 10 {
		n--
	}
	return n
}

// PutGeneralizedTime writes a GeneralizedTime in front of b[i:] and returns where it starts, or -1, also if t is not in the
// years 0000 to 9999 of UTC. All that time.Time holds of a fraction of a second is written.
func PutGeneralizedTime(b []byte, i int, tag byte, t time.Time) int {
	u := uint64(t.Unix() - yearZero)
	if t.Nanosecond() != 0 {
		return putFraction(b, i, tag, t)
	}
	if i < 17 || i > len(b) || u >= yearsEnd {
		return -1
	}
	p := (*[17]byte)(b[i-17 : i])
	p[0], p[1], p[16] = tag, 15, 'Z'
	putCivil((*[14]byte)(p[2:16]), u)
	return i - 17
}

// putFraction is PutGeneralizedTime for a time with a fraction of a second.
func putFraction(b []byte, i int, tag byte, t time.Time) int {
	n, f := GeneralizedTimeLen(t), t.Nanosecond()
	if n < 0 || i < n+2 || i > len(b) {
		return -1
	}
	// YYYYMMDDHHMMSS.fffffffffZ without the zeros at the end of the fraction (X.690, 11.7.3).
	c := b[i-n : i]
	putCivil((*[14]byte)(c), uint64(t.Unix()-yearZero))
	c[14], c[n-1] = '.', 'Z'
	for k := 23; k > 14; k-- {
		if k < n-1 {
			c[k] = byte('0' + f%10)
		}
		f /= 10
	}
	return PutHead(b, i-n, i, tag)
}
