package bench

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

// noon is when all that is made here was made: the octets are the same in each run.
var noon = time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)

// testdata is the repository's.
var testdata = filepath.Join("..", "..", "..", "testdata")

// A party is a certificate with its key.
type party struct {
	cert *x509.Certificate
	key  fixedSigner
}

// A fixedSigner signs without randomness (RFC 6979).
type fixedSigner struct{ *ecdsa.PrivateKey }

// Sign implements [crypto.Signer].
func (s fixedSigner) Sign(_ io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	return s.PrivateKey.Sign(nil, digest, opts)
}

// newParty makes a certificate, self-signed if there is no issuer, with a key that its name decides on.
func newParty(name string, issuer *party) (party, error) {
	scalar := sha256.Sum256([]byte(name))
	scalar[0] &= 0x7f // less than the order of the group
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), scalar[:])
	if err != nil {
		return party{}, err
	}
	p := party{key: fixedSigner{key}}
	template := &x509.Certificate{
		SerialNumber: new(big.Int).SetBytes(scalar[:16]),
		Subject:      pkix.Name{Organization: []string{"Example Trust"}, CommonName: name},
		NotBefore:    noon.AddDate(0, -1, 0),
		NotAfter:     noon.AddDate(1, 0, 0),
		KeyUsage:     x509.KeyUsageDigitalSignature,
	}
	if issuer == nil {
		issuer = &party{cert: template, key: p.key}
		template.IsCA, template.BasicConstraintsValid, template.KeyUsage = true, true, x509.KeyUsageCertSign
	}
	der, err := x509.CreateCertificate(nil, template, issuer.cert, &key.PublicKey, issuer.key)
	if err != nil {
		return party{}, err
	}
	p.cert, err = x509.ParseCertificate(der)
	return p, err
}

// Messages are what the benchmarks work on.
type messages struct {
	ca, leaf                   party
	demoCA, demoLeaf           *x509.Certificate
	demoTime                   time.Time // when the delegate's response was fresh
	request                    []byte
	small, delegate, r100, r1k []byte
}

// made makes the messages, once.
var made = sync.OnceValues(func() (*messages, error) {
	m := new(messages)
	var err error
	if m.ca, err = newParty("Example CA", nil); err != nil {
		return nil, err
	}
	if m.leaf, err = newParty("www.example.com", &m.ca); err != nil {
		return nil, err
	}
	if m.small, err = m.respond(m.template()); err != nil {
		return nil, err
	}
	for _, size := range []struct {
		n    int
		into *[]byte
	}{{100, &m.r100}, {1000, &m.r1k}} {
		entries := make([]ocsp.SingleResponseTemplate, size.n)
		for k := range entries {
			if entries[k], err = m.entry(k); err != nil {
				return nil, err
			}
		}
		if *size.into, err = m.respond(entries...); err != nil {
			return nil, err
		}
	}
	return m, m.readDemo()
})

func made1(tb testing.TB) *messages {
	tb.Helper()
	m, err := made()
	try(tb, err)
	return m
}

func try(tb testing.TB, err error) {
	if err != nil {
		tb.Helper()
		tb.Fatal(err)
	}
}

// template says that the leaf is good.
func (m *messages) template() ocsp.SingleResponseTemplate {
	return ocsp.SingleResponseTemplate{
		Certificate: m.leaf.cert, Issuer: m.ca.cert, Hash: crypto.SHA1,
		Status: ocsp.Good, ThisUpdate: noon, NextUpdate: noon.AddDate(0, 0, 7),
	}
}

// entry says something about the certificate number k of many: one in ten is revoked, one in 25 has an extension, and
// serial numbers have 1 to 20 octets, most of them 16 and more.
func (m *messages) entry(k int) (ocsp.SingleResponseTemplate, error) {
	t := m.template()
	t.Certificate, t.Issuer, t.Hash = nil, nil, 0
	id, err := ocsp.NewCertID(m.leaf.cert, m.ca.cert, crypto.SHA1)
	if err != nil {
		return t, err
	}
	random := sha256.Sum256(binary.BigEndian.AppendUint64(nil, uint64(k)))
	serial := random[:16+k%5]
	if k%20 == 19 {
		serial = random[:1+k/20%15]
	}
	serial[0] &= 0x7f
	t.CertID, err = ocsp.NewCertIDFromHashes(id.IssuerNameHash(), id.IssuerKeyHash(), new(big.Int).SetBytes(serial), crypto.SHA1)
	if k%10 == 7 {
		t.Status, t.RevocationTime, t.RevocationReason = ocsp.Revoked, noon.AddDate(0, 0, -k%300), ocsp.KeyCompromise
	}
	if k%25 == 13 {
		t.Extensions = []ocsp.Extension{ocsp.ArchiveCutoffExtension(noon.AddDate(-1, 0, 0))}
	}
	return t, err
}

// respond makes a response that the CA signs.
func (m *messages) respond(entries ...ocsp.SingleResponseTemplate) ([]byte, error) {
	b := ocsp.NewResponseBuilder().ResponderID(ocsp.ByKeyHash, m.ca.cert).ProducedAt(noon)
	for _, t := range entries {
		b = b.AddResponse(t)
	}
	r, err := b.Sign(nil, m.ca.key, crypto.SHA256)
	if err != nil {
		return nil, err
	}
	return r.DER(), nil
}

func (m *messages) readDemo() (err error) {
	for name, into := range map[string]*[]byte{"request.der": &m.request, "response.der": &m.delegate} {
		if *into, err = os.ReadFile(filepath.Join(testdata, "demo", name)); err != nil {
			return err
		}
	}
	for name, into := range map[string]**x509.Certificate{"ca.pem": &m.demoCA, "leaf.pem": &m.demoLeaf} {
		text, err := os.ReadFile(filepath.Join(testdata, "demo", name))
		if err != nil {
			return err
		}
		block, _ := pem.Decode(text)
		if block == nil {
			return fmt.Errorf("%s is not PEM", name)
		}
		if *into, err = x509.ParseCertificate(block.Bytes); err != nil {
			return err
		}
	}
	r, err := ocsp.ParseResponse(m.delegate)
	if err != nil {
		return err
	}
	b, err := r.Basic()
	if err != nil {
		return err
	}
	m.demoTime = b.ProducedAt()
	return nil
}

// A message has a name for benchmarks.
type message struct {
	of  string
	der []byte
}

func (m *messages) responses() []message {
	return []message{{"small", m.small}, {"delegate", m.delegate}, {"100", m.r100}, {"1000", m.r1k}}
}

// inner is the BasicOCSPResponse of a response.
func inner(tb testing.TB, response []byte) []byte {
	tb.Helper()
	var r rfc6960.OCSPResponse
	try(tb, r.UnmarshalDER(response))
	return r.ResponseBytes.Value.Response
}
