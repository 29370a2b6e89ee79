package der

import "bytes"

// Is reports whether the element at b[i:] has the identifier octets tag.
func Is(b []byte, i int, tag string) bool {
	return i >= 0 && len(b)-i >= len(tag) && string(b[i:i+len(tag)]) == tag
}

// HighTag is [Long] for an identifier of several octets, tag, as X.690, 8.1.2.4 has them for numbers from 31.
func HighTag(b []byte, i int, tag string, path string) (c, e int, err error) {
	if c, e, err = highElement(b, i, tag); err != nil {
		return 0, 0, Fail(i, err, path)
	}
	return c, e, nil
}

// OuterHigh is [Outer] for an identifier of several octets.
func OuterHigh(b []byte, tag string) (i int, err error) {
	c, e, err := highElement(b, 0, tag)
	return outer(b, c, e, err)
}

// InnerHigh is [Inner] for an identifier of several octets.
func InnerHigh(b []byte, i int, tag string, path string) (c int, err error) {
	c, e, err := highElement(b, i, tag)
	return inner(b, i, c, e, err, path)
}

// Retag replaces the identifier octet at b[i] by the octets tag, the last of which takes its place, and returns where
// they start, or -1 if there is no room or i is -1.
func Retag(b []byte, i int, tag string) int {
	if uint(i) >= uint(len(b)) || len(tag) == 0 || i+1 < len(tag) {
		return -1
	}
	i++
	copy(b[i-len(tag):i], tag)
	return i - len(tag)
}

// CompareTags compares the identifiers of the elements at b[prev:] and b[i:] by class, then by number, as
// X.680, 8.6 orders them: -1 if prev comes first, 0 if class and number are the same, 1 otherwise.
func CompareTags(b []byte, prev, i int) int {
	return compareTags(identifier(b, prev), identifier(b, i))
}

func compareTags(x, y []byte) int {
	if len(x) == 0 || len(y) == 0 {
		return min(len(x), 1) - min(len(y), 1)
	}
	// Without the bit for "constructed" the first octets are in that order, and all numbers of the high form come
	// after those of the low form. With no zeros in front, a number of more octets is the greater one.
	if p, q := x[0]&^0x20, y[0]&^0x20; p != q {
		return order(int(p), int(q))
	}
	if len(x) != len(y) {
		return order(len(x), len(y))
	}
	return bytes.Compare(x[1:], y[1:])
}

// TagAfter reports whether the element at b[i:] comes after that at b[prev:] in the order of [CompareTags]. Nothing
// is at a negative prev, and all comes after that. The components of a SET stand in that order (X.690, 10.3).
func TagAfter(b []byte, prev, i int) bool {
	return prev < 0 || CompareTags(b, prev, i) < 0
}

func order(x, y int) int {
	if x < y {
		return -1
	}
	return 1
}

// identifier returns the identifier octets at b[i:], nil if there are none.
func identifier(b []byte, i int) []byte {
	if i < 0 || i >= len(b) {
		return nil
	}
	if b[i]&0x1f != 0x1f {
		return b[i : i+1]
	}
	c, err := highNumber(b, i+1)
	if err != nil {
		return b[i : i+1]
	}
	return b[i:c]
}

// highElement is HighTag with an error that has no place yet.
func highElement(b []byte, i int, tag string) (c, e int, err error) {
	switch {
	case i < 0 || i >= len(b):
		return 0, 0, ErrMissing
	case Is(b, i, tag):
		return length(b, i+len(tag))
	case len(b)-i < len(tag) && string(b[i:]) == tag[:len(b)-i]:
		return 0, 0, ErrTruncated
	}
	return 0, 0, ErrTag
}

// highNumber reads the tag number in the identifier octets at b[i:], which follow the first, and returns where they end.
func highNumber(b []byte, i int) (int, error) {
	for k := i; k < len(b); k++ {
		switch {
		case k == i && b[k] == 0x80: // X.690, 8.1.2.4.2 c: no leading zeros
			return 0, ErrTag
		case k == i && b[k] < 31: // X.690, 8.1.2.2: numbers to 30 have an identifier of one octet
			return 0, ErrTag
		case b[k] < 0x80:
			return k + 1, nil
		}
	}
	return 0, ErrTruncated
}
