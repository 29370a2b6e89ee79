package rfc5912

import (
	"bytes"
	"runtime/debug"
	"testing"
	"time"

	"github.com/dergen/dergen/internal/codectest"
	"github.com/dergen/dergen/internal/tlv"
)

// TestMutate puts an encoding of each type through every small change.
func TestMutate(t *testing.T) {
	t.Parallel()
	for _, s := range samples {
		t.Run(s.Type.Name+"/"+s.Name, func(t *testing.T) { codectest.Mutate(t, s.Type, s.DER) })
	}
}

func TestClone(t *testing.T)   { codectest.Clones(t, samples) }
func TestReaders(t *testing.T) { codectest.Readers(t, samples) }
func TestRooms(t *testing.T)   { codectest.Rooms(t, samples) }
func TestCapped(t *testing.T)  { codectest.Capped(t, samples) }
func TestValues(t *testing.T)  { codectest.Values(t, samples) }

// TestReuse: a value that has decoded messages with and without each optional component decodes them again without
// allocating, and so it does after messages that were refused. The DEFAULT values of RSASSA-PSS-params are made anew
// each time. An OBJECT IDENTIFIER that no module names is a string of its own whenever it comes anew.
func TestReuse(t *testing.T) {
	byType := map[string][][]byte{}
	for _, s := range samples {
		if s.Type.Name == rsassaPSSParams.Name || bytes.Contains(s.DER, []byte("\x2a\x03")) || bytes.Contains(s.DER, []byte("\x06\x01\x2a")) {
			continue
		}
		byType[s.Type.Name] = append(byType[s.Type.Name], s.DER)
		codectest.AfterBad(t, s.Type, s.DER)
	}
	for _, typ := range types {
		if list := byType[typ.Name]; typ.Name != generalName.Name {
			codectest.Alternate(t, typ, list...)
			continue
		}
		// The alternatives of this CHOICE that are no views share their room: one after another they cost an allocation.
		for _, b := range byType[typ.Name] {
			codectest.Alternate(t, typ, b)
		}
		codectest.Alternate(t, generalNameView, byType[typ.Name]...)
	}
}

// TestClaimedLengths: an element that claims 2 GiB, 4 GiB or more is refused.
func TestClaimedLengths(t *testing.T) {
	for _, s := range samples {
		v := s.Type.New()
		for _, b := range codectest.Claims(s.DER, func(element []byte) bool { return bytes.Equal(element, sha512) }) {
			if codectest.Check(t, s.Type, v, b, nil) {
				t.Errorf("%s: %x is accepted", s.Type.Name, b)
			}
		}
	}
}

// TestAllocationBound: no input makes a decoder allocate more than 64 octets for each of its own, and 4 KiB.
func TestAllocationBound(t *testing.T) {
	for _, h := range hostile {
		for _, n := range []int{1 << 8, 1 << 12, 1 << 16, 1 << 20} {
			b := h.Make(n)
			if err := h.Type.New().UnmarshalDER(b); (err == nil) != h.OK && n == 1<<20 {
				t.Errorf("%s, %s: %v", h.Type.Name, h.Name, err)
			}
			codectest.Allocation(t, h.Type, h.Name, b)
		}
	}
	for _, s := range samples {
		codectest.Allocation(t, s.Type, s.Name, s.DER)
	}
}

// TestTime: 1 MiB of anything takes less than 50 ms, and time grows with the size.
func TestTime(t *testing.T) {
	for _, h := range hostile {
		codectest.Fast(t, codectest.Hostile(h), 50*time.Millisecond)
	}
}

