package bench

import (
	"bytes"
	"crypto"
	"crypto/ed25519"
	cryptorand "crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

// allocations counts what f allocates each time.
func allocations(t *testing.T, name string, runs int, most float64, f func() error) {
	t.Helper()
	n := testing.AllocsPerRun(runs, func() {
		if err := f(); err != nil {
			t.Fatal(err)
		}
	})
	if n > most {
		t.Errorf("%s: %v allocations, want %v at most", name, n, most)
	}
}

// An order says how large the entries of a list are: of n, the number k has between 0 and 100 octets more than the
// smallest.
type order struct {
	name string
	more func(k, n int) int
}

var orders = []order{
	{"of one size", func(k, n int) int { return 16 }},
	{"growing", func(k, n int) int { return 100 * k / n }},
	{"shrinking", func(k, n int) int { return 100 - 100*k/n }},
	{"the first small", func(k, n int) int { return min(k, 1) * 100 }},
	{"the first large", func(k, n int) int { return 100 - min(k, 1)*100 }},
	{"two in turn", func(k, n int) int { return k % 2 * 100 }},
	{"random", func(k, n int) int { return rand.New(rand.NewPCG(uint64(k), 1)).IntN(101) }},
}

// sized is an entry with so many octets more than the smallest; an extension makes it larger still.
func sized(more int, extension der.OID) rfc6960.SingleResponse {
	v := rfc6960.SingleResponse{
		CertID: rfc6960.CertID{
			HashAlgorithm:  rfc5912.AlgorithmIdentifier{Algorithm: "\x2b\x0e\x03\x02\x1a", Parameters: der.Some(der.RawValue{5, 0})},
			IssuerNameHash: make([]byte, 20),
			IssuerKeyHash:  make([]byte, 20),
			SerialNumber:   bytes.Repeat([]byte{0x55}, 1+more),
		},
		ThisUpdate: time.Unix(1_700_000_000, 0).UTC(),
	}
	v.CertStatus.SetGood()
	if extension != "" {
		v.SingleExtensions = der.Some(rfc5912.Extensions{{ExtnID: extension, ExtnValue: []byte{5, 0}}})
	}
	return v
}

// unsigned is a response of these entries, with a signature of nothing.
func unsigned(t *testing.T, list []rfc6960.SingleResponse) []byte {
	t.Helper()
	basic := rfc6960.BasicOCSPResponse{
		TBSResponseData:    rfc6960.ResponseData{ProducedAt: time.Unix(1_700_000_000, 0).UTC(), Responses: list},
		SignatureAlgorithm: rfc5912.AlgorithmIdentifier{Algorithm: "\x2a\x86\x48\xce\x3d\x04\x03\x02"},
		Signature:          der.BitString{Bytes: make([]byte, 64)},
	}
	basic.TBSResponseData.ResponderID.SetByKey(make([]byte, 20))
	body, err := basic.MarshalDER()
	try(t, err)
	response := rfc6960.OCSPResponse{ResponseBytes: der.Some(rfc6960.ResponseBytes{ResponseType: rfc6960.IDPKIXOCSPBasic, Response: body})}
	message, err := response.MarshalDER()
	try(t, err)
	return message
}

// TestFreshLists: a response with n entries costs three allocations, and one for each entry that has extensions,
// whatever the sizes of the entries are; one entry costs two in all.
func TestFreshLists(t *testing.T) {
	for _, o := range orders {
		for _, n := range []int{1, 2, 3, 10, 100, 1000} {
			for _, every := range []int{0, 1, 7} { // entries with an extension: none, all, some
				freshList(t, o, n, every)
			}
		}
	}
	if !testing.Short() {
		for _, o := range orders[:3] {
			freshList(t, o, 100_000, 7)
		}
	}
}

func freshList(t *testing.T, o order, n, every int) {
	t.Helper()
	extensions := []der.OID{rfc6960.IDPKIXOCSPCRL, rfc6960.IDPKIXOCSPArchiveCutoff, rfc5912.IDCeCRLReasons, rfc6960.IDOCSPSCTList}
	list, extended := make([]rfc6960.SingleResponse, n), 0
	for k := range list {
		var id der.OID
		if every > 0 && k%every == every/2 {
			id = extensions[k%len(extensions)]
			extended++
		}
		list[k] = sized(o.more(k, n), id)
	}
	message := unsigned(t, list)
	most, runs := float64(3+extended), max(1, 200/n)
	if n == 1 {
		most = 2
	}
	name := fmt.Sprintf("%d entries %s, %d with an extension", n, o.name, extended)
	allocations(t, "ParseResponse: "+name, runs, most, func() error {
		_, err := ocsp.ParseResponse(message)
		return err
	})
	var r ocsp.Response
	allocations(t, "UnmarshalDER: "+name, runs, 0, func() error { return r.UnmarshalDER(message) })
}

// TestFreshSmall: a response with one entry costs two allocations, whatever else is usual in it. Signatures of Ed25519
// make it short.
func TestFreshSmall(t *testing.T) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	template := &x509.Certificate{
		SerialNumber: new(big.Int).Lsh(big.NewInt(1), 126), Subject: pkix.Name{CommonName: "an OCSP responder"}, NotBefore: noon, NotAfter: noon,
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning},
	}
	raw, err := x509.CreateCertificate(cryptorand.Reader, template, template, key.Public(), key)
	try(t, err)
	cert, err := x509.ParseCertificate(raw)
	try(t, err)
	m := made1(t)
	for k := range 16 {
		b, name := ocsp.NewResponseBuilder().ProducedAt(noon), "one entry"
		entry := m.template()
		if k&1 != 0 {
			entry.Extensions, name = []ocsp.Extension{ocsp.ArchiveCutoffExtension(noon)}, name+", a single extension"
		}
		if k&2 != 0 {
			b, name = b.AddExtension(ocsp.NonceExtension(make([]byte, 1))), name+", a nonce"
		}
		if k&4 != 0 {
			b, name = b.Certificates(cert), name+", a certificate"
		}
		by := ocsp.ByKeyHash
		if k&8 != 0 {
			by, name = ocsp.ByName, name+", by name"
		}
		r, err := b.ResponderID(by, cert).AddResponse(entry).Sign(nil, key, crypto.Hash(0))
		try(t, err)
		message := r.DER()
		allocations(t, name, 100, 2, func() error {
			_, err := ocsp.ParseResponse(message)
			return err
		})
	}
}

