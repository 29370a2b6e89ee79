package der

import (
	"bytes"
	"encoding/asn1"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"
	"testing/quick"
	"time"
)

// TestEveryDay writes and reads each day of the years 0000 to 9999, at another second of the day each time.
func TestEveryDay(t *testing.T) {
	b := make([]byte, 17)
	u := make([]byte, 15)
	day := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := 0; day.Year() < 10000; n++ {
		at := day.Add(time.Duration(n%86400) * time.Second)
		want := at.Format("20060102150405Z")
		if i := PutGeneralizedTime(b, 17, 0x18, at); i != 0 || string(b[2:]) != want || b[0] != 0x18 || b[1] != 15 || GeneralizedTimeLen(at) != 15 {
			t.Fatalf("%s is written %x", want, b)
		}
		if got, e, err := GeneralizedTime(b, 0, 0x18, ""); got != at || e != 17 || err != nil {
			t.Fatalf("%s is read %v, %v", want, got, err)
		}
		within := at.Year() >= 1950 && at.Year() < 2050
		if i := PutUTCTime(u, 15, 0x17, at); (i == 0) != within || (UTCTimeLen(at) == 13) != within || within && (string(u[2:]) != want[2:] || u[0] != 0x17 || u[1] != 13) {
			t.Fatalf("%s is written %x", want, u)
		}
		if got, e, err := UTCTime(u, 0, 0x17, ""); within && (got != at || e != 15 || err != nil) {
			t.Fatalf("%s is read %v, %v", want, got, err)
		}
		day = day.AddDate(0, 0, 1)
	}
}

func TestEverySecond(t *testing.T) {
	b := make([]byte, 17)
	at := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	for range 86400 {
		PutGeneralizedTime(b, 17, 0x18, at)
		if got, _, err := GeneralizedTime(b, 0, 0x18, ""); got != at || err != nil || string(b[2:]) != at.Format("20060102150405Z") {
			t.Fatalf("%v is %s, and read %v, %v", at, b, got, err)
		}
		at = at.Add(time.Second)
	}
}

var canonicalTime = regexp.MustCompile(`^[0-9]{14}(\.[0-9]{0,8}[1-9])?Z$`)

// wantTime is what package time makes of the text of a GeneralizedTime.
func wantTime(s string) (time.Time, bool) {
	t, err := time.Parse("20060102150405.999999999Z", s)
	return t, err == nil && canonicalTime.MatchString(s)
}

// TestTimeOctets puts every octet in every place of good times and asks package time what that is.
func TestTimeOctets(t *testing.T) {
	for _, good := range []string{"20240229235959Z", "19991231000000Z", "20260615123456.789Z", "20230131101010.000000001Z"} {
		for k := range good {
			for n := range 256 {
				c := []byte(good)
				c[k] = byte(n)
				want, ok := wantTime(string(c))
				got, gotOK := DecodeGeneralizedTime(c)
				if ok != gotOK || ok && got != want {
					t.Errorf("%q: %v, %v; package time: %v, %v", c, got, gotOK, want, ok)
				}
				b := append([]byte{0x18, byte(len(c))}, c...)
				if got, e, err := GeneralizedTime(b, 0, 0x18, "x"); (err == nil) != ok || ok && (got != want || e != len(b)) {
					t.Errorf("%q: %v, %v; package time: %v, %v", c, got, err, want, ok)
				} else if err != nil && err.Error() != "der: x: byte 0: time is not in canonical form or does not exist" {
					t.Error(err)
				}
				if len(c) != 15 || k < 2 {
					continue
				}
				// The same without the century: 00 to 49 are of this one, 50 to 99 of the last.
				century := "20"
				if c[2] >= '5' {
					century = "19"
				}
				want, ok = wantTime(century + string(c[2:]))
				if got, gotOK := DecodeUTCTime(c[2:]); ok != gotOK || ok && got != want {
					t.Errorf("%q: %v, %v; package time: %v, %v", c[2:], got, gotOK, want, ok)
				}
			}
		}
	}
}

// TestTimePairs puts every pair of digits in every pair of places.
func TestTimePairs(t *testing.T) {
	for _, good := range []string{"20240229235959Z", "20230731000000Z", "19000101010101Z", "20000228040404Z", "00000630111111Z"} {
		for k := 0; k < 14; k += 2 {
			for n := range 100 {
				c := []byte(good)
				c[k], c[k+1] = byte('0'+n/10), byte('0'+n%10)
				want, ok := wantTime(string(c))
				if got, gotOK := DecodeGeneralizedTime(c); ok != gotOK || ok && got != want {
					t.Errorf("%q: %v, %v; package time: %v, %v", c, got, gotOK, want, ok)
				}
			}
		}
	}
}

