package ocsp

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/x509"
	"fmt"
	"math/big"

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
	// RFC 4055, 3.1: MGF1, over the same hash function as a rule.
	var mgf rfc5912.AlgorithmIdentifier
	if p.MaskGenAlgorithm.Algorithm != rfc5912.IDMgf1 || mgf.UnmarshalDER(p.MaskGenAlgorithm.Parameters.Value) != nil ||
		hashOf(mgf.Algorithm) == 0 || !nullOrAbsent(mgf.Parameters) {
		return algorithm{}, fmt.Errorf("%w: RSASSA-PSS with another mask generation than MGF1 over a known hash function", ErrUnsupportedAlgorithm)
	}
	salt, ok := p.SaltLength.Int64()
	if !ok || salt < 0 || salt > 1<<16 {
		return algorithm{}, fmt.Errorf("%w: RSASSA-PSS with a salt of %v octets", ErrUnsupportedAlgorithm, p.SaltLength)
	}
	if t, _ := p.TrailerField.Int64(); t != 1 {
		return algorithm{}, fmt.Errorf("%w: RSASSA-PSS with trailer field %v", ErrUnsupportedAlgorithm, p.TrailerField)
	}
	return algorithm{oid: rfc5912.IDRSASSAPSS, scheme: schemePSS, hash: hash, mask: hashOf(mgf.Algorithm), salt: int(salt)}, nil
}

// verifyPSS checks a signature of RSASSA-PSS over hashed (RFC 8017, 8.1.2).
func (a algorithm) verifyPSS(key *rsa.PublicKey, hashed, signature []byte) bool {
	// crypto/rsa has one hash function for both purposes, and takes a salt of no octets for one of any length.
	if a.mask == a.hash && a.salt > 0 {
		return rsa.VerifyPSS(key, a.hash, hashed, signature, &rsa.PSSOptions{SaltLength: a.salt}) == nil
	}
	if len(signature) != key.Size() {
		return false
	}
	s := new(big.Int).SetBytes(signature)
	if s.Cmp(key.N) >= 0 {
		return false
	}
	// Everything is public here: nothing has to take constant time.
	bits := key.N.BitLen() - 1
	m := s.Exp(s, big.NewInt(int64(key.E)), key.N)
	if m.BitLen() > bits {
		return false
	}
	return a.verifyEMSAPSS(m.FillBytes(make([]byte, (bits+7)/8)), bits, hashed)
}

// verifyEMSAPSS checks an encoded message of so many bits (RFC 8017, 9.1.2, steps 3 to 14), whose leading octets and bits
// are clear.
func (a algorithm) verifyEMSAPSS(em []byte, bits int, hashed []byte) bool {
	n := len(em) - a.hash.Size() - 1
	pad := n - a.salt - 1 // octets of zero in DB
	if pad < 0 || em[len(em)-1] != 0xbc {
		return false
	}
	db, h := em[:n], em[n:len(em)-1]
	a.unmask(db, h)
	db[0] &= 0xff >> (8*len(em) - bits)
	if !bytes.HasPrefix(db, append(make([]byte, pad), 1)) {
		return false
	}
	var buf [64]byte
	return bytes.Equal(h, digest(&buf, a.hash, bytes.Join([][]byte{make([]byte, 8), hashed, db[pad+1:]}, nil)))
}

// unmask takes the mask that MGF1 makes of seed off db (RFC 8017, B.2.1).
func (a algorithm) unmask(db, seed []byte) {
	var buf [64]byte
	for counter := 0; len(db) > 0; counter++ {
		block := digest(&buf, a.mask, append(bytes.Clone(seed), byte(counter>>24), byte(counter>>16), byte(counter>>8), byte(counter)))
		n := min(len(block), len(db))
		for i := range n {
			db[i] ^= block[i]
		}
		db = db[n:]
	}
}

// A pssKey is an RSA key that is for RSASSA-PSS only (RFC 4055, 1.2), of which crypto/x509 leaves PublicKey nil.
type pssKey struct {
	*rsa.PublicKey
	limit *algorithm // what its parameters restrict it to, if it has any
}

// publicKey gives the key of cert: cert.PublicKey, or a pssKey.
func publicKey(cert *x509.Certificate) crypto.PublicKey {
	if cert.PublicKey != nil {
		return cert.PublicKey
	}
	raw, bits, _ := openKey(cert.RawSubjectPublicKeyInfo) // nothing, if it is none
	var id rfc5912.AlgorithmIdentifier
	if id.UnmarshalDER(raw) != nil || id.Algorithm != rfc5912.IDRSASSAPSS {
		return nil
	}
	key, err := x509.ParsePKCS1PublicKey(bits)
	if err != nil {
		return nil
	}
	if !id.Parameters.Present {
		return pssKey{key, nil}
	}
	limit, err := pssOf(&id)
	if err != nil {
		return nil
	}
	return pssKey{key, &limit}
}

// allows reports whether signatures of a may be made with k: RFC 4055, 3.3, has the same functions as in its parameters,
// and a salt that is not shorter.
func (k pssKey) allows(a algorithm) bool {
	return a.scheme == schemePSS && (k.limit == nil || a.hash == k.limit.hash && a.mask == k.limit.mask && a.salt >= k.limit.salt)
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
