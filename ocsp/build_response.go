package ocsp

import (
	"crypto"
	"crypto/sha1"
	"crypto/x509"
	"fmt"
	"io"
	"time"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
)

// A ResponderEncoding says how a response names its responder (RFC 6960, 4.2.1).
type ResponderEncoding int

// The alternatives of ResponderID. The zero value is none of them.
const (
	ByKeyHash ResponderEncoding = 1 + iota // the SHA-1 hash of the public key
	ByName                                 // the subject of the certificate
)

// String gives the RFC's spelling: "byKey", "byName".
func (e ResponderEncoding) String() string {
	switch e {
	case ByKeyHash:
		return "byKey"
	case ByName:
		return "byName"
	}
	return fmt.Sprintf("ResponderEncoding(%d)", int(e))
}

// A SingleResponseTemplate is what a response is to say about one certificate. Times are written in whole seconds.
type SingleResponseTemplate struct {
	Certificate, Issuer *x509.Certificate // either these
	Hash                crypto.Hash       // with Certificate and Issuer
	CertID              CertID            // or this
	Status              CertStatus
	ThisUpdate          time.Time        // zero is ErrIncomplete
	NextUpdate          time.Time        // zero: absent
	RevocationTime      time.Time        // with Revoked, and only then
	RevocationReason    RevocationReason // zero: absent; with Revoked only
	Extensions          []Extension
}

// wire checks t and makes the SingleResponse of it.
func (t *SingleResponseTemplate) wire() (s rfc6960.SingleResponse, err error) {
	id := t.CertID
	switch {
	case id.wire == nil:
		if id, err = NewCertID(t.Certificate, t.Issuer, t.Hash); err != nil {
			return s, err
		}
	case t.Certificate != nil || t.Issuer != nil:
		return s, fmt.Errorf("%w: both a certificate and a CertID", ErrAlreadySet)
	}
	s.CertID = id.wire.Clone()
	if err := t.putStatus(&s.CertStatus); err != nil {
		return s, err
	}
	if t.ThisUpdate.IsZero() {
		return s, fmt.Errorf("%w: thisUpdate is not set", ErrIncomplete)
	}
	s.ThisUpdate = wholeSeconds(t.ThisUpdate)
	if !t.NextUpdate.IsZero() {
		s.NextUpdate = der.Some(wholeSeconds(t.NextUpdate))
		if s.NextUpdate.Value.Before(s.ThisUpdate) {
			return s, fmt.Errorf("%w: nextUpdate is before thisUpdate", ErrInconsistentTimes)
		}
	}
	var list extensionList
	for _, e := range t.Extensions {
		if list, err = list.with(e); err != nil {
			return s, err
		}
	}
	s.SingleExtensions = list.optional()
	return s, nil
}

// putStatus checks the status and what belongs to it.
func (t *SingleResponseTemplate) putStatus(s *rfc6960.CertStatus) error {
	if t.Status != Revoked {
		if !t.RevocationTime.IsZero() || t.RevocationReason != 0 {
			return fmt.Errorf("%w: a time or a reason of revocation with %v", ErrStatus, t.Status)
		}
	}
	switch t.Status {
	case Good:
		s.SetGood()
	case Unknown:
		s.SetUnknown()
	case Revoked:
		if t.RevocationTime.IsZero() {
			return fmt.Errorf("%w: revoked without a time", ErrIncomplete)
		}
		info := rfc6960.RevokedInfo{RevocationTime: wholeSeconds(t.RevocationTime)}
		if t.RevocationReason != 0 {
			if t.RevocationReason.Code() < 0 {
				return fmt.Errorf("%w: %v", ErrStatus, t.RevocationReason)
			}
			info.RevocationReason = der.Some(rfc5912.CRLReason(t.RevocationReason.Code()))
		}
		s.SetRevoked(info)
	case 0:
		return fmt.Errorf("%w: no certificate status", ErrIncomplete)
	default:
		return fmt.Errorf("%w: %v", ErrStatus, t.Status)
	}
	return nil
}

// A ResponseBuilder collects what goes into a [Response]. It is a value: each method returns a new one and leaves the old
// as it was. The first mistake made on the way is what [ResponseBuilder.Sign] reports; nothing after it counts.
type ResponseBuilder struct {
	responses  []rfc6960.SingleResponse
	extensions extensionList
	by         ResponderEncoding
	responder  *x509.Certificate
	certs      []*x509.Certificate
	producedAt time.Time
	err        error
}

// NewResponseBuilder returns a builder with nothing in it.
func NewResponseBuilder() ResponseBuilder { return ResponseBuilder{} }

// fail keeps the first mistake.
func (b ResponseBuilder) fail(err error) ResponseBuilder {
	if b.err == nil {
		b.err = err
	}
	return b
}

// AddResponse says something about one certificate. It may be called again.
func (b ResponseBuilder) AddResponse(t SingleResponseTemplate) ResponseBuilder {
	s, err := t.wire()
	if err != nil {
		return b.fail(err)
	}
	b.responses = append(b.responses[:len(b.responses):len(b.responses)], s)
	return b
}

// ResponderID says who answers: cert is the certificate of the key that will sign. It is not put into the response by this;
// [ResponseBuilder.Certificates] does that.
func (b ResponseBuilder) ResponderID(by ResponderEncoding, cert *x509.Certificate) ResponseBuilder {
	switch {
	case b.responder != nil:
		return b.fail(fmt.Errorf("%w: responderID", ErrAlreadySet))
	case cert == nil:
		return b.fail(fmt.Errorf("%w: no certificate of the responder", ErrIncomplete))
	case by != ByKeyHash && by != ByName:
		return b.fail(fmt.Errorf("%w: responderID is neither by key nor by name", ErrIncomplete))
	}
	b.by, b.responder = by, cert
	return b
}

