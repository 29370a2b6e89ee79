package difftest

import (
	"encoding/asn1"
	"math/big"
	"time"
)

// The types of RFC 6960 for encoding/asn1, equal to those of package rfc6960 as far as its tags go.

type algorithmIdentifier struct {
	Algorithm  asn1.ObjectIdentifier
	Parameters asn1.RawValue `asn1:"optional"`
}

type extension struct {
	ID       asn1.ObjectIdentifier
	Critical bool `asn1:"optional"`
	Value    []byte
}

type certID struct {
	HashAlgorithm algorithmIdentifier
	NameHash      []byte
	KeyHash       []byte
	Serial        *big.Int
}

type ocspRequest struct {
	TBS       tbsRequest
	Signature signature `asn1:"explicit,tag:0,optional"`
}

type tbsRequest struct {
	Raw           asn1.RawContent
	Version       int64         `asn1:"explicit,tag:0,default:0,optional"`
	RequestorName asn1.RawValue `asn1:"explicit,tag:1,optional"`
	RequestList   []request
	Extensions    []extension `asn1:"explicit,tag:2,optional"`
}

type request struct {
	CertID     certID
	Extensions []extension `asn1:"explicit,tag:0,optional"`
}

type signature struct {
	Algorithm algorithmIdentifier
	Signature asn1.BitString
	Certs     []asn1.RawValue `asn1:"explicit,tag:0,optional"`
}

type ocspResponse struct {
	Status asn1.Enumerated
	Bytes  responseBytes `asn1:"explicit,tag:0,optional"`
}

type responseBytes struct {
	Type     asn1.ObjectIdentifier
	Response []byte
}

type basicResponse struct {
	TBS       responseData
	Algorithm algorithmIdentifier
	Signature asn1.BitString
	Certs     []asn1.RawValue `asn1:"explicit,tag:0,optional"`
}

type responseData struct {
	Raw         asn1.RawContent
	Version     int64 `asn1:"explicit,tag:0,default:0,optional"`
	ResponderID asn1.RawValue
	ProducedAt  time.Time `asn1:"generalized"`
	Responses   []singleResponse
	Extensions  []extension `asn1:"explicit,tag:1,optional"`
}

type singleResponse struct {
	CertID     certID
	Good       asn1.Flag   `asn1:"tag:0,optional"`
	Revoked    revokedInfo `asn1:"tag:1,optional"`
	Unknown    asn1.Flag   `asn1:"tag:2,optional"`
	ThisUpdate time.Time   `asn1:"generalized"`
	NextUpdate time.Time   `asn1:"generalized,explicit,tag:0,optional"`
	Extensions []extension `asn1:"explicit,tag:1,optional"`
}

type revokedInfo struct {
	Time   time.Time       `asn1:"generalized"`
	Reason asn1.Enumerated `asn1:"explicit,tag:0,optional"`
}

type name = []relativeDistinguishedName

type relativeDistinguishedNameSET []attribute

type relativeDistinguishedName = relativeDistinguishedNameSET

type attribute struct {
	Type  asn1.ObjectIdentifier
	Value asn1.RawValue
}
