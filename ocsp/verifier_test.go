package ocsp_test

import (
	"bytes"
	"crypto"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/ocsp"
)

// A counting algorithm accepts every signature of one key, and counts how often it was asked.
type counting struct {
	spki  []byte
	asked *atomic.Int64
}

// countingOID has as many octets as that of ECDSA with SHA-256.
const countingOID der.OID = "\x2a\x86\x48\xce\x3d\x04\x03\x7f"

func (c counting) OID() der.OID { return countingOID }

func (c counting) Verify(spki, message, signature []byte) error {
	c.asked.Add(1)
	if !bytes.Equal(spki, c.spki) {
		return errors.New("another key")
	}
	return nil
}

// counted makes a setting with a delegate whose certificate is signed with the counting algorithm.
func counted(t testing.TB, name string) (*setting, *atomic.Int64) {
	s := newSetting()
	d := s.ca.issue(t, responder(name))
	d.cert = parse(t, bytes.ReplaceAll(d.cert.Raw, []byte(oid("1.2.840.10045.4.3.2")), []byte(countingOID)))
	s.signedBy(d)
	asked := new(atomic.Int64)
	s.options.Algorithms = []ocsp.SignatureAlgorithm{nil, counting{s.ca.cert.RawSubjectPublicKeyInfo, asked}}
	return s, asked
}

func parseResponse(t testing.TB, message []byte) *ocsp.Response {
	t.Helper()
	r, err := ocsp.ParseResponse(message)
	try(t, err)
	return r
}

// verifies ends the test unless r is good.
func verifies(t testing.TB, v *ocsp.Verifier, r *ocsp.Response, o ocsp.VerifyOptions) {
	t.Helper()
	s, err := v.Verify(r, o)
	if err != nil || s.CertStatus() != ocsp.Good {
		t.Fatalf("%v, %v", s.CertStatus(), err)
	}
}

// refuses marks the test as failed unless the error is that.
func refuses(t testing.TB, v *ocsp.Verifier, r *ocsp.Response, o ocsp.VerifyOptions, want error) {
	t.Helper()
	if s, err := v.Verify(r, o); !errors.Is(err, want) || s != (ocsp.SingleResponse{}) {
		t.Errorf("%v, want %v", err, want)
	}
}

func TestVerifierRemembers(t *testing.T) {
	s, asked := counted(t, "Responder")
	r := parseResponse(t, s.response(t))
	v := ocsp.NewVerifier(2)
	for range 3 {
		verifies(t, v, r, s.options)
	}
	if n := asked.Load(); n != 1 {
		t.Errorf("the issuer's signature was looked at %d times", n)
	}
	for range 2 {
		_, err := r.Verify(s.options)
		try(t, err)
	}
	if n := asked.Load(); n != 3 {
		t.Errorf("without a Verifier it was looked at %d times", n-1)
	}
	for _, v := range []*ocsp.Verifier{nil, new(ocsp.Verifier), ocsp.NewVerifier(0), ocsp.NewVerifier(-1)} {
		asked.Store(0)
		verifies(t, v, r, s.options)
		verifies(t, v, r, s.options)
		if n := asked.Load(); n != 2 {
			t.Errorf("a Verifier without room had it looked at %d times", n)
		}
	}
}

func TestVerifierForgets(t *testing.T) {
	v := ocsp.NewVerifier(2)
	var rs []*ocsp.Response
	var options []ocsp.VerifyOptions
	var asked []*atomic.Int64
	for _, name := range []string{"A", "B", "C"} {
		s, n := counted(t, name)
		rs, options, asked = append(rs, parseResponse(t, s.response(t))), append(options, s.options), append(asked, n)
	}
	for _, step := range []struct{ i, want int }{
		{0, 1}, {1, 1}, {0, 1}, {1, 1}, // room for two
		{2, 1}, {1, 1}, {2, 1}, // the third takes the place of the first
		{0, 2}, {2, 1}, {1, 2}, // which takes that of the second
	} {
		verifies(t, v, rs[step.i], options[step.i])
		if n := asked[step.i].Load(); int(n) != step.want {
			t.Errorf("%v: looked at %d times", step, n)
		}
	}
}

