package der

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

// puts are all Put functions with values that have an encoding.
func puts() map[string]func(b []byte, i int) int {
	long := OID(strings.Repeat("\x01", 200))
	m := map[string]func(b []byte, i int) int{
		"PutBoolean":              func(b []byte, i int) int { return PutBoolean(b, i, 0x01, true) },
		"PutNull":                 func(b []byte, i int) int { return PutNull(b, i, 0x05) },
		"PutOID":                  func(b []byte, i int) int { return PutOID(b, i, 0x06, "\x2a\x03\x04") },
		"PutOID long":             func(b []byte, i int) int { return PutOID(b, i, 0x06, long) },
		"PutInteger":              func(b []byte, i int) int { return PutInteger(b, i, 0x02, Integer("\x01\x00\x00")) },
		"PutInt64 1":              func(b []byte, i int) int { return PutInt64(b, i, 0x02, 1) },
		"PutInt64 -2^63":          func(b []byte, i int) int { return PutInt64(b, i, 0x02, -1<<63) },
		"PutUint64 2^64-1":        func(b []byte, i int) int { return PutUint64(b, i, 0x02, 1<<64-1) },
		"PutBits":                 func(b []byte, i int) int { return PutBits(b, i, 0x03, BitString{[]byte{1, 2, 4}, 2}) },
		"PutBits empty":           func(b []byte, i int) int { return PutBits(b, i, 0x03, BitString{}) },
		"PutBits long":            func(b []byte, i int) int { return PutBits(b, i, 0x03, BitString{make([]byte, 200), 2}) },
		"PutNamedBits":            func(b []byte, i int) int { return PutNamedBits(b, i, 0x03, BitString{[]byte{1, 2, 0}, 2}) },
		"PutGeneralizedTime":      func(b []byte, i int) int { return PutGeneralizedTime(b, i, 0x18, time.Unix(0, 0)) },
		"PutGeneralizedTime, .1":  func(b []byte, i int) int { return PutGeneralizedTime(b, i, 0x18, time.Unix(0, 100000000)) },
		"PutGeneralizedTime, 1ns": func(b []byte, i int) int { return PutGeneralizedTime(b, i, 0x18, time.Unix(0, 1)) },
		"PutUTCTime":              func(b []byte, i int) int { return PutUTCTime(b, i, 0x17, time.Unix(0, 0)) },
		"PutRaw":                  func(b []byte, i int) int { return PutRaw(b, i, RawValue("\x30\x03\x02\x01\x05")) },
		"PutRaw NULL":             func(b []byte, i int) int { return PutRaw(b, i, RawValue("\x05\x00")) },
		"PutKnown":                func(b []byte, i int) int { return PutKnown(b, i, "\x30\x03\x02\x01\x05") },
		"PutAdditions":            func(b []byte, i int) int { return PutAdditions(b, i, Additions("\x80\x00\x9f\x81\x48\x01x")) },
		"Retag":                   func(b []byte, i int) int { return Retag(b, PutNull(b, i, 0x05), "\x9f\x81\x48") },
	}
	for _, n := range []int{0, 1, 15, 16, 17, 20, 31, 32, 33, 127, 128, 255, 256, 65535, 65536} {
		c := bytes.Repeat([]byte{0xab}, n)
		m[fmt.Sprint("Put ", n)] = func(b []byte, i int) int { return Put(b, i, 0x04, c) }
		m[fmt.Sprint("PutHead ", n)] = func(b []byte, i int) int {
			return PutHead(b, fill(b, i, n), i, 0x30)
		}
		m[fmt.Sprint("PutLong ", n)] = func(b []byte, i int) int {
			return PutLong(b, fill(b, i, n), i, 0x30)
		}
	}
	return m
}

// fill writes n octets of contents in front of b[i:].
func fill(b []byte, i, n int) int {
	if i < n || i > len(b) {
		return -1
	}
	for k := range b[i-n : i] {
		b[i-n+k] = 0xcd
	}
	return i - n
}

// TestPutRoom gives every Put function room for all numbers of octets that are too few, then as many as it needs and more:
// it returns -1 or where it starts, and never writes outside.
func TestPutRoom(t *testing.T) {
	for name, f := range puts() {
		size := 1 << 17
		b := make([]byte, size)
		i := f(b, size)
		if i < 0 {
			t.Errorf("%s: no room in %d octets", name, size)
			continue
		}
		want := bytes.Clone(b[i:])
		step := max(1, len(want)/300)
		for n := 0; n < len(want); n += step {
			if n > 10 && n < len(want)-10 && step > 1 && n+step >= len(want)-10 {
				n, step = len(want)-10, 1
			}
			roomFor(t, name, f, n, nil)
		}
		roomFor(t, name, f, len(want), want)
		roomFor(t, name, f, len(want)+5, want)
		for _, i := range []int{-1, math.MinInt, math.MinInt + 4, size + 1, math.MaxInt} {
			if got := f(b, i); got != -1 {
				t.Errorf("%s at %d: %d", name, i, got)
			}
		}
	}
}

