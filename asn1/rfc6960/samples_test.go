package rfc6960

import (
	"path"
	"strings"
	"testing"

	"github.com/dergen/dergen/internal/codectest"
	"github.com/dergen/dergen/internal/tlv"
)

// sample is an encoding that the codec accepts.
type sample = codectest.Sample

// Parts of the samples below, written out element by element.
var (
	sha1       = tlv.Sequence(tlv.OID("\x2b\x0e\x03\x02\x1a"), tlv.Null())
	sha256     = tlv.Sequence(tlv.OID("\x60\x86\x48\x01\x65\x03\x04\x02\x01"))
	rsaSHA256  = tlv.Sequence(tlv.OID("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b"), tlv.Null())
	unknownAlg = tlv.Sequence(tlv.OID("\x2a\x03\x04"), parameters)
	parameters = tlv.Sequence(tlv.Integer(1))
	keyHash20  = tlv.Octets(make([]byte, 20)...)
	name       = tlv.Sequence(tlv.Set(tlv.Sequence(tlv.OID("\x55\x04\x0a"), tlv.Text(0x0c, "Example Trust"))),
		tlv.Set(tlv.Sequence(tlv.OID("\x55\x04\x05"), tlv.Text(0x13, "7")), tlv.Sequence(tlv.OID("\x55\x04\x03"), tlv.Text(0x13, "CN"))))
	cert    = tlv.Sequence(tlv.Sequence(tlv.Integer(1)), rsaSHA256, tlv.Bits(0, 1, 2, 3))
	bits    = tlv.Bits(4, 0xab, 0xc0)
	nonce   = tlv.Sequence(tlv.OID("\x2b\x06\x01\x05\x05\x07\x30\x01\x02"), tlv.Holding(tlv.Octets([]byte("0123456789abcdef")...)))
	unknown = tlv.Sequence(tlv.OID("\x2a\x03\x05"), tlv.Boolean(0xff), tlv.Holding(tlv.Null()))
	reason  = tlv.Sequence(tlv.OID("\x55\x1d\x15"), tlv.Holding(tlv.Enumerated(1)))

	certIDSHA1   = tlv.Sequence(sha1, keyHash20, keyHash20, tlv.Integer(0x01, 0x02, 0x03))
	certIDSHA256 = tlv.Sequence(sha256, tlv.Octets(make([]byte, 32)...), tlv.Octets(make([]byte, 32)...), tlv.Integer(0x00, 0x80))

	requestPlain = tlv.Sequence(certIDSHA1)
	requestFull  = tlv.Sequence(certIDSHA256, tlv.Explicit(0, tlv.Sequence(unknown, nonce)))
	tbsPlain     = tlv.Sequence(tlv.Sequence(requestPlain))
	tbsFull      = tlv.Sequence(tlv.Explicit(0, tlv.Integer(1)), tlv.Explicit(1, tlv.Explicit(4, name)), tlv.Sequence(requestPlain, requestFull, requestPlain),
		tlv.Explicit(2, tlv.Sequence(nonce, unknown)))
	signatureFull = tlv.Sequence(rsaSHA256, bits, tlv.Explicit(0, tlv.Sequence(cert, cert)))

	good          = tlv.Implicit(0)
	revoked       = tlv.Element(0xa1, tlv.Time("20250102030405Z"))
	revokedReason = tlv.Element(0xa1, tlv.Time("20250102030405.5Z"), tlv.Explicit(0, tlv.Enumerated(10)))
	notKnown      = tlv.Implicit(2)
	singlePlain   = tlv.Sequence(certIDSHA1, good, tlv.Time("20260102030405Z"))
	singleFull    = tlv.Sequence(certIDSHA256, revokedReason, tlv.Time("20260102030405Z"), tlv.Explicit(0, tlv.Time("20260109030405.123456789Z")),
		tlv.Explicit(1, tlv.Sequence(reason, unknown)))
	singleUnknown = tlv.Sequence(certIDSHA1, notKnown, tlv.Time("20260102030405Z"), tlv.Explicit(0, tlv.Time("20260109030405Z")))
	dataPlain     = tlv.Sequence(tlv.Explicit(2, keyHash20), tlv.Time("20260102030405Z"), tlv.Sequence(singlePlain))
	dataEmpty     = tlv.Sequence(tlv.Explicit(2, tlv.Octets()), tlv.Time("20260102030405Z"), tlv.Sequence())
	dataFull      = tlv.Sequence(tlv.Explicit(0, tlv.Integer(1)), tlv.Explicit(1, name), tlv.Time("20260102030405.5Z"),
		tlv.Sequence(singleFull, singlePlain, singleUnknown, singleFull), tlv.Explicit(1, tlv.Sequence(nonce, unknown, reason)))
	basicPlain = tlv.Sequence(dataPlain, rsaSHA256, bits)
	basicFull  = tlv.Sequence(dataFull, unknownAlg, bits, tlv.Explicit(0, tlv.Sequence(cert)))

	responseTypesTwo = tlv.Sequence(tlv.OID("\x2b\x06\x01\x05\x05\x07\x30\x01\x01"), tlv.OID("\x2a\x03"))

	responsePlain = response(basicPlain)
	responseFull  = response(basicFull)
)

func response(basic []byte) []byte {
	return tlv.Sequence(tlv.Enumerated(0), tlv.Explicit(0, tlv.Sequence(tlv.OID("\x2b\x06\x01\x05\x05\x07\x30\x01\x01"), tlv.Holding(basic))))
}

