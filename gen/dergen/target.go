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

// write writes the files that change, each through a temporary one. None takes its name before all are written.
func (t target) write(files []emit.File, stdout io.Writer) (err error) {
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
	var written []string // temporary names
	defer func() {
		for _, tmp := range written {
			err = errors.Join(err, os.Remove(tmp))
		}
	}()
	var names []string
	for _, f := range files {
		name := filepath.Join(t.dir, f.Name)
		old, err := os.ReadFile(name)
		if err == nil && bytes.Equal(old, f.Body) {
			continue
		}
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			return fmt.Errorf("%s is a folder; for one file a module in it, write -o %s/", name, filepath.ToSlash(name))
		}
		tmp, err := temporary(t.dir, f.Body)
		if err != nil {
			return err
		}
		names, written = append(names, name), append(written, tmp)
	}
	for _, name := range names {
		if err := os.Rename(written[0], name); err != nil {
			return err
		}
		written = written[1:]
	}
	return nil
}

// temporary writes a file of a name of its own in a folder.
func temporary(dir string, body []byte) (name string, err error) {
	tmp, err := os.CreateTemp(dir, ".dergen-*")
	if err != nil {
		return "", err
	}
	_, err = tmp.Write(body)
	if err = errors.Join(err, tmp.Chmod(0o644), tmp.Close()); err != nil {
		return "", errors.Join(err, os.Remove(tmp.Name()))
	}
	return tmp.Name(), nil
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