// TestTimeDates has every day from 00 to 99 in every month from 00 to 99, in leap years and others.
func TestTimeDates(t *testing.T) {
	for _, year := range []string{"0000", "1900", "2000", "2023", "2024", "2100"} {
		for n := range 10000 {
			c := fmt.Appendf(nil, "%s%04d123456Z", year, n)
			want, ok := wantTime(string(c))
			if got, gotOK := DecodeGeneralizedTime(c); ok != gotOK || ok && got != want {
				t.Errorf("%q: %v, %v; package time: %v, %v", c, got, gotOK, want, ok)
			}
		}
	}
}

// TestTimeLengths takes octets off a good time, and puts some in.
func TestTimeLengths(t *testing.T) {
	const good = "20260615123456.789Z"
	for k := range len(good) + 1 {
		for _, in := range []string{"", "0", ".", "Z", "00", " ", "\x00", "00000000"} {
			for n := range len(good) - k + 1 {
				c := good[:k] + in + good[k+n:]
				want, ok := wantTime(c)
				if got, gotOK := DecodeGeneralizedTime([]byte(c)); ok != gotOK || ok && got != want {
					t.Errorf("%q: %v, %v; package time: %v, %v", c, got, gotOK, want, ok)
				}
				if _, ok := DecodeUTCTime([]byte(c)); ok {
					t.Errorf("%q is a UTCTime", c)
				}
			}
		}
	}
}

func TestTimeFraction(t *testing.T) {
	for _, row := range []struct {
		nanoseconds int
		want        string
	}{
		{1, "20260615123456.000000001Z"},
		{10, "20260615123456.00000001Z"},
		{100000000, "20260615123456.1Z"},
		{120000000, "20260615123456.12Z"},
		{999999999, "20260615123456.999999999Z"},
		{102030400, "20260615123456.1020304Z"},
	} {
		at := time.Date(2026, 6, 15, 12, 34, 56, row.nanoseconds, time.UTC)
		b := make([]byte, 40)
		i := PutGeneralizedTime(b, 40, 0x18, at)
		if i < 0 || string(b[i+2:]) != row.want || int(b[i+1]) != len(row.want) || GeneralizedTimeLen(at) != len(row.want) {
			t.Errorf("%v is %d octets: %q", at, GeneralizedTimeLen(at), b)
			continue
		}
		if got, e, err := GeneralizedTime(b, i, 0x18, ""); got != at || e != 40 || err != nil {
			t.Errorf("%s is %v, %v", row.want, got, err)
		}
		if UTCTimeLen(at) != -1 || PutUTCTime(b, 40, 0x17, at) != -1 {
			t.Errorf("%v is a UTCTime", at)
		}
	}
}

func TestTimeBounds(t *testing.T) {
	east := time.FixedZone("", 3600)
	for _, row := range []struct {
		name             string
		at               time.Time
		general, utcTime string // contents; "": it has no encoding
	}{
		{"first", time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC), "00000101000000Z", ""},
		{"before the first", time.Date(-1, 12, 31, 23, 59, 59, 999999999, time.UTC), "", ""},
		{"first in UTC", time.Date(0, 1, 1, 1, 0, 0, 0, east), "00000101000000Z", ""},
		{"year 0 elsewhere", time.Date(0, 1, 1, 0, 59, 59, 0, east), "", ""},
		{"last", time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC), "99991231235959.999999999Z", ""},
		{"after the last", time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), "", ""},
		{"year 10000 elsewhere", time.Date(10000, 1, 1, 0, 59, 59, 0, east), "99991231235959Z", ""},
		{"zero", time.Time{}, "00010101000000Z", ""},
		{"first UTCTime", time.Date(1950, 1, 1, 0, 0, 0, 0, time.UTC), "19500101000000Z", "500101000000Z"},
		{"before the first UTCTime", time.Date(1949, 12, 31, 23, 59, 59, 0, time.UTC), "19491231235959Z", ""},
		{"last UTCTime", time.Date(2049, 12, 31, 23, 59, 59, 0, time.UTC), "20491231235959Z", "491231235959Z"},
		{"after the last UTCTime", time.Date(2050, 1, 1, 0, 0, 0, 0, time.UTC), "20500101000000Z", ""},
		{"another zone", time.Date(2026, 1, 1, 0, 30, 0, 0, east), "20251231233000Z", "251231233000Z"},
		{"far past", time.Unix(math.MinInt64, 0), "", ""},
		{"far future", time.Unix(math.MaxInt64, 0), "", ""},
		{"far future with a fraction", time.Unix(math.MaxInt64, 1), "", ""},
	} {
		b := make([]byte, 30)
		contents := func(i, n int) string {
			if (i < 0) != (n < 0) || i >= 0 && len(b)-i != n+2 {
				t.Errorf("%s: written at %d, %d octets", row.name, i, n)
			}
			if i < 0 {
				return ""
			}
			return string(b[i+2:])
		}
		if got := contents(PutGeneralizedTime(b, 30, 0x18, row.at), GeneralizedTimeLen(row.at)); got != row.general {
			t.Errorf("%s: GeneralizedTime %q, want %q", row.name, got, row.general)
		}
		if got := contents(PutUTCTime(b, 30, 0x17, row.at), UTCTimeLen(row.at)); got != row.utcTime {
			t.Errorf("%s: UTCTime %q, want %q", row.name, got, row.utcTime)
		}
	}
}

