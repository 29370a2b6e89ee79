package rfc5912

import (
	"github.com/dergen/dergen/internal/codectest"
	"github.com/dergen/dergen/internal/tlv"
)

type sample = codectest.Sample

// Shorter names for what the samples consist of.
func printable(s string) []byte { return tlv.Text(0x13, s) }
func numeric(s string) []byte   { return tlv.Text(0x12, s) }
func teletex(s string) []byte   { return tlv.Text(0x14, s) }

// Parts of the samples, written out element by element.
var (
	sha256      = tlv.Sequence(tlv.OID("\x60\x86\x48\x01\x65\x03\x04\x02\x01"))
	sha512      = tlv.Sequence(tlv.OID("\x60\x86\x48\x01\x65\x03\x04\x02\x03"))
	mgf1SHA512  = tlv.Sequence(tlv.OID("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08"), sha512)
	attribute   = tlv.Sequence(tlv.OID("\x55\x04\x03"), tlv.Text(0x0c, "Example CA"))
	rdn         = tlv.Set(attribute)
	rdnOfTwo    = tlv.Set(tlv.Sequence(tlv.OID("\x55\x04\x05"), printable("7")), attribute)
	someName    = tlv.Sequence(rdn, rdnOfTwo)
	otherName   = tlv.Element(0xa0, tlv.OID("\x55\x04\x03"), tlv.Explicit(0, tlv.Text(0x0c, "other")))
	ediFull     = tlv.Sequence(tlv.Explicit(0, tlv.Text(0x0c, "assigner")), tlv.Explicit(1, printable("party")))
	extCritical = tlv.Sequence(tlv.OID("\x55\x1d\x13"), tlv.Boolean(0xff), tlv.Holding(tlv.Sequence()))
	extPlain    = tlv.Sequence(tlv.OID("\x55\x1d\x0e"), tlv.Octets(1, 2, 3))
	access      = tlv.Sequence(tlv.OID("\x2b\x06\x01\x05\x05\x07\x30\x01"), tlv.Text(0x86, "http://ocsp.example/"))

	country      = tlv.Element(0x61, printable("NL"))
	admd         = tlv.Element(0x62, numeric("400"))
	personal     = tlv.Set(tlv.Text(0x80, "Doe"), tlv.Text(0x81, "Jane"), tlv.Text(0x82, "JD"), tlv.Text(0x83, "II"))
	units        = tlv.Sequence(printable("unit"), printable("other"))
	standardFull = tlv.Sequence(country, admd, tlv.Text(0x80, "123 4"), tlv.Text(0x81, "terminal"), tlv.Explicit(2, printable("prmd")),
		tlv.Text(0x83, "organization"), tlv.Text(0x84, "42"), retag(0xa5, personal), retag(0xa6, units))
	domainAttribute = tlv.Sequence(printable("type"), printable("value"))
	commonNameEA    = tlv.Sequence(tlv.Implicit(0, []byte{1}), tlv.Explicit(1, printable("common")))
	postalCodeEA    = tlv.Sequence(tlv.Implicit(0, []byte{9}), tlv.Explicit(1, numeric("1234")))
	standardOther   = tlv.Sequence(tlv.Element(0x61, numeric("528")), tlv.Element(0x62, printable("admd")), tlv.Explicit(2, numeric("1")), retag(0xa5, tlv.Set(tlv.Text(0x80, "Doe"))))
	orAddressOther  = tlv.Sequence(standardOther, tlv.Sequence(domainAttribute), tlv.Set(commonNameEA))
	orAddressFull   = tlv.Sequence(standardFull, tlv.Sequence(domainAttribute, domainAttribute), tlv.Set(postalCodeEA, commonNameEA))
	presentation    = tlv.Sequence(tlv.Explicit(0, tlv.Octets(1)), tlv.Explicit(1, tlv.Octets(2)), tlv.Explicit(2, tlv.Octets(3)),
		tlv.Explicit(3, tlv.Set(tlv.Octets(), tlv.Octets(1), tlv.Octets(2))))
	e163 = tlv.Sequence(tlv.Text(0x80, "31 20"), tlv.Text(0x81, "5"))
)

// retag is an element with another identifier of one octet.
func retag(tag byte, b []byte) []byte { return append([]byte{tag}, b[1:]...) }

