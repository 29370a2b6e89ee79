package bench

import (
	"math/rand/v2"
	"sync"
	"testing"

	"github.com/dergen/dergen/ocsp"
)

// BenchmarkParallel decodes the same number of responses by one goroutine and by two, each of which has a target of its
// own.
func BenchmarkParallel(b *testing.B) {
	const total = 20_000
	m := made1(b)
	for _, n := range []int{1, 2} {
		run(b, "small", map[int]string{1: "one-goroutine", 2: "two-goroutines"}[n], func() error {
			errs := make([]error, n)
			var all sync.WaitGroup
			for g := range n {
				all.Go(func() {
					var r ocsp.Response
					for range total / n {
						if err := r.UnmarshalDER(m.small); err != nil {
							errs[g] = err
						}
					}
				})
			}
			all.Wait()
			return errs[0]
		})
	}
}

// BenchmarkShapes decodes 1,000 different responses of one shape: in random order, and each of them a hundred times in
// succession.
func BenchmarkShapes(b *testing.B) {
	const count, repeat = 1000, 100
	m := made1(b)
	list := make([][]byte, count)
	for k := range list {
		t, err := m.entry(k * 50) // those are good, have no extension, and a serial of 16 octets
		try(b, err)
		list[k], err = m.respond(t)
		try(b, err)
	}
	order := rand.New(rand.NewPCG(1, 2)).Perm(count)
	var r ocsp.Response
	next := 0
	run(b, "small", "random", func() error {
		next = (next + 1) % count
		return r.UnmarshalDER(list[order[next]])
	})
	run(b, "small", "repeated", func() error {
		next = (next + 1) % (count * repeat)
		return r.UnmarshalDER(list[next/repeat])
	})
}
