// Package rfc6960 has the types of module OCSP-2013-08 of RFC 6960, appendix B.2: the Online Certificate Status
// Protocol as it goes over the wire. The ASN.1 is in OCSP-2013-08.asn1 in this folder, with erratum 5891 applied
// (CRLReason is imported). Package github.com/dergen/dergen/ocsp is what programs usually want; this one is for those that
// need a component that ocsp does not offer.
//
// [OCSPResponse.UnmarshalDER] and [OCSPRequest.UnmarshalDER] are where to start. The octets of ResponseBytes.response
// are decoded by [BasicOCSPResponse.UnmarshalDER] if responseType is [IDPKIXOCSPBasic]. What is decoded aliases the
// input, and encodes back to the same octets.
//
// Everything is DER: what X.690 does not allow there is refused with a [*der.Error] that has the path and the offset
// of the element. Signatures are not verified here, nor is anything compared with a clock. [TBSRequest] and
// [ResponseData] keep the octets that they were decoded from in Raw: that is what a signature covers.
package rfc6960

//go:generate go run github.com/dergen/dergen/gen/dergen -pkg rfc6960 -o ocsp_gen.go -I ../rfc5912 -import PKIX-CommonTypes-2009=github.com/dergen/dergen/asn1/rfc5912 -import AlgorithmInformation-2009=github.com/dergen/dergen/asn1/rfc5912 -import PKIX1Explicit-2009=github.com/dergen/dergen/asn1/rfc5912 -import PKIX1Implicit-2009=github.com/dergen/dergen/asn1/rfc5912 -import PKIXAlgs-2009=github.com/dergen/dergen/asn1/rfc5912 -keep TBSRequest -keep ResponseData "-expect=OCSPResponse.responseStatus=successful" "-expect=ResponseBytes.responseType={1 3 6 1 5 5 7 48 1 1}" "-expect=CertID.hashAlgorithm={algorithm {1 3 14 3 2 26}, parameters NULL:NULL}" "-expect=BasicOCSPResponse.signatureAlgorithm={algorithm {1 2 840 113549 1 1 11}, parameters NULL:NULL}" OCSP-2013-08.asn1 FurtherIdentifiers.asn1
