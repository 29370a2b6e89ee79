// Package difftest has the tests that hold package ocsp against other implementations: golang.org/x/crypto/ocsp. It
// stands apart so that what they need does not reach those who import ocsp.
package difftest
