package ocsp_test

import (
	"math"
	"testing"

	"github.com/dergen/dergen/ocsp"
)

var allReasons = []ocsp.RevocationReason{
	ocsp.Unspecified, ocsp.KeyCompromise, ocsp.CACompromise, ocsp.AffiliationChanged, ocsp.Superseded,
	ocsp.CessationOfOperation, ocsp.CertificateHold, ocsp.RemoveFromCRL, ocsp.PrivilegeWithdrawn, ocsp.AACompromise,
}

func TestRevocationReason(t *testing.T) {
	codes := []int{0, 1, 2, 3, 4, 5, 6, 8, 9, 10}
	names := []string{"unspecified", "keyCompromise", "cACompromise", "affiliationChanged", "superseded",
		"cessationOfOperation", "certificateHold", "removeFromCRL", "privilegeWithdrawn", "aACompromise"}
	for i, r := range allReasons {
		if r.Code() != codes[i] || r.String() != names[i] || ocsp.ReasonFromCode(codes[i]) != r || r == 0 {
			t.Errorf("%v has code %d, want %s, %d", r, r.Code(), names[i], codes[i])
		}
	}
	for _, code := range []int{-1, 7, 11, math.MaxInt, math.MinInt} {
		if r := ocsp.ReasonFromCode(code); r != 0 {
			t.Errorf("%d is %v", code, r)
		}
	}
	for r, want := range map[ocsp.RevocationReason]string{0: "", 8: "RevocationReason(8)", 12: "RevocationReason(12)", -1: "RevocationReason(-1)"} {
		if r.Code() != -1 || r.String() != want {
			t.Errorf("%d is %q with code %d", int(r), r.String(), r.Code())
		}
	}
}

func TestStatusStrings(t *testing.T) {
	for want, s := range map[string]interface{ String() string }{
		"successful": ocsp.Successful, "malformedRequest": ocsp.MalformedRequest, "internalError": ocsp.InternalError,
		"tryLater": ocsp.TryLater, "sigRequired": ocsp.SigRequired, "unauthorized": ocsp.Unauthorized, "ResponseStatus(4)": ocsp.ResponseStatus(4),
		"good": ocsp.Good, "revoked": ocsp.Revoked, "unknown": ocsp.Unknown, "CertStatus(0)": ocsp.CertStatus(0),
		"byKey": ocsp.ByKeyHash, "byName": ocsp.ByName, "ResponderEncoding(0)": ocsp.ResponderEncoding(0),
	} {
		if s.String() != want {
			t.Errorf("%v, want %s", s, want)
		}
	}
	if ocsp.Successful != 0 || ocsp.SigRequired != 5 || ocsp.Unauthorized != 6 {
		t.Error("the numbers of the wire")
	}
}
