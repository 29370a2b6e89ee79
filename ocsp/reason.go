package ocsp

import "strconv"

// A RevocationReason says why a certificate was revoked (RFC 5280, 5.3.1). The zero value means that no reason was
// given, which is not the same as [Unspecified].
type RevocationReason int

// The ten reasons of RFC 5280, 5.3.1. Their numbers on the wire are what [RevocationReason.Code] gives.
const (
	Unspecified          RevocationReason = 1 + 0
	KeyCompromise        RevocationReason = 1 + 1
	CACompromise         RevocationReason = 1 + 2
	AffiliationChanged   RevocationReason = 1 + 3
	Superseded           RevocationReason = 1 + 4
	CessationOfOperation RevocationReason = 1 + 5
	CertificateHold      RevocationReason = 1 + 6 // 7 is not used
	RemoveFromCRL        RevocationReason = 1 + 8
	PrivilegeWithdrawn   RevocationReason = 1 + 9
	AACompromise         RevocationReason = 1 + 10
)

// ReasonFromCode gives the reason with that number in CRLReason; zero for 7 and every other number that has none.
func ReasonFromCode(code int) RevocationReason {
	if code < 0 || code > 10 || code == 7 {
		return 0
	}
	return RevocationReason(1 + code)
}

// Code is the number of r in CRLReason; -1 if r is not one of the ten.
func (r RevocationReason) Code() int {
	if r == 0 || ReasonFromCode(int(r)-1) != r {
		return -1
	}
	return int(r) - 1
}

// String gives the RFC's spelling, such as "keyCompromise"; "" for the zero value.
func (r RevocationReason) String() string {
	switch r {
	case 0:
		return ""
	case Unspecified:
		return "unspecified"
	case KeyCompromise:
		return "keyCompromise"
	case CACompromise:
		return "cACompromise"
	case AffiliationChanged:
		return "affiliationChanged"
	case Superseded:
		return "superseded"
	case CessationOfOperation:
		return "cessationOfOperation"
	case CertificateHold:
		return "certificateHold"
	case RemoveFromCRL:
		return "removeFromCRL"
	case PrivilegeWithdrawn:
		return "privilegeWithdrawn"
	case AACompromise:
		return "aACompromise"
	}
	return "RevocationReason(" + strconv.Itoa(int(r)) + ")"
}
