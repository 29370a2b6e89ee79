package ocsp_test

import (
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

// timeTests are about thisUpdate and nextUpdate.
var timeTests = []verifyTest{
	{"thisUpdate now", func(t testing.TB, s *setting) { s.status.ThisUpdate = noon }, ocsp.Good},
	{"thisUpdate a second ahead", func(t testing.TB, s *setting) { s.status.ThisUpdate = noon.Add(time.Second) }, ocsp.ErrNotYetValid},
	{"thisUpdate as far ahead as the skew", func(t testing.TB, s *setting) {
		s.status.ThisUpdate, s.options.ClockSkew = noon.Add(time.Minute), time.Minute
	}, ocsp.Good},
	{"thisUpdate further ahead than the skew", func(t testing.TB, s *setting) {
		s.status.ThisUpdate, s.options.ClockSkew = noon.Add(time.Minute+time.Second), time.Minute
	}, ocsp.ErrNotYetValid},
	{"nextUpdate now", func(t testing.TB, s *setting) { s.status.NextUpdate = noon }, ocsp.Good},
	{"nextUpdate a second ago", func(t testing.TB, s *setting) { s.status.NextUpdate = noon.Add(-time.Second) }, ocsp.ErrStale},
	{"nextUpdate as long ago as the skew", func(t testing.TB, s *setting) {
		s.status.NextUpdate, s.options.ClockSkew = noon.Add(-time.Minute), time.Minute
	}, ocsp.Good},
	{"nextUpdate longer ago than the skew", func(t testing.TB, s *setting) {
		s.status.NextUpdate, s.options.ClockSkew = noon.Add(-time.Minute-time.Second), time.Minute
	}, ocsp.ErrStale},
	{"nextUpdate equal to thisUpdate", func(t testing.TB, s *setting) {
		s.status.ThisUpdate, s.status.NextUpdate = noon, noon
	}, ocsp.Good},
	{"nextUpdate before thisUpdate", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) { e.ThisUpdate, e.NextUpdate.Value = noon, noon.Add(-time.Second) })
	}, ocsp.ErrInconsistentTimes},
	{"nextUpdate before thisUpdate, within the skew", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) { e.ThisUpdate, e.NextUpdate.Value = noon, noon.Add(-time.Second) })
		s.options.ClockSkew = time.Minute
	}, ocsp.ErrInconsistentTimes},
	{"no nextUpdate", func(t testing.TB, s *setting) {
		s.status.ThisUpdate, s.status.NextUpdate = noon.AddDate(-1, 0, 0), time.Time{}
	}, ocsp.Good},
	{"no nextUpdate, as old as MaxAge", func(t testing.TB, s *setting) {
		s.status.NextUpdate, s.options.MaxAge = time.Time{}, time.Hour
	}, ocsp.Good},
	{"no nextUpdate, older than MaxAge", func(t testing.TB, s *setting) {
		s.status.NextUpdate, s.options.MaxAge = time.Time{}, time.Hour-time.Second
	}, ocsp.ErrStale},
	{"no nextUpdate, older than MaxAge within the skew", func(t testing.TB, s *setting) {
		s.status.NextUpdate, s.options.MaxAge, s.options.ClockSkew = time.Time{}, time.Hour-time.Second, time.Second
	}, ocsp.Good},
	{"nextUpdate, older than MaxAge", func(t testing.TB, s *setting) { s.options.MaxAge = time.Minute }, ocsp.Good},
	{"thisUpdate with a fraction", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) { e.ThisUpdate = e.ThisUpdate.Add(1) })
	}, ocsp.ErrMalformed},
	{"nextUpdate with a fraction", func(t testing.TB, s *setting) {
		s.tbs = entry(func(e *rfc6960.SingleResponse) { e.NextUpdate.Value = e.NextUpdate.Value.Add(time.Millisecond) })
	}, ocsp.ErrMalformed},
	{"time of revocation with a fraction", func(t testing.TB, s *setting) {
		s.status.Status, s.status.RevocationTime = ocsp.Revoked, noon
		s.tbs = entry(func(e *rfc6960.SingleResponse) {
			e.CertStatus.SetRevoked(rfc6960.RevokedInfo{RevocationTime: noon.Add(time.Millisecond)})
		})
	}, ocsp.ErrMalformed},
	{"revoked in the future", func(t testing.TB, s *setting) {
		s.status.Status, s.status.RevocationTime = ocsp.Revoked, noon.AddDate(1, 0, 0)
	}, ocsp.Revoked},
	{"produced in the future, and before thisUpdate", func(t testing.TB, s *setting) { // RFC 6960, 3.2, asks for nothing of it
		s.tbs = func(d *rfc6960.ResponseData) { d.ProducedAt = noon.AddDate(1, 0, 0) }
	}, ocsp.Good},
	{"producedAt with a fraction", func(t testing.TB, s *setting) {
		s.tbs = func(d *rfc6960.ResponseData) { d.ProducedAt = d.ProducedAt.Add(time.Millisecond) }
	}, ocsp.ErrMalformed},
}

