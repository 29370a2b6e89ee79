package syntax

import (
	"fmt"
	"slices"
	"strings"
)

// advice is the next step for what is usually meant by what stands here, in brackets after the message; "" if nothing
// is known of it. what is what the grammar wants.
func (p *parser) advice(what string) string {
	t := p.tok()
	switch {
	case strings.HasSuffix(what, `"}"`) && t.first && p.heads(p.i):
		return p.openBrace()
	case what == `an assignment or "END"`:
		return p.adviceBetween()
	case what == "a type":
		return p.adviceType()
	case what == "a value":
		return p.adviceValue()
	case what == `"," or "}"`:
		return p.adviceList()
	case what == `")"` || what == `"("` || what == "a constraint":
		return p.adviceConstraint(what)
	case (what == "an identifier" || what == string(component) || what == string(alternative)) && t.Kind == Upper && !isTypeWord(t.Text):
		return " (it begins with a lower-case letter)"
	case what == string(component) && t.Kind == Upper:
		return " (its name stands before its type)"
	case what == string(component) && t.is("[["):
		return ` (version brackets stand after "...")`
	case what == string(component) && t.is(".."):
		return ` (the extension mark is "...")`
	case what == "the number of a tag" && t.Kind == Upper:
		return " (a class is UNIVERSAL, APPLICATION or PRIVATE; a context-specific tag has no word)"
	case what == `"..."`:
		return ` (alternatives are separated by "|")`
	case what == `"," or "FROM"`:
		return inCapitals(t)
	}
	return ""
}

// before is the token that the parser passed last.
func (p *parser) before() Token {
	if p.i == 0 {
		return Token{}
	}
	return p.at(p.i - 1)
}

// inCapitals is advice on a word of ASN.1 in small letters.
func inCapitals(t Token) string {
	word := strings.ToUpper(t.Text)
	if t.Text != word && (t.Kind == Upper || t.Kind == Lower) && (isTypeWord(word) || slices.Contains(reserved, word) || slices.Contains(valueWords, word)) {
		return " (it is written in capitals: " + word + ")"
	}
	return ""
}

