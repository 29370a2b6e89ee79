package ocsp

import (
	"bytes"
	"crypto/x509"
	"fmt"
	"iter"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
)

// openKey takes a SubjectPublicKeyInfo apart (RFC 5280, 4.1): the AlgorithmIdentifier in DER, and the contents of
// subjectPublicKey without the count of unused bits.
func openKey(spki []byte) (algorithm, key []byte, err error) {
	e := 0
	var bits der.BitString
	i, err := der.Outer(spki, 0x30)
	if err == nil {
		_, e, err = der.Any(spki, i, "algorithm")
	}
	if err == nil {
		bits, err = lastBits(spki, e, "subjectPublicKey")
	}
	if err != nil {
		return nil, nil, malformed(der.In("SubjectPublicKeyInfo", err))
	}
	return spki[i:e:e], bits.Bytes, nil
}

// keyBits gives what a key hash of OCSP is made over.
func keyBits(spki []byte) ([]byte, error) {
	_, bits, err := openKey(spki)
	return bits, err
}

// lastBits reads the BIT STRING at b[i:], which is the last element there.
func lastBits(b []byte, i int, path string) (der.BitString, error) {
	c, err := der.Inner(b, i, 0x03, path)
	if err != nil {
		return der.BitString{}, err
	}
	bits, ok := der.Bits(b[c:])
	if !ok {
		return der.BitString{}, der.Fail(i, der.ErrBitString, path)
	}
	return bits, nil
}

// A signedCertificate is what the signature of a certificate is about (RFC 5280, 4.1.1).
type signedCertificate struct {
	tbs       []byte
	algorithm rfc5912.AlgorithmIdentifier
	signature der.BitString
}

// openCertificate takes a certificate apart into the three parts of RFC 5280, 4.1.1. crypto/x509 has parsed it before,
// and has compared the algorithm inside with the one outside.
func openCertificate(raw []byte) (s signedCertificate, err error) {
	e := 0
	i, err := der.Outer(raw, 0x30)
	if err == nil {
		_, e, err = der.Any(raw, i, "tbsCertificate")
	}
	if err == nil {
		s.tbs, i = raw[i:e:e], e
		_, e, err = der.Any(raw, i, "signatureAlgorithm")
	}
	if err == nil {
		err = der.Shift("signatureAlgorithm", i, s.algorithm.UnmarshalDER(raw[i:e:e]))
	}
	if err == nil {
		s.signature, err = lastBits(raw, e, "signatureValue")
	}
	if err != nil {
		return signedCertificate{}, malformed(der.In("Certificate", err))
	}
	return s, nil
}

// skim finds what names the holder of a certificate that crypto/x509 refuses: subject and subjectPublicKeyInfo, with
// nothing else in the result. differ is set if the algorithm inside is not the one outside (RFC 5280, 4.1.1.2).
func skim(raw []byte) (cert *x509.Certificate, differ bool, err error) {
	var parts [6][]byte // of tbsCertificate, from serialNumber to subjectPublicKeyInfo
	end, e := 0, 0
	i, err := der.Outer(raw, 0x30)
	if err == nil {
		i, end, err = der.Any(raw, i, "tbsCertificate")
	}
	tbs := raw[:end]
	if err == nil && i < end && tbs[i] == 0xa0 {
		_, i, err = der.Any(tbs, i, "version")
	}
	for n := range parts {
		if err == nil {
			_, e, err = der.Any(tbs, i, "tbsCertificate")
			parts[n], i = tbs[min(i, e):e:e], e
		}
	}
	if err == nil {
		_, e, err = der.Any(raw, end, "signatureAlgorithm")
	}
	if err != nil {
		return nil, false, malformed(der.In("Certificate", err))
	}
	return &x509.Certificate{Raw: raw, RawSubject: parts[4], RawSubjectPublicKeyInfo: parts[5]}, !bytes.Equal(parts[1], raw[end:e]), nil
}

// rawCertificates goes through certificates as they stand in a message.
func rawCertificates(list []rfc5912.Certificate) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for _, c := range list {
			if !yield(c) {
				return
			}
		}
	}
}

// requireCertificates refuses nil among certificates that a caller gives.
func requireCertificates(certs []*x509.Certificate) error {
	for i, c := range certs {
		if c == nil || len(c.Raw) == 0 {
			return fmt.Errorf("%w: certificate %d is nil or has no octets", ErrIncomplete, i)
		}
	}
	return nil
}
