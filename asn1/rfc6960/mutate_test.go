package rfc6960

import (
	"testing"

	"github.com/dergen/dergen/internal/codectest"
)

// TestMutateSamples puts an encoding of each type through every small change.
func TestMutateSamples(t *testing.T) {
	t.Parallel()
	for _, s := range small {
		t.Run(s.Type.Name+"/"+s.Name, func(t *testing.T) { codectest.Mutate(t, s.Type, s.DER) })
	}
}

// TestMutateMessages does so with real messages.
func TestMutateMessages(t *testing.T) {
	t.Parallel()
	for _, s := range messages(t) {
		t.Run(s.Name+"/"+s.Type.Name, func(t *testing.T) { codectest.Mutate(t, s.Type, s.DER) })
	}
}
