package syntax

import (
	"fmt"
	"strings"
	"testing"
)

// The tests print trees in a short form of their own, in which every part shows.

func dumpModule(m *Module) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s", m.Name.Text)
	if m.OID != nil {
		b.WriteString(dumpBraces(m.OID))
	}
	b.WriteString([]string{"", " implicit", " automatic"}[m.Tags])
	if m.ExtensibilityImplied {
		b.WriteString(" extensible")
	}
	if !m.ExportsAll {
		fmt.Fprintf(&b, "; exports %s", names(m.Exports, " "))
	}
	for _, i := range m.Imports {
		fmt.Fprintf(&b, "; %s from %s", names(i.Symbols, " "), i.Module.Text)
		switch {
		case i.OID != nil:
			b.WriteString(dumpBraces(i.OID))
		case i.OIDRef != nil:
			b.WriteString("=" + i.OIDRef.Text)
		}
		if i.With != "" {
			b.WriteString(" with " + i.With)
		}
	}
	for _, a := range m.Assignments {
		b.WriteString("; " + dumpAssignment(a))
	}
	return b.String()
}

func names(list []Name, sep string) string {
	var s []string
	for _, n := range list {
		s = append(s, n.Text)
	}
	return strings.Join(s, sep)
}

func dumpBraces(b *Braces) string {
	var s []string
	for _, t := range b.Tokens {
		s = append(s, t.Text)
	}
	return "{" + strings.Join(s, " ") + "}"
}

func dumpAssignment(a *Assignment) string {
	s := a.Name.Text
	if a.Params != nil {
		var list []string
		for _, p := range a.Params {
			if p.Governor != nil {
				list = append(list, dumpType(p.Governor)+":"+p.Name.Text)
			} else {
				list = append(list, p.Name.Text)
			}
		}
		s += "<" + strings.Join(list, ",") + ">"
	}
	if a.Governor != nil {
		s += " " + dumpType(a.Governor)
	}
	s += " = "
	switch {
	case a.Macro:
		s += "macro"
	case a.Type != nil:
		s += dumpType(a.Type)
	case a.Class != nil:
		s += dumpClass(a.Class)
	case a.Value != nil:
		s += dumpValue(a.Value)
	case a.Set != nil:
		s += "set" + dumpBraces(a.Set)
	}
	return s
}

func dumpType(t Type) string {
	switch t := t.(type) {
	case *Builtin:
		s := t.Name
		if t.Numbers != nil {
			var list []string
			for k, n := range t.Numbers {
				if t.Extensible && k == t.Root {
					list = append(list, "...")
				}
				if n.Number != nil {
					list = append(list, n.Name.Text+"="+dumpValue(n.Number))
				} else {
					list = append(list, n.Name.Text)
				}
			}
			if t.Extensible && t.Root == len(t.Numbers) {
				list = append(list, "...")
			}
			s += "{" + strings.Join(list, ",") + "}"
		}
		return s
	case *Struct:
		return setOr(t.Set, "SEQUENCE") + dumpComponents(t.Components, t.Extensible)
	case *List:
		s := setOr(t.Set, "SEQUENCE")
		if t.Size != nil {
			s += dumpConstraint(t.Size)
		}
		s += " of "
		if t.ElemName.Text != "" {
			s += t.ElemName.Text + " "
		}
		return s + dumpType(t.Elem)
	case *Choice:
		return "CHOICE" + dumpComponents(t.Alternatives, t.Extensible)
	case *Tagged:
		s := "[" + strings.TrimLeft(t.Class+" "+dumpValue(t.Number), " ") + "]"
		return s + []string{"", "implicit ", "explicit "}[t.Mode] + dumpType(t.Type)
	case *Constrained:
		return dumpType(t.Type) + dumpConstraint(t.Constraint)
	case *Ref:
		return dumpRef(t)
	case *Field:
		return dumpRef(t.Of) + "." + names(t.Fields, ".")
	case *Selection:
		return t.Name.Text + " < " + dumpType(t.Type)
	case *Any:
		if t.DefinedBy.Text != "" {
			return "ANY by " + t.DefinedBy.Text
		}
		return "ANY"
	case *InstanceOf:
		return "INSTANCE OF " + dumpRef(t.Class)
	}
	return fmt.Sprintf("%T", t)
}

