package ocsp

import (
	"bytes"
	"crypto/x509"
	"fmt"
	"time"
)

// VerifyOptions say what an answer is to be held against.
type VerifyOptions struct {
	Certificate, Issuer *x509.Certificate    // both required: whose status is asked for, and who issued it
	CurrentTime         time.Time            // zero: now
	ClockSkew           time.Duration        // by how much thisUpdate may be ahead and nextUpdate behind
	MaxAge              time.Duration        // bound on the age of thisUpdate where nextUpdate is absent; 0: none
	Nonce               []byte               // what the request carried
	NoncePolicy         NoncePolicy          // zero: NonceIfPresent with a Nonce, else NonceIgnore
	Responders          []*x509.Certificate  // trusted by local configuration (RFC 6960, 4.2.2.2, case 1)
	AllowSHA1           bool                 // accept SHA-1 in signatures; MD5 never is
	Algorithms          []SignatureAlgorithm // beyond the standard library's
}

// Verify returns what the response says about o.Certificate, if all of this holds, in this order; there is a result only
// with a nil error:
//
//   - the status is [Successful], else [*StatusError]; the type is id-pkix-ocsp-basic, else [ErrResponseType]
//     (versions are looked at when parsing);
//   - o.Issuer has the name that o.Certificate gives as its issuer, else [ErrIssuerMismatch];
//   - there is a SingleResponse for o.Certificate: hash function, issuerNameHash, issuerKeyHash and the whole serial
//     number are the same, else [ErrNoMatch]; if there are several they say the same, else [ErrConflictingResponses];
//   - the responder is o.Issuer itself, one of o.Responders, or one of the certificates in the response, else
//     [ErrResponderNotFound]. Of the certificates in the response that have the name or key that responderID claims, the
//     first eight are tried;
//   - a certificate in the response was signed by the key of o.Issuer directly, names its subject as issuer, octet for
//     octet, has id-kp-OCSPSigning (anyExtendedKeyUsage does not count), digitalSignature if it has a key usage, and no
//     critical extension that is not handled, else [ErrResponderUnauthorized]; and is valid now, else
//     [ErrResponderExpired]. A certificate that crypto/x509 refuses, for two signature algorithms that differ inside and
//     outside, say, is ErrResponderUnauthorized, for a key that it does not know [ErrUnsupportedAlgorithm]. Whether it
//     was revoked itself is not asked, also where it lacks id-pkix-ocsp-nocheck;
//   - the signature over the octets received is one of that key, else [ErrBadSignature], with an algorithm that is known,
//     else [ErrUnsupportedAlgorithm], and not too weak, else [ErrWeakAlgorithm];
//   - thisUpdate, nextUpdate, producedAt and a time of revocation have no fraction of a second, else [ErrMalformed];
//   - thisUpdate is not in the future, else [ErrNotYetValid]; nextUpdate is not in the past (equal is fine), nor, where
//     it is absent, thisUpdate older than o.MaxAge, else [ErrStale]; nextUpdate is not before thisUpdate, else
//     [ErrInconsistentTimes];
//   - the nonce is that of the request, as far as o.NoncePolicy asks, else [ErrNonceMismatch] or [ErrNonceMissing];
//   - no extension of the response or of that entry occurs twice, else [ErrDuplicateExtension]; none is critical and not
//     understood, else [ErrCriticalExtension], or critical and not what its name says, else [ErrMalformed].
//
// The status that comes back may be [Good], [Revoked] or [Unknown]: all three are answers.
//
// A chain from o.Certificate to a trusted root is not built here, and o.Issuer's validity is not looked at: both are for
// whoever has verified the certificate. Neither are validity and usages of o.Responders: to configure one is to trust it.
// producedAt and a time of revocation may be in the future.
func (r *Response) Verify(o VerifyOptions) (SingleResponse, error) { return r.verify(&o, nil) }

