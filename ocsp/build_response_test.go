package ocsp_test

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"errors"
	"math/big"
	"testing"
	"time"

	"github.com/dergen/dergen/ocsp"
)

func TestResponseBuilderRefuses(t *testing.T) {
	h := theHousehold()
	status := newSetting().status
	b := ocsp.NewResponseBuilder()
	all := b.AddResponse(status).ResponderID(ocsp.ByKeyHash, h.ca.cert)
	with := func(f func(*ocsp.SingleResponseTemplate)) ocsp.ResponseBuilder {
		s := status
		f(&s)
		return b.AddResponse(s).ResponderID(ocsp.ByKeyHash, h.ca.cert)
	}
	nameless := *h.ca.cert
	nameless.RawSubject = []byte{5, 0}
	keyless := *h.ca.cert
	keyless.RawSubjectPublicKeyInfo = []byte{5, 0}
	broken := *h.ca.cert
	broken.Raw = []byte{0x30, 1}
	for _, test := range []struct {
		name string
		b    ocsp.ResponseBuilder
		want error
		text string
	}{
		{"nothing added", b.ResponderID(ocsp.ByName, h.ca.cert), ocsp.ErrIncomplete, "ocsp: incomplete: a response is about one certificate at least"},
		{"responder missing", b.AddResponse(status), ocsp.ErrIncomplete, "ocsp: incomplete: responderID is not set"},
		{"two responder ids", all.ResponderID(ocsp.ByName, h.ca.cert), ocsp.ErrAlreadySet, "ocsp: set before: responderID"},
		{"responder nil", b.AddResponse(status).ResponderID(ocsp.ByName, nil), ocsp.ErrIncomplete, "ocsp: incomplete: no certificate of the responder"},
		{"responder neither by key nor by name", b.AddResponse(status).ResponderID(0, h.ca.cert), ocsp.ErrIncomplete, ""},
		{"responder by something else", b.AddResponse(status).ResponderID(3, h.ca.cert), ocsp.ErrIncomplete, ""},
		{"responder without a name", b.AddResponse(status).ResponderID(ocsp.ByName, &nameless), ocsp.ErrMalformed, ""},
		{"responder without a key", b.AddResponse(status).ResponderID(ocsp.ByKeyHash, &keyless), ocsp.ErrMalformed, ""},
		{"empty certificates", all.Certificates(), ocsp.ErrIncomplete, "ocsp: incomplete: an empty list of certificates"},
		{"certificates twice", all.Certificates(h.ca.cert).Certificates(h.ca.cert), ocsp.ErrAlreadySet, "ocsp: set before: certificates"},
		{"certificate nil", all.Certificates(h.ca.cert, nil), ocsp.ErrIncomplete, "ocsp: incomplete: certificate 1 is nil or has no octets"},
		{"certificate that was never parsed", all.Certificates(&x509.Certificate{}), ocsp.ErrIncomplete, ""},
		{"certificate that is none", all.Certificates(&broken), ocsp.ErrMalformed, ""},
		{"extension twice", all.AddExtension(extra(false)).AddExtension(extra(false)), ocsp.ErrDuplicateExtension, ""},
		{"extension twice, by its other name", all.AddExtension(extra(false)).AddExtension(extra(false)), ocsp.ErrAlreadySet, ""},
		{"nonce of no octets", all.AddExtension(ocsp.NonceExtension(nil)), ocsp.ErrMalformed, ""},
		{"producedAt twice", all.ProducedAt(noon).ProducedAt(noon), ocsp.ErrAlreadySet, "ocsp: set before: producedAt"},
		{"producedAt zero", all.ProducedAt(time.Time{}), ocsp.ErrIncomplete, ""},
		{"producedAt in the year 10000", all.ProducedAt(noon.AddDate(8000, 0, 0)), ocsp.ErrMalformed, ""},
		{"no certificate", with(func(s *ocsp.SingleResponseTemplate) { s.Certificate = nil }), ocsp.ErrIncomplete, ""},
		{"no issuer", with(func(s *ocsp.SingleResponseTemplate) { s.Issuer = nil }), ocsp.ErrIncomplete, ""},
		{"no hash function", with(func(s *ocsp.SingleResponseTemplate) { s.Hash = 0 }), ocsp.ErrUnsupportedAlgorithm, ""},
		{"certificate and CertID", with(func(s *ocsp.SingleResponseTemplate) { s.CertID = certID(t) }), ocsp.ErrAlreadySet, ""},
		{"certificate without issuer, and CertID", with(func(s *ocsp.SingleResponseTemplate) { s.CertID, s.Issuer = certID(t), nil }), ocsp.ErrAlreadySet, ""},
		{"issuer and CertID", with(func(s *ocsp.SingleResponseTemplate) { s.CertID, s.Certificate = certID(t), nil }), ocsp.ErrAlreadySet, ""},
		{"no status", with(func(s *ocsp.SingleResponseTemplate) { s.Status = 0 }), ocsp.ErrIncomplete, "ocsp: incomplete: no certificate status"},
		{"status that there is not", with(func(s *ocsp.SingleResponseTemplate) { s.Status = 4 }), ocsp.ErrStatus, "ocsp: status does not fit: CertStatus(4)"},
		{"no thisUpdate", with(func(s *ocsp.SingleResponseTemplate) { s.ThisUpdate = time.Time{} }), ocsp.ErrIncomplete, "ocsp: incomplete: thisUpdate is not set"},
		{"nextUpdate before thisUpdate", with(func(s *ocsp.SingleResponseTemplate) { s.NextUpdate = s.ThisUpdate.Add(-time.Second) }), ocsp.ErrInconsistentTimes, ""},
		{"thisUpdate in the year 10000", with(func(s *ocsp.SingleResponseTemplate) {
			s.ThisUpdate, s.NextUpdate = noon.AddDate(8000, 0, 0), time.Time{}
		}), ocsp.ErrMalformed, ""},
		{"revoked without time", with(func(s *ocsp.SingleResponseTemplate) { s.Status = ocsp.Revoked }), ocsp.ErrIncomplete, "ocsp: incomplete: revoked without a time"},
		{"time without revoked", with(func(s *ocsp.SingleResponseTemplate) { s.RevocationTime = noon }), ocsp.ErrStatus,
			"ocsp: status does not fit: a time or a reason of revocation with good"},
		{"reason without revoked", with(func(s *ocsp.SingleResponseTemplate) { s.Status, s.RevocationReason = ocsp.Unknown, ocsp.Unspecified }), ocsp.ErrStatus, ""},
		{"reason that there is not", with(func(s *ocsp.SingleResponseTemplate) {
			s.Status, s.RevocationTime, s.RevocationReason = ocsp.Revoked, noon, 8
		}), ocsp.ErrStatus, "ocsp: status does not fit: RevocationReason(8)"},
		{"single extension twice", with(func(s *ocsp.SingleResponseTemplate) { s.Extensions = []ocsp.Extension{extra(false), extra(true)} }), ocsp.ErrDuplicateExtension, ""},
		{"single extension without a value", with(func(s *ocsp.SingleResponseTemplate) { s.Extensions = []ocsp.Extension{{ID: oid("1.2.3")}} }), ocsp.ErrIncomplete, ""},
		{"the first mistake counts", b.AddResponse(ocsp.SingleResponseTemplate{}).Certificates().ResponderID(0, nil).AddExtension(ocsp.Extension{}).ProducedAt(time.Time{}),
			ocsp.ErrIncomplete, "ocsp: incomplete: a CertID needs a certificate and its issuer"},
	} {
		r, err := test.b.Sign(nil, h.ca.key, crypto.SHA256)
		if !errors.Is(err, test.want) || r != nil {
			t.Errorf("%s: %v", test.name, err)
		} else if test.text != "" && err.Error() != test.text {
			t.Errorf("%s: %q, want %q", test.name, err, test.text)
		}
	}
}

