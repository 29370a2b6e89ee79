package ocsp

import (
	"crypto"
	"strings"
	"testing"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
)

// TestIdentifiers holds the octets in this package against the dotted forms that the standards have.
func TestIdentifiers(t *testing.T) {
	for dotted, want := range map[string]algorithm{
		"1.2.840.113549.1.1.2":    {scheme: schemePKCS1},
		"1.2.840.113549.1.1.4":    {scheme: schemePKCS1, hash: crypto.MD5},
		"1.2.840.113549.1.1.5":    {scheme: schemePKCS1, hash: crypto.SHA1},
		"1.3.14.3.2.29":           {scheme: schemePKCS1, hash: crypto.SHA1},
		"1.2.840.113549.1.1.10":   {scheme: schemePSS},
		"1.2.840.113549.1.1.14":   {scheme: schemePKCS1, hash: crypto.SHA224},
		"1.2.840.113549.1.1.11":   {scheme: schemePKCS1, hash: crypto.SHA256},
		"1.2.840.113549.1.1.12":   {scheme: schemePKCS1, hash: crypto.SHA384},
		"1.2.840.113549.1.1.13":   {scheme: schemePKCS1, hash: crypto.SHA512},
		"2.16.840.1.101.3.4.3.13": {scheme: schemePKCS1, hash: crypto.SHA3_224},
		"2.16.840.1.101.3.4.3.14": {scheme: schemePKCS1, hash: crypto.SHA3_256},
		"2.16.840.1.101.3.4.3.15": {scheme: schemePKCS1, hash: crypto.SHA3_384},
		"2.16.840.1.101.3.4.3.16": {scheme: schemePKCS1, hash: crypto.SHA3_512},
		"1.2.840.10045.4.1":       {scheme: schemeECDSA, hash: crypto.SHA1},
		"1.2.840.10045.4.3.1":     {scheme: schemeECDSA, hash: crypto.SHA224},
		"1.2.840.10045.4.3.2":     {scheme: schemeECDSA, hash: crypto.SHA256},
		"1.2.840.10045.4.3.3":     {scheme: schemeECDSA, hash: crypto.SHA384},
		"1.2.840.10045.4.3.4":     {scheme: schemeECDSA, hash: crypto.SHA512},
		"2.16.840.1.101.3.4.3.9":  {scheme: schemeECDSA, hash: crypto.SHA3_224},
		"2.16.840.1.101.3.4.3.10": {scheme: schemeECDSA, hash: crypto.SHA3_256},
		"2.16.840.1.101.3.4.3.11": {scheme: schemeECDSA, hash: crypto.SHA3_384},
		"2.16.840.1.101.3.4.3.12": {scheme: schemeECDSA, hash: crypto.SHA3_512},
		"1.2.840.10040.4.3":       {scheme: schemeDSA, hash: crypto.SHA1},
		"2.16.840.1.101.3.4.3.1":  {scheme: schemeDSA, hash: crypto.SHA224},
		"2.16.840.1.101.3.4.3.2":  {scheme: schemeDSA, hash: crypto.SHA256},
		"2.16.840.1.101.3.4.3.3":  {scheme: schemeDSA, hash: crypto.SHA384},
		"2.16.840.1.101.3.4.3.4":  {scheme: schemeDSA, hash: crypto.SHA512},
		"1.3.101.112":             {scheme: schemeEd25519},
	} {
		found := 0
		for _, a := range algorithmTable {
			if a.oid.String() == dotted {
				found++
				if a.scheme != want.scheme || a.hash != want.hash {
					t.Errorf("%s: %v", dotted, a)
				}
			}
		}
		if found != 1 {
			t.Errorf("%s is in the table %d times", dotted, found)
		}
	}
	for id, dotted := range map[der.OID]string{
		rfc5912.IDSHA1: "1.3.14.3.2.26", rfc5912.IDSHA224: "2.16.840.1.101.3.4.2.4", rfc5912.IDSHA256: "2.16.840.1.101.3.4.2.1", rfc5912.IDSHA384: "2.16.840.1.101.3.4.2.2",
		rfc5912.IDSHA512: "2.16.840.1.101.3.4.2.3", rfc6960.IDSHA3224: "2.16.840.1.101.3.4.2.7", rfc6960.IDSHA3256: "2.16.840.1.101.3.4.2.8",
		rfc6960.IDSHA3384: "2.16.840.1.101.3.4.2.9", rfc6960.IDSHA3512: "2.16.840.1.101.3.4.2.10", rfc5912.IDMgf1: "1.2.840.113549.1.1.8",
		rfc6960.IDEd448: "1.3.101.113", rfc5912.IDCeCRLReasons: "2.5.29.21", rfc5912.IDCeInvalidityDate: "2.5.29.24", rfc5912.IDCeCertificateIssuer: "2.5.29.29",
		rfc6960.IDOCSPSCTList: "1.3.6.1.4.1.11129.2.4.5", oidNonce: "1.3.6.1.5.5.7.48.1.2",
	} {
		if id.String() != dotted {
			t.Errorf("%v, want %s", id, dotted)
		}
	}
	for h := crypto.Hash(1); h <= crypto.BLAKE2b_512; h++ {
		id := oidOfHash(h)
		if id != "" && hashOf(id) != h {
			t.Errorf("%v has the identifier of %v", h, hashOf(id))
		}
		var buf [64]byte
		d := digest(&buf, h, []byte("abc"))
		if id == "" {
			if d != nil {
				t.Errorf("%v: %x", h, d)
			}
			continue
		}
		w := h.New()
		w.Write([]byte("abc"))
		if string(d) != string(w.Sum(nil)) {
			t.Errorf("%v: %x", h, d)
		}
	}
}

