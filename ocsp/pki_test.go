package ocsp_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

// noon is the time that the tests of Verify take place at.
var noon = time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)

// A party is a certificate with its key.
type party struct {
	cert *x509.Certificate
	key  crypto.Signer
}

// newKey makes a key of the kind that is quick to make.
func newKey(t testing.TB) crypto.Signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// authority is a template for a CA.
func authority(name string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber:          big.NewInt(1),
		Subject:               pkix.Name{Country: []string{"XA"}, CommonName: name},
		NotBefore:             noon.AddDate(-5, 0, 0),
		NotAfter:              noon.AddDate(5, 0, 0),
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign | x509.KeyUsageDigitalSignature,
	}
}

// endEntity is a template for a certificate whose status is asked for.
func endEntity(serial *big.Int) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{CommonName: "leaf.example"},
		NotBefore:    noon.AddDate(0, -1, 0),
		NotAfter:     noon.AddDate(0, 6, 0),
		KeyUsage:     x509.KeyUsageDigitalSignature,
	}
}

// responder is a template for a delegate.
func responder(name string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber:    big.NewInt(77),
		Subject:         pkix.Name{CommonName: name},
		NotBefore:       noon.AddDate(0, -1, 0),
		NotAfter:        noon.AddDate(0, 1, 0),
		KeyUsage:        x509.KeyUsageDigitalSignature,
		ExtKeyUsage:     []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning},
		ExtraExtensions: []pkix.Extension{{Id: []int{1, 3, 6, 1, 5, 5, 7, 48, 1, 5}, Value: []byte{5, 0}}},
	}
}

// selfSigned makes a party of a template.
func selfSigned(t testing.TB, template *x509.Certificate) party {
	t.Helper()
	key := newKey(t)
	return party{certify(t, template, template, key.Public(), key), key}
}

// issue makes a party that by has issued.
func (by party) issue(t testing.TB, template *x509.Certificate) party {
	t.Helper()
	key := newKey(t)
	return party{certify(t, template, by.cert, key.Public(), by.key), key}
}

// certify makes a certificate.
func certify(t testing.TB, template, parent *x509.Certificate, public crypto.PublicKey, key crypto.Signer) *x509.Certificate {
	t.Helper()
	raw, err := x509.CreateCertificate(rand.Reader, template, parent, public, key)
	if err != nil {
		t.Fatal(err)
	}
	return parse(t, raw)
}

