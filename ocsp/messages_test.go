package ocsp_test

import (
	"bytes"
	"crypto/x509"
	"path/filepath"
	"testing"

	"github.com/dergen/dergen/ocsp"
)

// TestMessagesOfOthers parses everything, and asks it for everything.
func TestMessagesOfOthers(t *testing.T) {
	refused := map[string]bool{
		"resp-successful-no-response-bytes.der": true, "resp-unknown-response-status.der": true, // by pyca, too
		"cli__issuer.der": true, "cli__subject.der": true, "examples__rsa-2048-sha256-ca-crl.der": true, // no messages of OCSP
		"examples__rsa-2048-sha256-ca.der": true, "examples__rsa-2048-sha256-crt.der": true, "examples__rsa-2048-sha256-ocsp-crt.der": true,
	}
	n := 0
	for _, folder := range []string{"pyca", "rustcrypto-x509-ocsp", "botan-ocsp", "asn1crypto"} {
		dir := shared(t, folder)
		names, err := filepath.Glob(filepath.Join(dir, "*"))
		try(t, err)
		for _, name := range names {
			base := filepath.Base(name)
			if ext := filepath.Ext(base); ext != ".der" && ext != "" || base == "certs" || base == "extra" {
				continue
			}
			message := file(t, name)
			var back []byte
			q, qerr := ocsp.ParseRequest(message)
			r, rerr := ocsp.ParseResponse(message)
			switch {
			case qerr == nil:
				back = askRequest(q)
			case rerr == nil:
				back = askResponse(r)
			}
			if refused[base] != (qerr != nil && rerr != nil) {
				t.Errorf("%s/%s: %v, %v", folder, base, qerr, rerr)
			}
			if back != nil && !bytes.Equal(back, message) {
				t.Errorf("%s/%s: encodes back to %x", folder, base, back)
			}
			n++
		}
	}
	if n < 70 {
		t.Errorf("%d messages", n)
	}
}

// askRequest asks a request for everything, and puts it together again.
func askRequest(q *ocsp.Request) []byte {
	x, _ := q.Extensions()
	askExtensions(x)
	q.Nonce()
	q.RequestorName()
	q.SignatureHashAlgorithm()
	for raw := range q.RawCertificates() {
		if cert, err := x509.ParseCertificate(raw); err == nil {
			q.VerifySignature(cert)
		}
	}
	for s := range q.Requests() {
		x, _ := s.Extensions()
		askExtensions(x)
		askCertID(s.CertID())
	}
	b, _ := q.Clone().MarshalBinary()
	return b
}

// askResponse asks a response for everything, and puts it together again.
func askResponse(r *ocsp.Response) []byte {
	r.Single()
	if b, err := r.Basic(); err == nil {
		x, _ := b.Extensions()
		askExtensions(x)
		b.Nonce()
		b.ResponderName()
		b.SignatureHashAlgorithm()
		b.SignatureAlgorithmOID()
		certs, _ := b.Certificates()
		for _, cert := range certs {
			b.CheckSignatureFrom(cert)
		}
		for s := range b.Responses() {
			x, _ := s.Extensions()
			askExtensions(x)
			askCertID(s.CertID())
			s.NextUpdate()
			s.RevocationReason()
			b.Find(s.CertID())
			for _, issuer := range certs {
				r.Verify(ocsp.VerifyOptions{Certificate: like(issuer, s.SerialNumber()), Issuer: issuer, CurrentTime: s.ThisUpdate()})
			}
		}
	}
	b, _ := r.Clone().MarshalBinary()
	return b
}

func askExtensions(x ocsp.Extensions) {
	for e := range x.All() {
		e.PKIX()
		_ = e.ID.String()
	}
	for _, r := range readers {
		r.read(x)
	}
}

func askCertID(id ocsp.CertID) {
	id.HashAlgorithm()
	_ = id.SerialNumber().String()
	_ = id.HashAlgorithmOID().String()
	if !id.Equal(id.Clone()) || id.Key() != id.Clone().Key() {
		panic("a CertID differs from its clone")
	}
}
