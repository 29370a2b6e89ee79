package ocsp_test

import (
	"bytes"
	"crypto"
	"errors"
	"sync"
	"testing"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

const sha256Hash = crypto.SHA256

func TestParseResponseRefuses(t *testing.T) {
	good := newSetting().response(t)
	outer := func(f func(*rfc6960.OCSPResponse)) []byte {
		s := newSetting()
		s.outer = f
		return s.response(t)
	}
	inner := func(f func([]byte)) []byte {
		s := delegated() // so long that all lengths on the way take two octets
		s.outer = func(o *rfc6960.OCSPResponse) {
			o.ResponseBytes.Value.Response = bytes.Clone(o.ResponseBytes.Value.Response)
			f(o.ResponseBytes.Value.Response)
		}
		return s.response(t)
	}
	for _, test := range []struct {
		name string
		der  []byte
		want error
		text string
	}{
		{"nothing", nil, ocsp.ErrMalformed, "ocsp: malformed: der: OCSPResponse: byte 0: element is cut short"},
		{"a request", read(t, "request.der"), ocsp.ErrMalformed, "ocsp: malformed: der: OCSPResponse.responseStatus: byte 2: identifier is not the expected one"},
		{"status 4", []byte{0x30, 3, 10, 1, 4}, ocsp.ErrMalformed, ""},
		{"octets behind it", append(bytes.Clone(good), 0), ocsp.ErrMalformed, ""},
		{"successful without responseBytes", outer(func(o *rfc6960.OCSPResponse) { o.ResponseBytes.Present = false }), ocsp.ErrMalformed,
			"ocsp: malformed: successful without responseBytes"},
		{"inside", inner(func(b []byte) { b[4] = 0x31 }), ocsp.ErrMalformed,
			"ocsp: malformed: der: OCSPResponse.responseBytes.response.tbsResponseData: byte 34: identifier is not the expected one"},
		{"nothing inside", outer(func(o *rfc6960.OCSPResponse) { o.ResponseBytes.Value.Response = nil }), ocsp.ErrMalformed,
			"ocsp: malformed: der: OCSPResponse.responseBytes.response: byte 22: element is cut short"},
		{"octets behind it, inside", outer(func(o *rfc6960.OCSPResponse) {
			o.ResponseBytes.Value.Response = append(bytes.Clone(o.ResponseBytes.Value.Response), 0)
		}), ocsp.ErrMalformed, ""},
		{"version 2", func() []byte {
			s := newSetting()
			s.tbs = func(d *rfc6960.ResponseData) { d.Version = 1 }
			return s.response(t)
		}(), ocsp.ErrVersion, "ocsp: version is not v1: response of version 1"},
	} {
		r, err := ocsp.ParseResponse(test.der)
		if !errors.Is(err, test.want) || r != nil {
			t.Errorf("%s: %v", test.name, err)
		} else if test.text != "" && err.Error() != test.text {
			t.Errorf("%s: %q, want %q", test.name, err, test.text)
		}
		var e *der.Error
		if errors.As(err, &e) && (e.Offset < 0 || e.Offset > len(test.der)) {
			t.Errorf("%s: offset %d", test.name, e.Offset)
		}
		var used ocsp.Response
		try(t, used.UnmarshalDER(good))
		basic, err := used.Basic()
		try(t, err)
		if err := used.UnmarshalDER(test.der); !errors.Is(err, test.want) {
			t.Errorf("%s, used before: %v", test.name, err)
		}
		checkZeroResponse(t, test.name, &used)
		checkZeroBasic(t, test.name, basic)
	}
}

func TestZeroResponse(t *testing.T) {
	checkZeroResponse(t, "zero", new(ocsp.Response))
	checkZeroResponse(t, "clone of zero", new(ocsp.Response).Clone())
	checkZeroResponse(t, "nil", nil)
	checkZeroResponse(t, "clone of nil", (*ocsp.Response)(nil).Clone())
	for _, err := range []error{(*ocsp.Response)(nil).UnmarshalDER(newSetting().response(t)), (*ocsp.Response)(nil).UnmarshalBinary(nil)} {
		if !errors.Is(err, ocsp.ErrIncomplete) {
			t.Errorf("into nil: %v", err)
		}
	}
	checkZeroBasic(t, "zero", new(ocsp.BasicResponse))
	checkZeroBasic(t, "nil", nil)
	var s ocsp.SingleResponse
	x, err := s.Extensions()
	_, hasNext := s.NextUpdate()
	_, hasTime := s.RevocationTime()
	_, hasReason := s.RevocationReason()
	if x.Len() != 0 || err != nil || s.CertStatus() != 0 || !s.ThisUpdate().IsZero() || hasNext || hasTime || hasReason ||
		s.CertID() != (ocsp.CertID{}) || s.SerialNumber() != nil || s.IssuerNameHash() != nil || s.IssuerKeyHash() != nil {
		t.Error("a zero SingleResponse tells something")
	}
	var id ocsp.CertID
	if id.HashAlgorithmOID() != "" || id.SerialBytes() != nil || id.Key() != "" || id.Clone() != id || !id.Equal(id) || id.Equal(certID(t)) ||
		certID(t).Equal(id) || id.Matches(theHousehold().leaf.cert, theHousehold().ca.cert) {
		t.Error("a zero CertID tells something")
	}
	for _, err := range []error{second(s.HashAlgorithm()), second(id.HashAlgorithm())} {
		if !errors.Is(err, ocsp.ErrIncomplete) {
			t.Error(err)
		}
	}
}

// checkZeroResponse asks a Response that holds nothing for everything.
func checkZeroResponse(t *testing.T, name string, r *ocsp.Response) {
	t.Helper()
	if r.DER() != nil || r.Status() == ocsp.Successful || r.Status().String() != "ResponseStatus(-1)" {
		t.Errorf("%s: status %v", name, r.Status())
	}
	for what, err := range map[string]error{
		"Basic":         second(r.Basic()),
		"Single":        second(r.Single()),
		"MarshalBinary": second(r.MarshalBinary()),
		"Verify":        second(r.Verify(newSetting().options)),
		"Verifier":      second(ocsp.NewVerifier(1).Verify(r, newSetting().options)),
		"no options":    second(r.Verify(ocsp.VerifyOptions{})),
	} {
		if !errors.Is(err, ocsp.ErrIncomplete) {
			t.Errorf("%s: %s: %v", name, what, err)
		}
	}
	if b, err := r.AppendBinary([]byte("x")); string(b) != "x" || !errors.Is(err, ocsp.ErrIncomplete) {
		t.Errorf("%s: AppendBinary: %q, %v", name, b, err)
	}
}

// checkZeroBasic asks a BasicResponse that holds nothing for everything.
func checkZeroBasic(t *testing.T, name string, b *ocsp.BasicResponse) {
	t.Helper()
	for range b.Responses() {
		t.Errorf("%s: a response", name)
	}
	for range b.RawCertificates() {
		t.Errorf("%s: a certificate", name)
	}
	responder, hasName := b.ResponderName()
	nonce, hasNonce := b.Nonce()
	certs, err := b.Certificates()
	x, xerr := b.Extensions()
	if b.Len() != 0 || !b.ProducedAt().IsZero() || b.ResponderKeyHash() != nil || responder != nil || hasName || b.RawResponderName() != nil ||
		b.SignatureAlgorithmOID() != "" || len(b.Signature()) != 0 || len(b.TBSResponseBytes()) != 0 || certs != nil || err != nil ||
		x.Len() != 0 || xerr != nil || nonce != nil || hasNonce {
		t.Errorf("%s: something is left", name)
	}
	if _, err := b.Find(certID(t)); !errors.Is(err, ocsp.ErrNoMatch) {
		t.Errorf("%s: Find: %v", name, err)
	}
	if _, err := b.SignatureHashAlgorithm(); !errors.Is(err, ocsp.ErrUnsupportedAlgorithm) {
		t.Errorf("%s: SignatureHashAlgorithm: %v", name, err)
	}
	for _, cert := range []error{b.CheckSignatureFrom(nil), b.CheckSignatureFrom(theHousehold().ca.cert)} {
		if !errors.Is(cert, ocsp.ErrIncomplete) {
			t.Errorf("%s: CheckSignatureFrom: %v", name, cert)
		}
	}
}

func TestResponseOctets(t *testing.T) {
	message := delegated().response(t)
	want := bytes.Clone(message)
	r := parseResponse(t, message)
	if &r.DER()[0] != &message[0] {
		t.Error("DER is a copy")
	}
	if b, err := r.MarshalBinary(); err != nil || !bytes.Equal(b, message) || &b[0] == &message[0] {
		t.Errorf("MarshalBinary: %x, %v", b, err)
	}
	if b, err := r.AppendBinary([]byte{1}); err != nil || !bytes.Equal(b[1:], message) {
		t.Errorf("AppendBinary: %x, %v", b, err)
	}
	var copied ocsp.Response
	try(t, copied.UnmarshalBinary(message))
	clone := r.Clone()
	clear(message)
	for name, r := range map[string]*ocsp.Response{"UnmarshalBinary": &copied, "Clone": clone} {
		if s, err := r.Verify(newSetting().options); err != nil || s.CertStatus() != ocsp.Good || !bytes.Equal(r.DER(), want) {
			t.Errorf("%s shares memory: %v", name, err)
		}
	}
}

// TestResponseAlternates parses responses of every kind into one value.
func TestResponseAlternates(t *testing.T) {
	full := delegated()
	full.by = ocsp.ByName
	full.status.Status, full.status.RevocationTime, full.status.RevocationReason = ocsp.Revoked, noon, ocsp.Superseded
	full.status.Extensions = []ocsp.Extension{extra(false), ocsp.ArchiveCutoffExtension(noon)}
	other := full.status
	other.Certificate = full.ca.cert
	full.more = []ocsp.SingleResponseTemplate{other, other}
	full.exts = []ocsp.Extension{ocsp.NonceExtension([]byte("n")), extra(false), ocsp.ExtendedRevokeExtension()}
	plain := newSetting()
	unsuccessful := newSetting()
	unsuccessful.outer = func(o *rfc6960.OCSPResponse) { o.ResponseStatus = rfc6960.OCSPResponseStatusTryLater }
	foreign := newSetting()
	foreign.outer = func(o *rfc6960.OCSPResponse) {
		o.ResponseBytes.Value = rfc6960.ResponseBytes{ResponseType: oid("1.2.3"), Response: []byte("no DER")}
	}
	messages := [][]byte{full.response(t), plain.response(t), read(t, "response-unauthorized.der"), unsuccessful.response(t), foreign.response(t), {0x30, 0}}
	var r ocsp.Response
	for i := range 40 {
		message := messages[[]int{0, 1, 0, 2, 1, 3, 0, 4, 1, 5}[i%10]]
		err := r.UnmarshalDER(message)
		switch {
		case len(message) == 2:
			if err == nil {
				t.Fatal("an empty sequence")
			}
			checkZeroResponse(t, "after an error", &r)
		case &message[0] == &messages[0][0]:
			try(t, err)
			b, err := r.Basic()
			try(t, err)
			s, err := r.Verify(full.options)
			try(t, err)
			x, _ := b.Extensions()
			sx, _ := s.Extensions()
			if b.Len() != 3 || s.CertStatus() != ocsp.Revoked || x.Len() != 3 || sx.Len() != 2 {
				t.Fatal("the full one")
			}
		case &message[0] == &messages[1][0]:
			try(t, err)
			b, err := r.Basic()
			try(t, err)
			s, err := r.Verify(plain.options)
			try(t, err)
			x, _ := b.Extensions()
			sx, _ := s.Extensions()
			_, revoked := s.RevocationTime()
			certs, _ := b.Certificates()
			if b.Len() != 1 || s.CertStatus() != ocsp.Good || revoked || x.Len() != 0 || sx.Len() != 0 || len(certs) != 0 || b.RawResponderName() != nil {
				t.Fatal("the plain one")
			}
		default:
			try(t, err)
			_, err := r.Basic()
			if !errors.Is(err, ocsp.ErrStatus) && !errors.Is(err, ocsp.ErrResponseType) {
				t.Fatalf("%v", err)
			}
			if want := "ocsp: response type is not id-pkix-ocsp-basic but 1.2.3"; errors.Is(err, ocsp.ErrResponseType) && err.Error() != want {
				t.Fatalf("%q, want %q", err, want)
			}
			if _, err := r.Single(); err == nil {
				t.Fatal("an answer where there is none")
			}
		}
	}
}

func TestSingle(t *testing.T) {
	s := newSetting()
	s.tbs = func(d *rfc6960.ResponseData) { d.Responses = nil }
	if _, err := parseResponse(t, s.response(t)).Single(); !errors.Is(err, ocsp.ErrNoMatch) {
		t.Errorf("none: %v", err)
	}
	s = newSetting()
	s.more = append(s.more, s.status)
	if _, err := parseResponse(t, s.response(t)).Single(); !errors.Is(err, ocsp.ErrMultiple) {
		t.Errorf("two: %v", err)
	}
	if s, err := parseResponse(t, newSetting().response(t)).Single(); err != nil || s.CertStatus() != ocsp.Good {
		t.Errorf("one: %v", err)
	}
}

func TestFind(t *testing.T) {
	s := newSetting()
	s.status.Hash = crypto.SHA256
	other := s.status
	other.Status, other.RevocationTime = ocsp.Revoked, noon
	s.more = []ocsp.SingleResponseTemplate{other}
	b, err := parseResponse(t, s.response(t)).Basic()
	try(t, err)
	if single, err := b.Find(certID(t)); !errors.Is(err, ocsp.ErrConflictingResponses) || single != (ocsp.SingleResponse{}) {
		t.Errorf("two that differ: %v", err)
	}
	s.more[0] = s.status
	b, err = parseResponse(t, s.response(t)).Basic()
	try(t, err)
	if single, err := b.Find(certID(t)); err != nil || single.CertStatus() != ocsp.Good {
		t.Errorf("two that are equal: %v", err)
	}
	sha1ID, err := ocsp.NewCertID(s.leaf.cert, s.ca.cert, crypto.SHA1)
	try(t, err)
	if _, err := b.Find(sha1ID); !errors.Is(err, ocsp.ErrNoMatch) || err.Error() != "ocsp: no response for that certificate among 2" {
		t.Errorf("under another hash function: %v", err)
	}
}

// TestCertificatesThatCannotBeParsed has one among those enclosed.
func TestCertificatesThatCannotBeParsed(t *testing.T) {
	for _, test := range []struct {
		certs []rfc5912.Certificate
		n     int
		fails bool
	}{
		{[]rfc5912.Certificate{{0x30, 0}, theHousehold().delegate.cert.Raw}, 1, false},
		{[]rfc5912.Certificate{theHousehold().delegate.cert.Raw, {0x30, 0}}, 1, false},
		{[]rfc5912.Certificate{{0x30, 0}, {0x30, 0}}, 0, true},
		{[]rfc5912.Certificate{}, 0, false},
	} {
		s := newSetting()
		s.basic = func(b *rfc6960.BasicOCSPResponse) { b.Certs = der.Some(test.certs) }
		b, err := parseResponse(t, s.response(t)).Basic()
		try(t, err)
		certs, err := b.Certificates()
		if len(certs) != test.n || (err != nil) != test.fails {
			t.Errorf("%d of %d: %v", len(certs), len(test.certs), err)
		}
		n := 0
		for range b.RawCertificates() {
			n++
		}
		if n != len(test.certs) {
			t.Errorf("%d octet strings of %d", n, len(test.certs))
		}
	}
}

func TestSignatureHashAlgorithm(t *testing.T) {
	for _, test := range []struct {
		algorithm *rfc5912.AlgorithmIdentifier
		want      crypto.Hash
		err       error
	}{
		{algorithmID("1.2.840.10045.4.3.2", nil), crypto.SHA256, nil},
		{algorithmID("1.2.840.113549.1.1.5", []byte{5, 0}), crypto.SHA1, nil},
		{algorithmID("1.2.840.113549.1.1.4", []byte{5, 0}), crypto.MD5, nil},
		{algorithmID("1.2.840.113549.1.1.2", []byte{5, 0}), 0, ocsp.ErrUnsupportedAlgorithm},
		{algorithmID("1.3.101.112", nil), 0, nil},
		{algorithmID("1.3.101.113", nil), 0, nil},
		{algorithmID("1.3.101.112", []byte{5, 0}), 0, ocsp.ErrUnsupportedAlgorithm},
		{algorithmID("1.3.101.113", []byte{5, 0}), 0, ocsp.ErrUnsupportedAlgorithm},
		{algorithmID("1.2.3", nil), 0, ocsp.ErrUnsupportedAlgorithm},
	} {
		s := newSetting()
		s.algorithm = test.algorithm
		b, err := parseResponse(t, s.response(t)).Basic()
		try(t, err)
		if h, err := b.SignatureHashAlgorithm(); h != test.want || !errors.Is(err, test.err) {
			t.Errorf("%v: %v, %v", test.algorithm.Algorithm, h, err)
		}
		if b.SignatureAlgorithmOID() != test.algorithm.Algorithm {
			t.Errorf("%v, want %v", b.SignatureAlgorithmOID(), test.algorithm.Algorithm)
		}
		check := ocsp.ErrUnsupportedAlgorithm
		switch test.algorithm.Algorithm {
		case oid("1.2.840.10045.4.3.2"):
			check = nil
		case oid("1.2.840.113549.1.1.5"), oid("1.2.840.113549.1.1.4"), oid("1.2.840.113549.1.1.2"):
			check = ocsp.ErrWeakAlgorithm
		case oid("1.3.101.112"):
			if test.err == nil {
				check = ocsp.ErrBadSignature
			}
		}
		if err := b.CheckSignatureFrom(theHousehold().ca.cert); !errors.Is(err, check) {
			t.Errorf("%v: %v, want %v", test.algorithm.Algorithm, err, check)
		}
		if err := b.CheckSignatureFrom(nil); !errors.Is(err, ocsp.ErrIncomplete) {
			t.Errorf("no certificate: %v", err)
		}
	}
}

// TestConcurrentReaders has several goroutines ask one message for everything: the race detector looks on.
func TestConcurrentReaders(t *testing.T) {
	s := delegated()
	s.status.Extensions = []ocsp.Extension{ocsp.SCTsExtension(aSCT)}
	s.exts = []ocsp.Extension{ocsp.NonceExtension([]byte("nonce"))}
	r := parseResponse(t, s.response(t))
	q, err := ocsp.NewRequestBuilder().AddRequest(certID(t), extra(false)).Nonce(nil).Sign(nil, s.leaf.key, sha256Hash, s.leaf.cert)
	try(t, err)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 10 {
				if !bytes.Equal(askResponse(r), r.DER()) || !bytes.Equal(askRequest(q), q.DER()) {
					t.Error("a reader saw something else")
				}
				if _, err := r.Verify(s.options); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}
