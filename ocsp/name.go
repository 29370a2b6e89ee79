package ocsp

import (
	"crypto/x509/pkix"
	"encoding/asn1"
	"strconv"
	"strings"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
)

// rdnSequence gives a name as crypto/x509/pkix has it.
func rdnSequence(view rfc5912.NameView) (pkix.RDNSequence, bool) {
	name, err := view.Decode()
	if err != nil {
		return nil, false
	}
	rdns, _ := name.RdnSequence()
	sequence := make(pkix.RDNSequence, 0, len(rdns))
	for _, rdn := range rdns {
		set := make(pkix.RelativeDistinguishedNameSET, 0, len(rdn))
		for _, attribute := range rdn {
			id, ok := objectIdentifier(attribute.Type)
			if !ok {
				return nil, false
			}
			set = append(set, pkix.AttributeTypeAndValue{Type: id, Value: attributeValue(attribute.Value)})
		}
		sequence = append(sequence, set)
	}
	return sequence, true
}

// attributeValue gives a string for the types of DirectoryString and the other usual ones, and the DER of the element
// for everything else.
func attributeValue(v der.RawValue) any {
	if id := v.Identifier(); len(id) == 1 {
		c := v.Contents()
		switch id[0] {
		case 0x0c:
			return der.UTF8String(c).String()
		case 0x12:
			return der.NumericString(c).String()
		case 0x13:
			return der.PrintableString(c).String()
		case 0x14:
			return der.TeletexString(c).String()
		case 0x16:
			return der.IA5String(c).String()
		case 0x1a:
			return der.VisibleString(c).String()
		case 0x1c:
			return der.UniversalString(c).String()
		case 0x1e:
			return der.BMPString(c).String()
		}
	}
	return []byte(v)
}

// objectIdentifier gives id with its arcs as ints; false if one does not fit.
func objectIdentifier(id der.OID) (asn1.ObjectIdentifier, bool) {
	if !id.Valid() {
		return nil, false
	}
	var arcs asn1.ObjectIdentifier
	for arc := range strings.SplitSeq(id.String(), ".") {
		n, err := strconv.Atoi(arc)
		if err != nil {
			return nil, false
		}
		arcs = append(arcs, n)
	}
	return arcs, true
}
