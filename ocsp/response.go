package ocsp

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"iter"
	"time"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
)

// A Response is an OCSPResponse (RFC 6960, 4.2.1): a [ResponseStatus] and, if that is [Successful], an answer that
// [Response.Basic] gives. It is a view of the octets that it was parsed from, holds nothing that is filled in later, and
// may be read by many goroutines at once. A Response must not be copied. The zero Response holds no answer, and nor does nil.
//
// Nothing in a Response has been verified: [Response.Verify] does that.
type Response struct {
	_     noCopy
	der   []byte
	basic BasicResponse // zero if der has no answer, or one of another type: what it has is read again when it is asked for
}

// A BasicResponse is a BasicOCSPResponse: the signed statements of a responder about one or more certificates. It is a
// view of the [Response] that it comes from.
type BasicResponse struct {
	_    noCopy
	wire rfc6960.BasicOCSPResponse

	responses [1]rfc6960.SingleResponse // first room of wire.TBSResponseData.Responses
}

// A roomyResponse is a Response with first room for two more lists, in one allocation. One that is [plain] is spared the
// cost of what it has no use for.
type roomyResponse struct {
	Response
	extensions [1]rfc5912.Extension
	certs      [1]rfc5912.Certificate
}

// plain says whether a message of so many octets is taken for one about one certificate, by key hash, and nothing else:
// it has some 160 octets, those around it, and a signature of up to 80 (elliptic curves) or of 256 (RSA of 2,048 bits).
func plain(octets int) bool { return octets < 300 || octets > 440 && octets < 480 }

func newRoomyResponse() *Response {
	r := new(roomyResponse)
	r.basic.makeRoom()
	r.basic.wire.TBSResponseData.ResponseExtensions.Value = r.extensions[:0]
	r.basic.wire.Certs.Value = r.certs[:0]
	return &r.Response
}

// ParseResponse parses an OCSPResponse in DER. The Response aliases der. What is not DER or not an OCSPResponse is
// [ErrMalformed], and so is a successful response without responseBytes; a version other than v1 is [ErrVersion].
// A response of another type than id-pkix-ocsp-basic, and one that is not successful, is parsed; [Response.Basic]
// has the error.
func ParseResponse(der []byte) (*Response, error) {
	var r *Response
	if plain(len(der)) {
		r = new(Response)
	} else {
		r = newRoomyResponse()
	}
	if err := r.UnmarshalDER(der); err != nil {
		return nil, err
	}
	return r, nil
}

// UnmarshalDER is [ParseResponse] into a value that may have been used before: what it allocated is used again, and
// what was taken from it earlier is invalid. After an error r is as the zero Response.
func (r *Response) UnmarshalDER(der []byte) error {
	if r == nil {
		return errZeroResponse()
	}
	if err := r.unmarshal(der); err != nil {
		r.der = nil
		r.basic.wire.ResetDER()
		return err
	}
	r.der = der
	return nil
}

func (r *Response) unmarshal(der []byte) error {
	var outer rfc6960.OCSPResponse
	if err := outer.UnmarshalDER(der); err != nil {
		return malformed(err)
	}
	if outer.ResponseStatus == rfc6960.OCSPResponseStatusSuccessful {
		switch {
		case outer.ResponseBytes.Value.ResponseType == rfc6960.IDPKIXOCSPBasic:
			inner := outer.ResponseBytes.Value.Response
			return r.basic.unmarshal(inner, len(der)-len(inner))
		case !outer.ResponseBytes.Present:
			// RFC 6960, 4.2.1: responseBytes is left out only where there was an error.
			return fmt.Errorf("%w: successful without responseBytes", ErrMalformed)
		}
	}
	r.basic.wire.ResetDER()
	return nil
}

// unmarshal decodes a BasicOCSPResponse that begins at that offset in a message, and ends with it.
func (b *BasicResponse) unmarshal(inner []byte, offset int) error {
	if cap(b.wire.TBSResponseData.Responses) == 0 {
		b.makeRoom()
	}
	if err := b.wire.UnmarshalDER(inner); err != nil {
		return malformed(der.Shift("OCSPResponse.responseBytes.response", offset, err))
	}
	// RFC 6960, 4.2.1: this is v1.
	if v := b.wire.TBSResponseData.Version; v != rfc6960.VersionV1 {
		return fmt.Errorf("%w: response of version %d", ErrVersion, int64(v))
	}
	return nil
}

