package ocsp_test

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

// oid makes an identifier of its dotted form.
func oid(dotted string) der.OID {
	id, err := der.ParseOID(dotted)
	if err != nil {
		panic(err)
	}
	return id
}

// algorithmID makes an AlgorithmIdentifier; parameters nil are absent.
func algorithmID(dotted string, parameters []byte) *rfc5912.AlgorithmIdentifier {
	a := &rfc5912.AlgorithmIdentifier{Algorithm: oid(dotted)}
	if parameters != nil {
		a.Parameters = der.Some(der.RawValue(parameters))
	}
	return a
}

// theRSA is a key of a CA and its certificate, made once.
var theRSA = sync.OnceValue(func() party {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	template := authority("Issuing CA")
	return party{certify(&testing.T{}, template, theHousehold().root.cert, key.Public(), theHousehold().root.key), key}
})

// signedWithRSA has an RSA key in the place of the issuer's, and its signature made over another hash function.
func (s *setting) signedWithRSA(algorithm string, h crypto.Hash, sum func([]byte) []byte) {
	ca := theRSA()
	s.signer, s.status.Issuer, s.options.Issuer = ca, ca.cert, ca.cert
	s.algorithm = algorithmID(algorithm, []byte{5, 0})
	s.sign = func(tbs []byte) []byte {
		b, err := rsa.SignPKCS1v15(nil, ca.key.(*rsa.PrivateKey), h, sum(tbs))
		if err != nil {
			panic(err)
		}
		return b
	}
}

// answeredWith has p answer, whom the client has configured.
func (s *setting) answeredWith(p party, opts crypto.SignerOpts) {
	s.signer, s.opts = p, opts
	s.options.Responders = []*x509.Certificate{p.cert}
}

func sum1(b []byte) []byte   { d := sha1.Sum(b); return d[:] }
func sum256(b []byte) []byte { d := sha256.Sum256(b); return d[:] }

// entry finds the first SingleResponse.
func entry(f func(*rfc6960.SingleResponse)) func(*rfc6960.ResponseData) {
	return func(d *rfc6960.ResponseData) { f(&d.Responses[0]) }
}

// twice adds a second entry like the first, changed.
func twice(f func(*rfc6960.SingleResponse)) func(*rfc6960.ResponseData) {
	return func(d *rfc6960.ResponseData) {
		second := d.Responses[0].Clone()
		f(&second)
		d.Responses = append(d.Responses, second)
	}
}

// extra is an extension of nobody's, critical or not.
func extra(critical bool) ocsp.Extension {
	return ocsp.Extension{ID: oid("1.3.6.1.4.1.55555.1"), Critical: critical, Value: []byte{5, 0}}
}

func critical(e ocsp.Extension) ocsp.Extension {
	e.Critical = true
	return e
}

// wire is an extension as it stands in a message.
func wire(e ocsp.Extension) rfc5912.Extension {
	return rfc5912.Extension{ExtnID: e.ID, Critical: e.Critical, ExtnValue: e.Value}
}

// decoys makes certificates that have the name of the responder and nothing else of it.
func decoys(t testing.TB, n int) []*x509.Certificate {
	list := make([]*x509.Certificate, n)
	for i := range list {
		list[i] = selfSigned(t, responder("Responder")).cert
	}
	return list
}

// anotherName is what a household's issuer is called in a certificate that has its key.
func anotherName(t testing.TB, h household, name string) party {
	return party{certify(t, authority(name), h.root.cert, h.ca.key.Public(), h.root.key), h.ca.key}
}

// A verifyTest is a setting and what Verify makes of it.
type verifyTest struct {
	name   string
	change func(t testing.TB, s *setting)
	want   any // an error, or a CertStatus
}

