package der

import (
	"bytes"
	"testing"
)

func TestRawValue(t *testing.T) {
	for _, row := range []struct {
		name, v, identifier, contents string
		valid                         bool
	}{
		{"NULL", "\x05\x00", "\x05", "", true},
		{"constructed, not looked into", "\x30\x02\xff\xff", "\x30", "\xff\xff", true},
		{"high tag number", "\xbf\x81\x48\x01x", "\xbf\x81\x48", "x", true},
		{"long", "\x04\x81\x80" + string(make([]byte, 0x80)), "\x04", string(make([]byte, 0x80)), true},
		{"nothing", "", "", "", false},
		{"cut short", "\x04\x02x", "", "", false},
		{"two", "\x05\x00\x05\x00", "", "", false},
		{"end-of-contents", "\x00\x00", "", "", false},
	} {
		v := RawValue(row.v)
		if v.Valid() != row.valid || string(v.Identifier()) != row.identifier || string(v.Contents()) != row.contents {
			t.Errorf("%s: %v, %x, %x", row.name, v.Valid(), v.Identifier(), v.Contents())
		}
		if !row.valid && (v.Identifier() != nil || v.Contents() != nil) {
			t.Errorf("%s: parts of what is not valid", row.name)
		}
		b, err := v.AppendDER([]byte("x"))
		if row.valid && (string(b) != "x"+row.v || err != nil) || !row.valid && (string(b) != "x" || err == nil) {
			t.Errorf("%s: %q, %v", row.name, b, err)
		}
		w := RawValue("y")
		err = w.UnmarshalDER([]byte(row.v))
		if (err == nil) != row.valid || string(w) != row.v && err == nil || w != nil && err != nil {
			t.Errorf("%s: %q, %v", row.name, w, err)
		}
	}
	v := RawValue("\x05\x00")
	if c := v.Clone(); &c[0] == &v[0] || string(c) != string(v) {
		t.Error("the clone is no copy")
	}
}

func TestAdditions(t *testing.T) {
	for _, row := range []struct {
		name, v string
		valid   bool
	}{
		{"nothing", "", true},
		{"one", "\x80\x00", true},
		{"two, the second long", "\x80\x00\x04\x81\x80" + string(make([]byte, 0x80)), true},
		{"half a second", "\x80\x00\x81", false},
		{"end-of-contents", "\x80\x00\x00\x00", false},
	} {
		v := Additions(row.v)
		b := make([]byte, 200)
		i := PutAdditions(b, 200, v)
		if v.Valid() != row.valid || row.valid && string(b[i:]) != row.v || !row.valid && i != -1 {
			t.Errorf("%s: %v, %d", row.name, v.Valid(), i)
		}
	}
	v := Additions("\x80\x00")
	if c := v.Clone(); &c[0] == &v[0] || string(c) != string(v) {
		t.Error("the clone is no copy")
	}
}

func TestApart(t *testing.T) {
	for _, row := range []struct {
		name  string
		v     string
		known []string
		want  bool
	}{
		{"none", "", nil, true},
		{"one", "\x80\x00", []string{"\x81"}, true},
		{"in order", "\x80\x00\x81\x00\x9f\x1f\x00", nil, true},
		{"out of order", "\x81\x00\x80\x00\x05\x00", nil, true},
		{"twice", "\x80\x00\x80\x01\x00", nil, false},
		{"twice, apart", "\x80\x00\x81\x00\x80\x00", nil, false},
		{"twice, one constructed", "\x80\x00\xa0\x00", nil, false},
		{"known", "\x80\x00\x81\x00", []string{"\xa5", "\x81"}, false},
		{"known, in two octets", "\x9f\x81\x00\x00", []string{"\x9f\x81\x00"}, false},
		{"no element", "\x80\x05", nil, false},
	} {
		if got := Additions(row.v).Apart(row.known...); got != row.want {
			t.Errorf("%s: %v", row.name, got)
		}
	}
}

// TestPutRaw writes elements into room that is just enough, and refuses what is none, or has no room.
func TestPutRaw(t *testing.T) {
	for _, v := range []string{"\x05\x00", "\x30\x00", "\x9e\x00", "\x01\x01\xff", "\x1f\x20\x00", "\x9f\x81\x48\x00", "\x30\x02\x05\x00", "\x04\x81\x80" + string(make([]byte, 0x80))} {
		b := bytes.Repeat([]byte{0xee}, len(v)+4)
		if i := PutRaw(b, len(v)+2, RawValue(v)); i != 2 || string(b[2:len(v)+2]) != v || b[1] != 0xee || b[len(v)+2] != 0xee {
			t.Errorf("%x: at %d: %x", v, i, b)
		}
		if i := PutRaw(b[:len(v)], len(v), RawValue(v)); i != 0 || string(b[:len(v)]) != v {
			t.Errorf("%x: at %d: %x", v, i, b)
		}
		for _, i := range []int{-1, 0, len(v) - 1, len(v) + 5} {
			if got := PutRaw(b, i, RawValue(v)); got != -1 {
				t.Errorf("%x: in front of %d: at %d", v, i, got)
			}
		}
	}
	for _, v := range []string{"", "\x05", "\x00\x00", "\x1f\x00", "\x3f\x00", "\x05\x01", "\x05\x80", "\x05\x00\x00", "\x1f\x05\x00", "\x04\x81\x00", "\xff\x00"} {
		if i := PutRaw(make([]byte, 9), 9, RawValue(v)); i != -1 || RawValue(v).Valid() {
			t.Errorf("%x: at %d", v, i)
		}
	}
}
