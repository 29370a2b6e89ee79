package der

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestAscending(t *testing.T) {
	for _, row := range []struct {
		x, y string
		want bool
	}{
		{"\x02\x01\x01", "\x02\x01\x02", true},
		{"\x02\x01\x02", "\x02\x01\x01", false},
		{"\x02\x01\x01", "\x02\x01\x01", true},
		{"\x02\x01\x7f", "\x02\x01\x80", true},
		{"\x02\x01\x01", "\x02\x02\x00\xff", true},
		{"\x02\x02\x00\xff", "\x02\x01\x01", false},
		{"\x04\x00", "\x04\x01\x00", true},
		{"\x04\x01\x00", "\x04\x00", false},
		{"\x01\x01\xff", "\x02\x01\x00", true},
	} {
		b := []byte(row.x + row.y)
		if got := Ascending(b, 0, len(row.x), len(b)); got != row.want {
			t.Errorf("%x, %x: %v", row.x, row.y, got)
		}
	}
	if !Ascending([]byte("\x05\x00"), -1, 0, 2) {
		t.Error("the first is not ascending")
	}
}

func TestSortSetOf(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var list []string
		for range random.IntN(20) {
			c := make([]byte, random.IntN(5))
			for k := range c {
				c[k] = byte(random.IntN(3))
			}
			list = append(list, tlv(byte(2+2*random.IntN(2)), string(c)))
		}
		b := []byte("before" + strings.Join(list, "") + "after")
		slices.Sort(list)
		if i := SortSetOf(b, 6, len(b)-5); i != 6 || string(b) != "before"+strings.Join(list, "")+"after" {
			t.Fatalf("%d, %x", i, b)
		}
	}
}

func TestSortSet(t *testing.T) {
	order := []string{"\x01\x01\xff", "\x22\x00", "\x1f\x1f\x00", "\x1f\x81\x00\x00", "\x41\x00", "\x80\x01\x00", "\xa1\x02\x05\x00", "\x9f\x81\x48\x00", "\xc0\x00"}
	want := strings.Join(order, "")
	random := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		b := []byte("before" + strings.Join(order, "") + "after")
		if i := SortSet(b, 6, len(b)-5); i != 6 || string(b) != "before"+want+"after" {
			t.Fatalf("%d, %x", i, b)
		}
	}
}

func TestSortRefuses(t *testing.T) {
	for _, row := range []struct {
		name, b     string
		i, end      int
		setOf, sets int
	}{
		{"nothing", "", 0, 0, 0, 0},
		{"failed before", "\x05\x00", -1, 2, -1, -1},
		{"end before the beginning", "\x05\x00", 2, 0, -1, -1},
		{"end outside", "\x05\x00", 0, 3, -1, -1},
		{"half an element", "\x05\x00\x05", 0, 3, -1, -1},
		{"half an element, not in order", "\x06\x00\x05\x00\x05", 0, 5, -1, -1},
		{"equal", "\x05\x00\x05\x00", 0, 4, 0, -1},
		{"equal, not in order", "\x06\x00\x05\x00\x06\x00", 0, 6, 0, -1},
		{"equal but for the form", "\x22\x00\x02\x01\x00", 0, 5, 0, -1},
		{"a length that goes on after the end", "\x05\x02\x05\x00", 0, 2, -1, -1},
	} {
		if i := SortSetOf([]byte(row.b), row.i, row.end); i != row.setOf {
			t.Errorf("%s: SET OF: %d", row.name, i)
		}
		if i := SortSet([]byte(row.b), row.i, row.end); i != row.sets {
			t.Errorf("%s: SET: %d", row.name, i)
		}
	}
}

func TestSortAllocations(t *testing.T) {
	b := bytes.Repeat([]byte("\x04\x01\x01"), 100)
	if n := testing.AllocsPerRun(100, func() { SortSetOf(b, 0, len(b)) }); n != 0 {
		t.Errorf("in order: %v allocations", n)
	}
	b = []byte("\x01\x01\xff\x02\x01\x00\x80\x00")
	if n := testing.AllocsPerRun(100, func() { SortSet(b, 0, len(b)) }); n != 0 {
		t.Errorf("in order: %v allocations", n)
	}
}
