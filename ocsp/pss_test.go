package ocsp_test

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"math/big"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/ocsp"
)

// A pss is how a signature of RSASSA-PSS is made. crypto/rsa has one hash function for message and mask, and no salt of
// no octets.
type pss struct {
	hash, mask crypto.Hash
	salt       int
}

// pssHashes has the identifiers of the hash functions.
var pssHashes = map[crypto.Hash]*rfc5912.AlgorithmIdentifier{
	crypto.SHA1:   algorithmID("1.3.14.3.2.26", []byte{5, 0}),
	crypto.SHA256: algorithmID("2.16.840.1.101.3.4.2.1", []byte{5, 0}),
	crypto.SHA384: algorithmID("2.16.840.1.101.3.4.2.2", []byte{5, 0}),
	crypto.SHA512: algorithmID("2.16.840.1.101.3.4.2.3", []byte{5, 0}),
}

// id is the AlgorithmIdentifier that says so (RFC 4055, 3.1).
func (p pss) id(t testing.TB) *rfc5912.AlgorithmIdentifier {
	t.Helper()
	params := rfc5912.RSASSAPSSParams{
		HashAlgorithm: *pssHashes[p.hash],
		MaskGenAlgorithm: rfc5912.AlgorithmIdentifier{
			Algorithm:  oid("1.2.840.113549.1.1.8"),
			Parameters: der.Some(der.RawValue(must(t)(pssHashes[p.mask].MarshalDER()))),
		},
		SaltLength:   der.Int(int64(p.salt)),
		TrailerField: der.Int(1),
	}
	return algorithmID("1.2.840.113549.1.1.10", must(t)(params.MarshalDER()))
}

func sumOf(h crypto.Hash, parts ...[]byte) []byte {
	w := h.New()
	for _, b := range parts {
		w.Write(b)
	}
	return w.Sum(nil)
}

// encode is EMSA-PSS-ENCODE for a modulus of so many bits (RFC 8017, 9.1.1). change, if there is one, spoils DB before
// it is masked.
func (p pss) encode(message []byte, modulusBits int, change func(db []byte)) []byte {
	salt := make([]byte, p.salt)
	rand.Read(salt)
	h := sumOf(p.hash, make([]byte, 8), sumOf(p.hash, message), salt)
	em := make([]byte, (modulusBits+6)/8)
	db := em[:len(em)-len(h)-1]
	db[len(db)-len(salt)-1] = 1
	copy(db[len(db)-len(salt):], salt)
	if change != nil {
		change(db)
	}
	for i := 0; i < len(db); i += p.mask.Size() {
		block := sumOf(p.mask, h, []byte{0, 0, 0, byte(i / p.mask.Size())})
		for j := range min(len(block), len(db)-i) {
			db[i+j] ^= block[j]
		}
	}
	db[0] &= 0xff >> (8*len(em) - (modulusBits - 1))
	copy(em[len(db):], h)
	em[len(em)-1] = 0xbc
	return em
}

// power is the RSA signature primitive; nil for what is not less than the modulus.
func power(key *rsa.PrivateKey, em []byte) []byte {
	m := new(big.Int).SetBytes(em)
	if m.Cmp(key.N) >= 0 {
		return nil
	}
	return m.Exp(m, key.D, key.N).FillBytes(make([]byte, key.Size()))
}

func (p pss) signature(key *rsa.PrivateKey, message []byte) []byte {
	return power(key, p.encode(message, key.N.BitLen(), nil))
}

// oddRSA has a key whose encoded messages are an octet shorter than its signatures.
var oddRSA = sync.OnceValue(func() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 1025)
	if err != nil {
		panic(err)
	}
	return key
})

// pssSigned has an RSA key answer with a signature that says p of itself; sign makes it.
func (s *setting) pssSigned(t testing.TB, key *rsa.PrivateKey, p pss, sign func(tbs []byte) []byte) {
	party := holder(t, key)
	s.answeredWith(party, crypto.SHA256)
	s.algorithm, s.sign = p.id(t), sign
}

