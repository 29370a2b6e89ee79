package rfc6960

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/dergen/dergen/internal/codectest"
)

// disagreements are the crafted messages of pyca/extra on which this codec decides otherwise than pyca's or OpenSSL's,
// and why. A codec says whether a message is DER of its type; what pyca refuses to load beyond that is for the facade.
var disagreements = map[string]string{
	"req-version-neg":                 "RFC 6960, 4.1.1: Version is an INTEGER with a name for 0; another number is the facade's to refuse",
	"req-version-256":                 "RFC 6960, 4.1.1: as above",
	"req-zero-requests":               "RFC 6960, 4.1.1: requestList has no SIZE",
	"req-two-requests":                "RFC 6960, 4.1.1: a list; pyca has no type for more than one",
	"req-sha1-badparams":              "RFC 5912, 2: parameters of an algorithm that the module does not tie are an open type",
	"resp-sigalg-ed25519-null":        "RFC 8410, 3: parameters must be absent, which the ASN.1 of RFC 6960 does not say; the facade's to refuse",
	"resp-unauthorized-with-bytes":    "RFC 6960, 4.2.1: responseBytes is OPTIONAL whatever the status; pyca loads it too",
	"resp-thisupdate-fraction":        "X.690, 11.7.3: a fraction is allowed without trailing zeros; RFC 5280, 4.1.2.5.2, which forbids it, is about certificates",
	"resp-producedat-fraction":        "X.690, 11.7.3: as above",
	"resp-thisupdate-fraction-zero":   "X.690, 11.7.3: trailing zeros of a fraction are omitted",
	"resp-thisupdate-offset":          "X.690, 11.7.1: ends in Z",
	"resp-thisupdate-local":           "X.690, 11.7.1: ends in Z",
	"resp-thisupdate-noseconds":       "X.690, 11.7.2: seconds are present",
	"resp-thisupdate-sec60":           "a documented limit: time.Time has no second 60; pyca refuses it too",
	"resp-thisupdate-feb30":           "X.680, 46: no such day; OpenSSL does not look at times when it parses",
	"resp-thisupdate-24h":             "X.690, 11.7.4: midnight is 00 of the next day",
	"resp-sig-unused-bits-nonzero":    "X.690, 11.2.1: unused bits are zero",
	"req-version-0-explicit":          "X.690, 11.5: a DEFAULT value is not encoded",
	"resp-version-0-explicit":         "X.690, 11.5: a DEFAULT value is not encoded",
	"req-ext-critical-false-explicit": "X.690, 11.5: a DEFAULT value is not encoded",
	"req-ext-critical-true-ber":       "X.690, 11.1: TRUE is FF",
	"req-long-form-len":               "X.690, 10.1: a length takes the fewest octets",
	"req-optsig-empty-seq":            "RFC 6960, 4.1.1: signatureAlgorithm is missing; pyca does not look into the signature",
	"req-exts-empty-seq":              "RFC 5912, 2: Extensions has SIZE (1..MAX)",
	"resp-exts-empty":                 "RFC 5912, 2: Extensions has SIZE (1..MAX)",
	"resp-revoked-reason-neg":         "RFC 5280, 5.3.1: CRLReason is an ENUMERATED without extension marker",
	"resp-revoked-reason-7":           "RFC 5280, 5.3.1: 7 is not used",
	"resp-revoked-reason-11":          "RFC 5280, 5.3.1: 10 is the last",
}

// TestAgainstPycaAndOpenSSL compares with what pyca 48 and OpenSSL 3.0 did with each message.
func TestAgainstPycaAndOpenSSL(t *testing.T) {
	data, err := os.ReadFile(codectest.Shared(t, "pyca/extra/EXPECTED-pyca48-openssl3.0.txt"))
	if err != nil {
		t.Fatal(err)
	}
	line := regexp.MustCompile(`(?m)^(\S+) \[\d+\]: (.*) \| openssl (\w+)$`)
	lines, n := line.FindAllStringSubmatch(string(data), -1), 0
	for _, m := range lines {
		name := m[1]
		err := decodeAll(t, guess(name), codectest.Binary(t, codectest.Shared(t, "pyca/extra/"+name+".der")))
		pyca, openssl := strings.HasPrefix(m[2], "LOAD ok"), m[3] == "accept"
		why := disagreements[name]
		switch differs := pyca != (err == nil) || openssl != (err == nil); {
		case differs && why == "":
			t.Errorf("%s: pyca accepts: %v, OpenSSL accepts: %v, and here: %v", name, pyca, openssl, err)
		case differs:
			n++
		case why != "":
			t.Errorf("%s: no disagreement", name)
		}
	}
	if len(lines) != 90 || n != len(disagreements) {
		t.Errorf("%d messages, %d disagreements", len(lines), n)
	}
}
