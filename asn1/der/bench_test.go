package der

import (
	"testing"
	"time"
)

func BenchmarkHead(b *testing.B) {
	p := []byte("\x02\x01\x05")
	n := 0
	for b.Loop() {
		_, e := Head(p, 0, 0x02)
		n += e
	}
	sink(n)
}

func BenchmarkLong(b *testing.B) {
	p := append([]byte{0x30, 0x82, 0x01, 0x00}, make([]byte, 256)...)
	for b.Loop() {
		if _, _, err := Long(p, 0, 0x30, "x"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkValidInteger(b *testing.B) {
	p := []byte("\x00\x98\xd9\xe5\xc0\xb4\xc3\x73\x55\x2d\xf7\x7c\x5d\x0f\x1e\xb5\x12\x8e\x49\x45\xf9")
	for b.Loop() {
		if !ValidInteger(p) {
			b.Fatal()
		}
	}
}

func BenchmarkInt64(b *testing.B) {
	p := []byte("\x01\x02\x03\x04")
	for b.Loop() {
		if _, ok := Int64(p); !ok {
			b.Fatal()
		}
	}
}

func BenchmarkDecodeOID(b *testing.B) {
	p := []byte("\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b")
	b.Run("same", func(b *testing.B) {
		b.ReportAllocs()
		old := OID(p)
		for b.Loop() {
			old, _ = DecodeOID(p, old)
		}
	})
	b.Run("new", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = DecodeOID(p, "")
		}
	})
}

func BenchmarkBits(b *testing.B) {
	p := make([]byte, 257)
	for b.Loop() {
		if _, ok := Bits(p); !ok {
			b.Fatal()
		}
	}
}

func BenchmarkGeneralizedTime(b *testing.B) {
	p := []byte("\x18\x0f20260615123456Z")
	for b.Loop() {
		if _, _, err := GeneralizedTime(p, 0, 0x18, ""); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkUTCTime(b *testing.B) {
	p := []byte("\x17\x0d260615123456Z")
	for b.Loop() {
		if _, _, err := UTCTime(p, 0, 0x17, ""); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPut(b *testing.B) {
	room := make([]byte, 512)
	now := time.Date(2026, 6, 15, 12, 34, 56, 0, time.UTC)
	c := make([]byte, 300)
	oid, _ := ParseOID("1.2.840.113549.1.1.11")
	for _, row := range []struct {
		name string
		put  func(i int) int
	}{
		{"5 octets", func(i int) int { return Put(room, i, 0x04, c[:5]) }},
		{"20 octets", func(i int) int { return Put(room, i, 0x04, c[:20]) }},
		{"256 octets", func(i int) int { return Put(room, i, 0x04, c[:256]) }},
		{"OID", func(i int) int { return PutOID(room, i, 0x06, oid) }},
		{"Integer", func(i int) int { return PutInteger(room, i, 0x02, c[:1]) }},
		{"Int64", func(i int) int { return PutInt64(room, i, 0x02, 5) }},
		{"Boolean", func(i int) int { return PutBoolean(room, i, 0x01, true) }},
		{"Bits", func(i int) int { return PutBits(room, i, 0x03, BitString{Bytes: c[:256]}) }},
		{"GeneralizedTime", func(i int) int { return PutGeneralizedTime(room, i, 0x18, now) }},
		{"UTCTime", func(i int) int { return PutUTCTime(room, i, 0x17, now) }},
		{"Raw", func(i int) int { return PutRaw(room, i, RawValue("\x05\x00")) }},
	} {
		b.Run(row.name, func(b *testing.B) {
			for b.Loop() {
				if row.put(len(room)) < 0 {
					b.Fatal()
				}
			}
		})
	}
}

//go:noinline
func sink(int) {}
