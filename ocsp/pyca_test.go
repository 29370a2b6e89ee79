package ocsp_test

import (
	"crypto"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dergen/dergen/ocsp"
)

// TestPycaVectors holds what is known of each of pyca's messages.
func TestPycaVectors(t *testing.T) {
	dir := shared(t, "pyca")
	single := func(name string) (*ocsp.Response, ocsp.SingleResponse) {
		t.Helper()
		r := parseResponse(t, file(t, dir, name+".der"))
		s, err := r.Single()
		try(t, err)
		return r, s
	}
	basic := func(r *ocsp.Response) *ocsp.BasicResponse {
		t.Helper()
		b, err := r.Basic()
		try(t, err)
		return b
	}
	r, s := single("resp-sha256")
	issuer := certificateFile(t, dir, "certs", "letsencryptx3.pem")
	b := basic(r)
	next, _ := s.NextUpdate()
	h, err := b.SignatureHashAlgorithm()
	try(t, err)
	if s.CertStatus() != ocsp.Good || !s.ThisUpdate().Equal(time.Date(2018, 8, 30, 11, 0, 0, 0, time.UTC)) || !next.Equal(time.Date(2018, 9, 6, 11, 0, 0, 0, time.UTC)) ||
		!b.ProducedAt().Equal(time.Date(2018, 8, 30, 11, 15, 0, 0, time.UTC)) || h != crypto.SHA256 || s.SerialNumber().String() != "271024907440004808294641238224534273948400" {
		t.Errorf("resp-sha256: %v %v %v %v %v", s.CertStatus(), s.ThisUpdate(), next, b.ProducedAt(), s.SerialNumber())
	}
	if v, err := r.Verify(ocsp.VerifyOptions{Certificate: like(issuer, s.SerialNumber()), Issuer: issuer, CurrentTime: s.ThisUpdate()}); err != nil || v != s {
		t.Errorf("resp-sha256: %v", err)
	}

	_, s = single("resp-revoked-reason")
	reason, ok := s.RevocationReason()
	at, _ := s.RevocationTime()
	if s.CertStatus() != ocsp.Revoked || !ok || reason != ocsp.Superseded || !at.Equal(time.Date(2018, 6, 27, 12, 30, 1, 0, time.UTC)) {
		t.Errorf("resp-revoked-reason: %v, %v", reason, at)
	}
	_, s = single("resp-revoked")
	if reason, ok := s.RevocationReason(); s.CertStatus() != ocsp.Revoked || ok || reason != 0 {
		t.Errorf("resp-revoked: %v", reason)
	}
	_, s = single("resp-revoked-no-next-update")
	if _, ok := s.NextUpdate(); ok {
		t.Error("resp-revoked-no-next-update has a nextUpdate")
	}
	_, s = single("resp-delegate-unknown-cert")
	if s.CertStatus() != ocsp.Unknown {
		t.Errorf("resp-delegate-unknown-cert: %v", s.CertStatus())
	}
	r, _ = single("resp-responder-key-hash")
	if b := basic(r); len(b.ResponderKeyHash()) != 20 || b.RawResponderName() != nil {
		t.Error("resp-responder-key-hash")
	}
	_, s = single("resp-unknown-hash-alg")
	if _, err := s.HashAlgorithm(); !errors.Is(err, ocsp.ErrUnsupportedAlgorithm) {
		t.Errorf("resp-unknown-hash-alg: %v", err)
	}
	r, _ = single("resp-invalid-signature-oid")
	if _, err := basic(r).SignatureHashAlgorithm(); !errors.Is(err, ocsp.ErrUnsupportedAlgorithm) {
		t.Errorf("resp-invalid-signature-oid: %v", err)
	}
	if _, err := parseResponse(t, file(t, dir, "resp-response-type-unknown-oid.der")).Basic(); !errors.Is(err, ocsp.ErrResponseType) {
		t.Errorf("resp-response-type-unknown-oid: %v", err)
	}
	_, s = single("resp-sct-extension")
	x, err := s.Extensions()
	try(t, err)
	if scts, ok, err := x.SCTs(); len(scts) == 0 || !ok || err != nil {
		t.Errorf("resp-sct-extension: %v", err)
	}
	_, s = single("resp-single-extension-reason")
	x, err = s.Extensions()
	try(t, err)
	if reason, ok, err := x.CRLReason(); reason == 0 || !ok || err != nil {
		t.Errorf("resp-single-extension-reason: %v", err)
	}

	q, err := ocsp.ParseRequest(file(t, dir, "req-duplicate-ext.der"))
	try(t, err)
	if _, err := q.Extensions(); !errors.Is(err, ocsp.ErrDuplicateExtension) {
		t.Errorf("req-duplicate-ext: %v", err)
	}
	q, err = ocsp.ParseRequest(file(t, dir, "req-multi-sha1.der"))
	try(t, err)
	if _, err := q.Single(); !errors.Is(err, ocsp.ErrMultiple) || q.Len() < 2 {
		t.Errorf("req-multi-sha1: %v", err)
	}
	q, err = ocsp.ParseRequest(file(t, dir, "req-ext-nonce.der"))
	try(t, err)
	if nonce, ok := q.Nonce(); !ok || string(nonce) != "{\x80Z\x1d7&\xb8\xb8OH\xd2\xf8\xbf\xd7-\xfd" {
		t.Errorf("req-ext-nonce: %q", nonce)
	}
}

