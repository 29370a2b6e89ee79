package ed448_test

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"log"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/dergen/dergen/ocsp"
	"github.com/dergen/dergen/ocsp/ed448"
)

func try(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	try(t, err)
	return b
}

// TestRFC8032 has the first two cases of RFC 8032, 7.4.
func TestRFC8032(t *testing.T) {
	for _, test := range []struct{ seed, public, message, signature string }{
		{"6c82a562cb808d10d632be89c8513ebf6c929f34ddfa8c9f63c9960ef6e348a3528c8a3fcc2f044e39a3fc5b94492f8f032e7549a20098f95b",
			"5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180", "",
			"533a37f6bbe457251f023c0d88f976ae2dfb504a843e34d2074fd823d41a591f2b233f034f628281f2fd7a22ddd47d7828c59bd0a21bfd3980ff0d2028d4b18a9df63e006c5d1c2d345b925d8dc00b4104852db99ac5c7cdda8530a113a0f4dbb61149f05a7363268c71d95808ff2e652600"},
		{"c4eab05d357007c632f3dbb48489924d552b08fe0c353a0d4a1f00acda2c463afbea67c5e8d2877c5e3bc397a659949ef8021e954e0a12274e",
			"43ba28f430cdff456ae531545f7ecd0ac834a55d9358c0372bfa0c6c6798c0866aea01eb00742802b8438ea4cb82169c235160627b4c3a9480", "03",
			"26b8f91727bd62897af15e41eb43c377efb9c610d48f2335cb0bd0087810f4352541b143c4b981b7e18f62de8ccdf633fc1bf037ab7cd779805e0dbcc0aae1cbcee1afb2e027df36bc04dcecbf154336c19f0af7e0a6472905e799f1953d2a0ff3348ab21aa4adafd1d234441cf807c03a00"},
	} {
		key, err := ed448.NewSigner(unhex(t, test.seed))
		try(t, err)
		if got := key.SubjectPublicKeyInfo(); !strings.HasSuffix(hex.EncodeToString(got), test.public) || len(got) != 69 {
			t.Errorf("public key %x", got)
		}
		sig, err := key.Sign(nil, unhex(t, test.message), crypto.Hash(0))
		try(t, err)
		if hex.EncodeToString(sig) != test.signature {
			t.Errorf("signature %x", sig)
		}
		if err := ed448.Algorithm().Verify(key.SubjectPublicKeyInfo(), unhex(t, test.message), sig); err != nil {
			t.Error(err)
		}
	}
	if got := ed448.OID.String(); got != "1.3.101.113" || ed448.Algorithm().OID() != ed448.OID {
		t.Error(got)
	}
}

