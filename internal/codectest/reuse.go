package codectest

import (
	"bytes"
	"runtime"
	"slices"
	"testing"
)

// Mallocs returns how often f allocates, and how many octets. Nothing else may run meanwhile: not in parallel tests.
func Mallocs(f func()) (n, octets uint64) {
	var before, after runtime.MemStats
	for range 5 { // the runtime allocates now and then
		runtime.ReadMemStats(&before)
		f()
		runtime.ReadMemStats(&after)
		m, o := after.Mallocs-before.Mallocs, after.TotalAlloc-before.TotalAlloc
		if n == 0 && octets == 0 || m < n {
			n, octets = m, o
		}
		if m == 0 {
			return 0, 0
		}
	}
	return n, octets
}

// Alternate decodes the messages in turn into one value, and complains if that allocates after the first two rounds.
func Alternate(t testing.TB, typ Type, messages ...[]byte) {
	t.Helper()
	v := typ.New()
	round := func() {
		for _, b := range messages {
			if err := v.UnmarshalDER(b); err != nil {
				t.Fatalf("%s: %x: %v", typ.Name, b, err)
			}
		}
	}
	round()
	round()
	if n := testing.AllocsPerRun(5, round); n != 0 {
		t.Errorf("%s: %v allocations for %d messages that were seen before", typ.Name, n, len(messages))
	}
}

// AfterBad decodes b after each of several refused messages that differ from it in an octet, with the same value, and
// complains if b then costs allocations. The octets of the elements in except stay as they are.
func AfterBad(t testing.TB, typ Type, b []byte, except ...[]byte) {
	t.Helper()
	v, c := typ.New(), bytes.Clone(b)
	if err := v.UnmarshalDER(b); err != nil {
		t.Fatalf("%s: %x: %v", typ.Name, b, err)
	}
	for i := range b {
		if slices.ContainsFunc(except, func(e []byte) bool {
			return bytes.Contains(b[max(0, i-len(e)+1):min(len(b), i+len(e))], e)
		}) {
			continue
		}
		bad := func() bool {
			for _, x := range []byte{0x80, 0x1f, 0xff, 0x01} {
				c[i] = b[i] ^ x
				if err := v.UnmarshalDER(c); err != nil {
					return true
				}
			}
			return false
		}
		refused := bad()
		c[i] = b[i]
		if !refused {
			continue
		}
		var before, after runtime.MemStats
		least := ^uint64(0)
		for range 3 {
			runtime.ReadMemStats(&before)
			if err := v.UnmarshalDER(b); err != nil {
				t.Fatal(err)
			}
			runtime.ReadMemStats(&after)
			least = min(least, after.Mallocs-before.Mallocs)
			if least == 0 {
				break
			}
			bad()
			c[i] = b[i]
		}
		if least != 0 {
			t.Errorf("%s: after a message that is bad at byte %d, %d allocations for %x", typ.Name, i, least, b)
			return
		}
	}
}
