package ocsp_test

import (
	"crypto"
	"crypto/dsa" //lint:ignore SA1019 responders of old still sign with it
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/ocsp"
)

// A bench is a folder in which openssl and this package hand files to each other.
type bench struct {
	t   testing.TB
	dir string
}

// newBench skips the test where there is no openssl; that is a failure if DERGEN_REQUIRE names it.
func newBench(t testing.TB) bench {
	t.Helper()
	if _, err := exec.LookPath("openssl"); err != nil {
		if strings.Contains(os.Getenv("DERGEN_REQUIRE"), "openssl") {
			t.Fatal("openssl is required, and not there")
		}
		t.Skip("no openssl")
	}
	return bench{t, t.TempDir()}
}

// openssl runs openssl in the folder, and returns all that it printed.
func (b bench) openssl(args ...string) string {
	b.t.Helper()
	cmd := exec.Command("openssl", args...)
	cmd.Dir = b.dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		b.t.Fatalf("openssl %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func (b bench) write(name string, content []byte) {
	b.t.Helper()
	try(b.t, os.WriteFile(filepath.Join(b.dir, name), content, 0o600))
}

func (b bench) read(name string) []byte {
	b.t.Helper()
	return file(b.t, b.dir, name)
}

// put writes certificates, and the key of the first, as NAME.pem and NAME.key.
func (b bench) put(name string, p party) {
	b.t.Helper()
	b.write(name+".pem", pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.cert.Raw}))
	if pkcs8, err := x509.MarshalPKCS8PrivateKey(p.key); err == nil {
		b.write(name+".key", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}))
	}
}

// today makes a template valid now: the clock of openssl ocsp cannot be set.
func today(template *x509.Certificate) *x509.Certificate {
	template.NotBefore, template.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(24*time.Hour)
	return template
}

// withKey makes a party of a template and a key that is given; issuer nil: self-signed.
func withKey(t testing.TB, template *x509.Certificate, key crypto.Signer, issuer *party) party {
	t.Helper()
	parent, by := template, key
	if issuer != nil {
		parent, by = issuer.cert, issuer.key
	}
	return party{certify(t, template, parent, key.Public(), by), key}
}

func rsaKey(t testing.TB) crypto.Signer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	try(t, err)
	return key
}

// dgst has openssl verify a signature without regard to the identifier of its algorithm: OpenSSL 3.0 does not know those of
// ECDSA with SHA-3 and DSA with SHA-384 and SHA-512, though it has all the parts.
func (b bench) dgst(r *ocsp.Response, signer *x509.Certificate, hash crypto.Hash) {
	b.t.Helper()
	basic, err := r.Basic()
	try(b.t, err)
	b.dgstOctets(basic.TBSResponseBytes(), basic.Signature(), signer, hash)
}

func (b bench) dgstOctets(tbs, sig []byte, signer *x509.Certificate, hash crypto.Hash) {
	b.t.Helper()
	b.write("tbs", tbs)
	b.write("sig", sig)
	b.write("signer.pub", pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: signer.RawSubjectPublicKeyInfo}))
	name := strings.ToLower(hash.String())
	if !strings.HasPrefix(name, "sha3") {
		name = strings.ReplaceAll(name, "-", "")
	}
	if out := b.openssl("dgst", "-"+name, "-verify", "signer.pub", "-signature", "sig", "tbs"); out != "Verified OK\n" {
		b.t.Errorf("%v: %s", hash, out)
	}
}

