package ocsp_test

import (
	"bytes"
	"crypto/x509"
	"crypto/x509/pkix"
	"slices"
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

// encloses puts octets in the place of the certificates.
func (s *setting) encloses(raw ...[]byte) {
	s.basic = func(b *rfc6960.BasicOCSPResponse) {
		list := make([]rfc5912.Certificate, len(raw))
		for i := range raw {
			list[i] = raw[i]
		}
		b.Certs = der.Some(list)
	}
}

// changedAt returns a copy in which the last octet of an identifier is another: where it stands first, or last.
func changedAt(raw []byte, id der.OID, last byte, first bool) []byte {
	raw = bytes.Clone(raw)
	i := bytes.LastIndex(raw, []byte(id))
	if first {
		i = bytes.Index(raw, []byte(id))
	}
	raw[i+len(id)-1] = last
	return raw
}

// crossSigned is another certificate with name and key of the issuer.
func crossSigned(t testing.TB, h household) *x509.Certificate {
	other := selfSigned(t, authority("Other Root"))
	return certify(t, authority("Issuing CA"), other.cert, h.ca.key.Public(), other.key)
}

// responderTests are about who answers, and with what right.
var responderTests = []verifyTest{
	{"issuer by name", func(t testing.TB, s *setting) { s.by = ocsp.ByName }, ocsp.Good},
	{"issuer encloses itself", func(t testing.TB, s *setting) { s.signedBy(s.ca) }, ocsp.Good},
	{"issuer's name with another key", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		s.signedBy(selfSigned(t, authority("Issuing CA")))
	}, ocsp.ErrBadSignature},
	{"issuer's name with another key, nothing enclosed", func(t testing.TB, s *setting) {
		s.by, s.signer = ocsp.ByName, selfSigned(t, authority("Issuing CA"))
	}, ocsp.ErrBadSignature},
	{"a configured certificate has the issuer's name, the issuer signs", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		s.options.Responders = []*x509.Certificate{selfSigned(t, authority("Issuing CA")).cert}
	}, ocsp.Good},
	{"delegate by key", func(t testing.TB, s *setting) { s.signedBy(s.delegate) }, ocsp.Good},
	{"delegate by name", func(t testing.TB, s *setting) { s.by = ocsp.ByName; s.signedBy(s.delegate) }, ocsp.Good},
	{"two delegates of one name, the second signs", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		s.signedBy(s.ca.issue(t, responder("Responder")))
		s.certs = []*x509.Certificate{s.delegate.cert, s.signer.cert}
	}, ocsp.Good},
	{"two delegates of one name, the first signs", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		s.signedBy(s.ca.issue(t, responder("Responder")))
		s.certs = []*x509.Certificate{s.signer.cert, s.delegate.cert}
	}, ocsp.Good},
	{"two delegates of one name, neither signs", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		s.signer = s.ca.issue(t, responder("Responder"))
		s.certs = []*x509.Certificate{s.delegate.cert, s.ca.issue(t, responder("Responder")).cert}
	}, ocsp.ErrBadSignature},
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
	{"issuer by another certificate of its name and key, from another root", func(t testing.TB, s *setting) {
		s.options.Issuer = crossSigned(t, s.household)
	}, ocsp.Good},
	{"delegate of an issuer with two certificates", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.options.Issuer = crossSigned(t, s.household)
	}, ocsp.Good},
	{"the issuer's next key under its old name", func(t testing.TB, s *setting) {
		next := selfSigned(t, authority("Issuing CA"))
		s.options.Issuer = next.cert
	}, ocsp.ErrNoMatch},
	{"delegate of the issuer's old key, answers for its next", func(t testing.TB, s *setting) {
		next := selfSigned(t, authority("Issuing CA"))
		s.status.Issuer, s.options.Issuer = next.cert, next.cert
		s.signedBy(s.delegate)
	}, ocsp.ErrResponderUnauthorized},
	{"the issuer's old key answers for its next, by name", func(t testing.TB, s *setting) {
		next := selfSigned(t, authority("Issuing CA"))
		s.status.Issuer, s.options.Issuer = next.cert, next.cert
		s.by = ocsp.ByName
		s.signedBy(s.ca)
	}, ocsp.ErrBadSignature},
	{"the issuer's old key answers for its next, by key", func(t testing.TB, s *setting) {
		next := selfSigned(t, authority("Issuing CA"))
		s.status.Issuer, s.options.Issuer = next.cert, next.cert
		s.signedBy(s.ca)
	}, ocsp.ErrResponderUnauthorized},
	{"delegate of the issuer's own name, expired", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		template := responder("Issuing CA")
		template.Subject, template.NotAfter = s.ca.cert.Subject, noon.Add(-time.Second)
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.ErrResponderExpired},
	{"delegate of the issuer's own name, not authorised", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		template := responder("Issuing CA")
		template.Subject, template.ExtKeyUsage = s.ca.cert.Subject, nil
		s.signedBy(s.ca.issue(t, template))
	}, ocsp.ErrBadSignature}, // of the issuer
	{"delegate of the issuer's own name, signature changed", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		template := responder("Issuing CA")
		template.Subject = s.ca.cert.Subject
		s.signedBy(s.ca.issue(t, template))
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Bytes = flipLast(b.Signature.Bytes) }
	}, ocsp.ErrBadSignature},
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
		s.encloses(changedAt(s.delegate.cert.Raw, oid("1.2.840.10045.4.3.2"), 3, false))
	}, ocsp.ErrResponderUnauthorized},
	{"delegate with another algorithm inside than outside", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.encloses(changedAt(s.delegate.cert.Raw, oid("1.2.840.10045.4.3.2"), 3, true))
	}, ocsp.ErrResponderUnauthorized},
	{"another's certificate with two algorithms before the delegate's", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.encloses(changedAt(s.other.cert.Raw, oid("1.2.840.10045.4.3.2"), 3, true), s.delegate.cert.Raw)
	}, ocsp.Good},
	{"certificate with two algorithms before the delegate's, of the same key", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.encloses(changedAt(s.delegate.cert.Raw, oid("1.2.840.10045.4.3.2"), 3, true), s.delegate.cert.Raw)
	}, ocsp.Good},
	{"delegate with a key on a curve that crypto/x509 does not have", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.encloses(changedAt(s.delegate.cert.Raw, oid("1.2.840.10045.3.1.7"), 9, true))
	}, ocsp.ErrUnsupportedAlgorithm},
	{"delegate with a key on such a curve, by name", func(t testing.TB, s *setting) {
		s.by = ocsp.ByName
		s.signedBy(s.delegate)
		s.encloses(changedAt(s.delegate.cert.Raw, oid("1.2.840.10045.3.1.7"), 9, true))
	}, ocsp.ErrUnsupportedAlgorithm},
	{"delegate with an extension twice", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		s.encloses(changedAt(s.delegate.cert.Raw, oid("2.5.29.37"), 15, true))
	}, ocsp.ErrResponderUnauthorized},
	{"certificate of nobody's that is refused", func(t testing.TB, s *setting) {
		s.signer = s.delegate
		s.certs = []*x509.Certificate{s.other.cert}
		s.encloses(changedAt(s.other.cert.Raw, oid("1.2.840.10045.3.1.7"), 9, true))
	}, ocsp.ErrResponderNotFound},
	{"eight that are refused, then the delegate", func(t testing.TB, s *setting) {
		s.signedBy(s.delegate)
		refused := changedAt(s.delegate.cert.Raw, oid("1.2.840.10045.3.1.7"), 9, true)
		s.encloses(append(slices.Repeat([][]byte{refused}, 8), s.delegate.cert.Raw)...)
	}, ocsp.ErrUnsupportedAlgorithm},
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
}