// directory has a sample of each alternative of a DirectoryString.
func directory(typ codectest.Type) (list []sample) {
	for alternative, s := range map[string][]byte{
		"teletexString": teletex("a\xe9"), "printableString": printable("ab"), "universalString": tlv.Element(0x1c, []byte{0, 1, 0xf6, 0}),
		"utf8String": tlv.Text(0x0c, "a\u00e9\U0001f600"), "bmpString": tlv.Element(0x1e, []byte{0, 'a', 0x20, 0xac}),
	} {
		list = append(list, sample{Name: alternative, Type: typ, DER: s})
	}
	return list
}

// samples has encodings of every type, with and without each optional component.
var samples = func() []sample {
	var list []sample
	for _, typ := range []codectest.Type{
		x520name, x520CommonName, x520LocalityName, atX520StateOrProvinceNameType, atX520OrganizationNameType, atX520OrganizationalUnitNameType,
		atX520TitleType, atX520PseudonymType,
	} {
		list = append(list, directory(typ)...)
	}
	list = append(list, directory(ediPartyNameNameAssigner)...)
	list = append(list, directory(ediPartyNamePartyName)...)
	for _, r := range []struct {
		name string
		typ  codectest.Type
		der  []byte
	}{
		{"without parameters", algorithmIdentifier, sha256},
		{"with parameters", algorithmIdentifier, mgf1SHA512},
		{"empty", rsassaPSSParams, tlv.Sequence()},
		{"SHA-256", rsassaPSSParams, tlv.Sequence(tlv.Explicit(0, sha256), tlv.Explicit(1, mgf1SHA512), tlv.Explicit(2, tlv.Integer(32)))},
		{"full", rsassaPSSParams, tlv.Sequence(tlv.Explicit(0, sha256), tlv.Explicit(1, mgf1SHA512), tlv.Explicit(2, tlv.Integer(0)), tlv.Explicit(3, tlv.Integer(0x80)))},
		{"one", singleAttribute, attribute},
		{"empty", algorithmIdentifier, tlv.Sequence(tlv.OID("\x2a"), tlv.Sequence())},
		{"two", relativeDistinguishedName, rdnOfTwo},
		{"one", relativeDistinguishedName, rdn},
		{"empty", rdnSequence, tlv.Sequence()},
		{"two", rdnSequence, someName},
		{"empty", name, tlv.Sequence()},
		{"two", name, someName},
		{"otherName", generalName, otherName},
		{"rfc822Name", generalName, tlv.Text(0x81, "a@example.com")},
		{"dNSName", generalName, tlv.Text(0x82, "example.com")},
		{"x400Address", generalName, retag(0xa3, orAddressFull)},
		{"x400Address, other", generalName, retag(0xa3, orAddressOther)},
		{"x400Address, plain", generalName, retag(0xa3, tlv.Sequence(tlv.Sequence()))},
		{"ediPartyName, teletex", generalName, tlv.Explicit(5, tlv.Explicit(0, teletex("a")), tlv.Explicit(1, teletex("b")))},
		{"ediPartyName, universal", generalName, tlv.Explicit(5, tlv.Explicit(0, tlv.Element(0x1c, []byte{0, 0, 0, 'a'})), tlv.Explicit(1, tlv.Element(0x1c, []byte{0, 0, 0, 'b'})))},
		{"ediPartyName, bmp", generalName, tlv.Explicit(5, tlv.Explicit(0, tlv.Element(0x1e, []byte{0, 'a'})), tlv.Explicit(1, tlv.Element(0x1e, []byte{0, 'b'})))},
		{"ediPartyName, printable", generalName, tlv.Explicit(5, tlv.Explicit(0, printable("a")), tlv.Explicit(1, tlv.Text(0x0c, "b")))},
		{"directoryName", generalName, tlv.Explicit(4, someName)},
		{"ediPartyName", generalName, retag(0xa5, ediFull)},
		{"uniformResourceIdentifier", generalName, tlv.Text(0x86, "http://example.com/")},
		{"iPAddress", generalName, tlv.Implicit(7, []byte{127, 0, 0, 1})},
		{"registeredID", generalName, tlv.Implicit(8, []byte("\x2b\x06\x01\x05\x05\x07\x30\x01"))},
		{"one", generalNames, tlv.Sequence(tlv.Text(0x82, "example.com"))},
		{"many", generalNames, tlv.Sequence(otherName, tlv.Text(0x82, "example.com"), retag(0xa3, orAddressFull), retag(0xa5, ediFull), tlv.Explicit(4, someName))},
		{"any", generalNameOtherNameValue, tlv.Element(0x28, tlv.OID("\x2a\x03"), tlv.Explicit(0, tlv.Null()))},
		{"full", ediPartyName, ediFull},
		{"plain", ediPartyName, tlv.Sequence(tlv.Explicit(1, tlv.Text(0x0c, "party")))},
		{"OCSP", accessDescription, access},
		{"two", authorityInfoAccessSyntax, tlv.Sequence(access, access)},
		{"keyCompromise", crlReason, tlv.Enumerated(1)},
		{"two", extensions, tlv.Sequence(extCritical, extPlain)},
		{"critical", extension, extCritical},
		{"not critical", extension, extPlain},
		{"plain", orAddress, tlv.Sequence(tlv.Sequence())},
		{"full", orAddress, orAddressFull},
		{"plain", builtInStandardAttributes, tlv.Sequence()},
		{"full", builtInStandardAttributes, standardFull},
		{"other", builtInStandardAttributes, standardOther},
		{"other", orAddress, orAddressOther},
		{"numeric", countryName, tlv.Element(0x61, numeric("528"))},
		{"alpha", countryName, country},
		{"numeric", administrationDomainName, admd},
		{"printable, empty", administrationDomainName, tlv.Element(0x62, printable(""))},
		{"some", x121Address, numeric("12 34")},
		{"some", terminalIdentifier, printable("terminal")},
		{"numeric", privateDomainName, numeric("1")},
		{"printable", privateDomainName, printable("prmd")},
		{"some", organizationName, printable("organization")},
		{"some", numericUserIdentifier, numeric("42")},
		{"plain", personalName, tlv.Set(tlv.Text(0x80, "Doe"))},
		{"full", personalName, personal},
		{"two", organizationalUnitNames, units},
		{"some", organizationalUnitName, printable("unit")},
		{"two", builtInDomainDefinedAttributes, tlv.Sequence(domainAttribute, domainAttribute)},
		{"some", builtInDomainDefinedAttribute, domainAttribute},
		{"one", extensionAttributes, tlv.Set(commonNameEA)},
		{"two", extensionAttributes, tlv.Set(postalCodeEA, commonNameEA)},
		{"common name", extensionAttribute, commonNameEA},
		{"plain", eaTeletexPersonalNameType, tlv.Set(tlv.Text(0x80, "D\xf8e"))},
		{"full", eaTeletexPersonalNameType, personal},
		{"some", teletexOrganizationalUnitName, teletex("unit\xff")},
		{"numeric", eaPhysicalDeliveryCountryNameType, numeric("528")},
		{"alpha", eaPhysicalDeliveryCountryNameType, printable("NL")},
		{"numeric", eaPostalCodeType, numeric("1234")},
		{"printable", eaPostalCodeType, printable("1234 AB")},
		{"empty", eaUnformattedPostalAddressType, tlv.Set()},
		{"full", eaUnformattedPostalAddressType, tlv.Set(tlv.Sequence(printable("line"), printable("line")), teletex("address"))},
		{"empty", pdsParameter, tlv.Set()},
		{"full", pdsParameter, tlv.Set(printable("some"), teletex("some"))},
		{"E.163.4, plain", eaExtendedNetworkAddressType, tlv.Sequence(tlv.Text(0x80, "31"))},
		{"E.163.4, full", eaExtendedNetworkAddressType, e163},
		{"PSAP", eaExtendedNetworkAddressType, retag(0xa0, presentation)},
		{"full", eaExtendedNetworkAddressTypeE1634AddressValue, e163},
		{"plain", presentationAddress, tlv.Sequence(tlv.Explicit(3, tlv.Set(tlv.Octets())))},
		{"full", presentationAddress, presentation},
		{"videotex", eaTerminalTypeType, tlv.Integer(8)},
		{"without a name", eaTerminalTypeType, tlv.Integer(1, 0)},
		{"some", teletexDomainDefinedAttribute, tlv.Sequence(teletex("type"), teletex("value"))},
		{"some", dsaSigValue, tlv.Sequence(tlv.Integer(0x7f), tlv.Integer(0, 0x80))},
	} {
		list = append(list, sample{Name: r.name, Type: r.typ, DER: r.der})
		// What a type accepts, the view of it does too.
		switch r.typ.Name {
		case name.Name:
			list = append(list, sample{Name: "view: " + r.name, Type: nameView, DER: r.der})
		case generalName.Name:
			list = append(list, sample{Name: "view: " + r.name, Type: generalNameView, DER: r.der})
		}
	}
	return list
}()
