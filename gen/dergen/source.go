package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

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
func (s *source) find(name string, oid []string, errs *syntax.Errors) *syntax.Module {
	for _, m := range s.roots {
		if m.Name.Text == name {
			return m
		}
	}
	s.list()
	var best *found
	for k := range s.others {
		f := &s.others[k]
		if len(oid) > 0 && slices.Equal(arcs(f.mod.OID), oid) {
			best = f
			break
		}
		if best == nil && f.mod.Name.Text == name {
			best = f
		}
	}
	if best == nil {
		return nil
	}
	if !best.used {
		best.used = true
		errs.Merge(best.errs)
	}
	return best.mod
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
				s.others = append(s.others, found{mod: m, errs: errs})
			}
		}
	}
}

// arcs are the arcs of a definitive identifier in decimal; nil if there is none, or a name in it has no number that
// X.680 (32.3, annexes A to C) gives it.
func arcs(b *syntax.Braces) []string {
	if b == nil {
		return nil
	}
	var list []string
	for _, item := range b.Items(new(syntax.Errors)) {
		for _, v := range item {
			switch v := v.(type) {
			case *syntax.IntValue:
				list = append(list, v.Text)
			case *syntax.NumberForm:
				n, ok := v.Number.(*syntax.IntValue)
				if !ok {
					return nil
				}
				list = append(list, n.Text)
			case *syntax.RefValue:
				n, ok := map[string]string{"itu-t": "0", "ccitt": "0", "iso": "1", "joint-iso-itu-t": "2", "joint-iso-ccitt": "2"}[v.Name.Text]
				if !ok || len(list) > 0 {
					return nil
				}
				list = append(list, n)
			default:
				return nil
			}
		}
	}
	return list
}
