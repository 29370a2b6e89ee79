package schema

import (
	"math/big"
	"testing"
)

// rng makes ranges of pairs of bounds; 99 stands for no bound.
func rng(bounds ...int64) ranges {
	list := []Range{}
	at := func(n int64) *big.Int {
		if n == 99 {
			return nil
		}
		return big.NewInt(n)
	}
	for i := 0; i < len(bounds); i += 2 {
		list = append(list, Range{at(bounds[i]), at(bounds[i+1])})
	}
	return normal(list)
}

func TestRanges(t *testing.T) {
	for _, row := range []struct {
		name      string
		got, want ranges
	}{
		{"apart", rng(5, 7, 1, 2), rng(1, 2, 5, 7)},
		{"next to each other", rng(1, 2, 3, 4), rng(1, 4)},
		{"one in the other", rng(1, 9, 3, 4), rng(1, 9)},
		{"everything", rng(99, 3, 2, 99), nil},
		{"empty", rng(3, 1), ranges{}},
		{"union", rng(1, 2).union(rng(2, 5)), rng(1, 5)},
		{"union with all", rng(1, 2).union(nil), nil},
		{"intersection", rng(1, 5, 8, 10).intersect(rng(4, 9)), rng(4, 5, 8, 9)},
		{"intersection with all", rng(1, 5).intersect(nil), rng(1, 5)},
		{"intersection of none", rng(1, 2).intersect(rng(3, 4)), ranges{}},
		{"open below", rng(99, 4).intersect(rng(1, 99)), rng(1, 4)},
		{"except the middle", rng(1, 9).except(rng(4, 5)), rng(1, 3, 6, 9)},
		{"except an end", rng(1, 9).except(rng(99, 3)), rng(4, 9)},
		{"except beyond", rng(1, 3).except(rng(5, 9)), rng(1, 3)},
		{"except all", rng(1, 3).except(nil), ranges{}},
		{"all except", ranges(nil).except(rng(0, 0)), rng(99, -1, 1, 99)},
		{"except from below", rng(5, 9).except(rng(1, 6)), rng(7, 9)},
	} {
		if !row.got.equal(row.want) {
			t.Errorf("%s: got %s, want %s", row.name, dumpRanges("", row.got), dumpRanges("", row.want))
		}
	}
}
