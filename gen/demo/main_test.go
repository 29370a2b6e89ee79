package main

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"testing"
)

var update = flag.Bool("update", false, "write the golden file")

// number is what differs from run to run and with every change to the emitter.
var number = regexp.MustCompile(` *[0-9.]+ (ms|s|lines|types?)\b`)

// TestOutput compares what the demo prints, times and sizes aside, with testdata/output.txt.
func TestOutput(t *testing.T) {
	watch(t)
	var out bytes.Buffer
	if err := run(&out, nil, false); err != nil {
		t.Fatalf("%v\n%s", err, out.Bytes())
	}
	have := number.ReplaceAll(out.Bytes(), []byte(" N $1"))
	golden := filepath.Join("testdata", "output.txt")
	if *update {
		if err := os.WriteFile(golden, have, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Errorf("printed\n%s\nwant\n%s", have, want)
	}
}

// watch reads every folder of the repository: what the commands that the demo starts read is unknown to go test, which
// would then repeat an old verdict from its cache.
func watch(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join("..", ".."), func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == ".git" {
			return filepath.SkipDir
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
