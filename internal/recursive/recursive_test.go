package recursive

import (
	"bytes"
	"errors"
	"runtime/debug"
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/internal/codectest"
	"github.com/dergen/dergen/internal/tlv"
)

var (
	node   = codectest.Of[Node]("Node")
	chain  = codectest.Of[Chain]("Chain")
	filter = codectest.Of[Filter]("Filter")
	left   = codectest.Of[Left]("Left")
	right  = codectest.Of[Right]("Right")
)

var types = []codectest.Type{node, chain, filter, left, right}

// nested has values of a type that nest, levels times below the outermost.
var nested = []struct {
	name   string
	typ    codectest.Type
	levels int // that the type counts for one of these
	make   func(levels int) []byte
	err    string // what is said one level too deep
}{
	{"children", node, 1, func(n int) []byte {
		return around(n, leaf, func(b []byte) []byte { return tlv.Sequence(tlv.Integer(1), tlv.Sequence(b)) })
	}, "der: Node.children[0].children[0]."},
	{"next", chain, 1, func(n int) []byte {
		return around(n, tlv.Sequence(), func(b []byte) []byte { return tlv.Sequence(append([]byte{0xa0}, b[1:]...)) })
	}, "der: Chain.next.next."},
	{"and", filter, 1, func(n int) []byte {
		return around(n, present, func(b []byte) []byte { return tlv.Explicit(0, b) })
	}, "der: Filter.and[0].and[0]."},
	{"or", filter, 1, func(n int) []byte {
		return around(n, present, func(b []byte) []byte { return tlv.Explicit(1, present, b) })
	}, "der: Filter.or[1].or[1]."},
	{"not", filter, 1, func(n int) []byte {
		return around(n, present, func(b []byte) []byte { return tlv.Explicit(2, b) })
	}, "der: Filter.not.not."},
	{"right and left", left, 2, func(n int) []byte {
		return around(n, tlv.Sequence(), func(b []byte) []byte { return tlv.Sequence(tlv.Explicit(0, tlv.Explicit(1, b))) })
	}, "der: Left.right.left.right.left."},
	{"others", right, 2, func(n int) []byte {
		return around(n, tlv.Set(), func(b []byte) []byte {
			return tlv.Set(tlv.Explicit(2, tlv.Sequence(append([]byte{0xa0}, b[1:]...))))
		})
	}, "der: Right.others[0].right.others[0].right."},
}

var (
	leaf    = tlv.Sequence(tlv.Integer(0))
	present = tlv.Text(0x87, "cn")
)

// around wraps b in n layers.
func around(n int, b []byte, wrap func([]byte) []byte) []byte {
	for range n {
		b = wrap(b)
	}
	return b
}

var samples = func() []codectest.Sample {
	list := []codectest.Sample{
		{Name: "tree", Type: node, DER: tlv.Sequence(tlv.Integer(1), tlv.Sequence(leaf, tlv.Sequence(tlv.Integer(2), tlv.Sequence(leaf, leaf)), tlv.Sequence(tlv.Integer(3), tlv.Sequence())))},
		{Name: "with values", Type: chain, DER: tlv.Sequence(tlv.Text(0x0c, "a"), tlv.Explicit(0, tlv.Text(0x0c, "b"), tlv.Explicit(0)))},
		{Name: "all", Type: filter, DER: tlv.Explicit(0, present, tlv.Explicit(1, present, tlv.Text(0x87, "sn")), tlv.Explicit(2, tlv.Explicit(0)))},
		{Name: "flag", Type: left, DER: tlv.Sequence(tlv.Explicit(0, tlv.Explicit(1, tlv.Sequence(tlv.Boolean(0xff))), tlv.Explicit(2, leafLeft, leafLeft)), tlv.Boolean(0xff))},
		{Name: "additions", Type: right, DER: tlv.Set(tlv.Explicit(2, leafLeft), tlv.Implicit(3, []byte{1}))},
	}
	for _, x := range nested {
		list = append(list, codectest.Sample{Name: x.name, Type: x.typ, DER: x.make(4)})
	}
	return list
}()

var leafLeft = tlv.Sequence()

func TestTypes(t *testing.T)   { codectest.Complete(t, types, samples) }
func TestClone(t *testing.T)   { codectest.Clones(t, samples) }
func TestReaders(t *testing.T) { codectest.Readers(t, samples) }
func TestRooms(t *testing.T)   { codectest.Rooms(t, samples) }
func TestValues(t *testing.T)  { codectest.Values(t, samples) }

