package ocsp

import (
	"crypto"
	"crypto/dsa" //lint:ignore SA1019 responders of old still sign with it
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"fmt"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
)

// A SignatureAlgorithm verifies signatures of an algorithm that the standard library does not have, such as
// Ed448 of [github.com/dergen/dergen/ocsp/ed448]. Its AlgorithmIdentifier has no parameters.
type SignatureAlgorithm interface {
	// OID is the identifier in signatureAlgorithm.
	OID() der.OID
	// Verify returns nil if signature is one over message by the key in spki, a SubjectPublicKeyInfo in DER.
	Verify(spki, message, signature []byte) error
}

// A scheme is what is done with a digest and a key.
type scheme uint8

const (
	schemePKCS1 scheme = 1 + iota
	schemePSS
	schemeECDSA
	schemeDSA
	schemeEd25519
	schemeOther // a SignatureAlgorithm
)

// An algorithm is what an AlgorithmIdentifier of a signature stands for.
type algorithm struct {
	oid    der.OID
	scheme scheme
	hash   crypto.Hash // 0: none (or MD2, which crypto does not list)
	salt   int         // octets, of PSS
	other  SignatureAlgorithm
}

// algorithmTable is what this package knows. crypto/x509 has a table of its own, without SHA-224 and SHA-3.
// The first row of a scheme and a hash is the one to sign with.
var algorithmTable = [...]algorithm{
	{oid: "\x2a\x86\x48\xce\x3d\x04\x03\x02", scheme: schemeECDSA, hash: crypto.SHA256},       // 1.2.840.10045.4.3.2
	{oid: "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b", scheme: schemePKCS1, hash: crypto.SHA256},   // 1.2.840.113549.1.1.11
	{oid: "\x2a\x86\x48\xce\x3d\x04\x03\x03", scheme: schemeECDSA, hash: crypto.SHA384},       // 1.2.840.10045.4.3.3
	{oid: "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c", scheme: schemePKCS1, hash: crypto.SHA384},   // 1.2.840.113549.1.1.12
	{oid: oidEd25519, scheme: schemeEd25519},                                                  // 1.3.101.112
	{oid: oidPSS, scheme: schemePSS},                                                          // 1.2.840.113549.1.1.10
	{oid: "\x2a\x86\x48\xce\x3d\x04\x03\x04", scheme: schemeECDSA, hash: crypto.SHA512},       // 1.2.840.10045.4.3.4
	{oid: "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d", scheme: schemePKCS1, hash: crypto.SHA512},   // 1.2.840.113549.1.1.13
	{oid: "\x2a\x86\x48\xce\x3d\x04\x03\x01", scheme: schemeECDSA, hash: crypto.SHA224},       // 1.2.840.10045.4.3.1
	{oid: "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0e", scheme: schemePKCS1, hash: crypto.SHA224},   // 1.2.840.113549.1.1.14
	{oid: "\x60\x86\x48\x01\x65\x03\x04\x03\x01", scheme: schemeDSA, hash: crypto.SHA224},     // 2.16.840.1.101.3.4.3.1
	{oid: "\x60\x86\x48\x01\x65\x03\x04\x03\x02", scheme: schemeDSA, hash: crypto.SHA256},     // 2.16.840.1.101.3.4.3.2
	{oid: "\x60\x86\x48\x01\x65\x03\x04\x03\x03", scheme: schemeDSA, hash: crypto.SHA384},     // 2.16.840.1.101.3.4.3.3
	{oid: "\x60\x86\x48\x01\x65\x03\x04\x03\x04", scheme: schemeDSA, hash: crypto.SHA512},     // 2.16.840.1.101.3.4.3.4
	{oid: "\x60\x86\x48\x01\x65\x03\x04\x03\x09", scheme: schemeECDSA, hash: crypto.SHA3_224}, // 2.16.840.1.101.3.4.3.9
	{oid: "\x60\x86\x48\x01\x65\x03\x04\x03\x0a", scheme: schemeECDSA, hash: crypto.SHA3_256}, // 2.16.840.1.101.3.4.3.10
	{oid: "\x60\x86\x48\x01\x65\x03\x04\x03\x0b", scheme: schemeECDSA, hash: crypto.SHA3_384}, // 2.16.840.1.101.3.4.3.11
	{oid: "\x60\x86\x48\x01\x65\x03\x04\x03\x0c", scheme: schemeECDSA, hash: crypto.SHA3_512}, // 2.16.840.1.101.3.4.3.12
	{oid: "\x60\x86\x48\x01\x65\x03\x04\x03\x0d", scheme: schemePKCS1, hash: crypto.SHA3_224}, // 2.16.840.1.101.3.4.3.13
	{oid: "\x60\x86\x48\x01\x65\x03\x04\x03\x0e", scheme: schemePKCS1, hash: crypto.SHA3_256}, // 2.16.840.1.101.3.4.3.14
	{oid: "\x60\x86\x48\x01\x65\x03\x04\x03\x0f", scheme: schemePKCS1, hash: crypto.SHA3_384}, // 2.16.840.1.101.3.4.3.15
	{oid: "\x60\x86\x48\x01\x65\x03\x04\x03\x10", scheme: schemePKCS1, hash: crypto.SHA3_512}, // 2.16.840.1.101.3.4.3.16
	{oid: oidSHA1RSA, scheme: schemePKCS1, hash: crypto.SHA1},                                 // 1.2.840.113549.1.1.5
	{oid: "\x2b\x0e\x03\x02\x1d", scheme: schemePKCS1, hash: crypto.SHA1},                     // 1.3.14.3.2.29
	{oid: "\x2a\x86\x48\xce\x3d\x04\x01", scheme: schemeECDSA, hash: crypto.SHA1},             // 1.2.840.10045.4.1
	{oid: "\x2a\x86\x48\xce\x38\x04\x03", scheme: schemeDSA, hash: crypto.SHA1},               // 1.2.840.10040.4.3
	{oid: "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x04", scheme: schemePKCS1, hash: crypto.MD5},      // 1.2.840.113549.1.1.4
	{oid: "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x02", scheme: schemePKCS1},                        // 1.2.840.113549.1.1.2, MD2
}

