package ocsp_test

import (
	"bytes"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dergen/dergen/ocsp"
)

// Messages that others made, and signed cases with their verdicts. They lie beside the repository, and not in it.

// file reads one of them.
func file(t testing.TB, name ...string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(name...))
	try(t, err)
	return b
}

// certificateFile reads a certificate, PEM or DER.
func certificateFile(t testing.TB, name ...string) *x509.Certificate {
	t.Helper()
	b := file(t, name...)
	if block, _ := pem.Decode(b); block != nil {
		b = block.Bytes
	}
	return parse(t, b)
}

// kinds are the names that the manifests have for the errors.
var kinds = map[string]error{
	"response-status": ocsp.ErrStatus, "malformed": ocsp.ErrMalformed, "response-type": ocsp.ErrResponseType, "version": ocsp.ErrVersion,
	"no-matching-response": ocsp.ErrNoMatch, "responder-not-found": ocsp.ErrResponderNotFound, "responder-unauthorized": ocsp.ErrResponderUnauthorized,
	"responder-expired": ocsp.ErrResponderExpired, "bad-signature": ocsp.ErrBadSignature, "unsupported-algorithm": ocsp.ErrUnsupportedAlgorithm,
	"weak-algorithm": ocsp.ErrWeakAlgorithm, "stale": ocsp.ErrStale, "not-yet-valid": ocsp.ErrNotYetValid, "inconsistent-times": ocsp.ErrInconsistentTimes,
	"nonce-mismatch": ocsp.ErrNonceMismatch, "nonce-missing": ocsp.ErrNonceMissing, "critical-extension": ocsp.ErrCriticalExtension,
	"duplicate-extension": ocsp.ErrDuplicateExtension, "conflicting-responses": ocsp.ErrConflictingResponses, "issuer-mismatch": ocsp.ErrIssuerMismatch,
}

func TestScenarios(t *testing.T) {
	dir := shared(t, "scenarios")
	var manifest struct {
		Scenarios []struct {
			ID, Response, Leaf, Issuer, Why string
			Time                            time.Time
			Options                         struct {
				SkewS           int64    `json:"skew_s"`
				MaxAgeS         *int64   `json:"max_age_s"`
				Nonce           []byte   `json:"nonce"`
				NoncePolicy     string   `json:"nonce_policy"`
				AllowSHA1       bool     `json:"allow_sha1_signatures"`
				LocalResponders []string `json:"local_responders"`
			}
			Expect struct {
				Verdict     string
				Kinds, Also []string
				MustNot     []string `json:"must_not"`
			}
		}
	}
	try(t, json.Unmarshal(file(t, dir, "manifest.json"), &manifest))
	policies := map[string]ocsp.NoncePolicy{"ignore": ocsp.NonceIgnore, "if-present": ocsp.NonceIfPresent, "required": ocsp.NonceRequired}
	for _, s := range manifest.Scenarios {
		o := ocsp.VerifyOptions{
			Certificate: certificateFile(t, dir, s.Leaf), Issuer: certificateFile(t, dir, s.Issuer),
			CurrentTime: s.Time, ClockSkew: time.Duration(s.Options.SkewS) * time.Second,
			Nonce: s.Options.Nonce, NoncePolicy: policies[s.Options.NoncePolicy], AllowSHA1: s.Options.AllowSHA1,
		}
		if s.Options.MaxAgeS != nil {
			o.MaxAge = time.Duration(*s.Options.MaxAgeS) * time.Second
		}
		for _, name := range s.Options.LocalResponders {
			o.Responders = append(o.Responders, certificateFile(t, dir, name))
		}
		var single ocsp.SingleResponse
		r, err := ocsp.ParseResponse(file(t, dir, s.Response))
		if err == nil {
			single, err = r.Verify(o)
		}
		verdict := "error"
		if err == nil {
			verdict = single.CertStatus().String()
		}
		kind := slices.ContainsFunc(s.Expect.Kinds, func(k string) bool { return kinds[k] != nil && errors.Is(err, kinds[k]) })
		if verdict != s.Expect.Verdict && !slices.Contains(s.Expect.Also, verdict) || slices.Contains(s.Expect.MustNot, verdict) ||
			verdict == "error" && !kind && s.Expect.Verdict == "error" {
			t.Errorf("%s (%s): %s, %v; want %s %v", s.ID, s.Why, verdict, err, s.Expect.Verdict, s.Expect.Kinds)
		}
	}
}

// like is a certificate of which no more is known than that issuer has issued it and its serial number.
func like(issuer *x509.Certificate, serial *big.Int) *x509.Certificate {
	return &x509.Certificate{RawIssuer: issuer.RawSubject, SerialNumber: serial}
}

