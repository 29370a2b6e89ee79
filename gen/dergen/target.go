package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/dergen/dergen/gen/internal/emit"
)

// target is where the output goes.
type target struct {
	stdout bool
	dir    string // folder of the output
	single string // one file of this name in dir; "": one a module
	pkg    string // package name
}

// targetOf reads -o and -pkg.
func targetOf(o options) (t target, err error) {
	switch {
	case o.output == "-":
		t = target{stdout: true, dir: ".", single: "stdout"}
	case o.output == "":
		t.dir = filepath.Dir(o.files[0])
	case strings.HasSuffix(o.output, ".go"):
		t.dir, t.single = filepath.Dir(o.output), filepath.Base(o.output)
	default:
		t.dir = filepath.Clean(o.output)
	}
	t.pkg = o.pkg
	if t.pkg == "" {
		abs, err := filepath.Abs(t.dir)
		if err != nil {
			return t, err
		}
		t.pkg = strings.NewReplacer("-", "", ".", "", "_", "").Replace(strings.ToLower(filepath.Base(abs)))
	}
	if !token.IsIdentifier(t.pkg) || t.pkg == "_" {
		return t, fmt.Errorf("%q is no package name: choose one with -pkg", t.pkg)
	}
	return t, nil
}

// write writes the files, each through a temporary one and only if it changes. If one cannot be written, those before
// it stand.
func (t target) write(files []emit.File, stdout io.Writer) error {
	if t.stdout {
		for _, f := range files {
			if _, err := stdout.Write(f.Body); err != nil {
				return err
			}
		}
		return nil
	}
	if err := os.MkdirAll(t.dir, 0o777); err != nil {
		return err
	}
	for _, f := range files {
		name := filepath.Join(t.dir, f.Name)
		if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, f.Body) {
			continue
		}
		if err := replace(name, f.Body); err != nil {
			return err
		}
	}
	return nil
}

// replace writes a file through a temporary one beside it.
func replace(name string, body []byte) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".dergen-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(tmp.Name())
		}
	}()
	_, err = tmp.Write(body)
	err = errors.Join(err, tmp.Chmod(0o644), tmp.Close())
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), name)
}

// compare prints a unified diff for each file that is not on disk as it would be written.
func (t target) compare(files []emit.File, stdout io.Writer) (same bool, err error) {
	same = true
	for _, f := range files {
		name := filepath.Join(t.dir, f.Name)
		old, err := os.ReadFile(name)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return false, err
		}
		if bytes.Equal(old, f.Body) {
			continue
		}
		same = false
		if _, err := io.WriteString(stdout, diff(filepath.ToSlash(name), string(old), string(f.Body))); err != nil {
			return false, err
		}
	}
	return same, nil
}

// diff is a unified diff of one hunk, from the first line that differs to the last, with three lines around it.
func diff(name, old, new string) string {
	a, b := strings.SplitAfter(old, "\n"), strings.SplitAfter(new, "\n")
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	from := max(0, head-3)
	after := min(3, tail)
	var s strings.Builder
	fmt.Fprintf(&s, "--- %s\n+++ %s (as it would be written)\n@@ -%d,%d +%d,%d @@\n", name, name,
		from+1, len(a)-tail+after-from, from+1, len(b)-tail+after-from)
	line := func(mark string, l string) {
		if l == "" {
			return
		}
		s.WriteString(mark + strings.TrimSuffix(l, "\n") + "\n")
	}
	for _, l := range a[from:head] {
		line(" ", l)
	}
	for _, l := range a[head : len(a)-tail] {
		line("-", l)
	}
	for _, l := range b[head : len(b)-tail] {
		line("+", l)
	}
	for _, l := range a[len(a)-tail : len(a)-tail+after] {
		line(" ", l)
	}
	return s.String()
}
