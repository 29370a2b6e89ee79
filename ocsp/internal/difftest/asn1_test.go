package difftest

import (
	"bytes"
	"encoding/asn1"
	"fmt"
	"math/big"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/internal/codectest"
	"github.com/dergen/dergen/internal/tlv"
)

// difference compares package rfc6960 with encoding/asn1 on one message: what the first accepts the second must accept
// too, but for what it cannot hold, and every field must agree. It returns "" or what is wrong.
func difference(b []byte) string {
	var q rfc6960.OCSPRequest
	if q.UnmarshalDER(b) == nil {
		var o ocspRequest
		if err := unmarshal(b, &o); err != nil {
			return refusal("OCSPRequest", err)
		}
		return compareRequest(&q, &o)
	}
	var r rfc6960.OCSPResponse
	if r.UnmarshalDER(b) == nil {
		var o ocspResponse
		if err := unmarshal(b, &o); err != nil {
			return refusal("OCSPResponse", err)
		}
		var d fields
		d.compare("responseStatus", int64(r.ResponseStatus), int64(o.Status))
		if r.ResponseBytes.Present {
			d.compare("responseType", r.ResponseBytes.Value.ResponseType.String(), o.Bytes.Type.String())
			d.compare("response", r.ResponseBytes.Value.Response, o.Bytes.Response)
		}
		d.compare("responseBytes", r.ResponseBytes.Present, o.Bytes.Type != nil)
		if d == "" && r.ResponseBytes.Present && r.ResponseBytes.Value.ResponseType == rfc6960.IDPKIXOCSPBasic {
			return difference(r.ResponseBytes.Value.Response)
		}
		return string(d)
	}
	var basic rfc6960.BasicOCSPResponse
	if basic.UnmarshalDER(b) == nil {
		var o basicResponse
		if err := unmarshal(b, &o); err != nil {
			return refusal("BasicOCSPResponse", err)
		}
		return compareBasic(&basic, &o)
	}
	return ""
}

func unmarshal(b []byte, v any) error {
	rest, err := asn1.Unmarshal(b, v)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("%d octets are left", len(rest))
	}
	return err
}

// refusals are what encoding/asn1 says about messages that are right; each has a test below.
var refusals = []string{
	"base 128 integer too large", // an arc or a tag number of more than 31 bits
	"explicit tag has no child",  // an empty list at the end, where something with an explicit tag might be
}

func refusal(typ string, err error) string {
	if slices.ContainsFunc(refusals, func(s string) bool { return strings.Contains(err.Error(), s) }) {
		return ""
	}
	return typ + " is accepted, and refused by encoding/asn1: " + err.Error()
}

// fields collects what differs.
type fields string

func (d *fields) compare(path string, x, y any) {
	var same bool
	switch x := x.(type) {
	case []byte:
		same = bytes.Equal(x, y.([]byte))
	case time.Time:
		same = x.Equal(y.(time.Time))
	case *big.Int:
		same = x.Cmp(y.(*big.Int)) == 0
	default:
		same = x == y
	}
	if !same && *d == "" {
		*d = fields(fmt.Sprintf("%s: %v and %v", path, x, y))
	}
}

func compareRequest(v *rfc6960.OCSPRequest, o *ocspRequest) string {
	var d fields
	t := &v.TBSRequest
	d.compare("tbsRequest", t.Raw, []byte(o.TBS.Raw))
	d.compare("version", int64(t.Version), o.TBS.Version)
	d.compare("requestorName", t.RequestorName.Present, o.TBS.RequestorName.FullBytes != nil)
	if t.RequestorName.Present {
		// FullBytes of what has an explicit tag has the tag as well.
		d.compare("requestorName", t.RequestorName.Value.Bytes(), o.TBS.RequestorName.Bytes)
	}
	d.compare("requestList", len(t.RequestList), len(o.TBS.RequestList))
	if d != "" {
		return string(d)
	}
	for k := range t.RequestList {
		d.certID("reqCert", &t.RequestList[k].ReqCert, &o.TBS.RequestList[k].CertID)
		d.extensions("singleRequestExtensions", t.RequestList[k].SingleRequestExtensions, o.TBS.RequestList[k].Extensions)
	}
	d.extensions("requestExtensions", t.RequestExtensions, o.TBS.Extensions)
	d.compare("optionalSignature", v.OptionalSignature.Present, o.Signature.Algorithm.Algorithm != nil)
	if v.OptionalSignature.Present {
		s := &v.OptionalSignature.Value
		d.algorithm("signatureAlgorithm", &s.SignatureAlgorithm, &o.Signature.Algorithm)
		d.bits("signature", s.Signature, o.Signature.Signature)
		d.certs(s.Certs, o.Signature.Certs)
	}
	return string(d)
}

