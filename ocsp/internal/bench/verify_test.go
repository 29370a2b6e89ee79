package bench

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"testing"

	xocsp "golang.org/x/crypto/ocsp"

	"github.com/dergen/dergen/ocsp"
)

// BenchmarkVerify goes from the octets of a response to a verified answer.
func BenchmarkVerify(b *testing.B) {
	m := made1(b)
	small := ocsp.VerifyOptions{Certificate: m.leaf.cert, Issuer: m.ca.cert, CurrentTime: noon}
	run(b, "small", "ocsp", func() error { return verify(m.small, small) })
	run(b, "small", "x-crypto-ocsp", func() error { _, err := xocsp.ParseResponseForCert(m.small, m.leaf.cert, m.ca.cert); return err })

	delegate := ocsp.VerifyOptions{Certificate: m.demoLeaf, Issuer: m.demoCA, CurrentTime: m.demoTime}
	run(b, "delegate", "ocsp", func() error { return verify(m.delegate, delegate) })
	verifier := ocsp.NewVerifier(16)
	run(b, "delegate", "ocsp-verifier", func() error {
		r, err := ocsp.ParseResponse(m.delegate)
		if err != nil {
			return err
		}
		_, err = verifier.Verify(r, delegate)
		return err
	})
	run(b, "delegate", "x-crypto-ocsp", func() error {
		_, err := xocsp.ParseResponseForCert(m.delegate, m.demoLeaf, m.demoCA)
		return err
	})
}

func verify(response []byte, o ocsp.VerifyOptions) error {
	r, err := ocsp.ParseResponse(response)
	if err != nil {
		return err
	}
	_, err = r.Verify(o)
	return err
}

// BenchmarkSignature is one signature of P-256 with SHA-256, and no message around it.
func BenchmarkSignature(b *testing.B) {
	m := made1(b)
	digest := sha256.Sum256(m.small)
	signature, err := m.ca.key.Sign(nil, digest[:], crypto.SHA256)
	try(b, err)
	public := &m.ca.key.PublicKey
	run(b, "verify", "crypto-ecdsa", func() error { return accepted(ecdsa.VerifyASN1(public, digest[:], signature)) })
	run(b, "sign", "crypto-ecdsa", func() error { _, err := m.ca.key.PrivateKey.Sign(rand.Reader, digest[:], crypto.SHA256); return err })
}