// TestTimeASN1 compares with encoding/asn1, which takes offsets in a GeneralizedTime and a UTCTime, and no seconds in a
// UTCTime; that is BER.
func TestTimeASN1(t *testing.T) {
	same := func(seconds uint64, nanoseconds uint32) bool {
		at := time.Unix(int64(seconds%uint64(yearsEnd))+yearZero, 0).UTC()
		want, err := asn1.MarshalWithParams(at, "generalized")
		if err != nil {
			return at.Year() == 0 // which encoding/asn1 does not encode
		}
		b := make([]byte, 40)
		i := PutGeneralizedTime(b, 40, 0x18, at)
		return i >= 0 && bytes.Equal(b[i:], want)
	}
	if err := quick.Check(same, nil); err != nil {
		t.Error(err)
	}
	for _, s := range []string{"180f32303236303631353030303030305a", "181332303236303631353030303030302b30313030", "170d3236303631353030303030305a",
		"170b323630363135303030305a", "17113236303631353030303030302d30313030", "181132303236303631353030303030302e355a"} {
		b := unhex(t, s)
		var want time.Time
		_, err := asn1.Unmarshal(b, &want)
		var got time.Time
		var gotErr error
		if b[0] == 0x18 {
			got, _, gotErr = GeneralizedTime(b, 0, 0x18, "")
		} else {
			got, _, gotErr = UTCTime(b, 0, 0x17, "")
		}
		ber := b[len(b)-1] != 'Z' || len(b) == 13
		if ber && gotErr == nil || !ber && (gotErr != nil || err != nil || !got.Equal(want)) {
			t.Errorf("%q: %v, %v; encoding/asn1: %v, %v", b[2:], got, gotErr, want, err)
		}
	}
}

// TestTimeElements has times in elements with other identifiers, longer lengths and more around them.
func TestTimeElements(t *testing.T) {
	at := time.Date(2026, 6, 15, 12, 34, 56, 0, time.UTC)
	b := []byte("\x30\x13\x81\x0f20260615123456Z\x05\x00")
	if got, e, err := GeneralizedTime(b, 2, 0x81, ""); got != at || e != 19 || err != nil {
		t.Errorf("%v, %d, %v", got, e, err)
	}
	b = []byte("\x30\x11\x81\x0d260615123456Z\x05\x00")
	if got, e, err := UTCTime(b, 2, 0x81, ""); got != at || e != 17 || err != nil {
		t.Errorf("%v, %d, %v", got, e, err)
	}
	long := "20260615123456." + strings.Repeat("1", 200) + "Z"
	for _, row := range []struct {
		name, b, want string
	}{
		{"another identifier", "\x17\x0f20260615123456Z", "der: x: byte 0: identifier is not the expected one"},
		{"cut short", "\x18\x0f20260615123456", "der: x: byte 0: element is cut short"},
		{"nothing", "", "der: x: byte 0: component is missing"},
		{"long form", "\x18\x81\x0f20260615123456Z", "der: x: byte 0: length is indefinite, too large or not in the fewest octets"},
		{"ten digits", "\x18\x1a20260615123456.1234567891Z", "der: x: byte 0: time is not in canonical form or does not exist"},
		{"200 digits", "\x18\x81\xd8" + long, "der: x: byte 0: time is not in canonical form or does not exist"},
	} {
		got, e, err := GeneralizedTime([]byte(row.b), 0, 0x18, "x")
		if !got.IsZero() || e != 0 || err == nil || err.Error() != row.want {
			t.Errorf("%s: %v, %d, %v, want %s", row.name, got, e, err, row.want)
		}
		if len(row.b) == 0 || row.b[0] == 0x18 {
			b := []byte(strings.Replace(row.b, "\x18", "\x17", 1))
			got, e, err := UTCTime(b, 0, 0x17, "x")
			if !got.IsZero() || e != 0 || err == nil || err.Error() != row.want {
				t.Errorf("%s: %v, %d, %v, want %s", row.name, got, e, err, row.want)
			}
		}
	}
}

// TestTimeHeaders has every identifier octet and every length octet in front of times: one pair of them is that of a time.
func TestTimeHeaders(t *testing.T) {
	general, utc := []byte("\x00\x0020260615123456Z"), []byte("\x00\x00260615123456Z")
	for k := range 1 << 16 {
		general[0], general[1] = byte(k>>8), byte(k)
		utc[0], utc[1] = byte(k>>8), byte(k)
		if _, e, err := GeneralizedTime(general, 0, 0x18, ""); (err == nil) != (k == 0x180f) || (e == 17) != (k == 0x180f) {
			t.Errorf("%x: %d, %v", general, e, err)
		}
		if _, e, err := UTCTime(utc, 0, 0x17, ""); (err == nil) != (k == 0x170d) || (e == 15) != (k == 0x170d) {
			t.Errorf("%x: %d, %v", utc, e, err)
		}
	}
}
