package codectest

import (
	"encoding/base64"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Root returns the folder of the module.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := filepath.Abs(".")
	for ; err == nil; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	t.Fatal("no go.mod in any folder above")
	return ""
}

// File reads a file of testdata/ of the module.
func File(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(Root(t), "testdata", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Shared returns the path of a file or folder of the vectors that other projects made, which are not part of this one:
// they lie beside it, if at all. The test is skipped if they do not.
func Shared(t testing.TB, name string) string {
	t.Helper()
	dir := filepath.Join(filepath.Dir(Root(t)), "shared", "vectors")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("the vectors of other projects are not here: %v", err)
	}
	return filepath.Join(dir, filepath.FromSlash(name))
}

// Binary returns what a file holds that is DER, PEM, or the base64 of DER.
func Binary(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if block, _ := pem.Decode(b); block != nil {
		return block.Bytes
	}
	if strings.HasSuffix(name, ".ors") {
		if b, err = base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(b)), "")); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return b
}

// Glob returns the files of a pattern, of which there must be some.
func Glob(t testing.TB, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(names), err)
	}
	return names
}
