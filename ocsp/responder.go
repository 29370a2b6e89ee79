package ocsp

import (
	"bytes"
	"crypto/sha1"
	"crypto/x509"
	"errors"
	"fmt"
	"slices"
)

// maxTried bounds the work that the certificates in a response can cause: so many of those that have the name or the key
// of the responder are tried.
const maxTried = 8

// A finding is the best reason so far why nobody's signature was accepted: the further a certificate came, the more it
// has to do with the matter.
type finding struct {
	err  error
	came progress
}

type progress int

const (
	cameNowhere progress = iota
	cameToAuthorisation
	cameNamed // has the name or the key, and needs no authorisation: the issuer, or who is configured
	cameToValidity
	cameToSignature
)

func (f *finding) note(came progress, err error) {
	if came > f.came {
		f.came, f.err = came, err
	}
}

// checkResponder finds the responder and checks its right to answer and its signature (RFC 6960, 3.2, 2 to 4; 4.2.2.2).
// responderID only says where to look: what counts is whose key made the signature.
func (v *verification) checkResponder() error {
	f := finding{err: ErrResponderNotFound}
	// RFC 6960, 4.2.2.2, 1: the local configuration.
	for _, c := range v.o.Responders {
		if c == nil || !v.isResponder(c) {
			continue
		}
		err := v.checkSignature(c)
		if err == nil {
			return nil
		}
		f.note(cameNamed, err)
	}
	// RFC 6960, 4.2.2.2, 2: the issuer itself.
	if v.isResponder(v.o.Issuer) {
		err := v.checkSignature(v.o.Issuer)
		if err == nil {
			return nil
		}
		f.note(cameNamed, err)
	}
	// RFC 6960, 4.2.2.2, 3: a delegate of the issuer, whose certificate is in the response.
	tried := 0
	for raw := range v.basic.RawCertificates() {
		d := v.memory.recall(v.o.Issuer, raw)
		if d == nil {
			d = newDelegate(raw, v.memory != nil)
		}
		if d.cert == nil || !v.isResponder(d.cert) {
			continue
		}
		if tried++; tried > maxTried {
			break
		}
		came, err := v.checkDelegate(d)
		if err == nil {
			return nil
		}
		f.note(came, err)
	}
	return f.err
}

// isResponder reports whether cert has the name or the key that responderID claims (RFC 6960, 4.2.1).
func (v *verification) isResponder(cert *x509.Certificate) bool {
	if name, ok := v.basic.wire.TBSResponseData.ResponderID.ByName(); ok {
		return bytes.Equal(name.Bytes(), cert.RawSubject)
	}
	key, err := keyBits(cert.RawSubjectPublicKeyInfo)
	if err != nil {
		return false
	}
	hash := sha1.Sum(key)
	return bytes.Equal(v.basic.ResponderKeyHash(), hash[:])
}

// checkSignature checks the signature of the response with the key of cert, over the octets received.
func (v *verification) checkSignature(cert *x509.Certificate) error {
	a, err := v.algorithm(&v.basic.wire.SignatureAlgorithm)
	if err != nil {
		return err
	}
	return a.verify(cert, v.basic.wire.TBSResponseData.Raw, v.basic.wire.Signature)
}

// checkDelegate checks all that there is about a delegate, and says how far it came.
func (v *verification) checkDelegate(d *delegate) (progress, error) {
	if d.refused != nil {
		return cameToAuthorisation, d.refused
	}
	if err := v.authorise(d); err != nil {
		return cameToAuthorisation, err
	}
	if v.now.Before(d.cert.NotBefore) || v.now.After(d.cert.NotAfter) {
		return cameToValidity, fmt.Errorf("%w: %v to %v", ErrResponderExpired, d.cert.NotBefore, d.cert.NotAfter)
	}
	return cameToSignature, v.checkSignature(d.cert)
}

// authorise checks that the issuer has charged d with answering (RFC 6960, 4.2.2.2, 3).
func (v *verification) authorise(d *delegate) error {
	cert, issuer := d.cert, v.o.Issuer
	if !bytes.Equal(cert.RawIssuer, issuer.RawSubject) {
		return fmt.Errorf("%w: %v was issued by another", ErrResponderUnauthorized, cert.Subject)
	}
	// RFC 6960, 4.2.2.2: id-kp-OCSPSigning is what marks a delegate; anyExtendedKeyUsage marks nobody.
	if !slices.Contains(cert.ExtKeyUsage, x509.ExtKeyUsageOCSPSigning) {
		return fmt.Errorf("%w: %v lacks id-kp-OCSPSigning", ErrResponderUnauthorized, cert.Subject)
	}
	// RFC 5280, 4.2.1.3: digitalSignature is for signatures on what is neither a certificate nor a CRL.
	if hasKeyUsage(cert) && cert.KeyUsage&x509.KeyUsageDigitalSignature == 0 {
		return fmt.Errorf("%w: %v lacks digitalSignature", ErrResponderUnauthorized, cert.Subject)
	}
	// RFC 5280, 4.2: a critical extension that is not handled is a reason to reject.
	for _, id := range cert.UnhandledCriticalExtensions {
		if !slices.Equal(id, []int{1, 3, 6, 1, 5, 5, 7, 48, 1, 5}) { // id-pkix-ocsp-nocheck: RFC 6960, 4.2.2.2.1
			return fmt.Errorf("%w: %v has critical extension %v", ErrResponderUnauthorized, cert.Subject, id)
		}
	}
	a, err := v.algorithm(&d.signed.algorithm)
	if err != nil {
		return fmt.Errorf("certificate of %v: %w", cert.Subject, err)
	}
	if d.remembered {
		return nil
	}
	// RFC 6960, 4.2.2.2: issued directly by the CA that issued the certificate in question.
	err = a.verify(issuer, d.signed.tbs, d.signed.signature)
	switch {
	case errors.Is(err, ErrBadSignature):
		return fmt.Errorf("%w: %v was not signed with its key", ErrResponderUnauthorized, cert.Subject)
	case err != nil:
		return err
	}
	v.memory.remember(issuer, d)
	return nil
}

// hasKeyUsage reports whether cert has a key usage extension, be it one without any bit.
func hasKeyUsage(cert *x509.Certificate) bool {
	for i := range cert.Extensions {
		if slices.Equal(cert.Extensions[i].Id, []int{2, 5, 29, 15}) {
			return true
		}
	}
	return false
}
