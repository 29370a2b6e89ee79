// Package result reads what the benchmarks of package bench print.
package result

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Key says what is measured: BenchmarkDecode/of=small/by=cryptobyte is {"Decode", "small", "cryptobyte"}.
type Key struct{ Work, Of, By string }

// A Sample is a median over the runs of a benchmark.
type Sample struct {
	NS     float64 // nanoseconds an operation
	Allocs float64 // allocations an operation
}

// A Set is all that was printed.
type Set struct {
	Machine string // "linux/amd64, Intel(R) Xeon(R) Processor, GOMAXPROCS 2"
	Runs    int    // of the benchmark that was run least
	samples map[Key]Sample
}

// line is a benchmark's line: its name, GOMAXPROCS where that is not 1, and what follows.
var line = regexp.MustCompile(`^Benchmark(\w+)/of=([^/\s]+)/by=([^/\s]+?)(?:-(\d+))?\s+\d+\s+(.*)$`)

// Read reads the output of go test -bench. Lines that are no benchmark of that form are skipped; none at all is an error.
func Read(r io.Reader) (*Set, error) {
	runs := map[Key][2][]float64{} // ns, allocations
	environment := map[string]string{"procs": "1"}
	in := bufio.NewScanner(r)
	for in.Scan() {
		if name, value, ok := strings.Cut(in.Text(), ": "); ok && (name == "goos" || name == "goarch" || name == "cpu") {
			environment[name] = value
		}
		m := line.FindStringSubmatch(in.Text())
		if m == nil {
			continue
		}
		if m[4] != "" {
			environment["procs"] = m[4]
		}
		key := Key{m[1], m[2], m[3]}
		values := runs[key]
		for k, unit := range []string{"ns/op", "allocs/op"} {
			n, err := measured(m[5], unit)
			if err != nil {
				return nil, fmt.Errorf("%q: %w", in.Text(), err)
			}
			values[k] = append(values[k], n)
		}
		runs[key] = values
	}
	if err := in.Err(); err != nil {
		return nil, err
	}
	if len(runs) == 0 {
		return nil, errors.New("no benchmark among what was read")
	}
	s := &Set{samples: map[Key]Sample{}}
	for key, values := range runs {
		s.samples[key] = Sample{NS: median(values[0]), Allocs: median(values[1])}
		if s.Runs == 0 || len(values[0]) < s.Runs {
			s.Runs = len(values[0])
		}
	}
	s.Machine = fmt.Sprintf("%s/%s, %s, GOMAXPROCS %s", environment["goos"], environment["goarch"], environment["cpu"], environment["procs"])
	return s, nil
}

// measured is the number in front of a unit.
func measured(fields, unit string) (float64, error) {
	list := strings.Fields(fields)
	k := slices.Index(list, unit)
	if k < 1 {
		return 0, fmt.Errorf("no %s", unit)
	}
	return strconv.ParseFloat(list[k-1], 64)
}

func median(list []float64) float64 {
	slices.Sort(list)
	n := len(list)
	return (list[(n-1)/2] + list[n/2]) / 2
}

// Get returns what was measured; false if it was not.
func (s *Set) Get(work, of, by string) (Sample, bool) {
	v, ok := s.samples[Key{work, of, by}]
	return v, ok
}
