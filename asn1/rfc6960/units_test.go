package rfc6960

import (
	"maps"
	"testing"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/internal/codectest"
)

// units are BoringSSL's fuzz units, named after the defect that each is to show, and what is found in them. That is
// another defect, further to the front, in three groups: the times there have two digits for the year where
// GeneralizedTime has four (X.680, 46), the fragments of SingleResponse have NULL for a certID, those of OCSPResponse NULL
// for a tbsResponseData. A fragment that ends where it became interesting lacks the next component.
var units = []struct {
	name string
	typ  codectest.Type
	want error
}{
	{"bad_name_hash_type", certID, der.Fail(11, der.ErrTag, "CertID.issuerNameHash")},
	{"bad_serial_number_type", certID, der.Fail(15, der.ErrTag, "CertID.serialNumber")},
	{"empty_hash", certID, der.Fail(4, der.ErrMissing, "CertID.hashAlgorithm.algorithm")},
	{"empty_hash_oid", certID, der.Fail(4, der.ErrOID, "CertID.hashAlgorithm.algorithm")},
	{"empty_serial_number", certID, der.Fail(15, der.ErrInteger, "CertID.serialNumber")},
	{"hash_oid_as_integer", certID, der.Fail(4, der.ErrTag, "CertID.hashAlgorithm.algorithm")},
	{"non_minimal_serial", certID, der.Fail(15, der.ErrInteger, "CertID.serialNumber")},
	{"null_params", certID, der.Fail(13, der.ErrMissing, "CertID.issuerNameHash")},
	{"overlong_serial", certID, nil}, // 21 octets are many for a serial number (RFC 5280, 4.1.2.2), and an INTEGER may have them
	{"trailing_inner_data", certID, der.Fail(37, der.ErrTrailingData, "CertID")},
	{"unknown_hash_oid", certID, der.Fail(11, der.ErrMissing, "CertID.issuerNameHash")},
	{"bad_responder_id_key_hash_length", responseData, der.Fail(25, der.ErrMissing, "ResponseData.producedAt")},
	{"bad_responder_id_key_hash_trailing_data", responseData, der.Fail(6, der.ErrTrailingData, "ResponseData.responderID.byKey")},
	{"bad_responder_id_key_hash_type", responseData, der.Fail(4, der.ErrTag, "ResponseData.responderID.byKey")},
	{"bad_responses_data", responseData, der.Fail(26, der.ErrTime, "ResponseData.producedAt")},
	{"bad_responses_type", responseData, der.Fail(26, der.ErrTime, "ResponseData.producedAt")},
	{"empty_extensions", responseData, der.Fail(26, der.ErrTime, "ResponseData.producedAt")},
	{"empty_responder_id_name", responseData, der.Fail(4, der.ErrMissing, "ResponseData.responderID.byName")},
	{"empty_responses", responseData, der.Fail(26, der.ErrTime, "ResponseData.producedAt")},
	{"null_responses_data", responseData, der.Fail(26, der.ErrTime, "ResponseData.producedAt")},
	{"trailing_outer_data", responseData, der.Fail(2, der.ErrTrailingData, "ResponseData")},
	{"version_explicit_default", responseData, der.Fail(2, der.ErrEncodedDefault, "ResponseData.version")},
	{"version_too_new", responseData, der.Fail(7, der.ErrMissing, "ResponseData.responderID")},
	{"wrong_outer_type", responseData, der.Fail(0, der.ErrTag, "ResponseData")},
	{"baisc_response_trailing_data", ocspResponse, der.Fail(2, der.ErrTrailingData, "BasicOCSPResponse")},
	{"basic_response_bad_certs", ocspResponse, der.Fail(2, der.ErrTag, "BasicOCSPResponse.tbsResponseData")},
	{"basic_response_bad_certs_inner_data", ocspResponse, der.Fail(2, der.ErrTag, "BasicOCSPResponse.tbsResponseData")},
	{"basic_response_bad_certs_type", ocspResponse, der.Fail(2, der.ErrTag, "BasicOCSPResponse.tbsResponseData")},
	{"basic_response_bad_sig_alg_bad_params", ocspResponse, der.Fail(2, der.ErrTag, "BasicOCSPResponse.tbsResponseData")},
	{"basic_response_bad_sig_alg_bad_sha1_non_empty_params", ocspResponse, der.Fail(2, der.ErrTag, "BasicOCSPResponse.tbsResponseData")},
	{"basic_response_bad_sig_alg_bad_sha1_params", ocspResponse, der.Fail(2, der.ErrTag, "BasicOCSPResponse.tbsResponseData")},
	{"basic_response_bad_sig_alg_data_trailing_params", ocspResponse, der.Fail(2, der.ErrTag, "BasicOCSPResponse.tbsResponseData")},
	{"basic_response_bad_sig_alg_oid_type", ocspResponse, der.Fail(2, der.ErrTag, "BasicOCSPResponse.tbsResponseData")},
	{"basic_response_bad_sig_alg_type", ocspResponse, der.Fail(2, der.ErrTag, "BasicOCSPResponse.tbsResponseData")},
	{"basic_response_trailing_inner_junk", ocspResponse, der.Fail(2, der.ErrTag, "BasicOCSPResponse.tbsResponseData")},
	{"basic_response_trailing_outer_junk", ocspResponse, der.Fail(26, der.ErrTrailingData, "BasicOCSPResponse")},
	{"response_bytes_bad_oid_type", ocspResponse, der.Fail(9, der.ErrTag, "OCSPResponse.responseBytes.responseType")},
	{"response_bytes_empty_oid", ocspResponse, der.Fail(9, der.ErrOID, "OCSPResponse.responseBytes.responseType")},
	{"response_status_type_too_large", ocspResponse, der.Fail(2, der.ErrConstraint, "OCSPResponse.responseStatus")},
	{"trailing_inner_data", ocspResponse, der.Fail(48, der.ErrTrailingData, "OCSPResponse")},
	{"trailing_outer_data", ocspResponse, der.Fail(2, der.ErrTrailingData, "OCSPResponse")},
	{"try_later", ocspResponse, nil},
	{"unused", ocspResponse, der.Fail(2, der.ErrConstraint, "OCSPResponse.responseStatus")},
	{"wrong_response_bytes", ocspResponse, der.Fail(5, der.ErrTrailingData, "OCSPResponse")},
	{"wrong_response_status_type", ocspResponse, der.Fail(2, der.ErrTag, "OCSPResponse.responseStatus")},
	{"bad_cert_status_context", singleResponse, der.Fail(2, der.ErrTag, "SingleResponse.certID")},
	{"bad_cert_status_type", singleResponse, der.Fail(2, der.ErrTag, "SingleResponse.certID")},
	{"bad_extensions", singleResponse, der.Fail(2, der.ErrTag, "SingleResponse.certID")},
	{"bad_next_update", singleResponse, der.Fail(2, der.ErrTag, "SingleResponse.certID")},
	{"bad_next_update_type", singleResponse, der.Fail(2, der.ErrTag, "SingleResponse.certID")},
	{"bad_outer_type", singleResponse, der.Fail(0, der.ErrTag, "SingleResponse")},
	{"bad_revoked_info_date_type", singleResponse, der.Fail(2, der.ErrTag, "SingleResponse.certID")},
	{"bad_revoked_info_reason_integer", singleResponse, der.Fail(2, der.ErrTag, "SingleResponse.certID")},
	{"bad_revoked_info_reason_value_out_of_range", singleResponse, der.Fail(2, der.ErrTag, "SingleResponse.certID")},
	{"bad_revoked_info_reason_value_too_large", singleResponse, der.Fail(2, der.ErrTag, "SingleResponse.certID")},
	{"empty_next_update", singleResponse, der.Fail(2, der.ErrTag, "SingleResponse.certID")},
	{"trailing_outer_data", singleResponse, der.Fail(2, der.ErrTrailingData, "SingleResponse")},
}

