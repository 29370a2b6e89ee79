package ocsp

import (
	"encoding/binary"
	"fmt"
	"time"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc6960"
)

// An SCT is a SignedCertificateTimestamp of certificate transparency (RFC 6962, 3.2). Of a version other than 0 (v1) only
// Version and Raw are known.
type SCT struct {
	Version            uint8
	LogID              []byte    // 32 octets: SHA-256 of the log's key
	Timestamp          time.Time // UTC, in milliseconds
	Extensions         []byte
	HashAlgorithm      uint8 // HashAlgorithm and SignatureAlgorithm of RFC 5246, 7.4.1.4.1
	SignatureAlgorithm uint8
	Signature          []byte
	Raw                []byte // all of it, as serialised
}

// SCTs are the signed certificate timestamps of a SingleResponse (RFC 6962, 3.3).
func (x Extensions) SCTs() ([]SCT, bool, error) {
	e, ok := x.Get(rfc6960.IDOCSPSCTList)
	if !ok {
		return nil, false, nil
	}
	i, err := der.Outer(e.Value, 0x04)
	if err != nil {
		return nil, false, malformed(der.In("SignedCertificateTimestampList", err))
	}
	list, rest, ok := vector(e.Value[i:])
	if !ok || len(rest) > 0 || len(list) == 0 {
		return nil, false, malformedSCT("list")
	}
	var scts []SCT
	for len(list) > 0 {
		var raw []byte
		if raw, list, ok = vector(list); !ok || len(raw) == 0 {
			return nil, false, malformedSCT("list")
		}
		s, ok := parseSCT(raw)
		if !ok {
			return nil, false, malformedSCT("timestamp")
		}
		scts = append(scts, s)
	}
	return scts, true, nil
}

func malformedSCT(what string) error {
	return fmt.Errorf("%w: SCT %s does not end where its lengths say", ErrMalformed, what)
}

// parseSCT reads a serialised SignedCertificateTimestamp (RFC 6962, 3.2).
func parseSCT(b []byte) (s SCT, ok bool) {
	s.Version, s.Raw = b[0], b
	if s.Version != 0 {
		return s, true
	}
	if len(b) < 1+32+8 {
		return s, false
	}
	s.LogID = b[1:33:33]
	s.Timestamp = time.UnixMilli(int64(binary.BigEndian.Uint64(b[33:]))).UTC()
	if s.Extensions, b, ok = vector(b[41:]); !ok || len(b) < 2 {
		return s, false
	}
	s.HashAlgorithm, s.SignatureAlgorithm = b[0], b[1]
	s.Signature, b, ok = vector(b[2:])
	return s, ok && len(b) == 0
}

// vector takes a vector with a length of two octets (RFC 5246, 4.3) off b.
func vector(b []byte) (v, rest []byte, ok bool) {
	if len(b) < 2 {
		return nil, nil, false
	}
	n := 2 + int(binary.BigEndian.Uint16(b))
	if len(b) < n {
		return nil, nil, false
	}
	return b[2:n:n], b[n:], true
}

// SCTsExtension makes the extension that [Extensions.SCTs] reads, of timestamps as serialised: none empty, and no more
// than 65,535 octets in all with two more for each.
func SCTsExtension(serialised ...[]byte) Extension {
	var list []byte
	for _, s := range serialised {
		if len(s) == 0 || len(s) > 0xffff {
			return Extension{ID: rfc6960.IDOCSPSCTList}
		}
		list = binary.BigEndian.AppendUint16(list, uint16(len(s)))
		list = append(list, s...)
	}
	if len(list) == 0 || len(list) > 0xffff {
		return Extension{ID: rfc6960.IDOCSPSCTList}
	}
	list = append(binary.BigEndian.AppendUint16(nil, uint16(len(list))), list...)
	b := make([]byte, der.Size(len(list)))
	der.Put(b, len(b), 0x04, list)
	return Extension{ID: rfc6960.IDOCSPSCTList, Value: b}
}
