package ocsp

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"fmt"
	"iter"
	"math/big"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
)

// A Request is an OCSPRequest (RFC 6960, 4.1.1): one or more certificates whose status is asked for. It is a view of
// the octets that it was parsed from, holds nothing that is filled in later, and may be read by many goroutines at
// once. A Request must not be copied. The zero Request holds no requests, and nor does nil.
type Request struct {
	_    noCopy
	der  []byte
	wire rfc6960.OCSPRequest

	// room for a request of the usual size, so that it costs no allocation of its own
	requests   [1]rfc6960.Request
	extensions [1]rfc5912.Extension
	certs      [1]rfc5912.Certificate
}

// noCopy makes go vet object when a value that holds slices of its own arrays is copied.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// ParseRequest parses an OCSPRequest in DER. The Request aliases der. No request in it is [ErrMalformed], as is
// everything that is not DER or not an OCSPRequest; a version other than v1 is [ErrVersion].
func ParseRequest(der []byte) (*Request, error) {
	q := new(Request)
	// Usual identifiers where they usually are: decoding keeps the ones that are the same.
	q.requests[0].ReqCert.HashAlgorithm.Algorithm = rfc5912.IDSHA1
	q.extensions[0].ExtnID = oidNonce
	if err := q.UnmarshalDER(der); err != nil {
		return nil, err
	}
	return q, nil
}

// UnmarshalDER is [ParseRequest] into a value that may have been used before: what it allocated is used again, and
// what was taken from it earlier is invalid. After an error q is as the zero Request.
func (q *Request) UnmarshalDER(der []byte) error {
	if q == nil {
		return errZeroRequest()
	}
	q.der = nil
	t := &q.wire.TBSRequest
	if cap(t.RequestList) == 0 { // lends q's own arrays to the lists, once: they keep what room they have
		t.RequestList = q.requests[:0]
		t.RequestExtensions.Value = q.extensions[:0]
		q.wire.OptionalSignature.Value.Certs.Value = q.certs[:0]
	}
	if err := q.wire.UnmarshalDER(der); err != nil {
		return malformed(err)
	}
	// RFC 6960, 4.1.1: this is v1.
	if t.Version != rfc6960.VersionV1 {
		err := fmt.Errorf("%w: request of version %d", ErrVersion, int64(t.Version))
		q.wire.ResetDER()
		return err
	}
	// RFC 6960, 2.1: a request holds one or more of them.
	if len(t.RequestList) == 0 {
		q.wire.ResetDER()
		return fmt.Errorf("%w: requestList is empty", ErrMalformed)
	}
	q.der = der
	return nil
}

// Clone returns a Request that shares no memory with q.
func (q *Request) Clone() *Request {
	c := new(Request)
	if der := q.DER(); der != nil {
		// What was accepted once is accepted again.
		_ = c.UnmarshalDER(bytes.Clone(der))
	}
	return c
}

// DER returns the octets that q was parsed from, not a copy; nil for the zero Request.
func (q *Request) DER() []byte {
	if q == nil {
		return nil
	}
	return q.der
}

// MarshalBinary returns a copy of [Request.DER]; [ErrIncomplete] for the zero Request.
func (q *Request) MarshalBinary() ([]byte, error) { return q.AppendBinary(nil) }

// AppendBinary appends [Request.DER] to b.
func (q *Request) AppendBinary(b []byte) ([]byte, error) {
	if q.DER() == nil {
		return b, errZeroRequest()
	}
	return append(b, q.der...), nil
}

// UnmarshalBinary is [Request.UnmarshalDER] of a copy of der.
func (q *Request) UnmarshalBinary(der []byte) error { return q.UnmarshalDER(bytes.Clone(der)) }

func errZeroRequest() error { return fmt.Errorf("%w: a zero Request", ErrIncomplete) }

// open gives the message; an empty one for a nil Request.
func (q *Request) open() *rfc6960.OCSPRequest {
	if q == nil {
		return new(rfc6960.OCSPRequest)
	}
	return &q.wire
}

// Requests goes through the certificates that are asked about, in the order of the message.
func (q *Request) Requests() iter.Seq[SingleRequest] {
	return func(yield func(SingleRequest) bool) {
		for i := range q.open().TBSRequest.RequestList {
			if !yield(SingleRequest{&q.open().TBSRequest.RequestList[i]}) {
				return
			}
		}
	}
}

// Len is the number of requests; zero for the zero Request only.
func (q *Request) Len() int { return len(q.open().TBSRequest.RequestList) }

