package der

// Put writes an element with contents octets c in front of b[i:] and returns where it starts. Like every Put
// function it returns -1 if there is no room for that, if the value has no encoding, or if i is -1 already; b[:i] may
// then hold anything. So a message is written from its last component to its first, with one look at the end.
func Put(b []byte, i int, tag byte, c []byte) int {
	s := i - len(c)
	if s < 2 || uint(i) > uint(len(b)) || len(c) >= 0x80 {
		return putLarge(b, i, tag, c)
	}
	if d := b[s:i]; len(c) >= 16 && len(c) <= 32 {
		// The length of most keys, hashes and serial numbers: two moves of 16 octets, without a call.
		head, tail := *(*[16]byte)(c), *(*[16]byte)(c[len(c)-16:])
		*(*[16]byte)(d) = head
		*(*[16]byte)(d[len(d)-16:]) = tail
	} else {
		copy(d, c)
	}
	b[s-2], b[s-1] = tag, byte(len(c))
	return s - 2
}

func putLarge(b []byte, i int, tag byte, c []byte) int {
	s := i - len(c)
	if s < 2 || uint(i) > uint(len(b)) {
		return -1
	}
	copy(b[s:i], c)
	return PutHead(b, s, i, tag)
}

// PutKnown writes c, which is an encoding, in front of b[i:] and returns where it starts, or -1 if there is no room. It is a
// few instructions where c is a constant.
func PutKnown(b []byte, i int, c string) int {
	s := i - len(c)
	if s < 0 || uint(i) > uint(len(b)) {
		return -1
	}
	copy(b[s:i], c)
	return s
}

// PutHead writes the header for the contents octets b[i:end] in front of them and returns where it starts, or -1.
func PutHead(b []byte, i, end int, tag byte) int {
	n := end - i
	if i < 2 || n < 0 || end > len(b) {
		return -1
	}
	if n < 0x80 {
		b[i-2], b[i-1] = tag, byte(n)
		return i - 2
	}
	// X.690, 10.1: in the fewest octets; at most four of them, as when decoding.
	if n < 0x10000 && i >= 4 {
		if n < 0x100 {
			b[i-3], b[i-2], b[i-1] = tag, 0x81, byte(n)
			return i - 3
		}
		b[i-4], b[i-3], b[i-2], b[i-1] = tag, 0x82, byte(n>>8), byte(n)
		return i - 4
	}
	if uint64(n) > 0xffffffff {
		return -1
	}
	k := byte(0x80)
	for ; n > 0 && i > 0; n >>= 8 {
		i--
		b[i] = byte(n)
		k++
	}
	if i < 2 {
		return -1
	}
	b[i-2], b[i-1] = tag, k
	return i - 2
}

// PutLong is [PutHead], for generated code that has found the length not to be short.
//
//go:noinline
func PutLong(b []byte, i, end int, tag byte) int {
	return PutHead(b, i, end, tag)
}

// PutShort writes the header for n contents octets at b[i:] in front of them and returns where it starts. The caller has
// checked that n < 128 and i > 1.
func PutShort(b []byte, i, n int, tag byte) int {
	b[i-2], b[i-1] = tag, byte(n)
	return i - 2
}

// Size is the number of octets of an element with n contents octets and an identifier of one octet. It is -1 if there
// is no such element: n is negative, or needs more than four octets.
func Size(n int) int {
	if uint(n) < 0x80 {
		return n + 2
	}
	return sizeLong(n)
}

func sizeLong(n int) int {
	switch {
	case n < 0 || uint64(n) > 0xffffffff:
		return -1
	case n < 0x100:
		return n + 3
	case n < 0x10000:
		return n + 4
	case n < 0x1000000:
		return n + 5
	}
	return n + 6
}

// Append returns dst with an encoding appended that was written into its spare capacity, at dst[:cap(dst)][i:].
func Append(dst []byte, i int) []byte {
	b := dst[:cap(dst)]
	if i < len(dst) || i > len(b) {
		return dst
	}
	if i == len(dst) { // there was just enough room
		return b
	}
	return dst[:len(dst)+copy(b[len(dst):], b[i:])]
}

// Extend returns dst with n more octets, which are to be written. Where dst has no room for them, what is returned
// has at least twice the capacity, so that a buffer in use for many messages settles; a nil dst gets n octets.
func Extend(dst []byte, n int) []byte {
	if n <= 0 {
		return dst
	}
	if cap(dst)-len(dst) >= n {
		return dst[:len(dst)+n]
	}
	b := make([]byte, len(dst)+n, max(len(dst)+n, 2*cap(dst)))
	copy(b, dst)
	return b
}
