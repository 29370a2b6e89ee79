package rfc6960

import (
	"testing"

	"github.com/dergen/dergen/internal/codectest"
)

// The types that this package generates, by the name that they have in ASN.1.
var (
	ocspRequest       = codectest.Of[OCSPRequest]("OCSPRequest")
	tbsRequest        = codectest.Of[TBSRequest]("TBSRequest")
	signature         = codectest.Of[Signature]("Signature")
	version           = codectest.Of[Version]("Version")
	request           = codectest.Of[Request]("Request")
	certID            = codectest.Of[CertID]("CertID")
	ocspResponse      = codectest.Of[OCSPResponse]("OCSPResponse")
	responseStatus    = codectest.Of[OCSPResponseStatus]("OCSPResponseStatus")
	responseBytes     = codectest.Of[ResponseBytes]("ResponseBytes")
	basicOCSPResponse = codectest.Of[BasicOCSPResponse]("BasicOCSPResponse")
	responseData      = codectest.Of[ResponseData]("ResponseData")
	responderID       = codectest.Of[ResponderID]("ResponderID")
	keyHash           = codectest.Of[KeyHash]("KeyHash")
	singleResponse    = codectest.Of[SingleResponse]("SingleResponse")
	certStatus        = codectest.Of[CertStatus]("CertStatus")
	revokedInfo       = codectest.Of[RevokedInfo]("RevokedInfo")
	archiveCutoff     = codectest.Of[ArchiveCutoff]("ArchiveCutoff")
	responseTypes     = codectest.Of[AcceptableResponses]("AcceptableResponses")
	serviceLocator    = codectest.Of[ServiceLocator]("ServiceLocator")
	crlID             = codectest.Of[CRLID]("CrlID")
	preferredAlgs     = codectest.Of[PreferredSignatureAlgorithms]("PreferredSignatureAlgorithms")
	preferredAlg      = codectest.Of[PreferredSignatureAlgorithm]("PreferredSignatureAlgorithm")
)

var types = []codectest.Type{
	ocspRequest, tbsRequest, signature, version, request, certID, ocspResponse, responseStatus, responseBytes, basicOCSPResponse,
	responseData, responderID, keyHash, singleResponse, certStatus, revokedInfo, archiveCutoff, responseTypes, serviceLocator, crlID,
	preferredAlgs, preferredAlg,
}

// TestTypes checks that the table has every type with a codec of its own.
func TestTypes(t *testing.T) { codectest.Complete(t, types, small) }
