package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/dergen/dergen/gen/internal/schema"
	"github.com/dergen/dergen/gen/internal/syntax"
)

// source finds modules: those of the FILEs, and those of the -I folders, which are read once and when first needed.
type source struct {
	dirs   []string
	roots  []*syntax.Module
	listed bool
	others []found
}

// found is a module of an -I folder with what is to be said of its file if the module is used.
type found struct {
	mod  *syntax.Module
	oid  []string // arcs of its identifier
	errs *syntax.Errors
	used bool
}

// read parses a file.
func (s *source) read(name string, errs *syntax.Errors) ([]*syntax.Module, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return syntax.Parse(syntax.NewFile(baseName(name), text), errs), nil
}

// find returns the module of that object identifier, or else of that name; nil if there is none.
func (s *source) find(name string, oid []string) *syntax.Module {
	for _, m := range s.roots {
		if m.Name.Text == name {
			return m
		}
	}
	s.list()
	var best *found
	for k := range s.others {
		if f := &s.others[k]; f.suits(name, oid) > 0 && (best == nil || f.suits(name, oid) > best.suits(name, oid)) {
			best = f
		}
	}
	if best == nil {
		return nil
	}
	best.used = true
	return best.mod
}

// suits is how well a module answers to an identifier and a name: 0 if not at all. Where modules share the identifier (of
// cms-2004 there are two), the name decides; where they share the name, one with another identifier is the last choice.
func (f *found) suits(name string, oid []string) int {
	has := f.mod.Name.Text
	switch same := len(oid) > 0 && slices.Equal(f.oid, oid); {
	case same && has == name:
		return 5
	case same && strings.HasPrefix(has, name):
		return 4
	case same:
		return 3
	case has == name && (f.oid == nil || len(oid) == 0):
		return 2
	case has == name:
		return 1
	}
	return 0
}

// list reads the -I folders. A file that cannot be read is as one that is not there: the import says so.
func (s *source) list() {
	if s.listed {
		return
	}
	s.listed = true
	for _, dir := range s.dirs {
		entries, err := os.ReadDir(dir)
		if err != nil {
			continue
		}
		for _, e := range entries {
			switch strings.ToLower(filepath.Ext(e.Name())) {
			case ".asn1", ".asn":
			default:
				continue
			}
			errs := new(syntax.Errors)
			mods, err := s.read(filepath.Join(dir, e.Name()), errs)
			if err != nil {
				continue
			}
			for _, m := range mods {
				m.Assignments = slices.DeleteFunc(m.Assignments, func(a *syntax.Assignment) bool { return isBroken(a, errs) })
				s.others = append(s.others, found{mod: m, oid: schema.ModuleOID(m), errs: errs})
			}
		}
	}
}

// modules are those of the -I folders.
func (s *source) modules() []*syntax.Module {
	s.list()
	list := make([]*syntax.Module, len(s.others))
	for k := range s.others {
		list[k] = s.others[k].mod
	}
	return list
}

// isBroken says whether a fault lies in an assignment. Such a one is left out of a module that is imported: what was
// made of it is not to be relied on.
func isBroken(a *syntax.Assignment, errs *syntax.Errors) bool {
	return slices.ContainsFunc(errs.Sorted(), func(e *syntax.Error) bool {
		return !e.Warning && a.From.Off <= e.Pos.Off && e.Pos.Off < a.To.Off
	})
}

// unread reports the faults of an imported module, of which something is needed that was left out, and says whether
// there are any.
func (s *source) unread(m *syntax.Module, errs *syntax.Errors) bool {
	for k := range s.others {
		if f := &s.others[k]; f.mod == m && f.errs.Failed() {
			errs.Merge(f.errs)
			return true
		}
	}
	return false
}

// settle says what is to be said of the imported modules: their warnings; and their faults, which are faults of the
// whole only where more is wrong in the module. Otherwise nothing that is needed was left out.
func (s *source) settle(errs *syntax.Errors) {
	wrong := make(map[*syntax.File]bool)
	for _, e := range errs.Sorted() {
		wrong[e.Pos.File] = wrong[e.Pos.File] || !e.Warning
	}
	for _, f := range s.others {
		if !f.used {
			continue
		}
		for _, e := range f.errs.Sorted() {
			switch {
			case e.Warning:
				errs.Warn(e.Pos, "%s", e.Msg)
			case wrong[e.Pos.File]:
				errs.Add(e.Pos, "%s", e.Msg)
			default:
				errs.Warn(e.Pos, "%s; what stands here is left out, and nothing needs it", e.Msg)
			}
		}
	}
}