func TestVerifierLooksAgain(t *testing.T) {
	v := ocsp.NewVerifier(10)
	s, asked := counted(t, "Responder")
	message := s.response(t)
	r := parseResponse(t, message)
	verifies(t, v, r, s.options)

	// the clock
	late := s.options
	late.CurrentTime = noon.AddDate(0, 2, 0)
	refuses(t, v, r, late, ocsp.ErrResponderExpired)
	early := s.options
	early.CurrentTime = noon.AddDate(0, -2, 0)
	refuses(t, v, r, early, ocsp.ErrResponderExpired)

	// an algorithm that is no longer wanted
	without := s.options
	without.Algorithms = nil
	refuses(t, v, r, without, ocsp.ErrUnsupportedAlgorithm)

	// an issuer of another key
	other := *s
	other.options.Issuer, other.status.Issuer = s.other.cert, s.other.cert
	leaf := *s.leaf.cert
	leaf.RawIssuer = s.other.cert.RawSubject
	other.options.Certificate, other.status.Certificate = &leaf, &leaf
	refuses(t, v, parseResponse(t, other.response(t)), other.options, ocsp.ErrResponderUnauthorized)

	// an issuer of the same key and another name
	renamed := *s
	cb := anotherName(t, s.household, "Issuing CB").cert
	leaf.RawIssuer = cb.RawSubject
	renamed.options.Issuer, renamed.status.Issuer = cb, cb
	renamed.options.Certificate, renamed.status.Certificate = &leaf, &leaf
	refuses(t, v, parseResponse(t, renamed.response(t)), renamed.options, ocsp.ErrResponderUnauthorized)

	// the signature of the response
	forged := *s
	forged.signer.key = newKey(t)
	forged.algorithm = algorithmID("1.2.840.10045.4.3.2", nil)
	forged.sign = func(tbs []byte) []byte {
		return must(t)(forged.signer.key.Sign(nil, sum256(tbs), crypto.SHA256))
	}
	message = s.rework(t, message)
	broken := parseResponse(t, forged.rework(t, message))
	refuses(t, v, broken, s.options, ocsp.ErrBadSignature)

	if n := asked.Load(); n != 1 {
		t.Errorf("the issuer's signature was looked at %d times", n)
	}
}

func TestVerifierLooksAgainAtSHA1(t *testing.T) {
	v := ocsp.NewVerifier(10)
	s := newSetting()
	s.signedBy(sha1Delegate(t, s))
	r := parseResponse(t, s.response(t))
	o := s.options
	o.AllowSHA1 = true
	verifies(t, v, r, o)
	refuses(t, v, r, s.options, ocsp.ErrWeakAlgorithm)
}

// TestVerifierKeepsItsOwn has the octets of a message overwritten after a delegate in it was remembered.
func TestVerifierKeepsItsOwn(t *testing.T) {
	v := ocsp.NewVerifier(10)
	s, asked := counted(t, "Responder")
	message := s.response(t)
	buffer := bytes.Clone(message)
	var r ocsp.Response
	try(t, r.UnmarshalDER(buffer))
	verifies(t, v, &r, s.options)
	clear(buffer)
	verifies(t, v, parseResponse(t, message), s.options)
	if n := asked.Load(); n != 1 {
		t.Errorf("the issuer's signature was looked at %d times", n)
	}
}

func TestVerifierConcurrently(t *testing.T) {
	v := ocsp.NewVerifier(1)
	var wg sync.WaitGroup
	for _, name := range []string{"A", "B"} {
		s, _ := counted(t, name)
		r := parseResponse(t, s.response(t))
		for range 4 {
			wg.Go(func() {
				for range 20 {
					verifies(t, v, r, s.options)
				}
			})
		}
	}
	wg.Wait()
}

// BenchmarkVerify shows what a remembered delegate saves.
func BenchmarkVerify(b *testing.B) {
	s := delegated()
	message := s.response(b)
	var r ocsp.Response
	try(b, r.UnmarshalDER(message))
	b.Run("delegate", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := r.Verify(s.options); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("remembered", func(b *testing.B) {
		v := ocsp.NewVerifier(10)
		b.ReportAllocs()
		for b.Loop() {
			if _, err := v.Verify(&r, s.options); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("issuer", func(b *testing.B) {
		s := newSetting()
		r := parseResponse(b, s.response(b))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := r.Verify(s.options); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("its two signatures alone", func(b *testing.B) {
		basic, err := r.Basic()
		try(b, err)
		for b.Loop() {
			if basic.CheckSignatureFrom(s.delegate.cert) != nil || s.delegate.cert.CheckSignatureFrom(s.ca.cert) != nil {
				b.Fatal("refused")
			}
		}
	})
}
