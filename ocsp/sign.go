package ocsp

import (
	"crypto"
	"crypto/dsa" //lint:ignore SA1019 responders of old still sign with it
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"fmt"
	"io"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
)

// A selfDescribing signer is one of an algorithm that crypto/x509 does not know. It says in DER what its key and its
// signatures are. It is handed the message itself.
type selfDescribing interface {
	SubjectPublicKeyInfo() []byte
	SignatureAlgorithmIdentifier() []byte
}

// A signature is how something is going to be signed.
type signature struct {
	key       crypto.Signer
	opts      crypto.SignerOpts
	algorithm rfc5912.AlgorithmIdentifier
}

// newSignature decides on the algorithm. A key or a hash function that it cannot be done with is
// [ErrUnsupportedAlgorithm], SHA-1 and MD5 are [ErrWeakAlgorithm], no key is [ErrIncomplete].
func newSignature(key crypto.Signer, opts crypto.SignerOpts) (s signature, err error) {
	if key == nil {
		return s, fmt.Errorf("%w: no key to sign with", ErrIncomplete)
	}
	if opts == nil {
		opts = crypto.Hash(0)
	}
	s.key, s.opts = key, opts
	if own, ok := key.(selfDescribing); ok {
		if err := s.algorithm.UnmarshalDER(own.SignatureAlgorithmIdentifier()); err != nil {
			return s, fmt.Errorf("%w: %w", ErrUnsupportedAlgorithm, err)
		}
		return s, nil
	}
	pss, isPSS := opts.(*rsa.PSSOptions)
	hash, ok := opts.(crypto.Hash)
	if isPSS && pss != nil {
		hash = pss.Hash
	}
	if hash == crypto.SHA1 || hash == crypto.MD5 || hash == crypto.MD4 || hash == crypto.MD5SHA1 || hash == crypto.RIPEMD160 {
		return s, fmt.Errorf("%w: %v", ErrWeakAlgorithm, hash)
	}
	if isPSS {
		return s, s.usePSS(pss)
	}
	if !ok || hash != 0 && oidOfHash(hash) == "" {
		return s, fmt.Errorf("%w: to sign with options of type %T (%v)", ErrUnsupportedAlgorithm, opts, hash)
	}
	public := key.Public()
	a, ok := signingAlgorithm(schemeOf(public), hash)
	if !ok {
		return s, fmt.Errorf("%w: to sign with a key of type %T and %v", ErrUnsupportedAlgorithm, public, hash)
	}
	s.algorithm = identifier(a.oid, a.scheme == schemePKCS1)
	return s, nil
}

// usePSS settles the length of the salt, which the algorithm's parameters have to name.
func (s *signature) usePSS(o *rsa.PSSOptions) (err error) {
	if o == nil || oidOfHash(o.Hash) == "" {
		return fmt.Errorf("%w: RSASSA-PSS needs a hash function", ErrUnsupportedAlgorithm)
	}
	if _, ok := s.key.Public().(*rsa.PublicKey); !ok {
		return fmt.Errorf("%w: RSASSA-PSS with a key of type %T", ErrUnsupportedAlgorithm, s.key.Public())
	}
	salt := o.SaltLength
	if salt == rsa.PSSSaltLengthAuto || salt == rsa.PSSSaltLengthEqualsHash {
		salt = o.Hash.Size() // RFC 4055, 3.1: recommended
	}
	if salt < 0 {
		return fmt.Errorf("%w: RSASSA-PSS with a salt of %d octets", ErrUnsupportedAlgorithm, salt)
	}
	s.opts = &rsa.PSSOptions{SaltLength: salt, Hash: o.Hash}
	s.algorithm, err = pssIdentifier(o.Hash, salt)
	return err
}

// schemeOf says what a public key signs with, RSASSA-PSS aside; 0 for a type of key that is not known.
func schemeOf(public crypto.PublicKey) scheme {
	switch public.(type) {
	case *rsa.PublicKey:
		return schemePKCS1
	case *ecdsa.PublicKey:
		return schemeECDSA
	case ed25519.PublicKey:
		return schemeEd25519
	case *dsa.PublicKey:
		return schemeDSA
	}
	return 0
}

// signingAlgorithm finds the algorithm of a scheme and a hash function.
func signingAlgorithm(s scheme, hash crypto.Hash) (algorithm, bool) {
	for _, a := range algorithmTable {
		if a.scheme == s && a.hash == hash && (hash != 0 || s == schemeEd25519) {
			return a, true
		}
	}
	return algorithm{}, false
}

// sign signs message. random nil is crypto/rand.Reader.
func (s *signature) sign(random io.Reader, message []byte) (der.BitString, error) {
	if random == nil {
		random = rand.Reader
	}
	octets, err := crypto.SignMessage(s.key, random, message, s.opts)
	if err != nil {
		return der.BitString{}, fmt.Errorf("ocsp: signing: %w", err)
	}
	return der.BitString{Bytes: octets}, nil
}

// checkKey refuses a key that is not the one of cert, and an algorithm that the key of cert is not for.
func (s *signature) checkKey(cert *x509.Certificate) error {
	if own, ok := s.key.(selfDescribing); ok {
		if string(own.SubjectPublicKeyInfo()) != string(cert.RawSubjectPublicKeyInfo) {
			return ErrKeyMismatch
		}
		return nil
	}
	of := publicKey(cert)
	if limited, ok := of.(pssKey); ok {
		// What is signed with is one of this package's table.
		if a, _ := algorithmOf(&s.algorithm); !limited.allows(a) {
			return fmt.Errorf("%w: the certificate's key is for RSASSA-PSS, and may be for one hash function", ErrUnsupportedAlgorithm)
		}
		of = limited.PublicKey
	}
	switch public := s.key.Public().(type) {
	case *dsa.PublicKey:
		if of, ok := of.(*dsa.PublicKey); ok && sameDSA(public, of) {
			return nil
		}
	case interface{ Equal(crypto.PublicKey) bool }:
		if public.Equal(of) {
			return nil
		}
	}
	return ErrKeyMismatch
}