// pssTests are about signatures with RSASSA-PSS beyond what crypto/rsa verifies.
var pssTests = func() (list []verifyTest) {
	add := func(name string, want any, odd bool, says pss, sign func(key *rsa.PrivateKey, tbs []byte) []byte) {
		list = append(list, verifyTest{"RSASSA-PSS: " + name, func(t testing.TB, s *setting) {
			key := theRSA().key.(*rsa.PrivateKey)
			if odd {
				key = oddRSA()
			}
			s.pssSigned(t, key, says, func(tbs []byte) []byte { return sign(key, tbs) })
		}, want})
	}
	as := func(p pss) func(*rsa.PrivateKey, []byte) []byte { return p.signature }
	spoilt := func(p pss, change func(db []byte)) func(*rsa.PrivateKey, []byte) []byte {
		return func(key *rsa.PrivateKey, tbs []byte) []byte { return power(key, p.encode(tbs, key.N.BitLen(), change)) }
	}
	same, none, other := pss{crypto.SHA256, crypto.SHA256, 32}, pss{crypto.SHA256, crypto.SHA256, 0}, pss{crypto.SHA256, crypto.SHA384, 20}
	add("as crypto/rsa has it", ocsp.Good, false, same, as(same))
	add("short salt", ocsp.Good, false, pss{crypto.SHA512, crypto.SHA512, 1}, as(pss{crypto.SHA512, crypto.SHA512, 1}))
	add("no salt", ocsp.Good, false, none, as(none))
	add("no salt, modulus of 1025 bits", ocsp.Good, true, none, as(none))
	add("mask over another hash function", ocsp.Good, false, other, as(other))
	add("mask over another hash function, modulus of 1025 bits", ocsp.Good, true, other, as(other))
	add("mask over SHA-1", ocsp.Good, false, pss{crypto.SHA256, crypto.SHA1, 32}, as(pss{crypto.SHA256, crypto.SHA1, 32}))
	add("mask over another, no salt", ocsp.Good, false, pss{crypto.SHA384, crypto.SHA512, 0}, as(pss{crypto.SHA384, crypto.SHA512, 0}))
	add("as much salt as there is room for", ocsp.Good, false, pss{crypto.SHA256, crypto.SHA384, 222}, as(pss{crypto.SHA256, crypto.SHA384, 222}))
	add("SHA-1", ocsp.ErrWeakAlgorithm, false, pss{crypto.SHA1, crypto.SHA256, 20}, as(pss{crypto.SHA1, crypto.SHA256, 20}))
	add("says more salt than there is room for", ocsp.ErrBadSignature, false, pss{crypto.SHA256, crypto.SHA384, 223}, as(other))
	add("says no salt, has some", ocsp.ErrBadSignature, false, none, as(same))
	add("says some salt, has none", ocsp.ErrBadSignature, false, other, as(pss{crypto.SHA256, crypto.SHA384, 0}))
	add("says more salt than it has", ocsp.ErrBadSignature, false, pss{crypto.SHA256, crypto.SHA384, 21}, as(other))
	add("says another mask", ocsp.ErrBadSignature, false, other, as(pss{crypto.SHA256, crypto.SHA512, 20}))
	add("says another hash function", ocsp.ErrBadSignature, false, other, as(pss{crypto.SHA384, crypto.SHA384, 20}))
	add("over something else", ocsp.ErrBadSignature, false, none, func(key *rsa.PrivateKey, tbs []byte) []byte { return none.signature(key, tbs[1:]) })
	add("padding that is not zero", ocsp.ErrBadSignature, false, other, spoilt(other, func(db []byte) { db[3] = 1 }))
	add("no 1 between padding and salt", ocsp.ErrBadSignature, false, other, spoilt(other, func(db []byte) { db[len(db)-21] = 2 }))
	add("another trailer", ocsp.ErrBadSignature, false, none, func(key *rsa.PrivateKey, tbs []byte) []byte {
		em := none.encode(tbs, key.N.BitLen(), nil)
		em[len(em)-1] = 0xcc
		return power(key, em)
	})
	add("a bit in front", ocsp.ErrBadSignature, false, other, func(key *rsa.PrivateKey, tbs []byte) []byte {
		for { // until the number is less than the modulus
			em := other.encode(tbs, key.N.BitLen(), nil)
			em[0] |= 0x80
			if sig := power(key, em); sig != nil {
				return sig
			}
		}
	})
	add("not less than the modulus", ocsp.ErrBadSignature, false, other, func(key *rsa.PrivateKey, tbs []byte) []byte {
		for { // until the sum has no more octets than the modulus
			sum := new(big.Int).Add(new(big.Int).SetBytes(other.signature(key, tbs)), key.N)
			if sum.BitLen() <= 8*key.Size() {
				return sum.FillBytes(make([]byte, key.Size()))
			}
		}
	})
	add("an octet in front", ocsp.ErrBadSignature, false, none, func(key *rsa.PrivateKey, tbs []byte) []byte {
		return append([]byte{0}, none.signature(key, tbs)...)
	})
	add("empty", ocsp.ErrBadSignature, false, none, func(*rsa.PrivateKey, []byte) []byte { return nil })
	return list
}()

