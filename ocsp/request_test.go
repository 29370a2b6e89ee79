package ocsp_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

// rewired changes a request where no builder would.
func rewired(t testing.TB, message []byte, change func(*rfc6960.OCSPRequest)) []byte {
	t.Helper()
	var w rfc6960.OCSPRequest
	try(t, w.UnmarshalDER(message))
	change(&w)
	return must(t)(w.MarshalDER())
}

func TestParseRequestRefuses(t *testing.T) {
	good := read(t, "request.der")
	for _, test := range []struct {
		name string
		der  []byte
		want error
		text string
	}{
		{"nothing", nil, ocsp.ErrMalformed, "ocsp: malformed: der: OCSPRequest: byte 0: element is cut short"},
		{"a response", read(t, "response-unauthorized.der"), ocsp.ErrMalformed, "ocsp: malformed: der: OCSPRequest.tbsRequest: byte 2: identifier is not the expected one"},
		{"octets behind it", append(bytes.Clone(good), 0), ocsp.ErrMalformed, "ocsp: malformed: der: OCSPRequest: byte 88: octets after the end"},
		{"no requests", rewired(t, good, func(w *rfc6960.OCSPRequest) { w.TBSRequest.RequestList = nil }), ocsp.ErrMalformed,
			"ocsp: malformed: requestList is empty"},
		{"version 2", rewired(t, good, func(w *rfc6960.OCSPRequest) { w.TBSRequest.Version = 1 }), ocsp.ErrVersion,
			"ocsp: version is not v1: request of version 1"},
		{"version -1", rewired(t, good, func(w *rfc6960.OCSPRequest) { w.TBSRequest.Version = -1 }), ocsp.ErrVersion, ""},
	} {
		q, err := ocsp.ParseRequest(test.der)
		if !errors.Is(err, test.want) || q != nil {
			t.Errorf("%s: %v", test.name, err)
		} else if test.text != "" && err.Error() != test.text {
			t.Errorf("%s: %q, want %q", test.name, err, test.text)
		}
		var e *der.Error
		if errors.As(err, &e) != bytes.Contains([]byte(test.text), []byte(": der: ")) {
			t.Errorf("%s: a *der.Error: %v", test.name, e)
		}
		// Into a value that held something: nothing of that is left.
		var used ocsp.Request
		try(t, used.UnmarshalDER(good))
		if err := used.UnmarshalDER(test.der); !errors.Is(err, test.want) {
			t.Errorf("%s, used before: %v", test.name, err)
		}
		checkZeroRequest(t, test.name, &used)
	}
}

func TestZeroRequest(t *testing.T) {
	checkZeroRequest(t, "zero", new(ocsp.Request))
	checkZeroRequest(t, "clone of zero", new(ocsp.Request).Clone())
	checkZeroRequest(t, "nil", nil)
	checkZeroRequest(t, "clone of nil", (*ocsp.Request)(nil).Clone())
	for _, err := range []error{(*ocsp.Request)(nil).UnmarshalDER(read(t, "request.der")), (*ocsp.Request)(nil).UnmarshalBinary(nil)} {
		if !errors.Is(err, ocsp.ErrIncomplete) {
			t.Errorf("into nil: %v", err)
		}
	}
	var s ocsp.SingleRequest
	if x, err := s.Extensions(); x.Len() != 0 || err != nil || s.CertID() != (ocsp.CertID{}) || s.SerialNumber() != nil ||
		s.IssuerKeyHash() != nil || s.IssuerNameHash() != nil {
		t.Error("a zero SingleRequest tells something")
	}
	if _, err := s.HashAlgorithm(); !errors.Is(err, ocsp.ErrIncomplete) {
		t.Error(err)
	}
}

