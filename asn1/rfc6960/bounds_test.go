package rfc6960

import (
	"bytes"
	"runtime/debug"
	"slices"
	"testing"
	"time"

	"github.com/dergen/dergen/internal/codectest"
	"github.com/dergen/dergen/internal/tlv"
)

// hostile are inputs that are meant to cost a lot. The function of each takes a number of octets and gives contents of
// about so many: many returns a list of equal elements.
var hostile = []hostileInput{
	{"requests, small", ocspRequest, func(n int) []byte { return ofRequests(many(n, tinyRequest)) }, true},
	{"requests, empty", ocspRequest, func(n int) []byte { return ofRequests(many(n, tlv.Sequence())) }, false},
	{"requests, the first is large", ocspRequest, func(n int) []byte {
		return ofRequests(slices.Concat(tlv.Sequence(certIDOf(tlv.Null(), make([]byte, n/2))), many(n/2, tinyRequest)))
	}, true},
	{"requests, the last is bad", ocspRequest, func(n int) []byte { return ofRequests(slices.Concat(many(n, tinyRequest), tlv.Null())) }, false},
	{"requests with an extension", ocspRequest, func(n int) []byte {
		return ofRequests(many(n, tlv.Sequence(certIDOf(tlv.Null(), nil), tlv.Explicit(0, tlv.Sequence(tinyExtension)))))
	}, true},
	{"request extensions, small", ocspRequest, func(n int) []byte {
		return tlv.Sequence(tlv.Sequence(tlv.Sequence(requestPlain), tlv.Explicit(2, tlv.Sequence(many(n, tinyExtension)))))
	}, true},
	{"request extensions with identifiers that differ", ocspRequest, func(n int) []byte {
		return tlv.Sequence(tlv.Sequence(tlv.Sequence(requestPlain), tlv.Explicit(2, tlv.Sequence(manyIdentifiers(n)))))
	}, true},
	{"requestorName with small RDNs", ocspRequest, func(n int) []byte {
		return tlv.Sequence(tlv.Sequence(tlv.Explicit(1, tlv.Explicit(4, tlv.Sequence(many(n, tinyRDN)))), tlv.Sequence(requestPlain)))
	}, true},
	{"requestorName with one RDN", ocspRequest, func(n int) []byte {
		return tlv.Sequence(tlv.Sequence(tlv.Explicit(1, tlv.Explicit(4, tlv.Sequence(tlv.Set(many(n, tinyAttribute))))), tlv.Sequence(requestPlain)))
	}, true},
	{"certificates, empty", ocspRequest, func(n int) []byte {
		return tlv.Sequence(tbsPlain, tlv.Explicit(0, tlv.Sequence(rsaSHA256, bits, tlv.Explicit(0, tlv.Sequence(many(n, tlv.Sequence()))))))
	}, true},
	{"long serial number", ocspRequest, func(n int) []byte {
		return ofRequests(tlv.Sequence(tlv.Sequence(sha1, keyHash20, keyHash20, tlv.Integer(bytes.Repeat([]byte{0x55}, n)...))))
	}, true},
	{"long identifier", ocspRequest, func(n int) []byte {
		return ofRequests(tlv.Sequence(tlv.Sequence(tlv.Sequence(tlv.OID(longOID(n))), keyHash20, keyHash20, tlv.Integer(1))))
	}, true},
	{"identifier with one long arc", ocspRequest, func(n int) []byte {
		return ofRequests(tlv.Sequence(tlv.Sequence(tlv.Sequence(tlv.OID(longArc(n))), keyHash20, keyHash20, tlv.Integer(1))))
	}, true},
	{"nested parameters", ocspRequest, func(n int) []byte {
		return ofRequests(tlv.Sequence(certIDOf(codectest.Nest(0x30, n/4, nil), nil)))
	}, true},
	{"responses, small", basicOCSPResponse, func(n int) []byte { return ofResponses(many(n, tinyResponse)) }, true},
	{"responses, empty", basicOCSPResponse, func(n int) []byte { return ofResponses(many(n, tlv.Sequence())) }, false},
	{"responses, the first is large", basicOCSPResponse, func(n int) []byte {
		return ofResponses(slices.Concat(tlv.Sequence(certIDOf(tlv.Null(), make([]byte, n/2)), good, instant), many(n/2, tinyResponse)))
	}, true},
	{"responses, revoked", basicOCSPResponse, func(n int) []byte {
		return ofResponses(many(n, tlv.Sequence(certIDOf(tlv.Null(), nil), revokedReason, instant)))
	}, true},
	{"responses with an extension", basicOCSPResponse, func(n int) []byte {
		return ofResponses(many(n, tlv.Sequence(certIDOf(tlv.Null(), nil), good, instant, tlv.Explicit(1, tlv.Sequence(tinyExtension)))))
	}, true},
	{"responder's name", basicOCSPResponse, func(n int) []byte {
		return tlv.Sequence(tlv.Sequence(tlv.Explicit(1, tlv.Sequence(many(n, tinyRDN))), instant, tlv.Sequence()), rsaSHA256, bits)
	}, true},
	{"certificates, empty", basicOCSPResponse, func(n int) []byte {
		return tlv.Sequence(dataPlain, rsaSHA256, bits, tlv.Explicit(0, tlv.Sequence(many(n, tlv.Sequence()))))
	}, true},
	{"time with a long fraction", basicOCSPResponse, func(n int) []byte {
		return tlv.Sequence(tlv.Sequence(tlv.Explicit(2, keyHash20), tlv.Time("20260102030405."+string(bytes.Repeat([]byte("1"), n))+"Z"), tlv.Sequence()), rsaSHA256, bits)
	}, false},
	{"long version", basicOCSPResponse, func(n int) []byte {
		return tlv.Sequence(tlv.Sequence(tlv.Explicit(0, tlv.Integer(bytes.Repeat([]byte{0x55}, n)...)), tlv.Explicit(2, keyHash20), instant, tlv.Sequence()), rsaSHA256, bits)
	}, false},
	{"long response", ocspResponse, func(n int) []byte { return response(make([]byte, n)) }, true},
	{"nested elements", ocspResponse, func(n int) []byte { return codectest.Nest(0x30, n/4, nil) }, false},
	{"nested tags", ocspRequest, func(n int) []byte { return codectest.Nest(0xa0, n/4, nil) }, false},
	{"zeros", ocspResponse, func(n int) []byte { return make([]byte, n) }, false},
	{"long status", responseStatus, func(n int) []byte { return tlv.Enumerated(bytes.Repeat([]byte{0x55}, n)...) }, false},
	{"response types, small", responseTypes, func(n int) []byte { return tlv.Sequence(many(n, tlv.OID("\x2a"))) }, true},
	{"response types, of two octets", responseTypes, func(n int) []byte { return tlv.Sequence(many(n, tlv.OID("\x2a\x03"))) }, true},
	{"response types, the first is large", responseTypes, func(n int) []byte {
		return tlv.Sequence(tlv.OID(longOID(n/2)), many(n/2, tlv.OID("\x2a")))
	}, true},
	{"preferred algorithms, small", preferredAlgs, func(n int) []byte {
		return tlv.Sequence(many(n, tlv.Sequence(tlv.Sequence(tlv.OID("\x2a")))))
	}, true},
	{"locators, small", serviceLocator, func(n int) []byte {
		return tlv.Sequence(name, tlv.Sequence(many(n, tlv.Sequence(tlv.OID("\x2a"), tlv.Implicit(6)))))
	}, true},
	{"long URL", crlID, func(n int) []byte {
		return tlv.Sequence(tlv.Explicit(0, tlv.Text(0x16, string(bytes.Repeat([]byte("x"), n)))))
	}, true},
}

