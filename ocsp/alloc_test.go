package ocsp_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/dergen/dergen/ocsp"
)

// allocations counts what f allocates each time. What else the program does (crypto/ecdsa cleans up after its keys, in the
// background) is counted too, so that the lowest of several counts is the one.
func allocations(t *testing.T, name string, most float64, f func()) {
	t.Helper()
	n := testing.AllocsPerRun(100, f)
	for range 4 {
		if n <= most {
			return
		}
		n = min(n, testing.AllocsPerRun(100, f))
	}
	if n > most {
		t.Errorf("%s: %v allocations, want %v at most", name, n, most)
	}
}

func TestAllocations(t *testing.T) {
	full := delegated()
	full.status.Extensions = []ocsp.Extension{ocsp.CRLReasonExtension(ocsp.Superseded)}
	full.exts = []ocsp.Extension{ocsp.NonceExtension(make([]byte, 32))}
	many := delegated()
	for range 99 {
		many.more = append(many.more, many.status)
	}
	extended := delegated()
	for range 99 {
		extended.more = append(extended.more, full.status)
	}
	var sink any
	var r ocsp.Response
	for _, test := range []struct {
		name    string
		message []byte
		most    float64
	}{
		{"issuer", newSetting().response(t), 2},
		{"delegate", delegated().response(t), 2},
		{"delegate, with nonce and a single extension", full.response(t), 2},
		{"100 responses", many.response(t), 3},
		{"100 responses, 99 with an extension", extended.response(t), 3 + 99},
		{"unauthorized", read(t, "response-unauthorized.der"), 1},
	} {
		allocations(t, "ParseResponse: "+test.name, test.most, func() {
			r, err := ocsp.ParseResponse(test.message)
			try(t, err)
			sink = r
		})
		allocations(t, "UnmarshalDER: "+test.name, 0, func() { try(t, r.UnmarshalDER(test.message)) })
	}
	good := many.response(t)
	bad := good[:len(good)-1]
	try(t, r.UnmarshalDER(good))
	refuse := func() {
		if r.UnmarshalDER(bad) == nil {
			t.Fatal("accepted")
		}
	}
	allocations(t, "UnmarshalDER after a bad message", testing.AllocsPerRun(100, refuse), func() {
		refuse()
		try(t, r.UnmarshalDER(good))
	})

	request := read(t, "request.der")
	nonced, err := ocsp.NewRequestBuilder().AddRequest(certID(t)).Nonce(nil).Build()
	try(t, err)
	var q ocsp.Request
	for name, message := range map[string][]byte{"documentation": request, "with a nonce": nonced.DER()} {
		allocations(t, "ParseRequest: "+name, 2, func() {
			q, err := ocsp.ParseRequest(message)
			try(t, err)
			sink = q
		})
		allocations(t, "Request.UnmarshalDER: "+name, 0, func() { try(t, q.UnmarshalDER(message)) })
	}

	try(t, r.UnmarshalDER(full.response(t)))
	allocations(t, "accessors", 0, func() {
		b, err := r.Basic()
		try(t, err)
		for s := range b.Responses() {
			id := s.CertID()
			h, _ := s.HashAlgorithm()
			next, _ := s.NextUpdate()
			at, _ := s.RevocationTime()
			reason, _ := s.RevocationReason()
			x, _ := s.Extensions()
			for e := range x.All() {
				if e.ID == "" {
					t.Fatal("an extension without an identifier")
				}
			}
			beside, _, _ := x.CRLReason()
			if s.CertStatus() != ocsp.Good || h == 0 || next.IsZero() || !at.IsZero() || reason != 0 || s.ThisUpdate().IsZero() || beside != ocsp.Superseded ||
				id.IssuerKeyHash() == nil || id.IssuerNameHash() == nil || id.SerialBytes() == nil || !id.Matches(full.leaf.cert, full.ca.cert) || !id.Equal(id) {
				t.Fatal("something is missing")
			}
		}
		nonce, _ := b.Nonce()
		if r.Status() != ocsp.Successful || nonce == nil || b.ResponderKeyHash() == nil || b.SignatureAlgorithmOID() == "" || b.Signature() == nil ||
			b.TBSResponseBytes() == nil || b.ProducedAt().IsZero() {
			t.Fatal("something is missing")
		}
	})
	_ = sink
}

// BenchmarkParse parses what lies in testdata.
func BenchmarkParse(b *testing.B) {
	for _, name := range []string{"demo/response.der", "docs/response-unauthorized.der"} {
		message, err := os.ReadFile(filepath.Join("..", "testdata", name))
		try(b, err)
		b.Run("fresh "+name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ocsp.ParseResponse(message); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("reused "+name, func(b *testing.B) {
			b.ReportAllocs()
			var r ocsp.Response
			for b.Loop() {
				if err := r.UnmarshalDER(message); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