func TestUnsuccessfulResponse(t *testing.T) {
	for status, want := range map[ocsp.ResponseStatus]string{
		ocsp.MalformedRequest: "\x30\x03\x0a\x01\x01", ocsp.InternalError: "\x30\x03\x0a\x01\x02", ocsp.TryLater: "\x30\x03\x0a\x01\x03",
		ocsp.SigRequired: "\x30\x03\x0a\x01\x05", ocsp.Unauthorized: "\x30\x03\x0a\x01\x06",
	} {
		r, err := ocsp.NewUnsuccessfulResponse(status)
		if err != nil || string(r.DER()) != want || r.Status() != status {
			t.Errorf("%v: %x, %v", status, r.DER(), err)
		}
	}
	for _, status := range []ocsp.ResponseStatus{ocsp.Successful, 4, 7, -1} {
		if r, err := ocsp.NewUnsuccessfulResponse(status); !errors.Is(err, ocsp.ErrStatus) || r != nil {
			t.Errorf("%v: %v", status, err)
		}
	}
}

func TestResponseBuilderIsAValue(t *testing.T) {
	h := theHousehold()
	status := newSetting().status
	base := ocsp.NewResponseBuilder().AddResponse(status).ProducedAt(noon)
	one := base.AddResponse(status).AddExtension(extra(false)).ResponderID(ocsp.ByKeyHash, h.ca.cert)
	two := base.Certificates(h.ca.cert).ResponderID(ocsp.ByName, h.ca.cert)
	for _, test := range []struct {
		b       ocsp.ResponseBuilder
		n, x, c int
		by      bool
	}{{one, 2, 1, 0, false}, {two, 1, 0, 1, true}} {
		r, err := test.b.Sign(nil, h.ca.key, crypto.SHA256)
		try(t, err)
		b, err := r.Basic()
		try(t, err)
		x, err := b.Extensions()
		try(t, err)
		certs, err := b.Certificates()
		try(t, err)
		if b.Len() != test.n || x.Len() != test.x || len(certs) != test.c || (b.RawResponderName() != nil) != test.by {
			t.Errorf("%d responses, %d extensions, %d certificates, name %x", b.Len(), x.Len(), len(certs), b.RawResponderName())
		}
		if certs := basicOf(t, r).Certs; certs.Present != (test.c > 0) {
			t.Errorf("%d certificates: the list is there: %v", test.c, certs.Present)
		}
	}
}