func TestBoringSSLUnits(t *testing.T) {
	files := codectest.Glob(t, codectest.Shared(t, "boringssl-fuzz-units/*"))
	if len(files) != len(units) {
		t.Errorf("%d files, and %d in the table", len(files), len(units))
	}
	folders := map[string]string{
		ocspResponse.Name: "ocsp_response", responseData.Name: "ocsp_response_data", singleResponse.Name: "ocsp_single_response", certID.Name: "ocsp_cert_id",
	}
	for _, u := range units {
		name := "ocsp_parse_" + folders[u.typ.Name] + "_fuzzer_corpus__" + u.name
		err := decodeAll(t, u.typ, codectest.Binary(t, codectest.Shared(t, "boringssl-fuzz-units/"+name)))
		if (err == nil) != (u.want == nil) || err != nil && err.Error() != u.want.Error() {
			t.Errorf("%s: %v", u.name, err)
		}
	}
}

// TestHostileVectors: no file of these panics, and what is accepted as any type encodes back to its octets.
func TestHostileVectors(t *testing.T) {
	for folder, want := range map[string]map[string]int{
		"aws-lc-ocsp_corpus":     {"OCSPResponse": 153, "BasicOCSPResponse": 67, "AcceptableResponses": 1, "CrlID": 1, "PreferredSignatureAlgorithms": 1},
		"strozhevsky-asn1-suite": {"KeyHash": 1},
	} {
		accepted := map[string]int{}
		for _, file := range codectest.Glob(t, codectest.Shared(t, folder+"/*")) {
			b := codectest.Binary(t, file)
			for _, typ := range types {
				v := typ.New()
				if !codectest.Check(t, typ, v, b, nil) {
					continue
				}
				accepted[typ.Name]++
				codectest.Read(v.Get())
				if r, ok := v.Get().(*OCSPResponse); ok {
					if codectest.Check(t, basicOCSPResponse, basicOCSPResponse.New(), r.ResponseBytes.Value.Response, nil) {
						accepted["BasicOCSPResponse"]++
					}
				}
			}
		}
		if !maps.Equal(accepted, want) {
			t.Errorf("%s: accepted are %v, not %v", folder, accepted, want)
		}
	}
}