type hostileInput struct {
	Name string
	Type codectest.Type
	Make func(size int) []byte
	OK   bool
}

// The smallest elements of their types.
var (
	instant       = tlv.Time("20260102030405Z")
	tinyRequest   = tlv.Sequence(certIDOf(nil, nil))
	tinyResponse  = tlv.Sequence(certIDOf(nil, nil), good, instant)
	tinyExtension = tlv.Sequence(tlv.OID("\x2a"), tlv.Octets())
	tinyAttribute = tlv.Sequence(tlv.OID("\x2a"), tlv.Null())
	tinyRDN       = tlv.Set(tinyAttribute)
)

func certIDOf(parameters, nameHash []byte) []byte {
	return tlv.Sequence(tlv.Sequence(tlv.OID("\x2a"), parameters), tlv.Octets(nameHash...), tlv.Octets(), tlv.Integer(1))
}

func ofRequests(list []byte) []byte { return tlv.Sequence(tlv.Sequence(tlv.Sequence(list))) }

func ofResponses(list []byte) []byte {
	return tlv.Sequence(tlv.Sequence(tlv.Explicit(2, keyHash20), instant, tlv.Sequence(list)), rsaSHA256, bits)
}

func many(n int, element []byte) []byte { return bytes.Repeat(element, max(1, n/len(element))) }

func manyIdentifiers(n int) []byte {
	var b []byte
	for k := 0; len(b) < n; k++ {
		b = append(b, tlv.Sequence(tlv.OID(string([]byte{0x2a, byte(k & 0x7f), byte(k >> 7 & 0x7f)})), tlv.Octets())...)
	}
	return b
}

