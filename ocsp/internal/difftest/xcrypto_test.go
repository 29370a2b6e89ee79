package difftest

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
	"testing"
	"time"

	xocsp "golang.org/x/crypto/ocsp"

	"github.com/dergen/dergen/ocsp"
)

func try(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

type party struct {
	cert *x509.Certificate
	key  crypto.Signer
}

var now = time.Now().UTC().Truncate(time.Second)

// certify makes a certificate for a key; issuer nil: self-signed.
func certify(t testing.TB, template *x509.Certificate, key crypto.Signer, issuer *party) party {
	t.Helper()
	template.NotBefore, template.NotAfter = now.Add(-time.Hour), now.Add(time.Hour)
	parent, by := template, key
	if issuer != nil {
		parent, by = issuer.cert, issuer.key
	}
	raw, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), by)
	try(t, err)
	cert, err := x509.ParseCertificate(raw)
	try(t, err)
	return party{cert, key}
}

func authority(t testing.TB, key crypto.Signer) party {
	return certify(t, &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "CA"}, IsCA: true, BasicConstraintsValid: true}, key, nil)
}

func delegate(t testing.TB, key crypto.Signer, ca party) party {
	return certify(t, &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "Responder"},
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning},
	}, key, &ca)
}

func leaf(t testing.TB, ca party) *x509.Certificate {
	serial, _ := new(big.Int).SetString("4f1e0a77c3d2b91805", 16)
	return certify(t, &x509.Certificate{SerialNumber: serial, Subject: pkix.Name{CommonName: "leaf"}}, newKey(t, elliptic.P256()), &ca).cert
}

func newKey(t testing.TB, c elliptic.Curve) crypto.Signer {
	key, err := ecdsa.GenerateKey(c, rand.Reader)
	try(t, err)
	return key
}

// keys are of every kind that crypto/x509 makes certificates for.
func keys(t testing.TB) map[string]struct {
	key  crypto.Signer
	opts crypto.Hash
} {
	r, err := rsa.GenerateKey(rand.Reader, 2048)
	try(t, err)
	_, e, err := ed25519.GenerateKey(rand.Reader)
	try(t, err)
	return map[string]struct {
		key  crypto.Signer
		opts crypto.Hash
	}{
		"RSA SHA-256": {r, crypto.SHA256}, "RSA SHA-384": {r, crypto.SHA384}, "RSA SHA-512": {r, crypto.SHA512},
		"P-256": {newKey(t, elliptic.P256()), crypto.SHA256}, "P-384": {newKey(t, elliptic.P384()), crypto.SHA384},
		"P-521": {newKey(t, elliptic.P521()), crypto.SHA512}, "Ed25519": {e, 0},
	}
}

// TestXCryptoReads has golang.org/x/crypto/ocsp parse and verify what this project signs.
func TestXCryptoReads(t *testing.T) {
	for name, k := range keys(t) {
		if name == "Ed25519" {
			continue // its functions do not reach that far
		}
		for _, delegated := range []bool{false, true} {
			ca := authority(t, k.key)
			signer := ca
			if delegated {
				ca = authority(t, newKey(t, elliptic.P256()))
				signer = delegate(t, k.key, ca)
			}
			cert := leaf(t, ca)
			b := ocsp.NewResponseBuilder().
				AddResponse(ocsp.SingleResponseTemplate{
					Certificate: cert, Issuer: ca.cert, Hash: crypto.SHA384, Status: ocsp.Revoked, RevocationTime: now.Add(-time.Hour),
					RevocationReason: ocsp.Superseded, ThisUpdate: now, NextUpdate: now.Add(time.Hour),
					Extensions: []ocsp.Extension{ocsp.CRLReasonExtension(ocsp.Superseded)},
				}).
				ResponderID(ocsp.ByKeyHash, signer.cert)
			if delegated {
				b = b.Certificates(signer.cert)
			}
			r, err := b.Sign(nil, k.key, k.opts)
			try(t, err)
			x, err := xocsp.ParseResponseForCert(r.DER(), cert, ca.cert)
			if err != nil {
				t.Errorf("%s, delegated %v: %v", name, delegated, err)
				continue
			}
			basic, err := r.Basic()
			try(t, err)
			s, err := r.Verify(ocsp.VerifyOptions{Certificate: cert, Issuer: ca.cert})
			try(t, err)
			at, _ := s.RevocationTime()
			next, _ := s.NextUpdate()
			reason, _ := s.RevocationReason()
			if x.Status != xocsp.Revoked || s.CertStatus() != ocsp.Revoked || x.SerialNumber.Cmp(s.SerialNumber()) != 0 || !x.ProducedAt.Equal(basic.ProducedAt()) ||
				!x.ThisUpdate.Equal(s.ThisUpdate()) || !x.NextUpdate.Equal(next) || !x.RevokedAt.Equal(at) || x.RevocationReason != reason.Code() ||
				x.IssuerHash != crypto.SHA384 || !bytes.Equal(x.ResponderKeyHash, basic.ResponderKeyHash()) || !bytes.Equal(x.Signature, basic.Signature()) ||
				!bytes.Equal(x.TBSResponseData, basic.TBSResponseBytes()) || len(x.Extensions) != 1 {
				t.Errorf("%s, delegated %v: %+v", name, delegated, x)
			}
		}
	}
}