// nonceTests are about the nonce.
var nonceTests = []verifyTest{
	{"nonce not asked for", func(t testing.TB, s *setting) { s.exts = append(s.exts, ocsp.NonceExtension([]byte("n"))) }, ocsp.Good},
	{"nonce of the request", func(t testing.TB, s *setting) {
		s.exts = append(s.exts, ocsp.NonceExtension([]byte("nonce")))
		s.options.Nonce = []byte("nonce")
	}, ocsp.Good},
	{"nonce as RFC 2560 left it", func(t testing.TB, s *setting) {
		s.exts = append(s.exts, ocsp.Extension{ID: rfc6960.IDPKIXOCSPNonce, Value: []byte("nonce")})
		s.options.Nonce = []byte("nonce")
	}, ocsp.Good},
	{"nonce of another request", func(t testing.TB, s *setting) {
		s.exts = append(s.exts, ocsp.NonceExtension([]byte("nonce")))
		s.options.Nonce = []byte("monce")
	}, ocsp.ErrNonceMismatch},
	{"nonce that goes on", func(t testing.TB, s *setting) {
		s.exts = append(s.exts, ocsp.NonceExtension([]byte("nonces")))
		s.options.Nonce = []byte("nonce")
	}, ocsp.ErrNonceMismatch},
	{"nonce that is cut", func(t testing.TB, s *setting) {
		s.exts = append(s.exts, ocsp.NonceExtension([]byte("nonc")))
		s.options.Nonce = []byte("nonce")
	}, ocsp.ErrNonceMismatch},
	{"nonce of another request, ignored", func(t testing.TB, s *setting) {
		s.exts = append(s.exts, ocsp.NonceExtension([]byte("nonce")))
		s.options.Nonce, s.options.NoncePolicy = []byte("monce"), ocsp.NonceIgnore
	}, ocsp.Good},
	{"no nonce", func(t testing.TB, s *setting) { s.options.Nonce = []byte("nonce") }, ocsp.Good},
	{"no nonce, if present", func(t testing.TB, s *setting) {
		s.options.Nonce, s.options.NoncePolicy = []byte("nonce"), ocsp.NonceIfPresent
	}, ocsp.Good},
	{"no nonce, required", func(t testing.TB, s *setting) {
		s.options.Nonce, s.options.NoncePolicy = []byte("nonce"), ocsp.NonceRequired
	}, ocsp.ErrNonceMissing},
	{"nonce of the request, required", func(t testing.TB, s *setting) {
		s.exts = append(s.exts, ocsp.NonceExtension([]byte("nonce")))
		s.options.Nonce, s.options.NoncePolicy = []byte("nonce"), ocsp.NonceRequired
	}, ocsp.Good},
	{"nonce, if present, the request had none", func(t testing.TB, s *setting) {
		s.exts = append(s.exts, ocsp.NonceExtension([]byte("nonce")))
		s.options.NoncePolicy = ocsp.NonceIfPresent
	}, ocsp.ErrNonceMismatch},
	{"empty nonce, required, the request had none", func(t testing.TB, s *setting) {
		s.exts = append(s.exts, ocsp.NonceExtension([]byte("nonce")))
		s.tbs = func(d *rfc6960.ResponseData) { d.ResponseExtensions.Value[0].ExtnValue = []byte{4, 0} }
		s.options.NoncePolicy = ocsp.NonceRequired
	}, ocsp.ErrNonceMismatch},
}

// spoilt puts in the place of the first extension beside the status one that is nothing.
func spoilt() func(*rfc6960.ResponseData) {
	return entry(func(e *rfc6960.SingleResponse) { e.SingleExtensions.Value[0].ExtnValue = []byte{1, 1, 0} })
}

