package der

import (
	"bytes"
	"regexp"
	"testing"
)

// tlv is an element with an identifier of one octet and a short length.
func tlv(tag byte, contents ...string) string {
	c := ""
	for _, s := range contents {
		c += s
	}
	return string([]byte{tag, byte(len(c))}) + c
}

func TestExternal(t *testing.T) {
	oid, integer, descriptor := "\x06\x02\x51\x01", "\x02\x01\x07", "\x07\x02hi"
	single, octets, arbitrary := "\xa0\x02\x05\x00", "\x81\x02ab", "\x82\x02\x07\x80"
	for _, row := range []struct {
		name, contents, want string
	}{
		{"direct", oid + single, ""},
		{"indirect", integer + octets, ""},
		{"both and a descriptor", oid + integer + descriptor + arbitrary, ""},
		{"high tag number within", oid + tlv(0xa0, "\x9f\x81\x48\x00"), ""},
		{"no reference", single, "der: EXTERNAL.direct-reference: byte 2: component is missing"},
		{"descriptor alone", descriptor + single, "der: EXTERNAL.direct-reference: byte 2: component is missing"},
		{"nothing", "", "der: EXTERNAL.direct-reference: byte 2: component is missing"},
		{"bad direct", "\x06\x02\x80\x01" + single, "der: EXTERNAL.direct-reference: byte 2: object identifier is malformed"},
		{"direct cut short", "\x06\x07\x51", "der: EXTERNAL.direct-reference: byte 2: element is cut short"},
		{"bad indirect", "\x02\x02\x00\x01" + single, "der: EXTERNAL.indirect-reference: byte 2: integer is empty, padded or too large"},
		{"indirect cut short", "\x02\x07\x51", "der: EXTERNAL.indirect-reference: byte 2: element is cut short"},
		{"references in the other order", integer + oid + single, "der: EXTERNAL.encoding: byte 5: none of the alternatives"},
		{"bad descriptor", oid + "\x07\x81\x01a" + single, "der: EXTERNAL.data-value-descriptor: byte 6: length is indefinite, too large or not in the fewest octets"},
		{"no encoding", oid, "der: EXTERNAL.encoding: byte 6: component is missing"},
		{"another encoding", oid + "\x83\x00", "der: EXTERNAL.encoding: byte 6: none of the alternatives"},
		{"primitive single", oid + "\x80\x02\x05\x00", "der: EXTERNAL.encoding: byte 6: none of the alternatives"},
		{"empty single", oid + "\xa0\x00", "der: EXTERNAL.encoding.single-ASN1-type: byte 8: component is missing"},
		{"bad single", oid + "\xa0\x02\x05\x01", "der: EXTERNAL.encoding.single-ASN1-type: byte 8: element is cut short"},
		{"two in single", oid + "\xa0\x04\x05\x00\x05\x00", "der: EXTERNAL.encoding.single-ASN1-type: byte 10: octets after the end"},
		{"single cut short", oid + "\xa0\x03\x05\x00", "der: EXTERNAL.encoding.single-ASN1-type: byte 6: element is cut short"},
		{"octets cut short", oid + "\x81\x03\x05\x00", "der: EXTERNAL.encoding.octet-aligned: byte 6: element is cut short"},
		{"arbitrary cut short", oid + "\x82\x03\x05\x00", "der: EXTERNAL.encoding.arbitrary: byte 6: element is cut short"},
		{"bad arbitrary", oid + "\x82\x02\x07\x81", "der: EXTERNAL.encoding.arbitrary: byte 6: bit string has wrong unused or trailing bits"},
		{"two encodings", oid + octets + octets, "der: EXTERNAL: byte 10: octets after the end"},
	} {
		views[External](t, row.name, tlv(0x28, row.contents), row.want)
		if got := External(row.contents).Valid(); got != (row.want == "") {
			t.Errorf("%s: valid: %v", row.name, got)
		}
	}
	x, err := External(oid + integer + descriptor + arbitrary).Parts()
	if err != nil || x.DirectReference != Some(OID("\x51\x01")) || x.IndirectReference.Value.String() != "7" || !x.IndirectReference.Present ||
		x.DataValueDescriptor.Value.String() != "hi" || x.Arbitrary.Value.String() != "'1'B" || x.SingleASN1Type.Present || x.OctetAligned.Present {
		t.Errorf("%v, %v", x, err)
	}
	x, err = External(oid + single).Parts()
	if err != nil || string(x.SingleASN1Type.Value) != "\x05\x00" || !x.SingleASN1Type.Present || x.IndirectReference.Present || x.Arbitrary.Present {
		t.Errorf("%v, %v", x, err)
	}
	x, err = External(integer + octets).Parts()
	if err != nil || string(x.OctetAligned.Value) != "ab" || !x.OctetAligned.Present || x.DirectReference.Present {
		t.Errorf("%v, %v", x, err)
	}
	if x, err = External(oid + octets + octets).Parts(); err == nil || x.OctetAligned.Present || x.DirectReference.Present {
		t.Errorf("%v, %v", x, err)
	}
}

