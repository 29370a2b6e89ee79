package rfc5912

import (
	"testing"

	"github.com/dergen/dergen/internal/codectest"
)

// The types that this package generates, by the name that they have in the path of an error.
var (
	algorithmIdentifier                           = codectest.Of[AlgorithmIdentifier]("AlgorithmIdentifier")
	rsassaPSSParams                               = codectest.Of[RSASSAPSSParams]("RSASSA-PSS-params")
	x520name                                      = codectest.Of[X520name]("X520name")
	x520CommonName                                = codectest.Of[X520CommonName]("X520CommonName")
	x520LocalityName                              = codectest.Of[X520LocalityName]("X520LocalityName")
	atX520StateOrProvinceNameType                 = codectest.Of[AtX520StateOrProvinceNameType]("at-x520StateOrProvinceName.&Type")
	atX520OrganizationNameType                    = codectest.Of[AtX520OrganizationNameType]("at-x520OrganizationName.&Type")
	atX520OrganizationalUnitNameType              = codectest.Of[AtX520OrganizationalUnitNameType]("at-x520OrganizationalUnitName.&Type")
	atX520TitleType                               = codectest.Of[AtX520TitleType]("at-x520Title.&Type")
	atX520PseudonymType                           = codectest.Of[AtX520PseudonymType]("at-x520Pseudonym.&Type")
	name                                          = codectest.Of[Name]("Name")
	nameView                                      = codectest.Of[NameView]("Name")
	rdnSequence                                   = codectest.Of[RDNSequence]("RDNSequence")
	relativeDistinguishedName                     = codectest.Of[RelativeDistinguishedName]("RelativeDistinguishedName")
	generalNames                                  = codectest.Of[GeneralNames]("GeneralNames")
	generalName                                   = codectest.Of[GeneralName]("GeneralName")
	generalNameView                               = codectest.Of[GeneralNameView]("GeneralName")
	generalNameOtherNameValue                     = codectest.Of[GeneralNameOtherNameValue]("GeneralName.otherName")
	ediPartyName                                  = codectest.Of[EDIPartyName]("EDIPartyName")
	ediPartyNameNameAssigner                      = codectest.Of[EDIPartyNameNameAssigner]("EDIPartyName.nameAssigner")
	ediPartyNamePartyName                         = codectest.Of[EDIPartyNamePartyName]("EDIPartyName.partyName")
	authorityInfoAccessSyntax                     = codectest.Of[AuthorityInfoAccessSyntax]("AuthorityInfoAccessSyntax")
	accessDescription                             = codectest.Of[AccessDescription]("AccessDescription")
	crlReason                                     = codectest.Of[CRLReason]("CRLReason")
	singleAttribute                               = codectest.Of[SingleAttribute]("SingleAttribute")
	extensions                                    = codectest.Of[Extensions]("Extensions")
	extension                                     = codectest.Of[Extension]("Extension")
	orAddress                                     = codectest.Of[ORAddress]("ORAddress")
	builtInStandardAttributes                     = codectest.Of[BuiltInStandardAttributes]("BuiltInStandardAttributes")
	countryName                                   = codectest.Of[CountryName]("CountryName")
	administrationDomainName                      = codectest.Of[AdministrationDomainName]("AdministrationDomainName")
	x121Address                                   = codectest.Of[X121Address]("X121Address")
	terminalIdentifier                            = codectest.Of[TerminalIdentifier]("TerminalIdentifier")
	privateDomainName                             = codectest.Of[PrivateDomainName]("PrivateDomainName")
	organizationName                              = codectest.Of[OrganizationName]("OrganizationName")
	numericUserIdentifier                         = codectest.Of[NumericUserIdentifier]("NumericUserIdentifier")
	personalName                                  = codectest.Of[PersonalName]("PersonalName")
	organizationalUnitNames                       = codectest.Of[OrganizationalUnitNames]("OrganizationalUnitNames")
	organizationalUnitName                        = codectest.Of[OrganizationalUnitName]("OrganizationalUnitName")
	builtInDomainDefinedAttributes                = codectest.Of[BuiltInDomainDefinedAttributes]("BuiltInDomainDefinedAttributes")
	builtInDomainDefinedAttribute                 = codectest.Of[BuiltInDomainDefinedAttribute]("BuiltInDomainDefinedAttribute")
	extensionAttributes                           = codectest.Of[ExtensionAttributes]("ExtensionAttributes")
	extensionAttribute                            = codectest.Of[ExtensionAttribute]("ExtensionAttribute")
	eaTeletexPersonalNameType                     = codectest.Of[EaTeletexPersonalNameType]("ea-teletexPersonalName.&Type")
	teletexOrganizationalUnitName                 = codectest.Of[TeletexOrganizationalUnitName]("TeletexOrganizationalUnitName")
	eaPhysicalDeliveryCountryNameType             = codectest.Of[EaPhysicalDeliveryCountryNameType]("ea-physicalDeliveryCountryName.&Type")
	eaPostalCodeType                              = codectest.Of[EaPostalCodeType]("ea-postalCode.&Type")
	eaUnformattedPostalAddressType                = codectest.Of[EaUnformattedPostalAddressType]("ea-unformattedPostalAddress.&Type")
	pdsParameter                                  = codectest.Of[PDSParameter]("PDSParameter")
	eaExtendedNetworkAddressType                  = codectest.Of[EaExtendedNetworkAddressType]("ea-extendedNetworkAddress.&Type")
	eaExtendedNetworkAddressTypeE1634AddressValue = codectest.Of[EaExtendedNetworkAddressTypeE1634AddressValue]("ea-extendedNetworkAddress.&Type.e163-4-address")
	presentationAddress                           = codectest.Of[PresentationAddress]("PresentationAddress")
	eaTerminalTypeType                            = codectest.Of[EaTerminalTypeType]("ea-terminalType.&Type")
	teletexDomainDefinedAttribute                 = codectest.Of[TeletexDomainDefinedAttribute]("TeletexDomainDefinedAttribute")
	dsaSigValue                                   = codectest.Of[DSASigValue]("DSA-Sig-Value")
)

var types = []codectest.Type{
	algorithmIdentifier, rsassaPSSParams, x520name, x520CommonName, x520LocalityName,
	atX520StateOrProvinceNameType, atX520OrganizationNameType, atX520OrganizationalUnitNameType, atX520TitleType, atX520PseudonymType,
	name, nameView, rdnSequence, relativeDistinguishedName, generalNames,
	generalName, generalNameView, generalNameOtherNameValue, ediPartyName, ediPartyNameNameAssigner,
	ediPartyNamePartyName, authorityInfoAccessSyntax, accessDescription, crlReason, singleAttribute,
	extensions, extension, orAddress, builtInStandardAttributes, countryName,
	administrationDomainName, x121Address, terminalIdentifier, privateDomainName, organizationName,
	numericUserIdentifier, personalName, organizationalUnitNames, organizationalUnitName, builtInDomainDefinedAttributes,
	builtInDomainDefinedAttribute, extensionAttributes, extensionAttribute, eaTeletexPersonalNameType, teletexOrganizationalUnitName,
	eaPhysicalDeliveryCountryNameType, eaPostalCodeType, eaUnformattedPostalAddressType, pdsParameter, eaExtendedNetworkAddressType,
	eaExtendedNetworkAddressTypeE1634AddressValue, presentationAddress, eaTerminalTypeType, teletexDomainDefinedAttribute, dsaSigValue,
}

// TestTypes checks that the table has every type with a codec of its own.
func TestTypes(t *testing.T) { codectest.Complete(t, types, samples) }