// A policy is what the caller of Verify wants of signatures.
type policy struct {
	allowSHA1 bool
	others    []SignatureAlgorithm
}

// algorithm gives the algorithm that id stands for, if it is one that p has no objection to.
func (p policy) algorithm(id *rfc5912.AlgorithmIdentifier) (algorithm, error) {
	a, err := algorithmOf(id)
	if err == nil {
		return a, p.admit(a)
	}
	for _, o := range p.others {
		// RFC 8410, 3, and its kind: parameters are absent.
		if o != nil && o.OID() == id.Algorithm && !id.Parameters.Present {
			return algorithm{oid: id.Algorithm, scheme: schemeOther, other: o}, nil
		}
	}
	return a, err
}

// admit refuses an algorithm whose hash function is broken.
func (p policy) admit(a algorithm) error {
	switch {
	case a.hash == crypto.SHA1 && !p.allowSHA1:
		return fmt.Errorf("%w: SHA-1", ErrWeakAlgorithm)
	case a.hash == crypto.MD5 || a.hash == 0 && a.scheme == schemePKCS1:
		return fmt.Errorf("%w: MD2 or MD5", ErrWeakAlgorithm)
	}
	return nil
}

// algorithmOf reads an AlgorithmIdentifier, its parameters included.
func algorithmOf(id *rfc5912.AlgorithmIdentifier) (algorithm, error) {
	for _, a := range algorithmTable {
		if a.oid != id.Algorithm {
			continue
		}
		switch a.scheme {
		case schemePKCS1:
			// RFC 4055, 5: NULL; absent is to be understood too.
			if nullOrAbsent(id.Parameters) {
				return a, nil
			}
		case schemePSS:
			return pssOf(id)
		default:
			// RFC 5758, 3.1 and 3.2; RFC 8410, 3; RFC 3279, 2.2.2 and 2.2.3: parameters are absent.
			if !id.Parameters.Present {
				return a, nil
			}
		}
		return algorithm{}, fmt.Errorf("%w: %v with parameters that it does not have", ErrUnsupportedAlgorithm, id.Algorithm)
	}
	return algorithm{}, fmt.Errorf("%w: %v", ErrUnsupportedAlgorithm, id.Algorithm)
}

// verify checks a signature over message with the key of cert. Any mistake in the signature itself is ErrBadSignature.
func (a algorithm) verify(cert *x509.Certificate, message []byte, signature der.BitString) error {
	// RFC 6960, 4.2.1: the signature is whole octets of every algorithm here.
	if signature.Unused != 0 {
		return fmt.Errorf("%w: %d unused bits", ErrBadSignature, signature.Unused)
	}
	if a.scheme == schemeOther {
		if err := a.other.Verify(cert.RawSubjectPublicKeyInfo, message, signature.Bytes); err != nil {
			return fmt.Errorf("%w: %w", ErrBadSignature, err)
		}
		return nil
	}
	var buf [64]byte
	hashed := digest(&buf, a.hash, message)
	ok := false
	switch key := cert.PublicKey.(type) {
	case *rsa.PublicKey:
		switch a.scheme {
		case schemePKCS1:
			ok = rsa.VerifyPKCS1v15(key, a.hash, hashed, signature.Bytes) == nil
		case schemePSS:
			ok = rsa.VerifyPSS(key, a.hash, hashed, signature.Bytes, &rsa.PSSOptions{SaltLength: a.salt}) == nil
		}
	case *ecdsa.PublicKey:
		ok = a.scheme == schemeECDSA && ecdsa.VerifyASN1(key, hashed, signature.Bytes)
	case ed25519.PublicKey:
		ok = a.scheme == schemeEd25519 && len(key) == ed25519.PublicKeySize && ed25519.Verify(key, message, signature.Bytes)
	case *dsa.PublicKey:
		ok = a.scheme == schemeDSA && verifyDSA(key, hashed, signature.Bytes)
	default:
		return fmt.Errorf("%w: public key of %v", ErrUnsupportedAlgorithm, cert.Subject)
	}
	if !ok {
		return ErrBadSignature
	}
	return nil
}

// signatureHash gives the hash function of a signature algorithm, also one that is too weak to be accepted.
func signatureHash(id *rfc5912.AlgorithmIdentifier) (crypto.Hash, error) {
	// RFC 8032 hashes inside: id-Ed448 has no hash function of its own.
	if id.Algorithm == oidEd448 && !id.Parameters.Present {
		return 0, nil
	}
	a, err := algorithmOf(id)
	if err == nil && a.hash == 0 && a.scheme != schemeEd25519 {
		err = fmt.Errorf("%w: MD2", ErrUnsupportedAlgorithm) // there is no crypto.Hash for it
	}
	return a.hash, err
}
