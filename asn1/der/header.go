package der

import "encoding/binary"

// Head reads the header of the element at b[i:], if its identifier octet is tag and its length has the short
// form: its contents are b[c:e]. If e is no index into b, [Long] reads the long form or says what is wrong.
func Head(b []byte, i int, tag byte) (c, e int) {
	if i < 0 || i >= len(b)-1 || b[i] != tag || b[i+1] >= 0x80 {
		return i + 2, -1
	}
	return i + 2, i + 2 + int(b[i+1])
}

// HeadAny is [Head] for an element with any identifier of one octet. If e is no index into b, [Any] reads the
// other forms or says what is wrong.
func HeadAny(b []byte, i int) (c, e int) {
	if i < 0 || i >= len(b)-1 || b[i] == 0 || b[i]&0x1f == 0x1f || b[i+1] >= 0x80 {
		return i + 2, -1
	}
	return i + 2, i + 2 + int(b[i+1])
}

// Long reads the header of the element at b[i:], whose identifier octet must be tag and whose length may have any
// form: its contents are b[c:e]. path goes into an error: [ErrMissing] if nothing is there, [ErrTag], [ErrLength], or
// [ErrTruncated] if the element would end after b.
func Long(b []byte, i int, tag byte, path string) (c, e int, err error) {
	// Of 128 to 65,535 octets, in two length octets or three: all but the rarest of those that [Head] does not read.
	if i >= 0 && i < len(b)-4 {
		switch h := binary.BigEndian.Uint32(b[i:]); h >> 16 {
		case uint32(tag)<<8 | 0x82:
			if n := int(h & 0xffff); n >= 0x100 && n <= len(b)-(i+4) {
				return i + 4, i + 4 + n, nil
			}
		case uint32(tag)<<8 | 0x81:
			if n := int(h >> 8 & 0xff); n >= 0x80 && n <= len(b)-(i+3) {
				return i + 3, i + 3 + n, nil
			}
		}
	}
	return longer(b, i, tag, path)
}

func longer(b []byte, i int, tag byte, path string) (c, e int, err error) {
	if c, e, err = element(b, i, tag); err != nil {
		return 0, 0, Fail(i, err, path)
	}
	return c, e, nil
}

// Any reads the header of the element at b[i:], whatever its identifier is: its contents are b[c:e]. It
// refuses the end-of-contents octets. The errors are those of [Long].
func Any(b []byte, i int, path string) (c, e int, err error) {
	if c, e, err = anyElement(b, i); err != nil {
		return 0, 0, Fail(i, err, path)
	}
	return c, e, nil
}

// Outer reads the header of the one element that b is, with identifier octet tag: its contents are b[i:]. Empty
// input is [ErrTruncated], and an element that ends before b does [ErrTrailingData].
func Outer(b []byte, tag byte) (i int, err error) {
	c, e := Head(b, 0, tag)
	if e == len(b) {
		return c, nil
	}
	if c, e, err = Long(b, 0, tag, ""); err == nil && e == len(b) {
		return c, nil
	}
	c, e, err = element(b, 0, tag)
	return outer(b, c, e, err)
}

// Inner reads the header of the element at b[i:], which must end where b does: its contents are b[c:]. That is how an
// explicit tag holds the value that it tags (X.690, 8.14.2).
func Inner(b []byte, i int, tag byte, path string) (c int, err error) {
	c, e, err := element(b, i, tag)
	return inner(b, i, c, e, err, path)
}

func outer(b []byte, c, e int, err error) (int, error) {
	switch {
	case len(b) == 0:
		return 0, Fail(0, ErrTruncated, "")
	case err != nil:
		return 0, Fail(0, err, "")
	case e != len(b):
		return 0, Fail(e, ErrTrailingData, "")
	}
	return c, nil
}

func inner(b []byte, i, c, e int, err error, path string) (int, error) {
	switch {
	case err != nil:
		return 0, Fail(i, err, path)
	case e != len(b):
		return 0, Fail(e, ErrTrailingData, path)
	}
	return c, nil
}

// element is Long with an error that has no place yet.
func element(b []byte, i int, tag byte) (c, e int, err error) {
	switch {
	case i < 0 || i >= len(b):
		return 0, 0, ErrMissing
	case b[i] != tag:
		return 0, 0, ErrTag
	}
	return length(b, i+1)
}

// anyElement is Any with an error that has no place yet.
func anyElement(b []byte, i int) (c, e int, err error) {
	if i < 0 || i >= len(b) {
		return 0, 0, ErrMissing
	}
	if b[i] == 0 { // X.690, 8.1.5: end-of-contents, which belongs to indefinite lengths
		return 0, 0, ErrTag
	}
	if b[i]&0x1f == 0x1f {
		if c, err = highNumber(b, i+1); err != nil {
			return 0, 0, err
		}
		return length(b, c)
	}
	return length(b, i+1)
}

// length reads the length octets at b[i:], i > 0. The contents that they announce are b[c:e].
func length(b []byte, i int) (c, e int, err error) {
	if i >= len(b) {
		return 0, 0, ErrTruncated
	}
	n := uint64(b[i])
	i++
	if n >= 0x80 {
		// X.690, 10.1: not indefinite. 8.1.3.5 c: not FF. Five octets would say 4 GiB and more.
		k := int(n - 0x80)
		if k == 0 || k > 4 {
			return 0, 0, ErrLength
		}
		n = 0
		for _, o := range b[i:min(i+k, len(b))] {
			if n == 0 && o == 0 { // X.690, 10.1: no leading zeros
				return 0, 0, ErrLength
			}
			n = n<<8 | uint64(o)
		}
		if i += k; i > len(b) {
			return 0, 0, ErrTruncated
		}
		if n < 0x80 { // X.690, 10.1: the short form would do
			return 0, 0, ErrLength
		}
	}
	if n > uint64(len(b)-i) {
		return 0, 0, ErrTruncated
	}
	return i, i + int(n), nil
}
