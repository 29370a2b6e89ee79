package endtoend

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestUserModule does what gen/testdata/usermodule/README.md says, in a copy outside of this repository.
func TestUserModule(t *testing.T) {
	watch(t)
	source := filepath.Join(testdata, "usermodule")
	readme, err := os.ReadFile(filepath.Join(source, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(source)); err != nil {
		t.Fatal(err)
	}
	abs, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	mod := filepath.Join(dir, "go.mod")
	text, err := os.ReadFile(mod)
	if err != nil {
		t.Fatal(err)
	}
	here := strings.Replace(string(text), "=> ../../..", "=> "+strconv.Quote(abs), 1)
	if here == string(text) {
		t.Fatal("go.mod does not replace the module")
	}
	if err := os.WriteFile(mod, []byte(here), 0o666); err != nil {
		t.Fatal(err)
	}
	// The compiler's modules are brought into the module cache, which then serves as the proxy: this module is on none.
	if out, err := exec.Command("go", "list", "-deps", repository+"/gen/dergen").CombinedOutput(); err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	cache, err := exec.Command("go", "env", "GOMODCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	proxy := "file://" + filepath.ToSlash(filepath.Join(strings.TrimSpace(string(cache)), "cache", "download"))
	commands := 0
	for line := range strings.Lines(string(readme)) {
		command, ok := strings.CutPrefix(line, "    go ")
		if !ok {
			continue
		}
		commands++
		cmd := exec.Command("go", strings.Fields(command)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "GOSUMDB=off", "GOPROXY="+proxy, "PWD="+dir)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("go %s: %v\n%s", strings.TrimSpace(command), err, out)
		}
	}
	if commands != 3 {
		t.Errorf("%d commands in README.md, not 3", commands)
	}
}
