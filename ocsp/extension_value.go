package ocsp

import (
	"fmt"
	"math/big"
	"time"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
)

// A readable value is one that generated code decodes.
type readable interface{ UnmarshalDER([]byte) error }

// A writable value is one that generated code encodes.
type writable interface{ MarshalDER() ([]byte, error) }

// read decodes the value of the extension with that identifier into v. It is false and no error if it is not there.
func (x Extensions) read(id der.OID, v readable) (bool, error) {
	e, ok := x.Get(id)
	if !ok {
		return false, nil
	}
	if err := v.UnmarshalDER(e.Value); err != nil {
		return false, malformed(err)
	}
	return true, nil
}

// readTime decodes the GeneralizedTime that is the value of the extension with that identifier.
func (x Extensions) readTime(id der.OID) (time.Time, bool, error) {
	e, ok := x.Get(id)
	if !ok {
		return time.Time{}, false, nil
	}
	t, end, err := der.GeneralizedTime(e.Value, 0, 0x18, "GeneralizedTime")
	if err == nil && end != len(e.Value) {
		err = der.Fail(end, der.ErrTrailingData, "GeneralizedTime")
	}
	if err != nil {
		return time.Time{}, false, malformed(err)
	}
	return t, true, nil
}

// written makes an extension of a value. A value that has no encoding makes one that every builder refuses.
func written(id der.OID, v writable) Extension {
	value, _ := v.MarshalDER() // nil if there is none
	return Extension{ID: id, Value: value}
}

// writtenTime makes an extension of a time, in whole seconds.
func writtenTime(id der.OID, t time.Time) Extension {
	t = wholeSeconds(t)
	n := der.GeneralizedTimeLen(t)
	if n < 0 {
		return Extension{ID: id}
	}
	b := make([]byte, der.Size(n))
	der.PutGeneralizedTime(b, len(b), 0x18, t)
	return Extension{ID: id, Value: b}
}

// wholeSeconds drops what is less than a second, which RFC 5280, 4.1.2.5.2, does not allow.
func wholeSeconds(t time.Time) time.Time { return time.Unix(t.Unix(), 0).UTC() }

// The readers below give the value of one extension each. They are false, with no error, if it is not there; what
// cannot be decoded is [ErrMalformed].

// Nonce is the nonce (RFC 9654).
func (x Extensions) Nonce() ([]byte, bool) { return nonceOf(x.list) }

// AcceptableResponses are the types of response that a client understands (RFC 6960, 4.4.3).
func (x Extensions) AcceptableResponses() ([]der.OID, bool, error) {
	var v rfc6960.AcceptableResponses
	ok, err := x.read(rfc6960.IDPKIXOCSPResponse, &v)
	return v, ok, err
}

// AcceptableResponsesExtension makes the extension that [Extensions.AcceptableResponses] reads.
func AcceptableResponsesExtension(types ...der.OID) Extension {
	v := rfc6960.AcceptableResponses(types)
	return written(rfc6960.IDPKIXOCSPResponse, &v)
}

// CRLReason is the reason code of a CRL entry (RFC 5280, 5.3.1).
func (x Extensions) CRLReason() (RevocationReason, bool, error) {
	e, ok := x.Get(rfc5912.IDCeCRLReasons)
	if !ok {
		return 0, false, nil
	}
	var v rfc5912.CRLReason // not through read, which would have it on the heap
	if err := v.UnmarshalDER(e.Value); err != nil {
		return 0, false, malformed(err)
	}
	return ReasonFromCode(int(v)), true, nil
}

// CRLReasonExtension makes the extension that [Extensions.CRLReason] reads.
func CRLReasonExtension(r RevocationReason) Extension {
	v := rfc5912.CRLReason(r.Code())
	return written(rfc5912.IDCeCRLReasons, &v)
}

// InvalidityDate is when a key was, or may have been, compromised (RFC 5280, 5.3.2).
func (x Extensions) InvalidityDate() (time.Time, bool, error) {
	return x.readTime(rfc5912.IDCeInvalidityDate)
}

// InvalidityDateExtension makes the extension that [Extensions.InvalidityDate] reads.
func InvalidityDateExtension(t time.Time) Extension {
	return writtenTime(rfc5912.IDCeInvalidityDate, t)
}

// CertificateIssuer is the issuer of an entry of an indirect CRL (RFC 5280, 5.3.3): GeneralNames, each in DER.
func (x Extensions) CertificateIssuer() ([][]byte, bool, error) {
	var v rfc5912.GeneralNames
	ok, err := x.read(rfc5912.IDCeCertificateIssuer, &v)
	if !ok {
		return nil, false, err
	}
	names := make([][]byte, len(v))
	for i := range v {
		names[i] = v[i].Bytes()
	}
	return names, true, nil
}

