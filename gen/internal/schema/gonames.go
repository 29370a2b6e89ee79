package schema

import (
	"slices"

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
	names   map[string]taken
	long    map[*Def]bool // prefixed with the module's name
	changed map[any]bool  // claims that got another name
}

// methods are the names that a generated struct has as methods: a component that would have one of them takes a suffix.
var methods = []string{"UnmarshalDER", "AppendDER", "MarshalDER", "Clone", "DecodeDER", "EncodeDER", "SizeDER", "ResetDER"}

// nameAll gives every Def, constant and function its Go name. A name of a module that meets one of an earlier module
// is prefixed with its module's, an OBJECT IDENTIFIER that meets a type takes the suffix OID, and a type without a name
// of its own that meets a type with one takes the suffix Value; all with a warning.
func (c *checker) nameAll(m *Model) {
	n := &namer{checker: c, names: make(map[string]taken), long: make(map[*Def]bool), changed: make(map[any]bool)}
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
		n.long[d] = true
		name = n.prefixed(d, name, o)
	}
	n.try(d, name)
	n.claim(name, taken{d.Module, d.Name, d.At})
}

func (n *namer) prefixed(d *Def, name string, o taken) string {
	long := goName(d.Module.Name) + name
	n.warn(d.At, "%s of %s meets %s of %s: in Go it is %s", d.Name, d.Module.Name, o.what, o.of(d.Module), long)
	return long
}

// tree names what a Def brings and what stands in it. What meets a name is changed where that is possible: three times,
// as what is changed may meet another.
func (n *namer) tree(top *Def) {
	for range 3 {
		if !n.settled(top) {
			n.try(top, top.GoName)
		}
	}
	n.commit(top, top)
}

// settled says whether no name of a tree is taken. It changes what it can.
func (n *namer) settled(top *Def) bool {
	local := make(map[string]taken)
	settled := true
	var visit func(d *Def)
	visit = func(d *Def) {
		for i, k := range n.claims(d) {
			own := taken{d.Module, k.text(d), d.At}
			o, ok := n.names[k.name]
			if !ok || d == top && i == 0 {
				if o, ok = local[k.name]; !ok {
					local[k.name] = own
					continue
				}
			}
			settled = false
			if o.module != d.Module && !n.long[top] {
				n.long[top] = true
				delete(n.names, top.GoName)
				top.GoName = n.prefixed(top, top.GoName, o)
				n.claim(top.GoName, taken{d.Module, top.Name, top.At})
				return
			}
			n.change(d, k, o)
		}
		for _, k := range n.info[d].children {
			visit(k)
		}
	}
	visit(top)
	return settled
}

// change gives another name to what meets one, if that is possible.
func (n *namer) change(d *Def, k claim, o taken) {
	other := ""
	switch {
	case n.changed[k.key()]:
		return
	case k.nested != nil:
		n.info[d].goSuffix += "Value"
		other = k.name + "Value"
	case k.none:
		other = d.GoName + "NotChosen"
	case k.alternative != nil:
		other = d.GoName + "Kind" + k.alternative.GoName
	case k.number != nil:
		other = d.GoName + "Value" + goName(k.number.Name)
	default:
		return
	}
	n.changed[k.key()] = true
	if !k.none {
		n.warn(d.At, "%s meets %s: in Go it is %s", k.text(d), o.what, other)
	}
}

// claim is a top-level name that a Def brings, and what it is of: at most one of the others is set.
type claim struct {
	name        string
	nested      *Def
	none        bool
	alternative *Component
	number      *NamedNumber
	def         *Def
}

// key is what tells it from other claims.
func (k claim) key() any {
	switch {
	case k.nested != nil:
		return k.nested
	case k.none:
		return noneOf{k.def}
	case k.alternative != nil:
		return k.alternative
	}
	return k.number
}

type noneOf struct{ def *Def }

// text is the claim in ASN.1 terms.
func (k claim) text(d *Def) string {
	switch {
	case k.alternative != nil:
		return "alternative " + k.alternative.Name + " of " + d.Name
	case k.number != nil:
		return "value " + k.number.Name + " of " + d.Name
	case k.name != d.GoName:
		return k.name + " (of " + d.Name + ")"
	}
	return d.Name
}

// claims are the top-level names that a Def brings, its own first.
func (n *namer) claims(d *Def) []claim {
	list := []claim{{name: d.GoName, def: d}}
	if n.info[d].parent != nil {
		list[0].nested = d
	}
	if d.View {
		list = append(list, claim{name: d.GoName + "View", def: d})
	}
	t := d.Type
	if d.Raw || t.Def != nil {
		return list
	}
	for i := range t.Numbers {
		list = append(list, claim{name: t.Numbers[i].GoName, def: d, number: &t.Numbers[i]})
	}
	if t.Kind == Choice {
		list = append(list, claim{name: d.GoName + "Kind", def: d}, claim{name: d.GoNone, def: d, none: true})
		for _, k := range t.Components {
			list = append(list, claim{name: k.GoKind, def: d, alternative: k})
		}
	}
	return list
}

// try sets the Go names of a tree without claiming them.
func (n *namer) try(d *Def, name string) {
	d.GoName = name
	t := d.Type
	if t.Def == nil {
		for i := range t.Numbers {
			k := &t.Numbers[i]
			k.GoName = name + goName(k.Name)
			if n.changed[k] {
				k.GoName = name + "Value" + goName(k.Name)
			}
		}
	}
	if t.Def == nil && t.Kind == Choice {
		d.GoNone = name + "None"
		if n.changed[noneOf{d}] || slices.ContainsFunc(t.Components, func(k *Component) bool { return k.GoName == "None" }) {
			d.GoNone = name + "NotChosen"
		}
		for _, k := range t.Components {
			k.GoKind = name + k.GoName
			if n.changed[k] {
				k.GoKind = name + "Kind" + k.GoName
			}
		}
	}
	for _, k := range n.info[d].children {
		n.try(k, name+n.info[k].goSuffix)
	}
}

// commit claims the names of a tree.
func (n *namer) commit(d, top *Def) {
	for i, k := range n.claims(d) {
		if i > 0 || d != top {
			n.claim(k.name, taken{d.Module, k.text(d), d.At})
		}
	}
	n.members(d)
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

// members gives components whose Go names are those of methods the suffix Value.
func (n *namer) members(d *Def) {
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
		if !slices.Contains(reserved, k.GoName) {
			continue
		}
		other := k.GoName + "Value"
		if slices.Contains(reserved, other) || slices.ContainsFunc(t.Components, func(o *Component) bool { return o.GoName == other }) {
			n.fault(k.Type.At, "%s of %s would be %s in Go, which is a method or a field that the type has already", k.Name, d.Name, k.GoName)
			continue
		}
		n.warn(k.Type.At, "%s of %s meets a method or a field that the type has: in Go it is %s", k.Name, d.Name, other)
		k.GoName = other
	}
}

// of is the module that took a name, and where, if another is called the same.
func (t taken) of(other *Module) string {
	if t.module != other && t.module.Name == other.Name {
		return t.module.Name + ", at " + t.at.String()
	}
	return t.module.Name
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
			n.warn(at, "value %s meets %s of %s: in Go it is %s", o.Name, t.what, t.of(o.Module), long)
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
