package rfc6960

import (
	"testing"

	"github.com/dergen/dergen/internal/codectest"
)

// TestMutateSamples puts an encoding of each type through every small change.
func TestMutateSamples(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, s := range small {
		seen[s.typ.Name] = true
		t.Run(s.typ.Name+"/"+s.name, func(t *testing.T) { codectest.Mutate(t, s.typ, s.der) })
	}
	for _, typ := range types {
		if !seen[typ.Name] {
			t.Errorf("no sample of %s", typ.Name)
		}
	}
}

// TestMutateMessages does so with real messages.
func TestMutateMessages(t *testing.T) {
	t.Parallel()
	for _, s := range messages(t) {
		t.Run(s.name+"/"+s.typ.Name, func(t *testing.T) { codectest.Mutate(t, s.typ, s.der) })
	}
}
