package bench

import (
	"crypto"
	"testing"

	xocsp "golang.org/x/crypto/ocsp"

	"github.com/dergen/dergen/ocsp"
)

// BenchmarkBuild makes a request for one certificate, and a signed response about one; the latter with the CertID made
// from the certificates, as x/crypto/ocsp does it.
func BenchmarkBuild(b *testing.B) {
	m := made1(b)
	run(b, "request", "ocsp", func() error {
		_, err := ocsp.NewRequestBuilder().AddCertificate(m.leaf.cert, m.ca.cert, crypto.SHA1).Build()
		return err
	})
	run(b, "request", "x-crypto-ocsp", func() error { _, err := xocsp.CreateRequest(m.leaf.cert, m.ca.cert, nil); return err })

	key := m.ca.key.PrivateKey
	run(b, "small", "ocsp", func() error {
		_, err := ocsp.NewResponseBuilder().ResponderID(ocsp.ByKeyHash, m.ca.cert).AddResponse(m.template()).Sign(nil, key, crypto.SHA256)
		return err
	})
	template := xocsp.Response{Status: xocsp.Good, SerialNumber: m.leaf.cert.SerialNumber, ThisUpdate: noon, NextUpdate: noon.AddDate(0, 0, 7)}
	run(b, "small", "x-crypto-ocsp", func() error {
		_, err := xocsp.CreateResponse(m.ca.cert, m.ca.cert, template, key)
		return err
	})
}