var place = regexp.MustCompile(`byte [0-9]+: `)

// views decodes b, and where want is "" encodes it again.
func views[T interface {
	~[]byte
	value[T]
}, P interface {
	*T
	UnmarshalDER(b []byte) error
	DecodeDER(b []byte, i int) error
}](t *testing.T, name, b, want string) {
	t.Helper()
	v := T("x")
	err := P(&v).UnmarshalDER([]byte(b))
	if want != "" {
		if v != nil || err == nil || err.Error() != want {
			t.Errorf("%s: %x, %v, want %s", name, v, err, want)
		}
		// The same, without an offset: there is no input.
		out, err := T(b[2:]).AppendDER([]byte("x"))
		if string(out) != "x" || err == nil || err.Error() != place.ReplaceAllString(want, "") || err.(*Error).Offset != -1 {
			t.Errorf("%s: encoded as %x, %v", name, out, err)
		}
		return
	}
	out, outErr := v.MarshalDER()
	if err != nil || outErr != nil || string(out) != b || string(v.Clone()) != string(v) || &v.Clone()[0] == &v[0] || cap(v) != len(v) {
		t.Errorf("%s: %x, %v, encoded as %x, %v", name, v, err, out, outErr)
	}
	for n := range len(b) {
		if err := P(&v).UnmarshalDER([]byte(b[:n])); err == nil || v != nil {
			t.Errorf("%s: %d octets are accepted", name, n)
		}
	}
}