func (r *Response) verify(o *VerifyOptions, memory *Verifier) (SingleResponse, error) {
	v := verification{
		o:      o,
		policy: policy{allowSHA1: o.AllowSHA1, others: o.Algorithms},
		now:    o.CurrentTime,
		memory: memory,
	}
	if v.now.IsZero() {
		v.now = time.Now()
	}
	single, err := v.run(r)
	if err != nil {
		return SingleResponse{}, err
	}
	return single, nil
}

// A verification is one call of Verify.
type verification struct {
	policy
	o      *VerifyOptions
	now    time.Time
	memory *Verifier
	basic  *BasicResponse
	single SingleResponse
}

// run goes through the steps of RFC 6960, 3.2, in the order that makes the error most useful.
func (v *verification) run(r *Response) (SingleResponse, error) {
	var err error
	if v.basic, err = r.Basic(); err != nil {
		return SingleResponse{}, err
	}
	if err := v.findSingle(); err != nil {
		return SingleResponse{}, err
	}
	if err := v.checkResponder(); err != nil {
		return SingleResponse{}, err
	}
	if err := v.checkTimes(); err != nil {
		return SingleResponse{}, err
	}
	if err := v.basic.checkNonce(v.o); err != nil {
		return SingleResponse{}, err
	}
	if err := v.checkExtensions(); err != nil {
		return SingleResponse{}, err
	}
	return v.single, nil
}

// findSingle finds the entry for the certificate (RFC 6960, 3.2, 1: the certificate identified in the response is the
// one that was asked about).
func (v *verification) findSingle() (err error) {
	cert, issuer := v.o.Certificate, v.o.Issuer
	if cert == nil || issuer == nil || cert.SerialNumber == nil {
		return fmt.Errorf("%w: Verify needs a certificate and its issuer", ErrIncomplete)
	}
	// RFC 5280, 4.1.2.6: the issuer's subject is encoded as in the issuer field of what it issues.
	if !bytes.Equal(cert.RawIssuer, issuer.RawSubject) {
		return ErrIssuerMismatch
	}
	s := subject{cert: cert, issuer: issuer}
	v.single, err = v.basic.find(s.is)
	return err
}

// checkTimes compares thisUpdate and nextUpdate with each other and with the clock (RFC 6960, 3.2, 5 and 6; 4.2.2.1).
func (v *verification) checkTimes() error {
	this := v.single.ThisUpdate()
	next, bounded := v.single.NextUpdate()
	// RFC 6960, 4.2.1, by RFC 5280, 4.1.2.5.2: no fractions of a second.
	revoked, _ := v.single.RevocationTime()
	if this.Nanosecond() != 0 || next.Nanosecond() != 0 || revoked.Nanosecond() != 0 || v.basic.ProducedAt().Nanosecond() != 0 {
		return fmt.Errorf("%w: a time with a fraction of a second", ErrMalformed)
	}
	if bounded && next.Before(this) {
		return fmt.Errorf("%w: nextUpdate %v is before thisUpdate %v", ErrInconsistentTimes, next, this)
	}
	if this.After(v.now.Add(v.o.ClockSkew)) {
		return fmt.Errorf("%w: %v", ErrNotYetValid, this)
	}
	if bounded && next.Before(v.now.Add(-v.o.ClockSkew)) {
		return fmt.Errorf("%w: nextUpdate was %v", ErrStale, next)
	}
	if !bounded && v.o.MaxAge > 0 && this.Before(v.now.Add(-v.o.MaxAge).Add(-v.o.ClockSkew)) {
		return fmt.Errorf("%w: thisUpdate was %v, and there is no nextUpdate", ErrStale, this)
	}
	return nil
}

// checkExtensions refuses what the responder says is not to be ignored, where this package does not know it
// (RFC 6960, 4.4; RFC 5280, 4.2).
func (v *verification) checkExtensions() error {
	response, err := v.basic.Extensions()
	if err != nil {
		return err
	}
	if err := response.understood("responseExtensions", Extensions.readInResponse); err != nil {
		return err
	}
	single, err := v.single.Extensions()
	if err != nil {
		return err
	}
	return single.understood("singleExtensions", Extensions.readInSingle)
}
