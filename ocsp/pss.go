package ocsp

import (
	"crypto"
	"fmt"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
)

// pssOf reads the parameters of id-RSASSA-PSS (RFC 4055, 3.1). They are required with a signature.
func pssOf(id *rfc5912.AlgorithmIdentifier) (algorithm, error) {
	var p rfc5912.RSASSAPSSParams
	if err := p.UnmarshalDER(id.Parameters.Value); err != nil {
		return algorithm{}, fmt.Errorf("%w: RSASSA-PSS: %w", ErrUnsupportedAlgorithm, err)
	}
	hash := hashOf(p.HashAlgorithm.Algorithm)
	if hash == 0 || !nullOrAbsent(p.HashAlgorithm.Parameters) {
		return algorithm{}, fmt.Errorf("%w: RSASSA-PSS with hash function %v", ErrUnsupportedAlgorithm, p.HashAlgorithm.Algorithm)
	}
	// RFC 4055, 3.1: MGF1 over the same hash function; crypto/rsa has no other.
	var mgf rfc5912.AlgorithmIdentifier
	if p.MaskGenAlgorithm.Algorithm != rfc5912.IDMgf1 ||
		mgf.UnmarshalDER(p.MaskGenAlgorithm.Parameters.Value) != nil || hashOf(mgf.Algorithm) != hash || !nullOrAbsent(mgf.Parameters) {
		return algorithm{}, fmt.Errorf("%w: RSASSA-PSS with another mask generation than MGF1 over the same hash function", ErrUnsupportedAlgorithm)
	}
	// A salt of no octets is what crypto/rsa takes for "any length", so it cannot be asked for.
	salt, _ := p.SaltLength.Int64() // 0 for what does not fit
	if salt < 1 || salt > 1<<16 {
		return algorithm{}, fmt.Errorf("%w: RSASSA-PSS with a salt of %v octets", ErrUnsupportedAlgorithm, p.SaltLength)
	}
	if t, _ := p.TrailerField.Int64(); t != 1 {
		return algorithm{}, fmt.Errorf("%w: RSASSA-PSS with trailer field %v", ErrUnsupportedAlgorithm, p.TrailerField)
	}
	return algorithm{oid: rfc5912.IDRSASSAPSS, scheme: schemePSS, hash: hash, salt: int(salt)}, nil
}

// pssIdentifier makes the AlgorithmIdentifier of RSASSA-PSS with all its parameters.
func pssIdentifier(hash crypto.Hash, salt int) (rfc5912.AlgorithmIdentifier, error) {
	h := identifier(oidOfHash(hash), !isSHA3(hash))
	inner, err := h.MarshalDER()
	if err != nil {
		return rfc5912.AlgorithmIdentifier{}, err
	}
	params := rfc5912.RSASSAPSSParams{
		HashAlgorithm:    h,
		MaskGenAlgorithm: rfc5912.AlgorithmIdentifier{Algorithm: rfc5912.IDMgf1, Parameters: der.Some(der.RawValue(inner))},
		SaltLength:       der.Int(int64(salt)),
		TrailerField:     der.Int(1),
	}
	raw, err := params.MarshalDER()
	if err != nil {
		return rfc5912.AlgorithmIdentifier{}, err
	}
	return rfc5912.AlgorithmIdentifier{Algorithm: rfc5912.IDRSASSAPSS, Parameters: der.Some(der.RawValue(raw))}, nil
}
