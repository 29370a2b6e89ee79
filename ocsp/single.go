package ocsp

import (
	"bytes"
	"crypto"
	"math/big"
	"time"

	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
)

// A SingleResponse is what a responder says about one certificate (RFC 6960, 4.2.1). It is a view of the [Response]
// that it comes from, and worth nothing until [Response.Verify] has returned it.
type SingleResponse struct {
	wire *rfc6960.SingleResponse
}

// CertID says which certificate this is about.
func (s SingleResponse) CertID() CertID {
	if s.wire == nil {
		return CertID{}
	}
	return CertID{&s.wire.CertID}
}

// CertStatus is the status: [Good], [Revoked] or [Unknown]; none of them for the zero SingleResponse.
func (s SingleResponse) CertStatus() CertStatus {
	if s.wire == nil {
		return 0
	}
	switch s.wire.CertStatus.Kind() {
	case rfc6960.CertStatusGood:
		return Good
	case rfc6960.CertStatusRevoked:
		return Revoked
	case rfc6960.CertStatusUnknown:
		return Unknown
	}
	return 0
}

// ThisUpdate is the time at which the status was known to be right.
func (s SingleResponse) ThisUpdate() time.Time {
	if s.wire == nil {
		return time.Time{}
	}
	return s.wire.ThisUpdate
}

// NextUpdate is the time by which there will be newer information; false if the responder does not say.
func (s SingleResponse) NextUpdate() (time.Time, bool) {
	if s.wire == nil {
		return time.Time{}, false
	}
	return s.wire.NextUpdate.Get()
}

// RevocationTime is when the certificate was revoked; false unless the status is [Revoked].
func (s SingleResponse) RevocationTime() (time.Time, bool) {
	r := s.revoked()
	if r == nil {
		return time.Time{}, false
	}
	return r.RevocationTime, true
}

// RevocationReason is why the certificate was revoked; false unless the status is [Revoked] and a reason is given.
func (s SingleResponse) RevocationReason() (RevocationReason, bool) {
	r := s.revoked()
	if r == nil || !r.RevocationReason.Present {
		return 0, false
	}
	return ReasonFromCode(int(r.RevocationReason.Value)), true
}

// revoked returns the revocation, nil if there is none.
func (s SingleResponse) revoked() *rfc6960.RevokedInfo {
	if s.wire == nil {
		return nil
	}
	return s.wire.CertStatus.Revoked()
}

// Extensions returns singleExtensions, which may be none. One that occurs twice is [ErrDuplicateExtension].
func (s SingleResponse) Extensions() (Extensions, error) {
	return extensionsOf(s.extensions())
}

func (s SingleResponse) extensions() []rfc5912.Extension {
	if s.wire == nil {
		return nil
	}
	return s.wire.SingleExtensions.Value
}

// IssuerNameHash is that of the CertID.
func (s SingleResponse) IssuerNameHash() []byte { return s.CertID().IssuerNameHash() }

// IssuerKeyHash is that of the CertID.
func (s SingleResponse) IssuerKeyHash() []byte { return s.CertID().IssuerKeyHash() }

// HashAlgorithm is that of the CertID.
func (s SingleResponse) HashAlgorithm() (crypto.Hash, error) { return s.CertID().HashAlgorithm() }

// SerialNumber is that of the CertID.
func (s SingleResponse) SerialNumber() *big.Int { return s.CertID().SerialNumber() }

// same reports whether s and o say the same, whatever their CertIDs are: status, times and extensions.
func (s SingleResponse) same(o SingleResponse) bool {
	aReason, _ := s.RevocationReason() // zero where there is none
	bReason, _ := o.RevocationReason()
	aRevoked, _ := s.RevocationTime()
	bRevoked, _ := o.RevocationTime()
	aNext, aHasNext := s.NextUpdate()
	bNext, bHasNext := o.NextUpdate()
	return s.CertStatus() == o.CertStatus() && aReason == bReason && aRevoked.Equal(bRevoked) &&
		s.ThisUpdate().Equal(o.ThisUpdate()) && aHasNext == bHasNext && aNext.Equal(bNext) &&
		sameExtensions(s.extensions(), o.extensions())
}

func sameExtensions(a, b []rfc5912.Extension) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].ExtnID != b[i].ExtnID || a[i].Critical != b[i].Critical || !bytes.Equal(a[i].ExtnValue, b[i].ExtnValue) {
			return false
		}
	}
	return true
}