// small has encodings of every type, with and without each optional component.
var small = samplesOf([]struct {
	name string
	typ  codectest.Type
	der  []byte
}{
	{"plain", ocspRequest, tlv.Sequence(tbsPlain)},
	{"signed", ocspRequest, tlv.Sequence(tbsPlain, tlv.Explicit(0, tlv.Sequence(unknownAlg, bits)))},
	{"full", ocspRequest, tlv.Sequence(tbsFull, tlv.Explicit(0, signatureFull))},
	{"no request", ocspRequest, tlv.Sequence(tlv.Sequence(tlv.Sequence()))},
	{"plain", tbsRequest, tbsPlain},
	{"full", tbsRequest, tbsFull},
	{"empty certs", signature, tlv.Sequence(rsaSHA256, bits, tlv.Explicit(0, tlv.Sequence()))},
	{"full", signature, signatureFull},
	{"one", version, tlv.Integer(1)},
	{"least", version, tlv.Integer(0x80, 0, 0, 0, 0, 0, 0, 0)},
	{"plain", request, requestPlain},
	{"full", request, requestFull},
	{"SHA-1", certID, certIDSHA1},
	{"SHA-256", certID, certIDSHA256},
	{"negative serial", certID, tlv.Sequence(sha1, tlv.Octets(), tlv.Octets(), tlv.Integer(0x80))},
	{"try later", ocspResponse, tlv.Sequence(tlv.Enumerated(3))},
	{"plain", ocspResponse, responsePlain},
	{"full", ocspResponse, responseFull},
	{"unauthorized", responseStatus, tlv.Enumerated(6)},
	{"another type", responseBytes, tlv.Sequence(tlv.OID("\x2a\x03"), tlv.Octets(1, 2))},
	{"plain", basicOCSPResponse, basicPlain},
	{"full", basicOCSPResponse, basicFull},
	{"plain", responseData, dataPlain},
	{"empty", responseData, dataEmpty},
	{"full", responseData, dataFull},
	{"by name", responderID, tlv.Explicit(1, name)},
	{"by empty name", responderID, tlv.Explicit(1, tlv.Sequence())},
	{"by key", responderID, tlv.Explicit(2, keyHash20)},
	{"of SHA-1", keyHash, keyHash20},
	{"empty", keyHash, tlv.Octets()},
	{"plain", singleResponse, singlePlain},
	{"unknown", singleResponse, singleUnknown},
	{"full", singleResponse, singleFull},
	{"good", certStatus, good},
	{"revoked", certStatus, revoked},
	{"revoked for a reason", certStatus, revokedReason},
	{"unknown", certStatus, notKnown},
	{"plain", revokedInfo, tlv.Sequence(tlv.Time("20250102030405Z"))},
	{"with a reason", revokedInfo, tlv.Sequence(tlv.Time("00000229235959.000000001Z"), tlv.Explicit(0, tlv.Enumerated(0)))},
	{"last", archiveCutoff, tlv.Time("99991231235959Z")},
	{"none", responseTypes, tlv.Sequence()},
	{"two", responseTypes, responseTypesTwo},
	{"one", serviceLocator, tlv.Sequence(name, tlv.Sequence(tlv.Sequence(tlv.OID("\x2b\x06\x01\x05\x05\x07\x30\x01"), tlv.Text(0x86, "http://ocsp.example/"))))},
	{"empty", crlID, tlv.Sequence()},
	{"full", crlID, tlv.Sequence(tlv.Explicit(0, tlv.Text(0x16, "http://crl.example/")), tlv.Explicit(1, tlv.Integer(0x7f)), tlv.Explicit(2, tlv.Time("20260102030405Z")))},
	{"two", preferredAlgs, tlv.Sequence(tlv.Sequence(rsaSHA256), tlv.Sequence(unknownAlg, sha256))},
	{"plain", preferredAlg, tlv.Sequence(rsaSHA256)},
	{"with a certificate's", preferredAlg, tlv.Sequence(rsaSHA256, unknownAlg)},
})

func samplesOf(rows []struct {
	name string
	typ  codectest.Type
	der  []byte
}) (list []sample) {
	for _, r := range rows {
		list = append(list, sample{Name: r.name, Type: r.typ, DER: r.der})
	}
	return list
}

// messages are the files of testdata/ that are messages, and the BasicOCSPResponses in them.
func messages(t testing.TB) []sample {
	t.Helper()
	var list []sample
	for _, name := range []string{
		"docs/request.der", "docs/response-unauthorized.der", "demo/request.der", "demo/response.der",
		"openssl/request-plain.der", "openssl/request-four.der", "openssl/request-signed.der", "openssl/request-chain.der",
		"openssl/response-key.der", "openssl/response-four.der", "openssl/response-pss.der",
	} {
		s := sample{Name: name, Type: ocspRequest, DER: codectest.File(t, name)}
		if !strings.HasPrefix(path.Base(name), "request") {
			s.Type = ocspResponse
			var v OCSPResponse
			if err := v.UnmarshalDER(s.DER); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if v.ResponseBytes.Present {
				list = append(list, sample{Name: name, Type: basicOCSPResponse, DER: v.ResponseBytes.Value.Response})
			}
		}
		list = append(list, s)
	}
	return list
}
