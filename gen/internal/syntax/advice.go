package syntax

import (
	"fmt"
	"slices"
	"strings"
)

// advice is the next step for what is usually meant by what stands here, in brackets after the message; "" if nothing
// is known of it.
func (p *parser) advice(what string) string {
	t := p.tok()
	switch {
	case what == "a type" && t.Kind == Lower:
		if word := strings.ToUpper(t.Text); isTypeWord(word) || slices.Contains(reserved, word) {
			return " (it is written in capitals: " + word + ")"
		}
		return " (the name of a type begins with an upper-case letter)"
	case what == "a value" && t.Kind == Upper && !isTypeWord(t.Text):
		return " (the name of a value begins with a lower-case letter)"
	case (what == "an identifier" || what == string(component) || what == string(alternative)) && t.Kind == Upper && !isTypeWord(t.Text):
		return " (it begins with a lower-case letter)"
	case what == string(component) && t.is("[["):
		return ` (version brackets stand after "...")`
	case what == "the number of a tag" && t.Kind == Upper:
		return " (a class is UNIVERSAL, APPLICATION or PRIVATE; a context-specific tag has no word)"
	case what == `")"` && (t.is("-") || t.is("...")) && p.i > 0 && p.at(p.i-1).Kind == Number:
		return " (a range is written 0..5)"
	case what == `"..."`:
		return ` (alternatives are separated by "|")`
	case strings.HasSuffix(what, `"}"`) && t.first && p.heads(p.i):
		return p.openBrace()
	case what == `an assignment or "END"`:
		return p.adviceBetween()
	}
	return ""
}

// openBrace names the line of the "{" that has no partner.
func (p *parser) openBrace() string {
	for i := p.i - 1; i >= 0 && !p.at(i).is("::="); i-- {
		if t := p.at(i); t.is("{") && t.partner <= 0 {
			line, _ := t.At.LineCol()
			return fmt.Sprintf(` (the "{" of line %d is not closed)`, line)
		}
	}
	return ""
}

// adviceBetween is advice on what stands where an assignment could.
func (p *parser) adviceBetween() string {
	t := p.tok()
	if t.is("#") || t.is("/") {
		return ` (a comment begins with "--")`
	}
	if p.i == 0 {
		return ""
	}
	switch before := p.at(p.i - 1); {
	case t.is(".") && before.Kind == Real:
		return " (an OBJECT IDENTIFIER is written { 1 2 3 })"
	case t.Kind != Number && t.Kind != Real && t.Kind != CString && t.Kind != BString && t.Kind != HString && !t.is("{"):
	case before.Kind == Lower && !before.first && !slices.Contains(valueWords, strings.ToUpper(before.Text)):
		return fmt.Sprintf(" (a value of a CHOICE is written %s : ...)", before.Text)
	case before.Kind == Upper && t.Kind == Number:
		return " (a constraint stands in parentheses)"
	}
	return ""
}
