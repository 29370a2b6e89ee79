package endtoend

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestErrors compiles each module of errors.txtar alone and compares what is said of it.
func TestErrors(t *testing.T) {
	a := readArchive(t, filepath.Join(testdata, "errors.txtar"))
	roots, lib := a.modules()
	if len(roots) < 60 {
		t.Errorf("%d mistakes, fewer than 60", len(roots))
	}
	for _, f := range roots {
		name := strings.TrimSuffix(f.name, ".asn1")
		t.Run(name, func(t *testing.T) {
			flags := ""
			if f := a.file(name + ".flags"); f != nil {
				flags = f.text
			}
			c := compile(t, "p", []section{f}, lib, flags)
			if c.messages == "" {
				t.Error("nothing is said")
			}
			a.same(t, name+".errors", c.messages)
		})
	}
	if *update {
		a.write(t)
	}
}
