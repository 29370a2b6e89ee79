package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// A program is the package that is changed.
type program struct {
	path, name, dir string
	files           *token.FileSet
	info            types.Info
	parts           []*file
	mutants         []mutant
	keys            map[string]int
}

// A file of it, and the edits that put the changes into it.
type file struct {
	name      string
	src       []byte
	tree      *ast.File
	qualifier types.Qualifier
	edits     []*edit
}

// An edit puts text in front of and behind src[from:to], or in the place of it.
type edit struct {
	from, to      int
	before, after string
	replaces      bool
}

func (f *file) wrap(from, to int, before, after string) {
	f.edits = append(f.edits, &edit{from, to, before, after, false})
}
func (f *file) replace(from, n int, text string) {
	f.edits = append(f.edits, &edit{from, from + n, text, "", true})
}

func (p *program) offset(pos token.Pos) int { return p.files.PositionFor(pos, false).Offset }

// load reads and type-checks the package, and finds the mutants of the code that is written by hand, or of that which is
// generated.
func load(pkg string, generated bool) (*program, error) {
	out, err := command("go", "list", "-json=Dir,ImportPath,Name,GoFiles", pkg)
	if err != nil {
		return nil, err
	}
	var list struct {
		Dir, ImportPath, Name string
		GoFiles               []string
	}
	if err := json.Unmarshal(out, &list); err != nil {
		return nil, err
	}
	if out, err = command("go", "list", "-export", "-deps", "-f", "{{.ImportPath}} {{.Export}}", pkg); err != nil {
		return nil, err
	}
	exports := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, export, _ := strings.Cut(strings.TrimSpace(line), " ")
		exports[path] = export
	}
	p := &program{path: list.ImportPath, name: list.Name, dir: list.Dir, files: token.NewFileSet(), keys: map[string]int{}}
	p.info.Types = map[ast.Expr]types.TypeAndValue{}
	var trees []*ast.File
	for _, name := range list.GoFiles {
		src, err := os.ReadFile(filepath.Join(p.dir, name))
		if err != nil {
			return nil, err
		}
		tree, err := parser.ParseFile(p.files, name, src, parser.SkipObjectResolution|parser.ParseComments)
		if err != nil {
			return nil, err
		}
		f := &file{name: name, src: src, tree: tree}
		names := map[string]string{}
		for _, im := range tree.Imports {
			if im.Name != nil {
				names[strings.Trim(im.Path.Value, `"`)] = im.Name.Name
			}
		}
		f.qualifier = func(other *types.Package) string {
			if other.Path() == p.path {
				return ""
			}
			if n := names[other.Path()]; n != "" {
				return n
			}
			return other.Name()
		}
		p.parts, trees = append(p.parts, f), append(trees, tree)
	}
	config := types.Config{Importer: importer.ForCompiler(p.files, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(exports[path])
	})}
	if _, err := config.Check(p.path, p.files, trees, &p.info); err != nil {
		return nil, err
	}
	p.parts = slices.DeleteFunc(p.parts, func(f *file) bool { return ast.IsGenerated(f.tree) != generated })
	for _, f := range p.parts {
		for _, d := range f.tree.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Body != nil {
				p.mutate(f, fn)
			}
		}
	}
	return p, nil
}

// instrument writes the package with all the changes in it, and the file that tells the go command of that, whose name it
// returns. Environment variable MUTANT says which change is made.
func (p *program) instrument(dir string) (overlay string, err error) {
	replaced := map[string]string{}
	write := func(name, text string) error {
		to := filepath.Join(dir, name)
		replaced[filepath.Join(p.dir, name)] = to
		return os.WriteFile(to, []byte(text), 0o644)
	}
	for _, f := range p.parts {
		if err := write(f.name, f.changed()); err != nil {
			return "", err
		}
	}
	if err := write("mutants.go", fmt.Sprintf(runtimeText, p.name, len(p.mutants))); err != nil {
		return "", err
	}
	list, err := json.Marshal(map[string]map[string]string{"Replace": replaced})
	if err != nil {
		return "", err
	}
	overlay = filepath.Join(dir, "overlay.json")
	return overlay, os.WriteFile(overlay, list, 0o644)
}

