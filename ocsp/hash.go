package ocsp

import (
	"crypto"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
)

// Identifiers of hash functions, by NIST and OIW.
const (
	oidSHA1    der.OID = "\x2b\x0e\x03\x02\x1a"                 // 1.3.14.3.2.26
	oidSHA224  der.OID = "\x60\x86\x48\x01\x65\x03\x04\x02\x04" // 2.16.840.1.101.3.4.2.4
	oidSHA256  der.OID = "\x60\x86\x48\x01\x65\x03\x04\x02\x01" // 2.16.840.1.101.3.4.2.1
	oidSHA384  der.OID = "\x60\x86\x48\x01\x65\x03\x04\x02\x02" // 2.16.840.1.101.3.4.2.2
	oidSHA512  der.OID = "\x60\x86\x48\x01\x65\x03\x04\x02\x03" // 2.16.840.1.101.3.4.2.3
	oidSHA3224 der.OID = "\x60\x86\x48\x01\x65\x03\x04\x02\x07" // 2.16.840.1.101.3.4.2.7
	oidSHA3256 der.OID = "\x60\x86\x48\x01\x65\x03\x04\x02\x08" // 2.16.840.1.101.3.4.2.8
	oidSHA3384 der.OID = "\x60\x86\x48\x01\x65\x03\x04\x02\x09" // 2.16.840.1.101.3.4.2.9
	oidSHA3512 der.OID = "\x60\x86\x48\x01\x65\x03\x04\x02\x0a" // 2.16.840.1.101.3.4.2.10
	oidMGF1    der.OID = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08" // 1.2.840.113549.1.1.8
	oidPSS     der.OID = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a" // 1.2.840.113549.1.1.10
	oidEd25519 der.OID = "\x2b\x65\x70"                         // 1.3.101.112
	oidEd448   der.OID = "\x2b\x65\x71"                         // 1.3.101.113
	oidSHA1RSA der.OID = "\x2a\x86\x48\x86\xf7\x0d\x01\x01\x05" // 1.2.840.113549.1.1.5
	oidECDSA   der.OID = "\x2a\x86\x48\xce\x3d\x04\x03\x02"     // 1.2.840.10045.4.3.2, with SHA-256
)

// null is the DER of NULL, as it stands in the parameters of an AlgorithmIdentifier.
const null = "\x05\x00"

// hashOf gives the hash function that an identifier stands for; 0 if this package does not know it.
func hashOf(id der.OID) crypto.Hash {
	switch id {
	case oidSHA1:
		return crypto.SHA1
	case oidSHA224:
		return crypto.SHA224
	case oidSHA256:
		return crypto.SHA256
	case oidSHA384:
		return crypto.SHA384
	case oidSHA512:
		return crypto.SHA512
	case oidSHA3224:
		return crypto.SHA3_224
	case oidSHA3256:
		return crypto.SHA3_256
	case oidSHA3384:
		return crypto.SHA3_384
	case oidSHA3512:
		return crypto.SHA3_512
	}
	return 0
}

// oidOfHash is the reverse of hashOf; "" for a function this package does not know.
func oidOfHash(h crypto.Hash) der.OID {
	switch h {
	case crypto.SHA1:
		return oidSHA1
	case crypto.SHA224:
		return oidSHA224
	case crypto.SHA256:
		return oidSHA256
	case crypto.SHA384:
		return oidSHA384
	case crypto.SHA512:
		return oidSHA512
	case crypto.SHA3_224:
		return oidSHA3224
	case crypto.SHA3_256:
		return oidSHA3256
	case crypto.SHA3_384:
		return oidSHA3384
	case crypto.SHA3_512:
		return oidSHA3512
	}
	return ""
}

// isSHA3 reports whether h is of the SHA-3 family, whose identifiers have no parameters.
func isSHA3(h crypto.Hash) bool { return h >= crypto.SHA3_224 && h <= crypto.SHA3_512 }

// digest appends the hash of message to dst[:0]. h is one that hashOf gives.
func digest(dst *[64]byte, h crypto.Hash, message []byte) []byte {
	switch h {
	case crypto.SHA1:
		d := sha1.Sum(message)
		return append(dst[:0], d[:]...)
	case crypto.SHA224:
		d := sha256.Sum224(message)
		return append(dst[:0], d[:]...)
	case crypto.SHA256:
		d := sha256.Sum256(message)
		return append(dst[:0], d[:]...)
	case crypto.SHA384:
		d := sha512.Sum384(message)
		return append(dst[:0], d[:]...)
	case crypto.SHA512:
		d := sha512.Sum512(message)
		return append(dst[:0], d[:]...)
	case crypto.SHA3_224:
		d := sha3.Sum224(message)
		return append(dst[:0], d[:]...)
	case crypto.SHA3_256:
		d := sha3.Sum256(message)
		return append(dst[:0], d[:]...)
	case crypto.SHA3_384:
		d := sha3.Sum384(message)
		return append(dst[:0], d[:]...)
	case crypto.SHA3_512:
		d := sha3.Sum512(message)
		return append(dst[:0], d[:]...)
	}
	return nil
}

// nullOrAbsent reports whether the parameters are NULL or absent: RFC 4055, 2.1, wants both understood.
func nullOrAbsent(p der.Optional[der.RawValue]) bool {
	return !p.Present || string(p.Value) == null
}

// identifier makes an AlgorithmIdentifier whose parameters are NULL, or absent.
func identifier(id der.OID, withNull bool) rfc5912.AlgorithmIdentifier {
	a := rfc5912.AlgorithmIdentifier{Algorithm: id}
	if withNull {
		a.Parameters = der.Some(der.RawValue(null))
	}
	return a
}