func compareBasic(v *rfc6960.BasicOCSPResponse, o *basicResponse) string {
	var d fields
	t := &v.TBSResponseData
	d.compare("tbsResponseData", t.Raw, []byte(o.TBS.Raw))
	d.compare("version", int64(t.Version), o.TBS.Version)
	if n, ok := t.ResponderID.ByName(); ok {
		d.compare("byName", n.Bytes(), o.TBS.ResponderID.Bytes)
		d.name(n, o.TBS.ResponderID.Bytes)
	} else if k, ok := t.ResponderID.ByKey(); ok {
		var key []byte
		if err := unmarshal(o.TBS.ResponderID.Bytes, &key); err != nil {
			return err.Error()
		}
		d.compare("byKey", []byte(k), key)
	}
	d.compare("producedAt", t.ProducedAt, o.TBS.ProducedAt)
	d.compare("responses", len(t.Responses), len(o.TBS.Responses))
	if d != "" {
		return string(d)
	}
	for k := range t.Responses {
		d.single(&t.Responses[k], &o.TBS.Responses[k])
	}
	d.extensions("responseExtensions", t.ResponseExtensions, o.TBS.Extensions)
	d.algorithm("signatureAlgorithm", &v.SignatureAlgorithm, &o.Algorithm)
	d.bits("signature", v.Signature, o.Signature)
	d.certs(v.Certs, o.Certs)
	return string(d)
}

func (d *fields) single(v *rfc6960.SingleResponse, o *singleResponse) {
	d.certID("certID", &v.CertID, &o.CertID)
	d.compare("good", v.CertStatus.Good(), bool(o.Good))
	d.compare("unknown", v.CertStatus.Unknown(), bool(o.Unknown))
	if r := v.CertStatus.Revoked(); r != nil {
		d.compare("revocationTime", r.RevocationTime, o.Revoked.Time)
		d.compare("revocationReason", int64(r.RevocationReason.Value), int64(o.Revoked.Reason))
	} else {
		d.compare("revoked", o.Revoked == revokedInfo{}, true)
	}
	d.compare("thisUpdate", v.ThisUpdate, o.ThisUpdate)
	d.compare("nextUpdate", v.NextUpdate.Value, o.NextUpdate)
	d.extensions("singleExtensions", v.SingleExtensions, o.Extensions)
}

func (d *fields) certID(path string, v *rfc6960.CertID, o *certID) {
	d.algorithm(path+".hashAlgorithm", &v.HashAlgorithm, &o.HashAlgorithm)
	d.compare(path+".issuerNameHash", v.IssuerNameHash, o.NameHash)
	d.compare(path+".issuerKeyHash", v.IssuerKeyHash, o.KeyHash)
	d.compare(path+".serialNumber", v.SerialNumber.BigInt(), o.Serial)
	d.compare(path+".serialNumber", v.SerialNumber.String(), o.Serial.String())
}

func (d *fields) algorithm(path string, v *rfc5912.AlgorithmIdentifier, o *algorithmIdentifier) {
	d.compare(path+".algorithm", v.Algorithm.String(), o.Algorithm.String())
	d.compare(path+".parameters", []byte(v.Parameters.Value), o.Parameters.FullBytes)
	d.compare(path+".parameters", v.Parameters.Present, o.Parameters.FullBytes != nil)
}

