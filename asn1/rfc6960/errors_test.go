package rfc6960

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/internal/codectest"
	"github.com/dergen/dergen/internal/tlv"
)

var update = flag.Bool("update", false, "write the golden file anew")

var (
	generalName  = codectest.Of[rfc5912.GeneralName]("GeneralName")
	orAddress    = codectest.Of[rfc5912.ORAddress]("ORAddress")
	pssParams    = codectest.Of[rfc5912.RSASSAPSSParams]("RSASSA-PSS-params")
	personalName = codectest.Of[rfc5912.PersonalName]("PersonalName")
	realNumber   = codectest.Of[der.Real]("REAL")
)

// single is a SingleResponse of those parts, in a BasicOCSPResponse behind a good one.
func single(parts ...[]byte) []byte {
	return ofResponses(slices.Concat(singlePlain, tlv.Sequence(parts...)))
}

// dataOf is a BasicOCSPResponse whose tbsResponseData has those parts.
func dataOf(parts ...[]byte) []byte { return tlv.Sequence(tlv.Sequence(parts...), rsaSHA256, bits) }

// nameOf is a ResponderID by a name with that one RDN.
func nameOf(rdn []byte) []byte { return tlv.Explicit(1, tlv.Sequence(rdn)) }

// cut is b without its last n octets.
func cut(b []byte, n int) []byte { return b[:len(b)-n] }

