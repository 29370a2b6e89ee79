package ocsp

import (
	"errors"
	"fmt"

	"github.com/dergen/dergen/asn1/der"
)

// What can be wrong, for [errors.Is]. An error of this package wraps one of them, and a [*der.Error] beside it where
// octets could not be decoded; but for a key that does not sign and for [BasicResponse.Certificates], which pass on what
// others say.
var (
	ErrStatus                = errors.New("ocsp: status does not fit")
	ErrMultiple              = errors.New("ocsp: more than one entry")
	ErrMalformed             = errors.New("ocsp: malformed")
	ErrResponseType          = errors.New("ocsp: response type is not id-pkix-ocsp-basic")
	ErrVersion               = errors.New("ocsp: version is not v1")
	ErrNoMatch               = errors.New("ocsp: no response for that certificate")
	ErrResponderNotFound     = errors.New("ocsp: no certificate of the responder is at hand")
	ErrResponderUnauthorized = errors.New("ocsp: responder is not authorised by the issuer")
	ErrResponderExpired      = errors.New("ocsp: responder's certificate is not valid at that time")
	ErrBadSignature          = errors.New("ocsp: signature does not verify")
	ErrUnsupportedAlgorithm  = errors.New("ocsp: algorithm is not supported")
	ErrWeakAlgorithm         = errors.New("ocsp: algorithm is too weak for a signature")
	ErrStale                 = errors.New("ocsp: response is out of date")
	ErrNotYetValid           = errors.New("ocsp: thisUpdate is in the future")
	ErrInconsistentTimes     = errors.New("ocsp: times contradict each other")
	ErrNonceMismatch         = errors.New("ocsp: nonce is not the one of the request")
	ErrNonceMissing          = errors.New("ocsp: response has no nonce")
	ErrCriticalExtension     = errors.New("ocsp: critical extension is not understood")
	ErrDuplicateExtension    = errors.New("ocsp: extension occurs twice")
	ErrConflictingResponses  = errors.New("ocsp: responses for one certificate differ")
	ErrIssuerMismatch        = errors.New("ocsp: certificate names another issuer")
	ErrKeyMismatch           = errors.New("ocsp: key is not the one of the certificate")
	ErrAlreadySet            = errors.New("ocsp: set before")
	ErrIncomplete            = errors.New("ocsp: incomplete")
)

// A StatusError is what a response that is not successful gives instead of a certificate's status.
// [errors.Is] finds [ErrStatus] in it.
type StatusError struct {
	Status ResponseStatus
}

func (e *StatusError) Error() string { return "ocsp: responder answered " + e.Status.String() }

// Is reports whether target is [ErrStatus].
func (e *StatusError) Is(target error) bool { return target == ErrStatus }

// A repeatedExtension is the error for an extension that a builder was given twice.
type repeatedExtension struct {
	id der.OID
}

func (e *repeatedExtension) Error() string {
	return "ocsp: extension " + e.id.String() + " added twice"
}

func (e *repeatedExtension) Is(target error) bool {
	return target == ErrAlreadySet || target == ErrDuplicateExtension
}

// malformed says that octets are not what RFC 6960 has there.
func malformed(err error) error { return fmt.Errorf("%w: %w", ErrMalformed, err) }