// CertificateIssuerExtension makes the extension that [Extensions.CertificateIssuer] reads. Each name is a GeneralName
// in DER. RFC 5280 wants this one to be critical in a CRL: that is for the caller to set.
func CertificateIssuerExtension(names ...[]byte) Extension {
	v := make(rfc5912.GeneralNames, len(names))
	for i := range names {
		if v[i].UnmarshalDER(names[i]) != nil {
			return Extension{ID: rfc5912.IDCeCertificateIssuer}
		}
	}
	return written(rfc5912.IDCeCertificateIssuer, &v)
}

// ArchiveCutoff is the date up to which a responder keeps information about expired certificates (RFC 6960, 4.4.4).
func (x Extensions) ArchiveCutoff() (time.Time, bool, error) {
	return x.readTime(rfc6960.IDPKIXOCSPArchiveCutoff)
}

// ArchiveCutoffExtension makes the extension that [Extensions.ArchiveCutoff] reads.
func ArchiveCutoffExtension(t time.Time) Extension {
	return writtenTime(rfc6960.IDPKIXOCSPArchiveCutoff, t)
}

// A CRLReference is the CrlID of RFC 6960, 4.4.2: the CRL in which a responder found an entry. What is zero is absent.
type CRLReference struct {
	URL    string
	Number *big.Int
	Time   time.Time
}

// CRLReferences is the CRL in which the responder found the certificate revoked (RFC 6960, 4.4.2).
func (x Extensions) CRLReferences() (CRLReference, bool, error) {
	var v rfc6960.CRLID
	ok, err := x.read(rfc6960.IDPKIXOCSPCRL, &v)
	if !ok {
		return CRLReference{}, false, err
	}
	r := CRLReference{URL: v.CRLURL.Value.String(), Time: v.CRLTime.Value}
	if v.CRLNum.Present {
		r.Number = v.CRLNum.Value.BigInt()
	}
	return r, true, nil
}

// CRLReferencesExtension makes the extension that [Extensions.CRLReferences] reads.
func CRLReferencesExtension(r CRLReference) Extension {
	var v rfc6960.CRLID
	if r.URL != "" {
		v.CRLURL = der.Some(der.IA5String(r.URL))
	}
	if r.Number != nil {
		v.CRLNum = der.Some(der.NewInteger(r.Number))
	}
	if !r.Time.IsZero() {
		v.CRLTime = der.Some(wholeSeconds(r.Time))
	}
	return written(rfc6960.IDPKIXOCSPCRL, &v)
}

// A ServiceLocator says where a request is to be passed on to (RFC 6960, 4.4.6).
type ServiceLocator struct {
	Issuer  []byte // the issuer's Name in DER: a certificate's RawIssuer
	Locator []AccessDescription
}

// An AccessDescription is one of RFC 5280, 4.2.2.1.
type AccessDescription struct {
	Method   der.OID
	Location []byte // a GeneralName in DER
}

// ServiceLocator says where the request is to be passed on to (RFC 6960, 4.4.6).
func (x Extensions) ServiceLocator() (ServiceLocator, bool, error) {
	var v rfc6960.ServiceLocator
	ok, err := x.read(rfc6960.IDPKIXOCSPServiceLocator, &v)
	if !ok {
		return ServiceLocator{}, false, err
	}
	l := ServiceLocator{Issuer: v.Issuer.Bytes(), Locator: make([]AccessDescription, len(v.Locator))}
	for i := range v.Locator {
		l.Locator[i] = AccessDescription{Method: v.Locator[i].AccessMethod, Location: v.Locator[i].AccessLocation.Bytes()}
	}
	return l, true, nil
}

// ServiceLocatorExtension makes the extension that [Extensions.ServiceLocator] reads.
func ServiceLocatorExtension(l ServiceLocator) Extension {
	const id = rfc6960.IDPKIXOCSPServiceLocator
	v := rfc6960.ServiceLocator{Locator: make(rfc5912.AuthorityInfoAccessSyntax, len(l.Locator))}
	if v.Issuer.UnmarshalDER(l.Issuer) != nil {
		return Extension{ID: id}
	}
	for i := range l.Locator {
		v.Locator[i].AccessMethod = l.Locator[i].Method
		if v.Locator[i].AccessLocation.UnmarshalDER(l.Locator[i].Location) != nil {
			return Extension{ID: id}
		}
	}
	return written(id, &v)
}

