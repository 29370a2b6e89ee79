package schema

import (
	"math/big"
	"slices"
)

// ranges is a set of numbers: disjoint, in order, none next to another; nil is every number. An empty set is not nil.
type ranges []Range

var one = big.NewInt(1)

// compareLo orders lower bounds; nil is below every number.
func compareLo(a, b *big.Int) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return a.Cmp(b)
}

// normal sorts ranges and joins those that touch.
func normal(list []Range) ranges {
	out := ranges{}
	slices.SortStableFunc(list, func(a, b Range) int { return compareLo(a.Lo, b.Lo) })
	for _, r := range list {
		if r.Lo != nil && r.Hi != nil && r.Lo.Cmp(r.Hi) > 0 {
			continue
		}
		if n := len(out); n > 0 && (out[n-1].Hi == nil || r.Lo == nil || new(big.Int).Sub(r.Lo, one).Cmp(out[n-1].Hi) <= 0) {
			if out[n-1].Hi != nil && (r.Hi == nil || r.Hi.Cmp(out[n-1].Hi) > 0) {
				out[n-1].Hi = r.Hi
			}
			continue
		}
		out = append(out, r)
	}
	if len(out) == 1 && out[0].Lo == nil && out[0].Hi == nil {
		return nil
	}
	return out
}

func (a ranges) union(b ranges) ranges {
	if a == nil || b == nil {
		return nil
	}
	return normal(slices.Concat(a, b))
}

func (a ranges) intersect(b ranges) ranges {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	var list []Range
	for _, x := range a {
		for _, y := range b {
			r := x
			if compareLo(y.Lo, r.Lo) > 0 {
				r.Lo = y.Lo
			}
			if r.Hi == nil || y.Hi != nil && y.Hi.Cmp(r.Hi) < 0 {
				r.Hi = y.Hi
			}
			if r.Lo == nil || r.Hi == nil || r.Lo.Cmp(r.Hi) <= 0 {
				list = append(list, r)
			}
		}
	}
	return normal(list)
}

// except is what is in a and not in b.
func (a ranges) except(b ranges) ranges {
	if b == nil {
		return ranges{}
	}
	list := []Range(a)
	if a == nil {
		list = []Range{{}}
	}
	for _, y := range b {
		var next []Range
		for _, x := range list {
			if y.Lo != nil && compareLo(x.Lo, y.Lo) < 0 {
				below := Range{x.Lo, new(big.Int).Sub(y.Lo, one)}
				if x.Hi != nil && x.Hi.Cmp(below.Hi) < 0 {
					below.Hi = x.Hi
				}
				next = append(next, below)
			}
			if y.Hi != nil && (x.Hi == nil || x.Hi.Cmp(y.Hi) > 0) {
				above := Range{new(big.Int).Add(y.Hi, one), x.Hi}
				if compareLo(x.Lo, above.Lo) > 0 {
					above.Lo = x.Lo
				}
				next = append(next, above)
			}
		}
		list = next
	}
	return normal(list)
}

func (a ranges) equal(b ranges) bool {
	if (a == nil) != (b == nil) || len(a) != len(b) {
		return false
	}
	for i := range a {
		if !sameBound(a[i].Lo, b[i].Lo) || !sameBound(a[i].Hi, b[i].Hi) {
			return false
		}
	}
	return true
}

func sameBound(a, b *big.Int) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Cmp(b) == 0
}

// min and max are the bounds of a set; nil is no bound.
func (a ranges) min() *big.Int {
	if len(a) == 0 {
		return nil
	}
	return a[0].Lo
}

func (a ranges) max() *big.Int {
	if len(a) == 0 {
		return nil
	}
	return a[len(a)-1].Hi
}
