package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// target is a function FuzzXxx of the tests in a folder.
type target struct {
	dir  string // "./asn1/der"
	name string // "FuzzLeaf"
}

// String is the folder, a blank and the name.
func (t target) String() string { return t.dir + " " + t.name }

var declaration = regexp.MustCompile(`(?m)^func (Fuzz[A-Z]\w*)\(`)

// targetsIn returns the targets of the module in the folder root, by folder and then as they stand in their files. The
// modules within it, and testdata folders, have none.
func targetsIn(root string) ([]target, error) {
	var targets []target
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != root && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, "_test.go"):
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		for _, m := range declaration.FindAllSubmatch(text, -1) {
			targets = append(targets, target{"./" + filepath.ToSlash(dir), string(m[1])})
		}
		return nil
	})
	return targets, err
}

// fuzz runs t for a time and returns how many executions it had. Making an input of interest smaller, for which go test would
// take a minute each, gets a second.
func (t target) fuzz(ctx context.Context, each time.Duration) (executions int, err error) {
	cmd := exec.CommandContext(ctx, "go", "test", "-run=^$", "-fuzz=^"+t.name+"$", "-fuzztime="+each.String(), "-fuzzminimizetime=1s", t.dir)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	out, in := io.Pipe()
	cmd.Stdout, cmd.Stderr = in, in
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	done := make(chan report)
	go func() { done <- follow(out, os.Stdout) }()
	err = cmd.Wait()
	in.Close()
	r := <-done
	switch {
	case ctx.Err() != nil:
		return r.executions, ctx.Err()
	case err != nil && r.outOfTime:
		fmt.Println("the time ended in the middle of an execution, which go test calls a failure: it is none")
		return r.executions, nil
	}
	return r.executions, err
}

// report is what go test -fuzz said of a run.
type report struct {
	executions int
	outOfTime  bool // the only failure is that the time ended
}

var (
	progress = regexp.MustCompile(`^fuzz: elapsed: \S+ execs: (\d+) `)
	failure  = regexp.MustCompile(`^\s*--- FAIL: |panic: |fatal error: |Failing input written to|^\s+\S+\.go:\d+: `)
)

// follow copies what go test prints, line by line, and reads it.
func follow(from io.Reader, to io.Writer) report {
	var (
		r        report
		failures int
		late     bool
	)
	lines := bufio.NewReader(from)
	for {
		line, err := lines.ReadString('\n')
		io.WriteString(to, line)
		if m := progress.FindStringSubmatch(line); m != nil {
			r.executions, _ = strconv.Atoi(m[1])
		}
		switch {
		case strings.TrimSpace(line) == "context deadline exceeded":
			late = true
		case failure.MatchString(line):
			failures++
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				fmt.Fprintln(to, err)
			}
			r.outOfTime = late && failures == 1 // the "--- FAIL" above it
			return r
		}
	}
}
