package codectest

import (
	"bytes"
	"testing"
)

// Mutate puts b, an encoding of typ, through small changes, and checks each as [Check] does: every prefix (which must be
// refused), every bit turned over, every value of every octet, every octet left out, every octet twice, an octet more at
// the end (refused). One value decodes them all; after a refusal all that can be read in it must be as in a zero value
// (in every 31st case, since that takes longest), and at the end it decodes b as a fresh one does.
func Mutate(t testing.TB, typ Type, b []byte) {
	t.Helper()
	m := mutation{t: t, typ: typ, v: typ.New(), buf: make([]byte, 0, 2*len(b)+16)}
	if !m.check(b) {
		t.Fatalf("%s: %x is refused: %v", typ.Name, b, m.v.UnmarshalDER(b))
	}
	for n := range b {
		if m.check(b[:n:n]) {
			t.Errorf("%s: %d octets of %x are accepted", typ.Name, n, b)
		}
	}
	if m.check(append(bytes.Clone(b), 0)) {
		t.Errorf("%s: %x00 is accepted", typ.Name, b)
	}
	for i := range b {
		m.check(append(bytes.Clone(b[:i]), b[i+1:]...))
		m.check(append(bytes.Clone(b[:i+1]), b[i:]...))
		c := bytes.Clone(b)
		for d := 1; d < 256; d++ {
			if Race && d&(d-1) != 0 { // one-bit changes alone
				continue
			}
			c[i] = b[i] ^ byte(d)
			m.check(c)
		}
		if t.Failed() {
			t.Fatalf("%s: octet %d of %x", typ.Name, i, b)
		}
	}
	fresh := typ.New()
	if err := fresh.UnmarshalDER(b); err != nil {
		t.Fatal(err)
	}
	m.check(b)
	if d := Differ(m.v.Get(), fresh.Get()); d != "" {
		t.Errorf("%s: decoded after others, it differs: %s", typ.Name, d)
	}
}

type mutation struct {
	t       testing.TB
	typ     Type
	v       Value
	buf     []byte
	refused int
}

func (m *mutation) check(b []byte) bool {
	m.t.Helper()
	if Check(m.t, m.typ, m.v, b, m.buf) {
		return true
	}
	m.refused++
	if m.refused%31 == 1 {
		if d := NotZero(m.v.Get()); d != "" {
			m.t.Errorf("%s: %x is refused and leaves something: %s", m.typ.Name, b, d)
		}
	}
	return false
}