func (d *fields) extensions(path string, v der.Optional[rfc5912.Extensions], o []extension) {
	d.compare(path, v.Present, o != nil)
	d.compare(path, len(v.Value), len(o))
	for k := range min(len(v.Value), len(o)) {
		d.compare(path+".extnID", v.Value[k].ExtnID.String(), o[k].ID.String())
		d.compare(path+".critical", v.Value[k].Critical, o[k].Critical)
		d.compare(path+".extnValue", v.Value[k].ExtnValue, o[k].Value)
	}
}

func (d *fields) bits(path string, v der.BitString, o asn1.BitString) {
	d.compare(path, v.Bytes, o.Bytes)
	d.compare(path, v.Len(), o.BitLength)
}

func (d *fields) certs(v der.Optional[[]rfc5912.Certificate], o []asn1.RawValue) {
	d.compare("certs", v.Present, o != nil)
	d.compare("certs", len(v.Value), len(o))
	for k := range min(len(v.Value), len(o)) {
		d.compare("certs", []byte(v.Value[k]), o[k].FullBytes)
	}
}

func (d *fields) name(view rfc5912.NameView, b []byte) {
	n, err := view.Decode()
	if err != nil {
		d.compare("Name", err, nil)
		return
	}
	var o name
	if err := unmarshal(b, &o); err != nil {
		*d += fields(refusal("Name", err))
		return
	}
	rdns, _ := n.RdnSequence()
	d.compare("rdnSequence", len(rdns), len(o))
	for k := range min(len(rdns), len(o)) {
		d.compare("RelativeDistinguishedName", len(rdns[k]), len(o[k]))
		for j := range min(len(rdns[k]), len(o[k])) {
			d.compare("type", rdns[k][j].Type.String(), o[k][j].Type.String())
			d.compare("value", []byte(rdns[k][j].Value), o[k][j].Value.FullBytes)
		}
	}
}

// seeds are the messages of testdata/ and the BasicOCSPResponses in them.
func seeds(t testing.TB) (list [][]byte) {
	t.Helper()
	for _, file := range codectest.Glob(t, filepath.Join(codectest.Root(t), "testdata", "*", "re*.der")) {
		b := codectest.Binary(t, file)
		list = append(list, b)
		var r rfc6960.OCSPResponse
		if r.UnmarshalDER(b) == nil && r.ResponseBytes.Present {
			list = append(list, r.ResponseBytes.Value.Response)
		}
	}
	return list
}

// FuzzEncodingASN1 takes octets, or, if edit is set, changes elements of a message.
func FuzzEncodingASN1(f *testing.F) {
	messages := seeds(f)
	for k, b := range messages {
		f.Add(b, uint16(k), false)
		f.Add([]byte{byte(9 * k), byte(k), 1, byte(5 * k)}, uint16(k), true)
	}
	f.Fuzz(func(t *testing.T, b []byte, k uint16, edit bool) {
		if edit {
			b = codectest.Edit(messages[int(k)%len(messages)], b)
		}
		if d := difference(b); d != "" {
			t.Errorf("%x: %s", b, d)
		}
	})
}

// TestEncodingASN1 does as the fuzz target with changes of its own, the same each time, and every one-bit change.
func TestEncodingASN1(t *testing.T) {
	messages := seeds(t)
	for _, b := range messages {
		c := bytes.Clone(b)
		for i := range 8 * len(b) {
			if codectest.Race && i%8 != i/8%8 {
				continue
			}
			c[i/8] ^= 0x80 >> (i % 8)
			if d := difference(c); d != "" {
				t.Errorf("bit %d: %x: %s", i, c, d)
			}
			c[i/8] = b[i/8]
		}
	}
	r := rand.New(rand.NewPCG(6960, 690))
	script := make([]byte, 0, 16)
	scripts := 10_000
	if codectest.Race {
		scripts /= 10
	}
	for range scripts {
		script = script[:2+r.IntN(8)]
		for i := range script {
			script[i] = byte(r.Uint32())
		}
		b := codectest.Edit(messages[r.IntN(len(messages))], script)
		if d := difference(b); d != "" {
			t.Errorf("%x: %s", b, d)
		}
	}
	for _, pattern := range []string{"pyca/*.der", "pyca/extra/*.der", "rustcrypto-x509-ocsp/*.der", "botan-ocsp/*.der", "openssl-ocsp-tests/*.ors", "aws-lc-ocsp_corpus/*"} {
		t.Run(pattern, func(t *testing.T) {
			for _, file := range codectest.Glob(t, codectest.Shared(t, pattern)) {
				if d := difference(codectest.Binary(t, file)); d != "" {
					t.Errorf("%s: %s", filepath.Base(file), d)
				}
			}
		})
	}
}