// TestOpenSSLReadsResponses has OpenSSL verify what this package has signed.
func TestOpenSSLReadsResponses(t *testing.T) {
	b := newBench(t)
	rsaCA := rsaKey(t)
	for name, test := range map[string]struct {
		key  crypto.Signer
		opts crypto.SignerOpts
	}{
		"RSA SHA-256":       {rsaCA, crypto.SHA256},
		"RSA SHA-512":       {rsaCA, crypto.SHA512},
		"RSA SHA3-256":      {rsaCA, crypto.SHA3_256},
		"PSS SHA-256":       {rsaCA, &rsa.PSSOptions{Hash: crypto.SHA256, SaltLength: rsa.PSSSaltLengthEqualsHash}},
		"PSS SHA-384":       {rsaCA, &rsa.PSSOptions{Hash: crypto.SHA384, SaltLength: 20}},
		"P-256 SHA-224":     {newKey(t), crypto.SHA224},
		"P-256 SHA-256":     {newKey(t), crypto.SHA256},
		"P-384 SHA-384":     {ecKey(t, elliptic.P384()), crypto.SHA384},
		"P-521 SHA-512":     {ecKey(t, elliptic.P521()), crypto.SHA512},
		"P-256 SHA3-256":    {newKey(t), crypto.SHA3_256},
		"Ed25519":           {edKey(t), crypto.Hash(0)},
		"delegate, P-256":   {newKey(t), crypto.SHA256},
		"delegate, Ed25519": {edKey(t), crypto.Hash(0)},
		"delegate, PSS":     {rsaKey(t), &rsa.PSSOptions{Hash: crypto.SHA256}},
	} {
		var ca, signer party
		if strings.HasPrefix(name, "delegate") {
			ca = withKey(t, today(authority("CA")), newKey(t), nil)
			signer = withKey(t, today(responder("Responder")), test.key, &ca)
		} else {
			ca = withKey(t, today(authority("CA")), test.key, nil)
			signer = ca
		}
		leaf := withKey(t, today(endEntity(leafSerial)), newKey(t), &ca)
		b.put("ca", ca)
		b.put("leaf", leaf)
		for by, hash := range map[ocsp.ResponderEncoding]crypto.Hash{ocsp.ByKeyHash: crypto.SHA1, ocsp.ByName: crypto.SHA256} {
			now := time.Now()
			r, err := ocsp.NewResponseBuilder().
				AddResponse(ocsp.SingleResponseTemplate{
					Certificate: leaf.cert, Issuer: ca.cert, Hash: hash, Status: ocsp.Revoked,
					RevocationTime: now.Add(-time.Hour), RevocationReason: ocsp.AffiliationChanged, ThisUpdate: now, NextUpdate: now.Add(time.Hour),
					Extensions: []ocsp.Extension{ocsp.ArchiveCutoffExtension(now), ocsp.CRLReferencesExtension(ocsp.CRLReference{URL: "http://crl.example/", Number: big.NewInt(9)})},
				}).
				AddExtension(ocsp.NonceExtension([]byte("0123456789abcdef"))).
				ResponderID(by, signer.cert).
				Certificates(signer.cert).
				Sign(nil, test.key, test.opts)
			try(t, err)
			if name == "P-256 SHA3-256" {
				b.dgst(r, signer.cert, crypto.SHA3_256)
				continue
			}
			b.write("resp.der", r.DER())
			digest := "-sha1"
			if hash == crypto.SHA256 {
				digest = "-sha256"
			}
			out := b.openssl("ocsp", "-respin", "resp.der", "-issuer", "ca.pem", digest, "-cert", "leaf.pem", "-CAfile", "ca.pem", "-no_nonce", "-resp_text")
			for _, want := range []string{"Response verify OK", "leaf.pem: revoked", "Reason: affiliationChanged", "Cert Status: revoked",
				"Archive Cutoff", "crlUrl: http://crl.example/", "OCSP Nonce"} {
				if !strings.Contains(out, want) {
					t.Errorf("%s, %v: no %q in\n%s", name, by, want, out)
				}
			}
			b.openssl("asn1parse", "-inform", "DER", "-in", "resp.der")
			if _, err := r.Verify(ocsp.VerifyOptions{Certificate: leaf.cert, Issuer: ca.cert}); err != nil {
				t.Errorf("%s, %v: %v", name, by, err)
			}
		}
	}
}

