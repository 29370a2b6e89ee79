package der

import (
	"slices"
	"testing"
)

func TestGrow(t *testing.T) {
	for _, row := range []struct{ n, more, want int }{
		{0, 0, 1}, {0, 7, 7}, {3, 0, 6}, {3, 2, 6}, {3, 9, 12}, {1, -5, 2},
	} {
		list := []int{1, 2, 3, 4}
		got := Grow(list, row.n, row.more)
		if len(got) != row.want || cap(got) != row.want || !slices.Equal(got[:row.n], list[:row.n]) || row.n < len(got) && got[row.n] != 0 {
			t.Errorf("%d and %d more: %v of %d", row.n, row.more, got, cap(got))
		}
	}
}