// statusTests are about the message as a whole.
var statusTests = []verifyTest{
	{"good", func(t testing.TB, s *setting) {}, ocsp.Good},
	{"unknown stays unknown", func(t testing.TB, s *setting) { s.status.Status = ocsp.Unknown }, ocsp.Unknown},
	{"revoked", func(t testing.TB, s *setting) { s.status.Status, s.status.RevocationTime = ocsp.Revoked, noon }, ocsp.Revoked},
	{"tryLater, with an answer", func(t testing.TB, s *setting) {
		s.outer = func(o *rfc6960.OCSPResponse) { o.ResponseStatus = rfc6960.OCSPResponseStatusTryLater }
	}, ocsp.ErrStatus},
	{"another response type", func(t testing.TB, s *setting) {
		s.outer = func(o *rfc6960.OCSPResponse) { o.ResponseBytes.Value.ResponseType = oid("1.2.3") }
	}, ocsp.ErrResponseType},
	{"successful without responseBytes", func(t testing.TB, s *setting) {
		s.outer = func(o *rfc6960.OCSPResponse) { o.ResponseBytes.Present = false }
	}, ocsp.ErrMalformed},
	{"version 2", func(t testing.TB, s *setting) {
		s.tbs = func(d *rfc6960.ResponseData) { d.Version = 1 }
	}, ocsp.ErrVersion},
}

// responderIs has cert be the responder that a response names, by key.
func responderIs(cert *x509.Certificate) func(*rfc6960.ResponseData) {
	return func(d *rfc6960.ResponseData) {
		var spki struct {
			Algorithm asn1.RawValue
			Key       asn1.BitString
		}
		if _, err := asn1.Unmarshal(cert.RawSubjectPublicKeyInfo, &spki); err != nil {
			panic(err)
		}
		d.ResponderID.SetByKey(sum1(spki.Key.Bytes))
	}
}

// nameView is the name of a certificate's subject.
func nameView(t testing.TB, cert *x509.Certificate) (v rfc5912.NameView) {
	try(t, v.UnmarshalDER(cert.RawSubject))
	return v
}

// sha1Delegate makes an RSA issuer and a delegate whose certificate it signed with SHA-1.
func sha1Delegate(t testing.TB, s *setting) party {
	ca := theRSA()
	s.status.Issuer, s.options.Issuer = ca.cert, ca.cert
	template := responder("Responder")
	template.SignatureAlgorithm = x509.SHA1WithRSA
	key := newKey(t)
	return party{certify(t, template, ca.cert, key.Public(), sha1Signer{ca.key}), key}
}

// A sha1Signer is one that crypto/x509 lets sign with SHA-1, since it is none of the types that it knows.
type sha1Signer struct{ crypto.Signer }

// flipLast returns a copy with the last bit changed.
func flipLast(b []byte) []byte {
	b = bytes.Clone(b)
	b[len(b)-1] ^= 1
	return b
}

// keyOctets are the contents of subjectPublicKey of a P-256 certificate.
func keyOctets(cert *x509.Certificate) []byte {
	return cert.RawSubjectPublicKeyInfo[len(cert.RawSubjectPublicKeyInfo)-65:]
}

func TestVerify(t *testing.T) {
	memory := ocsp.NewVerifier(4)
	for _, test := range slices.Concat(statusTests, certificateTests, responderTests, signatureTests, pssTests, timeTests, nonceTests, extensionTests) {
		t.Run(test.name, func(t *testing.T) {
			s := newSetting()
			test.change(t, s)
			r, err := ocsp.ParseResponse(s.response(t))
			if err != nil {
				checkOutcome(t, ocsp.SingleResponse{}, err, test.want)
				return
			}
			single, err := r.Verify(s.options)
			checkOutcome(t, single, err, test.want)
			for range 2 { // the second time, a delegate is remembered
				single, err = memory.Verify(r, s.options)
				checkOutcome(t, single, err, test.want)
			}
		})
	}
}

// checkOutcome compares what came out with a status, or with an error beside which there must be no result.
func checkOutcome(t *testing.T, single ocsp.SingleResponse, err error, want any) {
	t.Helper()
	switch want := want.(type) {
	case error:
		if !errors.Is(err, want) {
			t.Errorf("got error %v, want %v", err, want)
		}
		if single != (ocsp.SingleResponse{}) {
			t.Errorf("a result beside error %v", err)
		}
		for _, other := range allErrors {
			if other != want && errors.Is(err, other) {
				t.Errorf("%v is %v too", err, other)
			}
		}
	case ocsp.CertStatus:
		if err != nil {
			t.Errorf("error %v", err)
		} else if single.CertStatus() != want {
			t.Errorf("status %v, want %v", single.CertStatus(), want)
		}
	}
}

