package ocsp

import (
	"crypto"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
)

// null is the DER of NULL, as it stands in the parameters of an AlgorithmIdentifier.
const null = "\x05\x00"

// hashOf gives the hash function that an identifier stands for; 0 if this package does not know it.
func hashOf(id der.OID) crypto.Hash {
	switch id {
	case rfc5912.IDSHA1:
		return crypto.SHA1
	case rfc5912.IDSHA224:
		return crypto.SHA224
	case rfc5912.IDSHA256:
		return crypto.SHA256
	case rfc5912.IDSHA384:
		return crypto.SHA384
	case rfc5912.IDSHA512:
		return crypto.SHA512
	case rfc6960.IDSHA3224:
		return crypto.SHA3_224
	case rfc6960.IDSHA3256:
		return crypto.SHA3_256
	case rfc6960.IDSHA3384:
		return crypto.SHA3_384
	case rfc6960.IDSHA3512:
		return crypto.SHA3_512
	}
	return 0
}

// oidOfHash is the reverse of hashOf; "" for a function this package does not know.
func oidOfHash(h crypto.Hash) der.OID {
	switch h {
	case crypto.SHA1:
		return rfc5912.IDSHA1
	case crypto.SHA224:
		return rfc5912.IDSHA224
	case crypto.SHA256:
		return rfc5912.IDSHA256
	case crypto.SHA384:
		return rfc5912.IDSHA384
	case crypto.SHA512:
		return rfc5912.IDSHA512
	case crypto.SHA3_224:
		return rfc6960.IDSHA3224
	case crypto.SHA3_256:
		return rfc6960.IDSHA3256
	case crypto.SHA3_384:
		return rfc6960.IDSHA3384
	case crypto.SHA3_512:
		return rfc6960.IDSHA3512
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