// bad are inputs that are refused: what is wrong, and in what.
var bad = []struct {
	name string
	typ  codectest.Type
	der  []byte
}{
	{"no octets at all", ocspResponse, nil},
	{"one octet", ocspResponse, []byte{0x30}},
	{"an OCTET STRING where the response should be", ocspResponse, tlv.Octets(1, 2, 3)},
	{"HTML", ocspResponse, []byte("<html><head><title>502 Bad Gateway</title>")},
	{"PEM", ocspRequest, []byte("-----BEGIN OCSP REQUEST-----")},
	{"the last octet is missing", ocspResponse, cut(responsePlain, 1)},
	{"an octet too many", ocspResponse, append(bytes.Clone(responsePlain), 0)},
	{"indefinite length", ocspResponse, slices.Concat([]byte{0x30, 0x80}, tlv.Enumerated(6), []byte{0, 0})},
	{"a length in two octets where one would do", ocspResponse, slices.Concat([]byte{0x30, 0x81, 3}, tlv.Enumerated(6))},
	{"a length with a leading zero", ocspResponse, slices.Concat([]byte{0x30, 0x82, 0, 0x80}, make([]byte, 0x80))},
	{"a length of 2^31 octets", ocspRequest, []byte{0x30, 0x84, 0x80, 0, 0, 0}},
	{"a length of 2^32 octets", ocspRequest, []byte{0x30, 0x85, 1, 0, 0, 0, 0}},
	{"a length of 2^63 octets", ocspRequest, []byte{0x30, 0x88, 0x80, 0, 0, 0, 0, 0, 0, 0}},
	{"no responseStatus", ocspResponse, tlv.Sequence()},
	{"responseStatus is an INTEGER", ocspResponse, tlv.Sequence(tlv.Integer(0))},
	{"responseStatus without contents", ocspResponse, tlv.Sequence(tlv.Enumerated())},
	{"responseStatus padded", ocspResponse, tlv.Sequence(tlv.Enumerated(0, 6))},
	{"responseStatus 4, which is not used", ocspResponse, tlv.Sequence(tlv.Enumerated(4))},
	{"responseStatus 7", ocspResponse, tlv.Sequence(tlv.Enumerated(7))},
	{"responseStatus of nine octets", ocspResponse, tlv.Sequence(tlv.Enumerated(1, 2, 3, 4, 5, 6, 7, 8, 9))},
	{"responseBytes without its tag", ocspResponse, tlv.Sequence(tlv.Enumerated(0), tlv.Sequence())},
	{"nothing in the tag of responseBytes", ocspResponse, tlv.Sequence(tlv.Enumerated(0), tlv.Explicit(0))},
	{"something behind responseBytes in its tag", ocspResponse, tlv.Sequence(tlv.Enumerated(0), tlv.Explicit(0, tlv.Sequence(tlv.OID("\x2a"), tlv.Octets()), tlv.Null()))},
	{"something behind responseBytes", ocspResponse, tlv.Sequence(tlv.Enumerated(0), tlv.Explicit(0, tlv.Sequence(tlv.OID("\x2a"), tlv.Octets())), tlv.Null())},
	{"responseType empty", ocspResponse, tlv.Sequence(tlv.Enumerated(0), tlv.Explicit(0, tlv.Sequence(tlv.OID(""), tlv.Octets())))},
	{"responseType with an unfinished arc", ocspResponse, tlv.Sequence(tlv.Enumerated(0), tlv.Explicit(0, tlv.Sequence(tlv.OID("\x2a\x81"), tlv.Octets())))},
	{"responseType with a padded arc", ocspResponse, tlv.Sequence(tlv.Enumerated(0), tlv.Explicit(0, tlv.Sequence(tlv.OID("\x2a\x80\x01"), tlv.Octets())))},
	{"response constructed, as in BER", ocspResponse, tlv.Sequence(tlv.Enumerated(0), tlv.Explicit(0, tlv.Sequence(tlv.OID("\x2a"), tlv.Element(0x24, tlv.Octets()))))},
	{"no response", ocspResponse, tlv.Sequence(tlv.Enumerated(0), tlv.Explicit(0, tlv.Sequence(tlv.OID("\x2a"))))},
	{"nothing signed", basicOCSPResponse, tlv.Sequence()},
	{"version v1, the default, encoded", basicOCSPResponse, dataOf(tlv.Explicit(0, tlv.Integer(0)), tlv.Explicit(2, keyHash20), instant, tlv.Sequence())},
	{"version beyond 64 bits", basicOCSPResponse, dataOf(tlv.Explicit(0, tlv.Integer(1, 0, 0, 0, 0, 0, 0, 0, 0)), tlv.Explicit(2, keyHash20), instant, tlv.Sequence())},
	{"version padded", basicOCSPResponse, dataOf(tlv.Explicit(0, tlv.Integer(0, 1)), tlv.Explicit(2, keyHash20), instant, tlv.Sequence())},
	{"responderID with another tag", basicOCSPResponse, dataOf(tlv.Explicit(3, keyHash20), instant, tlv.Sequence())},
	{"responderID by key, IMPLICIT", basicOCSPResponse, dataOf(tlv.Implicit(2, make([]byte, 20)), instant, tlv.Sequence())},
	{"responderID by key, two of them", basicOCSPResponse, dataOf(tlv.Explicit(2, keyHash20, keyHash20), instant, tlv.Sequence())},
	{"responderID by name, which is a key", basicOCSPResponse, dataOf(tlv.Explicit(1, keyHash20), instant, tlv.Sequence())},
	{"an RDN without attributes", basicOCSPResponse, dataOf(nameOf(tlv.Set()), instant, tlv.Sequence())},
	{"an RDN that is a SEQUENCE", basicOCSPResponse, dataOf(nameOf(tlv.Sequence(tinyAttribute)), instant, tlv.Sequence())},
	{"an RDN out of order", basicOCSPResponse, dataOf(nameOf(tlv.Set(tlv.Sequence(tlv.OID("\x55"), tlv.Null()), tinyAttribute)), instant, tlv.Sequence())},
	{"an attribute without value", basicOCSPResponse, dataOf(nameOf(tlv.Set(tlv.Sequence(tlv.OID("\x2a")))), instant, tlv.Sequence())},
	{"an attribute whose value is cut short", basicOCSPResponse, dataOf(nameOf(tlv.Set(tlv.Sequence(tlv.OID("\x2a"), []byte{0x13, 2, 'a'}))), instant, tlv.Sequence())},
	{"an attribute whose value is end-of-contents", basicOCSPResponse, dataOf(nameOf(tlv.Set(tlv.Sequence(tlv.OID("\x2a"), []byte{0, 0}))), instant, tlv.Sequence())},
	{"producedAt is a UTCTime", basicOCSPResponse, dataOf(tlv.Explicit(2, keyHash20), tlv.Text(0x17, "260102030405Z"), tlv.Sequence())},
	{"producedAt without seconds", basicOCSPResponse, dataOf(tlv.Explicit(2, keyHash20), tlv.Time("202601020304Z"), tlv.Sequence())},
	{"producedAt without Z", basicOCSPResponse, dataOf(tlv.Explicit(2, keyHash20), tlv.Time("20260102030405"), tlv.Sequence())},
	{"producedAt with an offset", basicOCSPResponse, dataOf(tlv.Explicit(2, keyHash20), tlv.Time("20260102030405+0100"), tlv.Sequence())},
	{"producedAt with a zero at the end of its fraction", basicOCSPResponse, dataOf(tlv.Explicit(2, keyHash20), tlv.Time("20260102030405.50Z"), tlv.Sequence())},
	{"producedAt with a comma", basicOCSPResponse, dataOf(tlv.Explicit(2, keyHash20), tlv.Time("20260102030405,5Z"), tlv.Sequence())},
	{"producedAt with ten digits of fraction", basicOCSPResponse, dataOf(tlv.Explicit(2, keyHash20), tlv.Time("20260102030405.1234567891Z"), tlv.Sequence())},
	{"producedAt on 30 February", basicOCSPResponse, dataOf(tlv.Explicit(2, keyHash20), tlv.Time("20260230030405Z"), tlv.Sequence())},
	{"producedAt at second 60", basicOCSPResponse, dataOf(tlv.Explicit(2, keyHash20), tlv.Time("20260102235960Z"), tlv.Sequence())},
	{"responses missing", basicOCSPResponse, dataOf(tlv.Explicit(2, keyHash20), instant)},
	{"responses is a SET", basicOCSPResponse, dataOf(tlv.Explicit(2, keyHash20), instant, tlv.Set())},
	{"a response that is empty", basicOCSPResponse, ofResponses(slices.Concat(singlePlain, singlePlain, tlv.Sequence()))},
	{"a response that is NULL", basicOCSPResponse, ofResponses(slices.Concat(singlePlain, tlv.Null()))},
	{"a response that claims 4 GiB", basicOCSPResponse, ofResponses(slices.Concat(singlePlain, []byte{0x30, 0x84, 0xff, 0xff, 0xff, 0xff}))},
	{"certID without serialNumber", basicOCSPResponse, single(tlv.Sequence(sha1, keyHash20, keyHash20), good, instant)},
	{"serialNumber padded", basicOCSPResponse, single(tlv.Sequence(sha1, keyHash20, keyHash20, tlv.Integer(0, 1)), good, instant)},
	{"serialNumber padded, negative", basicOCSPResponse, single(tlv.Sequence(sha1, keyHash20, keyHash20, tlv.Integer(0xff, 0x80)), good, instant)},
	{"serialNumber without contents", basicOCSPResponse, single(tlv.Sequence(sha1, keyHash20, keyHash20, tlv.Integer()), good, instant)},
	{"two parameters of hashAlgorithm", basicOCSPResponse, single(tlv.Sequence(tlv.Sequence(tlv.OID("\x2a"), tlv.Null(), tlv.Null()), keyHash20, keyHash20, tlv.Integer(1)), good, instant)},
	{"certStatus missing", basicOCSPResponse, single(certIDSHA1)},
	{"certStatus of a fourth kind", basicOCSPResponse, single(certIDSHA1, tlv.Implicit(3), instant)},
	{"certStatus good, constructed", basicOCSPResponse, single(certIDSHA1, tlv.Explicit(0), instant)},
	{"certStatus good with contents", basicOCSPResponse, single(certIDSHA1, tlv.Implicit(0, []byte{0}), instant)},
	{"certStatus unknown with contents", basicOCSPResponse, single(certIDSHA1, tlv.Implicit(2, []byte{5, 0}), instant)},
	{"certStatus revoked without a time", basicOCSPResponse, single(certIDSHA1, tlv.Explicit(1), instant)},
	{"revocationReason 7, which is not used", basicOCSPResponse, single(certIDSHA1, tlv.Explicit(1, instant, tlv.Explicit(0, tlv.Enumerated(7))), instant)},
	{"revocationReason is an INTEGER", basicOCSPResponse, single(certIDSHA1, tlv.Explicit(1, instant, tlv.Explicit(0, tlv.Integer(1))), instant)},
	{"two revocationReasons", basicOCSPResponse, single(certIDSHA1, tlv.Explicit(1, instant, tlv.Explicit(0, tlv.Enumerated(1)), tlv.Explicit(0, tlv.Enumerated(1))), instant)},
	{"nextUpdate without contents", basicOCSPResponse, single(certIDSHA1, good, instant, tlv.Explicit(0, tlv.Time("")))},
	{"nextUpdate behind singleExtensions", basicOCSPResponse, single(certIDSHA1, good, instant, tlv.Explicit(1, tlv.Sequence(tinyExtension)), tlv.Explicit(0, instant))},
	{"no singleExtensions in their tag", basicOCSPResponse, single(certIDSHA1, good, instant, tlv.Explicit(1, tlv.Sequence()))},
	{"extension with critical FALSE, the default, encoded", basicOCSPResponse, single(certIDSHA1, good, instant, tlv.Explicit(1, tlv.Sequence(tlv.Sequence(tlv.OID("\x2a"), tlv.Boolean(0), tlv.Octets()))))},
	{"extension with critical 01", basicOCSPResponse, single(certIDSHA1, good, instant, tlv.Explicit(1, tlv.Sequence(tinyExtension, tlv.Sequence(tlv.OID("\x2a"), tlv.Boolean(1), tlv.Octets()))))},
	{"extension with critical of two octets", basicOCSPResponse, single(certIDSHA1, good, instant, tlv.Explicit(1, tlv.Sequence(tlv.Sequence(tlv.OID("\x2a"), tlv.Boolean(0xff, 0xff), tlv.Octets()))))},
	{"extension without value", basicOCSPResponse, single(certIDSHA1, good, instant, tlv.Explicit(1, tlv.Sequence(tlv.Sequence(tlv.OID("\x2a"), tlv.Boolean(0xff)))))},
	{"responseExtensions empty", basicOCSPResponse, dataOf(tlv.Explicit(2, keyHash20), instant, tlv.Sequence(), tlv.Explicit(1, tlv.Sequence()))},
	{"signature without contents", basicOCSPResponse, tlv.Sequence(dataPlain, rsaSHA256, tlv.Bits())},
	{"signature with 8 unused bits", basicOCSPResponse, tlv.Sequence(dataPlain, rsaSHA256, tlv.Bits(8, 0))},
	{"signature with unused bits that are not zero", basicOCSPResponse, tlv.Sequence(dataPlain, rsaSHA256, tlv.Bits(1, 0xff))},
	{"a certificate that is NULL", basicOCSPResponse, tlv.Sequence(dataPlain, rsaSHA256, bits, tlv.Explicit(0, tlv.Sequence(cert, tlv.Null())))},
	{"a certificate that ends after its list", basicOCSPResponse, tlv.Sequence(dataPlain, rsaSHA256, bits, tlv.Explicit(0, tlv.Sequence(cert, []byte{0x30, 1})))},
	{"something behind the certificates", basicOCSPResponse, tlv.Sequence(dataPlain, rsaSHA256, bits, tlv.Explicit(0, tlv.Sequence(cert)), tlv.Null())},
	{"no tbsRequest", ocspRequest, tlv.Sequence()},
	{"no requestList", ocspRequest, tlv.Sequence(tlv.Sequence())},
	{"version v1, the default, encoded", ocspRequest, tlv.Sequence(tlv.Sequence(tlv.Explicit(0, tlv.Integer(0)), tlv.Sequence()))},
	{"requestorName behind requestList", ocspRequest, tlv.Sequence(tlv.Sequence(tlv.Sequence(), tlv.Explicit(1, tlv.Text(0x82, "a"))))},
	{"requestorName with a character that IA5String lacks", ocspRequest, tlv.Sequence(tlv.Sequence(tlv.Explicit(1, tlv.Text(0x82, "caf\xc3\xa9")), tlv.Sequence()))},
	{"requestorName of no kind", ocspRequest, tlv.Sequence(tlv.Sequence(tlv.Explicit(1, tlv.Implicit(9)), tlv.Sequence()))},
	{"the tenth request is NULL", ocspRequest, ofRequests(slices.Concat(bytes.Repeat(tinyRequest, 9), tlv.Null()))},
	{"issuerKeyHash missing", ocspRequest, ofRequests(tlv.Sequence(tlv.Sequence(sha1, keyHash20)))},
	{"optionalSignature empty", ocspRequest, tlv.Sequence(tbsPlain, tlv.Explicit(0, tlv.Sequence()))},
	{"no octets for a CHOICE", certStatus, nil},
	{"a name that is no choice", generalName, tlv.Implicit(9)},
	{"registeredID empty", generalName, tlv.Implicit(8)},
	{"nameAssigner of a string type that DirectoryString lacks", generalName, tlv.Explicit(5, tlv.Explicit(0, tlv.Text(0x16, "a")), tlv.Explicit(1, tlv.Text(0x0c, "b")))},
	{"partyName that is no UTF-8", generalName, tlv.Explicit(5, tlv.Explicit(1, tlv.Text(0x0c, "\xff")))},
	{"extension attributes out of order", orAddress, tlv.Sequence(tlv.Sequence(), tlv.Set(attributeOf(2), attributeOf(1)))},
	{"a country of three letters", orAddress, tlv.Sequence(tlv.Sequence(tlv.Element(0x61, tlv.Text(0x13, "NLD"))))},
	{"a set out of order", personalName, tlv.Set(tlv.Text(0x81, "given"), tlv.Text(0x80, "surname"))},
	{"a component twice", personalName, tlv.Set(tlv.Text(0x80, "surname"), tlv.Text(0x80, "surname"))},
	{"a component that is none of the set's", personalName, tlv.Set(tlv.Text(0x80, "surname"), tlv.Text(0x84, "?"))},
	{"a component missing", personalName, tlv.Set(tlv.Text(0x81, "given"))},
	{"saltLength 20, the default, encoded", pssParams, tlv.Sequence(tlv.Explicit(2, tlv.Integer(20)))},
	{"hashAlgorithm SHA-1, the default, encoded", pssParams, tlv.Sequence(tlv.Explicit(0, sha1))},
	{"a base that DER does not have", realNumber, tlv.Element(0x09, []byte{0x90, 0, 1})},
}

