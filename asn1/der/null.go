package der

// Null is the value of type NULL.
type Null struct{}

// String gives the value as X.680 writes it.
func (Null) String() string { return "NULL" }

// UnmarshalDER checks that b is exactly one NULL.
func (*Null) UnmarshalDER(b []byte) error {
	i, err := Outer(b, 0x05)
	if err != nil {
		return In("NULL", err)
	}
	if i != len(b) { // X.690, 8.8.2: no contents octets
		return Fail(0, ErrNull, "NULL")
	}
	return nil
}

// AppendDER appends the encoding of NULL to dst. There is no error.
func (Null) AppendDER(dst []byte) ([]byte, error) { return append(dst, 0x05, 0), nil }

// MarshalDER returns the encoding of NULL. There is no error.
func (Null) MarshalDER() ([]byte, error) { return []byte{0x05, 0}, nil }

// Clone returns v.
func (v Null) Clone() Null { return v }

// PutNull writes a NULL in front of b[i:] and returns where it starts, or -1.
func PutNull(b []byte, i int, tag byte) int {
	if i < 2 || i > len(b) {
		return -1
	}
	b[i-2], b[i-1] = tag, 0
	return i - 2
}
