package rfc6960

import (
	"testing"

	"github.com/dergen/dergen/internal/codectest"
)

func TestClone(t *testing.T)   { codectest.Clones(t, append(messages(t), small...)) }
func TestReaders(t *testing.T) { codectest.Readers(t, append(messages(t), small...)) }
func TestRooms(t *testing.T)   { codectest.Rooms(t, append(messages(t), small...)) }
func TestCapped(t *testing.T)  { codectest.Capped(t, append(messages(t), small...)) }
func TestValues(t *testing.T)  { codectest.Values(t, append(messages(t), small...)) }
