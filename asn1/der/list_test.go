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

func TestCount(t *testing.T) {
	long := append([]byte{0x04, 0x81, 0x80}, make([]byte, 0x80)...)
	for _, row := range []struct {
		name        string
		b           []byte
		i, least, n int
	}{
		{"empty", nil, 0, 2, 0},
		{"at the end", []byte{5, 0}, 2, 2, 0},
		{"three", []byte{5, 0, 2, 1, 0, 5, 0}, 0, 2, 3},
		{"from the second on", []byte{5, 0, 2, 1, 0, 5, 0}, 2, 2, 2},
		{"long forms", slices.Concat(long, long, []byte{5, 0}), 0, 2, 3},
		{"high tag numbers", []byte{0x9f, 0x1f, 1, 0, 0x9f, 0x81, 0x00, 0}, 0, 2, 2},
		{"too small", []byte{4, 2, 0, 0, 5, 0, 5, 0, 5, 0}, 0, 3, 2},
		{"too small, the first", []byte{5, 0, 5, 0, 5, 0}, 0, 3, 1},
		{"end of contents", []byte{5, 0, 0, 0, 5, 0}, 0, 2, 2},
		{"truncated", []byte{5, 0, 4, 3, 0, 0}, 0, 2, 2},
		{"no length", []byte{5, 0, 4}, 0, 2, 2},
		{"length not minimal", []byte{5, 0, 4, 0x81, 1, 0}, 0, 2, 2},
		{"indefinite length", []byte{5, 0, 0x30, 0x80, 0, 0}, 0, 2, 2},
	} {
		if n := Count(row.b, row.i, row.least); n != row.n {
			t.Errorf("%s: %d, want %d", row.name, n, row.n)
		}
	}
}
