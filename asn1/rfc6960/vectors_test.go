package rfc6960

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dergen/dergen/internal/codectest"
)

// decodeAll decodes a message as one of its two types, and the BasicOCSPResponse that a response carries, and says
// what was wrong with the first that was refused. What is accepted must encode back to the same octets.
func decodeAll(t *testing.T, typ codectest.Type, b []byte) error {
	t.Helper()
	v := typ.New()
	if !codectest.Check(t, typ, v, b, nil) {
		return v.UnmarshalDER(b)
	}
	codectest.Read(v.Get())
	if r, ok := v.Get().(*OCSPResponse); ok && r.ResponseBytes.Present && r.ResponseBytes.Value.ResponseType == IDPKIXOCSPBasic {
		return decodeAll(t, basicOCSPResponse, r.ResponseBytes.Value.Response)
	}
	return nil
}

// guess says which type a file holds, by its name.
func guess(name string) codectest.Type {
	base := filepath.Base(name)
	if strings.HasPrefix(base, "req") || strings.HasSuffix(base, "-req.der") || strings.Contains(base, "_request") {
		return ocspRequest
	}
	return ocspResponse
}

// TestValidVectors: messages of other projects decode, and encode back.
func TestValidVectors(t *testing.T) {
	// The ones that do not decode, and why.
	refused := map[string]string{
		"resp-unknown-response-status.der": "der: OCSPResponse.responseStatus: byte 2: value is outside its constraint", // RFC 6960, 4.2.1: 4 is not used
	}
	certificates := []string{"examples__rsa-2048-sha256-c*", "examples__rsa-2048-sha256-ocsp-crt.der", "cli__issuer.der", "cli__subject.der"}
	n := 0
	for _, pattern := range []string{
		"pyca/*.der", "rustcrypto-x509-ocsp/*.der", "botan-ocsp/*.der", "openssl-ocsp-tests/*.ors", "asn1crypto/fixtures__ocsp_re*", "docs/re*.der",
	} {
		for _, file := range codectest.Glob(t, codectest.Shared(t, pattern)) {
			base, got := filepath.Base(file), ""
			if slices.ContainsFunc(certificates, func(c string) bool { ok, _ := filepath.Match(c, base); return ok }) {
				continue
			}
			n++
			if err := decodeAll(t, guess(file), codectest.Binary(t, file)); err != nil {
				got = err.Error()
			}
			if got != refused[base] {
				t.Errorf("%s: %q", base, got)
			}
		}
	}
	t.Logf("%d messages", n)
}

func TestMalformed(t *testing.T) {
	data, err := os.ReadFile(codectest.Shared(t, "malformed/manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var manifest struct {
		Cases []struct {
			ID, File, Target, Clause, Rule string
			Expect                         string `json:"expect_decode"`
		}
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	// A documented limit of INTEGERs with named numbers.
	limits := map[string]string{"r2-version-2p64": "der: BasicOCSPResponse.tbsResponseData.version: byte 9: integer is empty, padded or too large"}
	if len(manifest.Cases) != 58 {
		t.Errorf("%d cases, not 58", len(manifest.Cases))
	}
	for _, c := range manifest.Cases {
		file := codectest.Shared(t, "malformed/"+c.File)
		typ := ocspResponse
		if c.Target == "OCSPRequest" {
			typ = ocspRequest
		}
		err := decodeAll(t, typ, codectest.Binary(t, file))
		switch {
		case limits[c.ID] != "":
			if err == nil || err.Error() != limits[c.ID] {
				t.Errorf("%s: %v", c.ID, err)
			}
		case c.Expect == "accept" && err != nil, c.Expect == "reject" && err == nil:
			t.Errorf("%s (%s, %s): to %s, %v", c.ID, c.Rule, c.Clause, c.Expect, err)
		case err != nil:
			t.Logf("%s: %v", c.ID, err)
		}
	}
}