func TestMutate(t *testing.T) {
	for _, s := range samples {
		t.Run(s.Type.Name+"/"+s.Name, func(t *testing.T) { codectest.Mutate(t, s.Type, s.DER) })
	}
}

// TestDepth: a value of der.MaxDepth levels is decoded and encoded, one of another level is not, either way.
func TestDepth(t *testing.T) {
	for _, x := range nested {
		most := der.MaxDepth / x.levels
		v := x.typ.New()
		if b := x.make(most); !codectest.Check(t, x.typ, v, b, nil) {
			t.Errorf("%s, %s: %d levels are refused: %v", x.typ.Name, x.name, most, v.UnmarshalDER(b))
		}
		codectest.Read(v.Copy().Get())
		b := x.make(most + 1)
		err := v.UnmarshalDER(b)
		if !errors.Is(err, der.ErrDepth) || len(err.Error()) < len(x.err) || err.Error()[:len(x.err)] != x.err {
			t.Errorf("%s, %s: %d levels: %v", x.typ.Name, x.name, most+1, err)
			continue
		}
		codectest.CheckError(t, x.typ, b, err)
		if d := codectest.NotZero(v.Get()); d != "" {
			t.Errorf("%s, %s: something is left: %s", x.typ.Name, x.name, d)
		}
	}
	// The whole text, once.
	err := new(Filter).UnmarshalDER(nested[4].make(101))
	want := "der: Filter" + string(bytes.Repeat([]byte(".not"), 101)) + ": byte 241: nested too deeply"
	if err == nil || err.Error() != want {
		t.Errorf("%v, not %s", err, want)
	}
	// Encoding what nests too deeply.
	var f Filter
	f.SetPresent([]byte("cn"))
	for range 101 {
		var g Filter
		g.SetNot(f)
		f = g
	}
	if _, err := f.MarshalDER(); !errors.Is(err, der.ErrDepth) {
		t.Errorf("encoding 101 levels: %v", err)
	}
}

// TestStack: 100,000 levels are refused before they use up 256 KiB of stack.
func TestStack(t *testing.T) {
	defer debug.SetMaxStack(debug.SetMaxStack(256 << 10))
	for _, tag := range []byte{0x30, 0x31, 0xa0, 0xa1, 0xa2} {
		deep := codectest.Nest(tag, 100_000, nil)
		for _, typ := range types {
			accepted := codectest.Check(t, typ, typ.New(), deep, nil)
			// What a Right does not know, since it is extensible, it keeps without looking inside.
			if extensible := typ.Name == right.Name && tag == 0x31; accepted != extensible {
				t.Errorf("%s of 100,000 levels of %02x is accepted: %v", typ.Name, tag, accepted)
			}
		}
	}
	for _, x := range nested {
		v := x.typ.New()
		codectest.Check(t, x.typ, v, x.make(der.MaxDepth/x.levels), nil)
		v.Copy() // not Read, since reflection takes more stack than that
	}
}

// large is many values that nest as deep as they may, in a list where the type has one.
func large(x int) func(n int) []byte {
	return func(n int) []byte {
		inner := nested[x].make(der.MaxDepth/nested[x].levels - 1)
		list := bytes.Repeat(inner, max(1, n/len(inner)))
		switch nested[x].typ.Name {
		case "Node":
			return tlv.Sequence(tlv.Integer(1), tlv.Sequence(list))
		case "Filter":
			return tlv.Explicit(0, list)
		}
		return inner
	}
}

// TestAllocation and TestTime: what nests is decoded in room and time that grow with its size.
func TestAllocation(t *testing.T) {
	for k, x := range nested {
		codectest.Allocation(t, x.typ, x.name, large(k)(1<<18))
	}
}

func TestTime(t *testing.T) {
	for k, x := range nested {
		codectest.Fast(t, codectest.Hostile{Name: x.name, Type: x.typ, Make: large(k)}, time.Second)
	}
}

// TestReuse: the room of nested lists and alternatives is kept. (An optional component that nests is a pointer, which is
// nil where it is absent: its room is not.)
func TestReuse(t *testing.T) {
	byType := map[string][][]byte{}
	for _, s := range samples {
		byType[s.Type.Name] = append(byType[s.Type.Name], s.DER)
	}
	for _, typ := range []codectest.Type{node, filter} {
		codectest.Alternate(t, typ, byType[typ.Name]...)
		for _, b := range byType[typ.Name] {
			codectest.AfterBad(t, typ, b)
		}
	}
}
