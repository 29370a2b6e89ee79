package schema

// findCycles marks the Defs that reach themselves, and the components through which their Go types would have no end:
// these become pointers.
func (c *checker) findCycles(defs []*Def) {
	for _, group := range cycles(defs, holds) {
		for _, d := range group {
			d.Recursive = true
		}
	}
	for _, group := range cycles(defs, embeds) {
		in := make(map[*Def]bool, len(group))
		for _, d := range group {
			in[d] = true
		}
		for _, d := range group {
			t := d.Type
			if t.Def != nil {
				continue
			}
			for _, k := range t.Components {
				if k.Type.Def != nil && in[k.Type.Def] && (k.Optional || t.Kind == Choice) {
					k.Pointer = true
				}
			}
		}
	}
}

// checkEnds reports types whose values have no end, and Go types that have none.
func (c *checker) checkEnds(defs []*Def) {
	endless := false
	for _, d := range defs {
		if d.MinSize == maxMinSize && c.info[d].parent == nil {
			c.fault(d.At, "%s holds itself and cannot do without: its values have no end", d.Name)
			endless = true
		}
	}
	if endless {
		return
	}
	for _, group := range cycles(defs, embeds) {
		d := group[len(group)-1]
		c.fault(d.At, "%s holds itself as a component with a DEFAULT value, which is not supported", d.Name)
	}
}

// holds is the Defs that the values of d may hold, in lists too.
func holds(d *Def) []*Def {
	var list []*Def
	var add func(t *Type)
	add = func(t *Type) {
		switch {
		case t == nil:
		case t.Def != nil:
			list = append(list, t.Def)
		default:
			for _, k := range t.Components {
				add(k.Type)
			}
			add(t.Elem)
		}
	}
	if !d.Raw {
		add(d.Type)
	}
	return list
}

// embeds is the Defs whose Go value lies within that of d: not behind a slice, a pointer, or octets.
func embeds(d *Def) []*Def {
	switch {
	case d.Raw:
		return nil
	case d.Type.Def != nil:
		return []*Def{d.Type.Def}
	}
	var list []*Def
	for _, k := range d.Type.Components {
		if o := k.Type.Def; o != nil && !o.View && !o.Raw && !k.Pointer {
			list = append(list, o)
		}
	}
	return list
}

// cycles is the groups of Defs that reach each other, or themselves, in the order in which they are found (Tarjan).
func cycles(defs []*Def, next func(*Def) []*Def) [][]*Def {
	type node struct {
		index, low int
		on         bool
	}
	nodes := make(map[*Def]*node)
	var stack []*Def
	var groups [][]*Def
	var visit func(d *Def) *node
	visit = func(d *Def) *node {
		n := &node{index: len(nodes) + 1, low: len(nodes) + 1, on: true}
		nodes[d] = n
		stack = append(stack, d)
		self := false
		for _, o := range next(d) {
			self = self || o == d
			if m := nodes[o]; m == nil {
				n.low = min(n.low, visit(o).low)
			} else if m.on {
				n.low = min(n.low, m.index)
			}
		}
		if n.low == n.index {
			i := len(stack) - 1
			for stack[i] != d {
				i--
			}
			group := append([]*Def(nil), stack[i:]...)
			stack = stack[:i]
			for _, o := range group {
				nodes[o].on = false
			}
			if len(group) > 1 || self {
				groups = append(groups, group)
			}
		}
		return n
	}
	for _, d := range defs {
		if nodes[d] == nil {
			visit(d)
		}
	}
	return groups
}
