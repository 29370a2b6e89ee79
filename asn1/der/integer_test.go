package der

import (
	"bytes"
	"encoding/asn1"
	"math"
	"math/big"
	"slices"
	"testing"
	"testing/quick"
)

// numbers are around every power of two up to 2^130, with both signs.
func numbers() []*big.Int {
	var list []*big.Int
	for n := range uint(131) {
		for d := int64(-2); d <= 2; d++ {
			x := new(big.Int).Lsh(big.NewInt(1), n)
			x.Add(x, big.NewInt(d))
			list = append(list, x, new(big.Int).Neg(x))
		}
	}
	return list
}

// TestIntegerBig compares Integer with math/big and, octet for octet, with encoding/asn1.
func TestIntegerBig(t *testing.T) {
	for _, x := range numbers() {
		v := NewInteger(x)
		b, err := v.MarshalDER()
		if err != nil {
			t.Fatalf("%d: %v", x, err)
		}
		want, err := asn1.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(b, want) {
			t.Errorf("%d is encoded as %x, by encoding/asn1 as %x", x, b, want)
		}
		var back Integer
		if err := back.UnmarshalDER(b); err != nil || !bytes.Equal(back, v) {
			t.Errorf("%d comes back as %x, %v", x, back, err)
		}
		if v.BigInt().Cmp(x) != 0 || v.String() != x.String() || v.Sign() != x.Sign() {
			t.Errorf("%d is %d, %s, sign %d", x, v.BigInt(), v, v.Sign())
		}
		if n, ok := v.Int64(); ok != x.IsInt64() || ok && n != x.Int64() {
			t.Errorf("%d is the int64 %d, %v", x, n, ok)
		}
		if n, ok := Uint64(v); ok != x.IsUint64() || ok && n != x.Uint64() {
			t.Errorf("%d is the uint64 %d, %v", x, n, ok)
		}
		if x.IsInt64() && (!bytes.Equal(Int(x.Int64()), v) || Int64Len(x.Int64()) != len(v)) {
			t.Errorf("Int(%d) is %x", x, Int(x.Int64()))
		}
		if x.IsUint64() && Uint64Len(x.Uint64()) != len(v) {
			t.Errorf("Uint64Len(%d) is %d", x, Uint64Len(x.Uint64()))
		}
	}
}

func TestIntegerCmp(t *testing.T) {
	list := numbers()
	for k, x := range list {
		for _, y := range list[max(0, k-40):min(len(list), k+40)] {
			if got := NewInteger(x).Cmp(NewInteger(y)); got != x.Cmp(y) {
				t.Fatalf("%d to %d is %d", x, y, got)
			}
		}
	}
}

// TestIntegerInvalid has what is no DER: it is not encoded, and the methods take it for the number that it says.
func TestIntegerInvalid(t *testing.T) {
	for _, row := range []struct {
		name, v, text string
		sign          int
	}{
		{"nothing", "", "0", 0},
		{"zero, padded", "\x00\x00", "0", 0},
		{"one, padded", "\x00\x00\x01", "1", 1},
		{"128, padded", "\x00\x00\x80", "128", 1},
		{"-1, padded", "\xff\xff", "-1", -1},
		{"-128, padded", "\xff\xff\x80", "-128", -1},
	} {
		v := Integer(row.v)
		if v.Valid() || v.String() != row.text || v.Sign() != row.sign {
			t.Errorf("%s: %v, %s, sign %d", row.name, v.Valid(), v, v.Sign())
		}
		if _, ok := v.Int64(); ok {
			t.Errorf("%s: is an int64", row.name)
		}
		if _, ok := Uint64(v); ok {
			t.Errorf("%s: is a uint64", row.name)
		}
		if w, _ := new(big.Int).SetString(row.text, 10); v.Cmp(NewInteger(w)) != 0 {
			t.Errorf("%s: is not equal to %s", row.name, row.text)
		}
		b, err := v.AppendDER([]byte("x"))
		if string(b) != "x" || err == nil || err.Error() != "der: INTEGER: integer is empty, padded or too large" {
			t.Errorf("%s: %q, %v", row.name, b, err)
		}
		if PutInteger(make([]byte, 9), 9, 2, v) != -1 {
			t.Errorf("%s: put", row.name)
		}
	}
	if NewInteger(nil).Valid() {
		t.Error("no number is one")
	}
}

func TestIntegerCmpRandom(t *testing.T) {
	sign := func(x, y []byte) bool {
		return Integer(x).Cmp(Integer(y)) == Integer(x).BigInt().Cmp(Integer(y).BigInt())
	}
	if err := quick.Check(sign, nil); err != nil {
		t.Error(err)
	}
}

func TestNoInteger(t *testing.T) {
	for c, want := range map[string]error{"": ErrInteger, "\x00\x01": ErrInteger, "\xff": ErrConstraint, "\x01\x00\x00\x00\x00\x00\x00\x00\x00": ErrConstraint} {
		if err := NoInteger([]byte(c)); err != want {
			t.Errorf("%x: %v, want %v", c, err, want)
		}
	}
}

func TestPutInt64(t *testing.T) {
	b := make([]byte, 12)
	for _, v := range []int64{0, 1, -1, 127, 128, -128, -129, 255, 256, 32767, 32768, -32768, -32769, 1 << 31, math.MaxInt64, math.MinInt64} {
		want, _ := Int(v).MarshalDER()
		if i := PutInt64(b, len(b), 2, v); i < 0 || !bytes.Equal(b[i:], want) {
			t.Errorf("PutInt64(%d) is %d, %x", v, i, b)
		}
		u := uint64(v)
		want, _ = NewInteger(new(big.Int).SetUint64(u)).MarshalDER()
		if i := PutUint64(b, len(b), 2, u); i < 0 || !bytes.Equal(b[i:], want) {
			t.Errorf("PutUint64(%d) is %d, %x", u, i, b)
		}
	}
}

// TestIntegerReuse checks that decoding takes a view, which nothing can be appended to, and allocates nothing.
func TestIntegerReuse(t *testing.T) {
	b := []byte("\x02\x02\x01\x02\x00")
	var v Integer
	if n := testing.AllocsPerRun(100, func() { _ = v.UnmarshalDER(b[:4]) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if cap(v) != 2 || &v[0] != &b[2] {
		t.Errorf("%x of capacity %d is no view", v, cap(v))
	}
	if c := v.Clone(); &c[0] == &v[0] || !slices.Equal(c, v) {
		t.Error("the clone is no copy")
	}
	if err := v.UnmarshalDER(b); err == nil || v != nil {
		t.Errorf("%x, %v", v, err)
	}
}