// makeRoom lends b's own array to its list of responses.
func (b *BasicResponse) makeRoom() { b.wire.TBSResponseData.Responses = b.responses[:0] }

// Clone returns a Response that shares no memory with r.
func (r *Response) Clone() *Response {
	c := new(Response)
	if der := r.DER(); der != nil {
		// What was accepted once is accepted again.
		_ = c.UnmarshalDER(bytes.Clone(der))
	}
	return c
}

// DER returns the octets that r was parsed from, not a copy; nil for the zero Response.
func (r *Response) DER() []byte {
	if r == nil {
		return nil
	}
	return r.der
}

// MarshalBinary returns a copy of [Response.DER]; [ErrIncomplete] for the zero Response.
func (r *Response) MarshalBinary() ([]byte, error) { return r.AppendBinary(nil) }

// AppendBinary appends [Response.DER] to b.
func (r *Response) AppendBinary(b []byte) ([]byte, error) {
	if r.DER() == nil {
		return b, errZeroResponse()
	}
	return append(b, r.der...), nil
}

// UnmarshalBinary is [Response.UnmarshalDER] of a copy of der.
func (r *Response) UnmarshalBinary(der []byte) error { return r.UnmarshalDER(bytes.Clone(der)) }

func errZeroResponse() error { return fmt.Errorf("%w: a zero Response", ErrIncomplete) }

// Status says whether there is an answer. For the zero Response it is none of the values that have a name.
func (r *Response) Status() ResponseStatus {
	switch {
	case r.DER() == nil:
		return noStatus
	case r.basic.isZero():
		return ResponseStatus(r.outer().ResponseStatus)
	}
	return Successful
}

// outer reads the OCSPResponse again, which was accepted before.
func (r *Response) outer() (outer rfc6960.OCSPResponse) {
	_ = outer.UnmarshalDER(r.der)
	return outer
}

// Basic returns the answer: [*StatusError] unless the status is [Successful], [ErrResponseType] for an answer of another
// type, [ErrIncomplete] for the zero Response.
func (r *Response) Basic() (*BasicResponse, error) {
	switch {
	case r.DER() == nil:
		return nil, errZeroResponse()
	case !r.basic.isZero():
		return &r.basic, nil
	}
	outer := r.outer()
	if status := ResponseStatus(outer.ResponseStatus); status != Successful {
		return nil, &StatusError{status}
	}
	return nil, fmt.Errorf("%w but %v", ErrResponseType, outer.ResponseBytes.Value.ResponseType)
}

// Single returns the SingleResponse if there is exactly one: the error is that of [Response.Basic], [ErrMultiple] if
// there are several, [ErrNoMatch] if there is none. It does not say which certificate that is about; [Response.Verify]
// and [BasicResponse.Find] do.
func (r *Response) Single() (SingleResponse, error) {
	b, err := r.Basic()
	if err != nil {
		return SingleResponse{}, err
	}
	switch b.Len() {
	case 0:
		return SingleResponse{}, fmt.Errorf("%w: the response has none at all", ErrNoMatch)
	case 1:
		return SingleResponse{&b.wire.TBSResponseData.Responses[0]}, nil
	}
	return SingleResponse{}, fmt.Errorf("%w: %d responses", ErrMultiple, b.Len())
}

// isZero says that b holds no message: every one has octets that are signed.
func (b *BasicResponse) isZero() bool { return len(b.open().TBSResponseData.Raw) == 0 }

// open gives the message; an empty one for a nil BasicResponse.
func (b *BasicResponse) open() *rfc6960.BasicOCSPResponse {
	if b == nil {
		return new(rfc6960.BasicOCSPResponse)
	}
	return &b.wire
}

// Responses goes through what is said about each certificate, in the order of the message.
func (b *BasicResponse) Responses() iter.Seq[SingleResponse] {
	return func(yield func(SingleResponse) bool) {
		for i := range b.open().TBSResponseData.Responses {
			if !yield(SingleResponse{&b.open().TBSResponseData.Responses[i]}) {
				return
			}
		}
	}
}

// Len is the number of SingleResponses, which may be zero.
func (b *BasicResponse) Len() int { return len(b.open().TBSResponseData.Responses) }

// Find returns what is said under id: [ErrNoMatch] if nothing is, [ErrConflictingResponses] if several entries are and
// differ.
func (b *BasicResponse) Find(id CertID) (SingleResponse, error) {
	return b.find(id.Equal)
}

