package ocsp_test

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

// negativeID is the CertID of a request that no builder makes.
func negativeID(t testing.TB) ocsp.CertID {
	t.Helper()
	q, err := ocsp.ParseRequest(rewired(t, read(t, "request.der"), func(w *rfc6960.OCSPRequest) {
		w.TBSRequest.RequestList[0].ReqCert.SerialNumber = der.Int(-1)
	}))
	try(t, err)
	s, err := q.Single()
	try(t, err)
	return s.CertID()
}

// TestNegativeSerialNumber has a responder answer a question that nobody should ask.
func TestNegativeSerialNumber(t *testing.T) {
	h := theHousehold()
	r, err := ocsp.NewResponseBuilder().
		AddResponse(ocsp.SingleResponseTemplate{CertID: negativeID(t), Status: ocsp.Unknown, ThisUpdate: noon}).
		ResponderID(ocsp.ByName, h.ca.cert).Sign(nil, h.ca.key, crypto.SHA256)
	try(t, err)
	if s, err := r.Single(); err != nil || s.SerialNumber().Int64() != -1 {
		t.Errorf("%v, %v", s.SerialNumber(), err)
	}
}

func TestRequestBuilderRefuses(t *testing.T) {
	h := theHousehold()
	leaf, ca := h.leaf.cert, h.ca.cert
	b := ocsp.NewRequestBuilder()
	some := b.AddCertificate(leaf, ca, crypto.SHA1)
	twenty, serial := make([]byte, 20), big.NewInt(1)
	for _, test := range []struct {
		name string
		b    ocsp.RequestBuilder
		want error
		text string
	}{
		{"nothing added", b, ocsp.ErrIncomplete, "ocsp: incomplete: a request asks about one certificate at least"},
		{"only an extension", b.AddExtension(extra(false)), ocsp.ErrIncomplete, ""},
		{"no certificate", b.AddCertificate(nil, ca, crypto.SHA1), ocsp.ErrIncomplete, "ocsp: incomplete: a CertID needs a certificate and its issuer"},
		{"no issuer", b.AddCertificate(leaf, nil, crypto.SHA1), ocsp.ErrIncomplete, ""},
		{"certificate that was never parsed", b.AddCertificate(&x509.Certificate{}, ca, crypto.SHA1), ocsp.ErrIncomplete, ""},
		{"issuer that was never parsed", b.AddCertificate(leaf, &x509.Certificate{}, crypto.SHA1), ocsp.ErrMalformed, ""},
		{"MD5", b.AddCertificate(leaf, ca, crypto.MD5), ocsp.ErrUnsupportedAlgorithm, "ocsp: algorithm is not supported: MD5 in a CertID"},
		{"SHA3-256", b.AddCertificate(leaf, ca, crypto.SHA3_256), ocsp.ErrUnsupportedAlgorithm, ""},
		{"no hash function", b.AddCertificate(leaf, ca, 0), ocsp.ErrUnsupportedAlgorithm, ""},
		{"by hash, MD5", b.AddCertificateByHash(twenty[:16], twenty[:16], serial, crypto.MD5), ocsp.ErrUnsupportedAlgorithm, ""},
		{"by hash, name of 19 octets", b.AddCertificateByHash(twenty[:19], twenty, serial, crypto.SHA1), ocsp.ErrMalformed,
			"ocsp: malformed: issuerNameHash of 19 octets, SHA-1 has 20"},
		{"by hash, key of 19 octets", b.AddCertificateByHash(twenty, twenty[:19], serial, crypto.SHA1), ocsp.ErrMalformed,
			"ocsp: malformed: issuerKeyHash of 19 octets, SHA-1 has 20"},
		{"by hash, hashes of another function", b.AddCertificateByHash(twenty, twenty, serial, crypto.SHA256), ocsp.ErrMalformed, ""},
		{"by hash, no serial number", b.AddCertificateByHash(twenty, twenty, nil, crypto.SHA1), ocsp.ErrIncomplete, ""},
		{"by hash, serial number below zero", b.AddCertificateByHash(twenty, twenty, big.NewInt(-1), crypto.SHA1), ocsp.ErrMalformed,
			"ocsp: malformed: serial number -1 is negative"},
		{"zero CertID", b.AddRequest(ocsp.CertID{}), ocsp.ErrIncomplete, ""},
		{"CertID that was read, serial number below zero", b.AddRequest(negativeID(t)), ocsp.ErrMalformed, "ocsp: malformed: serial number -1 is negative"},
		{"extension twice", some.AddExtension(extra(false)).AddExtension(extra(true)), ocsp.ErrAlreadySet,
			"ocsp: extension 1.3.6.1.4.1.55555.1 added twice"},
		{"extension twice, by its other name", some.AddExtension(extra(false)).AddExtension(extra(true)), ocsp.ErrDuplicateExtension, ""},
		{"single extension twice", b.AddRequest(certID(t), extra(false), extra(false)), ocsp.ErrDuplicateExtension, ""},
		{"extension without an identifier", some.AddExtension(ocsp.Extension{Value: []byte{5, 0}}), ocsp.ErrIncomplete, ""},
		{"extension without a value", some.AddExtension(ocsp.Extension{ID: oid("1.2.3")}), ocsp.ErrIncomplete, "ocsp: incomplete: extension 1.2.3 has no value"},
		{"nonce, then a nonce extension", some.Nonce(nil).AddExtension(ocsp.NonceExtension([]byte("n"))), ocsp.ErrAlreadySet, ""},
		{"nonce extension, then a nonce", some.AddExtension(ocsp.NonceExtension([]byte("n"))).Nonce(nil), ocsp.ErrAlreadySet, ""},
		{"nonce extension, then another nonce", some.AddExtension(ocsp.NonceExtension([]byte("n"))).Nonce([]byte("m")), ocsp.ErrAlreadySet, ""},
		{"random nonce twice", some.Nonce(nil).Nonce(nil), ocsp.ErrAlreadySet, ""},
		{"nonce of no octets", some.Nonce([]byte{}), ocsp.ErrMalformed, "ocsp: malformed: nonce of 0 octets, 1 to 128 are allowed"},
		{"nonce of 129 octets", some.Nonce(make([]byte, 129)), ocsp.ErrMalformed, "ocsp: malformed: nonce of 129 octets, 1 to 128 are allowed"},
		{"requestorName that is no GeneralName", some.RequestorName([]byte{5, 0}), ocsp.ErrMalformed, ""},
		{"requestorName twice", some.RequestorName([]byte{0x82, 1, 'a'}).RequestorName([]byte{0x82, 1, 'a'}), ocsp.ErrAlreadySet, "ocsp: set before: requestorName"},
		{"the first mistake counts", b.AddCertificate(nil, nil, 0).AddRequest(ocsp.CertID{}).AddExtension(ocsp.Extension{ID: oid("1.2.3")}).Nonce([]byte{}), ocsp.ErrIncomplete,
			"ocsp: incomplete: a CertID needs a certificate and its issuer"},
	} {
		for name, build := range map[string]func() (*ocsp.Request, error){
			"Build": test.b.Build,
			"Sign":  func() (*ocsp.Request, error) { return test.b.Sign(nil, h.leaf.key, crypto.SHA256, leaf) },
		} {
			q, err := build()
			if !errors.Is(err, test.want) || q != nil {
				t.Errorf("%s: %s: %v", test.name, name, err)
			} else if test.text != "" && err.Error() != test.text {
				t.Errorf("%s: %s: %q, want %q", test.name, name, err, test.text)
			}
		}
	}
}