func setOr(set bool, s string) string {
	if set {
		return "SET"
	}
	return s
}

func dumpComponents(list []*Component, extensible bool) string {
	var s []string
	for _, c := range list {
		one := ""
		switch {
		case c.Part == Addition && c.Group > 0:
			one = fmt.Sprintf("+%d ", c.Group)
		case c.Part == Addition:
			one = "+ "
		case c.Part == Root2:
			one = "++ "
		}
		if c.ComponentsOf != nil {
			one += "COMPONENTS OF " + dumpType(c.ComponentsOf)
		} else {
			one += c.Name.Text + " " + dumpType(c.Type)
		}
		if c.Optional {
			one += "?"
		}
		if c.Default != nil {
			one += "=" + dumpValue(c.Default)
		}
		s = append(s, one)
	}
	if extensible {
		s = append(s, "...")
	}
	return "{" + strings.Join(s, ", ") + "}"
}

func dumpRef(r *Ref) string {
	s := r.Name.Text
	if r.Module.Text != "" {
		s = r.Module.Text + "." + s
	}
	return s + dumpArgs(r.Args)
}

func dumpArgs(args []Arg) string {
	if args == nil {
		return ""
	}
	var list []string
	for _, a := range args {
		switch {
		case a.Type != nil:
			list = append(list, "type "+dumpType(a.Type))
		case a.Value != nil:
			list = append(list, "value "+dumpValue(a.Value))
		default:
			list = append(list, dumpBraces(a.Braces))
		}
	}
	return "<" + strings.Join(list, ", ") + ">"
}

func dumpConstraint(c *Constraint) string {
	s := ""
	switch {
	case c.Set != nil:
		s = dumpSet(c.Set)
	case c.Table != nil:
		s = "table " + dumpRef(c.Table.Set)
		for _, at := range c.Table.At {
			s += " @" + strings.Repeat(".", at.Level) + names(at.Names, ".")
		}
	case c.Contents != nil:
		s = "contents"
		if c.Contents.Type != nil {
			s += " " + dumpType(c.Contents.Type)
		}
		if c.Contents.EncodedBy != nil {
			s += " by " + dumpValue(c.Contents.EncodedBy)
		}
	case c.User:
		s = "user"
	}
	if c.Exception != nil {
		s += " !" + dumpValue(c.Exception)
	}
	return "(" + s + ")"
}

func dumpSet(s *ElementSet) string {
	var list []string
	if s.Root != nil {
		list = append(list, dumpElement(s.Root))
	}
	if s.Extensible {
		list = append(list, "...")
	}
	if s.Additions != nil {
		list = append(list, dumpElement(s.Additions))
	}
	return strings.Join(list, ", ")
}

func dumpElements(list []Element, sep string) string {
	var s []string
	for _, e := range list {
		s = append(s, dumpElement(e))
	}
	return "(" + strings.Join(s, sep) + ")"
}

func dumpElement(e Element) string {
	switch e := e.(type) {
	case *Union:
		return dumpElements(e.Elems, " | ")
	case *Intersection:
		return dumpElements(e.Elems, " ^ ")
	case *Except:
		if e.Of == nil {
			return "not " + dumpElement(e.Not)
		}
		return "(" + dumpElement(e.Of) + " not " + dumpElement(e.Not) + ")"
	case *Single:
		return dumpValue(e.Value)
	case *Range:
		dots := map[bool]string{true: "<"}
		return dumpValue(e.Lo) + dots[e.LoOpen] + ".." + dots[e.HiOpen] + dumpValue(e.Hi)
	case *Size:
		return "size" + dumpConstraint(e.Constraint)
	case *From:
		return "from" + dumpConstraint(e.Constraint)
	case *Included:
		return "type " + dumpType(e.Type)
	case *Pattern:
		return "pattern " + dumpValue(e.Value)
	case *Settings:
		return fmt.Sprintf("settings %q", e.Text)
	case *Inner:
		if e.Elem != nil {
			return "each" + dumpConstraint(e.Elem)
		}
		var list []string
		if e.Partial {
			list = append(list, "...")
		}
		for _, c := range e.Components {
			s := c.Name.Text
			if c.Constraint != nil {
				s += dumpConstraint(c.Constraint)
			}
			list = append(list, strings.TrimRight(s+" "+c.Presence, " "))
		}
		return "with{" + strings.Join(list, ", ") + "}"
	case *Paren:
		return "paren(" + dumpSet(e.Set) + ")"
	}
	return fmt.Sprintf("%T", e)
}

