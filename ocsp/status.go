package ocsp

import (
	"strconv"

	"github.com/dergen/dergen/asn1/rfc6960"
)

// A ResponseStatus is the OCSPResponseStatus of a response (RFC 6960, 4.2.1): whether there is an answer at all.
type ResponseStatus int

// The values of RFC 6960, 4.2.1. 4 is not used.
const (
	Successful       = ResponseStatus(rfc6960.OCSPResponseStatusSuccessful)
	MalformedRequest = ResponseStatus(rfc6960.OCSPResponseStatusMalformedRequest)
	InternalError    = ResponseStatus(rfc6960.OCSPResponseStatusInternalError)
	TryLater         = ResponseStatus(rfc6960.OCSPResponseStatusTryLater)
	SigRequired      = ResponseStatus(rfc6960.OCSPResponseStatusSigRequired)
	Unauthorized     = ResponseStatus(rfc6960.OCSPResponseStatusUnauthorized)
)

// noStatus is what a zero [Response] answers: not one of the wire, and not Successful.
const noStatus = ResponseStatus(-1)

// String gives the RFC's spelling, such as "tryLater".
func (s ResponseStatus) String() string {
	switch s {
	case Successful:
		return "successful"
	case MalformedRequest:
		return "malformedRequest"
	case InternalError:
		return "internalError"
	case TryLater:
		return "tryLater"
	case SigRequired:
		return "sigRequired"
	case Unauthorized:
		return "unauthorized"
	}
	return "ResponseStatus(" + strconv.Itoa(int(s)) + ")"
}

// A CertStatus is what a responder says of one certificate (RFC 6960, 4.2.1). The zero value is none of the three.
type CertStatus int

// The alternatives of CertStatus. Unknown means that the responder does not know about the certificate.
const (
	Good CertStatus = 1 + iota
	Revoked
	Unknown
)

// String gives the RFC's spelling: "good", "revoked", "unknown".
func (s CertStatus) String() string {
	switch s {
	case Good:
		return "good"
	case Revoked:
		return "revoked"
	case Unknown:
		return "unknown"
	}
	return "CertStatus(" + strconv.Itoa(int(s)) + ")"
}
