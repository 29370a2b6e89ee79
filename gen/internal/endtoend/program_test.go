package endtoend

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/dergen/dergen/gen/internal/schema"
)

// root is the repository's, seen from this folder.
var root = filepath.Join("..", "..", "..")

// repository is the import path of this module.
const repository = "github.com/dergen/dergen"

// program is the one that is built of everything that was compiled.
type program struct {
	packages []packed
	groups   []*group
}

// group is what is reported together.
type group struct {
	name     string
	jobs     []job
	done     []func(answer)
	problems []string
	finish   func(t *testing.T) // nil, or called at the end
}

// group begins a group.
func (p *program) group(name string) *group {
	g := &group{name: name}
	p.groups = append(p.groups, g)
	return g
}

// add appends a job; done is called with what became of it, after the problems that the program saw are noted.
func (g *group) add(what string, j job, done func(answer)) {
	g.jobs = append(g.jobs, j)
	g.done = append(g.done, func(a answer) {
		for _, text := range a.Problems {
			g.problem("%s: %s", what, text)
		}
		if done != nil {
			done(a)
		}
	})
}

func (g *group) problem(format string, args ...any) {
	g.problems = append(g.problems, fmt.Sprintf(format, args...))
}

// packed is a package of the program.
type packed struct {
	*compiled
	path   string            // import path; "": in the program's own module
	files  map[string]string // beside the generated one
	checks bool              // there is a function Check among files
}

// job and answer are those of testdata/driver.go.txt.
type job struct {
	Type, Kind string
	In         []byte
	Func       string
	Loose      bool
}

type answer struct {
	Fault    *fault
	Problems []string
	Result   string
	Again    *fault
}

type fault struct {
	Err, Path string
	Offset    int
	Text      string
}

// String is how rows write a fault.
func (f *fault) String() string {
	path := f.Path
	switch {
	case path == "":
		path = "-"
	case len(path) > 150:
		path = fmt.Sprintf("%s...(%d)", path[:40], len(path))
	}
	return fmt.Sprintf("%s %s %d", f.Err, path, f.Offset)
}

// run builds the program and does the jobs.
func (p *program) run(t *testing.T) {
	t.Helper()
	watch(t)
	dir := t.TempDir()
	if *folder != "" {
		dir = *folder
	}
	abs, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	put := func(name, text string) {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put("go.mod", "module driver\n\ngo 1.26\n\nrequire "+repository+" v0.0.0\n\nreplace "+repository+" => "+strconv.Quote(abs)+"\n")
	main, err := os.ReadFile(filepath.Join("testdata", "driver.go.txt"))
	if err != nil {
		t.Fatal(err)
	}
	put("main.go", string(main))
	for _, k := range p.packages {
		if k.path == "" {
			put(filepath.Join(k.pkg, "gen.go"), k.code)
		}
		for name, text := range k.files {
			put(filepath.Join(k.pkg, name), text)
		}
	}
	for {
		put("table.go", p.table())
		// Without paths of this machine, so that the build cache serves from one run to the next.
		build := exec.Command("go", "build", "-trimpath", "-o", "driver.exe", ".")
		build.Dir = dir
		out, err := build.CombinedOutput()
		if err == nil {
			break
		}
		if !p.drop(t, string(out)) {
			t.Fatalf("go build: %v\n%.4000s", err, out)
		}
	}
	p.feed(t, filepath.Join(dir, "driver.exe"))
}

// drop reports the packages that the compiler of Go names in what it says, and takes them out of the program.
func (p *program) drop(t *testing.T, out string) bool {
	bad := map[string]bool{}
	for _, part := range strings.Split(out, "# driver/")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		bad[name] = true
		t.Errorf("%s does not build:\n%.2000s", name, text)
	}
	p.packages = slices.DeleteFunc(p.packages, func(k packed) bool { return bad[k.pkg] })
	p.groups = slices.DeleteFunc(p.groups, func(g *group) bool { return bad[strings.Split(g.name, "/")[0]] })
	return len(bad) > 0
}

