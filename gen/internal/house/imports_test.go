// Package house has the tests that hold the repository to its own rules: which package may import what, and that
// generated files and schema files are what they should be.
package house

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/dergen/dergen"

// layer is a package and what it may import, tests aside. A name with a slash at its end stands for all packages in
// that folder.
type layer struct {
	pkg        string
	own        []string // of this module, without its path
	thirdParty []string
}

// layers has every package of the module. One that is missing has no place in the house yet.
var layers = []layer{
	{"asn1/der", nil, nil},
	{"asn1/rfc5912", []string{"asn1/der"}, nil},
	{"asn1/rfc6960", []string{"asn1/der", "asn1/rfc5912"}, nil},
	{"ocsp", []string{"asn1/der", "asn1/rfc5912", "asn1/rfc6960"}, nil},
	{"ocsp/ed448", []string{"asn1/der", "asn1/rfc5912", "asn1/rfc6960", "ocsp"}, []string{"github.com/cloudflare/circl/"}},
	{"ocsp/internal/difftest", []string{"asn1/", "ocsp"}, []string{"golang.org/x/crypto/"}},
	{"ocsp/internal/bench", nil, nil},
	{"ocsp/internal/bench/result", nil, nil},
	{"ocsp/internal/bench/chart", []string{"ocsp/internal/bench/result"}, nil},
	{"ocsp/internal/bench/ratios", []string{"ocsp/internal/bench/result"}, nil},
	{"internal/tlv", nil, nil},
	{"internal/codectest", []string{"asn1/der", "internal/tlv"}, nil},
	{"internal/fuzzall", nil, nil},
	{"internal/mutate", nil, nil},
	{"internal/recursive", []string{"asn1/der"}, nil},
	{"gen/internal/syntax", nil, nil},
	{"gen/internal/schema", []string{"gen/internal/syntax"}, nil},
	{"gen/internal/emit", []string{"gen/internal/syntax", "gen/internal/schema"}, []string{"github.com/dave/jennifer/"}},
	{"gen/dergen", []string{"gen/internal/syntax", "gen/internal/schema", "gen/internal/emit"}, nil},
	{"gen/demo", nil, nil},
	{"gen/internal/random", []string{"gen/internal/syntax", "gen/internal/schema"}, nil},
	{"gen/internal/corpus", nil, nil},
	{"gen/internal/endtoend", nil, nil},
	{"gen/internal/house", nil, nil},
}

// testOnly is what tests of gen/ and ocsp/internal/ may import beside.
var testOnly = []string{"github.com/google/go-cmp/", module + "/"}

// wireForbidden are what no package under asn1/ and ocsp/ imports, tests aside; codecForbidden what asn1/ does not
// either. They end in a slash where the packages below are meant too.
var (
	wireForbidden  = []string{"reflect", "unsafe", "encoding/asn1", "C"}
	codecForbidden = []string{"crypto/", "net/"}
)

// asn1Allowed are the files that may import encoding/asn1, for its ObjectIdentifier: package pkix has it in its
// types, which this is the boundary to.
var asn1Allowed = []string{"ocsp/name.go"}

// pkg is what go list -json says of a package.
type pkg struct {
	ImportPath, Dir                    string
	Standard                           bool
	Module                             *struct{ Path string }
	GoFiles                            []string
	Imports, TestImports, XTestImports []string
}

// list runs go list in the root of the repository.
func list(t *testing.T, args ...string) []pkg {
	t.Helper()
	watch(t)
	cmd := exec.Command("go", append([]string{"list", "-json=ImportPath,Dir,Standard,Module,GoFiles,Imports,TestImports,XTestImports"}, args...)...)
	cmd.Dir = root
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list %s: %v", strings.Join(args, " "), err)
	}
	var pkgs []pkg
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p pkg
		err := d.Decode(&p)
		if errors.Is(err, io.EOF) {
			return pkgs
		}
		if err != nil {
			t.Fatal(err)
		}
		pkgs = append(pkgs, p)
	}
}

// root is the repository's, seen from this folder.
var root = filepath.Join("..", "..", "..")