// roomFor writes into n octets in the middle of others. want is nil if it is to fail.
func roomFor(t *testing.T, name string, f func(b []byte, i int) int, n int, want []byte) {
	t.Helper()
	const edge = 40
	all := bytes.Repeat([]byte{0xee}, n+2*edge)
	// An offset inside b, with more behind it: what is there is not to be touched. b ends there for the functions.
	b := all[edge : edge+n+edge/2]
	i := f(b, n)
	if want == nil && i != -1 || want != nil && (i != n-len(want) || !bytes.Equal(b[i:n], want)) {
		t.Errorf("%s in %d octets: %d", name, n, i)
	}
	for k, o := range all {
		if outside := k < edge || k >= edge+n || want != nil && k < edge+i; outside && o != 0xee {
			t.Errorf("%s in %d octets: wrote at %d", name, n, k-edge)
		}
	}
}

func TestPutRefuses(t *testing.T) {
	b := make([]byte, 300)
	for _, row := range []struct {
		name string
		i    int
	}{
		{"PutRaw of nothing", PutRaw(b, 300, nil)},
		{"PutRaw of half an element", PutRaw(b, 300, RawValue("\x05"))},
		{"PutRaw of two elements", PutRaw(b, 300, RawValue("\x05\x00\x05\x00"))},
		{"PutRaw of end-of-contents", PutRaw(b, 300, RawValue("\x00\x00"))},
		{"PutRaw of an indefinite length", PutRaw(b, 300, RawValue("\x30\x80\x00\x00"))},
		{"PutRaw of a high tag cut short", PutRaw(b, 300, RawValue("\x1f\x00"))},
		{"PutAdditions of half an element", PutAdditions(b, 300, Additions("\x05\x00\x05"))},
		{"PutHead of an end before the beginning", PutHead(b, 20, 19, 0x30)},
		{"PutHead of an end outside", PutHead(b, 20, 301, 0x30)},
		{"PutInteger of nothing", PutInteger(b, 300, 0x02, nil)},
		{"PutOID of nothing", PutOID(b, 300, 0x06, "")},
	} {
		if row.i != -1 {
			t.Errorf("%s: %d", row.name, row.i)
		}
	}
}

func TestSize(t *testing.T) {
	for _, row := range []struct{ n, want int }{
		{0, 2}, {1, 3}, {127, 129}, {128, 131}, {255, 258}, {256, 260}, {65535, 65539}, {65536, 65541}, {1<<24 - 1, 1<<24 + 4}, {1 << 24, 1<<24 + 6}, {-1, -1}, {-1 << 31, -1},
	} {
		if got := Size(row.n); got != row.want {
			t.Errorf("%d: %d, want %d", row.n, got, row.want)
		}
	}
	for _, row := range []struct{ n, want int64 }{{1 << 31, 1<<31 + 6}, {1<<32 - 1, 1<<32 + 5}, {1 << 32, -1}, {1 << 62, -1}} {
		if n := int(row.n); int64(n) == row.n && int64(Size(n)) != row.want { // not where int has 32 bits
			t.Errorf("%d: %d, want %d", n, Size(n), row.want)
		}
	}
}

// TestPutHeadLarge writes lengths of three and four octets over contents that nobody looks at.
func TestPutHeadLarge(t *testing.T) {
	b := make([]byte, 1<<24+10)
	for _, n := range []int{1<<24 - 1, 1 << 24} {
		i := PutHead(b, len(b)-n, len(b), 0x04)
		c, e, err := Long(b, i, 0x04, "")
		if i < 0 || c != len(b)-n || e != len(b) || err != nil || len(b)-i != Size(n) {
			t.Errorf("%d octets: at %d, %d to %d, %v", n, i, c, e, err)
		}
	}
}

func TestPutShort(t *testing.T) {
	b := []byte("..ab.")
	if i := PutShort(b, 2, 2, 0x04); i != 0 || string(b) != "\x04\x02ab." {
		t.Errorf("%d, %q", i, b)
	}
}

