package schema

import (
	"slices"
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// tied is a typed decode and how its holder comes to it, for its name.
type tied struct {
	decode *TypedDecode
	way    []*Component // from the holder to the struct
}

// tieOpenTypes finds, in every type, the open types that an object set ties to an identifier (X.682, 10), and the
// OCTET STRINGs and BIT STRINGs that contain a type. What it finds brings types in objects, which are looked at in turn.
func (c *checker) tieOpenTypes() {
	for i := 0; i < len(c.tops); i++ {
		d := c.tops[i]
		info := c.info[d]
		if d.Raw || info.syntax == nil || info.instance != nil || d.Type.Kind == 0 || d.Module.Import != "" {
			continue
		}
		w := &walker{checker: c, holder: d}
		w.typ(info.syntax, info.env, d.Type, d, true)
		c.drain()
	}
}

// walker goes through one type assignment, the parameterised types in it included, and knows how it came to where it is.
type walker struct {
	*checker
	holder *Def
	way    []step
	within []*Def // parameterised types that it is in
	depth  int
}

// step is a component on the way.
type step struct {
	def   *Def // the SEQUENCE, SET or CHOICE that it stands in
	comp  *Component
	all   []flat // the components of def, as they are written
	outer bool   // def is the outermost one of a type assignment: @name counts from here
	list  bool   // the way goes on in the elements of a list
}

// typ walks a type as it is written (s, in e) and as it was built (t). cur is the Def that t is the inside of, unless t
// refers to one. outer says that no SEQUENCE, SET or CHOICE of the same assignment stands around it.
func (w *walker) typ(s syntax.Type, e *env, t *Type, cur *Def, outer bool) {
	if t == nil || t.Kind == 0 || w.depth > maxDepth {
		return
	}
	w.depth++
	defer func() { w.depth-- }()
	switch s := s.(type) {
	case *syntax.Tagged:
		w.typ(s.Type, e, t, cur, outer)
	case *syntax.Constrained:
		w.constrained(s, e, t, cur, outer)
	case *syntax.Ref:
		w.ref(s, e, t, cur, outer)
	case *syntax.Struct:
		d, body := own(t, cur)
		w.components(w.flatten(s.Components, e, s.Set, nil), body, d, outer)
	case *syntax.Choice:
		d, body := own(t, cur)
		list := make([]flat, len(s.Alternatives))
		for i, a := range s.Alternatives {
			list[i] = flat{a, e, a.Part}
		}
		w.components(list, body, d, outer)
	case *syntax.List:
		_, body := own(t, cur)
		if n := len(w.way); n > 0 {
			was := w.way[n-1].list
			w.way[n-1].list = true
			defer func() { w.way[n-1].list = was }()
		}
		w.typ(s.Elem, e, body.Elem, nil, outer)
	}
}

// own is the Def that a type refers to, or whose inside it is, and that inside.
func own(t *Type, cur *Def) (*Def, *Type) {
	if t.Def != nil {
		return t.Def, t.Def.Type
	}
	return cur, t
}

func (w *walker) components(list []flat, body *Type, d *Def, outer bool) {
	if d == nil || d.Raw || len(list) != len(body.Components) {
		return // a component was reported
	}
	for i, k := range list {
		w.way = append(w.way, step{def: d, comp: body.Components[i], all: list, outer: outer})
		w.typ(k.Type, k.env, body.Components[i].Type, nil, false)
		w.way = w.way[:len(w.way)-1]
	}
}

// ref goes into the actual parameter of a dummy, and into a parameterised type. Other types are holders themselves.
func (w *walker) ref(s *syntax.Ref, e *env, t *Type, cur *Def, outer bool) {
	var b *binding
	var sym *symbol
	if s.Module.Text == "" {
		b, sym = w.lookup(e, s.Name.Text)
	} else {
		sym = w.qualifiedQuietly(e, s.Module.Text, s.Name.Text)
	}
	switch {
	case b != nil && b.arg.Type != nil && b.param.Governor == nil:
		w.typ(b.arg.Type, b.env, t, cur, true)
	case sym != nil && sym.assigned.Params != nil && sym.assigned.Type != nil && len(s.Args) == len(sym.assigned.Params):
		inner := w.bind(sym, s.Args, e, s.Pos())
		if inner == nil {
			return
		}
		if t.Def == nil {
			w.typ(sym.assigned.Type, inner, t, cur, true)
			return
		}
		if t.Def.Raw || slices.Contains(w.within, t.Def) {
			return
		}
		w.within = append(w.within, t.Def)
		w.typ(sym.assigned.Type, inner, t.Def.Type, t.Def, true)
		w.within = w.within[:len(w.within)-1]
	}
}

// constrained looks for a table constraint and for CONTAINING.
func (w *walker) constrained(s *syntax.Constrained, e *env, t *Type, cur *Def, outer bool) {
	k := s.Constraint
	switch {
	case k.Table != nil && t.Base().Kind == Open && !w.isRaw(t):
		w.table(k.Table, e, s.Type, w.setByRef(k.Table.Set, e))
	case k.Table != nil:
		set := w.setByRef(k.Table.Set, e) // for what is wrong in it, if nothing else
		if of, ok := s.Type.(*syntax.InstanceOf); ok {
			w.instanceTable(of, k.At, w.setName(k.Table.Set, e), set, e, t, cur)
		}
	case isObjectTable(s):
		b := k.Set.Root.(*syntax.Single).Value.(syntax.BracesValue)
		if of, ok := s.Type.(*syntax.InstanceOf); ok {
			if cl := w.findClass(of.Class, e); cl != nil {
				w.instanceTable(of, k.At, "", w.setIn(b.Braces, e, cl), e, t, cur)
			}
			break
		}
		f := fieldOf(s.Type)
		if f == nil {
			break
		}
		cl := w.findClass(f.Of, e)
		if cl == nil {
			break
		}
		if set := w.setIn(b.Braces, e, cl); t.Base().Kind == Open && !w.isRaw(t) {
			w.table(&syntax.Table{}, e, s.Type, set)
		}
	case k.Contents != nil && k.Contents.Type != nil:
		_, body := own(t, cur)
		w.contained(k.Contents.Type, e, body.Contains) // nil where it is not in DER
	}
	w.typ(s.Type, e, t, cur, outer)
}

// contained ties what an OCTET STRING or BIT STRING contains: an open type as a table says, another type as it is.
func (w *walker) contained(s syntax.Type, e *env, t *Type) {
	if t == nil || t.Kind == 0 || len(w.way) == 0 {
		return
	}
	if k, ok := s.(*syntax.Constrained); ok && k.Constraint.Table != nil && t.Kind == Open {
		w.table(k.Constraint.Table, e, k.Type, w.setByRef(k.Constraint.Table.Set, e))
		return
	}
	if t.Kind == Open && t.Def == nil {
		return
	}
	w.tie(len(w.way)-1, nil, &TypedDecode{Set: "CONTAINING " + typeText(s), Cases: []Case{{Type: t}}})
}

// instanceTable ties the value of INSTANCE OF CLASS ({Set}).
func (w *walker) instanceTable(of *syntax.InstanceOf, at syntax.Pos, name string, set objectSet, e *env, t *Type, cur *Def) {
	d, body := own(t, cur)
	if d == nil || len(body.Components) != 2 {
		return
	}
	cl := w.findClass(of.Class, e)
	if cl == nil {
		return
	}
	k := body.Components
	cases := w.cases(set, cl.fields["&id"], []*syntax.ClassField{cl.fields["&Type"]}, k[0], at)
	if len(cases) == 0 {
		return
	}
	w.way = append(w.way, step{def: d, comp: k[1], outer: true})
	w.tie(len(w.way)-1, k[:1], &TypedDecode{Set: name, Cases: cases})
	w.way = w.way[:len(w.way)-1]
}

// fieldOf is the CLASS.&field under constraints, nil if there is none.
func fieldOf(t syntax.Type) *syntax.Field {
	for {
		switch u := t.(type) {
		case *syntax.Constrained:
			t = u.Type
		case *syntax.Field:
			return u
		default:
			return nil
		}
	}
}

// table ties an open type: s is CLASS.&Type, as it is written in e.
func (w *walker) table(t *syntax.Table, e *env, s syntax.Type, set objectSet) {
	f := fieldOf(s)
	if f == nil || len(set.objects) == 0 || len(w.way) == 0 {
		return
	}
	fields := w.fieldChain(f, e)
	if fields == nil {
		return
	}
	name := ""
	if t.Set != nil {
		name = w.setName(t.Set, e)
	}
	if len(t.At) == 0 {
		if cases := w.cases(set, nil, fields, nil, f.Pos()); len(cases) == 1 && len(set.objects) == 1 && !set.extensible {
			w.tie(len(w.way)-1, nil, &TypedDecode{Set: name, Cases: cases})
		}
		return
	}
	at := t.At[0]
	start, key, field, ok := w.key(at)
	if !ok {
		return
	}
	if field == nil {
		field = uniqueField(set.objects[0].class)
	}
	cases := w.cases(set, field, fields, key[len(key)-1], at.At)
	if len(cases) > 0 {
		w.tie(start, key, &TypedDecode{Set: name, Cases: cases})
	}
}

// setName is the text of the set that a reference stands for, dummies replaced.
func (w *walker) setName(r *syntax.Ref, e *env) string {
	for range maxDepth {
		b := e.dummies[r.Name.Text]
		if b == nil || r.Module.Text != "" {
			return refText(r)
		}
		if b.arg.Braces != nil {
			inner := onlySet(w.elements(b.arg.Braces))
			if inner == nil {
				return bracesText(b.arg.Braces)
			}
			r, e = inner, b.env
			continue
		}
		inner, ok := b.arg.Type.(*syntax.Ref)
		if !ok {
			return argsText([]syntax.Arg{b.arg})
		}
		r, e = inner, b.env
	}
	return refText(r)
}

// onlySet is the set that a set holds alone: {Set}.
func onlySet(s *syntax.ElementSet) *syntax.Ref {
	if s == nil || s.Extensible {
		return nil
	}
	if i, ok := s.Root.(*syntax.Included); ok {
		if r, ok := i.Type.(*syntax.Ref); ok && r.Args == nil {
			return r
		}
	}
	return nil
}

// fieldChain is the fields of CLASS.&a.&Type, nil if they are not to be had from an object.
func (w *walker) fieldChain(f *syntax.Field, e *env) []*syntax.ClassField {
	cl := w.findClass(f.Of, e)
	var chain []*syntax.ClassField
	for i, name := range f.Fields {
		if cl == nil || cl.fields[name.Text] == nil {
			return nil
		}
		k := cl.fields[name.Text]
		chain = append(chain, k)
		if i < len(f.Fields)-1 {
			if k.Governor == nil || upperFirst(k.Name.Text[1:]) {
				return nil // through a set: the object is not determined
			}
			cl = w.findClass(k.Governor, cl.env)
		}
	}
	return chain
}

func uniqueField(cl *class) *syntax.ClassField {
	for _, f := range cl.syntax.Fields {
		if f.Unique {
			return f
		}
	}
	return nil
}

// key finds the component that @a.b names: the step where the way to it begins, the way, and the class field that the
// component has as its type.
func (w *walker) key(at syntax.AtName) (start int, way []*Component, field *syntax.ClassField, ok bool) {
	start = len(w.way) - at.Level
	if at.Level == 0 {
		for start = len(w.way) - 1; start > 0 && !w.way[start].outer; {
			start--
		}
	}
	if start < 0 {
		w.fault(at.At, "@%s goes out of the type", strings.Repeat(".", at.Level))
		return 0, nil, nil, false
	}
	list := w.way[start].all
	built := w.way[start].def.Type.Components
	for i, name := range at.Names {
		j := slices.IndexFunc(built, func(k *Component) bool { return k.Name == name.Text })
		if j < 0 || j >= len(list) {
			w.fault(name.At, "@%s: there is no component %s", name.Text, name.Text)
			return 0, nil, nil, false
		}
		way = append(way, built[j])
		s, inner := w.unwrap(list[j].Type, list[j].env)
		if i == len(at.Names)-1 {
			if f := fieldOf(untagged(list[j].Type)); f != nil {
				if chain := w.fieldChain(f, list[j].env); len(chain) == 1 {
					field = chain[0]
				}
			}
			break
		}
		st, isStruct := s.(*syntax.Struct)
		if !isStruct {
			w.fault(name.At, "@%s: %s has no components", name.Text, name.Text)
			return 0, nil, nil, false
		}
		list = w.flatten(st.Components, inner, st.Set, nil)
		built = built[j].Type.Base().Components
	}
	return start, way, field, true
}

func untagged(t syntax.Type) syntax.Type {
	for {
		switch u := t.(type) {
		case *syntax.Tagged:
			t = u.Type
		case *syntax.Constrained:
			if u.Constraint.Table == nil {
				t = u.Type
				continue
			}
			return u
		default:
			return t
		}
	}
}

// tie adds a typed decode for the open type that the walker stands at. The struct is the innermost one that holds both
// the identifier and the open type. start is the step where the way to the identifier begins.
func (w *walker) tie(start int, key []*Component, d *TypedDecode) {
	value := make([]*Component, 0, len(w.way)-start)
	for _, s := range w.way[start:] {
		value = append(value, s.comp)
	}
	for len(key) > 1 && len(value) > 1 && key[0] == value[0] && !w.way[start].list {
		key, value = key[1:], value[1:]
		start++
	}
	for i, s := range w.way[start:] {
		if s.def.Type.Kind == Choice || s.list && i < len(value)-1 {
			if w.holderIsRoot() {
				w.warn(value[len(value)-1].Type.At, "%s gets no typed decode: it is not in one SEQUENCE with its identifier", value[len(value)-1].Name)
			}
			return
		}
	}
	d.Struct, d.Key, d.Value = w.way[start].def, key, value
	t := tied{decode: d}
	names := []string{w.holder.Name}
	for _, s := range w.way[:start] {
		t.way = append(t.way, s.comp)
		names = append(names, s.comp.Name)
	}
	d.Holder = strings.Join(names, ".")
	info := w.info[w.holder]
	info.decodes = append(info.decodes, t)
}

func (w *walker) holderIsRoot() bool {
	s := w.info[w.holder].symbol
	return s != nil && s.module.root
}
