// Package rfc5912 has the types of the PKIX modules of RFC 5912 that other modules reach: algorithm identifiers,
// names, extensions, CRL reasons. The ASN.1 is in the *.asn1 files of this folder, one for each module; each
// generated file stands beside the module it comes from.
//
// [Extension.UnmarshalDER] and [Extension.MarshalDER], and the methods of the same names on every other type, are the
// two ways in and out: exactly one value from octets, and octets from a value. What is decoded aliases the input.
//
// Everything is DER: what X.690 does not allow there (lengths that are not minimal, a DEFAULT value that is encoded,
// trailing octets) is refused with a [*der.Error] that has the path and the offset of the element. A [Certificate] is
// kept as one element, whose contents are not looked at: crypto/x509 is for that. A Name and a GeneralName inside
// another type are checked in full and kept as octets ([NameView], [GeneralNameView]); their Decode method gives the
// typed value.
package rfc5912

//go:generate go run github.com/dergen/dergen/gen/dergen -pkg rfc5912 -o ./ -type PKIX-CommonTypes-2009.Extensions,AlgorithmInformation-2009.AlgorithmIdentifier,PKIX1Explicit-2009.Name,PKIX1Explicit-2009.Certificate,PKIX1Explicit-2009.CertificateSerialNumber,PKIX1Implicit-2009.GeneralNames,PKIX1Implicit-2009.AuthorityInfoAccessSyntax,PKIX1Implicit-2009.CRLReason,PKIX1-PSS-OAEP-Algorithms-2009.RSASSA-PSS-params,PKIXAlgs-2009.DSA-Sig-Value -raw PKIX1Explicit-2009.Certificate -view PKIX1Explicit-2009.Name -view PKIX1Implicit-2009.GeneralName PKIX-CommonTypes-2009.asn1 AlgorithmInformation-2009.asn1 PKIX1Explicit-2009.asn1 PKIX1Implicit-2009.asn1 PKIXAlgs-2009.asn1 PKIX1-PSS-OAEP-Algorithms-2009.asn1 PKIX-X400Address-2009.asn1
