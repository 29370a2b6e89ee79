package bench

import (
	"errors"
	"testing"

	xocsp "golang.org/x/crypto/ocsp"

	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

var errRefused = errors.New("refused")

// run is a benchmark of f under a name.
func run(b *testing.B, of, by string, f func() error) {
	b.Run("of="+of+"/by="+by, func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := f(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// accepted is an error unless ok.
func accepted(ok bool) error {
	if !ok {
		return errRefused
	}
	return nil
}

func BenchmarkDecode(b *testing.B) {
	m := made1(b)
	decodeRequest(b, m.request)
	for _, r := range m.responses() {
		decodeResponse(b, r)
	}
}

func decodeRequest(b *testing.B, request []byte) {
	var wire rfc6960.OCSPRequest
	run(b, "request", "rfc6960", func() error { return wire.UnmarshalDER(request) })
	var q ocsp.Request
	run(b, "request", "ocsp-reused", func() error { return q.UnmarshalDER(request) })
	run(b, "request", "ocsp", func() error { _, err := ocsp.ParseRequest(request); return err })
	var p byteRequest
	run(b, "request", "cryptobyte", func() error { return accepted(p.decode(request)) })
	run(b, "request", "encoding-asn1", func() error { return new(asn1Request).decode(request) })
	run(b, "request", "x-crypto-ocsp", func() error { _, err := xocsp.ParseRequest(request); return err })
}

func decodeResponse(b *testing.B, r message) {
	var outer rfc6960.OCSPResponse
	var basic rfc6960.BasicOCSPResponse
	run(b, r.of, "rfc6960", func() error {
		if err := outer.UnmarshalDER(r.der); err != nil {
			return err
		}
		return basic.UnmarshalDER(outer.ResponseBytes.Value.Response)
	})
	var reused ocsp.Response
	run(b, r.of, "ocsp-reused", func() error { return reused.UnmarshalDER(r.der) })
	run(b, r.of, "ocsp", func() error { _, err := ocsp.ParseResponse(r.der); return err })
	var p byteResponse
	run(b, r.of, "cryptobyte", func() error { return accepted(p.decode(r.der)) })
	run(b, r.of, "encoding-asn1", func() error { return new(asn1Basic).decode(r.der) })
	if r.of == "small" { // it reads one entry only, and verifies a delegate's signature while it parses
		run(b, r.of, "x-crypto-ocsp", func() error { _, err := xocsp.ParseResponse(r.der, nil); return err })
	}
}
