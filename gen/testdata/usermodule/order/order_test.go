package order

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/der"

	"example.com/user/base"
)

func order() Order {
	o := Order{
		Header: base.Header{Sender: der.UTF8String("Ada"), Sent: time.Date(2025, 1, 2, 3, 4, 5, 0, time.UTC)},
		Items:  []Item{{Article: der.Int(4711), Count: 1}, {Article: der.Int(12), Count: 5}},
		Signer: der.Some(base.Certificate{0xa4, 0x03, 0x02, 0x01, 0x05}), // with the tag that it has here, [4]
	}
	o.Payment.SetCard(der.NumericString("123456789012"))
	return o
}

func TestOrder(t *testing.T) {
	o := order()
	b, err := o.MarshalDER()
	if err != nil {
		t.Fatal(err)
	}
	var got Order
	if err := got.UnmarshalDER(b); err != nil {
		t.Fatal(err)
	}
	card, ok := got.Payment.Card()
	if len(got.Items) != 2 || got.Items[1].Count != 5 || !ok || card.String() != "123456789012" || got.Option.Present {
		t.Errorf("%+v", got)
	}
	// What package base chose: the header keeps its octets, the certificate is one element.
	if !bytes.Contains(b, got.Header.Raw[2:]) || len(got.Header.Raw) == 0 || !bytes.Equal(got.Signer.Value, o.Signer.Value) {
		t.Errorf("header %x, certificate %x", got.Header.Raw, got.Signer.Value)
	}
	again, err := got.MarshalDER()
	if err != nil || !bytes.Equal(again, b) {
		t.Errorf("%x, %v, want %x", again, err, b)
	}
}

func TestOption(t *testing.T) {
	gift := Gift{Text: der.UTF8String("Happy birthday"), Wrapped: true}
	value, err := gift.MarshalDER()
	if err != nil {
		t.Fatal(err)
	}
	o := order()
	o.Option = der.Some(OrderOption{ID: IDGift, Value: value})
	b, err := o.MarshalDER()
	if err != nil {
		t.Fatal(err)
	}
	if err := o.UnmarshalDER(b); err != nil {
		t.Fatal(err)
	}
	x, err := DecodeOrderOption(&o.Option.Value)
	if err != nil {
		t.Fatal(err)
	}
	if g, ok := x.(*Gift); !ok || string(g.Text) != "Happy birthday" || !g.Wrapped {
		t.Errorf("%T %v", x, x)
	}
}

func TestFaults(t *testing.T) {
	o := order()
	o.Items = nil
	if _, err := o.MarshalDER(); !errors.Is(err, der.ErrConstraint) {
		t.Errorf("no items: %v", err)
	}
	o = order()
	o.Payment = OrderPayment{}
	if _, err := o.MarshalDER(); !errors.Is(err, der.ErrChoice) {
		t.Errorf("no payment: %v", err)
	}
	o = order()
	b, err := o.MarshalDER()
	if err != nil {
		t.Fatal(err)
	}
	var e *der.Error
	if err := o.UnmarshalDER(b[:len(b)-1]); !errors.As(err, &e) || e.Path != "Order" || e.Offset != 0 {
		t.Errorf("cut short: %v", err)
	}
}
