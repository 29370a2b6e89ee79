// Package ed448 adds Ed448 (RFC 8032, RFC 8410) to package ocsp: [Algorithm] verifies signatures, a [Signer] makes them.
//
// It stands apart from ocsp since the standard library does not have Ed448: it is here that
// github.com/cloudflare/circl comes in. An OBJECT IDENTIFIER or a key in another form than RFC 8410 gives it is refused.
package ed448

import (
	"bytes"
	"crypto"
	"crypto/rand"
	"errors"
	"io"

	"github.com/cloudflare/circl/sign/ed448"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/ocsp"
)

// OID is id-Ed448 (RFC 8410, 3), which stands for keys and for signatures.
const OID der.OID = "\x2b\x65\x71" // 1.3.101.113

// SeedSize is the number of octets that a private key is made from (RFC 8032, 5.2.5).
const SeedSize = ed448.SeedSize

// What stands in DER before the octets of a key. Both are of one length, so nothing in front of it varies.
const (
	identifier  = "\x30\x05\x06\x03\x2b\x65\x71"                                // AlgorithmIdentifier, parameters absent: RFC 8410, 3
	spkiPrefix  = "\x30\x43" + identifier + "\x03\x3a\x00"                      // SubjectPublicKeyInfo: RFC 8410, 4
	pkcs8Prefix = "\x30\x47\x02\x01\x00" + identifier + "\x04\x3b" + "\x04\x39" // OneAsymmetricKey: RFC 8410, 7
)

// What can be wrong. Package ocsp wraps these as [ocsp.ErrBadSignature].
var (
	errKey       = errors.New("ed448: not a public key of Ed448")
	errSignature = errors.New("ed448: signature does not verify")
	errPrivate   = errors.New("ed448: not a private key of Ed448")
	errOptions   = errors.New("ed448: a message is signed as it is, without a hash function")
)

// Algorithm returns what [ocsp.VerifyOptions] needs to verify signatures with Ed448.
func Algorithm() ocsp.SignatureAlgorithm { return algorithm{} }

type algorithm struct{}

func (algorithm) OID() der.OID { return OID }

func (algorithm) Verify(spki, message, signature []byte) error {
	public, ok := bytes.CutPrefix(spki, []byte(spkiPrefix))
	if !ok || len(public) != ed448.PublicKeySize {
		return errKey
	}
	if !ed448.Verify(public, message, signature, "") {
		return errSignature
	}
	return nil
}

// A Signer is a private key. It may be used by many goroutines at once.
type Signer struct {
	key ed448.PrivateKey
}

// GenerateKey makes a private key. random nil is crypto/rand.Reader.
func GenerateKey(random io.Reader) (*Signer, error) {
	if random == nil {
		random = rand.Reader
	}
	seed := make([]byte, SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, err
	}
	return NewSigner(seed)
}

// NewSigner makes the private key of a seed of [SeedSize] octets.
func NewSigner(seed []byte) (*Signer, error) {
	if len(seed) != SeedSize {
		return nil, errPrivate
	}
	return &Signer{ed448.NewKeyFromSeed(seed)}, nil
}

// ParsePrivateKey reads a private key in PKCS #8, in DER, without a public key beside it (RFC 8410, 7).
func ParsePrivateKey(pkcs8 []byte) (*Signer, error) {
	seed, ok := bytes.CutPrefix(pkcs8, []byte(pkcs8Prefix))
	if !ok {
		return nil, errPrivate
	}
	return NewSigner(seed)
}

// MarshalPrivateKey is the reverse of [ParsePrivateKey].
func (s *Signer) MarshalPrivateKey() []byte {
	return append([]byte(pkcs8Prefix), s.key.Seed()...)
}

// Public returns the public key: that of github.com/cloudflare/circl/sign/ed448.
func (s *Signer) Public() crypto.PublicKey { return s.key.Public() }

// Sign signs message itself: opts.HashFunc is zero.
func (s *Signer) Sign(_ io.Reader, message []byte, opts crypto.SignerOpts) ([]byte, error) {
	if opts != nil && opts.HashFunc() != 0 {
		return nil, errOptions
	}
	return ed448.Sign(s.key, message, ""), nil
}

// SubjectPublicKeyInfo returns the public key in DER (RFC 8410, 4).
func (s *Signer) SubjectPublicKeyInfo() []byte {
	return append([]byte(spkiPrefix), s.key[SeedSize:]...)
}

// SignatureAlgorithmIdentifier returns the AlgorithmIdentifier of the signatures in DER (RFC 8410, 6).
func (s *Signer) SignatureAlgorithmIdentifier() []byte { return []byte(identifier) }