// find returns the entry whose CertID is the one.
func (b *BasicResponse) find(is func(CertID) bool) (found SingleResponse, err error) {
	for s := range b.Responses() {
		switch {
		case !is(s.CertID()):
		case found.wire == nil:
			found = s
		case !found.same(s):
			return SingleResponse{}, ErrConflictingResponses
		}
	}
	if found.wire == nil {
		return SingleResponse{}, fmt.Errorf("%w among %d", ErrNoMatch, b.Len())
	}
	return found, nil
}

// ProducedAt is when the responder signed.
func (b *BasicResponse) ProducedAt() time.Time { return b.open().TBSResponseData.ProducedAt }

// ResponderKeyHash is the SHA-1 hash of the responder's public key; nil if the responder is given by name.
func (b *BasicResponse) ResponderKeyHash() []byte {
	hash, _ := b.open().TBSResponseData.ResponderID.ByKey()
	return hash
}

// RawResponderName is the responder's name in DER, to be compared with a certificate's RawSubject; nil if the responder
// is given by the hash of its key.
func (b *BasicResponse) RawResponderName() []byte {
	name, _ := b.open().TBSResponseData.ResponderID.ByName()
	return name.Bytes()
}

// ResponderName is the responder's name. It is false if the responder is given by the hash of its key, and for a name
// whose types have arcs that an int cannot hold.
func (b *BasicResponse) ResponderName() (pkix.RDNSequence, bool) {
	name, ok := b.open().TBSResponseData.ResponderID.ByName()
	if !ok {
		return nil, false
	}
	return rdnSequence(name)
}

// SignatureAlgorithmOID is the identifier of the signature's algorithm, whether this package knows it or not.
func (b *BasicResponse) SignatureAlgorithmOID() der.OID { return b.open().SignatureAlgorithm.Algorithm }

// SignatureHashAlgorithm is the hash function of the signature; 0 and no error for Ed25519 and Ed448.
// [ErrUnsupportedAlgorithm] for an algorithm that this package does not know.
func (b *BasicResponse) SignatureHashAlgorithm() (crypto.Hash, error) {
	return signatureHash(&b.open().SignatureAlgorithm)
}

// Signature is the signature, without the count of unused bits.
func (b *BasicResponse) Signature() []byte { return b.open().Signature.Bytes }

// TBSResponseBytes returns the octets that the signature covers, as received.
func (b *BasicResponse) TBSResponseBytes() []byte { return b.open().TBSResponseData.Raw }

// Certificates parses the certificates beside the signature. Those that crypto/x509 cannot parse (a curve that it does
// not have, say) are left out, and are an error only if no other is there; [BasicResponse.RawCertificates] gives them all.
func (b *BasicResponse) Certificates() ([]*x509.Certificate, error) {
	var list []*x509.Certificate
	var first error
	for i, raw := range b.open().Certs.Value {
		c, err := x509.ParseCertificate(raw)
		switch {
		case err == nil:
			list = append(list, c)
		case first == nil:
			first = fmt.Errorf("ocsp: certificate %d: %w", i, err)
		}
	}
	if len(list) > 0 {
		return list, nil
	}
	return nil, first
}

// RawCertificates goes through the certificates beside the signature, as they stand in the message.
func (b *BasicResponse) RawCertificates() iter.Seq[[]byte] {
	return rawCertificates(b.open().Certs.Value)
}

// Extensions returns responseExtensions, which may be none. One that occurs twice is [ErrDuplicateExtension].
func (b *BasicResponse) Extensions() (Extensions, error) {
	return extensionsOf(b.open().TBSResponseData.ResponseExtensions.Value)
}

// Nonce returns the nonce (RFC 9654), if there is one.
func (b *BasicResponse) Nonce() ([]byte, bool) {
	return nonceOf(b.open().TBSResponseData.ResponseExtensions.Value)
}

// CheckSignatureFrom checks the signature, and nothing else, with the key of cert. It does not say that cert may answer
// for the issuer, nor that the answer is about the right certificate and of today: [Response.Verify] does.
// A signature with SHA-1 or MD5 is [ErrWeakAlgorithm].
func (b *BasicResponse) CheckSignatureFrom(cert *x509.Certificate) error {
	if cert == nil {
		return fmt.Errorf("%w: no certificate to verify the signature with", ErrIncomplete)
	}
	if b.isZero() {
		return errZeroResponse()
	}
	a, err := policy{}.algorithm(&b.open().SignatureAlgorithm)
	if err != nil {
		return err
	}
	return a.verify(cert, b.open().TBSResponseData.Raw, b.open().Signature)
}