// Single returns the request if there is one, [ErrMultiple] if there are several.
func (q *Request) Single() (SingleRequest, error) {
	switch q.Len() {
	case 0:
		return SingleRequest{}, errZeroRequest()
	case 1:
		return SingleRequest{&q.open().TBSRequest.RequestList[0]}, nil
	}
	return SingleRequest{}, fmt.Errorf("%w: %d requests", ErrMultiple, q.Len())
}

// Extensions returns requestExtensions, which may be none. One that occurs twice is [ErrDuplicateExtension].
func (q *Request) Extensions() (Extensions, error) {
	return extensionsOf(q.open().TBSRequest.RequestExtensions.Value)
}

// Nonce returns the nonce (RFC 9654), if there is one.
func (q *Request) Nonce() ([]byte, bool) {
	return nonceOf(q.open().TBSRequest.RequestExtensions.Value)
}

// RequestorName returns requestorName, if there is one: a GeneralName in DER.
func (q *Request) RequestorName() (raw []byte, ok bool) {
	n := q.open().TBSRequest.RequestorName
	return n.Value.Bytes(), n.Present
}

// IsSigned reports whether the request carries a signature. [Request.VerifySignature] says whether it is a good one.
func (q *Request) IsSigned() bool { return q.open().OptionalSignature.Present }

// SignatureAlgorithmOID is the identifier of the signature's algorithm; "" if the request is not signed.
func (q *Request) SignatureAlgorithmOID() der.OID {
	return q.open().OptionalSignature.Value.SignatureAlgorithm.Algorithm
}

// SignatureHashAlgorithm is the hash function of the signature; 0 and no error for Ed25519 and Ed448.
func (q *Request) SignatureHashAlgorithm() (crypto.Hash, error) {
	if !q.IsSigned() {
		return 0, errUnsigned()
	}
	return signatureHash(&q.open().OptionalSignature.Value.SignatureAlgorithm)
}

// RawCertificates goes through the certificates beside the signature, as they stand in the message.
func (q *Request) RawCertificates() iter.Seq[[]byte] {
	return rawCertificates(q.open().OptionalSignature.Value.Certs.Value)
}

// TBSRequestBytes returns the octets that a signature covers, as received.
func (q *Request) TBSRequestBytes() []byte { return q.open().TBSRequest.Raw }

// Signature is the signature, without the count of unused bits; nil if the request is not signed.
func (q *Request) Signature() []byte { return q.open().OptionalSignature.Value.Signature.Bytes }

// VerifySignature checks the signature of a request with the key of signer. Whether signer may ask is for the caller to
// decide. A request that is not signed is [ErrIncomplete], a signature with SHA-1 or MD5 [ErrWeakAlgorithm].
func (q *Request) VerifySignature(signer *x509.Certificate) error {
	return q.VerifySignatureWith(signer)
}

// VerifySignatureWith is [Request.VerifySignature] with algorithms beyond the standard library's.
func (q *Request) VerifySignatureWith(signer *x509.Certificate, others ...SignatureAlgorithm) error {
	if !q.IsSigned() {
		return errUnsigned()
	}
	if signer == nil {
		return fmt.Errorf("%w: no certificate to verify the signature with", ErrIncomplete)
	}
	s := &q.open().OptionalSignature.Value
	a, err := policy{others: others}.algorithm(&s.SignatureAlgorithm)
	if err != nil {
		return err
	}
	return a.verify(signer, q.open().TBSRequest.Raw, s.Signature)
}

func errUnsigned() error { return fmt.Errorf("%w: the request is not signed", ErrIncomplete) }

// A SingleRequest asks about one certificate. It is a view of the [Request] that it comes from.
type SingleRequest struct {
	wire *rfc6960.Request
}

// CertID says which certificate is asked about.
func (s SingleRequest) CertID() CertID {
	if s.wire == nil {
		return CertID{}
	}
	return CertID{&s.wire.ReqCert}
}

// Extensions returns singleRequestExtensions, which may be none. One that occurs twice is [ErrDuplicateExtension].
func (s SingleRequest) Extensions() (Extensions, error) {
	if s.wire == nil {
		return Extensions{}, nil
	}
	return extensionsOf(s.wire.SingleRequestExtensions.Value)
}

// IssuerNameHash is that of the CertID.
func (s SingleRequest) IssuerNameHash() []byte { return s.CertID().IssuerNameHash() }

// IssuerKeyHash is that of the CertID.
func (s SingleRequest) IssuerKeyHash() []byte { return s.CertID().IssuerKeyHash() }

// HashAlgorithm is that of the CertID.
func (s SingleRequest) HashAlgorithm() (crypto.Hash, error) { return s.CertID().HashAlgorithm() }

// SerialNumber is that of the CertID.
func (s SingleRequest) SerialNumber() *big.Int { return s.CertID().SerialNumber() }
