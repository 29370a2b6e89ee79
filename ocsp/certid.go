package ocsp

import (
	"bytes"
	"crypto"
	"crypto/x509"
	"fmt"
	"math/big"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc6960"
)

// A CertID says which certificate is meant: by the hash of its issuer's name, the hash of its issuer's key, and its
// serial number (RFC 6960, 4.1.1). It is a view of the message that it comes from, as are the octets that its methods
// return; [CertID.Clone] makes one that stands alone. The zero CertID is that of no certificate.
type CertID struct {
	wire *rfc6960.CertID
}

// NewCertID makes the CertID of cert. The name that is hashed is the issuer field of cert, as it stands in there; the
// key is that of issuer. h is SHA-1 or SHA-224 to SHA-512. A nil certificate is [ErrIncomplete].
func NewCertID(cert, issuer *x509.Certificate, h crypto.Hash) (CertID, error) {
	if cert == nil || issuer == nil || cert.SerialNumber == nil {
		return CertID{}, fmt.Errorf("%w: a CertID needs a certificate and its issuer", ErrIncomplete)
	}
	if !isCertIDHash(h) {
		return CertID{}, fmt.Errorf("%w: %v in a CertID", ErrUnsupportedAlgorithm, h)
	}
	key, err := keyBits(issuer.RawSubjectPublicKeyInfo)
	if err != nil {
		return CertID{}, err
	}
	var name, hash [64]byte
	return NewCertIDFromHashes(digest(&name, h, cert.RawIssuer), digest(&hash, h, key), cert.SerialNumber, h)
}

// NewCertIDFromHashes makes a CertID of hashes that were made with h (SHA-1 or SHA-224 to SHA-512) and have its
// length, else [ErrMalformed]. A serial number below zero is ErrMalformed, none [ErrIncomplete]. The hashes are copied.
func NewCertIDFromHashes(issuerNameHash, issuerKeyHash []byte, serial *big.Int, h crypto.Hash) (CertID, error) {
	if !isCertIDHash(h) {
		return CertID{}, fmt.Errorf("%w: %v in a CertID", ErrUnsupportedAlgorithm, h)
	}
	if serial == nil {
		return CertID{}, fmt.Errorf("%w: a CertID needs a serial number", ErrIncomplete)
	}
	if err := checkSerial(serial); err != nil {
		return CertID{}, err
	}
	if err := checkHashSizes(h, issuerNameHash, issuerKeyHash); err != nil {
		return CertID{}, err
	}
	return CertID{&rfc6960.CertID{
		HashAlgorithm:  identifier(oidOfHash(h), true),
		IssuerNameHash: bytes.Clone(issuerNameHash),
		IssuerKeyHash:  bytes.Clone(issuerKeyHash),
		SerialNumber:   der.NewInteger(serial),
	}}, nil
}

// checkSerial refuses what nobody issues: RFC 5280, 4.1.2.2, has positive serial numbers. S is *big.Int or der.Integer.
func checkSerial[S interface{ Sign() int }](serial S) error {
	if serial.Sign() < 0 {
		return fmt.Errorf("%w: serial number %v is negative", ErrMalformed, serial)
	}
	return nil
}

// checkHashSizes refuses hashes that cannot have been made with h.
func checkHashSizes(h crypto.Hash, name, key []byte) error {
	if len(name) != h.Size() {
		return fmt.Errorf("%w: issuerNameHash of %d octets, %v has %d", ErrMalformed, len(name), h, h.Size())
	}
	if len(key) != h.Size() {
		return fmt.Errorf("%w: issuerKeyHash of %d octets, %v has %d", ErrMalformed, len(key), h, h.Size())
	}
	return nil
}

// isCertIDHash reports whether this package makes and compares CertIDs with h.
func isCertIDHash(h crypto.Hash) bool {
	switch h {
	case crypto.SHA1, crypto.SHA224, crypto.SHA256, crypto.SHA384, crypto.SHA512:
		return true
	}
	return false
}

// IssuerNameHash is the hash of the issuer's name.
func (id CertID) IssuerNameHash() []byte {
	if id.wire == nil {
		return nil
	}
	return id.wire.IssuerNameHash
}

// IssuerKeyHash is the hash of the issuer's public key: of the contents of subjectPublicKey, without tag and length.
func (id CertID) IssuerKeyHash() []byte {
	if id.wire == nil {
		return nil
	}
	return id.wire.IssuerKeyHash
}

// SerialNumber is the serial number, of any size and either sign; nil for the zero CertID.
func (id CertID) SerialNumber() *big.Int {
	if id.wire == nil {
		return nil
	}
	return id.wire.SerialNumber.BigInt()
}

// SerialBytes is the serial number as the contents octets of an INTEGER: two's complement, shortest form.
func (id CertID) SerialBytes() []byte {
	if id.wire == nil {
		return nil
	}
	return id.wire.SerialNumber
}