// TestMalformed uses messages that were changed and signed again: parses them, asks them for everything, verifies them.
func TestMalformed(t *testing.T) {
	dir := shared(t, "malformed")
	ca := certificateFile(t, shared(t, "scenarios"), "certs", "ca.der")
	var manifest struct {
		Cases []struct {
			ID, File, Target, Rule string
			ExpectUse              string `json:"expect_use"`
		}
	}
	raw := file(t, dir, "manifest.json")
	var lists map[string]json.RawMessage
	try(t, json.Unmarshal(raw, &lists))
	for name, list := range lists {
		if bytes.HasPrefix(list, []byte("[")) {
			try(t, json.Unmarshal(append(append([]byte(`{"cases":`), list...), '}'), &manifest))
			delete(lists, name)
		}
	}
	if len(manifest.Cases) == 0 {
		t.Fatal("no cases")
	}
	for _, c := range manifest.Cases {
		var err error
		if c.Target == "OCSPRequest" {
			err = useRequest(file(t, dir, c.File))
		} else {
			err = useResponse(file(t, dir, c.File), ca)
		}
		if (err == nil) != (c.ExpectUse == "accept") {
			t.Errorf("%s (%s): %v, want %s", c.ID, c.Rule, err, c.ExpectUse)
		}
	}
}

// useRequest does with a request what a responder does.
func useRequest(message []byte) error {
	q, err := ocsp.ParseRequest(message)
	if err != nil {
		return err
	}
	if _, err := q.Extensions(); err != nil {
		return err
	}
	for s := range q.Requests() {
		if _, err := s.HashAlgorithm(); err != nil {
			return err
		}
		if _, err := s.Extensions(); err != nil {
			return err
		}
	}
	for raw := range q.RawCertificates() {
		cert, err := x509.ParseCertificate(raw)
		if err != nil {
			return err
		}
		return q.VerifySignature(cert)
	}
	return nil
}

// useResponse does with a response what a client does that asked for the two certificates that these messages are about.
func useResponse(message []byte, ca *x509.Certificate) error {
	r, err := ocsp.ParseResponse(message)
	if err != nil {
		return err
	}
	if r.Status() != ocsp.Successful {
		return nil
	}
	b, err := r.Basic()
	if err != nil {
		return err
	}
	serials := []*big.Int{big.NewInt(0x0102030405060708)}
	if b.Len() > 1 {
		serials = append(serials, big.NewInt(0xff00ff00ff00ff))
	}
	for _, serial := range serials {
		if _, err := r.Verify(ocsp.VerifyOptions{Certificate: like(ca, serial), Issuer: ca, CurrentTime: noon}); err != nil {
			return err
		}
	}
	return nil
}

func TestOpenSSLVectors(t *testing.T) {
	dir := shared(t, "openssl-ocsp-tests")
	// OpenSSL's tests look at the certificates at that time, and not at the times in the responses.
	at, skew := time.Date(2012, 12, 19, 0, 0, 0, 0, time.UTC), 100*24*time.Hour
	for _, test := range []struct {
		response, issuer string
		want             error
	}{
		{"ND1", "ND1_Issuer_ICA", nil},
		{"ND1", "ND1_Issuer_ICA-Cross", nil},
		{"D1", "D1_Issuer_ICA", nil},
		{"ISOP_ND1", "ND1_Issuer_ICA", ocsp.ErrBadSignature},
		{"ISOP_D1", "D1_Issuer_ICA", ocsp.ErrBadSignature},
		{"WRID_ND1", "ND1_Issuer_ICA", ocsp.ErrResponderNotFound},
		{"WRID_D1", "D1_Issuer_ICA", ocsp.ErrResponderNotFound},
		{"WINH_ND1", "ND1_Issuer_ICA", ocsp.ErrNoMatch},
		{"WINH_D1", "D1_Issuer_ICA", ocsp.ErrNoMatch},
		{"WIKH_ND1", "ND1_Issuer_ICA", ocsp.ErrNoMatch},
		{"WIKH_D1", "D1_Issuer_ICA", ocsp.ErrNoMatch},
		{"WKDOSC_D1", "D1_Issuer_ICA", ocsp.ErrResponderNotFound},
		{"ISDOSC_D1", "D1_Issuer_ICA", ocsp.ErrResponderUnauthorized},
		{"ND1", "WSNIC_ND1_Issuer_ICA", ocsp.ErrIssuerMismatch},
		{"D1", "WSNIC_D1_Issuer_ICA", ocsp.ErrIssuerMismatch},
		{"ND1", "WKIC_ND1_Issuer_ICA", ocsp.ErrNoMatch},
		{"D1", "WKIC_D1_Issuer_ICA", ocsp.ErrNoMatch},
		{"ND1", "ISIC_ND1_Issuer_ICA", nil},
		{"D1", "ISIC_D1_Issuer_ICA", nil},
	} {
		message, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(file(t, dir, "test__"+test.response+".ors"))), ""))
		try(t, err)
		r := parseResponse(t, message)
		s, err := r.Single()
		try(t, err)
		// The certificate that was asked about names the issuer that it really had.
		family := test.response[strings.LastIndex(test.response, "_")+1:]
		right := certificateFile(t, dir, "test__"+family+"_Issuer_ICA.pem")
		issuer := certificateFile(t, dir, "test__"+test.issuer+".pem")
		single, err := r.Verify(ocsp.VerifyOptions{Certificate: like(right, s.SerialNumber()), Issuer: issuer, CurrentTime: at, ClockSkew: skew, AllowSHA1: true})
		if !errors.Is(err, test.want) || err == nil && single.CertStatus() != ocsp.Good {
			t.Errorf("%s with %s: %v, want %v", test.response, test.issuer, err, test.want)
		}
	}
}

