package schema

import (
	"slices"
	"strconv"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// builtins are the kinds of the types that are a name alone, and the numbers of their universal tags (X.680, table 1).
var builtins = map[string]struct {
	kind Kind
	tag  uint32
}{
	"BOOLEAN": {Boolean, 1}, "INTEGER": {Integer, 2}, "BIT STRING": {BitString, 3}, "OCTET STRING": {OctetString, 4},
	"NULL": {Null, 5}, "OBJECT IDENTIFIER": {OID, 6}, "ObjectDescriptor": {ObjectDescriptor, 7}, "EXTERNAL": {External, 8},
	"REAL": {Real, 9}, "ENUMERATED": {Enumerated, 10}, "EMBEDDED PDV": {EmbeddedPDV, 11}, "UTF8String": {UTF8String, 12},
	"RELATIVE-OID": {RelativeOID, 13}, "TIME": {Time, 14}, "NumericString": {NumericString, 18},
	"PrintableString": {PrintableString, 19}, "TeletexString": {TeletexString, 20}, "T61String": {TeletexString, 20},
	"VideotexString": {VideotexString, 21}, "IA5String": {IA5String, 22}, "UTCTime": {UTCTime, 23},
	"GeneralizedTime": {GeneralizedTime, 24}, "GraphicString": {GraphicString, 25}, "VisibleString": {VisibleString, 26},
	"ISO646String": {VisibleString, 26}, "GeneralString": {GeneralString, 27}, "UniversalString": {UniversalString, 28},
	"CHARACTER STRING": {CharacterString, 29}, "BMPString": {BMPString, 30}, "DATE": {Date, 31}, "TIME-OF-DAY": {TimeOfDay, 32},
	"DATE-TIME": {DateTime, 33}, "DURATION": {Duration, 34}, "OID-IRI": {OIDIRI, 35}, "RELATIVE-OID-IRI": {RelativeOIDIRI, 36},
}

// isBuiltinName says whether a name that can be assigned is that of a built-in type.
func isBuiltinName(name string) bool {
	_, ok := builtins[name]
	return ok
}

// place is where a type stands, for the name that it gets if it needs one.
type place struct {
	def      *Def      // the type defines def: it needs no other name
	parent   *Def      // that the type stands in; nil: nothing of it is emitted
	name     string    // ASN.1 name of a type that needs one
	goSuffix string    // its Go name behind the parent's
	suffix   string    // behind that, unless it is the name of a list's elements
	element  bool      // of a list that has no name itself
	named    bool      // it needs a name even if it is a list
	body     *instance // the type is that of a parameterised type
	object   *object   // the type stands in that object
	from, to syntax.Pos
}

// badType stands for a type that was reported; nothing more is said of it.
func badType(at syntax.Pos) *Type { return &Type{At: at} }

// defineTypes builds every type assignment of the roots, and what they mention.
func (c *checker) defineTypes() {
	for _, m := range c.modules {
		if !m.root {
			continue
		}
		for _, s := range m.order {
			if c.kindOf(s) == typeKind && s.assigned.Params == nil && m.symbols[s.assigned.Name.Text] == s {
				c.defOf(s)
			}
		}
	}
	c.drain()
}

// defOf is the Def of a type assignment without parameters.
func (c *checker) defOf(s *symbol) *Def {
	if s.def == nil {
		a := s.assigned
		s.def = c.newTop(s, a.Name.Text, a.Name.At, sourceText(a.From, a.To))
		t := a.Type
		if c.saysBuiltin(a.Name.Text, t, s.module.env) {
			t = &syntax.Builtin{At: t.Pos(), Name: a.Name.Text}
		}
		c.define(s.def, t, s.module.env)
	}
	return s.def
}

// saysBuiltin says whether an assignment tells a compiler of X.208 what a built-in type of today is, as that of RFC 5280
// does: UTF8String ::= [UNIVERSAL 12] IMPLICIT OCTET STRING. Then the built-in type is meant, its sizes in characters.
func (c *checker) saysBuiltin(name string, t syntax.Type, e *env) bool {
	b, ok := builtins[name]
	tagged, isTagged := t.(*syntax.Tagged)
	if !ok || !isTagged || tagged.Class != "UNIVERSAL" {
		return false
	}
	of, ok := tagged.Type.(*syntax.Builtin)
	n, isNumber := tagged.Number.(*syntax.IntValue)
	return ok && of.Name == "OCTET STRING" && isString(b.kind) && isNumber && n.Text == strconv.Itoa(int(b.tag))
}

// newTop makes a Def that stands in no other.
func (c *checker) newTop(s *symbol, name string, at syntax.Pos, source string) *Def {
	d := &Def{Module: s.module.out, Name: name, At: at, Source: source}
	c.choose(d)
	c.info[d] = &defInfo{symbol: s}
	c.tops = append(c.tops, d)
	return d
}

// define sets what a Def is.
func (c *checker) define(d *Def, t syntax.Type, e *env) {
	i := c.info[d]
	i.syntax, i.env = t, e
	p := place{def: d}
	if e.instance != nil && e.instance.def == d {
		p.body = e.instance
	}
	c.setType(d, c.typ(t, e, p))
}

// setType sets what a Def is. One that is kept raw is an open type with the outermost tag alone.
func (c *checker) setType(d *Def, t *Type) {
	if !d.Raw || t.Kind == 0 {
		d.Type = t
		return
	}
	c.info[d].original = t
	d.Type = &Type{Kind: Open, At: t.At, Text: t.Text, Tags: t.Tags[:min(len(t.Tags), 1)]}
}

// use is a type that is a Def.
func (c *checker) use(d *Def, t syntax.Type) *Type {
	if d.Type == nil {
		c.fault(d.At, "%s is defined by itself", d.Name)
		d.Type = badType(d.At)
	}
	u := &Type{Kind: d.Type.Kind, At: t.Pos(), Text: typeText(t), Def: d}
	u.Tags = append(u.Tags, d.Type.Tags...)
	if d.Type.Kind == 0 {
		u.Def = nil
	}
	return u
}

// typ resolves a type. Its kind and tags are complete; what stands inside follows when the queue is drained.
func (c *checker) typ(t syntax.Type, e *env, p place) *Type {
	switch t := t.(type) {
	case *syntax.Builtin:
		return c.builtin(t, e, p)
	case *syntax.Struct:
		return c.structure(t, e, p)
	case *syntax.Choice:
		return c.choice(t, e, p)
	case *syntax.List:
		return c.list(t, e, p)
	case *syntax.Tagged:
		return c.tagged(t, e, p)
	case *syntax.Constrained:
		return c.constrained(t, e, p)
	case *syntax.Ref:
		return c.ref(t, e, p)
	case *syntax.Field:
		return c.field(t, e, p)
	case *syntax.Selection:
		return c.selection(t, e, p)
	case *syntax.Any:
		return &Type{Kind: Open, At: t.At, Text: typeText(t)}
	case *syntax.InstanceOf:
		return c.instanceOf(t, e, p)
	}
	return badType(t.Pos())
}

// nested gives a type that stands inside another a Def of its own, if it needs one: then build makes what the Def is,
// and the result refers to it.
func (c *checker) nested(t syntax.Type, e *env, p place, build func(p place) *Type) *Type {
	if p.def != nil {
		return build(p)
	}
	d := &Def{Name: p.name, At: p.from, Source: sourceText(p.from, p.to)}
	if d.At.File == nil {
		d.At = t.Pos()
	}
	i := &defInfo{parent: p.parent, goSuffix: p.goSuffix + p.suffix, syntax: t, env: e}
	c.info[d] = i
	switch {
	case p.parent != nil:
		d.Module = p.parent.Module
		o := c.info[p.parent]
		o.children = append(o.children, d)
	case p.object != nil && p.goSuffix != "":
		d.Module = c.objectModule(p.object, e)
		i.symbol = p.object.symbol
		c.tops = append(c.tops, d)
	default:
		d.Module = e.module.out
	}
	if p.body != nil && p.body.def == nil {
		p.body.def = d
	}
	c.choose(d)
	p.def = d
	c.setType(d, build(p))
	u := &Type{Kind: d.Type.Kind, At: t.Pos(), Text: typeText(t), Def: d}
	u.Tags = append(u.Tags, d.Type.Tags...)
	return u
}

// objectModule is the module that the types of an object's fields belong to.
func (c *checker) objectModule(o *object, e *env) *Module {
	if o.symbol != nil {
		return o.symbol.module.out
	}
	return e.module.out
}

func (c *checker) builtin(t *syntax.Builtin, e *env, p place) *Type {
	if s := c.redefined(t, e, p); s != nil {
		return c.use(c.defOf(s), t)
	}
	b, ok := builtins[t.Name]
	if !ok {
		c.fault(t.At, "type %s is not supported", t.Name)
		return badType(t.At)
	}
	build := func(place) *Type {
		u := &Type{Kind: b.kind, At: t.At, Text: typeText(t)}
		u.Tags = []Tag{{Universal, b.tag, b.kind == External || b.kind == EmbeddedPDV || b.kind == CharacterString}}
		if len(t.Numbers) > 0 {
			c.numbers(u, t, e)
		}
		return u
	}
	if len(t.Numbers) > 0 {
		return c.nested(t, e, p, build)
	}
	return build(p)
}

// redefined is the assignment that takes the place of a built-in type in its module, as UTF8String has in RFC 5280.
// Within that assignment the built-in type is meant.
func (c *checker) redefined(t *syntax.Builtin, e *env, p place) *symbol {
	_, s := c.lookup(e, t.Name)
	if s == nil || s.assigned.Type == nil || s.assigned.Params != nil || s.def != nil && s.def == p.def {
		return nil
	}
	if s.module != e.module && e.module.root {
		c.warn(t.At, "%s is a built-in type; the one imported from %s takes its place", t.Name, s.module.out.Name)
	}
	return s
}

func (c *checker) structure(t *syntax.Struct, e *env, p place) *Type {
	return c.nested(t, e, p, func(p place) *Type {
		u := &Type{Kind: Sequence, At: t.At, Text: typeText(t), Tags: []Tag{{Universal, 16, true}}}
		if t.Set {
			u.Kind, u.Tags[0].Number = Set, 17
		}
		u.Extensible = t.Extensible || e.module.syntax.ExtensibilityImplied
		if !p.def.Raw {
			c.later(func() { c.components(u, t, e, p.def) })
		}
		return u
	})
}

func (c *checker) choice(t *syntax.Choice, e *env, p place) *Type {
	return c.nested(t, e, p, func(p place) *Type {
		u := &Type{Kind: Choice, At: t.At, Text: typeText(t)}
		u.Extensible = t.Extensible || e.module.syntax.ExtensibilityImplied
		c.later(func() { c.alternatives(u, t, e, p.def) }) // of a raw one too: they have its tags
		return u
	})
}

func (c *checker) list(t *syntax.List, e *env, p place) *Type {
	build := func(p place) *Type {
		u := &Type{Kind: SequenceOf, At: t.At, Text: typeText(t), Tags: []Tag{{Universal, 16, true}}}
		if t.Set {
			u.Kind, u.Tags[0].Number = SetOf, 17
		}
		if t.Size != nil {
			c.pending = append(c.pending, pending{typ: u, constraint: t.Size, env: e})
		}
		inner := place{parent: p.parent, object: p.object, name: p.name, goSuffix: p.goSuffix + "Element", element: true, from: p.from, to: p.to}
		if p.def != nil {
			inner = place{parent: p.def, name: p.def.Name + "[]", goSuffix: "Element", element: true, from: t.Elem.Pos(), to: p.to}
		}
		if inner.from.File == nil || inner.to.File == nil {
			inner.from = t.Elem.Pos()
		}
		if p.def == nil || !p.def.Raw {
			c.later(func() { u.Elem = c.typ(t.Elem, e, inner) })
		}
		return u
	}
	if p.element || p.named {
		return c.nested(t, e, p, build)
	}
	return build(p)
}

func (c *checker) constrained(t *syntax.Constrained, e *env, p place) *Type {
	u := c.typ(t.Type, e, p)
	if u.Kind == 0 {
		return u
	}
	u.Text = typeText(t)
	if k := t.Constraint.Contents; k != nil {
		c.containing(u, t, k, e, p)
		return u
	}
	if !isObjectTable(t) {
		c.pending = append(c.pending, pending{typ: u, constraint: t.Constraint, env: e})
	}
	return u
}

// isObjectTable says whether a constraint on a field of a class is a table written out: CLASS.&Type ({object}).
func isObjectTable(t *syntax.Constrained) bool {
	of := t.Type
	for {
		k, ok := of.(*syntax.Constrained)
		if !ok {
			break
		}
		of = k.Type
	}
	switch of.(type) {
	case *syntax.Field, *syntax.InstanceOf:
	default:
		return false
	}
	if t.Constraint.Set == nil {
		return false
	}
	s, ok := t.Constraint.Set.Root.(*syntax.Single)
	if !ok {
		return false
	}
	_, ok = s.Value.(syntax.BracesValue)
	return ok
}

// containing keeps what an OCTET STRING or a BIT STRING contains.
func (c *checker) containing(u *Type, t *syntax.Constrained, k *syntax.Contents, e *env, p place) {
	if u.Kind != OctetString && u.Kind != BitString {
		c.fault(t.Constraint.At, "CONTAINING cannot apply to %s", typeText(t.Type))
		return
	}
	if k.Type == nil || k.EncodedBy != nil && !c.isDER(k.EncodedBy, e) {
		return
	}
	inner := place{parent: p.parent, object: p.object, name: p.name, goSuffix: p.goSuffix, from: p.from, to: p.to}
	if p.def != nil {
		inner = place{parent: p.def, name: p.def.Name + ".CONTAINING", goSuffix: "Contents"}
	} else if p.element {
		inner.name += "[]"
	}
	inner.element = true
	c.later(func() { u.Contains = c.typ(k.Type, e, inner) })
}

// isDER says whether ENCODED BY names the distinguished encoding rules (X.690, 12): what is encoded by other rules is
// octets and no more.
func (c *checker) isDER(v syntax.Value, e *env) bool {
	arcs, ok := c.oidValue(v, e, true, true)
	return ok && slices.Equal(decimals(arcs), []string{"2", "1", "2", "1"})
}
