package main

import (
	"strings"
	"testing"

	"github.com/dergen/dergen/ocsp/internal/bench/result"
)

func TestLine(t *testing.T) {
	set, err := result.Read(strings.NewReader(`
BenchmarkDecode/of=100/by=rfc6960 1 1000 ns/op 0 B/op 0 allocs/op
BenchmarkDecode/of=1000/by=rfc6960 1 12000 ns/op 0 B/op 0 allocs/op
BenchmarkParallel/of=small/by=one-goroutine 1 90 ns/op 0 B/op 0 allocs/op
BenchmarkParallel/of=small/by=two-goroutines 1 50 ns/op 0 B/op 0 allocs/op
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"decode, each of 1,000 entries over each of 100 (rfc6960, reused)   1.20  at most 1.10: missed",
		"decode, each of 1,000 entries over each of 100 (ocsp, reused)     not measured",
		"encode, each of 1,000 entries over each of 100                    not measured",
		"work of two goroutines over that of one                            1.80  at least 1.60: ok",
		"1,000 messages in random order over each repeated                 not measured",
	}
	for k, r := range ratios {
		if got := r.line(set); got != want[k] {
			t.Errorf("%q, want %q", got, want[k])
		}
	}
}
