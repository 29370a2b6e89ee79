package der

import "testing"

func TestHighNumber(t *testing.T) {
	for _, row := range []struct {
		name, hex, want string
	}{
		{"31", "1f1f00", ""},
		{"127", "1f7f00", ""},
		{"128", "1f810000", ""},
		{"2^64", "1f8280808080808080800000", ""},
		{"private, constructed", "ff814800", ""},
		{"30 in the high form", "1f1e00", "der: p: byte 0: identifier is not the expected one"},
		{"0 in the high form", "1f0000", "der: p: byte 0: identifier is not the expected one"},
		{"zero in front", "1f801f00", "der: p: byte 0: identifier is not the expected one"},
		{"cut after the first", "1f", "der: p: byte 0: element is cut short"},
		{"cut in the number", "1f8182", "der: p: byte 0: element is cut short"},
		{"no length", "1f8102", "der: p: byte 0: element is cut short"},
	} {
		_, e, err := Any(unhex(t, row.hex), 0, "p")
		if row.want == "" && (err != nil || e != len(row.hex)/2) || row.want != "" && (err == nil || err.Error() != row.want) {
			t.Errorf("%s: %d, %v, want %s", row.name, e, err, row.want)
		}
	}
}

func TestIs(t *testing.T) {
	for _, row := range []struct {
		b, tag string
		i      int
		want   bool
	}{
		{"\x9f\x81\x48", "\x9f\x81\x48", 0, true},
		{"\x00\x9f\x81\x48\x00", "\x9f\x81\x48", 1, true},
		{"\x9f\x81", "\x9f\x81\x48", 0, false},
		{"\x9f\x81\x49", "\x9f\x81\x48", 0, false},
		{"\x02", "\x02", 1, false},
		{"\x02", "\x02", -1, false},
	} {
		if got := Is([]byte(row.b), row.i, row.tag); got != row.want {
			t.Errorf("Is(%x, %d, %x) = %v", row.b, row.i, row.tag, got)
		}
	}
}

func TestRetag(t *testing.T) {
	for _, row := range []struct {
		name   string
		i, end int
		tag    string
		want   string
	}{
		{"one octet", 4, 4, "\x81", "\x00\x00\x00\x00\x81\x01\x07"},
		{"three octets", 4, 2, "\x9f\x81\x48", "\x00\x00\x9f\x81\x48\x01\x07"},
		{"as many as there is room for", 4, 0, "\x9f\x81\x82\x83\x48", "\x9f\x81\x82\x83\x48\x01\x07"},
		{"more", 4, -1, "\x9f\x81\x82\x83\x84\x48", "\x00\x00\x00\x00\x02\x01\x07"},
		{"none", 4, -1, "", "\x00\x00\x00\x00\x02\x01\x07"},
		{"failed before", -1, -1, "\x81", "\x00\x00\x00\x00\x02\x01\x07"},
		{"no element", 7, -1, "\x81", "\x00\x00\x00\x00\x02\x01\x07"},
	} {
		b := []byte("\x00\x00\x00\x00\x02\x01\x07")
		if i := Retag(b, row.i, row.tag); i != row.end || string(b) != row.want {
			t.Errorf("%s: %d, %x", row.name, i, b)
		}
	}
}

// TestCompareTags has identifiers in the order of X.680, 8.6, those of one line equal.
func TestCompareTags(t *testing.T) {
	order := [][]string{
		{"\x01\x00", "\x21\x00"},
		{"\x02\x00"},
		{"\x1e\x00", "\x3e\x00"},
		{"\x1f\x1f\x00", "\x3f\x1f\x00"},
		{"\x1f\x7f\x00"},
		{"\x1f\x81\x00\x00"},
		{"\x1f\x81\x01\x00"},
		{"\x1f\x82\x00\x00"},
		{"\x1f\x81\x80\x00\x00"},
		{"\x40\x00", "\x60\x00"},
		{"\x5f\x81\x00\x00"},
		{"\x80\x00", "\xa0\x00"},
		{"\x9e\x00"},
		{"\x9f\x1f\x00", "\xbf\x1f\x00"},
		{"\xc0\x00"},
		{"\xff\x8f\xff\xff\xff\x7f\x00"},
	}
	for k, x := range order {
		for l, y := range order {
			for _, x := range x {
				for _, y := range y {
					b := []byte(x + y)
					want := max(-1, min(1, k-l))
					if got := CompareTags(b, 0, len(x)); got != want {
						t.Errorf("CompareTags of %x and %x is %d", x, y, got)
					}
					if got := TagAfter(b, 0, len(x)); got != (k < l) {
						t.Errorf("TagAfter of %x and %x is %v", x, y, got)
					}
				}
			}
		}
	}
	if !TagAfter([]byte{2, 0}, -1, 0) {
		t.Error("the first element is not after nothing")
	}
	if CompareTags([]byte("\x1f\x01\x1f\x1f\x00"), 0, 2) != -1 {
		t.Error("a number that is none does not come before one")
	}
	if CompareTags(nil, 0, 0) != 0 || CompareTags([]byte{2}, 0, 1) != 1 || CompareTags([]byte{2}, 1, 0) != -1 {
		t.Error("an element that is not there does not come first")
	}
}
