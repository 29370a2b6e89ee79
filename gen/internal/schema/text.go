package schema

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// typeText writes a type in one line, structured ones by their keyword alone.
func typeText(t syntax.Type) string {
	switch t := t.(type) {
	case *syntax.Builtin:
		if len(t.Numbers) == 0 {
			return t.Name
		}
		return t.Name + " {...}"
	case *syntax.Struct:
		return setOrSequence(t.Set) + " {...}"
	case *syntax.Choice:
		return "CHOICE {...}"
	case *syntax.List:
		size := ""
		if t.Size != nil {
			size = " " + strings.Trim(constraintText(t.Size), "()")
			if strings.Count(size, "(") > strings.Count(size, ")") {
				size += ")"
			}
		}
		return setOrSequence(t.Set) + size + " OF " + typeText(t.Elem)
	case *syntax.Tagged:
		return tagText(t) + typeText(t.Type)
	case *syntax.Constrained:
		return typeText(t.Type) + " " + constraintText(t.Constraint)
	case *syntax.Ref:
		return refText(t)
	case *syntax.Field:
		return refText(t.Of) + fieldsText(t.Fields)
	case *syntax.Selection:
		return t.Name.Text + " < " + typeText(t.Type)
	case *syntax.Any:
		if t.DefinedBy.Text != "" {
			return "ANY DEFINED BY " + t.DefinedBy.Text
		}
		return "ANY"
	case *syntax.InstanceOf:
		return "INSTANCE OF " + refText(t.Class)
	}
	return ""
}

func tagText(t *syntax.Tagged) string {
	s := "["
	if t.Class != "" {
		s += t.Class + " "
	}
	s += valueText(t.Number) + "] "
	switch t.Mode {
	case syntax.Implicit:
		s += "IMPLICIT "
	case syntax.Explicit:
		s += "EXPLICIT "
	}
	return s
}

func refText(r *syntax.Ref) string {
	s := r.Name.Text
	if r.Module.Text != "" {
		s = r.Module.Text + "." + s
	}
	return s + argsText(r.Args)
}

