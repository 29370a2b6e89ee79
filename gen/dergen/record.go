package main

import (
	"bufio"
	"bytes"
	"fmt"
	"go/build"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dergen/dergen/gen/internal/schema"
)

// A generated package records what it holds at the end of its first file, a line each, for those who name it in -import:
//
//	//dergen:type PKIX1Explicit-2009 Name Name view
//	//dergen:oid PKIX1Explicit-2009 id-pkix IDPKIX
//
// is the module, the ASN.1 name, the Go name, and what was chosen for it.

// record returns the lines for what is emitted of m.
func record(m *schema.Model) []string {
	var lines []string
	for _, mod := range m.Modules {
		if mod.Import != "" {
			continue
		}
		for _, d := range mod.Defs {
			line := fmt.Sprintf("type %s %s %s", mod.Name, d.Name, d.GoName)
			for _, o := range []struct {
				chosen bool
				name   string
			}{{d.Raw, "raw"}, {d.View, "view"}, {d.Keep, "keep"}} {
				if o.chosen {
					line += " " + o.name
				}
			}
			lines = append(lines, line)
		}
		for _, o := range mod.OIDs {
			lines = append(lines, fmt.Sprintf("oid %s %s %s", mod.Name, o.Name, o.GoName))
		}
	}
	return lines
}

// readImports reads the records of the packages that -import names, each MODULE=PATH. dir is where the output goes: a
// package is looked up from there.
func readImports(imports []string, dir string) (map[string]*schema.ImportedPackage, error) {
	out := map[string]*schema.ImportedPackage{}
	records := map[string]map[string]*schema.ImportedPackage{} // path, module
	for _, imp := range imports {
		module, path, ok := strings.Cut(imp, "=")
		if !ok || module == "" || path == "" {
			return nil, fmt.Errorf("-import %s: expected MODULE=GO/IMPORT/PATH", imp)
		}
		if records[path] == nil {
			r, err := readRecords(path, dir)
			if err != nil {
				return nil, fmt.Errorf("-import %s: %w", imp, err)
			}
			records[path] = r
		}
		p := records[path][module]
		if p == nil {
			return nil, fmt.Errorf("-import %s: package %s holds nothing of module %s", imp, path, module)
		}
		out[module] = p
	}
	return out, nil
}

func readRecords(path, dir string) (map[string]*schema.ImportedPackage, error) {
	pkg, err := build.Default.Import(path, dir, build.FindOnly)
	if err != nil {
		return nil, err
	}
	files, err := filepath.Glob(filepath.Join(pkg.Dir, "*.go"))
	if err != nil {
		return nil, err
	}
	out := map[string]*schema.ImportedPackage{}
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		for sc := bufio.NewScanner(bytes.NewReader(text)); sc.Scan(); {
			kind, line, ok := strings.Cut(sc.Text(), " ")
			if !ok || kind != "//dergen:type" && kind != "//dergen:oid" {
				continue
			}
			w := strings.Fields(line)
			if len(w) < 3 {
				return nil, fmt.Errorf("%s: unknown record %q", name, sc.Text())
			}
			p := out[w[0]]
			if p == nil {
				p = &schema.ImportedPackage{Path: path, Types: map[string]schema.ImportedType{}, OIDs: map[string]string{}}
				out[w[0]] = p
			}
			if kind == "//dergen:oid" {
				p.OIDs[w[1]] = w[2]
				continue
			}
			chosen := w[3:]
			p.Types[w[1]] = schema.ImportedType{
				GoName: w[2],
				Raw:    slices.Contains(chosen, "raw"),
				View:   slices.Contains(chosen, "view"),
				Keep:   slices.Contains(chosen, "keep"),
			}
		}
	}
	return out, nil
}