func TestProducedAtDefault(t *testing.T) {
	h := theHousehold()
	before := time.Now().Truncate(time.Second)
	r, err := ocsp.NewResponseBuilder().AddResponse(newSetting().status).ResponderID(ocsp.ByName, h.ca.cert).Sign(nil, h.ca.key, crypto.SHA256)
	try(t, err)
	b, err := r.Basic()
	try(t, err)
	if at := b.ProducedAt(); at.Before(before) || at.After(time.Now()) || at.Nanosecond() != 0 || at.Location() != time.UTC {
		t.Errorf("produced at %v", at)
	}
}

// TestEveryField writes several responses with everything that there is, and reads it again.
func TestEveryField(t *testing.T) {
	h := theHousehold()
	hashes := []crypto.Hash{crypto.SHA1, crypto.SHA224, crypto.SHA256, crypto.SHA384, crypto.SHA512}
	b := ocsp.NewResponseBuilder().ProducedAt(noon).ResponderID(ocsp.ByName, h.delegate.cert).Certificates(h.delegate.cert, h.ca.cert).
		AddExtension(ocsp.NonceExtension([]byte("nonce"))).AddExtension(ocsp.ExtendedRevokeExtension())
	var templates []ocsp.SingleResponseTemplate
	for i, reason := range append(allReasons, 0) {
		id, err := ocsp.NewCertIDFromHashes(make([]byte, hashes[i%5].Size()), make([]byte, hashes[i%5].Size()), new(big.Int).Lsh(big.NewInt(200), uint(i*40)), hashes[i%5])
		try(t, err)
		templates = append(templates, ocsp.SingleResponseTemplate{
			CertID: id, Status: ocsp.Revoked, ThisUpdate: noon, NextUpdate: noon.AddDate(0, 0, i),
			RevocationTime: noon.AddDate(0, 0, -i), RevocationReason: reason,
			Extensions: []ocsp.Extension{ocsp.ArchiveCutoffExtension(noon.AddDate(-i, 0, 0)), extra(i%2 == 0)},
		})
	}
	templates = append(templates,
		ocsp.SingleResponseTemplate{CertID: certID(t), Status: ocsp.Good, ThisUpdate: noon},
		ocsp.SingleResponseTemplate{Certificate: h.ca.cert, Issuer: h.root.cert, Hash: crypto.SHA1, Status: ocsp.Unknown, ThisUpdate: noon})
	for _, s := range templates {
		b = b.AddResponse(s)
	}
	r, err := b.Sign(nil, h.delegate.key, crypto.SHA256)
	try(t, err)
	r = r.Clone()
	if _, err := r.Single(); !errors.Is(err, ocsp.ErrMultiple) {
		t.Errorf("Single: %v", err)
	}
	basic, err := r.Basic()
	try(t, err)
	if basic.Len() != len(templates) {
		t.Fatalf("%d responses", basic.Len())
	}
	name, ok := basic.ResponderName()
	if !ok || name.String() != "CN=Responder" || !bytes.Equal(basic.RawResponderName(), h.delegate.cert.RawSubject) || basic.ResponderKeyHash() != nil {
		t.Errorf("responder %v", name)
	}
	if nonce, ok := basic.Nonce(); !ok || string(nonce) != "nonce" {
		t.Errorf("nonce %q", nonce)
	}
	i := 0
	for s := range basic.Responses() {
		want := templates[i]
		i++
		next, hasNext := s.NextUpdate()
		at, isRevoked := s.RevocationTime()
		reason, hasReason := s.RevocationReason()
		x, err := s.Extensions()
		try(t, err)
		if s.CertStatus() != want.Status || !s.ThisUpdate().Equal(want.ThisUpdate) ||
			hasNext != !want.NextUpdate.IsZero() || !next.Equal(want.NextUpdate) ||
			isRevoked != (want.Status == ocsp.Revoked) || !at.Equal(want.RevocationTime) ||
			hasReason != (want.RevocationReason != 0) || reason != want.RevocationReason || x.Len() != len(want.Extensions) {
			t.Errorf("response %d: %v %v %v %v %v", i, s.CertStatus(), s.ThisUpdate(), next, at, reason)
		}
		for j, e := range want.Extensions {
			if got, ok := x.Get(e.ID); !ok || got.Critical != e.Critical || !bytes.Equal(got.Value, e.Value) {
				t.Errorf("response %d, extension %d: %v", i, j, got)
			}
		}
		if want.Certificate == nil {
			if !s.CertID().Equal(want.CertID) || s.CertID().Key() != want.CertID.Key() || s.SerialNumber().Cmp(want.CertID.SerialNumber()) != 0 {
				t.Errorf("response %d is about another certificate", i)
			}
			if found, err := basic.Find(want.CertID); err != nil || found != s {
				t.Errorf("response %d is not found: %v", i, err)
			}
		}
	}
	for range basic.Responses() {
		break
	}
	if _, err := basic.Find(ocsp.CertID{}); !errors.Is(err, ocsp.ErrNoMatch) {
		t.Errorf("zero CertID found: %v", err)
	}
	var raw [][]byte
	for c := range basic.RawCertificates() {
		raw = append(raw, c)
	}
	if len(raw) != 2 || !bytes.Equal(raw[0], h.delegate.cert.Raw) || !bytes.Equal(raw[1], h.ca.cert.Raw) {
		t.Errorf("%d certificates", len(raw))
	}
}
