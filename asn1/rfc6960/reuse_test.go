package rfc6960

import (
	"bytes"
	"testing"

	"github.com/dergen/dergen/internal/codectest"
	"github.com/dergen/dergen/internal/tlv"
)

// TestReuse: a value that has decoded messages with and without each optional component decodes them again without
// allocating, and so it does after messages that were refused. An OBJECT IDENTIFIER that no module names is a string of
// its own whenever it comes anew: messages with one are left out. So is the nonce's to package rfc5912, whose decoder reads
// an Extension.
func TestReuse(t *testing.T) {
	byType := map[string][][]byte{}
	for _, s := range append(messages(t), small...) {
		if bytes.Contains(s.DER, []byte("\x2a\x03")) {
			continue
		}
		byType[s.Type.Name] = append(byType[s.Type.Name], s.DER)
		codectest.AfterBad(t, s.Type, s.DER, tlv.OID(string(IDPKIXOCSPNonce)))
	}
	for _, typ := range types {
		codectest.Alternate(t, typ, byType[typ.Name]...)
	}
}

// TestUnknownIdentifiers: the same identifier in the same place costs nothing.
func TestUnknownIdentifiers(t *testing.T) {
	codectest.Alternate(t, basicOCSPResponse, basicFull)
	codectest.Alternate(t, responseTypes, responseTypesTwo)
}
