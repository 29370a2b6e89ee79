package bench

import (
	"testing"

	"github.com/dergen/dergen/asn1/rfc6960"
)

func BenchmarkEncode(b *testing.B) {
	m := made1(b)
	var request rfc6960.OCSPRequest
	try(b, request.UnmarshalDER(m.request))
	var dst []byte
	run(b, "request", "rfc6960", func() (err error) {
		dst, err = request.AppendDER(dst[:0])
		return err
	})
	var asn1 asn1Request
	try(b, asn1.decode(m.request))
	run(b, "request", "encoding-asn1", func() error { _, err := asn1.encode(); return err })
	for _, r := range m.responses() {
		encodeResponse(b, r)
	}
}

func encodeResponse(b *testing.B, r message) {
	var outer rfc6960.OCSPResponse
	var basic rfc6960.BasicOCSPResponse
	try(b, outer.UnmarshalDER(r.der))
	try(b, basic.UnmarshalDER(inner(b, r.der)))
	var response, body []byte
	run(b, r.of, "rfc6960", func() (err error) {
		if body, err = basic.AppendDER(body[:0]); err != nil {
			return err
		}
		outer.ResponseBytes.Value.Response = body
		response, err = outer.AppendDER(response[:0])
		return err
	})
	var asn1 asn1Basic
	try(b, asn1.decode(r.der))
	run(b, r.of, "encoding-asn1", func() error { _, err := asn1.encode(); return err })
}
