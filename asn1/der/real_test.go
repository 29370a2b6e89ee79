package der

import (
	"bytes"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"testing"
	"testing/quick"
)

func TestReal(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, row := range []struct {
		name, c, text string
		f             float64
		exact         bool
	}{
		{"zero", "", "0", 0, true},
		{"infinity", "\x40", "PLUS-INFINITY", inf, true},
		{"minus infinity", "\x41", "MINUS-INFINITY", -inf, true},
		{"not a number", "\x42", "NOT-A-NUMBER", nan, true},
		{"minus zero", "\x43", "-0", math.Copysign(0, -1), true},
		{"1", "\x80\x00\x01", "1*2^0", 1, true},
		{"-1", "\xc0\x00\x01", "-1*2^0", -1, true},
		{"0.5", "\x80\xff\x01", "1*2^-1", 0.5, true},
		{"10", "\x80\x01\x05", "5*2^1", 10, true},
		{"pi", "\x80\xd0\x03\x24\x3f\x6a\x88\x85\xa3", "884279719003555*2^-48", math.Pi, true},
		{"smallest", "\x81\xfb\xce\x01", "1*2^-1074", math.SmallestNonzeroFloat64, true},
		{"largest", "\x81\x03\xcb\x1f\xff\xff\xff\xff\xff\xff", "9007199254740991*2^971", math.MaxFloat64, true},
		{"2^1024", "\x81\x04\x00\x01", "1*2^1024", inf, false},
		{"-2^1024", "\xc1\x04\x00\x01", "-1*2^1024", -inf, false},
		{"2^-1075", "\x81\xfb\xcd\x01", "1*2^-1075", 0, false},
		{"3*2^-1075", "\x81\xfb\xcd\x03", "3*2^-1075", 2 * math.SmallestNonzeroFloat64, false},
		{"2^53+1", "\x80\x00\x20\x00\x00\x00\x00\x00\x01", "9007199254740993*2^0", 1 << 53, false},
		{"2^(2^22)", "\x82\x40\x00\x00\x01", "1*2^4194304", inf, false},
		{"exponent of four octets", "\x83\x04\x80\x00\x00\x00\x01", "1*2^-2147483648", 0, false},
		{"exponent of nine octets", "\x83\x09\x7f\x00\x00\x00\x00\x00\x00\x00\x00\x01", "1*2^2342736497361113055232", inf, false},
		{"exponent of nine octets, negative", "\xc3\x09\x80\x00\x00\x00\x00\x00\x00\x00\x00\x01", "-1*2^-2361183241434822606848", math.Copysign(0, -1), false},
		{"1, decimal", "\x031.E+0", "1", 1, true},
		{"-1, decimal", "\x03-1.E+0", "-1", -1, true},
		{"1.5, decimal", "\x0315.E-1", "15E-1", 1.5, true},
		{"0.1, decimal", "\x031.E-1", "1E-1", 0.1, false},
		{"10^22, decimal", "\x031.E22", "1E22", 1e22, true},
		{"10^23, decimal", "\x031.E23", "1E23", 1e23, false},
		{"too large, decimal", "\x031.E400", "1E400", inf, false},
		{"too large and negative, decimal", "\x03-1.E99999999999999999999", "-1E99999999999999999999", -inf, false},
		{"too small, decimal", "\x031.E-400", "1E-400", 0, false},
		{"-10^-99999999999999999999, decimal", "\x03-1.E-99999999999999999999", "-1E-99999999999999999999", math.Copysign(0, -1), false},
		{"2^53+1, decimal", "\x039007199254740993.E+0", "9007199254740993", 1 << 53, false},
		{"2^-2, decimal", "\x0325.E-2", "25E-2", 0.25, true},
	} {
		v := Real(row.c)
		f, exact := v.Float64()
		if !v.Valid() || v.String() != row.text || exact != row.exact || math.Float64bits(f) != math.Float64bits(row.f) {
			t.Errorf("%s: %v, %s, %v, %v", row.name, v.Valid(), v, f, exact)
		}
		out, err := codecs["REAL"](append([]byte{9, byte(len(row.c))}, row.c...))
		if err != nil || string(out[2:]) != row.c {
			t.Errorf("%s: %x, %v", row.name, out, err)
		}
	}
}

