package rfc6960

import (
	"bytes"
	"sync"
	"testing"

	"github.com/dergen/dergen/internal/codectest"
)

// TestClone: a clone is equal, and stays what it was when the input is written over and the value decodes another.
func TestClone(t *testing.T) {
	all := append(messages(t), small...)
	for _, s := range all {
		b, v := bytes.Clone(s.der), s.typ.New()
		if err := v.UnmarshalDER(b); err != nil {
			t.Fatalf("%s %s: %v", s.typ.Name, s.name, err)
		}
		c := v.Copy()
		if d := codectest.Differ(v.Get(), c.Get()); d != "" {
			t.Errorf("%s %s: the clone differs: %s", s.typ.Name, s.name, d)
		}
		for _, other := range all {
			if other.typ.Name == s.typ.Name {
				if err := v.UnmarshalDER(other.der); err != nil {
					t.Fatal(err)
				}
			}
		}
		for i := range b {
			b[i] = 0xff
		}
		codectest.Read(c.Get())
		if out, err := c.MarshalDER(); err != nil || !bytes.Equal(out, s.der) {
			t.Errorf("%s %s: the clone is now %x, %v", s.typ.Name, s.name, out, err)
		}
		// A clone of nothing.
		zero := s.typ.New()
		if d := codectest.NotZero(zero.Copy().Get()); d != "" {
			t.Errorf("%s: the clone of a zero value is not one: %s", s.typ.Name, d)
		}
	}
}

// TestReaders has many goroutines read, encode and clone one value. It is for the race detector.
func TestReaders(t *testing.T) {
	for _, s := range append(messages(t), small...) {
		v := s.typ.New()
		if err := v.UnmarshalDER(s.der); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				codectest.Read(v.Get())
				if out, err := v.MarshalDER(); err != nil || !bytes.Equal(out, s.der) {
					t.Errorf("%s %s: encoded as %x, %v", s.typ.Name, s.name, out, err)
				}
				if d := codectest.Differ(v.Get(), v.Copy().Get()); d != "" {
					t.Errorf("%s %s: the clone differs: %s", s.typ.Name, s.name, d)
				}
			})
		}
		wg.Wait()
	}
}
