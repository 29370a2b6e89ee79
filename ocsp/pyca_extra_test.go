package ocsp_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dergen/dergen/ocsp"
)

// TestPycaExtra parses messages that were crafted to be doubtful. What pyca 48 did with each is known; the rows of
// differences say where this package does something else, and why.
func TestPycaExtra(t *testing.T) {
	dir := shared(t, filepath.Join("pyca", "extra"))
	differences := map[string]struct {
		want error
		why  string
	}{
		"req-version-1":            {ocsp.ErrVersion, "RFC 6960 has v1, which is 0, and nothing else"},
		"resp-version-1":           {ocsp.ErrVersion, "RFC 6960 has v1, which is 0, and nothing else"},
		"req-two-requests":         {nil, "a request may be about several certificates"},
		"req-optsig-empty-seq":     {ocsp.ErrMalformed, "a Signature has components that are not optional: pyca does not look into it"},
		"req-exts-empty-seq":       {ocsp.ErrMalformed, "RFC 5280, 4.1: Extensions has a size of one at least"},
		"resp-exts-empty":          {ocsp.ErrMalformed, "RFC 5280, 4.1: Extensions has a size of one at least"},
		"req-sha1-badparams":       {nil, "parameters are an open type; CertID.HashAlgorithm refuses them"},
		"resp-sigalg-ed25519-null": {nil, "parameters are an open type; the signature does not verify"},
		"resp-revoked-reason-7":    {ocsp.ErrMalformed, "RFC 5280, 5.3.1: CRLReason is not extensible, and 7 is not used; pyca refuses it when asked"},
		"resp-revoked-reason-11":   {ocsp.ErrMalformed, "RFC 5280, 5.3.1: CRLReason is not extensible; pyca refuses it when asked"},
		"resp-thisupdate-fraction": {nil, "a fraction of a second is DER (X.690, 11.7); Verify refuses it by RFC 5280, 4.1.2.5.2"},
		"resp-producedat-fraction": {nil, "a fraction of a second is DER (X.690, 11.7); Verify refuses it by RFC 5280, 4.1.2.5.2"},
	}
	for line := range strings.Lines(string(file(t, dir, "EXPECTED-pyca48-openssl3.0.txt"))) {
		name, rest, ok := strings.Cut(line, " [")
		_, verdict, ok2 := strings.Cut(rest, "]: ")
		if !ok || !ok2 {
			t.Fatalf("%q", line)
		}
		message := file(t, dir, name+".der")
		var err error
		if strings.HasPrefix(name, "req-") {
			var q *ocsp.Request
			if q, err = ocsp.ParseRequest(message); err == nil {
				askRequest(q)
			}
		} else {
			var r *ocsp.Response
			if r, err = ocsp.ParseResponse(message); err == nil {
				askResponse(r)
			}
		}
		loaded := strings.HasPrefix(verdict, "LOAD ok")
		if d, ok := differences[name]; ok {
			if !errors.Is(err, d.want) || (err == nil) == loaded {
				t.Errorf("%s: %v, want %v: %s", name, err, d.want, d.why)
			}
			continue
		}
		if (err == nil) != loaded {
			t.Errorf("%s: %v, pyca: %s", name, err, verdict)
		}
	}
}
