// Command mutate changes a package in one place at a time and runs tests: a change that no test notices shows a line that
// nothing checks. It writes no file of the package.
//
//	go run ./internal/mutate [-checks] [-only REGEXP] [-generated] ./PACKAGE [./TESTPACKAGE ...]
//
// All changes ([mutant]) are compiled into one test binary for each test package, and the environment picks one of them
// (instrument), so that what a change costs is running tests, and of those only such as reach it ([suite]). The package's
// testdata/mutants.md lists the changes that are known to go unnoticed, with the reason for each.
//
// With -checks, only the changes are made that take a check out ([guard]), in the places that testdata/checks.md lists, or
// everywhere if there is no such file.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

func main() {
	var o options
	flag.BoolVar(&o.checks, "checks", false, "take only changes that take a check out, in the places that testdata/checks.md lists")
	flag.StringVar(&o.only, "only", "", "take only changes whose text matches this regular expression")
	flag.BoolVar(&o.generated, "generated", false, "change files of generated code, and no others")
	flag.IntVar(&o.workers, "workers", 2, "how many tests run at once")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: mutate [flags] ./PACKAGE [./TESTPACKAGE ...]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	ok, err := run(os.Stdout, flag.Arg(0), flag.Args()[1:], o)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
	}
	if err != nil || !ok {
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	checks, generated bool
	only              string
	workers           int
}

// run tries the mutants of pkg, writes what comes of them, and says whether all that go unnoticed are in the list, and no
// others.
func run(w io.Writer, pkg string, others []string, o options) (ok bool, err error) {
	start := time.Now()
	p, err := load(pkg, o.generated)
	if err != nil {
		return false, err
	}
	known, err := readList(filepath.Join(p.dir, "testdata", "mutants.md"))
	if err != nil {
		return false, err
	}
	chosen, err := p.choose(o)
	if err != nil {
		return false, err
	}
	dir, err := os.MkdirTemp("", "mutate-")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	overlay, err := p.instrument(dir)
	if err != nil {
		return false, err
	}
	s, err := newSuite(w, dir, overlay, append([]string{pkg}, others...), len(p.mutants))
	if err != nil {
		return false, err
	}
	unnoticed, unreached, excused, stale := 0, 0, 0, 0
	for n, r := range s.try(chosen, o.workers) {
		m := p.mutants[n]
		why, listed := known[m.key]
		switch {
		case r == noticed && listed:
			fmt.Fprintf(w, "%s: `%s`: noticed, though it is listed\n", m.at, m.key)
			stale++
		case r == noticed:
		case listed:
			excused++
			fmt.Fprintf(w, "%s: `%s`: not noticed: %s\n", m.at, m.key, why)
		case r == notReached:
			unreached++
			fmt.Fprintf(w, "%s: `%s`: not reached\n", m.at, m.key)
		default:
			unnoticed++
			fmt.Fprintf(w, "%s: `%s`: not noticed\n", m.at, m.key)
		}
	}
	for key := range known {
		if p.keys[key] == 0 {
			fmt.Fprintf(w, "`%s`: listed, and there is no such change\n", key)
			stale++
		}
	}
	all, took := len(chosen), time.Since(start).Seconds()
	if o.checks {
		fmt.Fprintf(w, "%d checks taken out in turn, %d not noticed, %d that cannot be, %.0f s\n", all, unnoticed+unreached, excused, took)
	} else {
		fmt.Fprintf(w, "%s: %d changes, %d noticed (%.1f %%), %d not, for listed reasons, %d not noticed, %d not reached, %.0f s\n", p.path, all, all-unnoticed-unreached-excused,
			100*float64(all-unnoticed-unreached-excused)/float64(max(all, 1)), excused, unnoticed, unreached, took)
	}
	return unnoticed+unreached+stale == 0, nil
}

// choose returns the numbers of the mutants that are wanted.
func (p *program) choose(o options) ([]int, error) {
	only, err := regexp.Compile(o.only)
	if err != nil {
		return nil, err
	}
	if o.checks {
		places, err := readList(filepath.Join(p.dir, "testdata", "checks.md"))
		if err != nil {
			return nil, err
		}
		if err := p.keepChecks(places); err != nil {
			return nil, err
		}
	}
	var chosen []int
	for n, m := range p.mutants {
		if (m.check || !o.checks) && only.MatchString(m.key) {
			chosen = append(chosen, n)
		}
	}
	return chosen, nil
}

// readList reads a list of changes or places: lines "      CHANGE" below a line "* reason". The file need not be there.
func readList(file string) (map[string]string, error) {
	known := map[string]string{}
	f, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		return known, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	why := ""
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if reason, ok := strings.CutPrefix(lines.Text(), "* "); ok {
			why = reason
		} else if key, ok := strings.CutPrefix(lines.Text(), "      "); ok {
			known[key] = why
		}
	}
	return known, lines.Err()
}