// TestOpenSSLReadsTheDocumentation has OpenSSL verify the response of the documentation's example.
func TestOpenSSLReadsTheDocumentation(t *testing.T) {
	b := newBench(t)
	cert, issuer, va := parse(t, readPEM(t, "cert.pem")), parse(t, readPEM(t, "issuer.pem")), parse(t, readPEM(t, "responder_cert.pem"))
	key, err := x509.ParsePKCS8PrivateKey(readPEM(t, "responder_key.pem"))
	try(t, err)
	r, err := ocsp.NewResponseBuilder().
		AddResponse(ocsp.SingleResponseTemplate{Certificate: cert, Issuer: issuer, Hash: crypto.SHA256, Status: ocsp.Good, ThisUpdate: time.Now()}).
		ResponderID(ocsp.ByKeyHash, va).
		Sign(nil, key.(crypto.Signer), crypto.SHA256)
	try(t, err)
	b.write("resp.der", r.DER())
	for _, name := range []string{"cert.pem", "issuer.pem", "responder_cert.pem"} {
		b.write(name, read(t, name))
	}
	// -VAfile trusts that certificate; what its chain is worth is not asked.
	out := b.openssl("ocsp", "-respin", "resp.der", "-issuer", "issuer.pem", "-sha256", "-cert", "cert.pem", "-VAfile", "responder_cert.pem", "-partial_chain", "-trust_other")
	if !strings.Contains(out, "Response verify OK") || !strings.Contains(out, "cert.pem: good") {
		t.Error(out)
	}
}