// Parts of messages.
var (
	sha1    = tlv.Sequence(tlv.OID("\x2b\x0e\x03\x02\x1a"), tlv.Null())
	hash    = tlv.Octets(make([]byte, 20)...)
	id      = tlv.Sequence(sha1, hash, hash, tlv.Integer(1))
	instant = tlv.Time("20260102030405Z")
	byKey   = tlv.Explicit(2, hash)
	rsa256  = tlv.Sequence(tlv.OID("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b"), tlv.Null())
	bits    = tlv.Bits(0, 1)
	ext     = tlv.Sequence(tlv.OID("\x2a\x03"), tlv.Octets())
)

func requestOf(parts ...[]byte) []byte { return tlv.Sequence(tlv.Sequence(parts...)) }
func basicOf(parts ...[]byte) []byte   { return tlv.Sequence(tlv.Sequence(parts...), rsa256, bits) }
func singleOf(parts ...[]byte) []byte {
	return basicOf(byKey, instant, tlv.Sequence(tlv.Sequence(parts...)))
}

// TestRefusedByEncodingASN1 has the messages that are right and that encoding/asn1 refuses.
func TestRefusedByEncodingASN1(t *testing.T) {
	for _, x := range []struct {
		name string
		der  []byte
		want string
	}{
		{"an arc of 2^31", requestOf(tlv.Sequence(tlv.Sequence(id, tlv.Explicit(0, tlv.Sequence(tlv.Sequence(tlv.OID("\x2a\x88\x80\x80\x80\x00"), tlv.Octets())))))),
			"asn1: structure error: base 128 integer too large"},
		{"a tag number of 2^31", requestOf(tlv.Sequence(tlv.Sequence(tlv.Sequence(tlv.Sequence(tlv.OID("\x2a"), []byte("\x9f\x88\x80\x80\x80\x00\x00")), hash, hash, tlv.Integer(1))))),
			"asn1: structure error: base 128 integer too large"},
		{"no request at all", requestOf(tlv.Sequence()), "asn1: structure error: explicit tag has no child"},
	} {
		if err := new(rfc6960.OCSPRequest).UnmarshalDER(x.der); err != nil {
			t.Errorf("%s: %v", x.name, err)
		}
		if err := unmarshal(x.der, new(ocspRequest)); err == nil || err.Error() != x.want {
			t.Errorf("%s: encoding/asn1 says %v", x.name, err)
		}
	}
}

