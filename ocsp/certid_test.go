package ocsp_test

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"errors"
	"math/big"
	"testing"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

// wireID reads a CertID that no builder would make, out of a request.
func wireID(t testing.TB, change func(*rfc6960.CertID)) ocsp.CertID {
	t.Helper()
	q, err := ocsp.NewRequestBuilder().AddCertificate(theHousehold().leaf.cert, theHousehold().ca.cert, crypto.SHA1).Build()
	try(t, err)
	var w rfc6960.OCSPRequest
	try(t, w.UnmarshalDER(q.DER()))
	change(&w.TBSRequest.RequestList[0].ReqCert)
	q, err = ocsp.ParseRequest(must(t)(w.MarshalDER()))
	try(t, err)
	s, err := q.Single()
	try(t, err)
	return s.CertID()
}

func TestCertID(t *testing.T) {
	h := theHousehold()
	for _, hash := range []crypto.Hash{crypto.SHA1, crypto.SHA224, crypto.SHA256, crypto.SHA384, crypto.SHA512} {
		id, err := ocsp.NewCertID(h.leaf.cert, h.ca.cert, hash)
		try(t, err)
		name, key := hash.New(), hash.New()
		name.Write(h.leaf.cert.RawIssuer)
		key.Write(keyOctets(h.ca.cert))
		same, err := ocsp.NewCertIDFromHashes(name.Sum(nil), key.Sum(nil), leafSerial, hash)
		try(t, err)
		got, err := id.HashAlgorithm()
		if got != hash || err != nil || id.SerialNumber().Cmp(leafSerial) != 0 || !bytes.Equal(id.SerialBytes(), leafSerial.Bytes()) ||
			!bytes.Equal(id.IssuerNameHash(), name.Sum(nil)) || !bytes.Equal(id.IssuerKeyHash(), key.Sum(nil)) {
			t.Errorf("%v: %v, %v", hash, got, err)
		}
		if !id.Equal(same) || id.Key() != same.Key() || !id.Matches(h.leaf.cert, h.ca.cert) {
			t.Errorf("%v: not equal", hash)
		}
		if id.Matches(h.ca.cert, h.ca.cert) || id.Matches(h.leaf.cert, h.other.cert) || id.Matches(nil, h.ca.cert) ||
			id.Matches(h.leaf.cert, nil) || id.Matches(&x509.Certificate{}, h.ca.cert) || id.Matches(h.leaf.cert, &x509.Certificate{}) {
			t.Errorf("%v: matches another", hash)
		}
	}
}

// TestCertIDNameIsTheCertificates has an issuer that writes its own name otherwise than the certificate does.
func TestCertIDNameIsTheCertificates(t *testing.T) {
	h := theHousehold()
	id, err := ocsp.NewCertID(h.leaf.cert, anotherName(t, h, "ISSUING CA").cert, crypto.SHA1)
	try(t, err)
	if !bytes.Equal(id.IssuerNameHash(), sum1(h.leaf.cert.RawIssuer)) {
		t.Error("the name is not that in the certificate")
	}
}

func TestCertIDEqual(t *testing.T) {
	base := wireID(t, func(*rfc6960.CertID) {})
	absent := wireID(t, func(id *rfc6960.CertID) { id.HashAlgorithm.Parameters = der.Optional[der.RawValue]{} })
	if !base.Equal(absent) || !absent.Equal(base) || base.Key() != absent.Key() || base.Key() == "" {
		t.Error("parameters NULL and absent are not the same")
	}
	for name, change := range map[string]func(*rfc6960.CertID){
		"hash algorithm":   func(id *rfc6960.CertID) { id.HashAlgorithm.Algorithm = oid("1.2.3") },
		"parameters":       func(id *rfc6960.CertID) { id.HashAlgorithm.Parameters.Value = []byte{4, 0} },
		"name hash":        func(id *rfc6960.CertID) { id.IssuerNameHash = make([]byte, 20) },
		"key hash":         func(id *rfc6960.CertID) { id.IssuerKeyHash = make([]byte, 20) },
		"serial":           func(id *rfc6960.CertID) { id.SerialNumber = der.Int(7) },
		"octet moved over": func(id *rfc6960.CertID) { id.IssuerNameHash, id.IssuerKeyHash = make([]byte, 21), make([]byte, 19) },
	} {
		other := wireID(t, change)
		if base.Equal(other) || other.Equal(base) || base.Key() == other.Key() || !other.Equal(other.Clone()) {
			t.Errorf("%s: equal", name)
		}
		if other.Matches(theHousehold().leaf.cert, theHousehold().ca.cert) {
			t.Errorf("%s: matches", name)
		}
	}
}

