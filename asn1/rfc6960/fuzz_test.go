package rfc6960

import (
	"math/rand/v2"
	"testing"

	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/internal/codectest"
)

// The targets decode, clone, read, encode, and compare: see codectest.Fuzzer.

// FuzzRequest is for OCSPRequest and the types of which it consists.
func FuzzRequest(f *testing.F) {
	fuzz(f, ocspRequest, tbsRequest, signature, version, request, certID, serviceLocator)
}

// FuzzResponse is for OCSPResponse, and the BasicOCSPResponse in what is accepted.
func FuzzResponse(f *testing.F) {
	fuzz(f, ocspResponse, responseStatus, responseBytes)
}

// FuzzBasicResponse is for BasicOCSPResponse and the types of which it consists.
func FuzzBasicResponse(f *testing.F) {
	fuzz(f, basicOCSPResponse, responseData, responderID, keyHash)
}

// FuzzSingleResponse is for SingleResponse and the types of which it consists.
func FuzzSingleResponse(f *testing.F) {
	fuzz(f, singleResponse, certStatus, revokedInfo)
}

// FuzzExtensionValue is for the types that extensions have as their values.
func FuzzExtensionValue(f *testing.F) {
	fuzz(f, archiveCutoff, responseTypes, crlID, preferredAlgs, preferredAlg)
}

func fuzz(f *testing.F, group ...codectest.Type) {
	var fuzzers []*codectest.Fuzzer
	samples := append(messages(f), small...)
	for k, typ := range group {
		fuzzers = append(fuzzers, codectest.NewFuzzer(typ))
		for _, s := range samples {
			if s.Type.Name == typ.Name && len(s.DER) < 4<<10 {
				f.Add(byte(k), s.DER)
			}
		}
	}
	basic := codectest.NewFuzzer(basicOCSPResponse)
	f.Fuzz(func(t *testing.T, kind byte, b []byte) {
		v := fuzzers[int(kind)%len(fuzzers)].Run(t, b)
		if v == nil {
			return
		}
		if r, ok := v.Get().(*OCSPResponse); ok && r.ResponseBytes.Present {
			if v = basic.Run(t, r.ResponseBytes.Value.Response); v == nil {
				return
			}
		}
		openTypes(v.Get())
	})
}

// FuzzEdit changes elements of a sample, and not octets, so that more of what comes out is well-formed.
func FuzzEdit(f *testing.F) {
	samples := append(messages(f), small...)
	fuzzers := map[string]*codectest.Fuzzer{}
	for k, s := range samples {
		fuzzers[s.Type.Name] = codectest.NewFuzzer(s.Type)
		f.Add(uint16(k), []byte{byte(7 * k), byte(k), 1, byte(3 * k), byte(k / 12), 2})
	}
	f.Fuzz(func(t *testing.T, k uint16, script []byte) {
		s := samples[int(k)%len(samples)]
		if v := fuzzers[s.Type.Name].Run(t, codectest.Edit(s.DER, script)); v != nil {
			openTypes(v.Get())
		}
	})
}

// TestEdit does as FuzzEdit with scripts of its own, the same each time.
func TestEdit(t *testing.T) {
	samples := append(messages(t), small...)
	fuzzers := map[string]*codectest.Fuzzer{}
	for _, s := range samples {
		fuzzers[s.Type.Name] = codectest.NewFuzzer(s.Type)
	}
	r, accepted := rand.New(rand.NewPCG(6960, 5912)), 0
	script := make([]byte, 0, 24)
	scripts := 30_000
	if codectest.Race {
		scripts /= 10
	}
	for range scripts {
		s := samples[r.IntN(len(samples))]
		script = script[:2+r.IntN(8)]
		for i := range script {
			script[i] = byte(r.Uint32())
		}
		if v := fuzzers[s.Type.Name].Run(t, codectest.Edit(s.DER, script)); v != nil {
			openTypes(v.Get())
			accepted++
		}
	}
	if accepted < scripts/20 {
		t.Errorf("%d of %d are accepted: too few to say much", accepted, scripts)
	}
	t.Logf("%d of %d are accepted", accepted, scripts)
}

// openTypes decodes every open type in a message as what the module ties it to.
func openTypes(v any) {
	switch v := v.(type) {
	case *OCSPRequest:
		openTypes(&v.TBSRequest)
	case *TBSRequest:
		for k := range v.RequestExtensions.Value {
			DecodeTBSRequestRequestExtensions(&v.RequestExtensions.Value[k])
		}
		for k := range v.RequestList {
			openTypes(&v.RequestList[k])
		}
	case *Request:
		for k := range v.SingleRequestExtensions.Value {
			DecodeRequestSingleRequestExtensions(&v.SingleRequestExtensions.Value[k])
		}
	case *BasicOCSPResponse:
		DecodeBasicOCSPResponseSignatureAlgorithm(&v.SignatureAlgorithm)
		openTypes(&v.TBSResponseData)
	case *ResponseData:
		for k := range v.ResponseExtensions.Value {
			DecodeResponseDataResponseExtensions(&v.ResponseExtensions.Value[k])
		}
		if n, ok := v.ResponderID.ByName(); ok {
			name, err := n.Decode()
			if err != nil {
				panic(err) // it was checked
			}
			rdns, _ := name.RdnSequence()
			for _, rdn := range rdns {
				for k := range rdn {
					rfc5912.DecodeRelativeDistinguishedName(&rdn[k])
				}
			}
		}
		for k := range v.Responses {
			openTypes(&v.Responses[k])
		}
	case *SingleResponse:
		for k := range v.SingleExtensions.Value {
			DecodeSingleResponseSingleExtensions(&v.SingleExtensions.Value[k])
		}
	case *ResponseBytes:
		DecodeResponseBytesResponse(v)
	}
}
