package base

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/der"
)

func TestHeader(t *testing.T) {
	h := Header{Sender: der.UTF8String("Ada"), Sent: time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC)}
	b, err := h.MarshalDER()
	if err != nil {
		t.Fatal(err)
	}
	var got Header
	if err := got.UnmarshalDER(b); err != nil {
		t.Fatal(err)
	}
	if got.Sender.String() != "Ada" || !got.Sent.Equal(h.Sent) || got.Version != HeaderVersionV1 || !bytes.Equal(got.Raw, b) {
		t.Errorf("%+v", got)
	}
	h.Sender = nil
	if _, err := h.MarshalDER(); !errors.Is(err, der.ErrConstraint) {
		t.Errorf("no sender: %v", err)
	}
}