// Certificates puts certificates beside the signature, for those who verify it: one at least, once.
func (b ResponseBuilder) Certificates(certs ...*x509.Certificate) ResponseBuilder {
	if b.certs != nil {
		return b.fail(fmt.Errorf("%w: certificates", ErrAlreadySet))
	}
	if len(certs) == 0 {
		return b.fail(fmt.Errorf("%w: an empty list of certificates", ErrIncomplete))
	}
	if err := requireCertificates(certs); err != nil {
		return b.fail(err)
	}
	b.certs = append([]*x509.Certificate(nil), certs...)
	return b
}

// AddExtension adds to responseExtensions. The same identifier twice is [ErrAlreadySet].
func (b ResponseBuilder) AddExtension(e Extension) ResponseBuilder {
	list, err := b.extensions.with(e)
	if err != nil {
		return b.fail(err)
	}
	b.extensions = list
	return b
}

// ProducedAt sets the time of signing, which is now if this is not called.
func (b ResponseBuilder) ProducedAt(t time.Time) ResponseBuilder {
	switch {
	case !b.producedAt.IsZero():
		return b.fail(fmt.Errorf("%w: producedAt", ErrAlreadySet))
	case t.IsZero():
		return b.fail(fmt.Errorf("%w: producedAt is zero", ErrIncomplete))
	}
	b.producedAt = t
	return b
}

// Sign returns the response, signed by key, which is that of the responder's certificate, else [ErrKeyMismatch].
//
// opts is a [crypto.Hash]: SHA-224 to SHA-512 or SHA3-224 to SHA3-512 for RSA (PKCS #1 v1.5) and ECDSA, SHA-224 to
// SHA-512 for DSA (see [DSASigner]), crypto.Hash(0) for Ed25519; or an *rsa.PSSOptions, whose SaltLength of 0 or -1 is
// the length of the digest. Another one is [ErrUnsupportedAlgorithm], SHA-1 and MD5 are [ErrWeakAlgorithm]. Signing goes
// through [crypto.SignMessage]. A key of an algorithm that crypto/x509 does not know has methods SubjectPublicKeyInfo and
// SignatureAlgorithmIdentifier, both without arguments and giving DER.
//
// random nil is crypto/rand.Reader.
func (b ResponseBuilder) Sign(random io.Reader, key crypto.Signer, opts crypto.SignerOpts) (*Response, error) {
	if b.err != nil {
		return nil, b.err
	}
	if len(b.responses) == 0 {
		return nil, fmt.Errorf("%w: a response is about one certificate at least", ErrIncomplete)
	}
	if b.responder == nil {
		return nil, fmt.Errorf("%w: responderID is not set", ErrIncomplete)
	}
	s, err := newSignature(key, opts)
	if err != nil {
		return nil, err
	}
	if err := s.checkKey(b.responder); err != nil {
		return nil, err
	}
	data, err := b.responseData()
	if err != nil {
		return nil, err
	}
	tbs, err := data.MarshalDER()
	if err != nil {
		return nil, malformed(err)
	}
	bits, err := s.sign(random, tbs)
	if err != nil {
		return nil, err
	}
	basic := rfc6960.BasicOCSPResponse{
		TBSResponseData:    *data,
		SignatureAlgorithm: s.algorithm,
		Signature:          bits,
		Certs:              enclosed(b.certs),
	}
	inner, err := basic.MarshalDER()
	if err != nil {
		return nil, malformed(err)
	}
	return finishResponse(&rfc6960.OCSPResponse{
		ResponseStatus: rfc6960.OCSPResponseStatusSuccessful,
		ResponseBytes:  der.Some(rfc6960.ResponseBytes{ResponseType: rfc6960.IDPKIXOCSPBasic, Response: inner}),
	})
}

// responseData puts together what is signed.
func (b ResponseBuilder) responseData() (*rfc6960.ResponseData, error) {
	data := &rfc6960.ResponseData{
		Version:            rfc6960.VersionV1,
		Responses:          b.responses,
		ResponseExtensions: b.extensions.optional(),
	}
	at := b.producedAt
	if at.IsZero() {
		at = time.Now()
	}
	data.ProducedAt = wholeSeconds(at)
	if b.by == ByName {
		var name rfc5912.NameView
		if err := name.UnmarshalDER(b.responder.RawSubject); err != nil {
			return nil, malformed(err)
		}
		data.ResponderID.SetByName(name)
		return data, nil
	}
	// RFC 6960, 4.2.1: KeyHash is SHA-1, whatever the CertIDs are made with.
	key, err := keyBits(b.responder.RawSubjectPublicKeyInfo)
	if err != nil {
		return nil, err
	}
	hash := sha1.Sum(key)
	data.ResponderID.SetByKey(hash[:])
	return data, nil
}

// NewUnsuccessfulResponse returns a response without an answer: [ErrStatus] for [Successful] and values that RFC 6960
// does not have.
func NewUnsuccessfulResponse(s ResponseStatus) (*Response, error) {
	switch s {
	case MalformedRequest, InternalError, TryLater, SigRequired, Unauthorized:
		return finishResponse(&rfc6960.OCSPResponse{ResponseStatus: rfc6960.OCSPResponseStatus(s)})
	}
	return nil, fmt.Errorf("%w: a response without an answer cannot be %v", ErrStatus, s)
}

// finishResponse encodes a message and reads it back.
func finishResponse(w *rfc6960.OCSPResponse) (*Response, error) {
	b, err := w.MarshalDER()
	if err != nil {
		return nil, malformed(err)
	}
	return ParseResponse(b)
}
