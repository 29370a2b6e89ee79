package corpus

import (
	"os"
	"path/filepath"
	"slices"

	"github.com/dergen/dergen/gen/internal/schema"
	"github.com/dergen/dergen/gen/internal/syntax"
)

// library has the modules of the corpus. Each file is read once.
type library struct {
	dir   string
	files map[string]file             // by path
	oids  map[*syntax.Module][]string // arcs of its identifier
}

// file is what is in a file: nothing if it cannot be read.
type file struct {
	mods []*syntax.Module
	errs *syntax.Errors
}

func newLibrary(dir string) *library {
	return &library{dir, make(map[string]file), make(map[*syntax.Module][]string)}
}

func (l *library) file(path string) file {
	f, ok := l.files[path]
	if !ok {
		f.errs = new(syntax.Errors)
		if text, err := os.ReadFile(filepath.Join(l.dir, path)); err == nil {
			f.mods = syntax.Parse(syntax.NewFile(path, text), f.errs)
		}
		for _, m := range f.mods {
			l.oids[m] = schema.ModuleOID(m)
		}
		l.files[path] = f
	}
	return f
}

// behind are the modules in the folders of a unit.
func (l *library) behind(u unit) []*syntax.Module {
	var list []*syntax.Module
	for _, folder := range u.folders {
		names, err := filepath.Glob(filepath.Join(l.dir, folder, "*.asn1"))
		if err != nil {
			continue // the pattern is well-formed
		}
		for _, name := range names {
			list = append(list, l.file(folder+"/"+filepath.Base(name)).mods...)
		}
	}
	return list
}

// model checks a unit as the command does: nil if it is refused.
func (l *library) model(u unit) *schema.Model {
	f := l.file(u.path)
	if f.errs.Failed() {
		return nil
	}
	others := append(slices.Clone(f.mods), l.behind(u)...)
	find := func(name string, oid []string, _ syntax.Pos) *syntax.Module {
		for _, m := range others {
			if oid != nil && slices.Equal(l.oids[m], oid) {
				return m
			}
		}
		for _, m := range others {
			if m.Name.Text == name {
				return m
			}
		}
		return nil
	}
	return schema.Check(f.mods, find, schema.Options{}, new(syntax.Errors))
}

// lacks are the modules that a unit imports from and that are not in its folders under that name.
func (l *library) lacks(u unit) []string {
	others := l.behind(u)
	var list []string
	for _, m := range l.file(u.path).mods {
		for _, i := range m.Imports {
			if !slices.ContainsFunc(others, func(o *syntax.Module) bool { return o.Name.Text == i.Module.Text }) {
				list = append(list, i.Module.Text)
			}
		}
	}
	return list
}
