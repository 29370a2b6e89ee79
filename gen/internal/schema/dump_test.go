package schema

import (
	"fmt"
	"strings"
)

// dump writes a model in a compact form, for comparison.
func dump(m *Model) string {
	var b strings.Builder
	for _, mod := range m.Modules {
		fmt.Fprintf(&b, "module %s\n", mod.Name)
		for _, d := range mod.Defs {
			dumpDef(&b, d)
		}
		for _, o := range mod.OIDs {
			fmt.Fprintf(&b, "oid %s %s\n", o.GoName, o.Dotted)
		}
		for _, t := range mod.Decodes {
			dumpDecode(&b, t)
		}
	}
	return b.String()
}

func dumpDef(b *strings.Builder, d *Def) {
	fmt.Fprintf(b, "%s", d.GoName)
	if goName(d.Name) != d.GoName {
		fmt.Fprintf(b, " <%s>", d.Name)
	}
	for _, f := range []struct {
		set  bool
		name string
	}{{d.Alias, "alias"}, {d.Raw, "raw"}, {d.View, "view"}, {d.Checked, "checked"}, {d.Keep, "keep"}, {d.Recursive, "recursive"}, {d.Capacity, "capacity"}} {
		if f.set {
			b.WriteString(" " + f.name)
		}
	}
	fmt.Fprintf(b, " %d/%d: %s\n", d.MinSize, d.GoSize, dumpType(d.Type))
	t := d.Type
	if t.Def != nil {
		return
	}
	for _, n := range t.Numbers {
		fmt.Fprintf(b, "\t%s %d\n", n.GoName, n.Value)
	}
	for i, k := range t.Components {
		if t.Extensible && i == t.AdditionAt && t.Kind != Choice {
			b.WriteString("\t...\n")
		}
		fmt.Fprintf(b, "\t%s %s", k.GoName, dumpType(k.Type))
		if k.Optional {
			b.WriteString(" OPTIONAL")
		}
		if k.Pointer {
			b.WriteString(" pointer")
		}
		if k.Default != nil {
			fmt.Fprintf(b, " DEFAULT %x", k.Default.DER)
		}
		if k.Expect != nil {
			fmt.Fprintf(b, " expect %x", k.Expect)
		}
		b.WriteString("\n")
	}
	if t.Extensible && t.AdditionAt == len(t.Components) && (t.Kind == Sequence || t.Kind == Set) {
		b.WriteString("\t...\n")
	}
}

var kindNames = [...]string{"bad", "BOOLEAN", "INTEGER", "ENUMERATED", "BIT STRING", "OCTET STRING", "NULL", "OID", "RELATIVE-OID", "REAL",
	"UTF8String", "NumericString", "PrintableString", "TeletexString", "VideotexString", "IA5String", "GraphicString", "VisibleString",
	"GeneralString", "UniversalString", "BMPString", "ObjectDescriptor", "UTCTime", "GeneralizedTime", "TIME", "DATE", "TIME-OF-DAY",
	"DATE-TIME", "DURATION", "OID-IRI", "RELATIVE-OID-IRI", "EXTERNAL", "EMBEDDED PDV", "CHARACTER STRING", "SEQUENCE", "SET",
	"SEQUENCE OF", "SET OF", "CHOICE", "OPEN"}

func dumpType(t *Type) string {
	if t == nil {
		return "nil"
	}
	var b strings.Builder
	for i, tag := range t.Tags {
		if i > 0 || !natural(t, tag) {
			fmt.Fprintf(&b, "%s", tag)
			if !tag.Constructed {
				b.WriteString("p")
			}
			b.WriteString(" ")
		}
	}
	if t.Def != nil {
		b.WriteString(t.Def.GoName)
		if t.Def.Module != nil && t.Def.Module.Import != "" {
			b.WriteString("@" + t.Def.Module.Import)
		}
	} else {
		b.WriteString(kindNames[t.Kind])
	}
	if t.Extensible {
		b.WriteString(" ...")
	}
	if t.Elem != nil {
		b.WriteString(" " + dumpType(t.Elem))
	}
	if t.Contains != nil {
		b.WriteString(" CONTAINING " + dumpType(t.Contains))
	}
	if k := t.Constraint; k != nil {
		b.WriteString(dumpRanges(" value", k.Value) + dumpRanges(" size", k.Size) + dumpRanges(" from", k.Alphabet))
		if k.Strings != nil {
			fmt.Fprintf(&b, " strings%+q", k.Strings)
		}
	}
	return b.String()
}

// natural says whether a tag goes without saying.
func natural(t *Type, tag Tag) bool {
	if t.Def != nil {
		return len(t.Def.Type.Tags) == 1 && t.Def.Type.Tags[0] == tag && len(t.Tags) == 1
	}
	return tag.Class == Universal && len(t.Tags) == 1
}

func dumpRanges(name string, list []Range) string {
	if list == nil {
		return ""
	}
	var parts []string
	for _, r := range list {
		switch {
		case r.Lo != nil && r.Hi != nil && r.Lo.Cmp(r.Hi) == 0:
			parts = append(parts, r.Lo.String())
		case r.Lo == nil:
			parts = append(parts, ".."+r.Hi.String())
		case r.Hi == nil:
			parts = append(parts, r.Lo.String()+"..")
		default:
			parts = append(parts, r.Lo.String()+".."+r.Hi.String())
		}
	}
	return name + "(" + strings.Join(parts, "|") + ")"
}

func dumpDecode(b *strings.Builder, t *TypedDecode) {
	fmt.Fprintf(b, "%s(%s) %s -> %s, set %s\n", t.GoName, t.Struct.GoName, dumpWay(t.Key), dumpWay(t.Value), t.Set)
	for _, k := range t.Cases {
		id := fmt.Sprintf("%x", k.Key)
		switch {
		case k.ID != nil:
			id = k.ID.GoName
		case k.Int != nil:
			id = fmt.Sprint(*k.Int)
		}
		fmt.Fprintf(b, "\t%s %s: %s\n", id, k.Object, dumpType(k.Type))
	}
}

func dumpWay(way []*Component) string {
	var names []string
	for _, k := range way {
		names = append(names, k.Name)
	}
	return strings.Join(names, ".")
}
