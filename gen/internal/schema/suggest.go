package schema

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// brokenAssignment says whether a name is assigned in the text of a module, but in a way that could not be read: that
// was reported already.
func (c *checker) brokenAssignment(m *module, name string) bool {
	if !c.unread && c.options.Unread == nil || m.syntax.File == nil {
		return false
	}
	src := m.text()
	for at := 0; ; {
		i := bytes.Index(src[at:], []byte(name))
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(name)
		at = to
		line := src[bytes.LastIndexByte(src[:from], '\n')+1 : from]
		if len(bytes.TrimSpace(line)) > 0 || to < len(src) && isNameByte(src[to]) {
			continue
		}
		rest := src[to:min(to+200, len(src))]
		if j := bytes.Index(rest, []byte("::=")); j >= 0 && !bytes.Contains(rest[:j], []byte("\n\n")) {
			return c.unread || c.options.Unread(m.syntax)
		}
	}
}

// text is the text of a module, up to its END.
func (m *module) text() []byte {
	src := m.syntax.File.Src
	from := m.syntax.Name.At.Off
	last := from
	if n := len(m.syntax.Assignments); n > 0 {
		last = m.syntax.Assignments[n-1].To.Off
	}
	if last < from || last > len(src) {
		return nil
	}
	if i := bytes.Index(src[last:], []byte("\nEND")); i >= 0 {
		return src[from : last+i]
	}
	return src[from:]
}

func isNameByte(b byte) bool {
	return isCapital(b) || isSmall(b) || '0' <= b && b <= '9' || b == '-'
}

