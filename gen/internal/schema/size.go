package schema

import "math/big"

// maxMinSize is the MinSize of a type that holds itself without end; others that need as much have one less.
const maxMinSize = 1 << 20

// addMinSize is a+b, where either may have no end.
func addMinSize(a, b int) int {
	if a == maxMinSize || b == maxMinSize {
		return maxMinSize
	}
	return min(a+b, maxMinSize-1)
}

// measure finds the recursive types and the sizes of all.
func (c *checker) measure(m *Model) {
	var defs []*Def
	seen := make(map[*Def]bool)
	var gather func(d *Def)
	gather = func(d *Def) {
		if seen[d] {
			return
		}
		seen[d] = true
		defs = append(defs, d)
		for _, o := range holds(d) {
			gather(o)
		}
	}
	for _, mod := range m.Modules {
		for _, d := range mod.Defs {
			gather(d)
		}
		for _, t := range mod.Decodes {
			gather(t.Struct)
			for _, k := range t.Cases {
				if k.Type.Def != nil {
					gather(k.Type.Def)
				}
			}
		}
	}
	c.findCycles(defs)
	for _, d := range defs {
		d.MinSize = maxMinSize
	}
	for changed := true; changed; {
		changed = false
		for i := len(defs) - 1; i >= 0; i-- {
			d := defs[i]
			n := max(min(minSize(d.Type), maxMinSize), 1)
			if d.Raw {
				n = 2
			}
			if n < d.MinSize {
				d.MinSize, changed = n, true
			}
		}
	}
	c.checkEnds(defs)
	s := sizer{sizes: make(map[*Def]layout), lists: make(map[*Def]bool)}
	for _, d := range defs {
		d.GoSize = s.def(d).size
		d.Capacity = s.hasList(d)
	}
}

// minSize is the smallest number of octets of an encoding. Of the constraints, the number of elements counts: where a
// decoder is told not to check it, a list of smaller ones is only allocated in more steps.
func minSize(t *Type) int {
	n := 0
	switch {
	case t.Def != nil && t.Def.Raw:
		n = 2 - 2*min(len(t.Tags), 1)
	case t.Def != nil:
		n = t.Def.MinSize
		if n < maxMinSize {
			for _, tag := range t.Def.Type.Tags {
				n = contentsOf(n, tag)
			}
		}
	default:
		n = minContents(t)
	}
	for i := len(t.Tags) - 1; i >= 0; i-- {
		n = addMinSize(n, tagSize(t.Tags[i])+lengthSize(n))
	}
	return n
}

// contentsOf is the number of contents octets of an element of n octets.
func contentsOf(n int, tag Tag) int {
	n -= tagSize(tag)
	for k := 1; k <= 4; k++ {
		if lengthSize(n-k) == k {
			return n - k
		}
	}
	return 0
}

func tagSize(t Tag) int {
	if t.Number < 31 {
		return 1
	}
	return 1 + len(base128(new(big.Int).SetUint64(uint64(t.Number))))
}

func lengthSize(n int) int {
	k := 1
	if n >= 0x80 {
		for ; n > 0; n >>= 8 {
			k++
		}
	}
	return k
}

// minContents is the smallest number of contents octets; of a CHOICE or an open type, of the whole element.
func minContents(t *Type) int {
	switch t.Kind {
	case Null, Real, OctetString:
		return 0
	case SequenceOf, SetOf:
		return minElements(t)
	case Open:
		return 2
	case UTCTime:
		return len("yymmddhhmmssZ")
	case GeneralizedTime:
		return len("yyyymmddhhmmssZ")
	case Date:
		return len("yyyymmdd")
	case TimeOfDay:
		return len("hhmmss")
	case DateTime:
		return len("yyyymmddhhmmss")
	case Boolean, Integer, Enumerated, BitString, OID, RelativeOID:
		return 1
	case Choice:
		n := maxMinSize
		for _, k := range t.Components {
			n = min(n, minSize(k.Type))
		}
		return n
	case Sequence, Set:
		n := 0
		for _, k := range t.Components {
			if !k.Optional && k.Default == nil {
				n = addMinSize(n, minSize(k.Type))
			}
		}
		return n
	}
	return 0
}