// certID is that of the household's leaf.
func certID(t testing.TB) ocsp.CertID {
	t.Helper()
	id, err := ocsp.NewCertID(theHousehold().leaf.cert, theHousehold().ca.cert, crypto.SHA256)
	try(t, err)
	return id
}

func TestRequestBuilderIsAValue(t *testing.T) {
	h := theHousehold()
	base := ocsp.NewRequestBuilder().AddCertificate(h.leaf.cert, h.ca.cert, crypto.SHA1)
	before, err := base.Build()
	try(t, err)
	one := base.AddRequest(certID(t)).AddExtension(extra(false))
	two := base.AddCertificate(h.ca.cert, h.root.cert, crypto.SHA1).Nonce([]byte("n"))
	base.Nonce([]byte{})
	for _, test := range []struct {
		b    ocsp.RequestBuilder
		n, x int
	}{{base, 1, 0}, {one, 2, 1}, {two, 2, 1}} {
		q, err := test.b.Build()
		try(t, err)
		x, err := q.Extensions()
		try(t, err)
		if q.Len() != test.n || x.Len() != test.x {
			t.Errorf("%d requests and %d extensions, want %d and %d", q.Len(), x.Len(), test.n, test.x)
		}
	}
	after, err := base.Build()
	try(t, err)
	if !bytes.Equal(before.DER(), after.DER()) {
		t.Error("a method changed the builder that it was called on")
	}
	first, err := one.Build()
	try(t, err)
	for s := range first.Requests() {
		if h, err := s.HashAlgorithm(); err != nil || h != crypto.SHA1 && h != crypto.SHA256 {
			t.Errorf("%v, %v", h, err)
		}
	}
}