var allErrors = []error{
	ocsp.ErrStatus, ocsp.ErrMultiple, ocsp.ErrMalformed, ocsp.ErrResponseType, ocsp.ErrVersion, ocsp.ErrNoMatch,
	ocsp.ErrResponderNotFound, ocsp.ErrResponderUnauthorized, ocsp.ErrResponderExpired, ocsp.ErrBadSignature,
	ocsp.ErrUnsupportedAlgorithm, ocsp.ErrWeakAlgorithm, ocsp.ErrStale, ocsp.ErrNotYetValid, ocsp.ErrInconsistentTimes,
	ocsp.ErrNonceMismatch, ocsp.ErrNonceMissing, ocsp.ErrCriticalExtension, ocsp.ErrDuplicateExtension,
	ocsp.ErrConflictingResponses, ocsp.ErrIssuerMismatch, ocsp.ErrKeyMismatch, ocsp.ErrAlreadySet, ocsp.ErrIncomplete,
}

func TestVerifyNow(t *testing.T) {
	s := newSetting()
	s.status.ThisUpdate, s.status.NextUpdate = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	s.options.CurrentTime = time.Time{}
	r, err := ocsp.ParseResponse(s.response(t))
	try(t, err)
	if _, err := r.Verify(s.options); err != nil {
		t.Error(err)
	}
	s.status.NextUpdate = time.Now().Add(-time.Minute)
	r, err = ocsp.ParseResponse(s.response(t))
	try(t, err)
	if _, err := r.Verify(s.options); !errors.Is(err, ocsp.ErrStale) {
		t.Error(err)
	}
}

func TestStatusError(t *testing.T) {
	for _, status := range []ocsp.ResponseStatus{ocsp.MalformedRequest, ocsp.InternalError, ocsp.TryLater, ocsp.SigRequired, ocsp.Unauthorized} {
		r, err := ocsp.NewUnsuccessfulResponse(status)
		try(t, err)
		_, err = r.Verify(newSetting().options)
		var e *ocsp.StatusError
		if !errors.As(err, &e) || e.Status != status || !errors.Is(err, ocsp.ErrStatus) {
			t.Errorf("%v: %v", status, err)
		}
		if want := "ocsp: responder answered " + status.String(); err.Error() != want {
			t.Errorf("%q, want %q", err, want)
		}
	}
}

// TestTooManyCertificates has a response with many certificates that could be the responder's: it costs eight attempts.
func TestTooManyCertificates(t *testing.T) {
	s := delegated()
	s.by = ocsp.ByName
	s.certs = slices.Repeat(decoys(t, 1), 2000)
	r, err := ocsp.ParseResponse(s.response(t))
	try(t, err)
	if _, err := r.Verify(s.options); !errors.Is(err, ocsp.ErrResponderUnauthorized) {
		t.Error(err)
	}
}

// TestShortest: a nonce of one octet is compared as any other, and a modulus of 1024 bits is long enough.
func TestShortest(t *testing.T) {
	s := newSetting()
	s.exts = []ocsp.Extension{ocsp.NonceExtension([]byte{1})}
	r, err := ocsp.ParseResponse(s.response(t))
	try(t, err)
	for n, want := range map[byte]error{1: nil, 2: ocsp.ErrNonceMismatch} {
		s.options.Nonce = []byte{n}
		if _, err := r.Verify(s.options); !errors.Is(err, want) || (err == nil) != (want == nil) {
			t.Errorf("nonce %d: %v", n, err)
		}
	}
	s = newSetting()
	key, err := rsa.GenerateKey(rand.Reader, 1024)
	try(t, err)
	s.signedBy(party{certify(t, responder("Short"), s.ca.cert, key.Public(), s.ca.key), key})
	r, err = ocsp.ParseResponse(s.response(t))
	try(t, err)
	if _, err := r.Verify(s.options); err != nil {
		t.Error(err)
	}
}