// changed is the text with the edits.
func (f *file) changed() string {
	before, after, instead := map[int]string{}, map[int]string{}, map[int]*edit{}
	for _, e := range f.edits { // outer ones come first
		if e.replaces {
			instead[e.from] = e
			continue
		}
		before[e.from] += e.before
		after[e.to] = e.after + after[e.to]
	}
	var places []int
	for k := range before {
		places = append(places, k)
	}
	for k := range after {
		places = append(places, k)
	}
	for k := range instead {
		places = append(places, k)
	}
	slices.Sort(places)
	var s strings.Builder
	last := 0
	for _, k := range slices.Compact(places) {
		s.Write(f.src[last:k])
		s.WriteString(after[k])
		s.WriteString(before[k])
		last = k
		if e := instead[k]; e != nil {
			s.WriteString(e.before)
			last = e.to
		}
	}
	s.Write(f.src[last:])
	return s.String()
}

// command runs one and returns what it prints; with an error, that has what it complained about.
func command(name string, args ...string) ([]byte, error) {
	out, err := exec.Command(name, args...).Output()
	if exit, ok := err.(*exec.ExitError); ok {
		err = fmt.Errorf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, exit.Stderr)
	}
	return out, err
}

// runtimeText is the file that is added to the package: its name and the number of mutants go in.
const runtimeText = `package %s

import (
	"cmp"
	"os"
	"strconv"
	"sync/atomic"
)

// mutantOn is the change that is made, and -1 for none.
var mutantOn, mutantLog = mutantStart()

// mutantSeen has the changes whose places were come by, which are written to the log.
var mutantSeen [%d + 2]atomic.Bool

func mutantStart() (int, *os.File) {
	if name := os.Getenv("MUTANTLOG"); name != "" {
		f, err := os.OpenFile(name, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			panic(err)
		}
		return -1, f
	}
	n, err := strconv.Atoi(os.Getenv("MUTANT"))
	if err != nil {
		return -1, nil
	}
	return n, nil
}

func mutantAt(n int) bool {
	if mutantLog != nil && !mutantSeen[n].Swap(true) {
		mutantLog.WriteString(strconv.Itoa(n) + "\n")
	}
	return n == mutantOn
}

type mutantInteger interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr
}

type mutantNumber interface {
	mutantInteger | ~float32 | ~float64
}

func mutantTrue[T ~bool](n int, x T) T  { if mutantAt(n) { return true }; return x }
func mutantFalse[T ~bool](n int, x T) T { if mutantAt(n) { return false }; return x }
func mutantErr(n int, err error) error  { if mutantAt(n) { return nil }; return err }

func mutantConst[T mutantInteger](n int, x T) T {
	one, less := mutantAt(n), mutantAt(n + 1)
	switch {
	case one:
		return x + 1
	case less:
		return x - 1
	}
	return x
}

func mutantLss[T cmp.Ordered](n int, x, y T) bool { if mutantAt(n) { return x <= y }; return x < y }
func mutantLeq[T cmp.Ordered](n int, x, y T) bool { if mutantAt(n) { return x < y }; return x <= y }
func mutantGtr[T cmp.Ordered](n int, x, y T) bool { if mutantAt(n) { return x >= y }; return x > y }
func mutantGeq[T cmp.Ordered](n int, x, y T) bool { if mutantAt(n) { return x > y }; return x >= y }

func mutantAdd[T mutantNumber](n int, x, y T) T     { if mutantAt(n) { return x - y }; return x + y }
func mutantSub[T mutantNumber](n int, x, y T) T     { if mutantAt(n) { return x + y }; return x - y }
func mutantMul[T mutantNumber](n int, x, y T) T     { if mutantAt(n) { return x / y }; return x * y }
func mutantQuo[T mutantNumber](n int, x, y T) T     { if mutantAt(n) { return x * y }; return x / y }
func mutantRem[T mutantInteger](n int, x, y T) T    { if mutantAt(n) { return x * y }; return x %% y }
func mutantAnd[T mutantInteger](n int, x, y T) T    { if mutantAt(n) { return x | y }; return x & y }
func mutantOr[T mutantInteger](n int, x, y T) T     { if mutantAt(n) { return x & y }; return x | y }
func mutantXor[T mutantInteger](n int, x, y T) T    { if mutantAt(n) { return x & y }; return x ^ y }
func mutantAndNot[T mutantInteger](n int, x, y T) T { if mutantAt(n) { return x & y }; return x &^ y }

func mutantShl[T, S mutantInteger](n int, x T, s S) T { if mutantAt(n) { return x >> s }; return x << s }
func mutantShr[T, S mutantInteger](n int, x T, s S) T { if mutantAt(n) { return x << s }; return x >> s }
`
