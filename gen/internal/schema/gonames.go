package schema

import (
	"slices"
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// taken is a top-level Go name: who has it.
type taken struct {
	module *Module
	what   string // "TypeName", "constant crlReason", in ASN.1 terms, for messages
	at     syntax.Pos
}

// namer chooses the Go names of a model. All modules of one run go to one Go package.
type namer struct {
	*checker
	names map[string]taken
}

// methods are the names that a generated struct has as methods: no component may have one of them.
var methods = []string{"UnmarshalDER", "AppendDER", "MarshalDER", "Clone", "DecodeDER", "EncodeDER", "SizeDER", "ResetDER"}

// nameAll gives every Def, constant and function its Go name. A name of a module that meets one of an earlier module
// is prefixed with its module's, an OBJECT IDENTIFIER that meets a type takes the suffix OID, and a type without a name
// of its own that meets a type with one takes the suffix Value; all with a warning.
func (c *checker) nameAll(m *Model) {
	n := &namer{checker: c, names: make(map[string]taken)}
	for _, d := range c.allDefs() {
		if p := c.options.Imports[d.Module.Name]; p != nil {
			d.GoName = p.Types[d.Name].GoName
		}
	}
	for _, mod := range m.Modules {
		tops := n.tops(mod)
		for _, d := range tops {
			n.top(d)
		}
		for _, d := range tops {
			n.tree(d)
		}
	}
	for _, mod := range m.Modules {
		for _, o := range mod.OIDs {
			n.oid(o)
		}
	}
	for _, mod := range m.Modules {
		for _, d := range mod.Defs {
			n.decodes(d)
		}
	}
}

// tops are the Defs of a module that stand in no other, as far as they or what stands in them is emitted.
func (n *namer) tops(m *Module) []*Def {
	var list []*Def
	seen := make(map[*Def]bool)
	for _, d := range m.Defs {
		for n.info[d].parent != nil {
			d = n.info[d].parent
		}
		if !seen[d] {
			seen[d] = true
			list = append(list, d)
		}
	}
	return list
}

// top names a Def that stands in no other, before those that do.
func (n *namer) top(d *Def) {
	name := goName(d.Name)
	if s := n.info[d].goSuffix; s != "" {
		name = s
	}
	if o, ok := n.names[name]; ok && o.module != d.Module {
		name = n.prefixed(d, name, o)
	}
	n.try(d, name)
	n.claim(name, taken{d.Module, d.Name, d.At})
}

func (n *namer) prefixed(d *Def, name string, o taken) string {
	long := goName(d.Module.Name) + name
	n.warn(d.At, "%s of %s meets %s of %s: in Go it is %s", d.Name, d.Module.Name, o.what, o.module.Name, long)
	return long
}

// tree names what a Def brings and what stands in it.
func (n *namer) tree(d *Def) {
	for range 10 {
		at, o := n.meets(d, d)
		switch {
		case at == nil:
		case o.module != d.Module && n.names[d.GoName].at == d.At:
			delete(n.names, d.GoName)
			n.try(d, n.prefixed(d, d.GoName, o))
			n.claim(d.GoName, taken{d.Module, d.Name, d.At})
			continue
		case at != d && o.at != at.At && !strings.HasSuffix(n.info[at].goSuffix, "Value"):
			n.info[at].goSuffix += "Value"
			n.warn(at.At, "%s, which has no name of its own, meets %s: in Go it is %sValue", at.Name, o.what, at.GoName)
			n.try(d, d.GoName)
			continue
		}
		break
	}
	n.commit(d, d)
}

// try sets the Go names of a tree without claiming them.
func (n *namer) try(d *Def, name string) {
	d.GoName = name
	t := d.Type
	if t.Def == nil {
		for i := range t.Numbers {
			t.Numbers[i].GoName = name + goName(t.Numbers[i].Name)
		}
	}
	if t.Kind == Choice && t.Def == nil {
		d.GoNone = name + "None"
		if slices.ContainsFunc(t.Components, func(k *Component) bool { return k.GoName == "None" }) {
			d.GoNone = name + "NotChosen"
		}
	}
	for _, k := range n.info[d].children {
		n.try(k, name+n.info[k].goSuffix)
	}
}

// claims are the top-level names that a Def brings.
func claims(d *Def) []string {
	names := []string{d.GoName}
	if d.View {
		names = append(names, d.GoName+"View")
	}
	t := d.Type
	if d.Raw || t.Def != nil {
		return names
	}
	for _, k := range t.Numbers {
		names = append(names, k.GoName)
	}
	if t.Kind == Choice {
		names = append(names, d.GoName+"Kind", d.GoNone)
		for _, k := range t.Components {
			names = append(names, d.GoName+k.GoName)
		}
	}
	return names
}

// meets finds the first Def of a tree one of whose names is taken. The name of top itself is claimed already.
func (n *namer) meets(d, top *Def) (*Def, taken) {
	for i, name := range claims(d) {
		if t, ok := n.names[name]; ok && (d != top || i > 0) {
			return d, t
		}
	}
	for _, k := range n.info[d].children {
		if at, t := n.meets(k, top); at != nil {
			return at, t
		}
	}
	return nil, taken{}
}

// commit claims the names of a tree.
func (n *namer) commit(d, top *Def) {
	for i, name := range claims(d) {
		switch {
		case i > 0:
			n.claim(name, taken{d.Module, name + ", which belongs to " + d.Name + ",", d.At})
		case d != top:
			n.claim(name, taken{d.Module, d.Name, d.At})
		}
	}
	n.checkMembers(d)
	for _, k := range n.info[d].children {
		n.commit(k, top)
	}
}

// claim takes a name, or reports who has it.
func (n *namer) claim(name string, t taken) {
	if o, ok := n.names[name]; ok {
		n.fault(t.at, "%s and %s, at %s, would both be %s in Go", t.what, o.what, o.at, name)
		return
	}
	n.names[name] = t
}

// checkMembers reports components whose Go names are those of methods.
func (n *namer) checkMembers(d *Def) {
	t := d.Type
	if d.Raw || t.Def != nil {
		return
	}
	reserved := slices.Clone(methods)
	switch t.Kind {
	case Choice:
		reserved = append(reserved, "Kind")
		for _, k := range t.Components {
			reserved = append(reserved, "Set"+k.GoName)
		}
	case Sequence, Set:
		if d.Keep {
			reserved = append(reserved, "Raw")
		}
		if t.Extensible {
			reserved = append(reserved, "UnknownAdditions")
		}
	default:
		return
	}
	for _, k := range t.Components {
		if slices.Contains(reserved, k.GoName) {
			n.fault(k.Type.At, "%s of %s would be %s in Go, which is a method or a field that the type has already", k.Name, d.Name, k.GoName)
		}
	}
}

// oid names a constant.
func (n *namer) oid(o *OIDConst) {
	name := goName(o.Name)
	at := n.oidAt(o)
	if t, ok := n.names[name]; ok {
		long := name
		switch {
		case t.what == "value "+o.Name && t.module != o.Module:
			long = goName(o.Module.Name) + name
		case len(t.what) < 6 || t.what[:6] != "value ":
			long = name + "OID"
		}
		if _, ok := n.names[long]; ok && t.module != o.Module {
			long = goName(o.Module.Name) + name
		}
		if long != name {
			n.warn(at, "value %s meets %s of %s: in Go it is %s", o.Name, t.what, t.module.Name, long)
		}
		name = long
	}
	o.GoName = name
	n.claim(name, taken{o.Module, "value " + o.Name, at})
}

func (n *namer) oidAt(o *OIDConst) syntax.Pos {
	for _, m := range n.modules {
		if m.out == o.Module {
			return m.symbols[o.Name].assigned.Name.At
		}
	}
	return syntax.Pos{}
}

// decodes names the typed decodes of a holder: the holder, the way to the struct, and the open type's component if the
// holder is the struct itself or ties several there.
func (n *namer) decodes(d *Def) {
	list := n.info[d].decodes
	for _, t := range list {
		several := 0
		for _, o := range list {
			if slices.Equal(o.way, t.way) {
				several++
			}
		}
		name := "Decode" + d.GoName
		for _, k := range t.way {
			name += k.GoName
		}
		if several > 1 || len(t.way) == 0 && t.decode.Struct == d {
			for _, k := range t.decode.Value {
				name += k.GoName
			}
		}
		t.decode.GoName = name
		n.claim(name, taken{d.Module, "the typed decode of " + t.decode.Holder, d.At})
	}
}
