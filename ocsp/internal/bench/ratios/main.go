// Command ratios prints what the benchmarks of package bench say about growth, parallel use and messages that differ, each
// as a ratio beside what is expected of it on a quiet machine.
//
//	ratios FILE     FILE has the output of go test -bench
package main

import (
	"fmt"
	"os"

	"github.com/dergen/dergen/ocsp/internal/bench/result"
)

// A ratio is one time over another, each divided by the number of things that were done in it.
type ratio struct {
	what    string
	over    [2]result.Key
	per     [2]float64
	bound   float64
	atLeast bool // the bound is a lower one
}

var ratios = []ratio{
	{"decode, each of 1,000 entries over each of 100 (rfc6960, reused)", lists("Decode", "rfc6960"), [2]float64{1000, 100}, 1.1, false},
	{"decode, each of 1,000 entries over each of 100 (ocsp, reused)", lists("Decode", "ocsp-reused"), [2]float64{1000, 100}, 1.1, false},
	{"encode, each of 1,000 entries over each of 100", lists("Encode", "rfc6960"), [2]float64{1000, 100}, 1.1, false},
	{"work of two goroutines over that of one", small("Parallel", "one-goroutine", "two-goroutines"), [2]float64{1, 1}, 1.6, true},
	{"1,000 messages in random order over each repeated", small("Shapes", "random", "repeated"), [2]float64{1, 1}, 1.25, false},
}

func lists(work, by string) [2]result.Key {
	return [2]result.Key{{Work: work, Of: "1000", By: by}, {Work: work, Of: "100", By: by}}
}

func small(work, by, over string) [2]result.Key {
	return [2]result.Key{{Work: work, Of: "small", By: by}, {Work: work, Of: "small", By: over}}
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: ratios FILE")
		os.Exit(2)
	}
	if err := report(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "ratios:", err)
		os.Exit(1)
	}
}

func report(file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	set, err := result.Read(f)
	if err != nil {
		return err
	}
	for _, r := range ratios {
		fmt.Println(r.line(set))
	}
	return nil
}

// line is what is said about a ratio.
func (r ratio) line(set *result.Set) string {
	var each [2]float64
	for k, key := range r.over {
		v, ok := set.Get(key.Work, key.Of, key.By)
		if !ok {
			return fmt.Sprintf("%-65s not measured", r.what)
		}
		each[k] = v.NS / r.per[k]
	}
	got, bound, verdict := each[0]/each[1], "at most", "ok"
	if r.atLeast {
		bound = "at least"
	}
	if r.atLeast && got < r.bound || !r.atLeast && got > r.bound {
		verdict = "missed"
	}
	return fmt.Sprintf("%-65s %5.2f  %s %.2f: %s", r.what, got, bound, r.bound, verdict)
}
