package ocsp_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"testing"

	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

// signatureTests are about the signature of the response.
var signatureTests = []verifyTest{
	{"signature changed", func(t testing.TB, s *setting) {
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Bytes = flipLast(b.Signature.Bytes) }
	}, ocsp.ErrBadSignature},
	{"signature empty", func(t testing.TB, s *setting) {
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Bytes = nil }
	}, ocsp.ErrBadSignature},
	{"signature of a delegate changed", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Bytes = flipLast(b.Signature.Bytes) }
	}, ocsp.ErrBadSignature},
	{"signature with octets behind it", func(t testing.TB, s *setting) {
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Bytes = append(b.Signature.Bytes, 0) }
	}, ocsp.ErrBadSignature},
	{"signed data changed", func(t testing.TB, s *setting) {
		s.status.Status, s.status.RevocationTime = ocsp.Revoked, noon
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.TBSResponseData.Responses[0].CertStatus.SetGood() }
	}, ocsp.ErrBadSignature},
	{"signature over the contents only", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.2.840.10045.4.3.2", nil)
		s.sign = func(tbs []byte) []byte {
			sig, err := ecdsa.SignASN1(rand.Reader, s.ca.key.(*ecdsa.PrivateKey), sum256(tbs[3:]))
			try(t, err)
			return sig
		}
	}, ocsp.ErrBadSignature},
	{"signature with unused bits", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.2.840.10045.4.3.2", nil)
		s.sign = func(tbs []byte) []byte { // until the last bit is zero, so that it can be declared unused
			for {
				sig, err := ecdsa.SignASN1(rand.Reader, s.ca.key.(*ecdsa.PrivateKey), sum256(tbs))
				try(t, err)
				if sig[len(sig)-1]&1 == 0 {
					return sig
				}
			}
		}
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Unused = 1 }
	}, ocsp.ErrBadSignature},
	{"algorithm of RSA with a key of ECDSA", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.2.840.113549.1.1.11", []byte{5, 0})
	}, ocsp.ErrBadSignature},
	{"algorithm of Ed25519 with a key of ECDSA", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.3.101.112", nil)
	}, ocsp.ErrBadSignature},
	{"algorithm of DSA with a key of ECDSA", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("2.16.840.1.101.3.4.3.2", nil)
	}, ocsp.ErrBadSignature},
	{"algorithm of ECDSA with a key of RSA", func(t testing.TB, s *setting) {
		s.signedWithRSA("1.2.840.113549.1.1.11", crypto.SHA256, sum256)
		s.algorithm = algorithmID("1.2.840.10045.4.3.2", nil)
	}, ocsp.ErrBadSignature},
	{"another hash function than the algorithm's", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.2.840.10045.4.3.3", nil)
	}, ocsp.ErrBadSignature},
	{"algorithm of ECDSA with a key and a signature of Ed25519", func(t testing.TB, s *setting) {
		s.answeredWith(holder(t, edKey(t)), crypto.Hash(0))
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.SignatureAlgorithm = *algorithmID("1.2.840.10045.4.3.2", nil) }
	}, ocsp.ErrBadSignature},
	{"algorithm of ECDSA with a key and a signature of DSA", func(t testing.TB, s *setting) {
		s.answeredWith(dsaHolder(t), crypto.SHA256)
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.SignatureAlgorithm = *algorithmID("1.2.840.10045.4.3.2", nil) }
	}, ocsp.ErrBadSignature},
	{"key of Ed25519 that is too short", func(t testing.TB, s *setting) {
		p := holder(t, edKey(t))
		short := *p.cert
		s.answeredWith(p, crypto.Hash(0))
		short.PublicKey = short.PublicKey.(ed25519.PublicKey)[:31]
		s.options.Responders = []*x509.Certificate{&short}
	}, ocsp.ErrBadSignature},
	{"signature of Ed25519", func(t testing.TB, s *setting) { s.answeredWith(holder(t, edKey(t)), crypto.Hash(0)) }, ocsp.Good},
	{"signature of Ed25519 changed", func(t testing.TB, s *setting) {
		s.answeredWith(holder(t, edKey(t)), crypto.Hash(0))
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Bytes[3] ^= 1 }
	}, ocsp.ErrBadSignature},
	{"signature of RSA changed", func(t testing.TB, s *setting) {
		s.answeredWith(theRSA(), crypto.SHA256)
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Bytes[3] ^= 1 }
	}, ocsp.ErrBadSignature},
	{"signature of RSASSA-PSS", func(t testing.TB, s *setting) { s.answeredWith(theRSA(), &rsa.PSSOptions{Hash: crypto.SHA256}) }, ocsp.Good},
	{"signature of RSASSA-PSS changed", func(t testing.TB, s *setting) {
		s.answeredWith(theRSA(), &rsa.PSSOptions{Hash: crypto.SHA256})
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Bytes[3] ^= 1 }
	}, ocsp.ErrBadSignature},
	{"signature of RSASSA-PSS with another salt than its parameters say", func(t testing.TB, s *setting) {
		s.answeredWith(theRSA(), &rsa.PSSOptions{Hash: crypto.SHA256, SaltLength: 33})
		s.basic = func(b *rfc6960.BasicOCSPResponse) {
			p := b.SignatureAlgorithm.Parameters.Value
			p[len(p)-1]--
		}
	}, ocsp.ErrBadSignature},
	{"algorithm of another in the place of one that nobody knows", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.2.3.4", nil)
		s.options.Algorithms = []ocsp.SignatureAlgorithm{taking{oid("1.2.3.5")}}
	}, ocsp.ErrUnsupportedAlgorithm},
	{"algorithm of another with parameters", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.2.3.4", []byte{5, 0})
		s.options.Algorithms = []ocsp.SignatureAlgorithm{taking{oid("1.2.3.4")}}
	}, ocsp.ErrUnsupportedAlgorithm},
	{"algorithm of another", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.2.3.4", nil)
		s.options.Algorithms = []ocsp.SignatureAlgorithm{taking{oid("1.2.3.4")}}
	}, ocsp.Good},
	{"algorithm that nobody knows", func(t testing.TB, s *setting) { s.algorithm = algorithmID("1.2.3.4", nil) }, ocsp.ErrUnsupportedAlgorithm},
	{"ECDSA with parameters", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.2.840.10045.4.3.2", []byte{5, 0})
	}, ocsp.ErrUnsupportedAlgorithm},
	{"RSA", func(t testing.TB, s *setting) { s.signedWithRSA("1.2.840.113549.1.1.11", crypto.SHA256, sum256) }, ocsp.Good},
	{"RSA without parameters", func(t testing.TB, s *setting) {
		s.signedWithRSA("1.2.840.113549.1.1.11", crypto.SHA256, sum256)
		s.algorithm.Parameters.Present = false
	}, ocsp.Good},
	{"RSA with other parameters", func(t testing.TB, s *setting) {
		s.signedWithRSA("1.2.840.113549.1.1.11", crypto.SHA256, sum256)
		s.algorithm.Parameters.Value = []byte{0x30, 0}
	}, ocsp.ErrUnsupportedAlgorithm},
	{"SHA-1", func(t testing.TB, s *setting) { s.signedWithRSA("1.2.840.113549.1.1.5", crypto.SHA1, sum1) }, ocsp.ErrWeakAlgorithm},
	{"SHA-1 by its other identifier", func(t testing.TB, s *setting) { s.signedWithRSA("1.3.14.3.2.29", crypto.SHA1, sum1) }, ocsp.ErrWeakAlgorithm},
	{"SHA-1 allowed", func(t testing.TB, s *setting) {
		s.signedWithRSA("1.2.840.113549.1.1.5", crypto.SHA1, sum1)
		s.options.AllowSHA1 = true
	}, ocsp.Good},
	{"SHA-1 allowed, signature of SHA-256", func(t testing.TB, s *setting) {
		s.signedWithRSA("1.2.840.113549.1.1.5", crypto.SHA256, sum256)
		s.options.AllowSHA1 = true
	}, ocsp.ErrBadSignature},
	{"MD5, SHA-1 allowed", func(t testing.TB, s *setting) {
		s.signedWithRSA("1.2.840.113549.1.1.4", crypto.SHA256, sum256)
		s.options.AllowSHA1 = true
	}, ocsp.ErrWeakAlgorithm},
	{"MD2, SHA-1 allowed", func(t testing.TB, s *setting) {
		s.signedWithRSA("1.2.840.113549.1.1.2", crypto.SHA256, sum256)
		s.options.AllowSHA1 = true
	}, ocsp.ErrWeakAlgorithm},
	{"delegate's certificate signed with SHA-1", func(t testing.TB, s *setting) { s.signedBy(sha1Delegate(t, s)) }, ocsp.ErrWeakAlgorithm},
	{"delegate's certificate signed with SHA-1, allowed", func(t testing.TB, s *setting) {
		s.signedBy(sha1Delegate(t, s))
		s.options.AllowSHA1 = true
	}, ocsp.Good},
	{"key that crypto/x509 does not know", func(t testing.TB, s *setting) {
		strange := *s.ca.cert
		strange.PublicKey = nil
		s.options.Issuer = &strange
	}, ocsp.ErrUnsupportedAlgorithm},
	{"key of a type that cannot sign", func(t testing.TB, s *setting) {
		strange := *s.ca.cert
		strange.PublicKey = "key"
		s.options.Issuer = &strange
	}, ocsp.ErrUnsupportedAlgorithm},
	{"key of ECDSA that is nil", func(t testing.TB, s *setting) {
		strange := *s.ca.cert
		strange.PublicKey = (*ecdsa.PublicKey)(nil)
		s.options.Issuer = &strange
	}, ocsp.ErrBadSignature},
	{"key of ECDSA without a curve", func(t testing.TB, s *setting) {
		strange := *s.ca.cert
		strange.PublicKey = &ecdsa.PublicKey{}
		s.options.Issuer = &strange
	}, ocsp.ErrBadSignature},
	{"issuer's key that cannot sign, delegate", func(t testing.TB, s *setting) {
		strange := *s.ca.cert
		strange.PublicKey = nil
		s.options.Issuer = &strange
		s.signedBy(s.ca.issue(t, responder("Responder")))
	}, ocsp.ErrUnsupportedAlgorithm},
}