func TestRequestNonce(t *testing.T) {
	b := ocsp.NewRequestBuilder().AddRequest(certID(t)).AddExtension(extra(true)).Nonce(nil)
	var nonces [][]byte
	for range 2 {
		q, err := b.Build()
		try(t, err)
		nonce, ok := q.Nonce()
		if !ok || len(nonce) != 32 {
			t.Fatalf("nonce %x", nonce)
		}
		nonces = append(nonces, nonce)
	}
	if bytes.Equal(nonces[0], nonces[1]) {
		t.Error("the same nonce in two requests")
	}
	for _, n := range []int{1, 32, 127, 128} {
		want := bytes.Repeat([]byte{0xa5}, n)
		q, err := ocsp.NewRequestBuilder().AddRequest(certID(t)).Nonce(want).Build()
		try(t, err)
		x, err := q.Extensions()
		try(t, err)
		nonce, ok := x.Nonce()
		if got, found := q.Nonce(); !ok || !found || !bytes.Equal(nonce, want) || !bytes.Equal(got, want) {
			t.Errorf("nonce %x, want %x", nonce, want)
		}
	}
	q, err := ocsp.NewRequestBuilder().AddRequest(certID(t)).Build()
	try(t, err)
	if nonce, ok := q.Nonce(); ok || nonce != nil {
		t.Errorf("nonce %x where there is none", nonce)
	}
}

func TestSignedRequest(t *testing.T) {
	h := theHousehold()
	b := ocsp.NewRequestBuilder().AddRequest(certID(t), extra(false)).AddExtension(ocsp.AcceptableResponsesExtension(oid("1.3.6.1.5.5.7.48.1.1")))
	q, err := b.Sign(nil, h.leaf.key, crypto.SHA256, h.leaf.cert, h.ca.cert)
	try(t, err)
	if !q.IsSigned() {
		t.Fatal("not signed")
	}
	try(t, q.VerifySignature(h.leaf.cert))
	name, ok := q.RequestorName()
	if !ok || name[0] != 0xa4 || !bytes.HasSuffix(name, h.leaf.cert.RawSubject) {
		t.Errorf("requestorName %x", name)
	}
	var certs [][]byte
	for c := range q.RawCertificates() {
		certs = append(certs, c)
	}
	if len(certs) != 2 || !bytes.Equal(certs[0], h.leaf.cert.Raw) || !bytes.Equal(certs[1], h.ca.cert.Raw) {
		t.Errorf("%d certificates", len(certs))
	}
	if h, err := q.SignatureHashAlgorithm(); h != crypto.SHA256 || err != nil {
		t.Errorf("hash algorithm %v, %v", h, err)
	}
	if q.SignatureAlgorithmOID() != oid("1.2.840.10045.4.3.2") {
		t.Errorf("algorithm %v", q.SignatureAlgorithmOID())
	}
	for range q.RawCertificates() {
		break
	}

	for _, test := range []struct {
		name string
		err  error
		want error
	}{
		{"key of another", q.VerifySignature(h.ca.cert), ocsp.ErrBadSignature},
		{"no certificate", q.VerifySignature(nil), ocsp.ErrIncomplete},
		{"changed", changed(t, q).VerifySignature(h.leaf.cert), ocsp.ErrBadSignature},
		{"zero", new(ocsp.Request).VerifySignature(h.leaf.cert), ocsp.ErrIncomplete},
	} {
		if !errors.Is(test.err, test.want) {
			t.Errorf("%s: %v", test.name, test.err)
		}
	}
	plain, err := b.Build()
	try(t, err)
	if err := plain.VerifySignature(h.leaf.cert); !errors.Is(err, ocsp.ErrIncomplete) {
		t.Errorf("not signed: %v", err)
	}
	if _, err := plain.SignatureHashAlgorithm(); !errors.Is(err, ocsp.ErrIncomplete) {
		t.Errorf("not signed: %v", err)
	}
	if plain.IsSigned() || plain.SignatureAlgorithmOID() != "" {
		t.Error("not signed, and says so not")
	}

	dns := []byte{0x82, 1, 'a'}
	q, err = b.RequestorName(dns).Sign(nil, h.leaf.key, crypto.SHA256)
	try(t, err)
	try(t, q.VerifySignature(h.leaf.cert))
	if name, ok := q.RequestorName(); !ok || !bytes.Equal(name, dns) {
		t.Errorf("requestorName %x", name)
	}
	var w rfc6960.OCSPRequest
	try(t, w.UnmarshalDER(q.DER()))
	if w.OptionalSignature.Value.Certs.Present {
		t.Error("a list of certificates where there is none")
	}
	if _, err := b.Sign(nil, h.leaf.key, crypto.SHA256); !errors.Is(err, ocsp.ErrIncomplete) {
		t.Errorf("neither name nor certificate: %v", err)
	}
	if _, err := b.Sign(nil, h.leaf.key, crypto.SHA256, nil); !errors.Is(err, ocsp.ErrIncomplete) {
		t.Errorf("nil certificate: %v", err)
	}
	if _, err := b.Sign(nil, h.leaf.key, crypto.SHA256, h.leaf.cert, &x509.Certificate{}); !errors.Is(err, ocsp.ErrIncomplete) {
		t.Errorf("certificate without octets: %v", err)
	}
	nameless := *h.leaf.cert
	nameless.RawSubject = []byte{5, 0}
	if _, err := b.Sign(nil, h.leaf.key, crypto.SHA256, &nameless); !errors.Is(err, ocsp.ErrMalformed) {
		t.Errorf("subject that is no Name: %v", err)
	}
	broken := *h.leaf.cert
	broken.Raw = []byte{0x30, 1}
	if _, err := b.Sign(nil, h.leaf.key, crypto.SHA256, &broken); !errors.Is(err, ocsp.ErrMalformed) {
		t.Errorf("certificate that is none: %v", err)
	}
}

