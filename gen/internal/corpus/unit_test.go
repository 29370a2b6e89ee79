// Package corpus tests dergen on published modules, whole: what it accepts, what it says of the rest, that what it emits
// is Go without complaint, and that values of the types come out as they went in: random ones, and those that another
// compiler made of the same modules.
//
// The modules and the other compiler's values stand beside the repository (../shared/asn1-corpus, ../shared/erlang-values);
// the tests skip where they are absent. Plain, what is emitted is built for a sample of the modules; with DERGEN_CORPUS=all
// for each of them, which takes minutes.
package corpus

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// root is the repository's folder, seen from here.
const root = "../../.."

// every is the share of the units that are built: each one, or one of every eight.
func every() int {
	if os.Getenv("DERGEN_CORPUS") == "all" {
		return 1
	}
	return 8
}

// unit is a published module with all that is behind its imports.
type unit struct {
	path     string   // "rfc6960/OCSP-2013-08.asn1"
	module   string   // "OCSP-2013-08"
	folders  []string // where the modules of its closure are, its own first
	complete bool     // by the index, the modules that it imports are all there
}

// units reads the index of the corpus; dir is the corpus's folder.
func units(t *testing.T) (dir string, list []unit) {
	dir, err := filepath.Abs(filepath.Join(root, "../shared/asn1-corpus"))
	if err != nil {
		t.Fatal(err)
	}
	index, err := os.ReadFile(filepath.Join(dir, "INDEX.tsv"))
	if err != nil {
		t.Skip("no corpus of published modules here")
	}
	for _, line := range strings.Split(strings.TrimSpace(string(index)), "\n")[1:] {
		f := append(strings.Split(line, "\t"), "", "")
		u := unit{path: f[0], module: f[1], complete: !strings.Contains(f[8], "missing imports")}
		u.folders = []string{filepath.Dir(u.path)}
		for _, k := range strings.Fields(f[6]) {
			folder, _, _ := strings.Cut(k, ":")
			if !slices.Contains(u.folders, folder) {
				u.folders = append(u.folders, folder)
			}
		}
		list = append(list, u)
	}
	return dir, list
}

// pkg is the name of the Go package that the unit is compiled to: rfc6960_ocsp201308.
func (u unit) pkg() string {
	name := strings.ToLower(strings.TrimSuffix(u.path, ".asn1"))
	return strings.NewReplacer("/", "_", "-", "", ".", "").Replace(name)
}
