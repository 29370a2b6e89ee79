package der

import "unicode/utf8"

// octetsIn reports whether every octet of c, taken for a character of Latin-1, lies in one of ranges: pairs of characters.
func octetsIn(c []byte, ranges string) bool {
	for _, o := range c {
		if !runeIn(rune(o), ranges) {
			return false
		}
	}
	return true
}

// runeIn reports whether r lies in one of ranges.
func runeIn(r rune, ranges string) bool {
	for len(ranges) > 0 {
		lo, n := utf8.DecodeRuneInString(ranges)
		hi, m := utf8.DecodeRuneInString(ranges[n:])
		if lo <= r && r <= hi && m > 0 {
			return true
		}
		ranges = ranges[n+m:]
	}
	return false
}

// latin1 returns the octets of c as characters of Latin-1, in UTF-8.
func latin1(c []byte) string {
	ascii := true
	for _, o := range c {
		ascii = ascii && o < utf8.RuneSelf
	}
	if ascii {
		return string(c)
	}
	s := make([]byte, 0, 2*len(c))
	for _, o := range c {
		s = utf8.AppendRune(s, rune(o))
	}
	return string(s)
}