// TestBotanVectors has answers of real responders, and forged ones. The responders of D-Trust and Bundesdruckerei have a
// key usage without digitalSignature, and the signatures with ML-DSA and SLH-DSA are none of the standard library's.
func TestBotanVectors(t *testing.T) {
	dir := shared(t, "botan-ocsp")
	for _, test := range []struct {
		response, cert, issuer string
		at                     time.Time
		want                   any
	}{
		{"randombit_ocsp", "randombit", "letsencrypt", time.Date(2016, 11, 18, 12, 30, 0, 0, time.UTC), ocsp.Good},
		{"randombit_ocsp", "randombit", "identrust", time.Date(2016, 11, 18, 12, 30, 0, 0, time.UTC), ocsp.ErrIssuerMismatch},
		{"randombit_ocsp_forged_valid", "randombit", "letsencrypt", time.Date(2016, 11, 18, 12, 30, 0, 0, time.UTC), ocsp.ErrResponderUnauthorized},
		{"randombit_ocsp_forged_valid_nocerts", "randombit", "letsencrypt", time.Date(2016, 11, 18, 12, 30, 0, 0, time.UTC), ocsp.ErrResponderNotFound},
		{"randombit_ocsp_forged_revoked", "randombit", "letsencrypt", time.Date(2016, 11, 18, 12, 30, 0, 0, time.UTC), ocsp.ErrResponderUnauthorized},
		{"patrickschmidt_ocsp", "patrickschmidt", "bdrive_encryption", time.Date(2021, 8, 1, 0, 0, 0, 0, time.UTC), ocsp.ErrResponderUnauthorized},
		{"patrickschmidt_ocsp_try_later_wrong_sig", "patrickschmidt", "bdrive_encryption", time.Date(2021, 8, 1, 0, 0, 0, 0, time.UTC), ocsp.ErrStatus},
		{"mychain_ocsp_for_ee", "mychain_ee", "mychain_int", time.Date(2022, 9, 22, 22, 30, 0, 0, time.UTC), ocsp.Good},
		{"mychain_ocsp_for_ee_delegate_signed", "mychain_ee", "mychain_int", time.Date(2022, 9, 22, 22, 30, 0, 0, time.UTC), ocsp.Good},
		{"mychain_ocsp_for_ee_delegate_signed_malformed", "mychain_ee", "mychain_int", time.Date(2022, 9, 22, 22, 30, 0, 0, time.UTC), ocsp.ErrResponderUnauthorized},
		{"mychain_ocsp_for_ee_root_signed", "mychain_ee", "mychain_int", time.Date(2022, 9, 22, 22, 30, 0, 0, time.UTC), ocsp.ErrResponderNotFound},
		{"mychain_ocsp_for_int_self_signed", "mychain_int", "mychain_root", time.Date(2022, 9, 22, 22, 30, 0, 0, time.UTC), ocsp.ErrResponderNotFound},
		{"bdr-ocsp-resp", "bdr", "bdr-int", time.Time{}, ocsp.ErrResponderUnauthorized},
		{"bdr-int-ocsp-resp", "bdr-int", "bdr-root", time.Time{}, ocsp.ErrResponderUnauthorized},
		{"mldsa_ocsp", "mldsa_ee", "mldsa_root", time.Time{}, ocsp.ErrUnsupportedAlgorithm},
		{"slhdsa_ocsp", "slhdsa_ee", "slhdsa_root", time.Time{}, ocsp.ErrUnsupportedAlgorithm},
	} {
		r := parseResponse(t, file(t, dir, "ocsp__"+test.response+".der"))
		o := ocsp.VerifyOptions{
			Certificate: certificateFile(t, dir, "ocsp__"+test.cert+".pem"), Issuer: certificateFile(t, dir, "ocsp__"+test.issuer+".pem"),
			CurrentTime: test.at, AllowSHA1: true,
		}
		if b, err := r.Basic(); err == nil && test.at.IsZero() {
			o.CurrentTime = b.ProducedAt()
		}
		single, err := r.Verify(o)
		checkOutcome(t, single, err, test.want)
	}
}
