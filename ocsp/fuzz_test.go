package ocsp_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/ocsp"
)

// seed gives the fuzz target the messages that lie in testdata, and one of each of the builders.
func seed(f *testing.F, built ...[]byte) {
	names, err := filepath.Glob(filepath.Join("..", "testdata", "*", "*.der"))
	try(f, err)
	for _, name := range names {
		b, err := os.ReadFile(name)
		try(f, err)
		f.Add(b)
	}
	for _, b := range built {
		f.Add(b)
	}
}

func FuzzParseResponse(f *testing.F) {
	s := delegated()
	s.status.Extensions = []ocsp.Extension{ocsp.SCTsExtension(aSCT), ocsp.CRLReasonExtension(ocsp.Superseded)}
	s.exts = []ocsp.Extension{ocsp.NonceExtension([]byte("nonce")), ocsp.ExtendedRevokeExtension()}
	s.more = append(s.more, s.status)
	seed(f, s.response(f), newSetting().response(f))
	var used ocsp.Response
	f.Fuzz(func(t *testing.T, message []byte) {
		before := bytes.Clone(message)
		err := used.UnmarshalDER(message)
		r, fresh := ocsp.ParseResponse(message)
		if (err == nil) != (fresh == nil) {
			t.Fatalf("used before: %v, fresh: %v", err, fresh)
		}
		if err != nil {
			checkParseError(t, message, err)
			return
		}
		if back := askResponse(r); !bytes.Equal(back, before) || !bytes.Equal(askResponse(&used), before) || !bytes.Equal(message, before) {
			t.Fatalf("%x became %x", before, back)
		}
		if single, err := r.Verify(newSetting().options); err != nil && single != (ocsp.SingleResponse{}) {
			t.Fatal("a result beside an error")
		}
	})
}

func FuzzParseRequest(f *testing.F) {
	h := theHousehold()
	q, err := ocsp.NewRequestBuilder().AddRequest(certID(f), ocsp.ServiceLocatorExtension(aLocator)).AddRequest(certID(f)).Nonce(nil).
		AddExtension(ocsp.PreferredSignatureAlgorithmsExtension(preferred...)).Sign(nil, h.leaf.key, sha256Hash, h.leaf.cert)
	try(f, err)
	seed(f, q.DER())
	var used ocsp.Request
	f.Fuzz(func(t *testing.T, message []byte) {
		before := bytes.Clone(message)
		err := used.UnmarshalDER(message)
		q, fresh := ocsp.ParseRequest(message)
		if (err == nil) != (fresh == nil) {
			t.Fatalf("used before: %v, fresh: %v", err, fresh)
		}
		if err != nil {
			checkParseError(t, message, err)
			return
		}
		if back := askRequest(q); !bytes.Equal(back, before) || !bytes.Equal(askRequest(&used), before) || !bytes.Equal(message, before) {
			t.Fatalf("%x became %x", before, back)
		}
	})
}

// checkParseError wants every error to have a name, and a place within the message.
func checkParseError(t *testing.T, message []byte, err error) {
	t.Helper()
	if !errors.Is(err, ocsp.ErrMalformed) && !errors.Is(err, ocsp.ErrVersion) {
		t.Fatalf("%v has no name", err)
	}
	var e *der.Error
	if errors.As(err, &e) && (e.Offset < 0 || e.Offset > len(message)) {
		t.Fatalf("%v of %d octets", err, len(message))
	}
}

// TestEveryPrefixAndBit cuts and changes one message everywhere.
func TestEveryPrefixAndBit(t *testing.T) {
	message := delegated().response(t)
	for n := range message {
		if r, err := ocsp.ParseResponse(message[:n]); err == nil || r != nil {
			t.Fatalf("%d octets of %d are accepted", n, len(message))
		}
	}
	o := newSetting().options
	verified := 0
	for i := range 8 * len(message) {
		changed := bytes.Clone(message)
		changed[i/8] ^= 1 << (i % 8)
		r, err := ocsp.ParseResponse(changed)
		if err != nil {
			checkParseError(t, changed, err)
			continue
		}
		if back, err := r.Clone().MarshalBinary(); err != nil || !bytes.Equal(back, changed) {
			t.Fatalf("bit %d: %v", i, err)
		}
		if _, err := r.Verify(o); err == nil {
			verified++
		}
	}
	// Nothing in the message is not covered by a signature, or compared. The certificate's own signature and its
	// algorithm are.
	if verified != 0 {
		t.Errorf("%d changed messages verify", verified)
	}
}
