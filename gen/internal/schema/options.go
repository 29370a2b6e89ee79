package schema

import (
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// choice is a type that an option names.
type chosen struct {
	option string // "-raw"
	text   string // as it was given
	module string // "" is any
	name   string
	used   bool
}

// readOptions takes the names of types apart.
func (c *checker) readOptions() {
	read := func(option string, texts []string) []*chosen {
		var list []*chosen
		for _, text := range texts {
			ch := &chosen{option: option, text: text, name: text}
			if m, rest, ok := strings.Cut(text, "."); ok && c.hasModule(m) {
				ch.module, ch.name = m, rest
			}
			list = append(list, ch)
		}
		return list
	}
	c.raw = read("-raw", c.options.Raw)
	c.view = read("-view", c.options.View)
	c.keep = read("-keep", c.options.Keep)
	c.only = read("-type", c.options.Types)
}

func (c *checker) hasModule(name string) bool {
	for _, m := range c.modules {
		if m.out.Name == name {
			return true
		}
	}
	return false
}

// choose sets on a Def what the options say of it, or what the package says that holds it already.
func (c *checker) choose(d *Def) {
	d.Raw = c.isChosen(c.raw, d)
	d.View = c.isChosen(c.view, d)
	d.Keep = c.isChosen(c.keep, d)
	if p := c.options.Imports[d.Module.Name]; p != nil {
		t := p.Types[d.Name]
		d.Raw, d.View, d.Keep = t.Raw, t.View, t.Keep
	}
}

func (c *checker) isChosen(list []*chosen, d *Def) bool {
	found := false
	for _, ch := range list {
		if ch.name == d.Name && (ch.module == "" || ch.module == d.Module.Name) {
			ch.used, found = true, true
		}
	}
	return found
}

// checkOptions reports names that no type has, and what cannot be chosen for a type.
func (c *checker) checkOptions() {
	var nowhere syntax.Pos
	for _, list := range [][]*chosen{c.raw, c.view, c.keep} {
		for _, ch := range list {
			if !ch.used && !c.namesType(ch) {
				c.fault(nowhere, "%s %s: there is no such type%s", ch.option, ch.text, c.nearType(ch.name))
			}
		}
	}
	for _, d := range c.allDefs() {
		k := d.Type.Base().Kind
		switch {
		case d.Raw && d.View:
			c.fault(d.At, "%s is given to -raw and to -view", d.Name)
		case d.Keep && (d.Raw || d.View):
			c.fault(d.At, "-keep %s: it is kept as octets already", d.Name)
		case d.Keep && k != Sequence && k != Set && k != 0:
			c.fault(d.At, "-keep %s: only a SEQUENCE or SET keeps its octets", d.Name)
		}
		if d.Keep && d.Type.Def != nil {
			c.fault(d.At, "-keep %s: it is another name for %s, give that one", d.Name, d.Type.Def.Name)
		}
	}
}

// namesType says whether an option names a type that exists, although nothing here uses it.
func (c *checker) namesType(ch *chosen) bool {
	for _, m := range c.modules {
		if s := m.symbols[ch.name]; s != nil && (ch.module == "" || ch.module == m.out.Name) && c.kindOf(s) == typeKind {
			return true
		}
	}
	return false
}

// roots are the Defs that are emitted in any case: those that -type names, or every type of the roots.
func (c *checker) rootDefs() []*Def {
	var list []*Def
	if len(c.only) == 0 {
		for _, d := range c.tops {
			i := c.info[d]
			if i.symbol != nil && i.symbol.module.root && i.symbol.def == d {
				list = append(list, d)
			}
		}
		return list
	}
	for _, ch := range c.only {
		found := false
		for _, m := range c.modules {
			s := m.symbols[ch.name]
			if s == nil || ch.module != "" && ch.module != m.out.Name || ch.module == "" && !m.root || c.kindOf(s) != typeKind {
				continue
			}
			found = true
			if d := c.typeOption(s, ch); d != nil {
				list = append(list, d)
			}
		}
		if !found {
			c.fault(syntax.Pos{}, "-type %s: there is no such type%s", ch.text, c.nearType(ch.name))
		}
	}
	return list
}

// typeOption is the Def of a type that -type names. Of a parameterised type it is the one that its instances share.
func (c *checker) typeOption(s *symbol, ch *chosen) *Def {
	if s.assigned.Params == nil {
		return c.defOf(s)
	}
	if shared := c.shared[s]; len(shared) > 0 {
		return shared[0].def
	}
	args := c.openArgs(s)
	if args == nil {
		c.fault(s.assigned.Name.At, "-type %s: it is parameterised, and nothing here uses it with actual parameters", ch.text)
		return nil
	}
	t := c.parameterised(s, &syntax.Ref{Name: s.assigned.Name, Args: args}, s.module.env, place{})
	c.drain()
	return t.Def
}

// nearType suggests another type of the roots.
func (c *checker) nearType(name string) string {
	best, at := "", syntax.Nearness(name)
	for _, m := range c.modules {
		for _, s := range m.order {
			if d := syntax.Distance(s.assigned.Name.Text, name, at); m.root && d < at && c.kindOf(s) == typeKind {
				best, at = s.assigned.Name.Text, d
			}
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}
