package ocsp_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dergen/dergen/asn1/rfc6960"
	"github.com/dergen/dergen/ocsp"
)

// A tree is an element of DER that can be put together again after a change.
type tree struct {
	tag      byte
	contents []byte // of a primitive element
	children []*tree
}

// trees reads elements with short tags; those with the constructed bit are read further.
func trees(t testing.TB, b []byte) (list []*tree) {
	t.Helper()
	for len(b) > 0 {
		n, head := int(b[1]), 2
		if n >= 0x80 {
			k := n & 0x7f
			n, head = 0, 2+k
			for _, c := range b[2:head] {
				n = n<<8 | int(c)
			}
		}
		e := &tree{tag: b[0]}
		if e.tag&0x20 != 0 {
			e.children = trees(t, b[head:head+n])
		} else {
			e.contents = b[head : head+n]
		}
		list, b = append(list, e), b[head+n:]
	}
	return list
}

// der writes e, with changed in the place of one element.
func (e *tree) der(at *tree, changed func(*tree) []byte) []byte {
	if e == at {
		return changed(e)
	}
	if e.tag&0x20 == 0 {
		return tlv(e.tag, e.contents)
	}
	var parts [][]byte
	for _, c := range e.children {
		parts = append(parts, c.der(at, changed))
	}
	return tlv(e.tag, parts...)
}

// walk visits e and all in it, each with the numbers of the way there.
func (e *tree) walk(path string, visit func(path string, e *tree)) {
	visit(path, e)
	for i, c := range e.children {
		c.walk(fmt.Sprintf("%s.%d", path, i), visit)
	}
}

// changes are what is done to an element.
var changes = map[string]func(e *tree) []byte{
	"deleted":     func(e *tree) []byte { return nil },
	"twice":       func(e *tree) []byte { return slices.Concat(e.der(nil, nil), e.der(nil, nil)) },
	"empty":       func(e *tree) []byte { return []byte{e.tag, 0} },
	"last bit":    func(e *tree) []byte { return flipLast(e.der(nil, nil)) },
	"class":       func(e *tree) []byte { b := e.der(nil, nil); b[0] ^= 0x40; return b },
	"number":      func(e *tree) []byte { b := e.der(nil, nil); b[0] ^= 1; return b },
	"constructed": func(e *tree) []byte { b := e.der(nil, nil); b[0] ^= 0x20; return b },
	"cut":         func(e *tree) []byte { b := e.der(nil, nil); return b[:len(b)-1] },
	"NULL behind": func(e *tree) []byte { return append(e.der(nil, nil), 5, 0) },
	"NULL inside": func(e *tree) []byte {
		b := e.der(nil, nil)
		return tlv(e.tag, b[2+max(0, int(b[1])-0x80)*(int(b[1])>>7):], []byte{5, 0})
	},
	"long length": func(e *tree) []byte {
		b := e.der(nil, nil)
		if b[1] < 0x80 {
			return slices.Concat([]byte{b[0], 0x81}, b[1:])
		}
		return slices.Concat([]byte{b[0], b[1] + 1, 0}, b[2:])
	},
}

// TestChangedAndSignedAgain changes each element that a response signs in every one of these ways, and has the responder
// sign that: what verifies still says nothing else about the certificate.
func TestChangedAndSignedAgain(t *testing.T) {
	s := delegated()
	s.by = ocsp.ByName
	s.status.Status, s.status.RevocationTime, s.status.RevocationReason = ocsp.Revoked, noon, ocsp.KeyCompromise
	s.status.Extensions = []ocsp.Extension{critical(ocsp.ArchiveCutoffExtension(noon)), extra(false)}
	other := s.status
	other.Certificate, other.Extensions, other.NextUpdate = s.other.cert, nil, noon
	s.more = []ocsp.SingleResponseTemplate{other}
	s.exts = []ocsp.Extension{ocsp.NonceExtension([]byte("nonce")), extra(false)}
	s.options.Nonce, s.options.NoncePolicy = []byte("nonce"), ocsp.NonceRequired
	message := s.response(t)
	r := parseResponse(t, message)
	root := trees(t, mustBasic(t, r).TBSResponseBytes())[0]
	// The numbers are those of ResponseData: 2.0 is the entry for the certificate, 2.1 that for another, 3 the extensions.
	harmless := map[string]bool{
		" last bit": true, ".3 last bit": true, ".3.0 last bit": true, ".2.0 last bit": true, ".2.0.4 last bit": true, ".2.0.4.0 last bit": true, // of extra
		".2.0 twice":         true,                                                                                   // and the same
		".2.0.0.0.1 deleted": true,                                                                                   // parameters of the hash function
		".2.0.1 last bit":    true, ".2.0.1.1 last bit": true, ".2.0.1.1.0 last bit": true, ".2.0.1.1 deleted": true, // reason
		".2.0.3 deleted": true,                             // nextUpdate
		".2.0.4 deleted": true, ".2.0.4.0.0 deleted": true, // archive cutoff
		".2.0.4.0.0.1 deleted": true, // that it is critical
		".2.1 deleted":         true, ".2.1 twice": true,
	}
	verified := 0
	root.walk("", func(path string, e *tree) {
		for name, change := range changes {
			tbs := root.der(e, change)
			if bytes.Equal(tbs, mustBasic(t, r).TBSResponseBytes()) {
				continue
			}
			again, err := ocsp.ParseResponse(resigned(t, s, message, tbs))
			if err != nil {
				continue
			}
			single, err := again.Verify(s.options)
			if err != nil {
				continue
			}
			verified++
			if elsewhere := strings.HasPrefix(path, ".2.1.") || strings.HasPrefix(path, ".2.0.4.0.1") || strings.HasPrefix(path, ".3.0.1"); !elsewhere && !harmless[path+" "+name] {
				t.Errorf("%s %s: verifies", path, name)
			}
			if single.CertStatus() != ocsp.Revoked {
				t.Errorf("%s %s: %v", path, name, single.CertStatus())
			}
		}
	})
	if verified < len(harmless) {
		t.Errorf("%d of %d that do no harm", verified, len(harmless))
	}
}

// resigned puts other octets into the place of those that are signed, and signs them.
func resigned(t testing.TB, s *setting, message, tbs []byte) []byte {
	t.Helper()
	var outer rfc6960.OCSPResponse
	try(t, outer.UnmarshalDER(message))
	var basic rfc6960.BasicOCSPResponse
	try(t, basic.UnmarshalDER(outer.ResponseBytes.Value.Response))
	sig := must(t)(s.signer.key.Sign(nil, sum256(tbs), s.opts))
	inner := tlv(0x30, tbs, must(t)(basic.SignatureAlgorithm.MarshalDER()), tlv(3, []byte{0}, sig), tlv(0xa0, tlv(0x30, s.certs[0].Raw)))
	outer.ResponseBytes.Value.Response = inner
	return must(t)(outer.MarshalDER())
}