// almost is advice on a word that differs in a letter or two from one of those.
func almost(t Token, words ...string) string {
	for _, w := range words {
		if limit := Nearness(w); t.Kind == Upper && t.Text != w && Distance(t.Text, w, limit) < limit {
			return " (did you mean " + w + "?)"
		}
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

// opener is the word before the "{" that what stands here is in.
func (p *parser) opener() Token {
	for i := p.i - 1; i > 0 && !p.at(i).is("::="); i-- {
		if t := p.at(i); t.is("{") && (t.partner <= 0 || i+t.partner >= p.i) {
			return p.at(i - 1)
		}
	}
	return Token{}
}

// adviceType is advice on what stands where a type should.
func (p *parser) adviceType() string {
	t, before := p.tok(), p.before()
	switch {
	case t.Kind == Lower && before.is("."):
		return " (a field of a class begins with &)"
	case t.Kind == Lower:
		if a := inCapitals(t); a != "" {
			return a
		}
		return " (the name of a type begins with an upper-case letter)"
	case t.is("IMPLICIT"), t.is("EXPLICIT"):
		return " (it stands after the tag: [0] " + t.Text + ")"
	case t.is(":"):
		return " (no colon stands between a name and its type)"
	case t.is("=") && before.is("::="):
		return ` (the sign is "::=")`
	case t.is("<") && before.Kind == Upper:
		return " (parameters stand in braces: P { T })"
	case t.is("("):
		return " (a tag stands in square brackets: [0])"
	case t.is("{"):
		return " (a structure is SEQUENCE { ... })"
	}
	return ""
}

// adviceValue is advice on what stands where a value should.
func (p *parser) adviceValue() string {
	switch t := p.tok(); {
	case t.Kind == Upper && !strings.EqualFold(t.Text, "MIN") && !strings.EqualFold(t.Text, "MAX") && inCapitals(t) != "":
		return inCapitals(t)
	case t.Kind == Upper && !isTypeWord(t.Text):
		return " (the name of a value begins with a lower-case letter)"
	case t.is("<"):
		return " (values in XML are not supported)"
	case t.is("="):
		return " (no sign stands between the name of a component and its value)"
	}
	return ""
}

// adviceList is advice on what stands where a list in braces should go on or end.
func (p *parser) adviceList() string {
	t, before, opener := p.tok(), p.before(), p.opener()
	switch {
	case almost(opener, "SEQUENCE", "SET", "CHOICE", "ENUMERATED") != "" && !isTypeWord(opener.Text):
		return strings.Replace(almost(opener, "SEQUENCE", "SET", "CHOICE", "ENUMERATED"), "?", ", not "+opener.Text+"?", 1)
	case (t.is("OPTIONAL") || t.is("DEFAULT")) && opener.is("CHOICE"):
		return " (an alternative is neither OPTIONAL nor DEFAULT)"
	case (t.is("OPTIONAL") || t.is("DEFAULT")) && (opener.is("SEQUENCE") || opener.is("SET")):
		return " (a component is OPTIONAL or has a DEFAULT, not both)"
	case t.is("DEFINED"):
		return " (it is ANY DEFINED BY ...)"
	case t.is(";"):
		return " (components are separated by commas)"
	case t.is("=") && before.Kind == Lower:
		return " (a number stands in parentheses: " + before.Text + "(1))"
	case t.is("["):
		return " (a tag stands before its type, and a list is a SEQUENCE OF)"
	}
	if a := inCapitals(t); a != "" {
		return a
	}
	return almost(t, "OPTIONAL", "DEFAULT")
}

// adviceConstraint is advice on what stands where a bracket of a constraint, or one itself, should.
func (p *parser) adviceConstraint(what string) string {
	t, before := p.tok(), p.before()
	switch {
	case what == "a constraint" && t.is("@"):
		return " (it is written ({Set}{@id}))"
	case what == `"("` && before.Kind == Lower && p.opener().Kind == Upper:
		return " (each has a number: " + before.Text + "(0))"
	case what == `"("` && (before.is("SIZE") || before.is("FROM")):
		return " (it is written " + before.Text + " (...))"
	case what == `"("` && before.is("COMPONENT"):
		return " (did you mean WITH COMPONENTS?)"
	case what == `")"` && (t.is("-") || t.is("...")) && before.Kind == Number:
		return " (a range is written 0..5)"
	case what == `")"` && before.Kind == Lower:
		return inCapitals(before)
	case what == `")"` && strings.HasPrefix(before.Text, "CONTAIN") && !before.is("CONTAINING"):
		return " (did you mean CONTAINING?)"
	case what == `")"`:
		return almost(before, "PATTERN", "SIZE", "FROM")
	}
	return ""
}

// adviceBetween is advice on what stands where an assignment could.
func (p *parser) adviceBetween() string {
	t, before := p.tok(), p.before()
	if t.is("#") || t.is("/") {
		return ` (a comment begins with "--")`
	}
	switch {
	case t.is(";"):
		return " (no semicolon stands after an assignment)"
	case t.is("["):
		return " (a tag stands before its type, and a list is a SEQUENCE OF)"
	case t.is(".") && before.Kind == Real, t.Kind == Number && before.Kind == Number:
		return " (an OBJECT IDENTIFIER is written { 1 2 3 })"
	case t.Kind != Number && t.Kind != Real && t.Kind != CString && t.Kind != BString && t.Kind != HString && !t.is("{"):
	case before.Kind == Lower && !before.first && !slices.Contains(valueWords, strings.ToUpper(before.Text)):
		return fmt.Sprintf(" (a value of a CHOICE is written %s : ...)", before.Text)
	case before.Kind == Upper && t.Kind == Number:
		return " (a constraint stands in parentheses)"
	}
	return ""
}
