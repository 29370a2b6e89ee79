package ocsp

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"fmt"
	"io"
	"math/big"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
)

// A RequestBuilder collects what goes into a [Request]. It is a value: each method returns a new one and leaves the old as
// it was. The first mistake made on the way is what [RequestBuilder.Build] reports; nothing after it counts.
type RequestBuilder struct {
	requests   []rfc6960.Request
	extensions extensionList
	fresh      bool // a new nonce each time, at the end of the extensions
	name       der.Optional[rfc5912.GeneralNameView]
	err        error
}

// NewRequestBuilder returns a builder with nothing in it.
func NewRequestBuilder() RequestBuilder { return RequestBuilder{} }

// AddCertificate asks about cert, which issuer has issued: see [NewCertID]. It may be called again.
func (b RequestBuilder) AddCertificate(cert, issuer *x509.Certificate, h crypto.Hash) RequestBuilder {
	return b.add(NewCertID(cert, issuer, h))
}

// AddCertificateByHash asks about the certificate with that serial number: see [NewCertIDFromHashes].
func (b RequestBuilder) AddCertificateByHash(issuerNameHash, issuerKeyHash []byte, serial *big.Int, h crypto.Hash) RequestBuilder {
	return b.add(NewCertIDFromHashes(issuerNameHash, issuerKeyHash, serial, h))
}

// AddRequest asks about id, with singleRequestExtensions. A serial number below zero, which a CertID that was read may
// have, is [ErrMalformed] here too; a responder may repeat it in its answer.
func (b RequestBuilder) AddRequest(id CertID, exts ...Extension) RequestBuilder {
	return b.add(id, nil, exts...)
}

func (b RequestBuilder) add(id CertID, err error, exts ...Extension) RequestBuilder {
	if b.err != nil {
		return b
	}
	if err == nil && id.wire == nil {
		err = fmt.Errorf("%w: a zero CertID", ErrIncomplete)
	}
	if err == nil {
		err = checkSerial(id.wire.SerialNumber)
	}
	var list extensionList
	for _, e := range exts {
		if err == nil {
			list, err = list.with(e)
		}
	}
	if err != nil {
		return b.fail(err)
	}
	r := rfc6960.Request{ReqCert: id.wire.Clone(), SingleRequestExtensions: list.optional()}
	b.requests = append(b.requests[:len(b.requests):len(b.requests)], r)
	return b
}

// fail keeps the first mistake.
func (b RequestBuilder) fail(err error) RequestBuilder {
	if b.err == nil {
		b.err = err
	}
	return b
}

// AddExtension adds to requestExtensions. The same identifier twice is [ErrAlreadySet].
func (b RequestBuilder) AddExtension(e Extension) RequestBuilder {
	if b.fresh && e.ID == oidNonce {
		return b.fail(&repeatedExtension{oidNonce})
	}
	list, err := b.extensions.with(e)
	if err != nil {
		return b.fail(err)
	}
	b.extensions = list
	return b
}

// Nonce adds a nonce of 1 to 128 octets (RFC 9654, 2.1); nil: 32 random octets, others at every Build. A nonce that is there
// already is [ErrAlreadySet].
func (b RequestBuilder) Nonce(n []byte) RequestBuilder {
	if n != nil {
		return b.AddExtension(NonceExtension(n))
	}
	if _, ok := nonceOf(b.extensions); ok || b.fresh {
		return b.fail(&repeatedExtension{oidNonce})
	}
	b.fresh = true
	return b
}

// RequestorName sets requestorName: a GeneralName in DER.
func (b RequestBuilder) RequestorName(raw []byte) RequestBuilder {
	if b.name.Present {
		return b.fail(fmt.Errorf("%w: requestorName", ErrAlreadySet))
	}
	var name rfc5912.GeneralNameView
	if err := name.UnmarshalDER(bytes.Clone(raw)); err != nil {
		return b.fail(malformed(err))
	}
	b.name = der.Some(name)
	return b
}

