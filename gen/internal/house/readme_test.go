package house

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestReadmeOCSP builds the program of README's first quick start in a module of its own.
func TestReadmeOCSP(t *testing.T) {
	watch(t)
	dir := userModule(t)
	write(t, dir, "main.go", readmeBlock(t, "```go\n", "package main\n"))
	run(t, dir, "go mod tidy")
	run(t, dir, "go vet .")
}

// TestReadmeModule does what README's second quick start says, in a module of its own: the ASN.1, the two commands,
// the go:generate line.
func TestReadmeModule(t *testing.T) {
	watch(t)
	dir := userModule(t)
	readme := readFile(t, filepath.Join(root, "README.md"))
	write(t, dir, "person.asn1", indented(t, readme, "Person DEFINITIONS"))
	write(t, dir, "person.go", readmeBlock(t, "```go\n", "package person\n"))
	commands := indented(t, readme, "go get -tool")
	if n := strings.Count(commands, "\n"); n != 2 {
		t.Fatalf("%d commands, want 2:\n%s", n, commands)
	}
	// The compiler's modules are brought into the module cache, which then serves as the proxy: this module is on none.
	list(t, "-deps", "./gen/dergen")
	cache := output(t, dir, "go env GOMODCACHE")
	t.Setenv("GOPROXY", "file://"+filepath.ToSlash(filepath.Join(cache, "cache", "download")))
	t.Setenv("GOSUMDB", "off")
	for command := range strings.Lines(commands) {
		run(t, dir, command)
	}
	write(t, dir, "person_test.go", `package person

import (
	"testing"

	"github.com/dergen/dergen/asn1/der"
)

func TestRoundTrip(t *testing.T) {
	p := Person{Name: der.UTF8String("Ada"), Roles: []Role{RoleWriter}}
	b, err := p.MarshalDER()
	if err != nil {
		t.Fatal(err)
	}
	var q Person
	if err := q.UnmarshalDER(b); err != nil {
		t.Fatal(err)
	}
	if string(q.Name) != "Ada" || q.Born.Present || len(q.Roles) != 1 || q.Roles[0] != RoleWriter {
		t.Errorf("%+v", q)
	}
}
`)
	run(t, dir, "go generate .")
	run(t, dir, "go vet .")
	run(t, dir, "go test .")
}

// TestReadmeCommands looks for every make target that README names in the Makefile.
func TestReadmeCommands(t *testing.T) {
	makefile := readFile(t, filepath.Join(root, "Makefile"))
	for _, m := range regexp.MustCompile("(?m)(?:^    |`)make ([a-z][a-z-]*)").FindAllStringSubmatch(readFile(t, filepath.Join(root, "README.md")), -1) {
		if !strings.Contains(makefile, "\n"+m[1]+": ## ") {
			t.Errorf("README.md says make %s; the Makefile has no such target", m[1])
		}
	}
}

// userModule returns the folder of a new module that finds this one on disk.
func userModule(t *testing.T) string {
	t.Helper()
	abs, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, dir, "go.mod", "module user\n\ngo 1.26\n\nreplace "+module+" => "+strconv.Quote(abs)+"\n")
	return dir
}

// run runs a command, its arguments separated by spaces, in a folder outside any workspace.
func run(t *testing.T, dir, command string) {
	t.Helper()
	output(t, dir, command)
}

// output is run, and returns what the command prints, trimmed.
func output(t *testing.T, dir, command string) string {
	t.Helper()
	args := strings.Fields(command)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=mod", "PWD="+dir)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	return strings.TrimSpace(string(out))
}

// readmeBlock returns the fenced block of README that begins with these lines, without the fence.
func readmeBlock(t *testing.T, fence, begins string) string {
	t.Helper()
	_, block, ok := strings.Cut(readFile(t, filepath.Join(root, "README.md")), fence+begins)
	if !ok {
		t.Fatalf("README.md has no block that begins with %q", begins)
	}
	block, _, _ = strings.Cut(block, "```")
	return begins + block
}

// indented returns the indented block of README whose first line begins so, dedented.
func indented(t *testing.T, readme, begins string) string {
	t.Helper()
	_, rest, ok := strings.Cut(readme, "\n    "+begins)
	if !ok {
		t.Fatalf("README.md has no indented block that begins with %q", begins)
	}
	var block strings.Builder
	for line := range strings.Lines("    " + begins + rest) {
		line, ok := strings.CutPrefix(line, "    ")
		if !ok {
			break
		}
		block.WriteString(line)
	}
	return block.String()
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
