// Package ocsp reads, makes, signs and verifies messages of the Online Certificate Status Protocol (RFC 6960): it asks
// whether certificates have been revoked, and answers.
//
// [ParseRequest] and [ParseResponse] are the ways in, [NewRequestBuilder] and [NewResponseBuilder] the ways out, and
// [Response.Verify] is the one call that decides: it gives the status of a certificate only where the responder, its right
// to answer, its signature, the certificate asked about, the times and the nonce are all in order. Everything else that a
// parsed message tells is what somebody claims.
//
// Messages are DER as X.690 has it, in both directions; what is not (lengths that are not minimal, default values that
// are encoded, octets at the end) is refused with [ErrMalformed] and, beside it, a *der.Error that says where. The
// codec is generated from the ASN.1 module of RFC 6960 and stands in github.com/dergen/dergen/asn1/rfc6960. A value that was
// parsed aliases the octets that it was parsed from: who needs it longer than those calls Clone. Parsing costs one
// allocation for a message of the usual size, and none if a value is used again through its UnmarshalDER.
//
// A delegate of the issuer (RFC 6960, 4.2.2.2) is accepted without id-pkix-ocsp-nocheck, and whether it has been revoked
// itself is not asked. The chain from a certificate to a trusted root is not built here: Verify takes the issuer's
// certificate on trust. A [Verifier] remembers delegates, which halves the cost of an answer that one of them signed.
// Signatures on curves that crypto/x509 does not have, and by RSA keys of less than 1024 bits, are not verified.
// Extensions that are not critical are not read by Verify, other than the nonce.
//
// # Coming from pyca/cryptography
//
// The names of cryptography.x509.ocsp, from its oldest version to its newest, and what they are here. A property that
// raises there returns an error, or false, here.
//
//	load_der_ocsp_request(data)           ParseRequest
//	load_der_ocsp_response(data)          ParseResponse
//
//	OCSPRequestBuilder()                  NewRequestBuilder
//	  .add_request(cert, issuer, hash)    RequestBuilder.AddCertificate     (2.4, in development)
//	  .add_certificate(cert, issuer, h)   RequestBuilder.AddCertificate, also several times
//	  .add_certificate_by_hash(n, k, s,h) RequestBuilder.AddCertificateByHash
//	  .add_extension(ext, critical)       RequestBuilder.AddExtension; for a nonce, RequestBuilder.Nonce
//	  .build()                            RequestBuilder.Build; signed, RequestBuilder.Sign
//
//	for request in OCSPRequest            Request.Requests; one only, Request.Single (2.4, in development)
//	len(OCSPRequest)                      Request.Len
//	Request (an item of that)             SingleRequest
//	OCSPRequest.issuer_key_hash           SingleRequest.IssuerKeyHash, of Request.Single
//	OCSPRequest.issuer_name_hash          SingleRequest.IssuerNameHash
//	OCSPRequest.hash_algorithm            SingleRequest.HashAlgorithm
//	OCSPRequest.serial_number             SingleRequest.SerialNumber
//	OCSPRequest.extensions                Request.Extensions; beside a certificate, SingleRequest.Extensions
//	OCSPRequest.public_bytes(DER)         Request.DER, Request.MarshalBinary
//
//	OCSPResponseBuilder()                 NewResponseBuilder
//	  .add_response(cert, issuer, ...)    ResponseBuilder.AddResponse, also several times
//	  .add_response_by_hash(n, k, s, ...) ResponseBuilder.AddResponse with a CertID of NewCertIDFromHashes
//	    algorithm                         SingleResponseTemplate.Hash
//	    cert_status                       SingleResponseTemplate.Status
//	    this_update, next_update          SingleResponseTemplate.ThisUpdate, NextUpdate
//	    revocation_time                   SingleResponseTemplate.RevocationTime
//	    revocation_reason                 SingleResponseTemplate.RevocationReason
//	  .certificates(certs)                ResponseBuilder.Certificates
//	  .responder_id(encoding, cert)       ResponseBuilder.ResponderID
//	  .add_extension(ext, critical)       ResponseBuilder.AddExtension
//	  .sign(private_key, algorithm)       ResponseBuilder.Sign; algorithm None is crypto.Hash(0)
//	  .build_unsuccessful(status)         NewUnsuccessfulResponse
//
//	OCSPResponse.response_status          Response.Status
//	OCSPResponse.signature_algorithm_oid  BasicResponse.SignatureAlgorithmOID, of Response.Basic
//	OCSPResponse.signature_hash_algorithm BasicResponse.SignatureHashAlgorithm
//	OCSPResponse.signature                BasicResponse.Signature
//	OCSPResponse.tbs_response_bytes       BasicResponse.TBSResponseBytes
//	OCSPResponse.certificates             BasicResponse.Certificates, RawCertificates
//	OCSPResponse.responder_key_hash       BasicResponse.ResponderKeyHash
//	OCSPResponse.responder_name           BasicResponse.ResponderName, RawResponderName
//	OCSPResponse.produced_at(_utc)        BasicResponse.ProducedAt
//	OCSPResponse.extensions               BasicResponse.Extensions
//	OCSPResponse.single_extensions        SingleResponse.Extensions, of Response.Single
//	OCSPResponse.certificate_status       SingleResponse.CertStatus
//	OCSPResponse.revocation_time(_utc)    SingleResponse.RevocationTime
//	OCSPResponse.revocation_reason        SingleResponse.RevocationReason
//	OCSPResponse.this_update(_utc)        SingleResponse.ThisUpdate
//	OCSPResponse.next_update(_utc)        SingleResponse.NextUpdate
//	OCSPResponse.issuer_key_hash          SingleResponse.IssuerKeyHash
//	OCSPResponse.issuer_name_hash         SingleResponse.IssuerNameHash
//	OCSPResponse.hash_algorithm           SingleResponse.HashAlgorithm
//	OCSPResponse.serial_number            SingleResponse.SerialNumber
//	OCSPResponse.responses                BasicResponse.Responses
//	OCSPResponse.public_bytes(DER)        Response.DER, Response.MarshalBinary
//	OCSPSingleResponse                    SingleResponse, the same properties
//
//	OCSPResponseStatus.SUCCESSFUL, ...    Successful, MalformedRequest, InternalError, TryLater, SigRequired, Unauthorized
//	OCSPCertStatus.GOOD, ...              Good, Revoked, Unknown
//	OCSPResponderEncoding.HASH, NAME      ByKeyHash, ByName
//	x509.ReasonFlags                      RevocationReason
//	x509.OCSPNonce                        Extensions.Nonce, NonceExtension
//	x509.OCSPAcceptableResponses          Extensions.AcceptableResponses, AcceptableResponsesExtension
//	x509.CRLReason                        Extensions.CRLReason, CRLReasonExtension
//	x509.InvalidityDate                   Extensions.InvalidityDate, InvalidityDateExtension
//	x509.CertificateIssuer                Extensions.CertificateIssuer, CertificateIssuerExtension
//	x509.SignedCertificateTimestamps      Extensions.SCTs, SCTsExtension
//	x509.UnrecognizedExtension            Extensions.Get, Extension
//	(none)                                Response.Verify, Verifier
//
// # Coming from golang.org/x/crypto/ocsp
//
//	ParseRequest(b)                       ParseRequest: all requests, extensions and the signature; the rest is not dropped
//	(*Request).Marshal()                  RequestBuilder.AddCertificateByHash and Build
//	CreateRequest(cert, issuer, opts)     RequestBuilder.AddCertificate and Build: the hash function has no default
//	ParseResponse(b, issuer)              ParseResponse, then Response.Verify: with a nil issuer nobody you trust
//	                                      was asked, and several entries were an error
//	ParseResponseForCert(b, cert, issuer) ParseResponse, then Response.Verify with both: there, only the serial number was
//	                                      compared, a delegate's usage and validity were not looked at, nor were times
//	CreateResponse(issuer, r, tmpl, key)  ResponseBuilder: the responder is named by ByName or ByKeyHash as you say; the hash
//	                                      function of the signature has no default; extensions may be of the whole response
//	(*Response).CheckSignatureFrom(c)     BasicResponse.CheckSignatureFrom
//	Request.HashAlgorithm, ...            SingleRequest.HashAlgorithm, ...: methods, of Request.Single or Requests
//	RequestOptions.Hash                   the last argument of RequestBuilder.AddCertificate
//	Response.Raw                          Response.DER
//	Response.Status                       SingleResponse.CertStatus: Good, Revoked and Unknown have other numbers, and zero
//	                                      is none of them; ServerFailed never was on the wire
//	Response.SerialNumber                 SingleResponse.SerialNumber: a method, as are all here
//	Response.ProducedAt                   BasicResponse.ProducedAt
//	Response.ThisUpdate                   SingleResponse.ThisUpdate
//	Response.NextUpdate                   SingleResponse.NextUpdate: false where there IsZero is true
//	Response.RevokedAt                    SingleResponse.RevocationTime: false unless revoked
//	Response.RevocationReason             SingleResponse.RevocationReason: not given and Unspecified differ
//	Response.IssuerHash                   SingleResponse.HashAlgorithm
//	Response.TBSResponseData, Signature   BasicResponse.TBSResponseBytes, Signature
//	Response.SignatureAlgorithm           BasicResponse.SignatureAlgorithmOID, SignatureHashAlgorithm
//	Response.RawResponderName             BasicResponse.RawResponderName, ResponderName
//	Response.ResponderKeyHash             BasicResponse.ResponderKeyHash
//	Response.Certificate                  BasicResponse.Certificates: all of them
//	Response.Extensions                   SingleResponse.Extensions; those of the response, BasicResponse.Extensions
//	Response.ExtraExtensions              SingleResponseTemplate.Extensions, ResponseBuilder.AddExtension
//	ResponseError{Status}                 *StatusError
//	ParseError                            ErrMalformed, with a *der.Error
//	ResponseStatus, Success, Malformed,   ResponseStatus, Successful, MalformedRequest,
//	InternalError, TryLater,              InternalError, TryLater,
//	SignatureRequired, Unauthorized       SigRequired, Unauthorized
//	MalformedRequestErrorResponse,        NewUnsuccessfulResponse(MalformedRequest),
//	InternalErrorErrorResponse, ...       NewUnsuccessfulResponse(InternalError), ...: DER gives the octets
//	Unspecified, KeyCompromise, ...       the same names as RevocationReason; their numbers on the wire are Code()
package ocsp
