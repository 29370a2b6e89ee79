package der

// octets is a type whose values are their contents octets.
type octets interface {
	~[]byte
	Valid() bool
}

// unmarshal makes *v the contents octets of the element with identifier octets tag that b is, or nil on error: wrong
// if they are not valid.
func unmarshal[T octets](v *T, b []byte, tag, name string, wrong error) error {
	*v = nil
	i, err := OuterHigh(b, tag)
	if err != nil {
		return In(name, err)
	}
	c := T(b[i:len(b):len(b)])
	if !c.Valid() {
		return Fail(0, wrong, name)
	}
	*v = c
	return nil
}

// appendValid appends an element with identifier octets tag and contents octets v to dst. The error is wrong if v is
// not valid, or has 4 GiB and more.
func appendValid[T octets](dst []byte, v T, tag, name string, wrong error) ([]byte, error) {
	n := Size(len(v))
	if n < 0 || !v.Valid() {
		return dst, Fail(-1, wrong, name)
	}
	b := Extend(dst, n+len(tag)-1)
	Retag(b, Put(b, len(b), 0, v), tag)
	return b, nil
}

// view returns the contents octets of the element with identifier octet tag that b is.
func view(b []byte, tag byte, name string) ([]byte, error) {
	i, err := Outer(b, tag)
	if err != nil {
		return nil, In(name, err)
	}
	return b[i:len(b):len(b)], nil
}