func longOID(n int) string { return "\x2a" + string(bytes.Repeat([]byte{3}, n)) }
func longArc(n int) string { return "\x2a" + string(bytes.Repeat([]byte{0x83}, n)) + "\x03" }

// TestAllocationBound: no input makes a decoder allocate more than 64 octets for each of its own, and 4 KiB.
func TestAllocationBound(t *testing.T) {
	for _, h := range hostile {
		for _, n := range []int{1 << 8, 1 << 12, 1 << 16, 1 << 20} {
			b := h.Make(n)
			if err := h.Type.New().UnmarshalDER(b); (err == nil) != h.OK {
				t.Errorf("%s, %s: %v", h.Type.Name, h.Name, err)
			}
			if n <= 1<<12 {
				codectest.Check(t, h.Type, h.Type.New(), b, nil)
			}
			codectest.Allocation(t, h.Type, h.Name, b)
		}
	}
	for _, s := range append(messages(t), small...) {
		codectest.Allocation(t, s.Type, s.Name, s.DER)
		for _, typ := range types {
			codectest.Allocation(t, typ, s.Type.Name, s.DER)
		}
	}
}

// TestClaimedLengths: an element that claims 2 GiB, 4 GiB or more is refused, and costs nothing.
func TestClaimedLengths(t *testing.T) {
	for _, s := range append(messages(t), small...) {
		v := s.Type.New()
		for _, b := range codectest.Claims(s.DER, opaque) {
			if codectest.Check(t, s.Type, v, b, nil) {
				t.Errorf("%s: %x is accepted", s.Type.Name, b)
			}
		}
	}
	codectest.Allocation(t, ocspRequest, "2^31-1 octets of requests", ofRequests([]byte{0x30, 0x84, 0x7f, 0xff, 0xff, 0xff}))
}

// opaque says whether the contents of an element are not looked at: certificates and the parameters of the samples and
// of RSASSA-PSS.
func opaque(element []byte) bool {
	return bytes.HasPrefix(element, []byte("\x30\x82")) && bytes.Contains(element[:min(16, len(element))], []byte("\xa0\x03\x02\x01\x02")) ||
		bytes.HasPrefix(element, []byte("\x30\x34\xa0\x0f")) || bytes.Equal(element, parameters) || bytes.Equal(element, cert)
}

// TestTime: 1 MiB of anything takes less than 50 ms, and time grows with the size.
func TestTime(t *testing.T) {
	for _, h := range hostile {
		codectest.Fast(t, codectest.Hostile(h), 50*time.Millisecond)
	}
}

// TestStack: 100,000 levels of nesting take little stack, wherever they stand, since no type here contains itself and
// ANY is not walked.
func TestStack(t *testing.T) {
	defer debug.SetMaxStack(debug.SetMaxStack(256 << 10))
	const levels = 100_000
	for _, tag := range []byte{0x30, 0x31, 0xa0, 0xa1, 0xa4, 0x24} {
		deep := codectest.Nest(tag, levels, nil)
		for _, typ := range types {
			codectest.Check(t, typ, typ.New(), deep, nil)
		}
		if tag == 0x24 {
			continue // no element of DER, though ANY does not look inside
		}
		for _, s := range samplesOf([]struct {
			name string
			typ  codectest.Type
			der  []byte
		}{
			{"parameters", ocspRequest, ofRequests(tlv.Sequence(certIDOf(deep, nil)))},
			{"parameters", basicOCSPResponse, tlv.Sequence(dataPlain, tlv.Sequence(tlv.OID("\x2a"), deep), bits)},
			{"attribute", responderID, tlv.Explicit(1, tlv.Sequence(tlv.Set(tlv.Sequence(tlv.OID("\x2a"), deep))))},
			{"certificate", basicOCSPResponse, tlv.Sequence(dataPlain, rsaSHA256, bits, tlv.Explicit(0, tlv.Sequence(tlv.Sequence(deep))))},
		}) {
			v := s.Type.New()
			if !codectest.Check(t, s.Type, v, s.DER, nil) {
				t.Errorf("%s: %s of %d levels is refused: %v", s.Type.Name, s.Name, levels, v.UnmarshalDER(s.DER))
			}
			codectest.Read(v.Copy().Get())
		}
	}
}

// BenchmarkHostile has the figures behind TestTime.
func BenchmarkHostile(b *testing.B) {
	for _, h := range hostile {
		b.Run(h.Type.Name+"/"+h.Name, func(b *testing.B) {
			in := h.Make(1 << 20)
			b.SetBytes(int64(len(in)))
			b.ReportAllocs()
			for b.Loop() {
				h.Type.New().UnmarshalDER(in)
			}
		})
	}
}