// watch reads every folder of the repository. What a test reads through another program is unknown to go test, which
// would then repeat an old verdict from its cache.
func watch(t *testing.T) {
	t.Helper()
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == ".git" {
			return filepath.SkipDir
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// among says whether an import path is one of the list, or in one of its folders.
func among(name string, names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool {
		return n == name || strings.HasSuffix(n, "/") && strings.HasPrefix(name+"/", n)
	})
}

// standard says whether an import path is the standard library's: its first element has no dot.
func standard(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return !strings.Contains(first, ".")
}

func TestImportsRunOneWay(t *testing.T) {
	for _, p := range list(t, "./...") {
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		i := slices.IndexFunc(layers, func(l layer) bool { return l.pkg == name })
		if i < 0 {
			t.Errorf("%s has no row in layers: say what it may import", name)
			continue
		}
		for _, imp := range p.Imports {
			own, isOwn := strings.CutPrefix(imp, module+"/")
			switch {
			case standard(imp):
			case isOwn && !among(own, layers[i].own), !isOwn && !among(imp, layers[i].thirdParty):
				t.Errorf("%s imports %s", name, imp)
			}
		}
	}
}

// comparing are the packages whose tests compare with others, encoding/asn1 among them.
var comparing = []string{"ocsp/internal/difftest", "ocsp/internal/bench"}

// onWire says whether a package is one that importers of asn1 and ocsp get. Those that compare are not.
func onWire(name string) bool {
	return among(name, []string{"asn1/", "ocsp/"}) && !slices.Contains(comparing, name)
}

func TestWireImports(t *testing.T) {
	for _, p := range list(t, "./...") {
		name := strings.TrimPrefix(p.ImportPath, module+"/")
		if !onWire(name) {
			continue
		}
		for _, file := range p.GoFiles {
			for _, imp := range imports(t, filepath.Join(p.Dir, file)) {
				switch {
				case imp == "encoding/asn1" && slices.Contains(asn1Allowed, path.Join(name, file)):
					onlyObjectIdentifier(t, filepath.Join(p.Dir, file))
				case among(imp, wireForbidden), strings.HasPrefix(name, "asn1/") && among(imp, codecForbidden):
					t.Errorf("%s imports %s", path.Join(name, file), imp)
				}
			}
		}
		for _, imp := range append(p.TestImports, p.XTestImports...) {
			own, isOwn := strings.CutPrefix(imp, module+"/")
			if isOwn && among(own, []string{"asn1/", "ocsp/", "internal/"}) || standard(imp) {
				continue
			}
			if name == "ocsp/ed448" && strings.HasPrefix(imp, "github.com/cloudflare/circl/") {
				continue
			}
			t.Errorf("a test of %s imports %s: tests there use the standard library only, since go mod tidy elsewhere sees them", name, imp)
		}
	}
}

func TestTestImports(t *testing.T) {
	for _, p := range list(t, "./...") {
		if onWire(strings.TrimPrefix(p.ImportPath, module+"/")) {
			continue
		}
		for _, imp := range append(p.TestImports, p.XTestImports...) {
			compares := slices.Contains(comparing, strings.TrimPrefix(p.ImportPath, module+"/")) && among(imp, []string{"golang.org/x/crypto/"})
			if !compares && !standard(imp) && !among(imp, testOnly) && !slices.Contains(p.Imports, imp) {
				t.Errorf("a test of %s imports %s", p.ImportPath, imp)
			}
		}
	}
}

func TestOCSPDependsOnNothingElse(t *testing.T) {
	for _, p := range list(t, "-deps", "./ocsp") {
		if !p.Standard && (p.Module == nil || p.Module.Path != module) {
			t.Errorf("ocsp depends on %s", p.ImportPath)
		}
	}
}

// TestTidyElsewhere runs go mod tidy in a module that imports ocsp: no line of its go.mod and go.sum names another
// module than this.
func TestTidyElsewhere(t *testing.T) {
	watch(t)
	dir := userModule(t)
	write(t, dir, "user.go", "package user\n\nimport _ \""+module+"/ocsp\"\n")
	run(t, dir, "go mod tidy")
	other := regexp.MustCompile(`(?m)^(?:require )?\s*[a-z0-9.-]+\.[a-z]+/\S+ v.*`)
	for _, line := range other.FindAllString(readFile(t, filepath.Join(dir, "go.mod")), -1) {
		if !strings.Contains(line, module+" ") {
			t.Errorf("go.mod: %s", line)
		}
	}
	sum, err := os.ReadFile(filepath.Join(dir, "go.sum"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	if len(sum) != 0 {
		t.Errorf("go.sum: %s", sum)
	}
}

func imports(t *testing.T, file string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, imp := range f.Imports {
		name, err := strconv.Unquote(imp.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}

// onlyObjectIdentifier says where a file uses anything else of encoding/asn1.
func onlyObjectIdentifier(t *testing.T, file string) {
	t.Helper()
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == "asn1" && s.Sel.Name != "ObjectIdentifier" {
				t.Errorf("%s: asn1.%s", files.Position(s.Pos()), s.Sel.Name)
			}
		}
		return true
	})
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
