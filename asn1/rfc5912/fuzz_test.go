package rfc5912

import (
	"math/rand/v2"
	"testing"

	"github.com/dergen/dergen/internal/codectest"
)

// The targets decode, clone, read, encode, and compare: see codectest.Fuzzer.

// FuzzName is for Name, the types of which it consists, and the view of one.
func FuzzName(f *testing.F) {
	fuzz(f, nameView, name, rdnSequence, relativeDistinguishedName, singleAttribute, x520name, x520CommonName, x520LocalityName,
		atX520StateOrProvinceNameType, atX520OrganizationNameType, atX520OrganizationalUnitNameType, atX520TitleType, atX520PseudonymType)
}

// FuzzGeneralName is for GeneralName, the types of which it consists, and the view of one.
func FuzzGeneralName(f *testing.F) {
	fuzz(f, generalNameView, generalName, generalNames, generalNameOtherNameValue, ediPartyName, ediPartyNameNameAssigner, ediPartyNamePartyName,
		authorityInfoAccessSyntax, accessDescription)
}

// FuzzExtension is for Extensions and what stands beside them in a message.
func FuzzExtension(f *testing.F) {
	fuzz(f, extensions, extension, crlReason, algorithmIdentifier, rsassaPSSParams, dsaSigValue)
}

// FuzzAddress is for ORAddress and the types of which it consists.
func FuzzAddress(f *testing.F) {
	fuzz(f, orAddress, builtInStandardAttributes, countryName, administrationDomainName, x121Address, terminalIdentifier, privateDomainName,
		organizationName, numericUserIdentifier, personalName, organizationalUnitNames, organizationalUnitName, builtInDomainDefinedAttributes,
		builtInDomainDefinedAttribute, extensionAttributes, extensionAttribute)
}

// FuzzAddressExtension is for the types that extension attributes of an ORAddress have as their values.
func FuzzAddressExtension(f *testing.F) {
	fuzz(f, eaTeletexPersonalNameType, teletexOrganizationalUnitName, eaPhysicalDeliveryCountryNameType, eaPostalCodeType,
		eaUnformattedPostalAddressType, pdsParameter, eaExtendedNetworkAddressType, eaExtendedNetworkAddressTypeE1634AddressValue,
		presentationAddress, eaTerminalTypeType, teletexDomainDefinedAttribute)
}

func fuzz(f *testing.F, group ...codectest.Type) {
	var fuzzers []*codectest.Fuzzer
	for k, typ := range group {
		fuzzers = append(fuzzers, codectest.NewFuzzer(typ))
		for _, s := range samples {
			if s.Type.Name == typ.Name {
				f.Add(byte(k), s.DER)
			}
		}
	}
	f.Fuzz(func(t *testing.T, kind byte, b []byte) {
		check(t, fuzzers[int(kind)%len(fuzzers)], b)
	})
}

// FuzzEdit changes elements of a sample, and not octets, so that more of what comes out is well-formed.
func FuzzEdit(f *testing.F) {
	fuzzers := map[string]*codectest.Fuzzer{}
	for k, s := range samples {
		fuzzers[s.Type.Name] = codectest.NewFuzzer(s.Type)
		f.Add(uint16(k), []byte{byte(7 * k), byte(k), 1, byte(3 * k), byte(k / 12), 2})
	}
	f.Fuzz(func(t *testing.T, k uint16, script []byte) {
		s := samples[int(k)%len(samples)]
		check(t, fuzzers[s.Type.Name], codectest.Edit(s.DER, script))
	})
}

// TestEdit does as FuzzEdit with scripts of its own, the same each time.
func TestEdit(t *testing.T) {
	fuzzers := map[string]*codectest.Fuzzer{}
	for _, s := range samples {
		fuzzers[s.Type.Name] = codectest.NewFuzzer(s.Type)
	}
	r, accepted := rand.New(rand.NewPCG(5912, 6960)), 0
	script := make([]byte, 0, 24)
	scripts := 60_000
	if codectest.Race {
		scripts /= 10
	}
	for range scripts {
		s := samples[r.IntN(len(samples))]
		script = script[:2+r.IntN(8)]
		for i := range script {
			script[i] = byte(r.Uint32())
		}
		if check(t, fuzzers[s.Type.Name], codectest.Edit(s.DER, script)) {
			accepted++
		}
	}
	if accepted < scripts/20 {
		t.Errorf("%d of %d are accepted: too few to say much", accepted, scripts)
	}
	t.Logf("%d of %d are accepted", accepted, scripts)
}

// check runs a fuzzer, decodes open types, and holds the views of Name and GeneralName to what the types say.
func check(t *testing.T, f *codectest.Fuzzer, b []byte) bool {
	v := f.Run(t, b)
	agree := func(view, typed error) {
		t.Helper()
		if (view == nil) != (typed == nil) || view != nil && view.Error() != typed.Error() {
			t.Fatalf("%x: the view says %v, the type %v", b, view, typed)
		}
	}
	agree(new(NameView).UnmarshalDER(b), new(Name).UnmarshalDER(b))
	agree(new(GeneralNameView).UnmarshalDER(b), new(GeneralName).UnmarshalDER(b))
	if v == nil {
		return false
	}
	switch v := v.Get().(type) {
	case *SingleAttribute:
		DecodeRelativeDistinguishedName(v)
	case *RelativeDistinguishedName:
		for k := range *v {
			DecodeRelativeDistinguishedName(&(*v)[k])
		}
	case *AlgorithmIdentifier:
		DecodeHashAlgorithm(v)
		DecodeMaskGenAlgorithm(v)
	case *ExtensionAttribute:
		DecodeExtensionAttributeExtensionAttributeValue(v)
	case *ExtensionAttributes:
		for k := range *v {
			DecodeExtensionAttributeExtensionAttributeValue(&(*v)[k])
		}
	}
	return true
}
