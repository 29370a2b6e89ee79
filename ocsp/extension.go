package ocsp

import (
	"bytes"
	"crypto/x509/pkix"
	"fmt"
	"iter"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
)

// An Extension is one of RFC 5280, 4.2, in a request, a response, or beside a certificate in either. ID may have arcs of
// any size; Value is the contents of extnValue: the DER of the extension's type.
type Extension struct {
	ID       der.OID
	Critical bool
	Value    []byte
}

// PKIX returns e as crypto/x509/pkix has it, sharing Value. [ErrMalformed] if e has no identifier, or one with an arc
// that an int cannot hold.
func (e Extension) PKIX() (pkix.Extension, error) {
	id, ok := objectIdentifier(e.ID)
	if !ok {
		return pkix.Extension{}, fmt.Errorf("%w: extension identifier %v does not fit into a pkix.Extension", ErrMalformed, e.ID)
	}
	return pkix.Extension{Id: id, Critical: e.Critical, Value: e.Value}, nil
}

// ExtensionFromPKIX is the reverse of [Extension.PKIX]. [ErrMalformed] if the identifier is none.
func ExtensionFromPKIX(e pkix.Extension) (Extension, error) {
	id, err := der.ParseOID(e.Id.String())
	if err != nil {
		return Extension{}, malformed(err)
	}
	return Extension{ID: id, Critical: e.Critical, Value: e.Value}, nil
}

// Extensions are those of one message or one entry, each identifier once. They are a view of the message; so are the
// octets in what is read from them.
type Extensions struct {
	list []rfc5912.Extension
}

// fewExtensions is up to where comparing each with each is faster than a map.
const fewExtensions = 16

// extensionsOf refuses a list in which an identifier occurs twice (RFC 5280, 4.2).
func extensionsOf(list []rfc5912.Extension) (Extensions, error) {
	if len(list) <= fewExtensions {
		for i := range list {
			for j := range i {
				if list[i].ExtnID == list[j].ExtnID {
					return Extensions{}, fmt.Errorf("%w: %v", ErrDuplicateExtension, list[i].ExtnID)
				}
			}
		}
		return Extensions{list}, nil
	}
	seen := make(map[der.OID]bool, len(list))
	for i := range list {
		if seen[list[i].ExtnID] {
			return Extensions{}, fmt.Errorf("%w: %v", ErrDuplicateExtension, list[i].ExtnID)
		}
		seen[list[i].ExtnID] = true
	}
	return Extensions{list}, nil
}

// Len is the number of extensions.
func (x Extensions) Len() int { return len(x.list) }

// All goes through the extensions in the order of the message.
func (x Extensions) All() iter.Seq[Extension] {
	return func(yield func(Extension) bool) {
		for i := range x.list {
			if !yield(extension(&x.list[i])) {
				return
			}
		}
	}
}

// Get returns the extension with that identifier, if it is there.
func (x Extensions) Get(id der.OID) (Extension, bool) {
	for i := range x.list {
		if x.list[i].ExtnID == id {
			return extension(&x.list[i]), true
		}
	}
	return Extension{}, false
}

func extension(w *rfc5912.Extension) Extension {
	return Extension{ID: w.ExtnID, Critical: w.Critical, Value: w.ExtnValue}
}

// An extensionList is what a builder collects. A list is never changed: each step makes a new one.
type extensionList []rfc5912.Extension

// with returns the list and e behind it. The error is [ErrIncomplete] for an extension without identifier or value,
// [ErrMalformed] for one that cannot be, and both of [ErrAlreadySet] and [ErrDuplicateExtension] for one that is there.
func (l extensionList) with(e Extension) (extensionList, error) {
	if e.Value == nil {
		return l, fmt.Errorf("%w: extension %v has no value", ErrIncomplete, e.ID)
	}
	if !e.ID.Valid() {
		return l, fmt.Errorf("%w: extension without an identifier", ErrIncomplete)
	}
	for i := range l {
		if l[i].ExtnID == e.ID {
			return l, &repeatedExtension{e.ID}
		}
	}
	if e.ID == oidNonce {
		if n := len(nonceValue(e.Value)); n < 1 || n > 128 {
			// RFC 9654, 2.1.
			return l, fmt.Errorf("%w: nonce of %d octets, 1 to 128 are allowed", ErrMalformed, n)
		}
	}
	w := rfc5912.Extension{ExtnID: e.ID, Critical: e.Critical, ExtnValue: bytes.Clone(e.Value)}
	return append(l[:len(l):len(l)], w), nil
}

// optional gives the list as a component that is left out when it is empty.
func (l extensionList) optional() der.Optional[rfc5912.Extensions] {
	return der.Optional[rfc5912.Extensions]{Value: rfc5912.Extensions(l), Present: len(l) > 0}
}