// TestStack: 100,000 levels of nesting take little stack, since no type here contains itself and ANY is not walked.
func TestStack(t *testing.T) {
	defer debug.SetMaxStack(debug.SetMaxStack(256 << 10))
	for _, tag := range []byte{0x30, 0x31, 0xa0, 0xa1, 0xa4} {
		deep := codectest.Nest(tag, 100_000, nil)
		for _, typ := range types {
			codectest.Check(t, typ, typ.New(), deep, nil)
		}
		for _, s := range []hostileInput{
			{Type: name, Make: func(int) []byte { return tlv.Sequence(tlv.Set(tlv.Sequence(tlv.OID("\x2a"), deep))) }},
			{Type: generalName, Make: func(int) []byte { return tlv.Explicit(0, tlv.OID("\x2a"), tlv.Explicit(0, deep)) }},
			{Type: algorithmIdentifier, Make: func(int) []byte { return tlv.Sequence(tlv.OID("\x2a"), deep) }},
		} {
			v := s.Type.New()
			if !codectest.Check(t, s.Type, v, s.Make(0), nil) {
				t.Errorf("%s is refused", s.Type.Name)
			}
			codectest.Read(v.Copy().Get())
		}
	}
}

type hostileInput struct {
	Name string
	Type codectest.Type
	Make func(size int) []byte
	OK   bool
}

// hostile are inputs that are meant to cost a lot.
var hostile = []hostileInput{
	{"small RDNs", name, func(n int) []byte { return tlv.Sequence(many(n, tinyRDN)) }, true},
	{"one RDN", name, func(n int) []byte { return tlv.Sequence(tlv.Set(many(n, tinyAttribute))) }, true},
	{"empty RDNs", name, func(n int) []byte { return tlv.Sequence(many(n, tlv.Set())) }, false},
	{"small RDNs", nameView, func(n int) []byte { return tlv.Sequence(many(n, tinyRDN)) }, true},
	{"small names", generalNames, func(n int) []byte { return tlv.Sequence(many(n, tlv.Implicit(2))) }, true},
	{"empty names", generalNames, func(n int) []byte { return tlv.Sequence(many(n, tlv.Explicit(4, tlv.Sequence()))) }, true},
	{"X.400 addresses", generalNames, func(n int) []byte { return tlv.Sequence(many(n, tlv.Explicit(3, tlv.Sequence()))) }, true},
	{"small extensions", extensions, func(n int) []byte { return tlv.Sequence(many(n, tlv.Sequence(tlv.OID("\x2a"), tlv.Octets()))) }, true},
	{"small descriptions", authorityInfoAccessSyntax, func(n int) []byte {
		return tlv.Sequence(many(n, tlv.Sequence(tlv.OID("\x2a"), tlv.Implicit(2))))
	}, true},
	{"too many attributes", orAddress, func(n int) []byte {
		return tlv.Sequence(tlv.Sequence(), tlv.Set(many(n, tlv.Sequence(tlv.Implicit(0, []byte{1}), tlv.Explicit(1, tlv.Null())))))
	}, false},
	{"too many addresses", presentationAddress, func(n int) []byte { return tlv.Sequence(tlv.Explicit(3, tlv.Set(many(n, tlv.Octets())))) }, true},
	{"long BMPString", x520name, func(n int) []byte { return tlv.Element(0x1e, make([]byte, n)) }, false},
	{"long UTF8String", x520name, func(n int) []byte { return tlv.Text(0x0c, string(bytes.Repeat([]byte("\u00e9"), n/2))) }, false},
	{"long DNS name", generalName, func(n int) []byte { return tlv.Text(0x82, string(bytes.Repeat([]byte("x"), n))) }, true},
	{"long identifier", generalName, func(n int) []byte { return tlv.Implicit(8, bytes.Repeat([]byte{3}, n)) }, true},
	{"long integer", dsaSigValue, func(n int) []byte { return tlv.Sequence(tlv.Integer(bytes.Repeat([]byte{0x55}, n)...), tlv.Integer(1)) }, true},
}

// The smallest elements of their types.
var (
	tinyAttribute = tlv.Sequence(tlv.OID("\x2a"), tlv.Null())
	tinyRDN       = tlv.Set(tinyAttribute)
)

func many(n int, element []byte) []byte { return bytes.Repeat(element, max(1, n/len(element))) }

// BenchmarkHostile has the figures behind TestTime.
func BenchmarkHostile(b *testing.B) {
	for _, h := range hostile {
		b.Run(h.Type.Name+"/"+h.Name, func(b *testing.B) {
			in := h.Make(1 << 20)
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				h.Type.New().UnmarshalDER(in)
			}
		})
	}
}
