package codectest

import (
	"os"
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

// Fast complains if decoding 1 MiB into a fresh value takes longer than most, or if decoding 256 KiB into a value that
// was used before takes longer than ten times what 32 KiB take: sizes at which caches do not show, and without the
// allocator, whose time for large pieces is not the decoder's. (What is refused has allocated for nothing: there the first
// bound alone holds.) It tries again a few times before it complains, since the machine may be busy.
//
// It skips without DERGEN_TIMED in the environment: on a machine that does other things at the time, a clock says little.
func Fast(t testing.TB, h Hostile, most time.Duration) {
	t.Helper()
	if Race || os.Getenv("DERGEN_TIMED") == "" {
		t.Skip("time is measured with DERGEN_TIMED=1, on a quiet machine: make timed")
	}
	fresh := h.Type.New
	large, eight, one := h.Make(1<<20), h.Make(1<<18), h.Make(1<<15)
	var long, eightfold, single time.Duration
	for range 6 {
		v := h.Type.New()
		used := func() Value { return v }
		long, eightfold, single = least(fresh, large, 2), least(used, eight, 10), least(used, one, 40)
		// Below a few microseconds a clock says more than the code does.
		if long <= most && (!h.OK || eightfold <= 10*single || eightfold < 5*time.Microsecond) {
			return
		}
	}
	t.Errorf("%s, %s: %v for %d octets; %v for %d, %v for %d", h.Type.Name, h.Name, long, len(large), eightfold, len(eight), single, len(one))
}

// least is how long the fastest of several decodings takes, without the first, which allocates.
func least(value func() Value, b []byte, times int) time.Duration {
	d := time.Duration(1 << 62)
	for n := range 1 + times {
		v, start := value(), time.Now()
		v.UnmarshalDER(b)
		if n > 0 {
			d = min(d, time.Since(start))
		}
	}
	return d
}
