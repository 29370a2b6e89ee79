// Command mutate changes a package in one place at a time and runs tests: a change that no test notices shows a line that
// nothing checks. It writes no file of the package.
//
//	go run ./internal/mutate [-only REGEXP] [-generated] ./PACKAGE [./TESTPACKAGE ...]
//
// All changes ([mutant]) are compiled into one test binary for each test package, and the environment picks one of them
// (instrument), so that what a change costs is running tests, and of those only such as reach it ([suite]). The package's
// testdata/mutants.md lists the changes that are known to go unnoticed, with the reason for each.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"
)

func main() {
	only := flag.String("only", "", "take only changes whose text matches this regular expression")
	generated := flag.Bool("generated", false, "change files of generated code, and no others")
	workers := flag.Int("workers", 2, "how many tests run at once")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: mutate [flags] ./PACKAGE [./TESTPACKAGE ...]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	ok, err := run(flag.Arg(0), flag.Args()[1:], *only, *generated, *workers)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
	}
	if err != nil || !ok {
		os.Exit(1)
	}
}

// run tries the mutants of pkg and says whether all that go unnoticed are in the list.
func run(pkg string, others []string, only string, generated bool, workers int) (ok bool, err error) {
	start := time.Now()
	wanted, err := regexp.Compile(only)
	if err != nil {
		return false, err
	}
	p, err := load(pkg, generated)
	if err != nil {
		return false, err
	}
	known, err := reasons(filepath.Join(p.dir, "testdata", "mutants.md"))
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
	s, err := newSuite(dir, overlay, append([]string{pkg}, others...), len(p.mutants))
	if err != nil {
		return false, err
	}
	var chosen []int
	for n, m := range p.mutants {
		if wanted.MatchString(m.key) {
			chosen = append(chosen, n)
		}
	}
	unnoticed, unreached, excused, stale := 0, 0, 0, 0
	for n, r := range s.try(chosen, workers) {
		m := p.mutants[n]
		why, listed := known[m.key]
		switch {
		case r == noticed && listed:
			fmt.Printf("%s: `%s`: noticed, though it is listed\n", m.at, m.key)
			stale++
		case r == noticed:
		case listed:
			excused++
			fmt.Printf("%s: `%s`: not noticed: %s\n", m.at, m.key, why)
		case r == notReached:
			unreached++
			fmt.Printf("%s: `%s`: not reached\n", m.at, m.key)
		default:
			unnoticed++
			fmt.Printf("%s: `%s`: not noticed\n", m.at, m.key)
		}
	}
	for key := range known {
		if p.keys[key] == 0 {
			fmt.Printf("`%s`: listed, and there is no such change\n", key)
			stale++
		}
	}
	all := len(chosen)
	fmt.Printf("%s: %d changes, %d noticed (%.1f %%), %d not, for listed reasons, %d not noticed, %d not reached, %.0f s\n", p.path, all, all-unnoticed-unreached-excused,
		100*float64(all-unnoticed-unreached-excused)/float64(max(all, 1)), excused, unnoticed, unreached, time.Since(start).Seconds())
	return unnoticed+unreached+stale == 0, nil
}

// reasons reads the list of changes that go unnoticed: lines "      CHANGE" below a line "* reason". There need not be any.
func reasons(file string) (map[string]string, error) {
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
