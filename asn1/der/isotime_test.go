package der

import (
	"strings"
	"testing"
)

func TestTimeType(t *testing.T) {
	for _, row := range []struct {
		name, good, bad string // apart by spaces
	}{
		{"century", "19C 00C +199C -19C", "1C 19c C 199C -00C +19C 19C-01"},
		{"year", "1985 0000 9999 -0001 -9999 +12345 -12345", "985 85 -0000 +1985 12345 +01234 -01234 +-1985 1985- --1985 +00000 Y1985 -+12345 +-12345"},
		{"month", "1985-04 1985-12 -0001-01 +12345-10", "1985-00 1985-13 1985-4 198504 1985-04- 1985/04 1985-004-"},
		{"day", "1985-04-12 2024-02-29 2000-02-29 1600-02-29 -0004-02-29 +12344-02-29 0000-02-29 -0400-02-29 1985-12-31",
			"1985-04-31 2023-02-29 1900-02-29 -0001-02-29 -0100-02-29 +12345-02-29 1985-04-00 1985-04-1 1985-04x12 1985-04T12-12 19850412 1985-0412 1985-04-12- 1985-04-123"},
		{"day of the year", "1985-001 1985-102 1985-365 2024-366 -0004-366", "1985-000 1985-366 2023-366 1985-1022 1985-102-1 1985102 2024-367 -0001-366"},
		{"week", "1985-W15 2020-W53 1985-W01 -0001-W52 -0002-W53", "1985-W00 1985-W53 1985-W54 1985W15 1985-W1 -0004-W53 1985-15W 1985-W 1985-W155"},
		{"day of a week", "1985-W15-1 1985-W15-7 2020-W53-7", "1985-W15-0 1985-W15-8 1985-W155 1985-W15- 1985-W15-11 1985-W15/1 1985-W15x1 1985-W15+1"},
		{"hour", "00 15 23 24 15Z 15+01 15.5", "25 5 155 24.5 15. .5 15.Z 15,5 -15"},
		{"minute", "15:27 00:00 23:59 24:00 15:27Z 15:27.25 24:00.00", "15:60 15:7 24:01 15: 15:277 24:00.01 24:01.0 :27"},
		{"second", "15:27:46 23:59:60 24:00:00 15:27:46.0 15:27:46.123456789012 23:59:60.5", "15:27:61 15:27:4 152746 24:00:01 15:27:46. 15:27:46,5 15:27:46:01 15:27: 15::46 15:60:00 24:00:00.1 24:01:00 24:01:00.0 24:00:01.0"},
		{"difference", "15:27:46+01 15:27:46-05 15:27-03:30 15+00 15-00:30 15:27:46.5+15:59", "15+01:00 15-00 15+16 15+1 15+01:6 15+01:60 15+0130 15+ 15+01: 15+01:30:00 15Z+01 15+01Z 15z 15:27:46ZZ 15*01"},
		{"date and time", "1985-04-12T15:27:46 1985-102T15Z 1985-W15-5T15:27+01 -0001-01-01T24:00:00", "1985-04T15 1985T15 1985-04-12T 1985-04-12t15 1985-W15T15 19CT15 T15 1985-04-12T15T16 1985-04-12T15:27:46/"},
		{"duration", "P1Y P0Y P1Y6M2DT3H30M5S PT36H P2W P0.5Y PT1.50S P10000000000000000000000Y P1M PT1M P1D P2.5W P1Y0M",
			"P 1Y P1 PT P1YT P01Y P1S PT1Y P1.5Y6M P1.5DT1H P1M1Y P1W1D P1,5Y P1.Y P.5Y P-1Y -P1Y p1Y P1y P1Y1Y PT1H1H P1H P1YT1M1H P2W2W P1.5D1W P00D PP1Y P1YP"},
		{"start and end", "1985/1986 1985-04-12/1985-04-13 15:27/16:27 1985-04-12T15/1985-04-12T16", "1985/15:27 1985-04-12T15/16 1985/ /1985 / 1985//1986 1985/1986/1987 19x/1985 1985--1986"},
		{"start and duration", "1985-04-12/P1D 15:27/PT1H 1985-04-12T15/P1M", "1985-04-12/P 1985/P1 x/P1D"},
		{"duration and end", "P1D/1985-04-12 PT1H/15:27", "P1D/ P1D/P1D P1D/x"},
		{"recurring", "R/P1D R5/P1D R0/P1D R12/1985/1986 R/P1D/1985-04-12 R/1985-04-12/P1D R3/15:27/16:27",
			"R R5 R/ R/1985 R05/P1D R-1/P1D Rx/P1D R5P1D r5/P1D R5/R5/P1D R5/P1D/P1D R5//P1D P1D/R5 R/15:27 R00/P1D"},
	} {
		good := strings.Fields(row.good)
		for _, s := range good {
			if v := Time(s); !v.Valid() || v.String() != s {
				t.Errorf("%s: %s is refused", row.name, s)
			}
		}
		for _, s := range strings.Fields(row.bad) {
			if Time(s).Valid() {
				t.Errorf("%s: %s is accepted", row.name, s)
			}
		}
	}
	for _, s := range []string{"", " ", "1985 ", " 1985", "1985\x00", "１９８５", "15:27:46\n"} {
		if Time(s).Valid() {
			t.Errorf("%q is accepted", s)
		}
	}
}