// TestFreshRequests: a request about one certificate costs two allocations, and one about several three.
func TestFreshRequests(t *testing.T) {
	m := made1(t)
	allocations(t, "ParseRequest", 100, 2, func() error { _, err := ocsp.ParseRequest(m.request); return err })
	b := ocsp.NewRequestBuilder().Nonce(nil)
	for k := range 100 {
		e, err := m.entry(k)
		try(t, err)
		b = b.AddRequest(e.CertID)
	}
	q, err := b.Build()
	try(t, err)
	allocations(t, "ParseRequest of 100", 100, 3, func() error { _, err := ocsp.ParseRequest(q.DER()); return err })
}

// TestReused: decoding into a value that was used before, and encoding into a buffer that was, allocate nothing.
func TestReused(t *testing.T) {
	m := made1(t)
	var request rfc6960.OCSPRequest
	var q ocsp.Request
	var dst []byte
	allocations(t, "rfc6960: request", 100, 0, func() error { return request.UnmarshalDER(m.request) })
	allocations(t, "ocsp: request", 100, 0, func() error { return q.UnmarshalDER(m.request) })
	allocations(t, "encode: request", 100, 0, func() (err error) {
		dst, err = request.AppendDER(dst[:0])
		return err
	})
	var outer rfc6960.OCSPResponse
	var basic rfc6960.BasicOCSPResponse
	var r ocsp.Response
	for range 2 { // of these, each comes after each of the others
		for _, message := range m.responses() {
			allocations(t, "rfc6960: "+message.of, 100, 0, func() error {
				if err := outer.UnmarshalDER(message.der); err != nil {
					return err
				}
				return basic.UnmarshalDER(outer.ResponseBytes.Value.Response)
			})
			allocations(t, "ocsp: "+message.of, 100, 0, func() error { return r.UnmarshalDER(message.der) })
			allocations(t, "encode: "+message.of, 100, 0, func() (err error) {
				dst, err = basic.AppendDER(dst[:0])
				return err
			})
		}
	}
}

// TestAccessors: what a SingleResponse says about itself costs nothing, a big.Int aside.
func TestAccessors(t *testing.T) {
	m := made1(t)
	r, err := ocsp.ParseResponse(m.r100)
	try(t, err)
	b, err := r.Basic()
	try(t, err)
	allocations(t, "accessors", 100, 0, func() error {
		var n, octets int
		for s := range b.Responses() {
			id := s.CertID()
			h, err := s.HashAlgorithm()
			if err != nil {
				return err
			}
			at, revoked := s.RevocationTime()
			_, given := s.RevocationReason()
			next, hasNext := s.NextUpdate()
			list, err := s.Extensions()
			if err != nil {
				return err
			}
			for e := range list.All() {
				octets += len(e.Value)
			}
			octets += len(s.IssuerNameHash()) + len(s.IssuerKeyHash()) + len(id.SerialBytes()) + h.Size()
			if revoked == (s.CertStatus() == ocsp.Revoked) && given == revoked && hasNext && !next.Before(s.ThisUpdate()) && at.IsZero() != revoked {
				n++
			}
		}
		return accepted(n == b.Len() && octets > 0)
	})
}
