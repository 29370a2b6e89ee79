package ocsp_test

import (
	"bytes"
	"crypto"
	"crypto/dsa" //lint:ignore SA1019 responders of old still sign with it
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/big"
	"sync/atomic"
	"testing"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

// holder makes a certificate, signed by the root, for a key that crypto/x509 knows.
func holder(t testing.TB, key crypto.Signer) party {
	t.Helper()
	h := theHousehold()
	return party{certify(t, responder("Responder"), h.root.cert, key.Public(), h.root.key), key}
}

func ecKey(t testing.TB, c elliptic.Curve) crypto.Signer {
	t.Helper()
	key, err := ecdsa.GenerateKey(c, rand.Reader)
	try(t, err)
	return key
}

func edKey(t testing.TB) crypto.Signer {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	try(t, err)
	return key
}

// dsaParameters are read, since it takes seconds to make some: crypto/dsa has made these.
func dsaParameters(t testing.TB) (p dsa.Parameters) {
	t.Helper()
	p.P, p.Q, p.G = new(big.Int), new(big.Int), new(big.Int)
	if n, err := fmt.Sscanf(string(file(t, "testdata", "dsa-1024-160.txt")), "p %x\nq %x\ng %x\n", p.P, p.Q, p.G); n != 3 || err != nil {
		t.Fatal(n, err)
	}
	return p
}

// dsaHolder makes a DSA key. crypto/x509 makes no certificate for one, so the certificate is what a parsed one would have.
func dsaHolder(t testing.TB) party {
	t.Helper()
	key := &dsa.PrivateKey{PublicKey: dsa.PublicKey{Parameters: dsaParameters(t)}}
	try(t, dsa.GenerateKey(key, rand.Reader))
	cert := *theHousehold().delegate.cert
	cert.PublicKey = &key.PublicKey
	return party{&cert, ocsp.DSASigner(key)}
}

// aResponse is a builder that only lacks its responder.
func aResponse() ocsp.ResponseBuilder {
	return ocsp.NewResponseBuilder().ProducedAt(noon).AddResponse(newSetting().status)
}

func TestSign(t *testing.T) {
	hashes := []crypto.Hash{crypto.SHA224, crypto.SHA256, crypto.SHA384, crypto.SHA512, crypto.SHA3_224, crypto.SHA3_256, crypto.SHA3_384, crypto.SHA3_512}
	rsaParty := theRSA()
	ec := holder(t, newKey(t))
	type row struct {
		p    party
		opts crypto.SignerOpts
		oid  string
		hex  string // of the parameters
	}
	rows := []row{
		{holder(t, ecKey(t, elliptic.P224())), crypto.SHA224, "1.2.840.10045.4.3.1", ""},
		{holder(t, ecKey(t, elliptic.P384())), crypto.SHA384, "1.2.840.10045.4.3.3", ""},
		{holder(t, ecKey(t, elliptic.P521())), crypto.SHA512, "1.2.840.10045.4.3.4", ""},
		{holder(t, edKey(t)), crypto.Hash(0), "1.3.101.112", ""},
		{holder(t, edKey(t)), nil, "1.3.101.112", ""},
		{rsaParty, &rsa.PSSOptions{Hash: crypto.SHA256, SaltLength: 20}, "1.2.840.113549.1.1.10",
			"302fa00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500"},
		{rsaParty, &rsa.PSSOptions{Hash: crypto.SHA256, SaltLength: rsa.PSSSaltLengthAuto}, "1.2.840.113549.1.1.10",
			"3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010108300d06096086480165030402010500a203020120"},
		{rsaParty, &rsa.PSSOptions{Hash: crypto.SHA3_256, SaltLength: rsa.PSSSaltLengthEqualsHash}, "1.2.840.113549.1.1.10",
			"3030a00d300b0609608648016503040208a11a301806092a864886f70d010108300b0609608648016503040208a203020120"},
	}
	for i, h := range hashes {
		ecOID, rsaOID := fmt.Sprint("1.2.840.10045.4.3.", 1+i), fmt.Sprint("1.2.840.113549.1.1.", []int{14, 11, 12, 13, 0, 0, 0, 0}[i])
		if i >= 4 {
			ecOID, rsaOID = fmt.Sprint("2.16.840.1.101.3.4.3.", 9+i-4), fmt.Sprint("2.16.840.1.101.3.4.3.", 13+i-4)
		}
		rows = append(rows, row{ec, h, ecOID, ""}, row{rsaParty, h, rsaOID, "0500"})
		rows = append(rows, row{rsaParty, &rsa.PSSOptions{Hash: h, SaltLength: rsa.PSSSaltLengthEqualsHash}, "1.2.840.113549.1.1.10", "?"})
		if i < 4 {
			rows = append(rows, row{dsaHolder(t), h, fmt.Sprint("2.16.840.1.101.3.4.3.", 1+i), ""})
		}
	}
	for _, row := range rows {
		name := fmt.Sprintf("%T %v", row.p.key, row.opts)
		r, err := aResponse().ResponderID(ocsp.ByName, row.p.cert).Sign(nil, row.p.key, row.opts)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		b, err := r.Basic()
		try(t, err)
		if b.SignatureAlgorithmOID() != oid(row.oid) {
			t.Errorf("%s: algorithm %v, want %s", name, b.SignatureAlgorithmOID(), row.oid)
		}
		want := crypto.Hash(0)
		if row.opts != nil {
			want = row.opts.HashFunc()
		}
		if h, err := b.SignatureHashAlgorithm(); h != want || err != nil {
			t.Errorf("%s: hash algorithm %v, %v", name, h, err)
		}
		if err := b.CheckSignatureFrom(row.p.cert); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := b.CheckSignatureFrom(ec.cert); row.p.cert != ec.cert && !errors.Is(err, ocsp.ErrBadSignature) {
			t.Errorf("%s, key of another: %v", name, err)
		}
		wire := basicOf(t, r)
		if got := hex.EncodeToString(wire.SignatureAlgorithm.Parameters.Value); got != row.hex && row.hex != "?" {
			t.Errorf("%s: parameters %s, want %s", name, got, row.hex)
		}
		// What was signed is what the wire struct encodes to.
		if tbs, err := wire.TBSResponseData.MarshalDER(); err != nil || !bytes.Equal(tbs, b.TBSResponseBytes()) {
			t.Errorf("%s: tbsResponseData is not what was signed: %v", name, err)
		}
		q, err := ocsp.NewRequestBuilder().AddCertificate(theHousehold().leaf.cert, theHousehold().ca.cert, crypto.SHA1).Nonce(nil).
			Sign(nil, row.p.key, row.opts, row.p.cert)
		if err != nil {
			t.Errorf("%s: request: %v", name, err)
			continue
		}
		if err := q.VerifySignature(row.p.cert); err != nil {
			t.Errorf("%s: request: %v", name, err)
		}
	}
}

// basicOf decodes the BasicOCSPResponse of a response once more.
func basicOf(t testing.TB, r *ocsp.Response) *rfc6960.BasicOCSPResponse {
	t.Helper()
	var outer rfc6960.OCSPResponse
	basic := new(rfc6960.BasicOCSPResponse)
	try(t, outer.UnmarshalDER(r.DER()))
	try(t, basic.UnmarshalDER(outer.ResponseBytes.Value.Response))
	return basic
}

// A messageSigner signs whole messages, as a device would.
type messageSigner struct {
	crypto.Signer
	got []byte
}

func (s *messageSigner) SignMessage(random io.Reader, message []byte, opts crypto.SignerOpts) ([]byte, error) {
	s.got = bytes.Clone(message)
	return crypto.SignMessage(s.Signer, random, message, opts)
}

func TestSignMessage(t *testing.T) {
	p := holder(t, newKey(t))
	s := &messageSigner{Signer: p.key}
	r, err := aResponse().ResponderID(ocsp.ByKeyHash, p.cert).Sign(nil, s, crypto.SHA256)
	try(t, err)
	b, err := r.Basic()
	try(t, err)
	if !bytes.Equal(s.got, b.TBSResponseBytes()) {
		t.Error("another message was signed than the one in the response")
	}
	try(t, b.CheckSignatureFrom(p.cert))
}

// A strange key is of no type that this package knows.
type strange struct{}

func (strange) Public() crypto.PublicKey { return "key" }
func (strange) Sign(io.Reader, []byte, crypto.SignerOpts) ([]byte, error) {
	return nil, errors.New("no")
}

// A selfDescribing key says itself what it is.
type selfDescribing struct {
	crypto.Signer
	spki, id []byte
}

func (s selfDescribing) SubjectPublicKeyInfo() []byte         { return s.spki }
func (s selfDescribing) SignatureAlgorithmIdentifier() []byte { return s.id }

// A failing key fails to sign.
type failing struct{ crypto.Signer }

func (failing) Sign(io.Reader, []byte, crypto.SignerOpts) ([]byte, error) {
	return nil, errors.New("device on fire")
}

// hollow is cert with a key of DSA that has no numbers.
func hollow(cert *x509.Certificate) *x509.Certificate {
	c := *cert
	c.PublicKey = &dsa.PublicKey{}
	return &c
}

func TestSignRefuses(t *testing.T) {
	ec, ed, rs, ds := holder(t, newKey(t)), holder(t, edKey(t)), theRSA(), dsaHolder(t)
	short, err := rsa.GenerateKey(rand.Reader, 1024)
	try(t, err)
	shortRSA := holder(t, short)
	for _, test := range []struct {
		name string
		key  crypto.Signer
		cert *x509.Certificate
		opts crypto.SignerOpts
		want error
	}{
		{"no key", nil, ec.cert, crypto.SHA256, ocsp.ErrIncomplete},
		{"key of somebody else", newKey(t), ec.cert, crypto.SHA256, ocsp.ErrKeyMismatch},
		{"key of another type", ed.key, ec.cert, crypto.Hash(0), ocsp.ErrKeyMismatch},
		{"DSA key of somebody else", dsaHolder(t).key, ds.cert, crypto.SHA256, ocsp.ErrKeyMismatch},
		{"DSA key, certificate of ECDSA", ds.key, ec.cert, crypto.SHA256, ocsp.ErrKeyMismatch},
		{"ECDSA key, certificate of DSA", ec.key, ds.cert, crypto.SHA256, ocsp.ErrKeyMismatch},
		{"key of no known type", strange{}, ec.cert, crypto.SHA256, ocsp.ErrUnsupportedAlgorithm},
		{"DSASigner without a key", ocsp.DSASigner(nil), ds.cert, crypto.SHA256, ocsp.ErrUnsupportedAlgorithm},
		{"DSASigner with an empty key", ocsp.DSASigner(&dsa.PrivateKey{}), ds.cert, crypto.SHA256, ocsp.ErrKeyMismatch},
		{"empty key of DSA, certificate of another", ocsp.DSASigner(&dsa.PrivateKey{}), hollow(ds.cert), crypto.SHA256, ocsp.ErrKeyMismatch},
		{"nil options of PSS", rs.key, rs.cert, (*rsa.PSSOptions)(nil), ocsp.ErrUnsupportedAlgorithm},
		{"nil options of Ed25519", ed.key, ed.cert, (*ed25519.Options)(nil), ocsp.ErrUnsupportedAlgorithm},
		{"a hash function for Ed25519", ed.key, ed.cert, crypto.SHA256, ocsp.ErrUnsupportedAlgorithm},
		{"none for RSA", rs.key, rs.cert, crypto.Hash(0), ocsp.ErrUnsupportedAlgorithm},
		{"none for ECDSA", ec.key, ec.cert, nil, ocsp.ErrUnsupportedAlgorithm},
		{"SHA-512/256", ec.key, ec.cert, crypto.SHA512_256, ocsp.ErrUnsupportedAlgorithm},
		{"SHA3-256 for DSA", ds.key, ds.cert, crypto.SHA3_256, ocsp.ErrUnsupportedAlgorithm},
		{"SHA-1", rs.key, rs.cert, crypto.SHA1, ocsp.ErrWeakAlgorithm},
		{"SHA-1 for Ed25519", ed.key, ed.cert, crypto.SHA1, ocsp.ErrWeakAlgorithm},
		{"MD5", rs.key, rs.cert, crypto.MD5, ocsp.ErrWeakAlgorithm},
		{"MD4", rs.key, rs.cert, crypto.MD4, ocsp.ErrWeakAlgorithm},
		{"MD5 and SHA-1", rs.key, rs.cert, crypto.MD5SHA1, ocsp.ErrWeakAlgorithm},
		{"RIPEMD-160", rs.key, rs.cert, crypto.RIPEMD160, ocsp.ErrWeakAlgorithm},
		{"PSS with SHA-1", rs.key, rs.cert, &rsa.PSSOptions{Hash: crypto.SHA1}, ocsp.ErrWeakAlgorithm},
		{"PSS without a hash function", rs.key, rs.cert, &rsa.PSSOptions{}, ocsp.ErrUnsupportedAlgorithm},
		{"PSS with a salt below zero", rs.key, rs.cert, &rsa.PSSOptions{Hash: crypto.SHA256, SaltLength: -7}, ocsp.ErrUnsupportedAlgorithm},
		{"PSS with a key of ECDSA", ec.key, ec.cert, &rsa.PSSOptions{Hash: crypto.SHA256}, ocsp.ErrUnsupportedAlgorithm},
		{"Ed25519ph", ed.key, ed.cert, &ed25519.Options{Hash: crypto.SHA512}, ocsp.ErrUnsupportedAlgorithm},
		{"Ed25519ctx", ed.key, ed.cert, &ed25519.Options{Context: "c"}, ocsp.ErrUnsupportedAlgorithm},
		{"algorithm identifier that is none", selfDescribing{ec.key, ec.cert.RawSubjectPublicKeyInfo, []byte{5, 0}}, ec.cert, nil, ocsp.ErrUnsupportedAlgorithm},
		{"own key of somebody else", selfDescribing{ec.key, ed.cert.RawSubjectPublicKeyInfo, []byte{0x30, 3, 6, 1, 0x2a}}, ec.cert, nil, ocsp.ErrKeyMismatch},
		{"PSS that a short key has no room for", shortRSA.key, shortRSA.cert, &rsa.PSSOptions{Hash: crypto.SHA512}, nil},
		{"key that fails", failing{ec.key}, ec.cert, crypto.SHA256, nil},
	} {
		_, err := aResponse().ResponderID(ocsp.ByKeyHash, test.cert).Sign(nil, test.key, test.opts)
		if err == nil || test.want != nil && !errors.Is(err, test.want) {
			t.Errorf("%s: %v", test.name, err)
		}
		q := ocsp.NewRequestBuilder().AddCertificate(theHousehold().leaf.cert, theHousehold().ca.cert, crypto.SHA1)
		if _, err := q.Sign(nil, test.key, test.opts, test.cert); err == nil || test.want != nil && !errors.Is(err, test.want) {
			t.Errorf("request, %s: %v", test.name, err)
		}
	}
}

// TestDSAKeyOfTheCertificate has keys of DSA that differ from that of the certificate in one number, or lack it.
func TestDSAKeyOfTheCertificate(t *testing.T) {
	p := dsaHolder(t)
	public := p.cert.PublicKey.(*dsa.PublicKey)
	for name, at := range map[string]func(*dsa.PublicKey) **big.Int{
		"P": func(k *dsa.PublicKey) **big.Int { return &k.P }, "Q": func(k *dsa.PublicKey) **big.Int { return &k.Q },
		"G": func(k *dsa.PublicKey) **big.Int { return &k.G }, "Y": func(k *dsa.PublicKey) **big.Int { return &k.Y },
	} {
		for what, number := range map[string]*big.Int{"another": big.NewInt(5), "no": nil} {
			other := *public
			*at(&other) = number
			for _, of := range []struct {
				key  *dsa.PublicKey
				cert *dsa.PublicKey
			}{{&other, public}, {public, &other}, {public, nil}} {
				cert := *p.cert
				cert.PublicKey = of.cert
				key := ocsp.DSASigner(&dsa.PrivateKey{PublicKey: *of.key, X: big.NewInt(3)})
				if _, err := aResponse().ResponderID(ocsp.ByName, &cert).Sign(nil, key, crypto.SHA256); !errors.Is(err, ocsp.ErrKeyMismatch) {
					t.Errorf("%s %s: %v", what, name, err)
				}
			}
		}
	}
}

func TestDSASigner(t *testing.T) {
	p := dsaHolder(t)
	public := p.cert.PublicKey.(*dsa.PublicKey)
	// 64 octets are more than Q has: crypto/dsa would take them all.
	hashed := bytes.Repeat([]byte{0xff}, 64)
	sig, err := p.key.Sign(nil, hashed, crypto.SHA512)
	try(t, err)
	if sig[0] != 0x30 || sig[2] != 2 || sig[4+int(sig[3])] != 2 {
		t.Fatalf("%x is no DSA-Sig-Value", sig)
	}
	r := new(big.Int).SetBytes(sig[4 : 4+sig[3]])
	s := new(big.Int).SetBytes(sig[6+sig[3]:])
	if !dsa.Verify(public, hashed[:20], r, s) {
		t.Error("the digest was not cut to the length of Q")
	}
	for name, key := range map[string]*dsa.PrivateKey{"nil": nil, "empty": {}, "no X": {PublicKey: *public}, "no Q": {X: big.NewInt(3)}} {
		if _, err := ocsp.DSASigner(key).Sign(nil, hashed, crypto.SHA512); !errors.Is(err, ocsp.ErrIncomplete) {
			t.Errorf("%s: %v", name, err)
		}
	}
	bad := *public
	bad.P = new(big.Int)
	if _, err := ocsp.DSASigner(&dsa.PrivateKey{PublicKey: bad, X: big.NewInt(1)}).Sign(nil, hashed, crypto.SHA512); err == nil {
		t.Error("a key that is none signs")
	}
}

// TestForeignAlgorithm signs and verifies with an algorithm that is not this package's.
func TestForeignAlgorithm(t *testing.T) {
	h := theHousehold()
	id := append([]byte{0x30, byte(2 + len(countingOID)), 6, byte(len(countingOID))}, countingOID...)
	key := selfDescribing{h.ca.key, h.ca.cert.RawSubjectPublicKeyInfo, id}
	r, err := aResponse().ResponderID(ocsp.ByKeyHash, h.ca.cert).Sign(nil, key, crypto.SHA256)
	try(t, err)
	b, err := r.Basic()
	try(t, err)
	if b.SignatureAlgorithmOID() != countingOID {
		t.Errorf("algorithm %v", b.SignatureAlgorithmOID())
	}
	o := newSetting().options
	if _, err := r.Verify(o); !errors.Is(err, ocsp.ErrUnsupportedAlgorithm) {
		t.Errorf("without the algorithm: %v", err)
	}
	o.Algorithms = []ocsp.SignatureAlgorithm{counting{h.ca.cert.RawSubjectPublicKeyInfo, new(atomic.Int64)}}
	_, err = r.Verify(o)
	try(t, err)
	o.Algorithms = []ocsp.SignatureAlgorithm{counting{nil, new(atomic.Int64)}}
	if _, err := r.Verify(o); !errors.Is(err, ocsp.ErrBadSignature) || err.Error() != "ocsp: signature does not verify: another key" {
		t.Errorf("the algorithm refuses: %v", err)
	}
	// An identifier of this package's table is not left to others.
	o.Algorithms = []ocsp.SignatureAlgorithm{taking{oid("1.2.840.10045.4.3.2")}}
	forged := newSetting()
	forged.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Bytes = flipLast(b.Signature.Bytes) }
	if _, err := parseResponse(t, forged.response(t)).Verify(o); !errors.Is(err, ocsp.ErrBadSignature) {
		t.Errorf("an algorithm in the place of ECDSA: %v", err)
	}
}

