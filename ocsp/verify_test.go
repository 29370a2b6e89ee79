package ocsp_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"math/big"
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

var verifyTests = []struct {
	name   string
	change func(t testing.TB, s *setting)
	want   any // an error, or a CertStatus
}{
	// status, type, version
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

	// which certificate
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

	// who answers
	{"issuer by name", func(t testing.TB, s *setting) { s.by = ocsp.ByName }, ocsp.Good},
	{"issuer encloses itself", func(t testing.TB, s *setting) { s.signedBy(s.ca) }, ocsp.Good},
	{"issuer's name with another key", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		s.signedBy(selfSigned(t, authority("Issuing CA")))
	}, ocsp.ErrBadSignature},
	{"issuer's name with another key, nothing enclosed", func(t testing.TB, s *setting) {
		s.by, s.signer = ocsp.ByName, selfSigned(t, authority("Issuing CA"))
	}, ocsp.ErrBadSignature},
	{"delegate by key", func(t testing.TB, s *setting) { s.signedBy(s.delegate) }, ocsp.Good},
	{"delegate by name", func(t testing.TB, s *setting) { s.by = ocsp.ByName; s.signedBy(s.delegate) }, ocsp.Good},
	{"delegate that is not enclosed", func(t testing.TB, s *setting) { s.signer = s.delegate }, ocsp.ErrResponderNotFound},
	{"delegate behind certificates of others", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.certs = []*x509.Certificate{s.root.cert, s.ca.cert, s.leaf.cert, s.delegate.cert}
	}, ocsp.Good},
	{"delegate behind octets that are no certificate", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.basic = func(b *rfc6960.BasicOCSPResponse) {
			b.Certs.Value = []rfc5912.Certificate{{0x30, 0}, s.delegate.cert.Raw}
		}
	}, ocsp.Good},
	{"delegate of the issuer's name", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		template := responder("Issuing CA")
		template.Subject = s.ca.cert.Subject
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.Good},
	{"responderID of nobody, by key", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.tbs = func(d *rfc6960.ResponseData) { d.ResponderID.SetByKey(make([]byte, 20)) }
	}, ocsp.ErrResponderNotFound},
	{"responderID of the root, by name", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.tbs = func(d *rfc6960.ResponseData) { d.ResponderID.SetByName(nameView(t, s.root.cert)) }
	}, ocsp.ErrResponderNotFound},
	{"responderID by the SHA-256 hash of the key", func(t testing.TB, s *setting) {
		s.tbs = func(d *rfc6960.ResponseData) { d.ResponderID.SetByKey(sum256(keyOctets(s.ca.cert))) }
	}, ocsp.ErrResponderNotFound},
	{"responderID of the issuer, signed by the delegate", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.tbs = func(d *rfc6960.ResponseData) { d.ResponderID.SetByName(nameView(t, s.ca.cert)) }
	}, ocsp.ErrBadSignature},
	{"seven decoys, then the delegate", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		s.signedBy(s.delegate)
		s.certs = append(decoys(t, 7), s.delegate.cert)
	}, ocsp.Good},
	{"eight decoys, then the delegate", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		s.signedBy(s.delegate)
		s.certs = append(decoys(t, 8), s.delegate.cert)
	}, ocsp.ErrResponderUnauthorized},
	{"anybody", func(t testing.TB, s *setting) { s.signedBy(selfSigned(t, responder("Anybody"))) }, ocsp.ErrResponderUnauthorized},
	{"the other CA", func(t testing.TB, s *setting) { s.signedBy(s.other) }, ocsp.ErrResponderUnauthorized},
	{"delegate of the other CA", func(t testing.TB, s *setting) { s.signedBy(s.other.issue(t, responder("Responder"))) }, ocsp.ErrResponderUnauthorized},
	{"delegate of the root", func(t testing.TB, s *setting) { s.signedBy(s.root.issue(t, responder("Responder"))) }, ocsp.ErrResponderUnauthorized},
	{"delegate of one who has the issuer's name", func(t testing.TB, s *setting) {
		s.signedBy(selfSigned(t, authority("Issuing CA")).issue(t, responder("Responder")))
	}, ocsp.ErrResponderUnauthorized},
	{"delegate of one who has the issuer's key", func(t testing.TB, s *setting) {
		s.signedBy(anotherName(t, s.household, "Issuing CB").issue(t, responder("Responder")))
	}, ocsp.ErrResponderUnauthorized},
	{"delegate of a delegate", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate.issue(t, responder("Deputy")))
		s.certs = append(s.certs, s.delegate.cert)
	}, ocsp.ErrResponderUnauthorized},
	{"the leaf itself", func(t testing.TB, s *setting) { s.signedBy(s.leaf) }, ocsp.ErrResponderUnauthorized},
	{"delegate without id-kp-OCSPSigning", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.ErrResponderUnauthorized},
	{"delegate without an extended key usage", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.ExtKeyUsage = nil
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.ErrResponderUnauthorized},
	{"delegate with anyExtendedKeyUsage", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageAny}
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.ErrResponderUnauthorized},
	{"delegate with several extended key usages", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageOCSPSigning}
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.Good},
	{"delegate without digitalSignature", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.KeyUsage = x509.KeyUsageKeyEncipherment | x509.KeyUsageContentCommitment
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.ErrResponderUnauthorized},
	{"delegate with an empty key usage", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.KeyUsage = 0
		template.ExtraExtensions = []pkix.Extension{{Id: []int{2, 5, 29, 15}, Critical: true, Value: []byte{3, 1, 0}}}
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.ErrResponderUnauthorized},
	{"delegate without a key usage", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.KeyUsage = 0
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.Good},
	{"delegate without id-pkix-ocsp-nocheck", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.ExtraExtensions = nil
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.Good},
	{"delegate with a critical id-pkix-ocsp-nocheck", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.ExtraExtensions[0].Critical = true
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.Good},
	{"delegate with a critical extension of nobody's", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.ExtraExtensions = []pkix.Extension{{Id: []int{1, 3, 6, 1, 4, 1, 55555, 1}, Critical: true, Value: []byte{5, 0}}}
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.ErrResponderUnauthorized},
	{"delegate that is no longer valid", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.NotAfter = noon.Add(-time.Second)
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.ErrResponderExpired},
	{"delegate in its last second", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.NotAfter = noon
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.Good},
	{"delegate that is not yet valid", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.NotBefore = noon.Add(time.Second)
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.ErrResponderExpired},
	{"delegate in its first second", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.NotBefore = noon
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.Good},
	{"delegate whose certificate was changed", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.basic = func(b *rfc6960.BasicOCSPResponse) {
			b.Certs.Value = []rfc5912.Certificate{flipLast(s.delegate.cert.Raw)}
		}
	}, ocsp.ErrResponderUnauthorized},
	{"delegate with one algorithm inside and another outside", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.basic = func(b *rfc6960.BasicOCSPResponse) {
			raw := bytes.Clone(s.delegate.cert.Raw)
			i := bytes.LastIndex(raw, []byte(oid("1.2.840.10045.4.3.2")))
			raw[i+len(oid("1.2.840.10045.4.3.2"))-1] = 3
			b.Certs.Value = []rfc5912.Certificate{raw}
		}
	}, ocsp.ErrResponderNotFound},
	{"unauthorised and expired", func(t testing.TB, s *setting) {
		template := responder("Responder")
		template.NotAfter, template.ExtKeyUsage = noon.Add(-time.Second), nil
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.ErrResponderUnauthorized},
	{"expired, behind one who is unauthorised", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		template := responder("Responder")
		template.NotAfter = noon.Add(-time.Second)
		s.signedBy(s.ca.issue(t, template))
		s.certs = append(decoys(t, 1), s.certs...)
	}, ocsp.ErrResponderExpired},
	{"expired, before one who is unauthorised", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		template := responder("Responder")
		template.NotAfter = noon.Add(-time.Second)
		s.signedBy(s.ca.issue(t, template))
		s.certs = append(s.certs, decoys(t, 1)...)
	}, ocsp.ErrResponderExpired},
	{"configured", func(t testing.TB, s *setting) {
		s.signer = selfSigned(t, responder("Anybody"))
		s.options.Responders = []*x509.Certificate{nil, s.other.cert, s.signer.cert}
	}, ocsp.Good},
	{"configured, by name", func(t testing.TB, s *setting) {
		s.by, s.signer = ocsp.ByName, selfSigned(t, responder("Anybody"))
		s.options.Responders = []*x509.Certificate{s.signer.cert}
	}, ocsp.Good},
	{"configured under one name, the second has the key", func(t testing.TB, s *setting) {
		s.by, s.signer = ocsp.ByName, selfSigned(t, responder("Responder"))
		s.options.Responders = append(decoys(t, 1), s.signer.cert)
	}, ocsp.Good},
	{"configured, signed by one of the same name", func(t testing.TB, s *setting) {
		s.by, s.signer = ocsp.ByName, selfSigned(t, responder("Responder"))
		s.options.Responders = decoys(t, 1)
	}, ocsp.ErrBadSignature},
	{"configured by a key that cannot be read", func(t testing.TB, s *setting) {
		s.signer = s.delegate
		s.options.Responders = []*x509.Certificate{{RawSubjectPublicKeyInfo: []byte{0x30, 0}, PublicKey: s.delegate.cert.PublicKey}}
		s.tbs = func(d *rfc6960.ResponseData) { d.ResponderID.SetByKey(sum1(nil)) }
	}, ocsp.ErrResponderNotFound},

	// the signature
	{"signature changed", func(t testing.TB, s *setting) {
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Bytes = flipLast(b.Signature.Bytes) }
	}, ocsp.ErrBadSignature},
	{"signature empty", func(t testing.TB, s *setting) {
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Bytes = nil }
	}, ocsp.ErrBadSignature},
	{"signature of a delegate changed", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Bytes = flipLast(b.Signature.Bytes) }
	}, ocsp.ErrBadSignature},
	{"signature with octets behind it", func(t testing.TB, s *setting) {
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Bytes = append(b.Signature.Bytes, 0) }
	}, ocsp.ErrBadSignature},
	{"signed data changed", func(t testing.TB, s *setting) {
		s.status.Status, s.status.RevocationTime = ocsp.Revoked, noon
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.TBSResponseData.Responses[0].CertStatus.SetGood() }
	}, ocsp.ErrBadSignature},
	{"signature over the contents only", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.2.840.10045.4.3.2", nil)
		s.sign = func(tbs []byte) []byte {
			sig, err := ecdsa.SignASN1(rand.Reader, s.ca.key.(*ecdsa.PrivateKey), sum256(tbs[3:]))
			try(t, err)
			return sig
		}
	}, ocsp.ErrBadSignature},
	{"signature with unused bits", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.2.840.10045.4.3.2", nil)
		s.sign = func(tbs []byte) []byte { // until the last bit is zero, so that it can be declared unused
			for {
				sig, err := ecdsa.SignASN1(rand.Reader, s.ca.key.(*ecdsa.PrivateKey), sum256(tbs))
				try(t, err)
				if sig[len(sig)-1]&1 == 0 {
					return sig
				}
			}
		}
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Unused = 1 }
	}, ocsp.ErrBadSignature},
	{"algorithm of RSA with a key of ECDSA", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.2.840.113549.1.1.11", []byte{5, 0})
	}, ocsp.ErrBadSignature},
	{"algorithm of Ed25519 with a key of ECDSA", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.3.101.112", nil)
	}, ocsp.ErrBadSignature},
	{"algorithm of DSA with a key of ECDSA", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("2.16.840.1.101.3.4.3.2", nil)
	}, ocsp.ErrBadSignature},
	{"algorithm of ECDSA with a key of RSA", func(t testing.TB, s *setting) {
		s.signedWithRSA("1.2.840.113549.1.1.11", crypto.SHA256, sum256)
		s.algorithm = algorithmID("1.2.840.10045.4.3.2", nil)
	}, ocsp.ErrBadSignature},
	{"another hash function than the algorithm's", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.2.840.10045.4.3.3", nil)
	}, ocsp.ErrBadSignature},
	{"algorithm that nobody knows", func(t testing.TB, s *setting) { s.algorithm = algorithmID("1.2.3.4", nil) }, ocsp.ErrUnsupportedAlgorithm},
	{"ECDSA with parameters", func(t testing.TB, s *setting) {
		s.algorithm = algorithmID("1.2.840.10045.4.3.2", []byte{5, 0})
	}, ocsp.ErrUnsupportedAlgorithm},
	{"RSA", func(t testing.TB, s *setting) { s.signedWithRSA("1.2.840.113549.1.1.11", crypto.SHA256, sum256) }, ocsp.Good},
	{"RSA without parameters", func(t testing.TB, s *setting) {
		s.signedWithRSA("1.2.840.113549.1.1.11", crypto.SHA256, sum256)
		s.algorithm.Parameters.Present = false
	}, ocsp.Good},
	{"RSA with other parameters", func(t testing.TB, s *setting) {
		s.signedWithRSA("1.2.840.113549.1.1.11", crypto.SHA256, sum256)
		s.algorithm.Parameters.Value = []byte{0x30, 0}
	}, ocsp.ErrUnsupportedAlgorithm},
	{"SHA-1", func(t testing.TB, s *setting) { s.signedWithRSA("1.2.840.113549.1.1.5", crypto.SHA1, sum1) }, ocsp.ErrWeakAlgorithm},
	{"SHA-1 by its other identifier", func(t testing.TB, s *setting) { s.signedWithRSA("1.3.14.3.2.29", crypto.SHA1, sum1) }, ocsp.ErrWeakAlgorithm},
	{"SHA-1 allowed", func(t testing.TB, s *setting) {
		s.signedWithRSA("1.2.840.113549.1.1.5", crypto.SHA1, sum1)
		s.options.AllowSHA1 = true
	}, ocsp.Good},
	{"SHA-1 allowed, signature of SHA-256", func(t testing.TB, s *setting) {
		s.signedWithRSA("1.2.840.113549.1.1.5", crypto.SHA256, sum256)
		s.options.AllowSHA1 = true
	}, ocsp.ErrBadSignature},
	{"MD5, SHA-1 allowed", func(t testing.TB, s *setting) {
		s.signedWithRSA("1.2.840.113549.1.1.4", crypto.SHA256, sum256)
		s.options.AllowSHA1 = true
	}, ocsp.ErrWeakAlgorithm},
	{"MD2, SHA-1 allowed", func(t testing.TB, s *setting) {
		s.signedWithRSA("1.2.840.113549.1.1.2", crypto.SHA256, sum256)
		s.options.AllowSHA1 = true
	}, ocsp.ErrWeakAlgorithm},
	{"delegate's certificate signed with SHA-1", func(t testing.TB, s *setting) { s.signedBy(sha1Delegate(t, s)) }, ocsp.ErrWeakAlgorithm},
	{"delegate's certificate signed with SHA-1, allowed", func(t testing.TB, s *setting) {
		s.signedBy(sha1Delegate(t, s))
		s.options.AllowSHA1 = true
	}, ocsp.Good},
	{"key that crypto/x509 does not know", func(t testing.TB, s *setting) {
		strange := *s.ca.cert
		strange.PublicKey = nil
		s.options.Issuer = &strange
	}, ocsp.ErrUnsupportedAlgorithm},
	{"key of a type that cannot sign", func(t testing.TB, s *setting) {
		strange := *s.ca.cert
		strange.PublicKey = "key"
		s.options.Issuer = &strange
	}, ocsp.ErrUnsupportedAlgorithm},
	{"issuer's key that cannot sign, delegate", func(t testing.TB, s *setting) {
		strange := *s.ca.cert
		strange.PublicKey = nil
		s.options.Issuer = &strange
		s.signedBy(s.ca.issue(t, responder("Responder")))
	}, ocsp.ErrUnsupportedAlgorithm},

	// times
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
	{"producedAt with a fraction", func(t testing.TB, s *setting) {
		s.tbs = func(d *rfc6960.ResponseData) { d.ProducedAt = d.ProducedAt.Add(time.Millisecond) }
	}, ocsp.ErrMalformed},

	// the nonce
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

	// extensions
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
	{"extension twice beside the status", func(t testing.TB, s *setting) {
		s.status.Extensions = []ocsp.Extension{extra(false)}
		s.tbs = entry(func(e *rfc6960.SingleResponse) {
			e.SingleExtensions.Value = append(e.SingleExtensions.Value, wire(extra(false)))
		})
	}, ocsp.ErrDuplicateExtension},
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
	for _, test := range verifyTests {
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
