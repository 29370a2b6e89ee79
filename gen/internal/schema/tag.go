package schema

import (
	"fmt"
	"math"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// tagged resolves [CLASS number] MODE Type (X.680, 31.2).
func (c *checker) tagged(t *syntax.Tagged, e *env, p place) *Type {
	u := c.typ(t.Type, e, p)
	if u.Kind == 0 {
		return u
	}
	tag, ok := c.tagNumber(t, e)
	if !ok {
		return badType(t.At)
	}
	u.Text = typeText(t)
	u.At = t.At
	explicit := t.Mode == syntax.Explicit
	if t.Mode == syntax.Implicit && len(u.Tags) == 0 && e.module.root {
		c.warn(t.At, "%s is %s, whose tags stay: IMPLICIT is taken for EXPLICIT", typeText(t.Type), map[bool]string{true: "a CHOICE", false: "an open type"}[u.Base().Kind == Choice])
	}
	if t.Mode == syntax.DefaultMode {
		explicit = e.module.syntax.Tags == syntax.ExplicitTags || c.isDummyType(t.Type, e)
	}
	u.tag(tag, explicit)
	return u
}

// tag puts a tag on a type. An IMPLICIT one replaces the outermost; a type without a tag of its own takes an EXPLICIT
// one in any case (X.680, 31.2.7).
func (t *Type) tag(tag Tag, explicit bool) {
	if explicit || len(t.Tags) == 0 {
		tag.Constructed = true
		t.Tags = append([]Tag{tag}, t.Tags...)
		return
	}
	tag.Constructed = t.Tags[0].Constructed
	t.Tags[0] = tag
}

func (c *checker) tagNumber(t *syntax.Tagged, e *env) (Tag, bool) {
	n, ok := c.integer(t.Number, e, nil)
	if !ok {
		return Tag{}, false
	}
	if n.Sign() < 0 || !n.IsInt64() || n.Int64() > math.MaxUint32 {
		c.fault(t.Number.Pos(), "a tag's number lies between 0 and %d, found %s", uint32(math.MaxUint32), n)
		return Tag{}, false
	}
	class := ContextSpecific
	switch t.Class {
	case "UNIVERSAL":
		class = Universal
	case "APPLICATION":
		class = Application
	case "PRIVATE":
		class = Private
	}
	return Tag{Class: class, Number: uint32(n.Int64())}, true
}

// isDummyType says whether a type is a dummy that stands for a type: what it stands for is not looked at when a tag
// says neither IMPLICIT nor EXPLICIT (X.680, 31.2.7 c).
func (c *checker) isDummyType(t syntax.Type, e *env) bool {
	for {
		switch u := t.(type) {
		case *syntax.Constrained:
			t = u.Type
		case *syntax.Ref:
			return u.Module.Text == "" && e.dummies[u.Name.Text] != nil && e.dummies[u.Name.Text].param.Governor == nil
		default:
			return false
		}
	}
}

// String is the tag as ASN.1 writes it.
func (t Tag) String() string {
	return fmt.Sprintf("[%s%d]", [...]string{"UNIVERSAL ", "APPLICATION ", "", "PRIVATE "}[t.Class], t.Number)
}

// first is a tag that an encoding of a type may begin with, and the way to it through untagged CHOICEs.
type first struct {
	tag Tag
	any bool // an open type: any tag
	new bool // a CHOICE that is extensible: the tags of alternatives that are not known
}

// firstTags are the tags that an encoding of t may begin with.
func (c *checker) firstTags(t *Type, depth int) []first {
	if len(t.Tags) > 0 {
		return []first{{tag: Tag{Class: t.Tags[0].Class, Number: t.Tags[0].Number}}}
	}
	b := t.Base()
	for d := t.Def; d != nil; d = d.Type.Def {
		if o := c.info[d].original; o != nil {
			b = o.Base()
		}
	}
	switch {
	case b.Kind == Open:
		return []first{{any: true}}
	case b.Kind != Choice || depth > maxDepth:
		return nil
	}
	if f, ok := c.firsts[b]; ok {
		return f
	}
	c.firsts[b] = nil // an untagged CHOICE that is its own alternative has no end: reported elsewhere
	var list []first
	for _, a := range b.Components {
		list = append(list, c.firstTags(a.Type, depth+1)...)
	}
	if b.Extensible {
		list = append(list, first{new: true})
	}
	c.firsts[b] = list
	return list
}

// checkTags looks for encodings that a decoder could not tell apart (X.680, 25.6, 27.3 and 29.3).
func (c *checker) checkTags() {
	for _, d := range c.allDefs() {
		t := d.Type
		if t.Def != nil {
			continue
		}
		switch t.Kind {
		case Choice:
			c.checkDistinct(d, t.Components, "alternatives", "CHOICE")
		case Set:
			c.checkDistinct(d, t.Components, "components", "SET")
		case Sequence:
			c.checkRuns(d, t)
		}
	}
}

// allDefs is every Def that was made, nested ones after the one that they stand in.
func (c *checker) allDefs() []*Def {
	var list []*Def
	var add func(d *Def)
	add = func(d *Def) {
		list = append(list, d)
		for _, n := range c.info[d].children {
			add(n)
		}
	}
	for _, d := range c.tops {
		add(d)
	}
	return list
}

// checkDistinct reports components that may begin with the same tag.
func (c *checker) checkDistinct(d *Def, list []*Component, what, kind string) {
	seen := make(map[Tag]*Component)
	var open, growing *Component
	for _, k := range list {
		for _, f := range c.firstTags(k.Type, 0) {
			switch o := seen[f.tag]; {
			case f.new && growing != nil && growing != k:
				c.fault(k.Type.At, "%s %s and %s of %s %s are both CHOICEs that may get more alternatives: nothing tells new ones apart", what, growing.Name, k.Name, kind, d.Name)
			case f.new:
				growing = k
			case f.any && open != nil && open != k:
				c.fault(k.Type.At, "%s %s and %s of %s %s are both open types: nothing tells them apart", what, open.Name, k.Name, kind, d.Name)
			case f.any:
				open = k
			case o != nil:
				where := ""
				if o == k {
					where = ", through the CHOICEs in it"
				}
				c.fault(k.Type.At, "%s %s and %s of %s %s have the same tag %s%s", what, o.Name, k.Name, kind, d.Name, f.tag, where)
			default:
				seen[f.tag] = k
			}
		}
	}
}

// checkRuns reports components of a SEQUENCE that may be absent and begin like one that may then stand in their place.
func (c *checker) checkRuns(d *Def, t *Type) {
	seen := make(map[Tag]*Component)
	var open *Component
	for i, k := range t.Components {
		optional := k.Optional || k.Default != nil
		for _, f := range c.firstTags(k.Type, 0) {
			switch o := seen[f.tag]; {
			case open != nil:
				c.fault(k.Type.At, "%s of SEQUENCE %s cannot be told from %s before it, which is optional and may begin with any tag", k.Name, d.Name, open.Name)
			case f.any, f.new:
			case o != nil && o != k:
				c.fault(k.Type.At, "components %s and %s of SEQUENCE %s have the same tag %s, and %s may be absent", o.Name, k.Name, d.Name, f.tag, o.Name)
			default:
				seen[f.tag] = k
			}
		}
		if !optional {
			clear(seen)
			open = nil
			continue
		}
		for _, f := range c.firstTags(k.Type, 0) {
			if f.any && i < len(t.Components)-1 {
				open = k
			}
		}
	}
}