func TestCertIDHashAlgorithm(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*rfc6960.CertID)
		want   error
	}{
		{"NULL", func(*rfc6960.CertID) {}, nil},
		{"absent", func(id *rfc6960.CertID) { id.HashAlgorithm.Parameters = der.Optional[der.RawValue]{} }, nil},
		{"other parameters", func(id *rfc6960.CertID) { id.HashAlgorithm.Parameters.Value = []byte{4, 0} }, ocsp.ErrUnsupportedAlgorithm},
		{"MD5", func(id *rfc6960.CertID) { id.HashAlgorithm.Algorithm = oid("1.2.840.113549.2.5") }, ocsp.ErrUnsupportedAlgorithm},
		{"SHA3-256", func(id *rfc6960.CertID) { id.HashAlgorithm.Algorithm = oid("2.16.840.1.101.3.4.2.8") }, ocsp.ErrUnsupportedAlgorithm},
		{"an identifier of one octet", func(id *rfc6960.CertID) { id.HashAlgorithm.Algorithm = oid("1.2") }, ocsp.ErrUnsupportedAlgorithm},
		{"name hash empty", func(id *rfc6960.CertID) { id.IssuerNameHash = []byte{} }, ocsp.ErrMalformed},
		{"key hash empty", func(id *rfc6960.CertID) { id.IssuerKeyHash = []byte{} }, ocsp.ErrMalformed},
	} {
		id := wireID(t, test.change)
		if h, err := id.HashAlgorithm(); !errors.Is(err, test.want) || (err == nil) != (h == crypto.SHA1) {
			t.Errorf("%s: %v, %v", test.name, h, err)
		}
		if id.HashAlgorithmOID() == "" {
			t.Errorf("%s: no identifier", test.name)
		}
	}
}

func TestCertIDSerialNumbers(t *testing.T) {
	h := theHousehold()
	for _, serial := range []string{"0", "1", "127", "128", "255", "256", "18446744073709551616", "-1", "-128", "-129", "-340282366920938463463374607431768211456"} {
		n, _ := new(big.Int).SetString(serial, 10)
		id := wireID(t, func(id *rfc6960.CertID) { id.SerialNumber = der.NewInteger(n) })
		if id.SerialNumber().Cmp(n) != 0 {
			t.Errorf("%v, want %v", id.SerialNumber(), n)
		}
		cert := *h.leaf.cert
		cert.SerialNumber = n
		if !id.Matches(&cert, h.ca.cert) {
			t.Errorf("%v does not match", n)
		}
		cert.SerialNumber = new(big.Int).Add(n, new(big.Int).Lsh(big.NewInt(1), 64))
		if id.Matches(&cert, h.ca.cert) {
			t.Errorf("%v matches another serial number", n)
		}
	}
	long := new(big.Int).Lsh(big.NewInt(1), 1000)
	cert := *h.leaf.cert
	cert.SerialNumber = long
	id, err := ocsp.NewCertID(&cert, h.ca.cert, crypto.SHA1)
	try(t, err)
	if !id.Matches(&cert, h.ca.cert) || id.Matches(h.leaf.cert, h.ca.cert) {
		t.Error("a serial number of 126 octets")
	}
}

// TestCertIDOutlivesItsMessage writes over the message that a CertID came from.
func TestCertIDOutlivesItsMessage(t *testing.T) {
	q, err := ocsp.NewRequestBuilder().AddRequest(certID(t)).Build()
	try(t, err)
	message := bytes.Clone(q.DER())
	q, err = ocsp.ParseRequest(message)
	try(t, err)
	s, err := q.Single()
	try(t, err)
	id, view := s.CertID().Clone(), s.CertID()
	clear(message)
	if !id.Equal(certID(t)) || !id.Matches(theHousehold().leaf.cert, theHousehold().ca.cert) {
		t.Error("a clone changed with the message")
	}
	if view.Equal(certID(t)) {
		t.Error("a view is a copy")
	}
}

// TestCertIDFromHashesSerialNumber: a serial number below zero is refused, none at all as well; zero is a number.
func TestCertIDFromHashesSerialNumber(t *testing.T) {
	hash := make([]byte, 20)
	for _, test := range []struct {
		serial *big.Int
		want   error
	}{
		{nil, ocsp.ErrIncomplete}, {big.NewInt(-1), ocsp.ErrMalformed}, {new(big.Int), nil}, {big.NewInt(1), nil},
	} {
		id, err := ocsp.NewCertIDFromHashes(hash, hash, test.serial, crypto.SHA1)
		if !errors.Is(err, test.want) || (err == nil) != (test.want == nil) {
			t.Errorf("%v: %v", test.serial, err)
		}
		if err == nil && id.SerialNumber().Cmp(test.serial) != 0 || err != nil && id.SerialNumber() != nil {
			t.Errorf("%v: %v", test.serial, id.SerialNumber())
		}
	}
}