// TestOpenSSLReadsRequests has OpenSSL read requests, and answer one.
func TestOpenSSLReadsRequests(t *testing.T) {
	b := newBench(t)
	ca := withKey(t, today(authority("CA")), newKey(t), nil)
	leaf := withKey(t, today(endEntity(leafSerial)), newKey(t), &ca)
	q, err := ocsp.NewRequestBuilder().AddCertificate(leaf.cert, ca.cert, crypto.SHA1).AddCertificate(leaf.cert, ca.cert, crypto.SHA512).
		AddExtension(ocsp.AcceptableResponsesExtension(oid("1.3.6.1.5.5.7.48.1.1"))).Nonce([]byte{0xca, 0xfe}).
		Sign(nil, leaf.key, crypto.SHA256, leaf.cert)
	try(t, err)
	b.dgstOctets(q.TBSRequestBytes(), q.Signature(), leaf.cert, crypto.SHA256)
	b.write("req.der", q.DER())
	out := b.openssl("ocsp", "-reqin", "req.der", "-req_text", "-noverify")
	for _, want := range []string{"Requestor Name: DirName:CN = leaf.example", "Hash Algorithm: sha1", "Hash Algorithm: sha512", "Serial Number: 4F1E0A77C3D2B91805",
		"0402CAFE", "Basic OCSP Response", "Signature Algorithm: ecdsa-with-SHA256"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
}

// TestOpenSSLAnswers verifies what OpenSSL answers to requests of this package, by key and by name.
func TestOpenSSLAnswers(t *testing.T) {
	b := newBench(t)
	ca := withKey(t, today(authority("CA")), newKey(t), nil)
	good, revoked, unknown := endEntity(big.NewInt(0x1001)), endEntity(big.NewInt(0x1002)), endEntity(big.NewInt(0x1003))
	var leaves []party
	for _, template := range []*x509.Certificate{good, revoked, unknown} {
		leaves = append(leaves, withKey(t, today(template), newKey(t), &ca))
	}
	b.put("ca", ca)
	b.write("index.txt", []byte("V\t491231235959Z\t\t1001\tunknown\t/CN=good\n"+
		"R\t491231235959Z\t250101000000Z,keyCompromise\t1002\tunknown\t/CN=revoked\n"))
	for name, test := range map[string]struct {
		key  crypto.Signer
		args []string
	}{
		"P-256":          {newKey(t), []string{"-rmd", "sha256"}},
		"P-384":          {ecKey(t, elliptic.P384()), []string{"-rmd", "sha384"}},
		"P-521":          {ecKey(t, elliptic.P521()), []string{"-rmd", "sha512"}},
		"RSA":            {rsaKey(t), []string{"-rmd", "sha224"}},
		"RSA, SHA3-256":  {rsaKey(t), []string{"-rmd", "sha3-256"}},
		"PSS":            {rsaKey(t), []string{"-rmd", "sha256", "-rsigopt", "rsa_padding_mode:pss", "-rsigopt", "rsa_pss_saltlen:-1"}},
		"PSS, long salt": {rsaKey(t), []string{"-rmd", "sha384", "-rsigopt", "rsa_padding_mode:pss", "-rsigopt", "rsa_pss_saltlen:-2"}},
		"the CA itself":  {ca.key, []string{"-rmd", "sha256"}},
	} {
		signer := ca
		if test.key != ca.key {
			signer = withKey(t, today(responder("Responder")), test.key, &ca)
		}
		b.put("responder", signer)
		for i, want := range []ocsp.CertStatus{ocsp.Good, ocsp.Revoked, ocsp.Unknown} {
			for _, by := range []string{"-resp_key_id", "-noverify"} { // the second stands for nothing: by name
				q, err := ocsp.NewRequestBuilder().AddCertificate(leaves[i].cert, ca.cert, []crypto.Hash{crypto.SHA1, crypto.SHA256, crypto.SHA512}[i]).Nonce(nil).Build()
				try(t, err)
				b.write("req.der", q.DER())
				b.openssl(append([]string{"ocsp", "-index", "index.txt", "-CA", "ca.pem", "-rsigner", "responder.pem", "-rkey", "responder.key",
					"-reqin", "req.der", "-respout", "resp.der", "-ndays", "1", by}, test.args...)...)
				r := parseResponse(t, b.read("resp.der"))
				nonce, _ := q.Nonce()
				s, err := r.Verify(ocsp.VerifyOptions{Certificate: leaves[i].cert, Issuer: ca.cert, Nonce: nonce, NoncePolicy: ocsp.NonceRequired, ClockSkew: time.Minute})
				if err != nil || s.CertStatus() != want {
					t.Errorf("%s, %s: %v, %v, want %v", name, by, s.CertStatus(), err, want)
					continue
				}
				at, _ := s.RevocationTime()
				reason, _ := s.RevocationReason()
				if want == ocsp.Revoked && (reason != ocsp.KeyCompromise || !at.Equal(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC))) {
					t.Errorf("%s: %v %v", name, at, reason)
				}
				basic, err := r.Basic()
				try(t, err)
				if byKey := basic.ResponderKeyHash() != nil; byKey != (by == "-resp_key_id") {
					t.Errorf("%s: by key is %v", name, byKey)
				}
				if _, err := r.Verify(ocsp.VerifyOptions{Certificate: leaves[(i+1)%3].cert, Issuer: ca.cert, ClockSkew: time.Minute}); err == nil {
					t.Errorf("%s: verifies for another certificate", name)
				}
			}
		}
	}
}

// TestOpenSSLSignsRequests verifies the signature of a request that OpenSSL has made.
func TestOpenSSLSignsRequests(t *testing.T) {
	b := newBench(t)
	ca := withKey(t, today(authority("CA")), newKey(t), nil)
	leaf := withKey(t, today(endEntity(leafSerial)), newKey(t), &ca)
	b.put("ca", ca)
	b.put("leaf", leaf)
	b.openssl("ocsp", "-issuer", "ca.pem", "-cert", "leaf.pem", "-signer", "leaf.pem", "-signkey", "leaf.key", "-reqout", "req.der")
	q, err := ocsp.ParseRequest(b.read("req.der"))
	try(t, err)
	try(t, q.VerifySignature(leaf.cert))
	s, err := q.Single()
	try(t, err)
	if nonce, ok := q.Nonce(); !ok || len(nonce) == 0 || !s.CertID().Matches(leaf.cert, ca.cert) {
		t.Errorf("nonce %x", nonce)
	}
}

