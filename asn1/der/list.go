package der

// Grow returns a new list that begins with list[:n] and has room for more elements beyond, or for twice as many
// as there were, or for one, whichever is most. Its length is its capacity.
func Grow[T any](list []T, n, more int) []T {
	l := make([]T, n+max(more, n, 1))
	copy(l, list[:n])
	return l
}

// Count returns how many elements b[i:] holds, so that a list of them is allocated once. It looks at their headers only,
// and ends with the first that is none or has fewer than least octets: that one will be refused, and is counted too.
// Hence the elements before the last have least octets each, whoever sends them.
func Count(b []byte, i, least int) int {
	n := 0
	for i < len(b) {
		n++
		_, e := HeadAny(b, i)
		if uint(e) > uint(len(b)) {
			var err error
			if _, e, err = anyElement(b, i); err != nil {
				break
			}
		}
		if e-i < least {
			break
		}
		i = e
	}
	return n
}