// guess finds the one definition at hand of a name which m lacks: first in the modules that m imports from, then in
// what these import, then in all. nil if there is none or more than one.
func (c *checker) guess(m *module, name string) *symbol {
	defined := func(f *module) *symbol { return f.symbols[name] }
	imported := func(f *module) *symbol {
		for _, i := range f.imports[name] {
			if s := c.through(i, f, nil); s != nil {
				return s
			}
		}
		return nil
	}
	for _, step := range []struct {
		among []*module
		in    func(*module) *symbol
	}{{m.sources, defined}, {m.sources, imported}, {c.modules, defined}} {
		var found *symbol
		for _, f := range step.among {
			s := step.in(f)
			if s == nil || s == found {
				continue
			}
			if found != nil {
				return nil
			}
			found = s
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// inOtherCapitals finds the one name of a module that differs from name in nothing but capitals behind the first letter.
func (c *checker) inOtherCapitals(e *env, name string) *symbol {
	var found *symbol
	try := func(s string) bool {
		if s == name || !strings.EqualFold(s, name) || upperFirst(s) != upperFirst(name) {
			return true
		}
		_, t := c.lookup(e, s)
		if t == nil || found != nil && t != found {
			return false
		}
		found = t
		return true
	}
	for _, s := range e.module.order {
		if !try(s.assigned.Name.Text) {
			return nil
		}
	}
	for _, i := range e.module.syntax.Imports {
		for _, s := range i.Symbols {
			if !try(s.Text) {
				return nil
			}
		}
	}
	return found
}

// taken says, after a name or "it", where the definition comes from that was guessed for it.
func (c *checker) taken(s *symbol, name string) string {
	for _, m := range c.modules {
		if m != s.module && m.symbols[name] != nil {
			return "is taken from " + s.module.out.Name + ", the nearest of those that define it"
		}
	}
	return "is taken from " + s.module.out.Name + ", which alone defines it"
}

// hint says what to do about a name that m does not define.
func (c *checker) hint(m *module, name, what string) string {
	var at []string
	for _, f := range c.modules {
		if f != m && f.symbols[name] != nil {
			at = append(at, f.out.Name)
		}
	}
	if what == "" {
		what = "definition"
	}
	if len(at) == 0 {
		at = c.exporters(name)
	}
	switch {
	case len(at) == 1:
		return "; " + at[0] + " exports a " + what + " of that name: add it to IMPORTS"
	case len(at) > 1:
		return "; " + strings.Join(at, " and ") + " export a " + what + " of that name: add one of them to IMPORTS"
	}
	near := c.near(m, name)
	if w := strings.ToUpper(name); near == "" && slices.Contains([]string{"TRUE", "FALSE", "NULL", "MIN", "MAX"}, w) {
		near = w
	}
	if near != "" {
		return "; did you mean " + near + "?"
	}
	return ""
}

// exporters are the modules that nothing is imported from so far, and that export a name.
func (c *checker) exporters(name string) []string {
	var list []string
	for _, m := range c.others() {
		defines := slices.ContainsFunc(m.Assignments, func(a *syntax.Assignment) bool { return a.Name.Text == name })
		exports := m.ExportsAll || slices.ContainsFunc(m.Exports, func(n syntax.Name) bool { return n.Text == name })
		if defines && exports && !slices.Contains(list, m.Name.Text) {
			list = append(list, m.Name.Text)
		}
	}
	return list
}

func (c *checker) others() []*syntax.Module {
	if c.options.Others == nil {
		return nil
	}
	return c.options.Others()
}

// moduleHint says what to do about a module that is not found.
func (c *checker) moduleHint(name string) string {
	best, bestAt := "", syntax.Nearness(name)
	letters := func(s string) string { return strings.TrimRight(s, "0123456789") }
	try := func(s string) {
		if letters(s) == letters(name) {
			return // PKCS-8 for PKCS-7: another one, not a slip
		}
		if d := syntax.Distance(s, name, bestAt); d < bestAt {
			best, bestAt = s, d
		}
	}
	for _, m := range c.modules {
		try(m.out.Name)
	}
	for _, m := range c.others() {
		try(m.Name.Text)
	}
	const advice = ": give its file too, or its folder with -I"
	if best != "" {
		return advice + "; or did you mean " + best + "?"
	}
	return advice
}

// near is a name of m that differs from name in a letter or two, "" if there is none.
func (c *checker) near(m *module, name string) string {
	best, bestAt := "", syntax.Nearness(name)
	try := func(s string) {
		if upperFirst(s) == upperFirst(name) {
			if d := syntax.Distance(s, name, bestAt); d < bestAt {
				best, bestAt = s, d
			}
		}
	}
	for _, s := range m.order {
		try(s.assigned.Name.Text)
	}
	for _, i := range m.syntax.Imports {
		for _, s := range i.Symbols {
			try(s.Text)
		}
	}
	if best == "" && upperFirst(name) {
		return nearBuiltin(name)
	}
	return best
}

// foreign are the names that other languages have for what ASN.1 has under another.
var foreign = map[string]string{
	"int": "INTEGER", "int32": "INTEGER", "int64": "INTEGER", "uint": "INTEGER", "uint8": "INTEGER", "uint32": "INTEGER", "uint64": "INTEGER",
	"long": "INTEGER", "short": "INTEGER", "number": "INTEGER", "bool": "BOOLEAN", "float": "REAL", "double": "REAL", "byte": "OCTET STRING",
	"bytes": "OCTET STRING", "octets": "OCTET STRING", "string": "UTF8String", "utf8": "UTF8String", "oid": "OBJECT IDENTIFIER",
	"enum": "ENUMERATED", "struct": "SEQUENCE", "union": "CHOICE",
}

// nearBuiltin is a built-in type that differs from name in capitals, spaces, or a letter or two: for Integer, OctetString.
func nearBuiltin(name string) string {
	if b := foreign[strings.ToLower(name)]; b != "" {
		return b
	}
	plain := func(s string) string { return strings.ToLower(strings.NewReplacer(" ", "", "-", "").Replace(s)) }
	best, bestAt := "", syntax.Nearness(name)
	for _, b := range slices.Sorted(maps.Keys(builtins)) {
		if d := syntax.Distance(plain(b), plain(name), bestAt); d < bestAt {
			best, bestAt = b, d
		}
	}
	return best
}
