package codectest

import (
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"testing"
	"time"

	"github.com/dergen/dergen/internal/tlv"
)

// Hostile makes inputs that are meant to cost a lot.
type Hostile struct {
	Name string
	Type Type
	Make func(size int) []byte // about that many octets
	OK   bool                  // it is accepted
}

// Claims returns b with the length of one element replaced by one of many octets that are not there, for every element
// in b that is not within a primitive one, nor within one that opaque names. What encloses it has a true length.
func Claims(b []byte, opaque func(element []byte) bool) [][]byte {
	var list [][]byte
	lengths := [][]byte{
		{0x84, 0x7f, 0xff, 0xff, 0xff}, {0x84, 0x80, 0, 0, 0}, {0x84, 0xff, 0xff, 0xff, 0xff}, {0x85, 1, 0, 0, 0, 0}, {0x88, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
		{0x88, 0x80, 0, 0, 0, 0, 0, 0, 0}, {0x88, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}, {0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0}, {0xff}, {0x80},
	}
	var walk func(b []byte, wrap func([]byte) []byte)
	walk = func(b []byte, wrap func([]byte) []byte) {
		for i := 0; i < len(b); {
			c, e := header(b, i)
			for _, l := range lengths {
				list = append(list, wrap(slices.Concat(b[:i+1], l, b[c:])))
			}
			if b[i]&0x20 != 0 && !opaque(b[i:e]) {
				before, after, tag := b[:i], b[e:], b[i]
				walk(b[c:e], func(inner []byte) []byte { return wrap(slices.Concat(before, tlv.Element(tag, inner), after)) })
			}
			i = e
		}
	}
	walk(b, func(b []byte) []byte { return b })
	return list
}

// header reads a header of an encoding that is known to be good, with identifiers of one octet.
func header(b []byte, i int) (c, e int) {
	n := int(b[i+1])
	c = i + 2
	if n >= 0x80 {
		k := n - 0x80
		n = 0
		for ; k > 0; k-- {
			n = n<<8 | int(b[c])
			c++
		}
	}
	return c, c + n
}

// Nest returns inner within that many elements, each with identifier octet tag.
func Nest(tag byte, levels int, inner []byte) []byte {
	n := len(inner)
	var backwards []byte
	for range levels {
		h := append([]byte{tag}, tlv.Length(uint64(n))...)
		slices.Reverse(h)
		backwards = append(backwards, h...)
		n += len(h)
	}
	slices.Reverse(backwards)
	return append(backwards, inner...)
}

// Allocation complains if decoding b into a fresh value allocates more than 64 octets for each of b and 4 KiB beside.
func Allocation(t testing.TB, typ Type, name string, b []byte) {
	t.Helper()
	_, n := Mallocs(func() { typ.New().UnmarshalDER(b) })
	if most := uint64(64*len(b) + 4<<10); n > most {
		t.Errorf("%s, %s: %d octets are allocated for %d of input, %.1f for each", typ.Name, name, n, len(b), float64(n)/float64(len(b)))
	}
}

// Fast complains if decoding 1 MiB takes longer than most, or longer than ten times what 128 KiB take. Each decoding is
// into a fresh value, with what it allocates, right after a collection and with none while it runs: a collection that
// comes while one size is decoded and not the other is the process's, not the input's. It complains too if 1 MiB into a
// value that was used before take more than a quarter longer. (Those are no measure of themselves: 128 KiB and the list
// made of them may stay in the caches of a core where 1 MiB and its list do not. With 2 MiB of L2 a bare loop that writes
// one slice header for two octets took 11 times as long for 8 times as many.) It tries again a few times before it
// complains, since the machine may be busy.
//
// It skips without DERGEN_TIMED in the environment: on a machine that does other things at the time, a clock says little.
func Fast(t testing.TB, h Hostile, most time.Duration) {
	t.Helper()
	if Race || os.Getenv("DERGEN_TIMED") == "" {
		t.Skip("time is measured with DERGEN_TIMED=1, on a quiet machine: make timed")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	one, eight := h.Make(1<<17), h.Make(1<<20)
	v := h.Type.New()
	used := func() Value { return v }
	var single, eightfold, again time.Duration
	for range 6 {
		single, eightfold, again = least(h.Type.New, one), least(h.Type.New, eight), least(used, eight)
		slowest := max(eightfold, again)
		// Below a few microseconds a clock says more than the code does.
		linear := eightfold <= 10*single && 4*again <= 5*eightfold || slowest < 5*time.Microsecond
		if linear && slowest <= most {
			return
		}
	}
	t.Errorf("%s, %s: %v for %d octets, %v for %d, %v into a value used before", h.Type.Name, h.Name, single, len(one), eightfold, len(eight), again)
}

// least is how long the fastest of ten decodings takes, without the first, which asks the system for memory.
func least(value func() Value, b []byte) time.Duration {
	d := time.Duration(1 << 62)
	for n := range 11 {
		v := value()
		runtime.GC()
		start := time.Now()
		v.UnmarshalDER(b)
		if n > 0 {
			d = min(d, time.Since(start))
		}
	}
	return d
}
