package corpus

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// workspace is a Go module of its own, which finds this repository through a replace directive: a package a unit.
type workspace struct {
	dir    string // of the module
	dergen string // the command
	corpus string
}

const goMod = `module corpus

go 1.26

require github.com/dergen/dergen v0.0.0

replace github.com/dergen/dergen => %s
`

var keep = flag.String("keep", "", "an absolute folder where the module stays with all that was emitted")

// newWorkspace builds the command.
func newWorkspace(t *testing.T, corpus string) *workspace {
	repository, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	w := &workspace{dir: filepath.Join(t.TempDir(), "corpus"), corpus: corpus}
	if *keep != "" {
		w.dir = *keep
	}
	dependOn(t, "gen/dergen", "gen/internal/syntax", "gen/internal/schema", "gen/internal/emit", "asn1/der")
	w.dergen = filepath.Join(t.TempDir(), "dergen.exe")
	if out, err := exec.Command("go", "build", "-o", w.dergen, root+"/gen/dergen").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	w.write(t, "go.mod", strings.Replace(goMod, "%s", filepath.ToSlash(repository), 1))
	return w
}

// dependOn looks at the files of folders, so that the go command runs the tests again where one has changed: it does not
// know what other processes read.
func dependOn(t *testing.T, folders ...string) {
	for _, folder := range folders {
		names, err := filepath.Glob(filepath.Join(root, folder, "*.go"))
		if err != nil || len(names) == 0 {
			t.Fatalf("%s has no Go files: %v", folder, err)
		}
		for _, name := range names {
			if _, err := os.Stat(name); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// write writes a file of the module.
func (w *workspace) write(t *testing.T, name, text string) {
	name = filepath.Join(w.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// goCommand runs the go command in the module. Paths in what is compiled do not depend on where it is, so that the build
// cache knows it the next time; the packages of units are not optimised, which takes a third of the time.
func (w *workspace) goCommand(args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = w.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-trimpath '-gcflags=corpus/...=-N -l'", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// outcome is what dergen made of a unit.
type outcome struct {
	unit
	exit   int
	said   string        // standard error, paths as the index has them
	took   time.Duration // of the processor, which a busy machine does not change
	folder string        // of the package; "" if what is emitted was thrown away
}

// compile runs dergen on a unit, with the folders of its closure and nothing else. What is emitted becomes a package of
// the module if it is to stay.
func (w *workspace) compile(u unit, stays bool) (outcome, error) {
	o := outcome{unit: u}
	args := []string{"-pkg", u.pkg(), "-o", "-"}
	if stays {
		o.folder = filepath.Join(w.dir, u.pkg())
		args[3] = o.folder + string(filepath.Separator)
	}
	for _, f := range u.folders {
		args = append(args, "-I", filepath.Join(w.corpus, f))
	}
	cmd := exec.Command(w.dergen, append(args, filepath.Join(w.corpus, u.path))...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		o.exit, err = exit.ExitCode(), nil
	}
	if err == nil {
		o.took = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	o.said = strings.ReplaceAll(stderr.String(), filepath.ToSlash(w.corpus)+"/", "")
	return o, err
}

// compileAll runs dergen on units, two at a time; the outcomes are in the order of the units. What one unit of every so
// many gives stays.
func (w *workspace) compileAll(t *testing.T, list []unit, every int) []outcome {
	outcomes := make([]outcome, len(list))
	errs := make([]error, len(list))
	var all sync.WaitGroup
	turn := make(chan struct{}, 2)
	for i, u := range list {
		all.Go(func() {
			turn <- struct{}{}
			outcomes[i], errs[i] = w.compile(u, i%every == 0)
			<-turn
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	return outcomes
}