// Build returns the request: [ErrIncomplete] if it asks about nothing.
func (b RequestBuilder) Build() (*Request, error) {
	t, err := b.tbsRequest()
	if err != nil {
		return nil, err
	}
	return finishRequest(&rfc6960.OCSPRequest{TBSRequest: *t})
}

// Sign returns the request with a signature (RFC 6960, 4.1.2) by key, and certs beside it. The first of them is that of
// key, else [ErrKeyMismatch], and its subject is requestorName if that was not set. opts is as in [ResponseBuilder.Sign];
// random nil is crypto/rand.Reader.
func (b RequestBuilder) Sign(random io.Reader, key crypto.Signer, opts crypto.SignerOpts, certs ...*x509.Certificate) (*Request, error) {
	t, err := b.tbsRequest()
	if err != nil {
		return nil, err
	}
	s, err := newSignature(key, opts)
	if err != nil {
		return nil, err
	}
	if err := requireCertificates(certs); err != nil {
		return nil, err
	}
	if len(certs) > 0 {
		if err := s.checkKey(certs[0]); err != nil {
			return nil, err
		}
	}
	if !t.RequestorName.Present {
		// RFC 6960, 4.1.2: who signs says who it is.
		if len(certs) == 0 {
			return nil, fmt.Errorf("%w: a signed request needs a requestorName or a certificate", ErrIncomplete)
		}
		name, err := directoryName(certs[0].RawSubject)
		if err != nil {
			return nil, err
		}
		t.RequestorName = der.Some(name)
	}
	tbs, err := t.MarshalDER()
	if err != nil {
		return nil, malformed(err)
	}
	bits, err := s.sign(random, tbs)
	if err != nil {
		return nil, err
	}
	return finishRequest(&rfc6960.OCSPRequest{
		TBSRequest: *t,
		OptionalSignature: der.Some(rfc6960.Signature{
			SignatureAlgorithm: s.algorithm,
			Signature:          bits,
			Certs:              enclosed(certs),
		}),
	})
}

// tbsRequest puts together what is signed, or would be.
func (b RequestBuilder) tbsRequest() (*rfc6960.TBSRequest, error) {
	if b.err != nil {
		return nil, b.err
	}
	if len(b.requests) == 0 {
		return nil, fmt.Errorf("%w: a request asks about one certificate at least", ErrIncomplete)
	}
	list := b.extensions
	if b.fresh {
		nonce := make([]byte, nonceSize)
		rand.Read(nonce)
		var err error
		if list, err = list.with(NonceExtension(nonce)); err != nil {
			return nil, err
		}
	}
	return &rfc6960.TBSRequest{
		Version:           rfc6960.VersionV1,
		RequestorName:     b.name,
		RequestList:       b.requests,
		RequestExtensions: list.optional(),
	}, nil
}

// finishRequest encodes a message and reads it back.
func finishRequest(w *rfc6960.OCSPRequest) (*Request, error) {
	b, err := w.MarshalDER()
	if err != nil {
		return nil, malformed(err)
	}
	return ParseRequest(b)
}

// directoryName makes a GeneralName of a Name in DER: alternative directoryName [4], which is explicit since a Name is a
// CHOICE (X.680, 31.2.7).
func directoryName(name []byte) (v rfc5912.GeneralNameView, err error) {
	b := make([]byte, der.Size(len(name)))
	der.Put(b, len(b), 0xa4, name)
	if err := v.UnmarshalDER(b); err != nil {
		return v, malformed(err)
	}
	return v, nil
}

// enclosed gives certificates as they stand in a message; none are left out altogether.
func enclosed(certs []*x509.Certificate) der.Optional[[]rfc5912.Certificate] {
	if len(certs) == 0 {
		return der.Optional[[]rfc5912.Certificate]{}
	}
	list := make([]rfc5912.Certificate, len(certs))
	for i, c := range certs {
		list[i] = c.Raw
	}
	return der.Some(list)
}