// extensionTests are about extensions, critical ones above all.
var extensionTests = []verifyTest{
	{"extension of nobody's", func(t testing.TB, s *setting) { s.exts = append(s.exts, extra(false)) }, ocsp.Good},
	{"critical extension of nobody's", func(t testing.TB, s *setting) { s.exts = append(s.exts, extra(true)) }, ocsp.ErrCriticalExtension},
	{"critical nonce", func(t testing.TB, s *setting) {
		s.exts = append(s.exts, critical(ocsp.NonceExtension([]byte("n"))))
	}, ocsp.Good},
	{"critical extended revoke", func(t testing.TB, s *setting) {
		s.exts = append(s.exts, critical(ocsp.ExtendedRevokeExtension()))
	}, ocsp.Good},
	{"critical archive cutoff where it does not belong", func(t testing.TB, s *setting) {
		s.exts = append(s.exts, critical(ocsp.ArchiveCutoffExtension(noon)))
	}, ocsp.ErrCriticalExtension},
	{"extension twice", func(t testing.TB, s *setting) {
		s.exts = append(s.exts, extra(false))
		s.tbs = func(d *rfc6960.ResponseData) {
			d.ResponseExtensions.Value = append(d.ResponseExtensions.Value, wire(extra(false)))
		}
	}, ocsp.ErrDuplicateExtension},
	{"extension of nobody's beside the status", func(t testing.TB, s *setting) { s.status.Extensions = []ocsp.Extension{extra(false)} }, ocsp.Good},
	{"critical extension of nobody's beside the status", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{extra(true)}
	}, ocsp.ErrCriticalExtension},
	{"critical extension beside the status of another", func(t testing.TB, s *setting) {
		other := s.status
		other.Certificate, other.Extensions = s.other.cert, []ocsp.Extension{extra(true)}
		s.more = []ocsp.SingleResponseTemplate{other}
	}, ocsp.Good},
	{"critical archive cutoff", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{critical(ocsp.ArchiveCutoffExtension(noon))}
	}, ocsp.Good},
	{"critical reason, date and CRL", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{
			critical(ocsp.CRLReasonExtension(ocsp.KeyCompromise)),
			critical(ocsp.InvalidityDateExtension(noon)),
			critical(ocsp.CRLReferencesExtension(ocsp.CRLReference{URL: "http://crl.example/"})),
			critical(ocsp.SCTsExtension([]byte{1})),
		}
	}, ocsp.Good},
	{"critical certificate issuer", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{critical(ocsp.CertificateIssuerExtension([]byte{0x82, 1, 'a'}))}
	}, ocsp.ErrCriticalExtension},
	{"critical extended revoke that is none", func(t testing.TB, s *setting) {
		s.exts = append(s.exts, critical(ocsp.ExtendedRevokeExtension()))
		s.tbs = func(d *rfc6960.ResponseData) { d.ResponseExtensions.Value[0].ExtnValue = []byte{4, 0} }
	}, ocsp.ErrMalformed},
	{"critical reason that is none", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{critical(ocsp.CRLReasonExtension(ocsp.KeyCompromise))}
		s.tbs = spoilt()
	}, ocsp.ErrMalformed},
	{"critical date that is none", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{critical(ocsp.InvalidityDateExtension(noon))}
		s.tbs = spoilt()
	}, ocsp.ErrMalformed},
	{"critical CRL that is none", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{critical(ocsp.CRLReferencesExtension(ocsp.CRLReference{}))}
		s.tbs = spoilt()
	}, ocsp.ErrMalformed},
	{"critical timestamps that are none", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{critical(ocsp.SCTsExtension([]byte{1}))}
		s.tbs = spoilt()
	}, ocsp.ErrMalformed},
	{"critical archive cutoff that is none", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{critical(ocsp.ArchiveCutoffExtension(noon))}
		s.tbs = spoilt()
	}, ocsp.ErrMalformed},
	{"archive cutoff that is none, not critical", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{ocsp.ArchiveCutoffExtension(noon)}
		s.tbs = spoilt()
	}, ocsp.Good},
	{"extension twice beside the status", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{extra(false)}
		s.tbs = entry(func(e *rfc6960.SingleResponse) {
			e.SingleExtensions.Value = append(e.SingleExtensions.Value, wire(extra(false)))
		})
	}, ocsp.ErrDuplicateExtension},
}