func TestPSSParameters(t *testing.T) {
	hash := identifier(rfc5912.IDSHA256, true)
	mgf := func(inner rfc5912.AlgorithmIdentifier) rfc5912.AlgorithmIdentifier {
		b, err := inner.MarshalDER()
		if err != nil {
			t.Fatal(err)
		}
		return rfc5912.AlgorithmIdentifier{Algorithm: rfc5912.IDMgf1, Parameters: der.Some(der.RawValue(b))}
	}
	good := rfc5912.RSASSAPSSParams{HashAlgorithm: hash, MaskGenAlgorithm: mgf(hash), SaltLength: der.Int(32), TrailerField: der.Int(1)}
	for _, test := range []struct {
		name   string
		change func(*rfc5912.RSASSAPSSParams)
		want   string // in the error
	}{
		{"as it should be", func(p *rfc5912.RSASSAPSSParams) {}, ""},
		{"without NULL", func(p *rfc5912.RSASSAPSSParams) { p.HashAlgorithm.Parameters.Present = false }, ""},
		{"without NULL inside", func(p *rfc5912.RSASSAPSSParams) { p.MaskGenAlgorithm = mgf(identifier(rfc5912.IDSHA256, false)) }, ""},
		{"salt of 20", func(p *rfc5912.RSASSAPSSParams) { p.SaltLength = der.Int(20) }, ""},
		{"hash function that nobody knows", func(p *rfc5912.RSASSAPSSParams) { p.HashAlgorithm.Algorithm = "\x2a\x03" }, "with hash function 1.2.3"},
		{"hash function with parameters", func(p *rfc5912.RSASSAPSSParams) {
			p.HashAlgorithm.Parameters.Value = der.RawValue{4, 0}
		}, "with hash function 2.16.840.1.101.3.4.2.1"},
		{"another mask generation", func(p *rfc5912.RSASSAPSSParams) { p.MaskGenAlgorithm.Algorithm = "\x2a\x03" }, "another mask generation"},
		{"mask generation without a hash function", func(p *rfc5912.RSASSAPSSParams) { p.MaskGenAlgorithm.Parameters.Present = false }, "another mask generation"},
		{"mask generation with garbage", func(p *rfc5912.RSASSAPSSParams) { p.MaskGenAlgorithm.Parameters.Value = der.RawValue{4, 0} }, "another mask generation"},
		{"mask generation over another", func(p *rfc5912.RSASSAPSSParams) { p.MaskGenAlgorithm = mgf(identifier(rfc5912.IDSHA384, true)) }, ""},
		{"mask generation over one that nobody knows", func(p *rfc5912.RSASSAPSSParams) { p.MaskGenAlgorithm = mgf(identifier("\x2a\x03", true)) }, "another mask generation"},
		{"mask generation over one with parameters", func(p *rfc5912.RSASSAPSSParams) {
			p.MaskGenAlgorithm = mgf(rfc5912.AlgorithmIdentifier{Algorithm: rfc5912.IDSHA256, Parameters: der.Some(der.RawValue{4, 0})})
		}, "another mask generation"},
		{"no salt", func(p *rfc5912.RSASSAPSSParams) { p.SaltLength = der.Int(0) }, ""},
		{"salt below zero", func(p *rfc5912.RSASSAPSSParams) { p.SaltLength = der.Int(-1) }, "a salt of -1 octets"},
		{"long salt", func(p *rfc5912.RSASSAPSSParams) { p.SaltLength = der.Int(1<<16 + 1) }, "a salt of 65537 octets"},
		{"longer salt", func(p *rfc5912.RSASSAPSSParams) { p.SaltLength = make(der.Integer, 9); p.SaltLength[0] = 1 }, "a salt of 18446744073709551616 octets"},
		{"another trailer", func(p *rfc5912.RSASSAPSSParams) { p.TrailerField = der.Int(2) }, "trailer field 2"},
		{"a trailer that is too long", func(p *rfc5912.RSASSAPSSParams) { p.TrailerField = make(der.Integer, 9); p.TrailerField[0] = 1 }, "trailer field 18446744073709551616"},
	} {
		p := good.Clone()
		test.change(&p)
		raw, err := p.MarshalDER()
		if err != nil {
			t.Fatal(err)
		}
		id := rfc5912.AlgorithmIdentifier{Algorithm: rfc5912.IDRSASSAPSS, Parameters: der.Some(der.RawValue(raw))}
		a, err := algorithmOf(&id)
		salt, _ := p.SaltLength.Int64()
		mask := crypto.SHA256
		if test.name == "mask generation over another" {
			mask = crypto.SHA384
		}
		switch {
		case test.want == "" && (err != nil || a.scheme != schemePSS || a.hash != crypto.SHA256 || a.mask != mask || a.salt != int(salt)):
			t.Errorf("%s: %v, %v", test.name, a, err)
		case test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), ErrUnsupportedAlgorithm.Error())):
			t.Errorf("%s: %v", test.name, err)
		}
	}
	for name, p := range map[string]der.Optional[der.RawValue]{
		"absent": {}, "NULL": der.Some(der.RawValue(null)), "garbage": der.Some(der.RawValue{0x30, 1}),
	} {
		if a, err := algorithmOf(&rfc5912.AlgorithmIdentifier{Algorithm: rfc5912.IDRSASSAPSS, Parameters: p}); err == nil {
			t.Errorf("%s: %v", name, a)
		}
	}
	// Everything left out is SHA-1 with a salt of 20.
	a, err := algorithmOf(&rfc5912.AlgorithmIdentifier{Algorithm: rfc5912.IDRSASSAPSS, Parameters: der.Some(der.RawValue{0x30, 0})})
	if err != nil || a.hash != crypto.SHA1 || a.salt != 20 {
		t.Errorf("%v, %v", a, err)
	}
	if (policy{}).admit(a) == nil || (policy{allowSHA1: true}).admit(a) != nil {
		t.Error("PSS with SHA-1")
	}
}

