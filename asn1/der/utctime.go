package der

import (
	"encoding/binary"
	"time"
)

// UTCTime decodes the element at b[i:], whose identifier octet must be tag and which ends at b[e]: a UTCTime, whose two
// digits of the year say 1950 to 2049. t is in UTC. path goes into an error: those of [Long], or [ErrTime], which is
// also what a second 60 is.
func UTCTime(b []byte, i int, tag byte, path string) (t time.Time, e int, err error) {
	c, e := Head(b, i, tag)
	if uint(e) > uint(len(b)) {
		if c, e, err = Long(b, i, tag, path); err != nil {
			return time.Time{}, 0, err
		}
	}
	t, ok := DecodeUTCTime(b[c:e])
	if !ok {
		return time.Time{}, 0, Fail(i, ErrTime, path)
	}
	return t, e, nil
}

// DecodeUTCTime returns the value of the contents octets of a UTCTime. It is not ok if they are no DER, or are what
// [UTCTime] refuses.
func DecodeUTCTime(c []byte) (t time.Time, ok bool) {
	// X.690, 11.8: YYMMDDHHMMSSZ. seconds looks at all of these, the Z too.
	if len(c) != 13 {
		return time.Time{}, false
	}
	century := uint64('2' | '0'<<8)
	if c[0] >= '5' { // RFC 5280, 4.1.2.5.1
		century = '1' | '9'<<8
	}
	s, ok := seconds(century|binary.LittleEndian.Uint64(c)<<16, binary.LittleEndian.Uint64(c[5:]))
	if !ok {
		return time.Time{}, false
	}
	return time.Unix(s, 0).UTC(), true
}

// UTCTimeLen is the number of contents octets of a UTCTime; -1 if t is not in the years 1950 to 2049, or not a whole second.
func UTCTimeLen(t time.Time) int {
	if uint64(t.Unix()-utcBegin) >= utcEnd-utcBegin || t.Nanosecond() != 0 {
		return -1
	}
	return 13
}

// The years 1950 to 2049, in seconds from 1970.
const (
	utcBegin = -7305 * daySeconds
	utcEnd   = 29220 * daySeconds
)

// PutUTCTime writes a UTCTime in front of b[i:] and returns where it starts, or -1, also if t has none: see [UTCTimeLen].
func PutUTCTime(b []byte, i int, tag byte, t time.Time) int {
	if i < 15 || i > len(b) || UTCTimeLen(t) < 0 {
		return -1
	}
	var p [14]byte
	putCivil(&p, uint64(t.Unix()-yearZero))
	c := b[i-15 : i]
	c[0], c[1], c[14] = tag, 13, 'Z'
	copy(c[2:14], p[2:])
	return i - 15
}
