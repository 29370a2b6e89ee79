package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// A suite is the tests, each with what it reaches and how long it takes.
type suite struct {
	tests   []test
	reaches [][]int // for each mutant the tests that come by its place, the fastest first
}

type test struct {
	binary, dir, name string
	took              time.Duration
}

// A verdict on a mutant.
type verdict uint8

const (
	noticed verdict = iota
	notNoticed
	notReached
)

// newSuite builds the tests of the packages, and runs each by itself to see what it reaches. It writes of those that fail.
func newSuite(w io.Writer, dir, overlay string, packages []string, mutants int) (*suite, error) {
	s := &suite{reaches: make([][]int, mutants)}
	for k, pkg := range packages {
		binary := filepath.Join(dir, fmt.Sprintf("%d.test", k))
		if _, err := command("go", "test", "-c", "-vet=off", "-overlay="+overlay, "-o", binary, pkg); err != nil {
			return nil, err
		}
		out, err := command("go", "list", "-f", "{{.Dir}}", pkg)
		if err != nil {
			return nil, err
		}
		t := test{binary: binary, dir: strings.TrimSpace(string(out))}
		list := exec.Command(binary, "-test.list=^(Test|Example|Fuzz)")
		list.Dir = t.dir
		if out, err = list.Output(); err != nil {
			return nil, fmt.Errorf("%s: %w", pkg, err)
		}
		for _, t.name = range strings.Fields(string(out)) {
			if err := s.record(t, filepath.Join(dir, "log")); err != nil {
				fmt.Fprintf(w, "%s %s is not used: %v\n", pkg, t.name, err)
			}
		}
	}
	for _, list := range s.reaches {
		slices.SortStableFunc(list, func(x, y int) int { return int(s.tests[x].took - s.tests[y].took) })
	}
	return s, nil
}

// record runs a test as it is, and adds it if it passes and reaches anything.
func (s *suite) record(t test, log string) error {
	defer os.Remove(log)
	start := time.Now()
	if out, err := t.run(t.name, 5*time.Minute, "MUTANTLOG="+log); err != nil {
		return fmt.Errorf("%v\n%s", err, out)
	}
	t.took = time.Since(start)
	seen, err := os.ReadFile(log)
	if err != nil || len(seen) == 0 {
		return nil // nothing is reached
	}
	for _, n := range strings.Fields(string(seen)) {
		k, err := strconv.Atoi(n)
		if err != nil {
			return err
		}
		s.reaches[k] = append(s.reaches[k], len(s.tests))
	}
	s.tests = append(s.tests, t)
	return nil
}

// memory is what a test may have, in KiB: some changes make loops without an end that allocate.
const memory = 6 << 20

// run runs the tests whose names match.
func (t test) run(names string, limit time.Duration, environment string) ([]byte, error) {
	ctx, stop := context.WithTimeout(context.Background(), limit+5*time.Second)
	defer stop()
	c := exec.CommandContext(ctx, "sh", "-c", fmt.Sprintf("ulimit -v %d; exec \"$@\"", memory), "sh",
		t.binary, "-test.run=^("+names+")$", "-test.failfast", "-test.short", "-test.timeout="+limit.String())
	c.Dir = t.dir
	c.Env = append(os.Environ(), environment)
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	c.WaitDelay = time.Second
	err := c.Run()
	return out.Bytes(), err
}

// try tries mutants, a few at once, and yields the verdict on each in order.
func (s *suite) try(chosen []int, workers int) func(yield func(int, verdict) bool) {
	return func(yield func(int, verdict) bool) {
		verdicts := make([]chan verdict, len(chosen))
		for k := range verdicts {
			verdicts[k] = make(chan verdict, 1)
		}
		var wait sync.WaitGroup
		next := make(chan int)
		for range workers {
			wait.Go(func() {
				for k := range next {
					verdicts[k] <- s.verdict(chosen[k])
				}
			})
		}
		go func() {
			for k := range chosen {
				next <- k
			}
			close(next)
		}()
		for k, n := range chosen {
			if !yield(n, <-verdicts[k]) {
				break
			}
		}
		wait.Wait()
	}
}

// verdict runs the tests that reach the mutant: the fastest, which together take little time, and then the others by
// themselves.
func (s *suite) verdict(n int) verdict {
	const little = 300 * time.Millisecond
	list := s.reaches[n]
	if len(list) == 0 {
		return notReached
	}
	for len(list) > 0 {
		first := s.tests[list[0]]
		names, took, rest := []string{first.name}, first.took, []int(nil)
		for _, k := range list[1:] {
			if t := s.tests[k]; t.binary == first.binary && took+t.took < little {
				names, took = append(names, t.name), took+t.took
			} else {
				rest = append(rest, k)
			}
		}
		if _, err := first.run(strings.Join(names, "|"), 3*time.Second+10*took, "MUTANT="+strconv.Itoa(n)); err != nil {
			return noticed
		}
		list = rest
	}
	return notNoticed
}