// pssSPKI is a SubjectPublicKeyInfo of a key that is for RSASSA-PSS only; parameters nil are absent.
func pssSPKI(t testing.TB, key *rsa.PublicKey, parameters []byte) []byte {
	t.Helper()
	bits := der.BitString{Bytes: x509.MarshalPKCS1PublicKey(key)}
	return tlv(0x30, must(t)(algorithmID("1.2.840.113549.1.1.10", parameters).MarshalDER()), must(t)(bits.MarshalDER()))
}

// tlv is an element in DER.
func tlv(tag byte, parts ...[]byte) []byte {
	contents := bytes.Join(parts, nil)
	b := make([]byte, der.Size(len(contents)))
	der.Put(b, len(b), tag, contents)
	return b
}

// limitedTo is a holder of theRSA's key whose certificate says that it is for RSASSA-PSS only.
func limitedTo(t testing.TB, parameters []byte) party {
	t.Helper()
	p := theRSA()
	cert := *p.cert
	cert.PublicKey, cert.PublicKeyAlgorithm = nil, x509.UnknownPublicKeyAlgorithm // as crypto/x509 leaves it
	cert.RawSubjectPublicKeyInfo = pssSPKI(t, p.cert.PublicKey.(*rsa.PublicKey), parameters)
	return party{&cert, p.key}
}

