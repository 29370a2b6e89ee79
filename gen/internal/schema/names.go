package schema

import (
	"strings"
)

// words are written in capitals wherever they stand as a whole word of a name, digits behind them or not: certId is
// CertID, sha256WithRSAEncryption is SHA256WithRSAEncryption. The list is fixed: a word more would rename what people use.
var words = map[string]bool{
	"aes": true, "asn": true, "ber": true, "ca": true, "cms": true, "crl": true, "der": true, "dh": true, "dns": true,
	"dsa": true, "ec": true, "ecdh": true, "ecdsa": true, "hmac": true, "http": true, "ia": true, "id": true, "ip": true,
	"ldap": true, "md": true, "ocsp": true, "oid": true, "pkcs": true, "pki": true, "pkix": true, "rsa": true, "sha": true,
	"smime": true, "tbs": true, "tls": true, "tsa": true, "uri": true, "url": true, "utc": true, "utf": true, "uuid": true,
}

// goName is the exported Go name of an ASN.1 name: each word capitalised, hyphens dropped, the words of the list in
// capitals. A word ends at a hyphen, and before a capital that follows a small letter or a digit or that begins a new
// word after other capitals: id-pkix-ocsp-basic is IDPKIXOCSPBasic, tbsResponseData TBSResponseData, iPAddress IPAddress.
func goName(name string) string {
	var b strings.Builder
	for part := range strings.FieldsFuncSeq(strings.TrimPrefix(name, "&"), func(r rune) bool { return r == '-' || r == '_' }) {
		if part == "" {
			continue
		}
		part = strings.ToUpper(part[:1]) + part[1:]
		for part != "" {
			n := wordLen(part)
			if word := part[:n]; words[strings.ToLower(strings.TrimRight(word, "0123456789"))] {
				b.WriteString(strings.ToUpper(word))
			} else {
				b.WriteString(word)
			}
			part = part[n:]
		}
	}
	return b.String()
}

// wordLen is the length of the word that s begins with.
func wordLen(s string) int {
	for i := 1; i < len(s); i++ {
		if !isCapital(s[i]) {
			continue
		}
		if !isCapital(s[i-1]) || i+1 < len(s) && isSmall(s[i+1]) {
			return i
		}
	}
	return len(s)
}

func isCapital(c byte) bool { return 'A' <= c && c <= 'Z' }
func isSmall(c byte) bool   { return 'a' <= c && c <= 'z' }
