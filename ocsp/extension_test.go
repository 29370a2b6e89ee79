package ocsp_test

import (
	"bytes"
	"crypto"
	"crypto/x509/pkix"
	"encoding/hex"
	"errors"
	"math/big"
	"reflect"
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

// carried puts extensions into a request and reads them out again.
func carried(t testing.TB, list ...ocsp.Extension) ocsp.Extensions {
	t.Helper()
	b := ocsp.NewRequestBuilder().AddRequest(certID(t))
	for _, e := range list {
		b = b.AddExtension(e)
	}
	q, err := b.Build()
	try(t, err)
	x, err := q.Extensions()
	try(t, err)
	return x
}

var aSCT = bytes.Join([][]byte{{0}, bytes.Repeat([]byte{7}, 32), {0, 0, 1, 0x9a, 0, 0, 0, 5}, {0, 1, 9}, {4, 3}, {0, 2, 0x30, 0}}, nil)

var aLocator = ocsp.ServiceLocator{
	Issuer: []byte{0x30, 0},
	Locator: []ocsp.AccessDescription{
		{Method: oid("1.3.6.1.5.5.7.48.1"), Location: []byte{0x86, 8, 'h', 't', 't', 'p', ':', '/', '/', 'a'}},
	},
}

var preferred = []ocsp.PreferredSignatureAlgorithm{
	{Signature: oid("1.2.840.10045.4.3.2")},
	{Signature: oid("1.2.840.113549.1.1.11"), SignatureParameters: []byte{5, 0}, Key: oid("1.2.840.113549.1.1.1"), KeyParameters: []byte{5, 0}},
}

// result gathers what a typed reader gives.
func result(v any, ok bool, err error) []any { return []any{v, ok, err} }

var readers = []struct {
	name string
	e    ocsp.Extension
	der  string
	read func(ocsp.Extensions) []any
	want any
	bad  string // a value that is refused
}{
	{"AcceptableResponses", ocsp.AcceptableResponsesExtension(rfc6960.IDPKIXOCSPBasic), "300b06092b0601050507300101",
		func(x ocsp.Extensions) []any { return result(x.AcceptableResponses()) }, []der.OID{rfc6960.IDPKIXOCSPBasic}, "3002"},
	{"CRLReason", ocsp.CRLReasonExtension(ocsp.AACompromise), "0a010a",
		func(x ocsp.Extensions) []any { return result(x.CRLReason()) }, ocsp.AACompromise, "0a0107"},
	{"InvalidityDate", ocsp.InvalidityDateExtension(noon.Add(time.Millisecond)), "180f32303236303631353132303030305a",
		func(x ocsp.Extensions) []any { return result(x.InvalidityDate()) }, noon, "180f32303236303631353132303030305a00"},
	{"CertificateIssuer", ocsp.CertificateIssuerExtension([]byte{0x82, 1, 'a'}, []byte{0xa4, 2, 0x30, 0}), "3007820161a4023000",
		func(x ocsp.Extensions) []any { return result(x.CertificateIssuer()) }, [][]byte{{0x82, 1, 'a'}, {0xa4, 2, 0x30, 0}}, "3000"},
	{"SCTs", ocsp.SCTsExtension(aSCT), "0436" + "0034" + "0032" + hex.EncodeToString(aSCT),
		func(x ocsp.Extensions) []any { return result(x.SCTs()) }, []ocsp.SCT{{
			LogID: bytes.Repeat([]byte{7}, 32), Timestamp: time.UnixMilli(0x19a00000005).UTC(), Extensions: []byte{9},
			HashAlgorithm: 4, SignatureAlgorithm: 3, Signature: []byte{0x30, 0}, Raw: aSCT,
		}}, "0500"},
	{"ArchiveCutoff", ocsp.ArchiveCutoffExtension(noon), "180f32303236303631353132303030305a",
		func(x ocsp.Extensions) []any { return result(x.ArchiveCutoff()) }, noon, "170d3236303631353132303030305a"},
	{"CRLReferences", ocsp.CRLReferencesExtension(ocsp.CRLReference{URL: "http://a", Number: big.NewInt(300), Time: noon.Add(1)}),
		"3025a00a1608687474703a2f2f61a1040202012ca211180f32303236303631353132303030305a",
		func(x ocsp.Extensions) []any { return result(x.CRLReferences()) },
		ocsp.CRLReference{URL: "http://a", Number: big.NewInt(300), Time: noon}, "3002a000"},
	{"ServiceLocator", ocsp.ServiceLocatorExtension(aLocator), "301a" + "3000" + "3016" + "3014" + "06082b06010505073001" + "8608687474703a2f2f61",
		func(x ocsp.Extensions) []any { return result(x.ServiceLocator()) }, aLocator, "3002"},
	{"PreferredSignatureAlgorithms", ocsp.PreferredSignatureAlgorithmsExtension(preferred...),
		"302e" + "300c" + "300a06082a8648ce3d040302" + "301e" + "300d06092a864886f70d01010b0500" + "300d06092a864886f70d0101010500",
		func(x ocsp.Extensions) []any { return result(x.PreferredSignatureAlgorithms()) }, preferred, "3100"},
	{"ExtendedRevoke", ocsp.ExtendedRevokeExtension(), "0500", func(x ocsp.Extensions) []any {
		ok, err := x.ExtendedRevoke()
		return []any{ok, ok, err}
	}, true, "050000"},
	{"Nonce", ocsp.NonceExtension([]byte("abc")), "0403616263", func(x ocsp.Extensions) []any {
		n, ok := x.Nonce()
		return []any{n, ok, nil}
	}, []byte("abc"), ""},
}

func TestTypedExtensions(t *testing.T) {
	for _, r := range readers {
		if r.e.Critical || r.e.ID == "" {
			t.Errorf("%s: %v", r.name, r.e)
		}
		x := carried(t, extra(false), r.e)
		got := r.read(x)
		if !reflect.DeepEqual(got[0], r.want) || got[1] != true || got[2] != nil {
			t.Errorf("%s (%x): %v, want %v", r.name, r.e.Value, got, r.want)
		}
		if value := hex.EncodeToString(r.e.Value); value != r.der {
			t.Errorf("%s: %s, want %s", r.name, value, r.der)
		}
		got = r.read(carried(t, extra(false)))
		if got[1] != false || got[2] != nil {
			t.Errorf("%s, absent: %v", r.name, got)
		}
		got = r.read(ocsp.Extensions{})
		if got[1] != false || got[2] != nil {
			t.Errorf("%s of no extensions: %v", r.name, got)
		}
		if r.bad == "" {
			continue
		}
		bad, err := hex.DecodeString(r.bad)
		try(t, err)
		got = r.read(carried(t, ocsp.Extension{ID: r.e.ID, Value: bad}))
		if err, ok := got[2].(error); got[1] != false || !ok || !errors.Is(err, ocsp.ErrMalformed) {
			t.Errorf("%s, %s: %v", r.name, r.bad, got)
		}
	}
}

func TestAbsentParts(t *testing.T) {
	r, ok, err := carried(t, ocsp.CRLReferencesExtension(ocsp.CRLReference{})).CRLReferences()
	if r != (ocsp.CRLReference{}) || !ok || err != nil {
		t.Errorf("%v, %v, %v", r, ok, err)
	}
	a, ok, err := carried(t, ocsp.AcceptableResponsesExtension()).AcceptableResponses()
	if len(a) != 0 || !ok || err != nil {
		t.Errorf("%v, %v, %v", a, ok, err)
	}
}

// TestImpossibleExtensions has constructors make what cannot be encoded: every builder refuses that.
func TestImpossibleExtensions(t *testing.T) {
	late := time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, e := range map[string]ocsp.Extension{
		"time":                   ocsp.ArchiveCutoffExtension(late),
		"CRL time":               ocsp.CRLReferencesExtension(ocsp.CRLReference{Time: late}),
		"CRL address":            ocsp.CRLReferencesExtension(ocsp.CRLReference{URL: "http://ä"}),
		"reason":                 ocsp.CRLReasonExtension(0),
		"GeneralName":            ocsp.CertificateIssuerExtension([]byte{5, 0}),
		"no GeneralName":         ocsp.CertificateIssuerExtension(),
		"response type":          ocsp.AcceptableResponsesExtension(""),
		"issuer":                 ocsp.ServiceLocatorExtension(ocsp.ServiceLocator{}),
		"location":               ocsp.ServiceLocatorExtension(ocsp.ServiceLocator{Issuer: []byte{0x30, 0}, Locator: make([]ocsp.AccessDescription, 1)}),
		"signature algorithm":    ocsp.PreferredSignatureAlgorithmsExtension(ocsp.PreferredSignatureAlgorithm{}),
		"no SCT":                 ocsp.SCTsExtension(),
		"empty SCT":              ocsp.SCTsExtension([]byte{}),
		"long SCT":               ocsp.SCTsExtension(make([]byte, 65536)),
		"SCTs that are too many": ocsp.SCTsExtension(make([]byte, 40000), make([]byte, 30000)),
	} {
		_, err := ocsp.NewRequestBuilder().AddRequest(certID(t)).AddExtension(e).Build()
		if e.Value != nil || !errors.Is(err, ocsp.ErrIncomplete) {
			t.Errorf("%s: %x, %v", name, e.Value, err)
		}
	}
}

func TestSCTsRefused(t *testing.T) {
	list := func(b ...byte) string {
		v := append([]byte{byte(len(b) >> 8), byte(len(b))}, b...)
		return string(append([]byte{4, byte(len(v))}, v...))
	}
	v1 := func(b []byte) string { return list(append([]byte{0, byte(len(b))}, b...)...) }
	for name, value := range map[string]string{
		"no OCTET STRING":          "\x05\x00",
		"empty":                    "\x04\x00",
		"one octet":                "\x04\x01\x00",
		"length past the end":      "\x04\x02\x00\x01",
		"octets behind the list":   "\x04\x08\x00\x03\x00\x01\x01\x00\x00\x00",
		"no timestamp":             list(),
		"half a length":            list(0),
		"timestamp past the end":   list(0, 2, 1),
		"empty timestamp":          list(0, 0),
		"timestamp cut":            v1(aSCT[:40]),
		"extensions past the end":  v1(append(bytes.Clone(aSCT[:41]), 0, 9)),
		"no algorithms":            v1(aSCT[:44]),
		"signature past the end":   v1(aSCT[:len(aSCT)-1]),
		"octets behind the SCT":    v1(append(bytes.Clone(aSCT), 0)),
		"octets behind the string": "\x04\x05\x00\x03\x00\x01\x01\x00",
	} {
		x := carried(t, ocsp.Extension{ID: oid("1.3.6.1.4.1.11129.2.4.5"), Value: []byte(value)})
		if scts, ok, err := x.SCTs(); scts != nil || ok || !errors.Is(err, ocsp.ErrMalformed) {
			t.Errorf("%s: %v, %v", name, scts, err)
		}
	}
	scts, ok, err := carried(t, ocsp.SCTsExtension([]byte{1, 2, 3}, aSCT)).SCTs()
	if len(scts) != 2 || !ok || err != nil || scts[0].Version != 1 || string(scts[0].Raw) != "\x01\x02\x03" || !bytes.Equal(scts[1].Raw, aSCT) {
		t.Errorf("%v, %v, %v", scts, ok, err)
	}
}

func TestNonceForms(t *testing.T) {
	for value, want := range map[string]string{
		"\x04\x03abc":         "abc",
		"abc":                 "abc",
		"\x04\x03abcx":        "\x04\x03abcx",
		"\x24\x05\x04\x03abc": "\x24\x05\x04\x03abc",
		"\x04\x81\x03abc":     "\x04\x81\x03abc",
		"\x04":                "\x04",
	} {
		if got, ok := carried(t, ocsp.Extension{ID: rfc6960.IDPKIXOCSPNonce, Value: []byte(value)}).Nonce(); !ok || string(got) != want {
			t.Errorf("%x: %x", value, got)
		}
	}
}

func TestExtensionsOf(t *testing.T) {
	x := carried(t, extra(true), ocsp.ExtendedRevokeExtension())
	var ids []der.OID
	for e := range x.All() {
		ids = append(ids, e.ID)
	}
	for range x.All() {
		break
	}
	if len(ids) != 2 || ids[0] != extra(true).ID || x.Len() != 2 {
		t.Errorf("%v", ids)
	}
	if e, ok := x.Get(extra(true).ID); !ok || !e.Critical || string(e.Value) != "\x05\x00" {
		t.Errorf("%v, %v", e, ok)
	}
	if e, ok := x.Get(oid("1.2.3")); ok || e.ID != "" {
		t.Errorf("%v, %v", e, ok)
	}
}

// TestDuplicateExtensions looks where an extension occurs twice, in short lists and long ones.
func TestDuplicateExtensions(t *testing.T) {
	for _, n := range []int{2, 3, 16, 17, 100} {
		for _, twice := range []bool{false, true} {
			s := newSetting()
			list := make(rfc5912.Extensions, n)
			for i := range list {
				list[i] = rfc5912.Extension{ExtnID: oid("1.2." + big.NewInt(int64(i)).String()), ExtnValue: []byte{5, 0}}
			}
			if twice {
				list[n-1].ExtnID = list[0].ExtnID
			}
			s.tbs = func(d *rfc6960.ResponseData) {
				d.ResponseExtensions = der.Some(list)
				d.Responses[0].SingleExtensions = der.Some(list)
			}
			b, err := parseResponse(t, s.response(t)).Basic()
			try(t, err)
			x, err := b.Extensions()
			if twice != errors.Is(err, ocsp.ErrDuplicateExtension) || !twice && x.Len() != n || twice && x.Len() != 0 {
				t.Errorf("%d extensions: %d, %v", n, x.Len(), err)
			}
			for single := range b.Responses() {
				if _, err := single.Extensions(); twice != errors.Is(err, ocsp.ErrDuplicateExtension) {
					t.Errorf("%d single extensions: %v", n, err)
				}
			}
		}
	}
}

func TestPKIX(t *testing.T) {
	e := extra(true)
	p, err := e.PKIX()
	if err != nil || p.Id.String() != "1.3.6.1.4.1.55555.1" || !p.Critical || !bytes.Equal(p.Value, e.Value) {
		t.Errorf("%v, %v", p, err)
	}
	if back, err := ocsp.ExtensionFromPKIX(p); err != nil || back.ID != e.ID || back.Critical != e.Critical || !bytes.Equal(back.Value, e.Value) {
		t.Errorf("%v, %v", back, err)
	}
	for _, id := range []der.OID{"", oid("2.25.340282366920938463463374607431768211455"), "\x80"} {
		if _, err := (ocsp.Extension{ID: id}).PKIX(); !errors.Is(err, ocsp.ErrMalformed) {
			t.Errorf("%v: %v", id, err)
		}
	}
	for _, id := range [][]int{nil, {1}, {3, 1}, {1, 40}, {1, -1}} {
		if _, err := ocsp.ExtensionFromPKIX(pkix.Extension{Id: id}); !errors.Is(err, ocsp.ErrMalformed) {
			t.Errorf("%v: %v", id, err)
		}
	}
	// An identifier that pkix cannot hold goes through a message all the same.
	wide := ocsp.Extension{ID: oid("2.25.340282366920938463463374607431768211455"), Value: []byte{5, 0}}
	if _, ok := carried(t, wide).Get(wide.ID); !ok {
		t.Error("an identifier with a large arc is lost")
	}
}

func TestResponderName(t *testing.T) {
	h := theHousehold()
	name := pkix.Name{Country: []string{"XA"}, Organization: []string{"Ö & Söhne"}, CommonName: "Responder", SerialNumber: "7",
		ExtraNames: []pkix.AttributeTypeAndValue{{Type: []int{0, 9, 2342, 19200300, 100, 1, 25}, Value: "example"}}}
	template := responder("Responder")
	template.Subject = name
	p := h.ca.issue(t, template)
	r, err := aResponse().ResponderID(ocsp.ByName, p.cert).Sign(nil, p.key, crypto.SHA256)
	try(t, err)
	b, err := r.Basic()
	try(t, err)
	got, ok := b.ResponderName()
	var parsed pkix.Name
	parsed.FillFromRDNSequence(&got)
	if !ok || parsed.CommonName != "Responder" || parsed.Organization[0] != "Ö & Söhne" || parsed.Country[0] != "XA" || len(got) != 5 {
		t.Errorf("%v", got)
	}
}

func TestAttributeValues(t *testing.T) {
	for value, want := range map[string]any{
		"\x0c\x02\xc3\xa4": "ä", "\x12\x02 7": " 7", "\x13\x01A": "A", "\x14\x01\xe4": "ä", "\x16\x01@": "@", "\x1a\x01~": "~",
		"\x1c\x04\x00\x00\x00\x41": "A", "\x1e\x02\x00\xe4": "ä", "\x05\x00": []byte{5, 0}, "\x1f\x1f\x00": []byte("\x1f\x1f\x00"),
	} {
		name, ok := responderNamed(t, "1.2.3.4", value)
		if !ok || len(name) != 1 || !reflect.DeepEqual(name[0][0].Value, want) || name[0][0].Type.String() != "1.2.3.4" {
			t.Errorf("%x: %v", value, name)
		}
	}
	if name, ok := responderNamed(t, "2.25.340282366920938463463374607431768211455", "\x05\x00"); ok || name != nil {
		t.Errorf("%v", name)
	}
}

// responderNamed makes a response whose responder has a name of one attribute.
func responderNamed(t testing.TB, id, value string) (pkix.RDNSequence, bool) {
	t.Helper()
	s := newSetting()
	s.tbs = func(d *rfc6960.ResponseData) {
		rdns := rfc5912.RDNSequence{{{Type: oid(id), Value: der.RawValue(value)}}}
		var view rfc5912.NameView
		try(t, view.UnmarshalDER(must(t)(rdns.MarshalDER())))
		d.ResponderID.SetByName(view)
	}
	b, err := parseResponse(t, s.response(t)).Basic()
	try(t, err)
	return b.ResponderName()
}

// TestCRLReferencesParts: what is zero is absent.
func TestCRLReferencesParts(t *testing.T) {
	for _, test := range []struct {
		r    ocsp.CRLReference
		want string
	}{
		{ocsp.CRLReference{}, "\x30\x00"},
		{ocsp.CRLReference{URL: "u"}, "\x30\x05\xa0\x03\x16\x01u"},
		{ocsp.CRLReference{Number: big.NewInt(1)}, "\x30\x05\xa1\x03\x02\x01\x01"},
		{ocsp.CRLReference{Time: noon}, "\x30\x13\xa2\x11\x18\x0f" + noon.UTC().Format("20060102150405Z")},
	} {
		if e := ocsp.CRLReferencesExtension(test.r); string(e.Value) != test.want {
			t.Errorf("%v: %x", test.r, e.Value)
		}
	}
}