// feed writes the jobs to the program, reads the answers, and reports each group as a test of its own.
func (p *program) feed(t *testing.T, name string) {
	t.Helper()
	var in bytes.Buffer
	enc := json.NewEncoder(&in)
	for _, g := range p.groups {
		for _, j := range g.jobs {
			if err := enc.Encode(j); err != nil {
				t.Fatal(err)
			}
		}
	}
	cmd := exec.Command(name)
	cmd.Stdin = &in
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bufio.NewReader(out))
	for _, g := range p.groups {
		for k, j := range g.jobs {
			var a answer
			if err := dec.Decode(&a); err != nil {
				_, _ = io.Copy(io.Discard, out)
				t.Fatalf("the program ends at %s %s %x: %v\n%.3000s", j.Kind, j.Type, j.In, err, stderr.String())
			}
			g.done[k](a)
		}
		t.Run(g.name, func(t *testing.T) {
			for k, text := range g.problems {
				if k == 25 {
					t.Errorf("and %d more", len(g.problems)-k)
					break
				}
				t.Error(text)
			}
			if g.finish != nil {
				g.finish(t)
			}
		})
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the program: %v", err)
	}
}

// table is the file with the types of the program.
func (p *program) table() string {
	var imports, types, decodes, checks strings.Builder
	for _, k := range p.packages {
		path := k.path
		if path == "" {
			path = "driver/" + k.pkg
		}
		fmt.Fprintf(&imports, "\t%q\n", path)
		for _, d := range k.defs() {
			for _, name := range goTypes(d) {
				fmt.Fprintf(&types, "\t\t%q: of[%s.%s](%v),\n", k.pkg+"."+name, k.pkg, name, allocates(d))
			}
		}
		for _, m := range k.model.Modules {
			if m.Import != "" {
				continue
			}
			for _, d := range m.Decodes {
				if d.Struct.Module.Import != "" {
					continue
				}
				fmt.Fprintf(&decodes, "\t\t%q: func(v any) (any, error) { return %s.%s(v.(*%s.%s)) },\n", k.pkg+"."+d.GoName, k.pkg, d.GoName, k.pkg, d.Struct.GoName)
			}
		}
		if k.checks {
			fmt.Fprintf(&checks, "\t\t%q: %s.Check,\n", k.pkg, k.pkg)
		}
	}
	return "package main\n\nimport (\n" + imports.String() + ")\n\nfunc tables() *table {\n\treturn &table{map[string]row{\n" + types.String() +
		"\t}, map[string]func(any) (any, error){\n" + decodes.String() + "\t}, map[string]func(func(string, ...any)){\n" + checks.String() + "\t}}\n}\n"
}

// goTypes are the names of the Go types of a definition.
func goTypes(d *schema.Def) []string {
	if d.View {
		return []string{d.GoName, d.GoName + "View"}
	}
	return []string{d.GoName}
}

// allocates says whether decoding a value of d that was used before may allocate all the same: it has pointers, which are
// made anew, a DEFAULT of octets, of which each value has its own, or a type of text that is taken apart as a string.
func allocates(d *schema.Def) bool {
	seen := map[*schema.Def]bool{}
	var walk func(d *schema.Def) bool
	var in func(t *schema.Type) bool
	in = func(t *schema.Type) bool {
		if t == nil {
			return false
		}
		if t.Def != nil {
			return walk(t.Def)
		}
		for _, c := range t.Components {
			if c.Pointer || c.Default != nil && c.Type.Base().Kind > schema.Enumerated || unboundedDefault(c) || in(c.Type) {
				return true
			}
		}
		switch t.Kind {
		case schema.Real, schema.Time, schema.Duration, schema.OIDIRI, schema.RelativeOIDIRI:
			return true
		}
		return in(t.Elem)
	}
	walk = func(d *schema.Def) bool {
		if seen[d] {
			return false
		}
		seen[d] = true
		return d.Recursive || in(d.Type)
	}
	return walk(d)
}

// unboundedDefault says whether c is an INTEGER with a DEFAULT that is kept as octets.
func unboundedDefault(c *schema.Component) bool {
	return c.Default != nil && c.Type.Base().Kind == schema.Integer && (c.Type.Constraint == nil || len(c.Type.Base().Numbers) == 0)
}

// watch reads the folders that the program is built of. What a test reads through another program is unknown to go
// test, which would then repeat an old verdict from its cache.
func watch(t *testing.T) {
	t.Helper()
	for _, dir := range []string{"asn1", "gen"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(name string, d fs.DirEntry, err error) error { return err })
		if err != nil {
			t.Fatal(err)
		}
	}
}