func TestIdentification(t *testing.T) {
	value := "\x82\x02ab"
	for _, row := range []struct {
		name, id, want string
		parts          Identification
	}{
		{"syntaxes", tlv(0xa0, "\x80\x01\x51", "\x81\x01\x52"), "", Identification{Alternative: IdentificationSyntaxes, Abstract: "\x51", Transfer: "\x52"}},
		{"syntax", "\x81\x01\x51", "", Identification{Alternative: IdentificationSyntax, Abstract: "\x51", Transfer: "\x51"}},
		{"context", "\x82\x01\x07", "", Identification{Alternative: IdentificationPresentationContextID, ContextID: Int(7)}},
		{"negotiation", tlv(0xa3, "\x80\x01\x07", "\x81\x01\x52"), "", Identification{Alternative: IdentificationContextNegotiation, ContextID: Int(7), Transfer: "\x52"}},
		{"transfer syntax", "\x84\x01\x51", "", Identification{Alternative: IdentificationTransferSyntax, Transfer: "\x51"}},
		{"fixed", "\x85\x00", "", Identification{Alternative: IdentificationFixed}},
		{"none", "", ".identification: byte 4: component is missing", Identification{}},
		{"another", "\x86\x00", ".identification: byte 4: none of the alternatives", Identification{}},
		{"two", "\x85\x00\x85\x00", ".identification: byte 6: octets after the end", Identification{}},
		{"fixed with contents", "\x85\x01\x00", ".identification.fixed: byte 4: null has contents", Identification{}},
		{"fixed, cut short", "\x85\x01", ".identification.fixed: byte 4: element is cut short", Identification{}},
		{"bad syntax", "\x81\x01\x80", ".identification.syntax: byte 4: object identifier is malformed", Identification{}},
		{"bad transfer syntax", "\x84\x00", ".identification.transfer-syntax: byte 4: object identifier is malformed", Identification{}},
		{"bad context", "\x82\x00", ".identification.presentation-context-id: byte 4: integer is empty, padded or too large", Identification{}},
		{"syntaxes, cut short", "\xa0\x01", ".identification.syntaxes: byte 4: element is cut short", Identification{}},
		{"syntaxes, empty", "\xa0\x00", ".identification.syntaxes.abstract: byte 6: component is missing", Identification{}},
		{"syntaxes without transfer", tlv(0xa0, "\x80\x01\x51"), ".identification.syntaxes.transfer: byte 9: component is missing", Identification{}},
		{"syntaxes and more", tlv(0xa0, "\x80\x01\x51", "\x81\x01\x52", "\x05\x00"), ".identification.syntaxes: byte 12: octets after the end", Identification{}},
		{"negotiation, cut short", "\xa3\x01", ".identification.context-negotiation: byte 4: element is cut short", Identification{}},
		{"negotiation, empty", "\xa3\x00", ".identification.context-negotiation.presentation-context-id: byte 6: component is missing", Identification{}},
		{"negotiation without transfer", tlv(0xa3, "\x80\x01\x51"), ".identification.context-negotiation.transfer-syntax: byte 9: component is missing", Identification{}},
		{"negotiation and more", tlv(0xa3, "\x80\x01\x07", "\x81\x01\x52", "\x05\x00"), ".identification.context-negotiation: byte 12: octets after the end", Identification{}},
	} {
		c := tlv(0xa0, row.id) + value
		pdv, chars := "", ""
		if row.want != "" {
			pdv, chars = "der: EMBEDDED PDV"+row.want, "der: CHARACTER STRING"+row.want
		}
		views[EmbeddedPDV](t, row.name, tlv(0x2b, c), pdv)
		views[CharacterString](t, row.name, tlv(0x3d, c), chars)
		id, v, err := EmbeddedPDV(c).Parts()
		if id.Alternative != row.parts.Alternative || id.Abstract != row.parts.Abstract || id.Transfer != row.parts.Transfer || !bytes.Equal(id.ContextID, row.parts.ContextID) ||
			(err == nil) != (row.want == "") || err == nil && string(v) != "ab" || err != nil && v != nil {
			t.Errorf("%s: %v, %q, %v", row.name, id, v, err)
		}
		same, w, err2 := CharacterString(c).Parts()
		if same.Alternative != id.Alternative || same.Abstract != id.Abstract || same.Transfer != id.Transfer || !bytes.Equal(same.ContextID, id.ContextID) ||
			(err2 == nil) != (err == nil) || string(w) != string(v) {
			t.Errorf("%s: %v, %q, %v", row.name, same, w, err2)
		}
		if EmbeddedPDV(c).Valid() != (err == nil) || CharacterString(c).Valid() != (err == nil) {
			t.Errorf("%s: valid: %v, %v", row.name, EmbeddedPDV(c).Valid(), CharacterString(c).Valid())
		}
	}
	fixed := "\xa0\x02\x85\x00"
	for _, row := range []struct{ name, contents, want string }{
		{"empty", "", ".identification: byte 2: component is missing"},
		{"identification is not explicit", "\x85\x00" + value, ".identification: byte 2: identifier is not the expected one"},
		{"descriptor", fixed + "\x81\x00" + value, ".?: byte 6: identifier is not the expected one"},
		{"no value", fixed, ".?: byte 6: component is missing"},
		{"more than a value", fixed + value + value, ": byte 10: octets after the end"},
	} {
		for _, x := range []struct{ name, component string }{{"EMBEDDED PDV", "data-value"}, {"CHARACTER STRING", "string-value"}} {
			want := "der: " + x.name + string(bytes.Replace([]byte(row.want), []byte("?"), []byte(x.component), 1))
			if x.component == "data-value" {
				views[EmbeddedPDV](t, row.name, tlv(0x2b, row.contents), want)
			} else {
				views[CharacterString](t, row.name, tlv(0x3d, row.contents), want)
			}
		}
	}
	for name, b := range map[string]string{"EMBEDDED PDV": tlv(0x3d, fixed, value), "CHARACTER STRING": tlv(0x2b, fixed, value), "EXTERNAL": tlv(0x2b, fixed, value)} {
		_, err := codecs[name]([]byte(b))
		if want := "der: " + name + ": byte 0: identifier is not the expected one"; err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
