// Package difftest has the tests that hold packages ocsp and rfc6960 against other implementations:
// golang.org/x/crypto/ocsp, and encoding/asn1 with equal structs. It stands apart so that what they need does not reach
// those who import ocsp.
package difftest