// TestRealInvalid has what X.690, 8.5 and 11.3 do not allow.
func TestRealInvalid(t *testing.T) {
	for _, row := range []struct{ name, c string }{
		{"reserved special value", "\x44"},
		{"special value and more", "\x40\x00"},
		{"form reserved", "\x7f"},
		{"no exponent", "\x80"},
		{"no mantissa", "\x80\x00"},
		{"mantissa of zero", "\x80\x00\x00"},
		{"mantissa even", "\x80\x00\x02"},
		{"mantissa padded", "\x80\x00\x00\x01"},
		{"base 8", "\x90\x00\x01"},
		{"base 16", "\xa0\x00\x01"},
		{"base reserved", "\xb0\x00\x01"},
		{"scaling factor", "\x84\x00\x01"},
		{"two octets of exponent for 1", "\x81\x00\x01\x01"},
		{"two octets of exponent for -1", "\x81\xff\xff\x01"},
		{"three octets of exponent for 2^8", "\x82\x00\x01\x00\x01"},
		{"count of octets for one", "\x83\x01\x01\x01"},
		{"count of octets for three", "\x83\x03\x01\x00\x00\x01"},
		{"count of octets, padded", "\x83\x04\x00\x01\x00\x00\x01"},
		{"count of octets missing", "\x83"},
		{"exponent cut short", "\x83\x04\x01\x00\x00"},
		{"mantissa cut short", "\x83\x04\x01\x00\x00\x00"},
		{"count of 255", "\x83\xff\x01"},
		{"decimal, NR1", "\x011"},
		{"decimal, NR2", "\x021.5"},
		{"decimal, reserved form", "\x041.E+0"},
		{"decimal, form 0", "\x00"},
		{"decimal, nothing", "\x03"},
		{"decimal, space", "\x03 1.E+0"},
		{"decimal, space behind", "\x031.E+0 "},
		{"decimal, plus", "\x03+1.E+0"},
		{"decimal, minus alone", "\x03-"},
		{"decimal, no full stop", "\x031E+0"},
		{"decimal, comma", "\x031,E+0"},
		{"decimal, no exponent", "\x031."},
		{"decimal, no digits of the exponent", "\x031.E"},
		{"decimal, lower case", "\x031.e+0"},
		{"decimal, fraction", "\x031.5E+0"},
		{"decimal, exponent 0 without plus", "\x031.E0"},
		{"decimal, exponent -0", "\x031.E-0"},
		{"decimal, exponent +1", "\x031.E+1"},
		{"decimal, exponent 01", "\x031.E01"},
		{"decimal, exponent -01", "\x031.E-01"},
		{"decimal, zero in front", "\x0301.E+0"},
		{"decimal, zero at the end", "\x0310.E+0"},
		{"decimal, zero", "\x030.E+0"},
		{"decimal, two minus", "\x03--1.E+0"},
		{"decimal, mantissa missing", "\x03.E+0"},
		{"decimal, two exponents", "\x031.E1.E1"},
		{"decimal, slash", "\x031/1.E+0"},
		{"decimal, colon", "\x031:1.E+0"},
		{"decimal, underscore", "\x031_1.E+0"},
		{"decimal, infinity", "\x03inf.E+0"},
	} {
		v := Real(row.c)
		if f, exact := v.Float64(); v.Valid() || exact || f == f || v.String() != "invalid" {
			t.Errorf("%s: %v, %s, %v", row.name, v.Valid(), v, f)
		}
		b, err := v.AppendDER([]byte("x"))
		if string(b) != "x" || err == nil || err.Error() != "der: REAL: real number is not in canonical form" {
			t.Errorf("%s: %q, %v", row.name, b, err)
		}
	}
}

// TestRealFloat64 takes float64 there and back, and to base ten by way of package strconv.
func TestRealFloat64(t *testing.T) {
	same := func(n uint64) bool {
		f := math.Float64frombits(n)
		v := NewReal(f)
		back, exact := v.Float64()
		if !exact || !v.Valid() || math.Float64bits(back) != n && f == f {
			t.Logf("%v: %x, %v, %v", f, v, back, exact)
			return false
		}
		if f != f || math.IsInf(f, 0) || f == 0 {
			return true
		}
		// To base ten, in the fewest digits that give f back, and in all.
		digits, e, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
		for range 2 {
			exponent, _ := strconv.Atoi(e)
			whole, fraction, _ := strings.Cut(digits, ".")
			all := strings.TrimRight(whole+fraction, "0")
			exponent -= len(strings.TrimPrefix(all, "-")) - 1
			s := all + ".E" + strconv.Itoa(exponent)
			if exponent == 0 {
				s = all + ".E+0"
			}
			w := Real("\x03" + s)
			back, exact := w.Float64()
			r, _ := new(big.Rat).SetString(fmt.Sprintf("%se%d", all, exponent))
			if want := new(big.Rat).SetFloat64(f).Cmp(r) == 0; !w.Valid() || back != f || exact != want {
				t.Logf("%v: %s, %v, %v", f, s, back, exact)
				return false
			}
			digits, e, _ = strings.Cut(strconv.FormatFloat(f, 'e', 800, 64), "e")
		}
		return true
	}
	if err := quick.Check(same, &quick.Config{MaxCount: 1000}); err != nil {
		t.Error(err)
	}
	for want, f := range map[string]float64{"\x40": math.Inf(1), "\x41": math.Inf(-1), "\x42": math.NaN(), "\x43": math.Copysign(0, -1), "": 0} {
		if v := NewReal(f); string(v) != want {
			t.Errorf("%v is %x", f, v)
		}
	}
	for _, f := range []float64{0, math.Copysign(0, -1), 1, -1, 0.1, 1 << 53, math.MaxFloat64, math.SmallestNonzeroFloat64, math.Inf(1), math.Inf(-1), math.NaN(), 5e-324, 2.2250738585072014e-308, 2.225073858507201e-308} {
		if !same(math.Float64bits(f)) {
			t.Errorf("%v", f)
		}
	}
}

// TestRealLarge: a number of a megabyte takes no long time.
func TestRealLarge(t *testing.T) {
	m := bytes.Repeat([]byte{0xff}, 1<<20)
	for _, row := range []struct {
		v    Real
		want float64
	}{
		{append(Real("\x80\x00"), m...), math.Inf(1)},
		{append(Real("\x82\x80\x00\x00"), m...), 1}, // 2^8388608-1 over 2^8388608
		{Real("\x03" + strings.Repeat("1", 1<<20) + ".E" + strings.Repeat("9", 1<<20)), math.Inf(1)},
	} {
		if f, exact := row.v.Float64(); !row.v.Valid() || exact || f != row.want {
			t.Errorf("%d octets: %v, %v", len(row.v), f, exact)
		}
	}
	if c := Real("\x40").Clone(); string(c) != "\x40" {
		t.Error(c)
	}
}
