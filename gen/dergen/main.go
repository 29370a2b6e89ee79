// Command dergen compiles ASN.1 modules into Go: types, and a DER codec for them without reflection.
//
//	dergen [flags] FILE.asn1 ...
//
// It exits with 0 if it wrote what it was asked for, with 1 for faults of a module (each on standard error as
// FILE:LINE:COL: message, and nothing written) and with 2 for a wrong call.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/dergen/dergen/gen/internal/emit"
	"github.com/dergen/dergen/gen/internal/schema"
	"github.com/dergen/dergen/gen/internal/syntax"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// options are the command line.
type options struct {
	output, pkg   string
	dirs, imports list
	schema        schema.Options
	noConstraints bool
	check         bool
	files         []string
}

// list is a flag that may be given more than once.
type list []string

func (l *list) String() string     { return strings.Join(*l, ",") }
func (l *list) Set(s string) error { *l = append(*l, s); return nil }

const usage = `usage: dergen [flags] FILE.asn1 ...

  -o PATH                 FILE.go: all that is emitted, in that file; DIR/: one file a module
                          (default: beside the first input); -: standard output
  -pkg NAME               Go package name (default: name of the output folder)
  -I DIR                  look for imported modules in DIR (repeatable)
  -import MODULE=PATH     that module is compiled already, in the Go package PATH (repeatable)
  -type A,M.B             emit only these types and what they reach (default: every type of the FILEs)
  -raw M.TYPE             keep that type as one element; its contents are not looked at (repeatable)
  -view M.TYPE            check that type in full when decoding, but keep it as bytes (repeatable)
  -keep M.TYPE            the struct also carries Raw, its DER as received (repeatable)
  -expect M.TYPE.c=VALUE  a value that is usual there: a speed hint that changes no result (repeatable)
  -no-constraints         the decoders do not check value, SIZE and alphabet constraints
  -check                  write nothing; exit 1 with a diff if the files are not what would be written
  -version                print the version
`

// parse reads the command line; help tells that usage was asked for.
func parse(args []string, stderr io.Writer) (o options, version bool, err error) {
	var types, raw, view, keep, expect list
	f := flag.NewFlagSet("dergen", flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	f.StringVar(&o.output, "o", "", "")
	f.StringVar(&o.pkg, "pkg", "", "")
	f.Var(&o.dirs, "I", "")
	f.Var(&o.imports, "import", "")
	f.Var(&types, "type", "")
	f.Var(&raw, "raw", "")
	f.Var(&view, "view", "")
	f.Var(&keep, "keep", "")
	f.Var(&expect, "expect", "")
	f.BoolVar(&o.noConstraints, "no-constraints", false, "")
	f.BoolVar(&o.check, "check", false, "")
	f.BoolVar(&version, "version", false, "")
	if err := f.Parse(args); err != nil {
		return o, false, err
	}
	o.files = f.Args()
	for _, name := range o.files {
		if len(name) > 1 && name[0] == '-' {
			return o, false, fmt.Errorf("%s stands behind a FILE: flags stand before the FILEs", name)
		}
	}
	if len(o.files) == 0 && !version {
		return o, false, errors.New("no FILE")
	}
	split := func(l list) (out []string) {
		for _, s := range l {
			for _, s := range strings.Split(s, ",") {
				if s = strings.TrimSpace(s); s != "" {
					out = append(out, s)
				}
			}
		}
		return out
	}
	o.schema = schema.Options{Types: split(types), Raw: split(raw), View: split(view), Keep: split(keep), Expect: expect}
	return o, version, nil
}

func run(args []string, stdout, stderr io.Writer) int {
	o, version, err := parse(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, usage)
		return 0
	case err != nil:
		fmt.Fprintf(stderr, "dergen: %v\n%s", err, usage)
		return 2
	case version:
		fmt.Fprintln(stdout, "dergen", buildVersion())
		return 0
	}
	target, err := targetOf(o)
	if err != nil {
		fmt.Fprintln(stderr, "dergen:", err)
		return 2
	}
	var errs syntax.Errors
	files, err := compile(o, target, &errs)
	for _, e := range errs.Sorted() {
		fmt.Fprintln(stderr, e)
	}
	if err != nil {
		fmt.Fprintln(stderr, "dergen:", err)
		return 1
	}
	if errs.Failed() {
		return 1
	}
	if o.check {
		same, err := target.compare(files, stdout)
		if err != nil {
			fmt.Fprintln(stderr, "dergen:", err)
		}
		if err != nil || !same {
			return 1
		}
		return 0
	}
	if err := target.write(files, stdout); err != nil {
		fmt.Fprintln(stderr, "dergen:", err)
		return 1
	}
	return 0
}

// compile goes the way of a schema: text, AST, model, Go.
func compile(o options, t target, errs *syntax.Errors) ([]emit.File, error) {
	s := &source{dirs: o.dirs}
	for _, dir := range o.dirs {
		if _, err := os.ReadDir(dir); err != nil {
			errs.Warn(syntax.Pos{}, "-I %s: %v", dir, err)
		}
	}
	var roots []*syntax.Module
	for _, name := range o.files {
		mods, err := s.read(name, errs)
		if err != nil {
			return nil, err
		}
		roots = append(roots, mods...)
	}
	if errs.Failed() {
		return nil, nil
	}
	s.roots = roots
	imports, err := readImports(o.imports, t.dir)
	if err != nil {
		return nil, err
	}
	o.schema.Imports = imports
	o.schema.Others = s.modules
	o.schema.Unread = func(m *syntax.Module) bool { return s.unread(m, errs) }
	model := schema.Check(roots, func(name string, oid []string, at syntax.Pos) *syntax.Module {
		return s.find(name, oid)
	}, o.schema, errs)
	s.settle(errs)
	if errs.Failed() || model == nil {
		return nil, nil
	}
	if len(model.Modules) == 0 {
		first := roots[0]
		model.Modules = []*schema.Module{{Name: first.Name.Text, File: path.Base(first.File.Name)}}
	}
	return emit.Files(model, emit.Options{
		Package:       t.pkg,
		NoConstraints: o.noConstraints,
		Imports:       importPaths(imports),
		Single:        t.single,
		Record:        record(model),
	})
}

// buildVersion is the version of the module that the command was built from.
func buildVersion() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

// baseName is how a file is named in errors and in generated code: as it was given, with slashes.
func baseName(path string) string { return filepath.ToSlash(path) }

// importPaths are the Go packages of -import, each once, sorted.
func importPaths(imports map[string]*schema.ImportedPackage) []string {
	var paths []string
	for _, p := range imports {
		paths = append(paths, p.Path)
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}