// minElements is the smallest number of octets that the elements of a list have.
func minElements(t *Type) int {
	if t.Constraint == nil || t.Elem == nil {
		return 0
	}
	least := ranges(t.Constraint.Size).min()
	if least == nil || least.Sign() == 0 {
		return 0
	}
	each := minSize(t.Elem)
	if each == maxMinSize {
		return each
	}
	if !least.IsInt64() || least.Int64() > maxMinSize {
		return maxMinSize - 1
	}
	return min(int(least.Int64())*each, maxMinSize-1)
}

// layout is the octets of a Go value on a 64-bit machine, and what its address is a multiple of.
type layout struct{ size, align int }

type sizer struct {
	sizes map[*Def]layout
	lists map[*Def]bool
}

func (s *sizer) def(d *Def) layout {
	if l, ok := s.sizes[d]; ok {
		return l
	}
	s.sizes[d] = layout{8, 8}
	l := layout{24, 8}
	if !d.Raw {
		l = s.body(d.Type, d.Keep)
	}
	s.sizes[d] = l
	return l
}

// body is the value of a type that a Def is defined as.
func (s *sizer) body(t *Type, keep bool) layout {
	if t.Def != nil || t.Kind != Sequence && t.Kind != Set && t.Kind != Choice {
		return s.use(t)
	}
	l := layout{0, 1}
	put := func(f layout) {
		if f.size == 0 {
			return
		}
		l.align = max(l.align, f.align)
		l.size = roundUp(l.size, f.align) + f.size
	}
	if keep {
		put(layout{24, 8})
	}
	if t.Kind == Choice {
		put(layout{1, 1})
	}
	for _, k := range t.Components {
		f := s.use(k.Type)
		switch {
		case k.Pointer:
			f = layout{8, 8}
		case k.Optional:
			f = layout{roundUp(f.size+1, f.align), f.align}
		}
		put(f)
	}
	if t.Extensible {
		put(layout{24, 8})
	}
	l.size = roundUp(l.size, l.align)
	return l
}

func roundUp(n, align int) int { return (n + align - 1) / align * align }

// use is the value of a type where it is used.
func (s *sizer) use(t *Type) layout {
	switch {
	case t.Def != nil && (t.Def.Raw || t.Def.View):
		return layout{24, 8}
	case t.Def != nil:
		return s.def(t.Def)
	}
	switch t.Kind {
	case Boolean:
		return layout{1, 1}
	case Null:
		return layout{0, 1}
	case Integer:
		if len(t.Numbers) > 0 || t.Constraint != nil && fitsWord(t.Constraint.Value) {
			return layout{8, 8}
		}
	case Enumerated:
		return layout{8, 8}
	case OID:
		return layout{16, 8}
	case BitString:
		return layout{32, 8}
	}
	return layout{24, 8}
}

// fitsWord says whether numbers in these ranges fit int64 or uint64.
func fitsWord(list []Range) bool {
	r := ranges(list)
	if len(r) == 0 || r.min() == nil || r.max() == nil {
		return false
	}
	return r.min().IsInt64() && r.max().IsInt64() || r.min().IsUint64() && r.max().IsUint64()
}

// hasList says whether the Go value of d holds a slice of elements, not behind a pointer.
func (s *sizer) hasList(d *Def) bool {
	if b, ok := s.lists[d]; ok {
		return b
	}
	s.lists[d] = false
	found := false
	if !d.Raw && d.Type.Def == nil {
		found = d.Type.Kind == SequenceOf || d.Type.Kind == SetOf
		for _, k := range d.Type.Components {
			found = found || k.Type.Def == nil && (k.Type.Kind == SequenceOf || k.Type.Kind == SetOf)
		}
	}
	for _, o := range embeds(d) {
		found = found || s.hasList(o)
	}
	s.lists[d] = found
	return found
}
