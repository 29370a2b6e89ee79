package ocsp

import (
	"bytes"
	"fmt"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/asn1/rfc5912"
	"github.com/dergen/dergen/asn1/rfc6960"
)

const oidNonce = rfc6960.IDPKIXOCSPNonce

// nonceSize is how many octets a nonce of this package has: RFC 9654, 2.1, wants at least 32 of a client.
const nonceSize = 32

// A NoncePolicy says what [Response.Verify] makes of the nonce.
type NoncePolicy int

const (
	NonceDefault   NoncePolicy = iota // NonceIfPresent if VerifyOptions has a Nonce, else NonceIgnore
	NonceIgnore                       // it is not looked at
	NonceIfPresent                    // if the response has one, it is that of the request
	NonceRequired                     // the response has one, and it is that of the request
)

// NonceExtension makes a nonce (RFC 9654, 2.1). A builder refuses one that does not have 1 to 128 octets.
func NonceExtension(nonce []byte) Extension {
	b := make([]byte, der.Size(len(nonce)))
	der.Put(b, len(b), 0x04, nonce)
	return Extension{ID: oidNonce, Value: b}
}

// nonceOf finds the nonce in a list of extensions.
func nonceOf(list []rfc5912.Extension) ([]byte, bool) {
	for i := range list {
		if list[i].ExtnID == oidNonce {
			return nonceValue(list[i].ExtnValue), true
		}
	}
	return nil, false
}

// nonceValue reads an OCTET STRING (RFC 6960, B.2). RFC 2560 left the syntax open, and clients of its time put the
// nonce there as it is: whatever is not exactly an OCTET STRING is taken for that.
func nonceValue(value []byte) []byte {
	if i, err := der.Outer(value, 0x04); err == nil {
		return value[i:]
	}
	return value
}

// checkNonce compares the nonce with that of the request (RFC 6960, 4.4.1).
func (b *BasicResponse) checkNonce(o *VerifyOptions) error {
	want := o.NoncePolicy
	if want == NonceDefault {
		want = NonceIgnore
		if len(o.Nonce) > 0 {
			want = NonceIfPresent
		}
	}
	if want == NonceIgnore {
		return nil
	}
	nonce, ok := b.Nonce()
	if !ok {
		if want == NonceIfPresent {
			return nil
		}
		return ErrNonceMissing
	}
	// A nonce of no octets proves nothing, even where both are empty.
	if len(nonce) == 0 || !bytes.Equal(nonce, o.Nonce) {
		return fmt.Errorf("%w: %d octets, the request had %d", ErrNonceMismatch, len(nonce), len(o.Nonce))
	}
	return nil
}