// TestWeaklySignedRequest has the signature of a request say that it was made with SHA-1.
func TestWeaklySignedRequest(t *testing.T) {
	h := theHousehold()
	q, err := ocsp.NewRequestBuilder().AddRequest(certID(t)).AddRequest(certID(t)).Sign(nil, h.leaf.key, crypto.SHA256, h.leaf.cert)
	try(t, err)
	weak, err := ocsp.ParseRequest(rewired(t, q.DER(), func(w *rfc6960.OCSPRequest) {
		w.OptionalSignature.Value.SignatureAlgorithm = *algorithmID("1.2.840.10045.4.1", nil)
	}))
	try(t, err)
	if err := weak.VerifySignature(h.leaf.cert); !errors.Is(err, ocsp.ErrWeakAlgorithm) {
		t.Error(err)
	}
	for range weak.Requests() {
		break
	}
}

// changed flips a bit of the CertID in a request.
func changed(t testing.TB, q *ocsp.Request) *ocsp.Request {
	t.Helper()
	s, err := q.Single()
	try(t, err)
	message := bytes.Clone(q.DER())
	message[bytes.Index(message, s.IssuerKeyHash())] ^= 1
	other, err := ocsp.ParseRequest(message)
	try(t, err)
	return other
}

func TestErrorTexts(t *testing.T) {
	for _, err := range allErrors {
		if text := err.Error(); !strings.HasPrefix(text, "ocsp: ") || strings.HasSuffix(text, ".") {
			t.Errorf("%q", text)
		}
	}
}

// TestFirstMistake: what is reported is the first thing that went wrong, as soon as it does.
func TestFirstMistake(t *testing.T) {
	b := ocsp.NewRequestBuilder().AddRequest(certID(t))
	nonce := []byte("0123456789abcdef")
	for _, test := range []struct {
		name string
		b    ocsp.RequestBuilder
		want error
	}{
		{"a nonce beside a fresh one", b.Nonce(nil).Nonce(nonce), ocsp.ErrAlreadySet},
		{"a fresh nonce beside another", b.Nonce(nonce).Nonce(nil), ocsp.ErrAlreadySet},
		{"two fresh ones", b.Nonce(nil).Nonce(nil), ocsp.ErrAlreadySet},
		{"an extension twice", b.AddExtension(extra(false)).AddExtension(extra(false)), ocsp.ErrAlreadySet},
		{"an extension of a certificate twice, and another", b.AddRequest(certID(t), extra(false), extra(false), ocsp.ExtendedRevokeExtension()), ocsp.ErrAlreadySet},
		{"a name that is none", b.RequestorName([]byte{5, 0}), ocsp.ErrMalformed},
		{"no certificate", b.AddRequest(ocsp.CertID{}), ocsp.ErrIncomplete},
	} {
		second := b.RequestorName([]byte{5, 0})
		if test.want == ocsp.ErrMalformed {
			second = b.AddExtension(extra(false)).AddExtension(extra(false))
		}
		_, err := second.Build()
		if errors.Is(err, test.want) {
			t.Fatalf("%s: both mistakes are %v", test.name, err)
		}
		late := test.b.RequestorName([]byte{5, 0}).AddExtension(ocsp.ExtendedRevokeExtension()).AddExtension(ocsp.ExtendedRevokeExtension())
		if _, err := late.Build(); !errors.Is(err, test.want) {
			t.Errorf("%s: %v", test.name, err)
		}
		for _, other := range allErrors {
			if _, err := test.b.Build(); errors.Is(err, other) && other != test.want && (test.want != ocsp.ErrAlreadySet || other != ocsp.ErrDuplicateExtension) {
				t.Errorf("%s: %v is %v too", test.name, err, other)
			}
		}
	}
}