// checkZeroRequest asks a Request that holds nothing for everything.
func checkZeroRequest(t *testing.T, name string, q *ocsp.Request) {
	t.Helper()
	for range q.Requests() {
		t.Errorf("%s: a request", name)
	}
	for range q.RawCertificates() {
		t.Errorf("%s: a certificate", name)
	}
	x, err := q.Extensions()
	nonce, hasNonce := q.Nonce()
	requestor, hasName := q.RequestorName()
	if q.Len() != 0 || x.Len() != 0 || err != nil || nonce != nil || hasNonce || requestor != nil || hasName || q.IsSigned() ||
		q.DER() != nil || len(q.TBSRequestBytes()) != 0 || len(q.Signature()) != 0 || q.SignatureAlgorithmOID() != "" {
		t.Errorf("%s: something is left", name)
	}
	for what, err := range map[string]error{
		"Single":                 second(q.Single()),
		"MarshalBinary":          second(q.MarshalBinary()),
		"SignatureHashAlgorithm": second(q.SignatureHashAlgorithm()),
		"VerifySignature":        q.VerifySignature(theHousehold().ca.cert),
	} {
		if !errors.Is(err, ocsp.ErrIncomplete) {
			t.Errorf("%s: %s: %v", name, what, err)
		}
	}
	if b, err := q.AppendBinary([]byte("x")); string(b) != "x" || !errors.Is(err, ocsp.ErrIncomplete) {
		t.Errorf("%s: AppendBinary: %q, %v", name, b, err)
	}
}

// second passes on the error of two results.
func second[T any](_ T, err error) error { return err }

func TestRequestOctets(t *testing.T) {
	message := read(t, "request.der")
	q, err := ocsp.ParseRequest(message)
	try(t, err)
	if &q.DER()[0] != &message[0] {
		t.Error("DER is a copy")
	}
	if b, err := q.MarshalBinary(); err != nil || !bytes.Equal(b, message) || &b[0] == &message[0] {
		t.Errorf("MarshalBinary: %x, %v", b, err)
	}
	if b, err := q.AppendBinary([]byte{1}); err != nil || !bytes.Equal(b[1:], message) {
		t.Errorf("AppendBinary: %x, %v", b, err)
	}
	if !bytes.Equal(q.TBSRequestBytes(), message[2:]) {
		t.Errorf("TBSRequestBytes: %x", q.TBSRequestBytes())
	}
	var copied ocsp.Request
	try(t, copied.UnmarshalBinary(message))
	clone := q.Clone()
	clear(message)
	want := read(t, "request.der")
	for name, q := range map[string]*ocsp.Request{"UnmarshalBinary": &copied, "Clone": clone} {
		s, err := q.Single()
		if err != nil || !bytes.Equal(q.DER(), want) || s.SerialNumber().BitLen() != 160 {
			t.Errorf("%s shares memory: %x", name, q.DER())
		}
	}
}

// TestRequestAlternates parses requests with and without every component into one value.
func TestRequestAlternates(t *testing.T) {
	h := theHousehold()
	plain, err := ocsp.NewRequestBuilder().AddRequest(certID(t)).Build()
	try(t, err)
	full, err := ocsp.NewRequestBuilder().AddRequest(certID(t), extra(true)).AddRequest(certID(t)).Nonce(nil).AddExtension(extra(false)).
		Sign(nil, h.leaf.key, sha256Hash, h.leaf.cert)
	try(t, err)
	var q ocsp.Request
	for range 3 {
		try(t, q.UnmarshalDER(full.DER()))
		x, err := q.Extensions()
		if err != nil || q.Len() != 2 || x.Len() != 2 || q.VerifySignature(h.leaf.cert) != nil {
			t.Fatal("the full one")
		}
		if err := q.UnmarshalDER(full.DER()[1:]); err == nil {
			t.Fatal("half a request")
		}
		checkZeroRequest(t, "half a request", &q)
		try(t, q.UnmarshalDER(plain.DER()))
		x, err = q.Extensions()
		s, single := q.Single()
		sx, serr := s.Extensions()
		_, named := q.RequestorName()
		if err != nil || single != nil || serr != nil || x.Len() != 0 || sx.Len() != 0 || q.IsSigned() || named {
			t.Fatal("the plain one")
		}
		for range q.RawCertificates() {
			t.Fatal("a certificate is left")
		}
	}
}