func TestRefuses(t *testing.T) {
	key, err := ed448.GenerateKey(nil)
	try(t, err)
	message := []byte("message")
	sig, err := key.Sign(nil, message, nil)
	try(t, err)
	spki := key.SubjectPublicKeyInfo()
	a := ed448.Algorithm()
	try(t, a.Verify(spki, message, sig))
	changed := bytes.Clone(sig)
	changed[0] ^= 1
	longer := bytes.Clone(spki)
	longer[1]++
	for name, err := range map[string]error{
		"signature changed":       a.Verify(spki, message, changed),
		"signature cut":           a.Verify(spki, message, sig[:113]),
		"signature with a tail":   a.Verify(spki, message, append(bytes.Clone(sig), 0)),
		"no signature":            a.Verify(spki, message, nil),
		"another message":         a.Verify(spki, message[1:], sig),
		"no key":                  a.Verify(nil, message, sig),
		"key cut":                 a.Verify(spki[:68], message, sig),
		"key with a tail":         a.Verify(append(bytes.Clone(spki), 0), message, sig),
		"key of another length":   a.Verify(longer, message, sig),
		"key of another kind":     a.Verify(bytes.Replace(spki, []byte(ed448.OID), []byte("\x2b\x65\x70"), 1), message, sig),
		"seed cut":                second(ed448.NewSigner(make([]byte, 56))),
		"private key cut":         second(ed448.ParsePrivateKey(key.MarshalPrivateKey()[:72])),
		"private key of another":  second(ed448.ParsePrivateKey(bytes.Replace(key.MarshalPrivateKey(), []byte(ed448.OID), []byte("\x2b\x65\x70"), 1))),
		"private key with a tail": second(ed448.ParsePrivateKey(append(key.MarshalPrivateKey(), 0))),
		"a hash function":         second(key.Sign(nil, message, crypto.SHA512)),
		"no randomness":           second(ed448.GenerateKey(iotest.ErrReader(errors.New("empty")))),
	} {
		if err == nil {
			t.Errorf("%s: accepted", name)
		} else if name != "no randomness" && !strings.HasPrefix(err.Error(), "ed448: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	again, err := ed448.ParsePrivateKey(key.MarshalPrivateKey())
	try(t, err)
	if !bytes.Equal(again.SubjectPublicKeyInfo(), spki) || again.Public() == nil {
		t.Error("a key that was written is not the one that is read")
	}
}

// second passes on the error of two results.
func second[T any](_ T, err error) error { return err }

// configured is the certificate of a responder, as much of it as Verify needs of one that is configured.
func configured(key *ed448.Signer) *x509.Certificate {
	return &x509.Certificate{RawSubjectPublicKeyInfo: key.SubjectPublicKeyInfo(), RawSubject: []byte{0x30, 0}}
}

// an example's certificate and its issuer.
func docs(name string) *x509.Certificate {
	b, err := os.ReadFile(filepath.Join("..", "..", "testdata", "docs", name))
	if err != nil {
		log.Fatal(err)
	}
	block, _ := pem.Decode(b)
	cert, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		log.Fatal(err)
	}
	return cert
}

func Example() {
	cert, issuer := docs("cert.pem"), docs("issuer.pem")
	key, err := ed448.GenerateKey(nil)
	if err != nil {
		log.Fatal(err)
	}
	responder := configured(key) // from a file, usually
	resp, err := ocsp.NewResponseBuilder().
		AddResponse(ocsp.SingleResponseTemplate{Certificate: cert, Issuer: issuer, Hash: crypto.SHA256, Status: ocsp.Good, ThisUpdate: time.Now()}).
		ResponderID(ocsp.ByKeyHash, responder).
		Sign(nil, key, crypto.Hash(0))
	if err != nil {
		log.Fatal(err)
	}
	single, err := resp.Verify(ocsp.VerifyOptions{
		Certificate: cert, Issuer: issuer,
		Responders: []*x509.Certificate{responder},
		Algorithms: []ocsp.SignatureAlgorithm{ed448.Algorithm()},
	})
	fmt.Println(single.CertStatus(), err)
	// Output: good <nil>
}

func TestResponse(t *testing.T) {
	cert, issuer := docs("cert.pem"), docs("issuer.pem")
	key, err := ed448.GenerateKey(nil)
	try(t, err)
	other, err := ed448.GenerateKey(nil)
	try(t, err)
	b := ocsp.NewResponseBuilder().AddResponse(ocsp.SingleResponseTemplate{Certificate: cert, Issuer: issuer, Hash: crypto.SHA1, Status: ocsp.Good, ThisUpdate: time.Now()})
	if _, err := b.ResponderID(ocsp.ByKeyHash, configured(other)).Sign(nil, key, crypto.Hash(0)); !errors.Is(err, ocsp.ErrKeyMismatch) {
		t.Errorf("key of another: %v", err)
	}
	if _, err := b.ResponderID(ocsp.ByKeyHash, configured(key)).Sign(nil, key, crypto.SHA512); err == nil {
		t.Error("with a hash function")
	}
	r, err := b.ResponderID(ocsp.ByKeyHash, configured(key)).Sign(nil, key, nil)
	try(t, err)
	basic, err := r.Basic()
	try(t, err)
	if h, err := basic.SignatureHashAlgorithm(); h != 0 || err != nil || basic.SignatureAlgorithmOID() != ed448.OID || len(basic.Signature()) != 114 {
		t.Errorf("%v, %v, %v", h, err, basic.SignatureAlgorithmOID())
	}
	o := ocsp.VerifyOptions{Certificate: cert, Issuer: issuer, Responders: []*x509.Certificate{configured(key)}}
	if _, err := r.Verify(o); !errors.Is(err, ocsp.ErrUnsupportedAlgorithm) {
		t.Errorf("without the algorithm: %v", err)
	}
	o.Algorithms = []ocsp.SignatureAlgorithm{ed448.Algorithm()}
	if s, err := r.Verify(o); err != nil || s.CertStatus() != ocsp.Good {
		t.Errorf("%v, %v", s.CertStatus(), err)
	}
	message := bytes.Clone(r.DER())
	message[len(message)-2] ^= 1
	forged, err := ocsp.ParseResponse(message)
	try(t, err)
	if _, err := forged.Verify(o); !errors.Is(err, ocsp.ErrBadSignature) {
		t.Errorf("signature changed: %v", err)
	}
	// Parameters beside the identifier are none of RFC 8410's.
	with := bytes.Replace(bytes.Clone(r.DER()), []byte("\x30\x05\x06\x03\x2b\x65\x71\x03\x73"), []byte("\x30\x05\x06\x01\x2b\x05\x00\x03\x73"), 1)
	odd, err := ocsp.ParseResponse(with)
	try(t, err)
	if _, err := odd.Verify(o); !errors.Is(err, ocsp.ErrUnsupportedAlgorithm) {
		t.Errorf("with parameters: %v", err)
	}
}

func TestRequest(t *testing.T) {
	cert, issuer := docs("cert.pem"), docs("issuer.pem")
	key, err := ed448.GenerateKey(nil)
	try(t, err)
	q, err := ocsp.NewRequestBuilder().AddCertificate(cert, issuer, crypto.SHA1).RequestorName([]byte{0x82, 1, 'a'}).Sign(nil, key, crypto.Hash(0))
	try(t, err)
	if err := q.VerifySignature(configured(key)); !errors.Is(err, ocsp.ErrUnsupportedAlgorithm) {
		t.Errorf("without the algorithm: %v", err)
	}
	try(t, q.VerifySignatureWith(configured(key), ed448.Algorithm()))
	other, err := ed448.GenerateKey(nil)
	try(t, err)
	if err := q.VerifySignatureWith(configured(other), ed448.Algorithm()); !errors.Is(err, ocsp.ErrBadSignature) {
		t.Errorf("key of another: %v", err)
	}
}

// TestOpenSSL goes both ways: a CA with a key of Ed448 that answers itself, and one of its delegates.
func TestOpenSSL(t *testing.T) {
	if _, err := exec.LookPath("openssl"); err != nil {
		if strings.Contains(os.Getenv("DERGEN_REQUIRE"), "openssl") {
			t.Fatal("openssl is required, and not there")
		}
		t.Skip("no openssl")
	}
	dir := t.TempDir()
	openssl := func(args ...string) string {
		t.Helper()
		cmd := exec.Command("openssl", args...)
		cmd.Dir = dir
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("openssl %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return string(out)
	}
	block := func(name string) []byte {
		t.Helper()
		b, err := os.ReadFile(filepath.Join(dir, name))
		try(t, err)
		if p, _ := pem.Decode(b); p != nil {
			return p.Bytes
		}
		return b
	}
	write := func(name, content string) {
		t.Helper()
		try(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
	}

	write("conf", "[req]\ndistinguished_name = dn\n[dn]\n[ca]\nbasicConstraints = critical, CA:true\n"+
		"[responder]\nkeyUsage = digitalSignature\nextendedKeyUsage = OCSPSigning\n")
	write("index.txt", "V\t491231235959Z\t\t1001\tunknown\t/CN=good\n")
	for _, name := range []string{"ca", "responder"} {
		openssl("genpkey", "-algorithm", "ed448", "-out", name+".key")
	}
	openssl("req", "-x509", "-config", "conf", "-extensions", "ca", "-new", "-key", "ca.key", "-subj", "/CN=CA", "-days", "2", "-out", "ca.pem")
	openssl("req", "-new", "-config", "conf", "-key", "responder.key", "-subj", "/CN=Responder", "-out", "responder.csr")
	openssl("x509", "-req", "-in", "responder.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "2", "-extfile", "conf", "-extensions", "responder", "-days", "2", "-out", "responder.pem")
	ca, err := x509.ParseCertificate(block("ca.pem"))
	try(t, err)
	leaf := &x509.Certificate{RawIssuer: ca.RawSubject, SerialNumber: big.NewInt(0x1001)}
	o := ocsp.VerifyOptions{Certificate: leaf, Issuer: ca, ClockSkew: time.Minute, Algorithms: []ocsp.SignatureAlgorithm{ed448.Algorithm()}}

	verifier := ocsp.NewVerifier(2)
	for _, name := range []string{"ca", "responder"} {
		signer, err := x509.ParseCertificate(block(name + ".pem"))
		try(t, err)
		key, err := ed448.ParsePrivateKey(block(name + ".key"))
		try(t, err)
		if !bytes.Equal(key.SubjectPublicKeyInfo(), signer.RawSubjectPublicKeyInfo) {
			t.Fatalf("%s: another key", name)
		}
		// from here to OpenSSL
		r, err := ocsp.NewResponseBuilder().
			AddResponse(ocsp.SingleResponseTemplate{Certificate: leaf, Issuer: ca, Hash: crypto.SHA1, Status: ocsp.Good, ThisUpdate: time.Now()}).
			ResponderID(ocsp.ByName, signer).Certificates(signer).Sign(nil, key, crypto.Hash(0))
		try(t, err)
		write("resp.der", string(r.DER()))
		out := openssl("ocsp", "-respin", "resp.der", "-issuer", "ca.pem", "-serial", "0x1001", "-CAfile", "ca.pem")
		if !strings.Contains(out, "Response verify OK") || !strings.Contains(out, "0x1001: good") {
			t.Errorf("%s: %s", name, out)
		}
		for range 2 {
			if s, err := verifier.Verify(r, o); err != nil || s.CertStatus() != ocsp.Good {
				t.Errorf("%s: %v, %v", name, s.CertStatus(), err)
			}
		}
		// and back
		q, err := ocsp.NewRequestBuilder().AddCertificate(leaf, ca, crypto.SHA256).Build()
		try(t, err)
		write("req.der", string(q.DER()))
		openssl("ocsp", "-index", "index.txt", "-CA", "ca.pem", "-rsigner", name+".pem", "-rkey", name+".key", "-reqin", "req.der", "-respout", "resp.der", "-ndays", "1")
		r, err = ocsp.ParseResponse(block("resp.der"))
		try(t, err)
		if s, err := r.Verify(o); err != nil || s.CertStatus() != ocsp.Good {
			t.Errorf("%s: %v, %v", name, s.CertStatus(), err)
		}
	}
}