func dumpValue(v Value) string {
	switch v := v.(type) {
	case *IntValue:
		return v.Text
	case *RealValue:
		return "real " + v.Text
	case *BoolValue:
		return strings.ToUpper(fmt.Sprint(v.True))
	case *NullValue:
		return "NULL"
	case *StringValue:
		return fmt.Sprintf("%q", v.Text)
	case *BitsValue:
		return v.Text + map[bool]string{false: "'B", true: "'H"}[v.Hex]
	case *RefValue:
		s := v.Name.Text
		if v.Module.Text != "" {
			s = v.Module.Text + "." + s
		}
		s += dumpArgs(v.Args)
		for _, f := range v.Fields {
			s += "." + f.Text
		}
		return s
	case *ChoiceValue:
		return v.Name.Text + ":" + dumpValue(v.Value)
	case *TypedValue:
		return "(" + dumpType(v.Type) + "):" + dumpValue(v.Value)
	case BracesValue:
		return dumpBraces(v.Braces)
	case *NumberForm:
		return v.Name.Text + "(" + dumpValue(v.Number) + ")"
	case *MinMax:
		return map[bool]string{false: "MIN", true: "MAX"}[v.Max]
	}
	return fmt.Sprintf("%T", v)
}

func dumpItems(list []Item) string {
	var s []string
	for _, item := range list {
		var one []string
		for _, v := range item {
			one = append(one, dumpValue(v))
		}
		s = append(s, strings.Join(one, " "))
	}
	return strings.Join(s, ", ")
}

func dumpClass(c *Class) string {
	var fields []string
	for _, f := range c.Fields {
		s := f.Name.Text
		if f.Governor != nil {
			s += " " + dumpType(f.Governor)
		}
		if f.VarGovernor != nil {
			s += " " + names(f.VarGovernor, ".")
		}
		if f.Unique {
			s += " unique"
		}
		if f.Optional {
			s += "?"
		}
		switch {
		case f.DefaultType != nil:
			s += "=type " + dumpType(f.DefaultType)
		case f.DefaultValue != nil:
			s += "=" + dumpValue(f.DefaultValue)
		case f.DefaultSet != nil:
			s += "=set" + dumpBraces(f.DefaultSet)
		}
		fields = append(fields, s)
	}
	s := "class{" + strings.Join(fields, ", ") + "}"
	if c.Syntax != nil {
		s += dumpSyntax(c.Syntax)
	}
	return s
}

func dumpSyntax(list []SyntaxItem) string {
	var s []string
	for _, i := range list {
		if i.Optional != nil {
			s = append(s, dumpSyntax(i.Optional))
		} else {
			s = append(s, i.Literal.Text+i.Field.Text)
		}
	}
	return "[" + strings.Join(s, " ") + "]"
}

// parseOne parses a module that holds the text, and fails the test if there is a fault or a warning.
func parseOne(t *testing.T, text string) *Module {
	t.Helper()
	var errs Errors
	modules := Parse(NewFile("m.asn1", []byte("M DEFINITIONS ::= BEGIN\n"+text+"\nEND\n")), &errs)
	for _, e := range errs.Sorted() {
		t.Errorf("%s\n%v", text, e)
	}
	if len(modules) != 1 {
		t.Fatalf("%s: %d modules", text, len(modules))
	}
	return modules[0]
}

// checkAssignments parses each text, which holds one assignment, and compares what comes out.
func checkAssignments(t *testing.T, rows [][2]string) {
	t.Helper()
	for _, row := range rows {
		m := parseOne(t, row[0])
		var got []string
		for _, a := range m.Assignments {
			got = append(got, dumpAssignment(a))
		}
		if s := strings.Join(got, "; "); s != row[1] {
			t.Errorf("%s\ngot  %s\nwant %s", row[0], s, row[1])
		}
	}
}
