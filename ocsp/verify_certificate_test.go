package ocsp_test

import (
	"crypto"
	"crypto/x509"
	"math/big"
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

// certificateTests are about which certificate an answer is for.
var certificateTests = []verifyTest{
	{"no certificate", func(t testing.TB, s *setting) { s.options.Certificate = nil }, ocsp.ErrIncomplete},
	{"no issuer", func(t testing.TB, s *setting) { s.options.Issuer = nil }, ocsp.ErrIncomplete},
	{"certificate without a serial number", func(t testing.TB, s *setting) {
		s.options.Certificate = &x509.Certificate{RawIssuer: s.ca.cert.RawSubject}
	}, ocsp.ErrIncomplete},
	{"issuer of another name", func(t testing.TB, s *setting) {
		s.options.Issuer = anotherName(t, s.household, "Issuing CB").cert
	}, ocsp.ErrIssuerMismatch},
	{"SHA-256 in the CertID", func(t testing.TB, s *setting) { s.status.Hash = crypto.SHA256 }, ocsp.Good},
	{"SHA-512 in the CertID", func(t testing.TB, s *setting) { s.status.Hash = crypto.SHA512 }, ocsp.Good},
	{"no entry at all", func(t testing.TB, s *setting) {
		s.tbs = func(d *rfc6960.ResponseData) { d.Responses = nil }
	}, ocsp.ErrNoMatch},
	{"serial number of another", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) { e.CertID.SerialNumber = der.Int(5) })
	}, ocsp.ErrNoMatch},
	{"serial number cut to 64 bits", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) { e.CertID.SerialNumber = e.CertID.SerialNumber[1:] })
	}, ocsp.ErrNoMatch},
	{"serial number below zero", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) {
			e.CertID.SerialNumber = der.NewInteger(new(big.Int).Neg(leafSerial))
		})
	}, ocsp.ErrNoMatch},
	{"issuerNameHash of another", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) { e.CertID.IssuerNameHash[3] ^= 1 })
	}, ocsp.ErrNoMatch},
	{"issuerKeyHash of another", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) { e.CertID.IssuerKeyHash[3] ^= 1 })
	}, ocsp.ErrNoMatch},
	{"issuerKeyHash of nothing, issuer's key that cannot be read", func(t testing.TB, s *setting) {
		keyless := *s.ca.cert
		keyless.RawSubjectPublicKeyInfo = []byte{0x30, 0}
		s.options.Issuer = &keyless
		s.tbs = entry(func(e *rfc6960.SingleResponse) { e.CertID.IssuerKeyHash = sum1(nil) })
	}, ocsp.ErrNoMatch},
	{"issuerKeyHash of the other CA, same serial number", func(t testing.TB, s *setting) { s.status.Issuer = s.other.cert }, ocsp.ErrNoMatch},
	{"issuerKeyHash empty", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) { e.CertID.IssuerKeyHash = []byte{} })
	}, ocsp.ErrNoMatch},
	{"SHA-256 hashes cut to 20 octets under SHA-1", func(t testing.TB, s *setting) {
		s.status.Hash = crypto.SHA256
		s.tbs = entry(func(e *rfc6960.SingleResponse) {
			e.CertID.HashAlgorithm = *algorithmID("1.3.14.3.2.26", []byte{5, 0})
			e.CertID.IssuerNameHash, e.CertID.IssuerKeyHash = e.CertID.IssuerNameHash[:20], e.CertID.IssuerKeyHash[:20]
		})
	}, ocsp.ErrNoMatch},
	{"SHA-1 hashes under SHA-256", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) {
			e.CertID.HashAlgorithm = *algorithmID("2.16.840.1.101.3.4.2.1", []byte{5, 0})
		})
	}, ocsp.ErrNoMatch},
	{"hash function that nobody knows", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) { e.CertID.HashAlgorithm = *algorithmID("1.2.3", nil) })
	}, ocsp.ErrNoMatch},
	{"SHA3-256 in the CertID", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) {
			e.CertID.HashAlgorithm = *algorithmID("2.16.840.1.101.3.4.2.8", nil)
		})
	}, ocsp.ErrNoMatch},
	{"hash parameters absent", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) { e.CertID.HashAlgorithm.Parameters.Present = false })
	}, ocsp.Good},
	{"hash parameters that SHA-1 does not have", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) { e.CertID.HashAlgorithm.Parameters.Value = []byte{4, 0} })
	}, ocsp.ErrNoMatch},
	{"entry of another first", func(t testing.TB, s *setting) {
		s.more = []ocsp.SingleResponseTemplate{s.status}
		s.status.Certificate, s.status.Status, s.status.RevocationTime = s.other.cert, ocsp.Revoked, noon
	}, ocsp.Good},
	{"equal entries", func(t testing.TB, s *setting) { s.more = []ocsp.SingleResponseTemplate{s.status} }, ocsp.Good},
	{"equal entries under two hash functions", func(t testing.TB, s *setting) {
		s.more = []ocsp.SingleResponseTemplate{s.status}
		s.status.Hash = crypto.SHA384
	}, ocsp.Good},
	{"good and revoked", func(t testing.TB, s *setting) {
		other := s.status
		other.Status, other.RevocationTime = ocsp.Revoked, noon
		s.more = []ocsp.SingleResponseTemplate{other}
	}, ocsp.ErrConflictingResponses},
	{"good and revoked under two hash functions", func(t testing.TB, s *setting) {
		other := s.status
		other.Hash, other.Status, other.RevocationTime = crypto.SHA256, ocsp.Revoked, noon
		s.more = []ocsp.SingleResponseTemplate{other}
	}, ocsp.ErrConflictingResponses},
	{"good and unknown", func(t testing.TB, s *setting) {
		s.tbs = twice(func(e *rfc6960.SingleResponse) { e.CertStatus.SetUnknown() })
	}, ocsp.ErrConflictingResponses},
	{"two values of thisUpdate", func(t testing.TB, s *setting) {
		s.tbs = twice(func(e *rfc6960.SingleResponse) { e.ThisUpdate = e.ThisUpdate.Add(-time.Second) })
	}, ocsp.ErrConflictingResponses},
	{"two values of nextUpdate", func(t testing.TB, s *setting) {
		s.tbs = twice(func(e *rfc6960.SingleResponse) { e.NextUpdate.Value = e.NextUpdate.Value.Add(time.Second) })
	}, ocsp.ErrConflictingResponses},
	{"nextUpdate in one of two", func(t testing.TB, s *setting) {
		s.tbs = twice(func(e *rfc6960.SingleResponse) { e.NextUpdate = der.Optional[time.Time]{} })
	}, ocsp.ErrConflictingResponses},
	{"nextUpdate in one of two, of the year 1", func(t testing.TB, s *setting) {
		s.status.NextUpdate = time.Time{}
		s.tbs = twice(func(e *rfc6960.SingleResponse) { e.NextUpdate = der.Some(time.Time{}) })
	}, ocsp.ErrConflictingResponses},
	{"two times of revocation", func(t testing.TB, s *setting) {
		s.status.Status, s.status.RevocationTime = ocsp.Revoked, noon
		s.tbs = twice(func(e *rfc6960.SingleResponse) {
			e.CertStatus.SetRevoked(rfc6960.RevokedInfo{RevocationTime: noon.Add(-time.Hour)})
		})
	}, ocsp.ErrConflictingResponses},
	{"two reasons", func(t testing.TB, s *setting) {
		s.status.Status, s.status.RevocationTime, s.status.RevocationReason = ocsp.Revoked, noon, ocsp.KeyCompromise
		s.tbs = twice(func(e *rfc6960.SingleResponse) {
			e.CertStatus.SetRevoked(rfc6960.RevokedInfo{RevocationTime: noon, RevocationReason: der.Some(rfc5912.CRLReason(4))})
		})
	}, ocsp.ErrConflictingResponses},
	{"reason in one of two", func(t testing.TB, s *setting) {
		s.status.Status, s.status.RevocationTime, s.status.RevocationReason = ocsp.Revoked, noon, ocsp.KeyCompromise
		s.tbs = twice(func(e *rfc6960.SingleResponse) {
			e.CertStatus.SetRevoked(rfc6960.RevokedInfo{RevocationTime: noon})
		})
	}, ocsp.ErrConflictingResponses},
	{"extension in one of two", func(t testing.TB, s *setting) {
		s.tbs = twice(func(e *rfc6960.SingleResponse) {
			e.SingleExtensions = der.Some(rfc5912.Extensions{wire(extra(false))})
		})
	}, ocsp.ErrConflictingResponses},
	{"two extensions", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{extra(false)}
		s.tbs = twice(func(e *rfc6960.SingleResponse) { e.SingleExtensions.Value[0].ExtnID = oid("1.2.3") })
	}, ocsp.ErrConflictingResponses},
	{"two values of an extension", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{extra(false)}
		s.tbs = twice(func(e *rfc6960.SingleResponse) { e.SingleExtensions.Value[0].ExtnValue[0] = 4 })
	}, ocsp.ErrConflictingResponses},
	{"extension critical in one of two", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{extra(false)}
		s.tbs = twice(func(e *rfc6960.SingleResponse) { e.SingleExtensions.Value[0].Critical = true })
	}, ocsp.ErrConflictingResponses},
}

// TestTwiceTheSame: two answers about a certificate that say the same, extensions included, are no conflict.
func TestTwiceTheSame(t *testing.T) {
	s := newSetting()
	s.status.Extensions = []ocsp.Extension{extra(false)}
	s.more = []ocsp.SingleResponseTemplate{s.status}
	r, err := ocsp.ParseResponse(s.response(t))
	try(t, err)
	if single, err := r.Verify(s.options); err != nil || single.CertStatus() != ocsp.Good {
		t.Errorf("%v, %v", single.CertStatus(), err)
	}
}
