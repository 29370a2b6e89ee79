package schema

import (
	"cmp"
	"slices"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// reach gathers what is emitted: the chosen types and what they hold, the typed decodes of these and the types of their
// cases, the OBJECT IDENTIFIER values of the roots and those that a case names.
func (c *checker) reach(roots []*Def) *Model {
	r := &reached{checker: c, defs: make(map[*Def]bool), oids: make(map[*symbol]bool), byConst: make(map[*OIDConst]*symbol)}
	for s, o := range c.oids {
		if o != nil {
			r.byConst[o] = s
		}
	}
	for _, d := range roots {
		r.def(d, d.At)
	}
	for len(r.queue) > 0 {
		d := r.queue[0]
		r.queue = r.queue[1:]
		r.inside(d.Type)
		for _, t := range c.info[d].decodes {
			r.decode(t.decode)
		}
	}
	r.markChecked()
	for d := range r.defs {
		d.Alias = isAlias(d)
	}
	return r.model()
}

// isAlias says whether a Def is another name for a Def or for a type of package der.
func isAlias(d *Def) bool {
	t := d.Type
	switch {
	case d.Raw || d.View || d.Keep || t.Constraint != nil:
		return false
	case t.Def != nil:
		return slices.Equal(t.Tags, t.Def.Type.Tags)
	case len(t.Numbers) > 0 || t.Contains != nil || len(t.Tags) > 1:
		return false
	case t.Kind == Open:
		return len(t.Tags) == 0
	case len(t.Tags) == 1 && t.Tags[0].Class != Universal:
		return false
	}
	switch t.Kind {
	case Boolean, Enumerated, OctetString, UTCTime, GeneralizedTime, Sequence, Set, SequenceOf, SetOf, Choice:
		return false
	}
	for _, b := range builtins {
		if b.kind == t.Kind {
			return t.Tags[0].Number == b.tag
		}
	}
	return false
}

type reached struct {
	*checker
	defs    map[*Def]bool
	queue   []*Def
	oids    map[*symbol]bool
	byConst map[*OIDConst]*symbol
}

// def reaches a Def. One that another Go package holds must be there, and goes no further.
func (r *reached) def(d *Def, at syntax.Pos) {
	if r.defs[d] {
		return
	}
	r.defs[d] = true
	if path := d.Module.Import; path != "" {
		if _, ok := r.options.Imports[d.Module.Name].Types[d.Name]; !ok {
			r.fault(at, "%s of module %s is needed, but package %s does not hold it: add it to -type there", d.Name, d.Module.Name, path)
		}
		return
	}
	if !d.Raw {
		r.queue = append(r.queue, d)
	}
}

// inside reaches what a type holds.
func (r *reached) inside(t *Type) {
	if t == nil {
		return
	}
	if t.Def != nil {
		r.def(t.Def, t.At)
		return
	}
	for _, k := range t.Components {
		r.inside(k.Type)
	}
	r.inside(t.Elem)
	r.inside(t.Contains)
}

func (r *reached) decode(d *TypedDecode) {
	r.def(d.Struct, d.Struct.At)
	for i := range d.Cases {
		k := &d.Cases[i]
		r.inside(k.Type)
		if k.ID == nil {
			continue
		}
		if p := r.options.Imports[k.ID.Module.Name]; p != nil {
			if name := p.OIDs[k.ID.Name]; name != "" {
				k.ID.GoName, k.Key = name, ""
			} else {
				k.ID = nil
			}
			continue
		}
		k.Key = ""
		r.oids[r.byConst[k.ID]] = true
	}
}

// markChecked marks what the check of a -view type goes through.
func (r *reached) markChecked() {
	var mark func(t *Type)
	mark = func(t *Type) {
		if t == nil {
			return
		}
		if d := t.Def; d != nil {
			if d.Checked || d.Raw {
				return
			}
			d.Checked = true
			mark(d.Type)
			return
		}
		for _, k := range t.Components {
			mark(k.Type)
		}
		mark(t.Elem)
	}
	for _, d := range r.allDefs() {
		if d.View && r.defs[d] {
			mark(&Type{Def: d})
		}
	}
}

// model puts what was reached in order.
func (r *reached) model() *Model {
	tops := slices.Clone(r.tops)
	slices.SortStableFunc(tops, func(a, b *Def) int { return cmp.Compare(a.At.Off, b.At.Off) })
	m := &Model{}
	for _, mod := range r.modules {
		if mod.pkg != nil {
			continue
		}
		out := mod.out
		var add func(d *Def)
		add = func(d *Def) {
			if r.defs[d] {
				out.Defs = append(out.Defs, d)
				for _, t := range r.info[d].decodes {
					out.Decodes = append(out.Decodes, t.decode)
				}
			}
			for _, n := range r.info[d].children {
				add(n)
			}
		}
		for _, d := range tops {
			if d.Module == out {
				add(d)
			}
		}
		for _, s := range mod.order {
			if r.oids[s] || mod.root {
				if o := r.oidConst(s); o != nil && mod.symbols[s.assigned.Name.Text] == s {
					out.OIDs = append(out.OIDs, o)
				}
			}
		}
		if len(out.Defs)+len(out.OIDs) > 0 {
			m.Modules = append(m.Modules, out)
		}
	}
	return m
}