func argsText(args []syntax.Arg) string {
	if args == nil {
		return ""
	}
	var parts []string
	for _, a := range args {
		switch {
		case a.Type != nil:
			parts = append(parts, typeText(a.Type))
		case a.Value != nil:
			parts = append(parts, valueText(a.Value))
		case a.Braces != nil:
			parts = append(parts, bracesText(a.Braces))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func fieldsText(names []syntax.Name) string {
	s := ""
	for _, n := range names {
		s += "." + n.Text
	}
	return s
}

// bracesText is {...} as it is written, in one line.
func bracesText(b *syntax.Braces) string {
	if b.Open.File == nil || b.Close.Off < b.Open.Off || b.Close.Off >= len(b.Open.File.Src) {
		return "{...}"
	}
	return oneLine(string(b.Open.File.Src[b.Open.Off : b.Close.Off+1]))
}

var (
	lineComment  = regexp.MustCompile(`--([^-\n]|-[^-\n])*(--|-?\n|$)`)
	blockComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
)

// commentable takes out what cannot stand in a comment of Go: NUL, and the byte order mark.
var commentable = strings.NewReplacer("\x00", "", "\ufeff", "")

// oneLine drops comments and makes white space one space.
func oneLine(s string) string {
	s = commentable.Replace(s)
	s = blockComment.ReplaceAllString(s, " ")
	s = lineComment.ReplaceAllString(s, "\n")
	return strings.Join(strings.Fields(s), " ")
}

// valueText writes a value in one line.
func valueText(v syntax.Value) string {
	switch v := v.(type) {
	case *syntax.IntValue:
		return v.Text
	case *syntax.RealValue:
		return v.Text
	case *syntax.BoolValue:
		return strings.ToUpper(strconv.FormatBool(v.True))
	case *syntax.NullValue:
		return "NULL"
	case *syntax.StringValue:
		return `"` + strings.ReplaceAll(commentable.Replace(v.Text), `"`, `""`) + `"`
	case *syntax.BitsValue:
		if v.Hex {
			return "'" + v.Text + "'H"
		}
		return "'" + v.Text + "'B"
	case *syntax.RefValue:
		s := v.Name.Text
		if v.Module.Text != "" {
			s = v.Module.Text + "." + s
		}
		return s + argsText(v.Args) + fieldsText(v.Fields)
	case *syntax.ChoiceValue:
		return v.Name.Text + ":" + valueText(v.Value)
	case *syntax.TypedValue:
		return typeText(v.Type) + ":" + valueText(v.Value)
	case syntax.BracesValue:
		return bracesText(v.Braces)
	case *syntax.NumberForm:
		return v.Name.Text + "(" + valueText(v.Number) + ")"
	case *syntax.MinMax:
		if v.Max {
			return "MAX"
		}
		return "MIN"
	}
	return ""
}

// constraintText writes a constraint in one line, with its brackets.
func constraintText(k *syntax.Constraint) string {
	switch {
	case k.Set != nil:
		return "(" + setText(k.Set) + ")"
	case k.Table != nil:
		s := "({" + refText(k.Table.Set) + "}"
		var at []string
		for _, a := range k.Table.At {
			var names []string
			for _, n := range a.Names {
				names = append(names, n.Text)
			}
			at = append(at, "@"+strings.Repeat(".", a.Level)+strings.Join(names, "."))
		}
		if at != nil {
			s += "{" + strings.Join(at, ", ") + "}"
		}
		return s + ")"
	case k.Contents != nil:
		s := "("
		if k.Contents.Type != nil {
			s += "CONTAINING " + typeText(k.Contents.Type)
		}
		if k.Contents.EncodedBy != nil {
			s += " ENCODED BY " + valueText(k.Contents.EncodedBy)
		}
		return s + ")"
	}
	return "(CONSTRAINED BY {...})"
}

func setText(s *syntax.ElementSet) string {
	text := ""
	if s.Root != nil {
		text = elementText(s.Root)
	}
	if s.Extensible {
		text = strings.TrimPrefix(text+", ...", ", ")
	}
	if s.Additions != nil {
		text += ", " + elementText(s.Additions)
	}
	return text
}

func elementText(el syntax.Element) string {
	join := func(list []syntax.Element, sign string) string {
		var parts []string
		for _, x := range list {
			parts = append(parts, elementText(x))
		}
		return strings.Join(parts, sign)
	}
	switch el := el.(type) {
	case *syntax.Union:
		return join(el.Elems, " | ")
	case *syntax.Intersection:
		return join(el.Elems, " ^ ")
	case *syntax.Except:
		if el.Of == nil {
			return "ALL EXCEPT " + elementText(el.Not)
		}
		return elementText(el.Of) + " EXCEPT " + elementText(el.Not)
	case *syntax.Single:
		return valueText(el.Value)
	case *syntax.Range:
		s := valueText(el.Lo)
		if el.LoOpen {
			s += "<"
		}
		s += ".."
		if el.HiOpen {
			s += "<"
		}
		return s + valueText(el.Hi)
	case *syntax.Size:
		return "SIZE " + constraintText(el.Constraint)
	case *syntax.From:
		return "FROM " + constraintText(el.Constraint)
	case *syntax.Included:
		return typeText(el.Type)
	case *syntax.Pattern:
		return "PATTERN " + valueText(el.Value)
	case *syntax.Settings:
		return "SETTINGS " + strconv.Quote(el.Text)
	case *syntax.Inner:
		if el.Elem != nil {
			return "WITH COMPONENT " + constraintText(el.Elem)
		}
		return "WITH COMPONENTS {...}"
	case *syntax.Paren:
		return "(" + setText(el.Set) + ")"
	}
	return ""
}

// componentText is a component in one line.
func componentText(k *syntax.Component) string {
	s := k.Name.Text + " " + typeText(k.Type)
	switch {
	case k.Optional:
		s += " OPTIONAL"
	case k.Default != nil:
		s += " DEFAULT " + valueText(k.Default)
	}
	return s
}

// sourceText is the text between two places of a file, its lines moved left as far as they go together.
func sourceText(from, to syntax.Pos) string {
	if from.File == nil || to.File != from.File || to.Off > len(from.File.Src) || from.Off >= to.Off {
		return ""
	}
	src := from.File.Src
	text := strings.ReplaceAll(commentable.Replace(string(src[from.Off:to.Off])), "\r", "")
	_, column := from.LineCol()
	lines := strings.Split(text, "\n")
	margin := -1
	for i, l := range lines {
		lines[i] = strings.TrimRight(strings.ReplaceAll(l, "\t", "        "), " \f")
		if indent := len(lines[i]) - len(strings.TrimLeft(lines[i], " ")); i > 0 && lines[i] != "" && (margin < 0 || indent < margin) {
			margin = indent
		}
	}
	margin = min(margin, column-1)
	var out []string
	blank := false
	for i, l := range lines {
		if i > 0 && l != "" {
			l = l[max(margin, 0):]
		}
		if l == "" && blank {
			continue // page breaks of an RFC
		}
		blank = l == ""
		out = append(out, l)
	}
	return strings.Join(out, "\n")
}

var origin = regexp.MustCompile(`(RFC|ITU-T( Rec\.| Recommendation)?) [A-Z]?\.?[0-9]+(, ((section|appendix|annex|clause|Section|Appendix|Annex|Clause) )?[A-Z0-9]+(\.[A-Z0-9]+)*)?`)

// reference is what the head of a file says of its origin: "RFC 6960, B.2".
func reference(comment string) string { return origin.FindString(comment) }
