package der

// Boolean returns the value of the contents octets of a BOOLEAN. It is not ok if they are no DER.
func Boolean(c []byte) (v, ok bool) {
	// X.690, 8.2.1: one octet; 11.1: TRUE is FF.
	if len(c) != 1 {
		return false, false
	}
	return c[0] == 0xff, c[0]+1 <= 1
}

// PutBoolean writes a BOOLEAN in front of b[i:] and returns where it starts, or -1.
func PutBoolean(b []byte, i int, tag byte, v bool) int {
	if i < 3 || i > len(b) {
		return -1
	}
	p := b[i-3 : i]
	p[0], p[1], p[2] = tag, 1, 0
	if v {
		p[2] = 0xff // X.690, 11.1
	}
	return i - 3
}
