package bench

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"math/big"
	"time"
)

// The messages as structs of encoding/asn1, with the same components as the generated ones.
type (
	asn1Request struct {
		TBS       asn1TBSRequest
		Signature asn1Signature `asn1:"explicit,tag:0,optional"`
	}
	asn1TBSRequest struct {
		Raw        asn1.RawContent
		Version    int              `asn1:"explicit,tag:0,default:0,optional"`
		Requestor  asn1.RawValue    `asn1:"explicit,tag:1,optional"`
		Requests   []asn1Single     // of CertID and extensions
		Extensions []pkix.Extension `asn1:"explicit,tag:2,optional"`
	}
	asn1Single struct {
		ID         asn1CertID
		Extensions []pkix.Extension `asn1:"explicit,tag:0,optional"`
	}
	asn1Signature struct {
		Algorithm pkix.AlgorithmIdentifier
		Signature asn1.BitString
		Certs     []asn1.RawValue `asn1:"explicit,tag:0,optional"`
	}
	asn1CertID struct {
		Hash              pkix.AlgorithmIdentifier
		NameHash, KeyHash []byte
		Serial            *big.Int
	}

	asn1Response struct {
		Status asn1.Enumerated
		Bytes  asn1ResponseBytes `asn1:"explicit,tag:0,optional"`
	}
	asn1ResponseBytes struct {
		Type     asn1.ObjectIdentifier
		Response []byte
	}
	asn1Basic struct {
		TBS       asn1ResponseData
		Algorithm pkix.AlgorithmIdentifier
		Signature asn1.BitString
		Certs     []asn1.RawValue `asn1:"explicit,tag:0,optional"`
	}
	asn1ResponseData struct {
		Raw        asn1.RawContent
		Version    int `asn1:"explicit,tag:0,default:0,optional"`
		Responder  asn1.RawValue
		ProducedAt time.Time `asn1:"generalized"`
		Responses  []asn1SingleResponse
		Extensions []pkix.Extension `asn1:"explicit,tag:1,optional"`
	}
	asn1SingleResponse struct {
		ID         asn1CertID
		Good       asn1.Flag        `asn1:"tag:0,optional"`
		Revoked    asn1Revoked      `asn1:"tag:1,optional"`
		Unknown    asn1.Flag        `asn1:"tag:2,optional"`
		ThisUpdate time.Time        `asn1:"generalized"`
		NextUpdate time.Time        `asn1:"generalized,explicit,tag:0,optional"`
		Extensions []pkix.Extension `asn1:"explicit,tag:1,optional"`
	}
	asn1Revoked struct {
		Time   time.Time       `asn1:"generalized"`
		Reason asn1.Enumerated `asn1:"explicit,tag:0,optional"`
	}
)

func (r *asn1Request) decode(b []byte) error { return asn1Unmarshal(b, r) }

// encode encodes the components: what was received is put away.
func (r *asn1Request) encode() ([]byte, error) {
	r.TBS.Raw = nil
	return asn1.Marshal(*r)
}

func (r *asn1Basic) decode(b []byte) error {
	var outer asn1Response
	if err := asn1Unmarshal(b, &outer); err != nil {
		return err
	}
	return asn1Unmarshal(outer.Bytes.Response, r)
}

func (r *asn1Basic) encode() ([]byte, error) {
	r.TBS.Raw = nil
	inner, err := asn1.Marshal(*r)
	if err != nil {
		return nil, err
	}
	return asn1.Marshal(asn1Response{Bytes: asn1ResponseBytes{Type: []int{1, 3, 6, 1, 5, 5, 7, 48, 1, 1}, Response: inner}})
}

func asn1Unmarshal(b []byte, v any) error {
	rest, err := asn1.Unmarshal(b, v)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("%d octets after the message", len(rest))
	}
	return err
}