// TestAcceptedByEncodingASN1 has what encoding/asn1 lets pass and X.690 or the module do not.
func TestAcceptedByEncodingASN1(t *testing.T) {
	for _, x := range []struct {
		name   string
		der    []byte
		want   error
		clause string
	}{
		{"something behind the last component", requestOf(tlv.Sequence(tlv.Sequence(id)), tlv.Integer(1)), der.ErrTrailingData, "X.680, 25"},
		{"something behind the value in an explicit tag", requestOf(tlv.Sequence(tlv.Sequence(id)), tlv.Explicit(2, tlv.Sequence(ext), tlv.Null())), der.ErrTrailingData, "X.690, 8.14.2"},
		{"an explicit tag that says it is longer", requestOf(tlv.Sequence(tlv.Sequence(id)), slices.Concat([]byte{0xa2, 0x7f}, tlv.Sequence(ext))), der.ErrTruncated, "X.690, 8.1.3"},
		{"a DEFAULT value", requestOf(tlv.Explicit(0, tlv.Integer(0)), tlv.Sequence(tlv.Sequence(id))), der.ErrEncodedDefault, "X.690, 11.5"},
		{"critical FALSE", requestOf(tlv.Sequence(tlv.Sequence(id)), tlv.Explicit(2, tlv.Sequence(tlv.Sequence(tlv.OID("\x2a"), tlv.Boolean(0), tlv.Octets())))), der.ErrEncodedDefault, "X.690, 11.5"},
		{"no extensions in a list of them", requestOf(tlv.Sequence(tlv.Sequence(id)), tlv.Explicit(2, tlv.Sequence())), der.ErrConstraint, "RFC 5912, 2"},
		{"an unused responseStatus", tlv.Sequence(tlv.Enumerated(4)), der.ErrConstraint, "RFC 6960, 4.2.1"},
		{"a time with an offset", basicOf(byKey, tlv.Time("20260102030405+0100"), tlv.Sequence()), der.ErrTime, "X.690, 11.7.1"},
		{"good and revoked and unknown", singleOf(id, tlv.Implicit(0), tlv.Explicit(1, instant), tlv.Implicit(2), instant), der.ErrTag, "X.680, 29"},
		{"neither good nor revoked nor unknown", singleOf(id, instant), der.ErrChoice, "X.680, 29"},
		{"good with contents", singleOf(id, tlv.Implicit(0, []byte{1}), instant), der.ErrNull, "X.690, 8.8.2"},
		{"an unused revocationReason", singleOf(id, tlv.Explicit(1, instant, tlv.Explicit(0, tlv.Enumerated(7))), instant), der.ErrConstraint, "RFC 5280, 5.3.1"},
		{"a responderID of no kind", basicOf(tlv.Null(), instant, tlv.Sequence()), der.ErrChoice, "RFC 6960, 4.2.1"},
		{"a certificate that is NULL", tlv.Sequence(tlv.Sequence(byKey, instant, tlv.Sequence()), rsa256, bits, tlv.Explicit(0, tlv.Sequence(tlv.Null()))), der.ErrTag, "RFC 6960, 4.2.1"},
		{"end-of-contents as parameters", tlv.Sequence(tlv.Sequence(byKey, instant, tlv.Sequence()), tlv.Sequence(tlv.OID("\x2a"), []byte{0, 0}), bits), der.ErrTag, "X.690, 8.1.5"},
		{"a requestorName of no kind", requestOf(tlv.Explicit(1, tlv.Null()), tlv.Sequence(tlv.Sequence(id))), der.ErrChoice, "RFC 5280, 4.2.1.6"},
	} {
		refused, accepted := false, false
		for _, c := range []struct {
			typ   codectest.Type
			other any
		}{
			{codectest.Of[rfc6960.OCSPRequest]("OCSPRequest"), new(ocspRequest)}, {codectest.Of[rfc6960.OCSPResponse]("OCSPResponse"), new(ocspResponse)},
			{codectest.Of[rfc6960.BasicOCSPResponse]("BasicOCSPResponse"), new(basicResponse)},
		} {
			err := c.typ.New().UnmarshalDER(x.der)
			if err == nil {
				t.Errorf("%s: a %s (%s)", x.name, c.typ.Name, x.clause)
			}
			if unmarshal(x.der, c.other) == nil {
				accepted = true
				if e, ok := err.(*der.Error); ok && e.Err == x.want {
					refused = true
				} else {
					t.Errorf("%s: %v", x.name, err)
				}
			}
		}
		if !accepted || !refused {
			t.Errorf("%s: encoding/asn1 accepts: %v", x.name, accepted)
		}
	}
	// A set out of order, in what it can be asked about alone.
	rdn := tlv.Set(tlv.Sequence(tlv.OID("\x55"), tlv.Null()), tlv.Sequence(tlv.OID("\x2a"), tlv.Null()))
	if err := new(rfc5912.Name).UnmarshalDER(tlv.Sequence(rdn)); err == nil {
		t.Error("a set out of order")
	}
	if err := unmarshal(tlv.Sequence(rdn), new(name)); err != nil {
		t.Errorf("encoding/asn1 looks at the order of a set: %v", err)
	}
}
