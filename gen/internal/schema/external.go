package schema

import (
	"slices"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// externalContents is a value of EXTERNAL, EMBEDDED PDV or CHARACTER STRING: it is written as one of the associated type
// (X.680, 37.5, 36.5 and 44.5). One of EXTERNAL may be written as X.208 had it, too: as one of what X.690, 8.18 encodes.
func (c *checker) externalContents(v syntax.Value, e *env, t *Type) ([]byte, bool) {
	b, ok := v.(syntax.BracesValue)
	if !ok {
		return c.wrong(v, t)
	}
	associated := Type{Kind: Sequence, Text: t.Text}
	switch t.Base().Kind {
	case EmbeddedPDV:
		associated.Components = identified("data-value")
	case CharacterString:
		associated.Components = identified("string-value")
	case External:
		associated.Components = external()
		items := b.Items(c.errs)
		if slices.ContainsFunc(items, func(it syntax.Item) bool { name, _ := namedItem(it); return name.Text == "encoding" }) {
			associated.Components = externalX208()
		}
	}
	out, ok := c.structContents(v, e, &associated)
	if ok && t.Base().Kind == External && out[0] != 6 && out[0] != 2 { // X.690, 8.18.2
		c.fault(v.Pos(), "direct-reference or indirect-reference is missing in this value of %s", t.name())
		return nil, false
	}
	return out, ok
}

// leaf is a component of a built-in type, with tag n unless that is -1.
func leaf(name, builtin string, n int) *Component {
	k := builtins[builtin]
	t := &Type{Kind: k.kind, Text: builtin, Tags: []Tag{{Universal, k.tag, false}}}
	if n >= 0 {
		t.Tags[0] = Tag{ContextSpecific, uint32(n), false}
	}
	return &Component{Name: name, Type: t}
}

// group is a component that is a SEQUENCE or a CHOICE of others, in the tags.
func group(name string, k Kind, components []*Component, tags ...Tag) *Component {
	return &Component{Name: name, Type: &Type{Kind: k, Text: name, Tags: tags, Components: components}}
}

func optional(k *Component) *Component {
	k.Optional = true
	return k
}

// identified is the components of EMBEDDED PDV and CHARACTER STRING, with automatic tags (X.680, 36.5 and 44.5). The
// component data-value-descriptor is never there.
func identified(value string) []*Component {
	context := func(n uint32) Tag { return Tag{ContextSpecific, n, true} }
	return []*Component{
		group("identification", Choice, []*Component{
			group("syntaxes", Sequence, []*Component{
				leaf("abstract", "OBJECT IDENTIFIER", 0), leaf("transfer", "OBJECT IDENTIFIER", 1)}, context(0)),
			leaf("syntax", "OBJECT IDENTIFIER", 1),
			leaf("presentation-context-id", "INTEGER", 2),
			group("context-negotiation", Sequence, []*Component{
				leaf("presentation-context-id", "INTEGER", 0), leaf("transfer-syntax", "OBJECT IDENTIFIER", 1)}, context(3)),
			leaf("transfer-syntax", "OBJECT IDENTIFIER", 4),
			leaf("fixed", "NULL", 5)}, context(0)),
		leaf(value, "OCTET STRING", 2)}
}

// external is the components of the type that is associated with EXTERNAL, in the places and with the tags that the
// values have in what X.690, 8.18 encodes.
func external() []*Component {
	return []*Component{
		group("identification", Choice, []*Component{
			leaf("syntax", "OBJECT IDENTIFIER", -1),
			leaf("presentation-context-id", "INTEGER", -1),
			group("context-negotiation", Sequence, []*Component{
				leaf("transfer-syntax", "OBJECT IDENTIFIER", -1), leaf("presentation-context-id", "INTEGER", -1)})}),
		optional(leaf("data-value-descriptor", "ObjectDescriptor", -1)),
		leaf("data-value", "OCTET STRING", 1)}
}

// externalX208 is the components of EXTERNAL in X.208, which are those that X.690, 8.18 encodes.
func externalX208() []*Component {
	return []*Component{
		optional(leaf("direct-reference", "OBJECT IDENTIFIER", -1)),
		optional(leaf("indirect-reference", "INTEGER", -1)),
		optional(leaf("data-value-descriptor", "ObjectDescriptor", -1)),
		group("encoding", Choice, []*Component{
			group("single-ASN1-type", Open, nil, Tag{ContextSpecific, 0, true}),
			leaf("octet-aligned", "OCTET STRING", 1),
			leaf("arbitrary", "BIT STRING", 2)})}
}