func TestAppendExtend(t *testing.T) {
	if b := Extend(nil, 5); len(b) != 5 || cap(b) != 5 {
		t.Errorf("nil: %d of %d", len(b), cap(b))
	}
	dst := []byte("abc")
	if b := Extend(dst[:2:3], 1); len(b) != 3 || &b[0] != &dst[0] {
		t.Errorf("room enough: %q", b)
	}
	if b := Extend(dst, 1); len(b) != 4 || cap(b) != 6 || string(b[:3]) != "abc" || &b[0] == &dst[0] {
		t.Errorf("no room: %q of %d", b, cap(b))
	}
	if b := Extend(dst, 10); len(b) != 13 || cap(b) != 13 {
		t.Errorf("no room at all: %q of %d", b, cap(b))
	}
	for _, n := range []int{0, -1} {
		if b := Extend(dst, n); string(b) != "abc" {
			t.Errorf("%d: %q", n, b)
		}
	}
	room := append(make([]byte, 0, 10), "abc...wxyz"...)[:3]
	if b := Append(room, 3); string(b) != "abc...wxyz" || &b[0] != &room[0] {
		t.Errorf("just enough: %q", b)
	}
	if b := Append(room, 6); string(b) != "abcwxyz" || &b[0] != &room[0] {
		t.Errorf("%q", b)
	}
	for _, i := range []int{-1, 2, 11} {
		if b := Append(room, i); string(b) != "abc" {
			t.Errorf("%d: %q", i, b)
		}
	}
	if b := Append(room, 10); string(b) != "abc" {
		t.Errorf("nothing: %q", b)
	}
}

// TestAppendDER appends to what has room and to what has none, and to a slice whose room the value itself lies in.
func TestAppendDER(t *testing.T) {
	v := OctetsOf(300)
	want, err := v.MarshalDER()
	if err != nil || cap(want) != len(want) || len(want) != 304 {
		t.Fatalf("%d octets of %d, %v", len(want), cap(want), err)
	}
	dst := append(make([]byte, 0, 1000), "abc"...)
	b, err := v.AppendDER(dst)
	if err != nil || string(b) != "abc"+string(want) || &b[0] != &dst[0] {
		t.Errorf("%x, %v", b, err)
	}
	b, err = v.AppendDER(dst[:3:3])
	if err != nil || string(b) != "abc"+string(want) {
		t.Errorf("%x, %v", b, err)
	}
	room := append(make([]byte, 0, 1000), v...)
	b, err = GeneralString(room).AppendDER(room[:0])
	if err != nil || !bytes.Equal(b, want) {
		t.Errorf("over itself: %x, %v", b, err)
	}
	if n := testing.AllocsPerRun(100, func() { b, _ = v.AppendDER(b[:0]) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if n := testing.AllocsPerRun(100, func() { b, _ = v.MarshalDER() }); n != 1 {
		t.Errorf("MarshalDER: %v allocations", n)
	}
}

// OctetsOf is a value of n octets.
func OctetsOf(n int) GeneralString {
	v := make(GeneralString, n)
	for k := range v {
		v[k] = byte(k)
	}
	return v
}

// TestNoOffset: what cannot be encoded is an error of that type, without an offset.
func TestNoOffset(t *testing.T) {
	for _, row := range []struct {
		v    interface{ MarshalDER() ([]byte, error) }
		path string
		want error
	}{
		{Integer{}, "INTEGER", ErrInteger}, {OID(""), "OBJECT IDENTIFIER", ErrOID}, {RelativeOID{}, "RELATIVE-OID", ErrOID}, {BitString{Unused: 1}, "BIT STRING", ErrBitString},
		{Real{0}, "REAL", ErrReal}, {UTF8String("\xff"), "UTF8String", ErrString}, {NumericString("a"), "NumericString", ErrString},
		{PrintableString("@"), "PrintableString", ErrString}, {IA5String("\xff"), "IA5String", ErrString}, {VisibleString("\x00"), "VisibleString", ErrString},
		{BMPString("a"), "BMPString", ErrString}, {UniversalString("a"), "UniversalString", ErrString}, {Time{}, "TIME", ErrTime}, {Date{}, "DATE", ErrTime},
		{TimeOfDay{}, "TIME-OF-DAY", ErrTime}, {DateTime{}, "DATE-TIME", ErrTime}, {Duration{}, "DURATION", ErrTime}, {OIDIRI{}, "OID-IRI", ErrOID},
		{RelativeOIDIRI{}, "RELATIVE-OID-IRI", ErrOID},
	} {
		b, err := row.v.MarshalDER()
		if e, ok := err.(*Error); !ok || b != nil || *e != (Error{row.path, -1, row.want}) {
			t.Errorf("%T: %x, %v", row.v, b, err)
		}
	}
}
