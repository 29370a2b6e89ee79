// Package bench has benchmarks of this project beside encoding/asn1, golang.org/x/crypto/cryptobyte and
// golang.org/x/crypto/ocsp, on the same messages in one process, and tests of how much is allocated. It is all tests, so
// that its dependencies reach nobody. "make bench" runs it.
//
// A benchmark's name says what is worked on and who does it: BenchmarkDecode/of=small/by=cryptobyte. By is
//
//	rfc6960        generated code: an OCSPResponse and the BasicOCSPResponse in it, into values used before
//	ocsp-reused    ocsp.Response.UnmarshalDER and ocsp.Request.UnmarshalDER, into a value used before
//	ocsp           ocsp.ParseResponse and ocsp.ParseRequest, a fresh value each time; building, signing, verifying
//	ocsp-verifier  the same with an ocsp.Verifier that has seen the delegate
//	cryptobyte     a careful parser on cryptobyte, in this package: views of the input, into a value used before
//	encoding-asn1  equal structs, in this package
//	x-crypto-ocsp  golang.org/x/crypto/ocsp
//	crypto-ecdsa   one signature and no message around it
//
// What is worked on is
//
//	request   testdata/demo/request.der: one certificate, a nonce
//	small     a response about one certificate, signed by the issuer
//	delegate  testdata/demo/response.der: one revoked certificate, a nonce, signed by a delegate whose certificate is enclosed
//	100, 1000 responses about so many certificates: one in ten revoked, one in 25 with an extension
package bench