func TestCertificateParts(t *testing.T) {
	for name, spki := range map[string]string{
		"empty": "", "no algorithm": "\x30\x00", "no key": "\x30\x02\x30\x00", "key that is no bit string": "\x30\x04\x30\x00\x04\x00",
		"key without a count": "\x30\x04\x30\x00\x03\x00", "octets behind it": "\x30\x07\x30\x00\x03\x01\x00\x05\x00",
	} {
		if b, err := keyBits([]byte(spki)); err == nil {
			t.Errorf("%s: %x", name, b)
		}
	}
	if b, err := keyBits([]byte("\x30\x06\x30\x00\x03\x02\x00\x07")); err != nil || string(b) != "\x07" {
		t.Errorf("%x, %v", b, err)
	}
	for name, raw := range map[string]string{
		"empty": "", "nothing inside": "\x30\x00", "no algorithm": "\x30\x02\x30\x00", "algorithm that is none": "\x30\x06\x30\x00\x05\x00\x03\x00",
		"no signature": "\x30\x08\x30\x00\x30\x04\x06\x02\x2a\x03", "signature that is none": "\x30\x0a\x30\x00\x30\x04\x06\x02\x2a\x03\x04\x00",
	} {
		if s, err := openCertificate([]byte(raw)); err == nil {
			t.Errorf("%s: %v", name, s)
		}
	}
	s, err := openCertificate([]byte("\x30\x0d\x30\x00\x30\x04\x06\x02\x2a\x03\x03\x03\x01\x05\x06"))
	if err != nil || string(s.tbs) != "\x30\x00" || s.algorithm.Algorithm != "\x2a\x03" || s.signature.Unused != 1 || string(s.signature.Bytes) != "\x05\x06" {
		t.Errorf("%v, %v", s, err)
	}
	for name, raw := range map[string]string{
		"empty": "", "nothing inside": "\x30\x00", "nothing in tbsCertificate": "\x30\x02\x30\x00", "no serialNumber": "\x30\x04\x30\x02\xa0\x00",
		"version cut": "\x30\x04\x30\x02\xa0\x01", "no key": "\x30\x0c\x30\x0a\x02\x00\x30\x00\x30\x00\x30\x00\x30\x00",
		"no algorithm": "\x30\x0e\x30\x0c\x02\x00\x30\x00\x30\x00\x30\x00\x30\x00\x30\x00",
	} {
		if c, _, err := skim([]byte(raw)); err == nil || c != nil {
			t.Errorf("%s: %v", name, c)
		}
	}
	for _, version := range []string{"", "\xa0\x00"} {
		tbs := version + "\x02\x00\x30\x01\x07\x30\x00\x30\x00\x30\x01\x05\x30\x01\x06"
		c, differ, err := skim([]byte("\x30" + string(rune(2+len(tbs)+3)) + "\x30" + string(rune(len(tbs))) + tbs + "\x30\x01\x07"))
		if err != nil || differ || string(c.RawSubject) != "\x30\x01\x05" || string(c.RawSubjectPublicKeyInfo) != "\x30\x01\x06" {
			t.Errorf("%v, %v", differ, err)
		}
	}
}
