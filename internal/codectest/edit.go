package codectest

import (
	"slices"
	"testing"

	"github.com/dergen/dergen/internal/tlv"
)

// Edit changes elements of b, an encoding with identifiers of one octet, as the script says, and gives what encloses them
// true lengths again: a change of octets alone hardly ever gets past the first wrong length. Each edit takes an octet for
// the element, one for what happens to it, and those that this takes; the script ends where it ends.
func Edit(b, script []byte) []byte {
	next := func() byte {
		if len(script) == 0 {
			return 0
		}
		o := script[0]
		script = script[1:]
		return o
	}
	for n := 0; len(script) > 1 && n < 8; n++ {
		root, ok := parse(b)
		if !ok {
			return b
		}
		all := list(nil, root)
		e := all[int(next())%len(all)]
		switch next() % 12 {
		case 0: // left out
			e.gone = true
		case 1: // twice
			e.copies = 1
		case 2: // many times
			e.copies = int(next())
		case 3: // another identifier
			e.tag = next()
		case 4: // contents with an octet changed
			if len(e.contents) > 0 {
				e.contents = slices.Clone(e.contents)
				e.contents[int(next())%len(e.contents)] = next()
			}
		case 5: // new contents
			n := min(int(next()), len(script))
			e.contents, e.parts, script = script[:n], nil, script[n:]
		case 6: // contents cut short, or none
			e.contents, e.parts = e.contents[:int(next())%(len(e.contents)+1)], nil
		case 7: // an octet more
			e.contents, e.parts = append(slices.Clip(e.flat()), next()), nil
		case 8: // in front of its neighbour, by contents
			if k := slices.Index(all, e); k > 0 {
				p := all[k-1]
				*p, *e = *e, *p
			}
		case 9: // the contents of another one of these
			o := all[int(next())%len(all)]
			e.contents, e.parts = o.flat(), nil
		case 10: // within another tag
			e.contents, e.parts, e.tag = e.bytes(), nil, next()
		case 11: // what is within comes out
			e.open = true
		}
		if b = root.bytes(); len(b) > 1<<13 {
			return b
		}
	}
	return append(slices.Clip(b), script...)
}

// element is one that Edit works on.
type element struct {
	tag      byte
	contents []byte // if parts is nil
	parts    []*element
	copies   int  // more
	gone     bool // not written
	open     bool // contents only
	raw      []byte
	isRaw    bool // raw is written in its place
}

// parse reads b as elements one within the other, as far as they are constructed.
func parse(b []byte) (*element, bool) {
	parts, ok := parseAll(b, 0)
	if !ok || len(parts) != 1 {
		return nil, false
	}
	return parts[0], true
}

func parseAll(b []byte, depth int) (list []*element, ok bool) {
	for i := 0; i < len(b); {
		if i+1 >= len(b) || b[i]&0x1f == 0x1f || b[i+1] == 0x80 || b[i+1] > 0x83 || depth > 60 {
			return nil, false
		}
		if i+2+int(b[i+1]&0x7f)*int(b[i+1]>>7) > len(b) {
			return nil, false
		}
		c, e := header(b, i)
		if e > len(b) {
			return nil, false
		}
		x := &element{tag: b[i], contents: b[c:e]}
		if b[i]&0x20 != 0 {
			if parts, ok := parseAll(b[c:e], depth+1); ok {
				x.parts = parts
			}
		}
		list = append(list, x)
		i = e
	}
	return list, true
}

func list(all []*element, e *element) []*element {
	all = append(all, e)
	for _, p := range e.parts {
		all = list(all, p)
	}
	return all
}

func (e *element) flat() []byte {
	if e.parts == nil {
		return e.contents
	}
	parts := make([][]byte, len(e.parts))
	for k, p := range e.parts {
		parts[k] = p.bytes()
	}
	return slices.Concat(parts...)
}

func (e *element) bytes() []byte {
	if e.isRaw {
		return e.raw
	}
	if e.gone {
		return nil
	}
	b := e.flat()
	if !e.open {
		b = tlv.Element(e.tag, b)
	}
	if len(b) == 0 {
		return b
	}
	return slices.Repeat(b, 1+min(e.copies, 1<<12/len(b)))
}

// Fuzzer decodes octets as one type, again and again with the same value, and says what it must not do. It is for fuzz
// targets.
type Fuzzer struct {
	typ  Type
	used Value
	buf  []byte
}

// NewFuzzer returns one for a type.
func NewFuzzer(typ Type) *Fuzzer { return &Fuzzer{typ, typ.New(), nil} }

// Run decodes b as [Check] does. What is accepted is cloned, read in full and encoded, from a fresh value as well, which
// must be the same. What is refused must be refused by a fresh value in the same words, and leave nothing behind. It
// returns the fresh value if b was accepted.
func (f *Fuzzer) Run(t testing.TB, b []byte) Value {
	t.Helper()
	fresh := f.typ.New()
	before := slices.Clone(b)
	ok := Check(t, f.typ, f.used, b, f.buf)
	err := fresh.UnmarshalDER(b)
	if ok != (err == nil) {
		t.Fatalf("%s: %x: a value that was used before accepts it: %v, a fresh one: %v", f.typ.Name, b, ok, err)
	}
	if !slices.Equal(b, before) {
		t.Fatalf("%s: %x was written to", f.typ.Name, before)
	}
	if !ok {
		if d := NotZero(f.used.Get()); d != "" {
			t.Fatalf("%s: %x is refused and leaves something: %s", f.typ.Name, b, d)
		}
		if again := f.used.UnmarshalDER(b); again == nil || again.Error() != err.Error() {
			t.Fatalf("%s: %x: %v, and then %v", f.typ.Name, b, err, again)
		}
		return nil
	}
	f.buf = slices.Grow(f.buf[:0], len(b)+8)
	clone := fresh.Copy()
	if d := Differ(fresh.Get(), f.used.Get()); d != "" {
		t.Fatalf("%s: %x: a value that was used before differs: %s", f.typ.Name, b, d)
	}
	if d := Differ(fresh.Get(), clone.Get()); d != "" {
		t.Fatalf("%s: %x: the clone differs: %s", f.typ.Name, b, d)
	}
	Read(clone.Get())
	if out, err := clone.MarshalDER(); err != nil || !slices.Equal(out, b) {
		t.Fatalf("%s: %x: the clone is encoded as %x, %v", f.typ.Name, b, out, err)
	}
	return fresh
}
