package der

import (
	"bytes"
	"slices"
)

// Ascending reports whether the element b[i:e] may stand after the element b[prev:i] in a SET OF: their octets are
// in ascending order, or equal (X.690, 11.6). Nothing is at a negative prev, and all may stand after that.
func Ascending(b []byte, prev, i, e int) bool {
	// X.690, 11.6 pads the shorter one with zeros; but no element is the beginning of another one.
	return prev < 0 || bytes.Compare(b[prev:i], b[i:e]) <= 0
}

// SortSetOf brings the elements that b[i:end] consists of into the order of a SET OF (X.690, 11.6) and returns i, or -1 if
// they are no elements. It allocates only if they are in another order.
func SortSetOf(b []byte, i, end int) int {
	return sortElements(b, i, end, bytes.Compare)
}

// SortSet brings the elements that b[i:end] consists of into the order of a SET (X.690, 10.3), which is that of their tags
// by [CompareTags], and returns i, or -1 if they are no elements or two of them have the same tag. It allocates only
// if they are in another order.
func SortSet(b []byte, i, end int) int {
	i = sortElements(b, i, end, compareIdentifiers)
	if i < 0 {
		return -1
	}
	for prev, k := -1, i; k < end; {
		_, e, _ := anyElement(b[:end], k)
		if !TagAfter(b, prev, k) {
			return -1
		}
		prev, k = k, e
	}
	return i
}

func compareIdentifiers(x, y []byte) int {
	return compareTags(identifier(x, 0), identifier(y, 0))
}

// sortElements brings the elements that b[i:end] consists of into the order of compare.
func sortElements(b []byte, i, end int, compare func(x, y []byte) int) int {
	if i < 0 || end < i || end > len(b) {
		return -1
	}
	b = b[:end]
	sorted := true
	for prev, k := -1, i; k < end; {
		_, e, err := anyElement(b, k)
		if err != nil {
			return -1
		}
		sorted = sorted && (prev < 0 || compare(b[prev:k], b[k:e]) <= 0)
		prev, k = k, e
	}
	if sorted {
		return i
	}
	old := bytes.Clone(b[i:])
	var list [][]byte
	for k := 0; k < len(old); {
		_, e, _ := anyElement(old, k)
		list = append(list, old[k:e])
		k = e
	}
	slices.SortFunc(list, compare)
	k := i
	for _, x := range list {
		k += copy(b[k:], x)
	}
	return i
}
