package ocsp

import (
	"crypto"
	"crypto/dsa" //lint:ignore SA1019 responders of old still sign with it
	"crypto/rand"
	"fmt"
	"io"
	"math/big"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
)

// DSASigner makes a [crypto.Signer] of a DSA key: crypto/dsa has no Sign method of that form. The hash functions are
// SHA-224, SHA-256, SHA-384 and SHA-512.
func DSASigner(key *dsa.PrivateKey) crypto.Signer { return dsaSigner{key} }

type dsaSigner struct {
	key *dsa.PrivateKey
}

// Public returns the *dsa.PublicKey; nil if there is no key.
func (s dsaSigner) Public() crypto.PublicKey {
	if s.key == nil {
		return nil
	}
	return &s.key.PublicKey
}

// Sign returns a DSA-Sig-Value in DER (RFC 3279, 2.2.2).
func (s dsaSigner) Sign(random io.Reader, hashed []byte, _ crypto.SignerOpts) ([]byte, error) {
	if s.key == nil || s.key.Q == nil || s.key.X == nil {
		return nil, fmt.Errorf("%w: no DSA key to sign with", ErrIncomplete)
	}
	if random == nil {
		random = rand.Reader
	}
	r, v, err := dsa.Sign(random, s.key, cut(hashed, s.key.Q))
	if err != nil {
		return nil, err
	}
	value := rfc5912.DSASigValue{R: der.NewInteger(r), S: der.NewInteger(v)}
	return value.MarshalDER()
}

// cut takes the leading octets of a digest, as many as q has: FIPS 186-4, 4.6, which crypto/dsa leaves to its caller.
func cut(hashed []byte, q *big.Int) []byte {
	return hashed[:min(len(hashed), (q.BitLen()+7)/8)]
}

// verifyDSA reports whether signature is a DSA-Sig-Value over hashed by key.
func verifyDSA(key *dsa.PublicKey, hashed, signature []byte) bool {
	var value rfc5912.DSASigValue
	if key == nil || key.P == nil || key.Q == nil || value.UnmarshalDER(signature) != nil {
		return false
	}
	return dsa.Verify(key, cut(hashed, key.Q), value.R.BigInt(), value.S.BigInt())
}

// sameDSA reports whether a and b are one key.
func sameDSA(a, b *dsa.PublicKey) bool {
	for _, k := range []*dsa.PublicKey{a, b} {
		if k == nil || k.P == nil || k.Q == nil || k.G == nil || k.Y == nil {
			return false
		}
	}
	return a.P.Cmp(b.P) == 0 && a.Q.Cmp(b.Q) == 0 && a.G.Cmp(b.G) == 0 && a.Y.Cmp(b.Y) == 0
}