// A taking algorithm accepts everything.
type taking struct{ id der.OID }

func (a taking) OID() der.OID              { return a.id }
func (taking) Verify(_, _, _ []byte) error { return nil }

// TestDSASignatures has signatures with DSA that are none.
func TestDSASignatures(t *testing.T) {
	p := dsaHolder(t)
	s := newSetting()
	s.signer, s.options.Issuer, s.status.Issuer = p, p.cert, p.cert
	s.options.Certificate = like(p.cert, leafSerial)
	s.status.Certificate = s.options.Certificate
	if single, err := parseResponse(t, s.response(t)).Verify(s.options); err != nil || single.CertStatus() != ocsp.Good {
		t.Fatal(err)
	}
	for name, change := range map[string]func([]byte) []byte{
		"empty":          func([]byte) []byte { return nil },
		"changed":        flipLast,
		"no DER":         func(b []byte) []byte { return b[1:] },
		"octets behind":  func(b []byte) []byte { return append(b, 0) },
		"zero":           func([]byte) []byte { return []byte{0x30, 6, 2, 1, 0, 2, 1, 0} },
		"below zero":     func([]byte) []byte { return []byte{0x30, 6, 2, 1, 0xff, 2, 1, 0xff} },
		"one number":     func([]byte) []byte { return []byte{0x30, 3, 2, 1, 1} },
		"three numbers":  func([]byte) []byte { return []byte{0x30, 9, 2, 1, 1, 2, 1, 1, 2, 1, 1} },
		"padded numbers": func(b []byte) []byte { return []byte{0x30, 8, 2, 2, 0, 1, 2, 2, 0, 1} },
	} {
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Signature.Bytes = change(bytes.Clone(b.Signature.Bytes)) }
		if _, err := parseResponse(t, s.response(t)).Verify(s.options); !errors.Is(err, ocsp.ErrBadSignature) {
			t.Errorf("%s: %v", name, err)
		}
	}
	s.basic = nil
	numbers := p.cert.PublicKey.(*dsa.PublicKey)
	for name, key := range map[string]*dsa.PublicKey{
		"nil": nil, "no numbers": {}, "no P": {Parameters: dsa.Parameters{Q: numbers.Q}}, "no Q": {Parameters: dsa.Parameters{P: numbers.P}},
	} {
		keyless := *p.cert
		keyless.PublicKey = key
		s.options.Issuer = &keyless
		if _, err := parseResponse(t, s.response(t)).Verify(s.options); !errors.Is(err, ocsp.ErrBadSignature) {
			t.Errorf("key, %s: %v", name, err)
		}
	}
}

// TestHashesOfPSS: the hash functions of SHA-3 have no parameters (RFC 8702, 2), those of SHA-2 have NULL (RFC 4055, 2.1).
func TestHashesOfPSS(t *testing.T) {
	for h, id := range map[crypto.Hash]string{
		crypto.SHA256: "\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00", crypto.SHA512: "\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00",
		crypto.SHA3_224: "\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x07", crypto.SHA3_256: "\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x08",
		crypto.SHA3_384: "\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x09", crypto.SHA3_512: "\x30\x0b\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x0a",
	} {
		s := newSetting()
		s.signedBy(theRSA())
		s.certs, s.opts = nil, &rsa.PSSOptions{Hash: h}
		if n := bytes.Count(s.response(t), []byte(id)); n != 2 { // its own, and that of the mask
			t.Errorf("%v: %d times", h, n)
		}
	}
}