func parse(t testing.TB, raw []byte) *x509.Certificate {
	t.Helper()
	cert, err := x509.ParseCertificate(raw)
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

// leafSerial is longer than 64 bits.
var leafSerial, _ = new(big.Int).SetString("4f1e0a77c3d2b91805", 16)

// A household is what most tests need: made once, never changed.
type household struct {
	root, ca, other, delegate, leaf party
}

var theHousehold = sync.OnceValue(func() household {
	t := &testing.T{}
	var h household
	h.root = selfSigned(t, authority("Root"))
	h.ca = h.root.issue(t, authority("Issuing CA"))
	h.other = h.root.issue(t, authority("Other CA"))
	h.delegate = h.ca.issue(t, responder("Responder"))
	h.leaf = h.ca.issue(t, endEntity(leafSerial))
	return h
})

// A setting is a response that is going to be, and how it is going to be verified. A test changes what it is about.
type setting struct {
	household
	status    ocsp.SingleResponseTemplate
	more      []ocsp.SingleResponseTemplate
	by        ocsp.ResponderEncoding
	signer    party
	opts      crypto.SignerOpts
	certs     []*x509.Certificate
	exts      []ocsp.Extension
	tbs       func(*rfc6960.ResponseData)      // changes what is signed
	basic     func(*rfc6960.BasicOCSPResponse) // changes what was signed
	outer     func(*rfc6960.OCSPResponse)      // changes what is around it
	algorithm *rfc5912.AlgorithmIdentifier
	sign      func(tbs []byte) []byte // with algorithm: signs another way
	options   ocsp.VerifyOptions
}

// newSetting is one in which the issuer says that the leaf is good.
func newSetting() *setting {
	h := theHousehold()
	return &setting{
		household: h,
		status: ocsp.SingleResponseTemplate{
			Certificate: h.leaf.cert, Issuer: h.ca.cert, Hash: crypto.SHA1,
			Status:     ocsp.Good,
			ThisUpdate: noon.Add(-time.Hour), NextUpdate: noon.Add(time.Hour),
		},
		by:      ocsp.ByKeyHash,
		signer:  h.ca,
		opts:    crypto.SHA256,
		options: ocsp.VerifyOptions{Certificate: h.leaf.cert, Issuer: h.ca.cert, CurrentTime: noon},
	}
}

// delegated is one in which a delegate, whose certificate is enclosed, says so.
func delegated() *setting {
	s := newSetting()
	s.signedBy(s.delegate)
	return s
}

// signedBy has p answer, with its certificate enclosed.
func (s *setting) signedBy(p party) {
	s.signer, s.certs = p, []*x509.Certificate{p.cert}
}

// response makes the response, and changes and signs it again if the setting asks for that.
func (s *setting) response(t testing.TB) []byte {
	t.Helper()
	b := ocsp.NewResponseBuilder().ProducedAt(noon.Add(-time.Minute)).ResponderID(s.by, s.signer.cert).AddResponse(s.status)
	for _, m := range s.more {
		b = b.AddResponse(m)
	}
	if len(s.certs) > 0 {
		b = b.Certificates(s.certs...)
	}
	for _, e := range s.exts {
		b = b.AddExtension(e)
	}
	r, err := b.Sign(nil, s.signer.key, s.opts)
	if err != nil {
		t.Fatal(err)
	}
	if s.tbs == nil && s.basic == nil && s.outer == nil && s.algorithm == nil {
		return r.DER()
	}
	return s.rework(t, r.DER())
}

// rework takes a response apart, changes it, signs it and puts it together again.
func (s *setting) rework(t testing.TB, message []byte) []byte {
	t.Helper()
	var outer rfc6960.OCSPResponse
	var basic rfc6960.BasicOCSPResponse
	try(t, outer.UnmarshalDER(message))
	try(t, basic.UnmarshalDER(outer.ResponseBytes.Value.Response))
	if s.tbs != nil {
		s.tbs(&basic.TBSResponseData)
	}
	tbs := must(t)(basic.TBSResponseData.MarshalDER())
	if s.algorithm != nil {
		basic.SignatureAlgorithm = *s.algorithm
	}
	if s.sign != nil {
		basic.Signature = der.BitString{Bytes: s.sign(tbs)}
	} else {
		basic.Signature = der.BitString{Bytes: must(t)(crypto.SignMessage(s.signer.key, rand.Reader, tbs, s.opts))}
	}
	if s.basic != nil {
		s.basic(&basic)
	}
	outer.ResponseBytes.Value.Response = must(t)(basic.MarshalDER())
	if s.outer != nil {
		s.outer(&outer)
	}
	return must(t)(outer.MarshalDER())
}

// must gives a function that passes a result on and ends the test on an error.
func must(t testing.TB) func([]byte, error) []byte {
	return func(b []byte, err error) []byte {
		t.Helper()
		try(t, err)
		return b
	}
}

func try(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// read reads a file of the documentation's examples.
func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "testdata", "docs", name))
	try(t, err)
	return b
}

// readPEM reads the first block of such a file.
func readPEM(t testing.TB, name string) []byte {
	t.Helper()
	block, _ := pem.Decode(read(t, name))
	if block == nil {
		t.Fatalf("%s is not PEM", name)
	}
	return block.Bytes
}

// shared is a folder of messages that others made; the test is skipped where it is absent.
func shared(t testing.TB, name string) string {
	t.Helper()
	dir := filepath.Join("..", "..", "shared", "vectors", name)
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no shared vectors: ", dir)
	}
	return dir
}