// TestPycaExtra parses messages that were crafted to be doubtful. What pyca 48 did with each is known; the rows of
// differences say where this package does something else, and why.
func TestPycaExtra(t *testing.T) {
	dir := shared(t, filepath.Join("pyca", "extra"))
	differences := map[string]struct {
		want error
		why  string
	}{
		"req-version-1":            {ocsp.ErrVersion, "RFC 6960 has v1, which is 0, and nothing else"},
		"resp-version-1":           {ocsp.ErrVersion, "RFC 6960 has v1, which is 0, and nothing else"},
		"req-two-requests":         {nil, "a request may be about several certificates"},
		"req-optsig-empty-seq":     {ocsp.ErrMalformed, "a Signature has components that are not optional: pyca does not look into it"},
		"req-exts-empty-seq":       {ocsp.ErrMalformed, "RFC 5280, 4.1: Extensions has a size of one at least"},
		"resp-exts-empty":          {ocsp.ErrMalformed, "RFC 5280, 4.1: Extensions has a size of one at least"},
		"req-sha1-badparams":       {nil, "parameters are an open type; CertID.HashAlgorithm refuses them"},
		"resp-sigalg-ed25519-null": {nil, "parameters are an open type; the signature does not verify"},
		"resp-revoked-reason-7":    {ocsp.ErrMalformed, "RFC 5280, 5.3.1: CRLReason is not extensible, and 7 is not used; pyca refuses it when asked"},
		"resp-revoked-reason-11":   {ocsp.ErrMalformed, "RFC 5280, 5.3.1: CRLReason is not extensible; pyca refuses it when asked"},
		"resp-thisupdate-fraction": {nil, "a fraction of a second is DER (X.690, 11.7); Verify refuses it by RFC 5280, 4.1.2.5.2"},
		"resp-producedat-fraction": {nil, "a fraction of a second is DER (X.690, 11.7); Verify refuses it by RFC 5280, 4.1.2.5.2"},
	}
	for line := range strings.Lines(string(file(t, dir, "EXPECTED-pyca48-openssl3.0.txt"))) {
		name, rest, ok := strings.Cut(line, " [")
		_, verdict, ok2 := strings.Cut(rest, "]: ")
		if !ok || !ok2 {
			t.Fatalf("%q", line)
		}
		message := file(t, dir, name+".der")
		var err error
		if strings.HasPrefix(name, "req-") {
			var q *ocsp.Request
			if q, err = ocsp.ParseRequest(message); err == nil {
				askRequest(q)
			}
		} else {
			var r *ocsp.Response
			if r, err = ocsp.ParseResponse(message); err == nil {
				askResponse(r)
			}
		}
		loaded := strings.HasPrefix(verdict, "LOAD ok")
		if d, ok := differences[name]; ok {
			if !errors.Is(err, d.want) || (err == nil) == loaded {
				t.Errorf("%s: %v, want %v: %s", name, err, d.want, d.why)
			}
			continue
		}
		if (err == nil) != loaded {
			t.Errorf("%s: %v, pyca: %s", name, err, verdict)
		}
	}
}
