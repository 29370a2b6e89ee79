// Package endtoend has the tests that go from the text of a module to octets and back: what is in gen/testdata is
// compiled, what comes out is built into one program, and that program is fed with rows of octets.
package endtoend

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var (
	update = flag.Bool("update", false, "write what came out into gen/testdata, to be read before it is committed")
	folder = flag.String("folder", "", "build the program in this folder, and leave it there")
	only   = flag.String("archive", "", "do the rows of this archive of gen/testdata alone, and nothing else")
)

// testdata is gen/testdata, seen from this folder.
var testdata = filepath.Join("..", "..", "testdata")

// archive is a file in the format of txtar: a comment, then files, each after a line "-- NAME --".
type archive struct {
	path    string
	comment string
	files   []section
}

// section is one file of an archive.
type section struct{ name, text string }

// readArchive reads an archive of gen/testdata.
func readArchive(t *testing.T, path string) *archive {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a := &archive{path: path}
	text := &a.comment
	for line := range strings.Lines(string(src)) {
		name, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "-- ")
		if ok {
			name, ok = strings.CutSuffix(name, " --")
		}
		if !ok {
			*text += line
			continue
		}
		a.files = append(a.files, section{name: name})
		text = &a.files[len(a.files)-1].text
	}
	return a
}

// name is the archive's, as a name of a Go package.
func (a *archive) name() string { return strings.TrimSuffix(filepath.Base(a.path), ".txtar") }

// file returns the file of that name, or nil.
func (a *archive) file(name string) *section {
	for k := range a.files {
		if a.files[k].name == name {
			return &a.files[k]
		}
	}
	return nil
}

// modules are the files that end in .asn1, but for those in the folder lib/, which are there to be imported.
func (a *archive) modules() (roots, lib []section) {
	for _, f := range a.files {
		switch {
		case !strings.HasSuffix(f.name, ".asn1"):
		case strings.HasPrefix(f.name, "lib/"):
			lib = append(lib, f)
		default:
			roots = append(roots, f)
		}
	}
	return roots, lib
}

// write brings the file up to date.
func (a *archive) write(t *testing.T) {
	t.Helper()
	var b bytes.Buffer
	b.WriteString(a.comment)
	for _, f := range a.files {
		b.WriteString("-- " + f.name + " --\n" + f.text)
	}
	old, err := os.ReadFile(a.path)
	if err == nil && bytes.Equal(old, b.Bytes()) {
		return
	}
	if err := os.WriteFile(a.path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// same compares a golden file of an archive with what came out, or writes that into it.
func (a *archive) same(t *testing.T, name, got string) {
	t.Helper()
	f := a.file(name)
	if f == nil {
		if got == "" {
			return
		}
		if !*update {
			t.Errorf("%s has no file %s; it would hold\n%s", a.path, name, got)
			return
		}
		at := slices.IndexFunc(a.files, func(f section) bool { return f.name == "rows" })
		if at < 0 {
			at = len(a.files)
		}
		a.files = slices.Insert(a.files, at, section{name: name})
		f = &a.files[at]
	}
	if f.text == got {
		return
	}
	if *update {
		f.text = got
		return
	}
	t.Errorf("%s: %s is stale (go test -update brings it up to date)\n%s", a.path, name, difference(f.text, got))
}

// difference shows the lines that only one of two texts has, with one line before each.
func difference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	var b strings.Builder
	i, k := 0, 0
	for i < len(w) || k < len(g) {
		switch {
		case i < len(w) && k < len(g) && w[i] == g[k]:
			i, k = i+1, k+1
		case k < len(g) && !contains(w[i:], g[k]):
			b.WriteString("got  " + g[k] + "\n")
			k++
		case i < len(w):
			b.WriteString("want " + w[i] + "\n")
			i++
		default:
			b.WriteString("got  " + g[k] + "\n")
			k++
		}
	}
	return b.String()
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}
