package ocsp_test

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"testing"
	"time"

	"github.com/dergen/dergen/ocsp"
)

// The examples of the documentation that this project follows.

func TestLoadRequest(t *testing.T) {
	der, err := hex.DecodeString("30563054305230503" + "04e3009" + "06052b0e03021a" + "0500" +
		"0414" + "38ca468c07448df48196c76d6d4c70519e60a7bd" + "0414" + "7975bb843acb2cde7a09be311b43bc1c2a4d5358" +
		"0215" + "0098d9e5c0b4c373552df77c5d0f1eb5128e4945f9")
	try(t, err)
	if !bytes.Equal(der, read(t, "request.der")) {
		t.Error("request.der is another request")
	}
	q, err := ocsp.ParseRequest(der)
	try(t, err)
	single, err := q.Single()
	try(t, err)
	if got := single.SerialNumber().String(); got != "872625873161273451176241581705670534707360122361" {
		t.Errorf("serial number %s", got)
	}
	if h, err := single.HashAlgorithm(); h != crypto.SHA1 || err != nil {
		t.Errorf("hash algorithm %v, %v", h, err)
	}
	if got := hex.EncodeToString(single.IssuerNameHash()); got != "38ca468c07448df48196c76d6d4c70519e60a7bd" {
		t.Errorf("issuerNameHash %s", got)
	}
	if got := hex.EncodeToString(single.IssuerKeyHash()); got != "7975bb843acb2cde7a09be311b43bc1c2a4d5358" {
		t.Errorf("issuerKeyHash %s", got)
	}
	id := single.CertID()
	again, err := ocsp.NewRequestBuilder().AddCertificateByHash(id.IssuerNameHash(), id.IssuerKeyHash(), id.SerialNumber(), crypto.SHA1).Build()
	try(t, err)
	if !bytes.Equal(again.DER(), der) {
		t.Errorf("encodes back to %x", again.DER())
	}
}

func TestBuildRequest(t *testing.T) {
	cert, issuer := parse(t, readPEM(t, "cert.pem")), parse(t, readPEM(t, "issuer.pem"))
	if cert.SerialNumber.Int64() != 16160 {
		t.Fatalf("serial number %v", cert.SerialNumber)
	}
	empty := ocsp.NewRequestBuilder()
	for _, test := range []struct {
		name string
		b    ocsp.RequestBuilder
		want string
		n    int
	}{
		{"SHA-1", empty.AddCertificate(cert, issuer, crypto.SHA1),
			"MEMwQTA/MD0wOzAJBgUrDgMCGgUABBRAC0Z68eay0wmDug1gfn5ZN0gkxAQUw5zz/NNGCDS7zkZ/oHxb8+IIy1kCAj8g", 1},
		{"SHA-256", empty.AddCertificate(cert, issuer, crypto.SHA256),
			"MF8wXTBbMFkwVzANBglghkgBZQMEAgEFAAQgn3BowBaoh77h17ULfkX6781dUDPD82Taj8wO1jZWhZoEINxPgjoQth3w7q4AouKKerMxIMIuUG4EuWU2pZfwih52AgI/IA==", 1},
		{"twice", empty.AddCertificate(cert, issuer, crypto.SHA1).AddCertificate(cert, issuer, crypto.SHA1),
			"MIGDMIGAMH4wPTA7MAkGBSsOAwIaBQAEFEALRnrx5rLTCYO6DWB+flk3SCTEBBTDnPP800YINLvORn+gfFvz4gjLWQICPyAwPTA7MAkGBSsOAwIaBQAEFEALRnrx5rLTCYO6DWB+flk3SCTEBBTDnPP800YINLvORn+gfFvz4gjLWQICPyA=", 2},
	} {
		q, err := test.b.Build()
		try(t, err)
		if got := base64.StdEncoding.EncodeToString(q.DER()); got != test.want {
			t.Errorf("%s: %s", test.name, got)
		}
		n := 0
		for s := range q.Requests() {
			n++
			if !s.CertID().Matches(cert, issuer) {
				t.Errorf("%s: request %d is about another certificate", test.name, n)
			}
		}
		if n != test.n || q.Len() != n {
			t.Errorf("%s: %d requests, Len %d", test.name, n, q.Len())
		}
	}
}

func TestLoadResponse(t *testing.T) {
	r, err := ocsp.ParseResponse(read(t, "response-unauthorized.der"))
	try(t, err)
	if r.Status() != ocsp.Unauthorized {
		t.Errorf("status %v", r.Status())
	}
	_, err = r.Single()
	var e *ocsp.StatusError
	if !errors.As(err, &e) || e.Status != ocsp.Unauthorized {
		t.Errorf("asked for a certificate's status: %v", err)
	}
	if _, err := r.Basic(); !errors.As(err, &e) {
		t.Errorf("Basic: %v", err)
	}
}

func TestBuildResponse(t *testing.T) {
	cert, issuer, responder := parse(t, readPEM(t, "cert.pem")), parse(t, readPEM(t, "issuer.pem")), parse(t, readPEM(t, "responder_cert.pem"))
	key, err := x509.ParsePKCS8PrivateKey(readPEM(t, "responder_key.pem"))
	try(t, err)
	this := time.Date(2018, 10, 10, 10, 10, 10, 999, time.FixedZone("", 3600))
	r, err := ocsp.NewResponseBuilder().
		AddResponse(ocsp.SingleResponseTemplate{
			Certificate: cert, Issuer: issuer, Hash: crypto.SHA256,
			Status: ocsp.Good, ThisUpdate: this, NextUpdate: this.AddDate(0, 0, 7),
		}).
		ResponderID(ocsp.ByKeyHash, responder).
		ProducedAt(this.Add(time.Minute)).
		Sign(nil, key.(crypto.Signer), crypto.SHA256)
	try(t, err)

	whole := time.Date(2018, 10, 10, 9, 10, 10, 0, time.UTC)
	again, err := ocsp.ParseResponse(r.DER())
	try(t, err)
	b, err := again.Basic()
	try(t, err)
	s, err := again.Single()
	try(t, err)
	next, hasNext := s.NextUpdate()
	_, isRevoked := s.RevocationTime()
	_, hasReason := s.RevocationReason()
	hash, err := s.HashAlgorithm()
	try(t, err)
	signed, err := b.SignatureHashAlgorithm()
	try(t, err)
	switch {
	case again.Status() != ocsp.Successful,
		s.CertStatus() != ocsp.Good,
		s.ThisUpdate() != whole,
		!hasNext || next != whole.AddDate(0, 0, 7),
		isRevoked, hasReason,
		hash != crypto.SHA256,
		s.SerialNumber().Cmp(cert.SerialNumber) != 0,
		!s.CertID().Matches(cert, issuer),
		b.ProducedAt() != whole.Add(time.Minute),
		!bytes.Equal(b.ResponderKeyHash(), sum1(keyOctets(responder))),
		b.RawResponderName() != nil,
		signed != crypto.SHA256,
		b.SignatureAlgorithmOID() != oid("1.2.840.10045.4.3.2"):
		t.Errorf("not as given: %x", r.DER())
	}
	o := ocsp.VerifyOptions{Certificate: cert, Issuer: issuer, CurrentTime: whole.Add(time.Hour), Responders: []*x509.Certificate{responder}}
	if s, err := again.Verify(o); err != nil || s.CertStatus() != ocsp.Good {
		t.Errorf("with its responder configured: %v, %v", s.CertStatus(), err)
	}
	o.Responders = nil
	if _, err := again.Verify(o); !errors.Is(err, ocsp.ErrResponderNotFound) {
		t.Errorf("without: %v", err)
	}
}
