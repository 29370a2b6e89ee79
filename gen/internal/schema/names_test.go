package schema

import "testing"

func TestGoName(t *testing.T) {
	for asn, want := range map[string]string{
		"id-pkix-ocsp-basic":      "IDPKIXOCSPBasic",
		"id-kp-OCSPSigning":       "IDKpOCSPSigning",
		"id-ad-caIssuers":         "IDAdCAIssuers",
		"id-ce-cRLReasons":        "IDCeCRLReasons",
		"tbsResponseData":         "TBSResponseData",
		"extnID":                  "ExtnID",
		"certID":                  "CertID",
		"keyHash":                 "KeyHash",
		"crlUrl":                  "CRLURL",
		"cACompromise":            "CACompromise",
		"iPAddress":               "IPAddress",
		"dNSName":                 "DNSName",
		"uTF8String":              "UTF8String",
		"utf8String":              "UTF8String",
		"ia5String":               "IA5String",
		"rfc822Name":              "Rfc822Name",
		"sha256WithRSAEncryption": "SHA256WithRSAEncryption",
		"id-sha1":                 "IDSHA1",
		"rdnSequence":             "RdnSequence",
		"v1":                      "V1",
		"PKIX1Explicit-2009":      "PKIX1Explicit2009",
		"OCSPResponseStatus":      "OCSPResponseStatus",
		"type-id":                 "TypeID",
		"SIGNED":                  "SIGNED",
		"RevokedInfo":             "RevokedInfo",
		"identity":                "Identity",
		"&Type":                   "Type",
	} {
		if got := goName(asn); got != want {
			t.Errorf("goName(%q) = %q, want %q", asn, got, want)
		}
	}
}