func attributeOf(n byte) []byte {
	return tlv.Sequence(tlv.Implicit(0, []byte{n}), tlv.Explicit(1, tlv.Text(0x13, "x")))
}

// TestErrors compares what errors say with testdata/errors.txt: for every input a line that says what is wrong with it,
// and below it the error. -update writes the file.
func TestErrors(t *testing.T) {
	const file = "testdata/errors.txt"
	var text strings.Builder
	text.WriteString("What is wrong with an input, its type and octets (the end of long ones is left out), and what the error says.\n")
	text.WriteString("go test ./asn1/rfc6960 -run TestErrors -update writes this file.\n")
	reached := map[error]bool{der.ErrDepth: true} // for types that contain themselves: internal/recursive
	for _, x := range bad {
		err := x.typ.New().UnmarshalDER(x.der)
		if err == nil {
			t.Errorf("%s: %s is accepted", x.typ.Name, x.name)
			continue
		}
		if x.typ.Name != realNumber.Name {
			codectest.CheckError(t, x.typ, x.der, err)
		}
		for _, s := range codectest.Sentinels {
			reached[s] = reached[s] || errors.Is(err, s)
		}
		octets := fmt.Sprintf("% x", x.der)
		if len(x.der) == 0 {
			octets = "of no octets"
		}
		if len(x.der) > 24 {
			octets = fmt.Sprintf("% x ... (%d octets)", x.der[:20], len(x.der))
		}
		fmt.Fprintf(&text, "\n%s\n    %s %s\n    %s\n", x.name, x.typ.Name, octets, err)
	}
	for _, s := range codectest.Sentinels {
		if !reached[s] {
			t.Errorf("no input that is refused because %v", s)
		}
	}
	if *update {
		if err := os.WriteFile(file, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	got, wanted := strings.Split(text.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(wanted)) {
		if i >= len(got) || i >= len(wanted) || got[i] != wanted[i] {
			t.Errorf("%s:%d: differs (-update writes it)", file, i+1)
			if i < len(got) {
				t.Errorf("now: %s", got[i])
			}
			break
		}
	}
}