func TestUsefulTimes(t *testing.T) {
	type usefulTime interface {
		Valid() bool
		String() string
		MarshalDER() ([]byte, error)
	}
	for _, row := range []struct {
		v          usefulTime
		text, hex  string // hex is "" for what is not valid
		errorsWith string
	}{
		{Date("19850412"), "1985-04-12", "1f1f083139383530343132", ""},
		{Date("15820101"), "1582-01-01", "1f1f083135383230313031", ""},
		{Date("99991231"), "9999-12-31", "1f1f083939393931323331", ""},
		{Date("15811231"), "15811231", "", "DATE"},
		{Date("20230229"), "20230229", "", "DATE"},
		{Date("20230001"), "20230001", "", "DATE"},
		{Date("20231301"), "20231301", "", "DATE"},
		{Date("20230100"), "20230100", "", "DATE"},
		{Date("2023010"), "2023010", "", "DATE"},
		{Date("2023-1-1"), "2023-1-1", "", "DATE"},
		{Date("2023010a"), "2023010a", "", "DATE"},
		{Date(""), "", "", "DATE"},
		{Date("2023010:"), "2023010:", "", "DATE"},
		{Date("2022/311"), "2022/311", "", "DATE"},
		{Date("198504012"), "198504012", "", "DATE"},
		{Date("20020229"), "20020229", "", "DATE"},
		{Date("20040229"), "2004-02-29", "1f1f083230303430323239", ""},
		{TimeOfDay("063000"), "06:30:00", "1f2006303633303030", ""},
		{TimeOfDay("235960"), "23:59:60", "1f2006323335393630", ""},
		{TimeOfDay("240000"), "24:00:00", "1f2006323430303030", ""},
		{TimeOfDay("240001"), "240001", "", "TIME-OF-DAY"},
		{TimeOfDay("236000"), "236000", "", "TIME-OF-DAY"},
		{TimeOfDay("235961"), "235961", "", "TIME-OF-DAY"},
		{TimeOfDay("06:30:00"), "06:30:00", "", "TIME-OF-DAY"},
		{TimeOfDay("0630"), "0630", "", "TIME-OF-DAY"},
		{TimeOfDay("06300x"), "06300x", "", "TIME-OF-DAY"},
		{DateTime("19850412152746"), "1985-04-12T15:27:46", "1f210e3139383530343132313532373436", ""},
		{DateTime("19850412240000"), "1985-04-12T24:00:00", "1f210e3139383530343132323430303030", ""},
		{DateTime("19850431152746"), "19850431152746", "", "DATE-TIME"},
		{DateTime("19850412250000"), "19850412250000", "", "DATE-TIME"},
		{DateTime("19850412T15274"), "19850412T15274", "", "DATE-TIME"},
		{DateTime("19850412"), "19850412", "", "DATE-TIME"},
		{Duration("1Y6M"), "P1Y6M", "1f22043159364d", ""},
		{Duration("T36H"), "PT36H", "1f220454333648", ""},
		{Duration("2W"), "P2W", "1f22023257", ""},
		{Duration("P2W"), "PP2W", "", "DURATION"},
		{Duration(""), "P", "", "DURATION"},
		{Time("1985-W15-5"), "1985-W15-5", "0e0a313938352d5731352d35", ""},
		{Time("15:27:46+01"), "15:27:46+01", "0e0b31353a32373a34362b3031", ""},
		{Time("15:27:46+01:00"), "15:27:46+01:00", "", "TIME"},
	} {
		b, err := row.v.MarshalDER()
		if row.v.Valid() != (row.hex != "") || row.v.String() != row.text {
			t.Errorf("%s: %v, %s", row.text, row.v.Valid(), row.v)
		}
		if row.hex == "" {
			if want := "der: " + row.errorsWith + ": time is not in canonical form or does not exist"; err == nil || err.Error() != want {
				t.Errorf("%s: %x, %v, want %s", row.text, b, err, want)
			}
			continue
		}
		if err != nil || string(b) != string(unhex(t, row.hex)) {
			t.Errorf("%s: %x, %v, want %s", row.text, b, err, row.hex)
		}
	}
}

// TestTimeViews decodes the types and looks at what comes back.
func TestTimeViews(t *testing.T) {
	high(t, "\x1f\x1f", "19850412", func(v Date) Date { return v.Clone() })
	high(t, "\x1f\x20", "152746", func(v TimeOfDay) TimeOfDay { return v.Clone() })
	high(t, "\x1f\x21", "19850412152746", func(v DateTime) DateTime { return v.Clone() })
	high(t, "\x1f\x22", "1Y6M", func(v Duration) Duration { return v.Clone() })
	high(t, "\x1f\x23", "/ISO/Member-Body", func(v OIDIRI) OIDIRI { return v.Clone() })
	high(t, "\x1f\x24", "Member-Body/8", func(v RelativeOIDIRI) RelativeOIDIRI { return v.Clone() })
	high(t, "\x0e", "1985", func(v Time) Time { return v.Clone() })
}

func high[T ~[]byte, P interface {
	*T
	UnmarshalDER(b []byte) error
}](t *testing.T, tag, contents string, clone func(T) T) {
	t.Helper()
	b := append([]byte(tag), byte(len(contents)))
	b = append(b, contents...)
	b = append(b, 0)
	good := b[: len(b)-1 : len(b)]
	var v T
	if err := P(&v).UnmarshalDER(good); err != nil || string(v) != contents || &v[0] != &b[len(tag)+1] || cap(v) != len(v) {
		t.Errorf("%x: %q of capacity %d, %v", tag, v, cap(v), err)
	}
	if c := clone(v); &c[0] == &v[0] || string(c) != contents {
		t.Errorf("%x: the clone is no copy", tag)
	}
	for _, bad := range []string{string(b), string(b[:len(b)-2]), "", tag + "\x01\x00", tag[:len(tag)-1]} {
		if _ = P(&v).UnmarshalDER(good); P(&v).UnmarshalDER([]byte(bad)) == nil || v != nil {
			t.Errorf("%x: %q after %x", tag, v, bad)
		}
	}
}