// TestOpenSSLAndDSA goes both ways with DSA, which crypto/x509 makes no certificates for.
func TestOpenSSLAndDSA(t *testing.T) {
	b := newBench(t)
	key := &dsa.PrivateKey{PublicKey: dsa.PublicKey{Parameters: dsaParameters(t)}}
	try(t, dsa.GenerateKey(key, rand.Reader))
	var numbers []byte
	for _, n := range []*big.Int{new(big.Int), key.P, key.Q, key.G, key.Y, key.X} {
		numbers = append(numbers, must(t)(der.NewInteger(n).MarshalDER())...)
	}
	sequence := make([]byte, der.Size(len(numbers)))
	der.Put(sequence, len(sequence), 0x30, numbers)
	b.write("dsa.key", pem.EncodeToMemory(&pem.Block{Type: "DSA PRIVATE KEY", Bytes: sequence}))
	b.write("conf", []byte("[req]\ndistinguished_name = dn\n[dn]\n[ca]\nbasicConstraints = critical, CA:true\n"))
	// The certificate is the CA's own, signed with SHA-256.
	b.openssl("req", "-x509", "-config", "conf", "-extensions", "ca", "-new", "-key", "dsa.key", "-sha256", "-subj", "/CN=DSA CA", "-days", "2", "-out", "ca.pem")
	ca := party{certificateFile(t, b.dir, "ca.pem"), ocsp.DSASigner(key)}
	issuer := ca.cert
	leaf := &x509.Certificate{RawIssuer: issuer.RawSubject, SerialNumber: big.NewInt(0x1001), Subject: pkix.Name{CommonName: "leaf"}}
	for _, hash := range []crypto.Hash{crypto.SHA224, crypto.SHA256, crypto.SHA384, crypto.SHA512} {
		r, err := ocsp.NewResponseBuilder().
			AddResponse(ocsp.SingleResponseTemplate{Certificate: leaf, Issuer: issuer, Hash: crypto.SHA1, Status: ocsp.Good, ThisUpdate: time.Now()}).
			ResponderID(ocsp.ByKeyHash, issuer).Certificates(issuer).Sign(nil, ca.key, hash)
		try(t, err)
		_, err = r.Verify(ocsp.VerifyOptions{Certificate: leaf, Issuer: issuer})
		try(t, err)
		b.dgst(r, issuer, hash)
		b.write("resp.der", r.DER())
		if hash.Size() > 32 {
			continue
		}
		out := b.openssl("ocsp", "-respin", "resp.der", "-issuer", "ca.pem", "-serial", "0x1001", "-CAfile", "ca.pem")
		if !strings.Contains(out, "Response verify OK") || !strings.Contains(out, "0x1001: good") {
			t.Errorf("%v: %s", hash, out)
		}

		q, err := ocsp.NewRequestBuilder().AddCertificate(leaf, issuer, crypto.SHA1).Build()
		try(t, err)
		b.write("req.der", q.DER())
		b.write("index.txt", []byte("V\t491231235959Z\t\t1001\tunknown\t/CN=good\n"))
		md := strings.ToLower(strings.ReplaceAll(hash.String(), "-", ""))
		b.openssl("ocsp", "-index", "index.txt", "-CA", "ca.pem", "-rsigner", "ca.pem", "-rkey", "dsa.key", "-rmd", md, "-reqin", "req.der", "-respout", "resp.der", "-ndays", "1")
		s, err := parseResponse(t, b.read("resp.der")).Verify(ocsp.VerifyOptions{Certificate: leaf, Issuer: issuer, ClockSkew: time.Minute})
		if err != nil || s.CertStatus() != ocsp.Good {
			t.Errorf("%v: %v, %v", hash, s.CertStatus(), err)
		}
	}
}