// TestKeysForPSS has signatures by keys that are for RSASSA-PSS only (RFC 4055, 1.2 and 3.3).
func TestKeysForPSS(t *testing.T) {
	key := theRSA().key.(*rsa.PrivateKey)
	same, long, none := pss{crypto.SHA256, crypto.SHA256, 32}, pss{crypto.SHA256, crypto.SHA256, 40}, pss{crypto.SHA256, crypto.SHA256, 0}
	limit := same.id(t).Parameters.Value
	pkcs1 := func(tbs []byte) []byte {
		return must(t)(rsa.SignPKCS1v15(nil, key, crypto.SHA256, sum256(tbs)))
	}
	for _, test := range []struct {
		name       string
		parameters []byte
		algorithm  *rfc5912.AlgorithmIdentifier
		sign       func([]byte) []byte
		want       any
	}{
		{"any", nil, same.id(t), func(b []byte) []byte { return same.signature(key, b) }, ocsp.Good},
		{"any, no salt", nil, none.id(t), func(b []byte) []byte { return none.signature(key, b) }, ocsp.Good},
		{"limited", limit, same.id(t), func(b []byte) []byte { return same.signature(key, b) }, ocsp.Good},
		{"limited, longer salt", limit, long.id(t), func(b []byte) []byte { return long.signature(key, b) }, ocsp.Good},
		{"limited, shorter salt", limit, none.id(t), func(b []byte) []byte { return none.signature(key, b) }, ocsp.ErrBadSignature},
		{"limited, another hash function", limit, pss{crypto.SHA384, crypto.SHA256, 32}.id(t), func(b []byte) []byte {
			return pss{crypto.SHA384, crypto.SHA256, 32}.signature(key, b)
		}, ocsp.ErrBadSignature},
		{"limited, another mask", limit, pss{crypto.SHA256, crypto.SHA384, 32}.id(t), func(b []byte) []byte {
			return pss{crypto.SHA256, crypto.SHA384, 32}.signature(key, b)
		}, ocsp.ErrBadSignature},
		{"signature changed", nil, same.id(t), func(b []byte) []byte { return flipLast(same.signature(key, b)) }, ocsp.ErrBadSignature},
		{"PKCS #1 v1.5", nil, algorithmID("1.2.840.113549.1.1.11", []byte{5, 0}), pkcs1, ocsp.ErrBadSignature},
		{"limited to what is not known", []byte{5, 0}, same.id(t), func(b []byte) []byte { return same.signature(key, b) }, ocsp.ErrUnsupportedAlgorithm},
	} {
		s := newSetting()
		s.answeredWith(theRSA(), crypto.SHA256)
		s.options.Responders = []*x509.Certificate{limitedTo(t, test.parameters).cert}
		s.tbs = responderIs(limitedTo(t, test.parameters).cert)
		s.algorithm, s.sign = test.algorithm, test.sign
		single, err := parseResponse(t, s.response(t)).Verify(s.options)
		t.Run(test.name, func(t *testing.T) { checkOutcome(t, single, err, test.want) })
	}

	// A key of another algorithm that crypto/x509 leaves aside, and one that is no key.
	for name, spki := range map[string][]byte{
		"another algorithm": tlv(0x30, must(t)(algorithmID("1.2.3", nil).MarshalDER()), must(t)((&der.BitString{Bytes: x509.MarshalPKCS1PublicKey(&key.PublicKey)}).MarshalDER())),
		"no key":            tlv(0x30, must(t)(algorithmID("1.2.840.113549.1.1.10", nil).MarshalDER()), []byte{3, 2, 0, 5}),
		"no algorithm":      tlv(0x30, []byte{5, 0}, []byte{3, 1, 0}),
		"a short key":       pssSPKI(t, &rsa.PublicKey{N: big.NewInt(0xffffff), E: 3}, nil),
	} {
		strange := limitedTo(t, nil)
		strange.cert.RawSubjectPublicKeyInfo = spki
		s := newSetting()
		s.answeredWith(theRSA(), crypto.SHA256)
		s.options.Responders = []*x509.Certificate{strange.cert}
		s.tbs = responderIs(strange.cert)
		want := ocsp.ErrUnsupportedAlgorithm
		if name == "a short key" {
			want = ocsp.ErrWeakAlgorithm
		}
		single, err := parseResponse(t, s.response(t)).Verify(s.options)
		t.Run(name, func(t *testing.T) { checkOutcome(t, single, err, want) })
	}

	// Signing with such a key
	for _, test := range []struct {
		name       string
		parameters []byte
		key        crypto.Signer
		opts       crypto.SignerOpts
		want       error
	}{
		{"any", nil, key, &rsa.PSSOptions{Hash: crypto.SHA512}, nil},
		{"limited", limit, key, &rsa.PSSOptions{Hash: crypto.SHA256}, nil},
		{"limited, shorter salt", limit, key, &rsa.PSSOptions{Hash: crypto.SHA256, SaltLength: 31}, ocsp.ErrUnsupportedAlgorithm},
		{"limited, another hash function", limit, key, &rsa.PSSOptions{Hash: crypto.SHA512}, ocsp.ErrUnsupportedAlgorithm},
		{"PKCS #1 v1.5", nil, key, crypto.SHA256, ocsp.ErrUnsupportedAlgorithm},
		{"key of another", nil, oddRSA(), &rsa.PSSOptions{Hash: crypto.SHA256}, ocsp.ErrKeyMismatch},
	} {
		p := limitedTo(t, test.parameters)
		r, err := aResponse().ResponderID(ocsp.ByName, p.cert).Sign(nil, test.key, test.opts)
		if !errors.Is(err, test.want) {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if err == nil {
			b, err := r.Basic()
			try(t, err)
			try(t, b.CheckSignatureFrom(p.cert))
		}
	}
}

// TestShortRSAKeys has RSA keys that crypto/rsa has no use for.
func TestShortRSAKeys(t *testing.T) {
	for name, public := range map[string]*rsa.PublicKey{
		"1023 bits": {N: new(big.Int).SetBit(big.NewInt(1), 1022, 1), E: 65537}, "no modulus": {E: 3}, "nil": nil,
	} {
		cert := *theRSA().cert
		cert.PublicKey = public
		s := newSetting()
		s.answeredWith(theRSA(), crypto.SHA256)
		s.options.Responders = []*x509.Certificate{&cert}
		single, err := parseResponse(t, s.response(t)).Verify(s.options)
		t.Run(name, func(t *testing.T) { checkOutcome(t, single, err, ocsp.ErrWeakAlgorithm) })
	}
}

// TestOpenSSLAndPSS goes both ways with keys that are for RSASSA-PSS only, and with salts and masks of other kinds.
func TestOpenSSLAndPSS(t *testing.T) {
	b := newBench(t)
	b.write("conf", []byte("[req]\ndistinguished_name = dn\n[dn]\n[ca]\nbasicConstraints = critical, CA:true\n"+
		"[responder]\nkeyUsage = digitalSignature\nextendedKeyUsage = OCSPSigning\n"))
	b.write("index.txt", []byte("V\t491231235959Z\t\t1001\tunknown\t/CN=good\n"))
	b.openssl("genpkey", "-algorithm", "rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "any.key")
	b.openssl("genpkey", "-algorithm", "rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048", "-pkeyopt", "rsa_pss_keygen_md:sha256",
		"-pkeyopt", "rsa_pss_keygen_mgf1_md:sha256", "-pkeyopt", "rsa_pss_keygen_saltlen:32", "-out", "limited.key")
	b.openssl("genpkey", "-algorithm", "rsa", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "plain.key")
	salt := func(n string) []string {
		return []string{"-rsigopt", "rsa_padding_mode:pss", "-rsigopt", "rsa_pss_saltlen:" + n}
	}
	for _, name := range []string{"any", "limited", "plain"} {
		signed := []string{"-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"}
		b.openssl(append([]string{"req", "-x509", "-config", "conf", "-extensions", "ca", "-new", "-key", name + ".key", "-sha256", "-subj", "/CN=CA " + name, "-days", "2", "-out", "ca.pem"}, signed...)...)
		b.openssl("req", "-new", "-config", "conf", "-key", "any.key", "-subj", "/CN=Responder", "-out", "responder.csr")
		b.openssl(append([]string{"x509", "-req", "-in", "responder.csr", "-CA", "ca.pem", "-CAkey", name + ".key", "-set_serial", "2", "-sha256", "-extfile", "conf", "-extensions", "responder", "-days", "2", "-out", "responder.pem"}, signed...)...)
		ca := certificateFile(t, b.dir, "ca.pem")
		leaf := like(ca, big.NewInt(0x1001))
		q, err := ocsp.NewRequestBuilder().AddCertificate(leaf, ca, crypto.SHA1).Build()
		try(t, err)
		b.write("req.der", q.DER())
		answers := map[string][]string{
			"salt of the digest's length": salt("-1"),
			"long salt":                   salt("-2"),
			"salt of 33":                  salt("33"),
			"mask over the same":          append(salt("32"), "-rsigopt", "rsa_mgf1_md:sha256"),
		}
		if name != "limited" {
			answers["no salt"] = salt("0")
			answers["mask over another"] = append(salt("20"), "-rsigopt", "rsa_mgf1_md:sha512")
			answers["mask over another, no salt"] = append(salt("0"), "-rsigopt", "rsa_mgf1_md:sha1")
		}
		for what, args := range answers {
			for _, signer := range []string{"ca.pem " + name + ".key", "responder.pem any.key"} {
				cert, key, _ := strings.Cut(signer, " ")
				b.openssl(append([]string{"ocsp", "-index", "index.txt", "-CA", "ca.pem", "-rsigner", cert, "-rkey", key, "-rmd", "sha256",
					"-reqin", "req.der", "-respout", "resp.der", "-ndays", "1"}, args...)...)
				r := parseResponse(t, b.read("resp.der"))
				o := ocsp.VerifyOptions{Certificate: leaf, Issuer: ca, ClockSkew: time.Minute}
				if s, err := r.Verify(o); err != nil || s.CertStatus() != ocsp.Good {
					t.Errorf("%s, %s, %s: %v, %v", name, signer, what, s.CertStatus(), err)
				}
				message := bytes.Clone(r.DER())
				i := bytes.LastIndex(message, mustBasic(t, r).Signature())
				message[i+9] ^= 1
				if _, err := parseResponse(t, message).Verify(o); !errors.Is(err, ocsp.ErrBadSignature) {
					t.Errorf("%s, %s, %s, changed: %v", name, signer, what, err)
				}
			}
		}
	}

	// And back: a key of crypto/rsa under a certificate that says it is for RSASSA-PSS only.
	key := theRSA().key.(*rsa.PrivateKey)
	pkcs8 := tlv(0x30, []byte{2, 1, 0}, must(t)(algorithmID("1.2.840.113549.1.1.10", nil).MarshalDER()), tlv(4, x509.MarshalPKCS1PrivateKey(key)))
	b.write("back.key", pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}))
	b.openssl("req", "-x509", "-config", "conf", "-extensions", "ca", "-new", "-key", "back.key", "-sha256", "-subj", "/CN=CA", "-days", "2", "-out", "ca.pem")
	ca := certificateFile(t, b.dir, "ca.pem")
	leaf := like(ca, big.NewInt(0x1001))
	for _, h := range []crypto.Hash{crypto.SHA256, crypto.SHA512} {
		r, err := ocsp.NewResponseBuilder().
			AddResponse(ocsp.SingleResponseTemplate{Certificate: leaf, Issuer: ca, Hash: crypto.SHA1, Status: ocsp.Good, ThisUpdate: time.Now()}).
			ResponderID(ocsp.ByKeyHash, ca).Sign(nil, key, &rsa.PSSOptions{Hash: h})
		try(t, err)
		b.write("resp.der", r.DER())
		out := b.openssl("ocsp", "-respin", "resp.der", "-issuer", "ca.pem", "-serial", "0x1001", "-CAfile", "ca.pem")
		if !strings.Contains(out, "Response verify OK") || !strings.Contains(out, "0x1001: good") {
			t.Errorf("%v: %s", h, out)
		}
		if _, err := r.Verify(ocsp.VerifyOptions{Certificate: leaf, Issuer: ca}); err != nil {
			t.Errorf("%v: %v", h, err)
		}
	}
}

func mustBasic(t testing.TB, r *ocsp.Response) *ocsp.BasicResponse {
	t.Helper()
	b, err := r.Basic()
	try(t, err)
	return b
}
