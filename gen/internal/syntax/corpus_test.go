package syntax

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// corpus is a folder of published modules, beside the repository where it is there at all.
const corpus = "../../../../shared/asn1-corpus"

// What the parser says of published modules stands in testdata: the faults, each of which is one of the text, and the
// warnings.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob(corpus + "/*/*.asn1")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("no corpus of published modules at " + corpus)
	}
	var refused, warned []string
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f := NewFile(filepath.ToSlash(name[len(corpus)+1:]), src)
		for _, line := range allFaults(f) {
			if strings.Contains(line, ": warning: ") {
				warned = append(warned, line)
			} else {
				refused = append(refused, line)
			}
		}
	}
	golden(t, "testdata/corpus-refused.txt", refused)
	golden(t, "testdata/corpus-warned.txt", warned)
}

// golden compares lines with a file.
func golden(t *testing.T, name string, got []string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(strings.Join(got, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("%s lacks %s", name, line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("%s has, but no more: %s", name, line)
		}
	}
}