// TestReadsXCrypto verifies what golang.org/x/crypto/ocsp signs.
func TestReadsXCrypto(t *testing.T) {
	status := map[int]ocsp.CertStatus{xocsp.Good: ocsp.Good, xocsp.Revoked: ocsp.Revoked, xocsp.Unknown: ocsp.Unknown}
	for name, k := range keys(t) {
		if name == "Ed25519" {
			continue // nor does it sign with that
		}
		ca := authority(t, newKey(t, elliptic.P256()))
		signer := delegate(t, k.key, ca)
		cert := leaf(t, ca)
		for xs, want := range status {
			template := xocsp.Response{Status: xs, SerialNumber: cert.SerialNumber, ThisUpdate: now, NextUpdate: now.Add(time.Hour), Certificate: signer.cert, IssuerHash: crypto.SHA1}
			if xs == xocsp.Revoked {
				template.RevokedAt, template.RevocationReason = now.Add(-time.Minute), xocsp.KeyCompromise
			}
			message, err := xocsp.CreateResponse(ca.cert, signer.cert, template, k.key)
			try(t, err)
			r, err := ocsp.ParseResponse(message)
			try(t, err)
			s, err := r.Verify(ocsp.VerifyOptions{Certificate: cert, Issuer: ca.cert})
			if err != nil || s.CertStatus() != want {
				t.Errorf("%s: %v, %v, want %v", name, s.CertStatus(), err, want)
			}
			if reason, ok := s.RevocationReason(); ok != (want == ocsp.Revoked) || ok && reason != ocsp.KeyCompromise {
				t.Errorf("%s: reason %v", name, reason)
			}
			b, err := r.Basic()
			try(t, err)
			if !bytes.Equal(b.RawResponderName(), signer.cert.RawSubject) {
				t.Errorf("%s: responder %x", name, b.RawResponderName())
			}
		}
	}
}

// TestRequests makes requests with both, and has each read the other's.
func TestRequests(t *testing.T) {
	ca := authority(t, newKey(t, elliptic.P256()))
	cert := leaf(t, ca)
	for _, h := range []crypto.Hash{crypto.SHA1, crypto.SHA256, crypto.SHA384, crypto.SHA512} {
		theirs, err := xocsp.CreateRequest(cert, ca.cert, &xocsp.RequestOptions{Hash: h})
		try(t, err)
		q, err := ocsp.NewRequestBuilder().AddCertificate(cert, ca.cert, h).Build()
		try(t, err)
		if !bytes.Equal(q.DER(), theirs) {
			t.Errorf("%v: %x, x/crypto makes %x", h, q.DER(), theirs)
		}
		x, err := xocsp.ParseRequest(q.DER())
		try(t, err)
		s, err := q.Single()
		try(t, err)
		if x.HashAlgorithm != h || x.SerialNumber.Cmp(s.SerialNumber()) != 0 || !bytes.Equal(x.IssuerKeyHash, s.IssuerKeyHash()) || !bytes.Equal(x.IssuerNameHash, s.IssuerNameHash()) {
			t.Errorf("%v: %+v", h, x)
		}
	}
}

// TestUnsuccessful compares the responses without an answer.
func TestUnsuccessful(t *testing.T) {
	for status, theirs := range map[ocsp.ResponseStatus][]byte{
		ocsp.MalformedRequest: xocsp.MalformedRequestErrorResponse, ocsp.InternalError: xocsp.InternalErrorErrorResponse,
		ocsp.TryLater: xocsp.TryLaterErrorResponse, ocsp.SigRequired: xocsp.SigRequredErrorResponse, ocsp.Unauthorized: xocsp.UnauthorizedErrorResponse,
	} {
		r, err := ocsp.NewUnsuccessfulResponse(status)
		try(t, err)
		if !bytes.Equal(r.DER(), theirs) {
			t.Errorf("%v: %x, x/crypto has %x", status, r.DER(), theirs)
		}
		_, err = xocsp.ParseResponse(r.DER(), nil)
		var e xocsp.ResponseError
		if !errors.As(err, &e) || int(e.Status) != int(status) {
			t.Errorf("%v: %v", status, err)
		}
	}
}

// TestWhatXCryptoLetsPass has what golang.org/x/crypto/ocsp takes for verified, and this project does not: the table for
// people who move over says so.
func TestWhatXCryptoLetsPass(t *testing.T) {
	ca := authority(t, newKey(t, elliptic.P256()))
	cert := leaf(t, ca)
	anybody := certify(t, &x509.Certificate{SerialNumber: big.NewInt(3), Subject: pkix.Name{CommonName: "Web server"},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}}, newKey(t, elliptic.P256()), &ca)
	other := authority(t, newKey(t, elliptic.P256()))
	status := ocsp.SingleResponseTemplate{Certificate: cert, Issuer: ca.cert, Hash: crypto.SHA1, Status: ocsp.Good, ThisUpdate: now, NextUpdate: now.Add(time.Hour)}
	foreign, old := status, status
	foreign.Issuer = other.cert
	old.ThisUpdate, old.NextUpdate = now.AddDate(-1, 0, 0), now.AddDate(0, -11, 0)
	for name, test := range map[string]struct {
		status ocsp.SingleResponseTemplate
		signer party
		want   error
	}{
		"a delegate without id-kp-OCSPSigning": {status, anybody, ocsp.ErrResponderUnauthorized},
		"the serial number of another issuer":  {foreign, ca, ocsp.ErrNoMatch},
		"an answer of last year":               {old, ca, ocsp.ErrStale},
	} {
		r, err := ocsp.NewResponseBuilder().AddResponse(test.status).ResponderID(ocsp.ByName, test.signer.cert).Certificates(test.signer.cert).Sign(nil, test.signer.key, crypto.SHA256)
		try(t, err)
		if x, err := xocsp.ParseResponseForCert(r.DER(), cert, ca.cert); err != nil || x.Status != xocsp.Good {
			t.Errorf("%s: x/crypto refuses it: %v", name, err)
		}
		if _, err := r.Verify(ocsp.VerifyOptions{Certificate: cert, Issuer: ca.cert}); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