// HashAlgorithm is the hash function that the two hashes were made with. One that this package does not know, or that
// comes with parameters other than NULL, is [ErrUnsupportedAlgorithm]; hashes that do not have its length are
// [ErrMalformed].
func (id CertID) HashAlgorithm() (crypto.Hash, error) {
	if id.wire == nil {
		return 0, fmt.Errorf("%w: a zero CertID", ErrIncomplete)
	}
	h := hashOf(id.wire.HashAlgorithm.Algorithm)
	if !isCertIDHash(h) || !nullOrAbsent(id.wire.HashAlgorithm.Parameters) {
		return 0, fmt.Errorf("%w: %v in a CertID", ErrUnsupportedAlgorithm, id.wire.HashAlgorithm.Algorithm)
	}
	if err := checkHashSizes(h, id.wire.IssuerNameHash, id.wire.IssuerKeyHash); err != nil {
		return 0, err
	}
	return h, nil
}

// HashAlgorithmOID is the identifier of the hash function, whether this package knows it or not.
func (id CertID) HashAlgorithmOID() der.OID {
	if id.wire == nil {
		return ""
	}
	return id.wire.HashAlgorithm.Algorithm
}

// Matches reports whether id is that of cert, issued by issuer: hash function, both hashes and the whole serial
// number are compared. A hash function that this package does not know matches nothing.
func (id CertID) Matches(cert, issuer *x509.Certificate) bool {
	if cert == nil || issuer == nil || cert.SerialNumber == nil {
		return false
	}
	s := subject{cert: cert, issuer: issuer}
	return s.is(id)
}

// A subject is the certificate whose status is asked for. It keeps the hashes that it has been asked for last.
type subject struct {
	cert, issuer *x509.Certificate
	hash         crypto.Hash
	name, key    [64]byte
}

// is reports whether id is that of s.
func (s *subject) is(id CertID) bool {
	if id.wire == nil || !sameSerial(id.wire.SerialNumber, s.cert.SerialNumber) {
		return false
	}
	h := hashOf(id.wire.HashAlgorithm.Algorithm)
	if !isCertIDHash(h) || !nullOrAbsent(id.wire.HashAlgorithm.Parameters) {
		return false
	}
	if h != s.hash {
		key, err := keyBits(s.issuer.RawSubjectPublicKeyInfo)
		if err != nil {
			return false
		}
		digest(&s.name, h, s.cert.RawIssuer)
		digest(&s.key, h, key)
		s.hash = h
	}
	return bytes.Equal(id.wire.IssuerNameHash, s.name[:h.Size()]) && bytes.Equal(id.wire.IssuerKeyHash, s.key[:h.Size()])
}

// sameSerial compares the contents octets of an INTEGER with n.
func sameSerial(i der.Integer, n *big.Int) bool {
	var buf [64]byte
	if size := n.BitLen()/8 + 1; n.Sign() >= 0 && size <= len(buf) {
		return bytes.Equal(i, n.FillBytes(buf[:size]))
	}
	return bytes.Equal(i, der.NewInteger(n))
}

// Equal reports whether id and other are of one certificate under one hash function. Parameters that are NULL and
// parameters that are absent are the same.
func (id CertID) Equal(other CertID) bool {
	if id.wire == nil || other.wire == nil {
		return id.wire == other.wire
	}
	a, b := id.wire, other.wire
	return a.HashAlgorithm.Algorithm == b.HashAlgorithm.Algorithm &&
		bytes.Equal(parametersKey(a), parametersKey(b)) &&
		bytes.Equal(a.IssuerNameHash, b.IssuerNameHash) &&
		bytes.Equal(a.IssuerKeyHash, b.IssuerKeyHash) &&
		bytes.Equal(a.SerialNumber, b.SerialNumber)
}

// parametersKey gives the parameters of the hash function, nil for NULL.
func parametersKey(id *rfc6960.CertID) []byte {
	if nullOrAbsent(id.HashAlgorithm.Parameters) {
		return nil
	}
	return id.HashAlgorithm.Parameters.Value
}

// Key gives a string that two CertIDs share if and only if they are Equal: the DER of the CertID with parameters that
// are NULL left out. It is "" for the zero CertID.
func (id CertID) Key() string {
	if id.wire == nil {
		return ""
	}
	w := *id.wire
	if nullOrAbsent(w.HashAlgorithm.Parameters) {
		w.HashAlgorithm.Parameters = der.Optional[der.RawValue]{}
	}
	b, err := w.MarshalDER()
	if err != nil {
		return ""
	}
	return string(b)
}

// Clone returns a CertID that shares no memory with the message that id comes from.
func (id CertID) Clone() CertID {
	if id.wire == nil {
		return CertID{}
	}
	c := id.wire.Clone()
	return CertID{&c}
}