// A PreferredSignatureAlgorithm is what a client would like a response to be signed with (RFC 6960, 4.4.7). Parameters
// are elements in DER, nil for absent.
type PreferredSignatureAlgorithm struct {
	Signature           der.OID
	SignatureParameters []byte
	Key                 der.OID // of the responder's public key; "": any
	KeyParameters       []byte
}

// PreferredSignatureAlgorithms are what a client would like the response to be signed with, best first.
func (x Extensions) PreferredSignatureAlgorithms() ([]PreferredSignatureAlgorithm, bool, error) {
	var v rfc6960.PreferredSignatureAlgorithms
	ok, err := x.read(rfc6960.IDPKIXOCSPPrefSigAlgs, &v)
	if !ok {
		return nil, false, err
	}
	list := make([]PreferredSignatureAlgorithm, len(v))
	for i := range v {
		key := v[i].CertIdentifier.Value
		list[i] = PreferredSignatureAlgorithm{
			Signature:           v[i].SigIdentifier.Algorithm,
			SignatureParameters: v[i].SigIdentifier.Parameters.Value,
			Key:                 key.Algorithm,
			KeyParameters:       key.Parameters.Value,
		}
	}
	return list, true, nil
}

// PreferredSignatureAlgorithmsExtension makes the extension that [Extensions.PreferredSignatureAlgorithms] reads.
func PreferredSignatureAlgorithmsExtension(list ...PreferredSignatureAlgorithm) Extension {
	v := make(rfc6960.PreferredSignatureAlgorithms, len(list))
	for i, p := range list {
		v[i].SigIdentifier = withParameters(p.Signature, p.SignatureParameters)
		if p.Key != "" {
			v[i].CertIdentifier = der.Some(withParameters(p.Key, p.KeyParameters))
		}
	}
	return written(rfc6960.IDPKIXOCSPPrefSigAlgs, &v)
}

// withParameters makes an AlgorithmIdentifier; parameters that are nil are absent.
func withParameters(id der.OID, parameters []byte) rfc5912.AlgorithmIdentifier {
	return rfc5912.AlgorithmIdentifier{
		Algorithm:  id,
		Parameters: der.Optional[der.RawValue]{Value: parameters, Present: parameters != nil},
	}
}

// ExtendedRevoke reports whether the responder answers "revoked" for certificates that were never issued
// (RFC 6960, 4.4.8).
func (x Extensions) ExtendedRevoke() (bool, error) {
	e, ok := x.Get(rfc6960.IDPKIXOCSPExtendedRevoke)
	if ok && string(e.Value) != null {
		return false, fmt.Errorf("%w: extended revoke is not NULL", ErrMalformed)
	}
	return ok, nil
}

// ExtendedRevokeExtension makes the extension that [Extensions.ExtendedRevoke] reads.
func ExtendedRevokeExtension() Extension {
	return Extension{ID: rfc6960.IDPKIXOCSPExtendedRevoke, Value: []byte(null)}
}

// understood refuses a critical extension that this package does not know in that place, or cannot read: RFC 5280, 4.2,
// has either rejected. read is readInResponse or readInSingle.
func (x Extensions) understood(place string, read func(Extensions, der.OID) error) error {
	for e := range x.All() {
		if !e.Critical {
			continue
		}
		if err := read(x, e.ID); err != nil {
			return fmt.Errorf("%w (%v in %s)", err, e.ID, place)
		}
	}
	return nil
}

// readInResponse reads an extension of a response. Of those that may stand there, these have a meaning for its acceptance.
func (x Extensions) readInResponse(id der.OID) (err error) {
	switch id {
	case oidNonce: // whatever it is: checkNonce compares it
	case rfc6960.IDPKIXOCSPExtendedRevoke:
		_, err = x.ExtendedRevoke()
	default:
		err = ErrCriticalExtension
	}
	return err
}

// readInSingle is readInResponse for what stands beside a status. A certificateIssuer would say that the entry is about a
// certificate of somebody else: it is not among them.
func (x Extensions) readInSingle(id der.OID) (err error) {
	switch id {
	case rfc6960.IDPKIXOCSPCRL:
		_, _, err = x.CRLReferences()
	case rfc6960.IDPKIXOCSPArchiveCutoff:
		_, _, err = x.ArchiveCutoff()
	case rfc5912.IDCeCRLReasons:
		_, _, err = x.CRLReason()
	case rfc5912.IDCeInvalidityDate:
		_, _, err = x.InvalidityDate()
	case rfc6960.IDOCSPSCTList:
		_, _, err = x.SCTs()
	default:
		err = ErrCriticalExtension
	}
	return err
}
