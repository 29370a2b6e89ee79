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
	"github.com/dergen/dergen/asn1/rfc6960"
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
	mask   crypto.Hash // of PSS: that of MGF1
	salt   int         // of PSS, in octets
	other  SignatureAlgorithm
}

// algorithmTable is what this package knows. crypto/x509 has a table of its own, without SHA-224 and SHA-3.
// The first row of a scheme and a hash is the one to sign with.
var algorithmTable = [...]algorithm{
	{oid: rfc5912.ECDSAWithSHA256, scheme: schemeECDSA, hash: crypto.SHA256},
	{oid: rfc5912.SHA256WithRSAEncryption, scheme: schemePKCS1, hash: crypto.SHA256},
	{oid: rfc5912.ECDSAWithSHA384, scheme: schemeECDSA, hash: crypto.SHA384},
	{oid: rfc5912.SHA384WithRSAEncryption, scheme: schemePKCS1, hash: crypto.SHA384},
	{oid: rfc6960.IDEd25519, scheme: schemeEd25519},
	{oid: rfc5912.IDRSASSAPSS, scheme: schemePSS},
	{oid: rfc5912.ECDSAWithSHA512, scheme: schemeECDSA, hash: crypto.SHA512},
	{oid: rfc5912.SHA512WithRSAEncryption, scheme: schemePKCS1, hash: crypto.SHA512},
	{oid: rfc5912.ECDSAWithSHA224, scheme: schemeECDSA, hash: crypto.SHA224},
	{oid: rfc5912.SHA224WithRSAEncryption, scheme: schemePKCS1, hash: crypto.SHA224},
	{oid: rfc5912.DSAWithSHA224, scheme: schemeDSA, hash: crypto.SHA224},
	{oid: rfc5912.DSAWithSHA256, scheme: schemeDSA, hash: crypto.SHA256},
	{oid: rfc6960.IDDSAWithSHA384, scheme: schemeDSA, hash: crypto.SHA384},
	{oid: rfc6960.IDDSAWithSHA512, scheme: schemeDSA, hash: crypto.SHA512},
	{oid: rfc6960.IDECDSAWithSHA3224, scheme: schemeECDSA, hash: crypto.SHA3_224},
	{oid: rfc6960.IDECDSAWithSHA3256, scheme: schemeECDSA, hash: crypto.SHA3_256},
	{oid: rfc6960.IDECDSAWithSHA3384, scheme: schemeECDSA, hash: crypto.SHA3_384},
	{oid: rfc6960.IDECDSAWithSHA3512, scheme: schemeECDSA, hash: crypto.SHA3_512},
	{oid: rfc6960.IDRsassaPKCS1V15WithSHA3224, scheme: schemePKCS1, hash: crypto.SHA3_224},
	{oid: rfc6960.IDRsassaPKCS1V15WithSHA3256, scheme: schemePKCS1, hash: crypto.SHA3_256},
	{oid: rfc6960.IDRsassaPKCS1V15WithSHA3384, scheme: schemePKCS1, hash: crypto.SHA3_384},
	{oid: rfc6960.IDRsassaPKCS1V15WithSHA3512, scheme: schemePKCS1, hash: crypto.SHA3_512},
	{oid: rfc5912.SHA1WithRSAEncryption, scheme: schemePKCS1, hash: crypto.SHA1},
	{oid: "\x2b\x0e\x03\x02\x1d", scheme: schemePKCS1, hash: crypto.SHA1}, // 1.3.14.3.2.29, by OIW
	{oid: rfc5912.ECDSAWithSHA1, scheme: schemeECDSA, hash: crypto.SHA1},
	{oid: rfc5912.DSAWithSHA1, scheme: schemeDSA, hash: crypto.SHA1},
	{oid: rfc5912.MD5WithRSAEncryption, scheme: schemePKCS1, hash: crypto.MD5},
	{oid: rfc5912.MD2WithRSAEncryption, scheme: schemePKCS1},
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
	switch key := publicKey(cert).(type) {
	case *rsa.PublicKey:
		if err := checkModulus(key); err != nil {
			return err
		}
		switch a.scheme {
		case schemePKCS1:
			ok = rsa.VerifyPKCS1v15(key, a.hash, hashed, signature.Bytes) == nil
		case schemePSS:
			ok = a.verifyPSS(key, hashed, signature.Bytes)
		}
	case pssKey:
		if err := checkModulus(key.PublicKey); err != nil {
			return err
		}
		ok = key.allows(a) && a.verifyPSS(key.PublicKey, hashed, signature.Bytes)
	case *ecdsa.PublicKey:
		ok = a.scheme == schemeECDSA && key != nil && key.Curve != nil && ecdsa.VerifyASN1(key, hashed, signature.Bytes)
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

// checkModulus refuses an RSA key that is too short, as crypto/rsa does without saying so by an error of its own.
func checkModulus(key *rsa.PublicKey) error {
	if key == nil || key.N == nil || key.N.BitLen() < 1024 {
		return fmt.Errorf("%w: RSA key of less than 1024 bits", ErrWeakAlgorithm)
	}
	return nil
}

// signatureHash gives the hash function of a signature algorithm, also one that is too weak to be accepted.
func signatureHash(id *rfc5912.AlgorithmIdentifier) (crypto.Hash, error) {
	// RFC 8032 hashes inside: id-Ed448 has no hash function of its own.
	if id.Algorithm == rfc6960.IDEd448 && !id.Parameters.Present {
		return 0, nil
	}
	a, err := algorithmOf(id)
	if err == nil && a.hash == 0 && a.scheme != schemeEd25519 {
		err = fmt.Errorf("%w: MD2", ErrUnsupportedAlgorithm) // there is no crypto.Hash for it
	}
	return a.hash, err
}
