package der

import (
	"bytes"
	"errors"
	"math"
	"testing"
)

// TestHead compares Head and HeadAny, for all identifiers and lengths of one octet, with Long and Any, which come after
// them: what the short functions read the long ones read alike, and what they do not read is no element of short length.
func TestHead(t *testing.T) {
	b := make([]byte, 2+0xff)
	for tag := range 256 {
		for n := range 256 {
			for _, size := range []int{0, 1, 2, 3, 2 + n} {
				b := b[:min(size, len(b))]
				if size > 0 {
					b[0] = byte(tag)
				}
				if size > 1 {
					b[1] = byte(n)
				}
				c, e := Head(b, 0, byte(tag))
				lc, le, err := Long(b, 0, byte(tag), "")
				if ok := uint(e) <= uint(len(b)); ok != (err == nil) && n < 0x80 || ok && (c != lc || e != le) {
					t.Fatalf("Head of %x is %d, %d; Long is %d, %d, %v", b, c, e, lc, le, err)
				}
				c, e = HeadAny(b, 0)
				lc, le, err = Any(b, 0, "")
				if ok := uint(e) <= uint(len(b)); ok != (err == nil) && n < 0x80 && tag&0x1f != 0x1f || ok && (c != lc || e != le) {
					t.Fatalf("HeadAny of %x is %d, %d; Any is %d, %d, %v", b, c, e, lc, le, err)
				}
			}
		}
	}
}

func TestHeadOtherTag(t *testing.T) {
	if _, e := Head([]byte{2, 0}, 0, 3); e >= 0 {
		t.Error("read an element with another identifier")
	}
	for _, i := range []int{-1, 1, 2, 3, 1 << 30} {
		if _, e := Head([]byte{2, 0}, i, 2); e >= 0 {
			t.Errorf("read an element at %d", i)
		}
		if _, e := HeadAny([]byte{2, 0}, i); e >= 0 {
			t.Errorf("read any element at %d", i)
		}
	}
}

// TestLength has every form of length octets, before contents of as many octets as they say where there can be any.
func TestLength(t *testing.T) {
	for _, row := range []struct {
		name, hex string
		n         int // octets of contents there
		err       error
	}{
		{"short 0", "0400", 0, nil},
		{"short 127", "047f", 0x7f, nil},
		{"long 128", "048180", 0x80, nil},
		{"long 255", "0481ff", 0xff, nil},
		{"long 256", "04820100", 0x100, nil},
		{"long 65535", "0482ffff", 0xffff, nil},
		{"long 65536", "0483010000", 0x10000, nil},
		{"long 2^24-1", "0483ffffff", 0xffffff, nil},
		{"long 2^24", "048401000000", 0x1000000, nil},
		{"short, one too few", "047f", 0x7e, ErrTruncated},
		{"long, one too few", "04820100", 0xff, ErrTruncated},
		{"81, one too few", "048180", 0x7f, ErrTruncated},
		{"81, all but one too few", "0481ff", 1, ErrTruncated},
		{"four octets, one too few", "048401000000", 0xffffff, ErrTruncated},
		{"none", "04", 0, ErrTruncated},
		{"none after 81", "0481", 0, ErrTruncated},
		{"one after 82", "048201", 0, ErrTruncated},
		{"two after 83", "04830100", 0, ErrTruncated},
		{"three after 84", "0484010000", 0, ErrTruncated},
		{"indefinite", "0480", 2, ErrLength},
		{"81 for 127", "04817f", 0x7f, ErrLength},
		{"82 for 255", "048200ff", 0xff, ErrLength},
		{"83 for 65535", "048300ffff", 0xffff, ErrLength},
		{"84 for 2^24-1", "048400ffffff", 0xffffff, ErrLength},
		{"leading zero and cut short", "048300", 0, ErrLength},
		{"five octets", "04850100000000", 0, ErrLength},
		{"eight octets", "04887fffffffffffffff", 0, ErrLength},
		{"126 octets", "04fe01", 0, ErrLength},
		{"reserved", "04ff01", 0, ErrLength},
		{"2^31-1", "04847fffffff", 1, ErrTruncated},
		{"2^31", "048480000000", 1, ErrTruncated},
		{"2^32-1", "0484ffffffff", 1, ErrTruncated},
		{"2^32-4, which with an offset of 8 would wrap", "0484fffffffc", 4, ErrTruncated},
	} {
		head := unhex(t, row.hex)
		b := append(append([]byte{0xaa, 0xaa}, head...), make([]byte, row.n)...)
		for _, f := range []func() (int, int, error){
			func() (int, int, error) { return Long(b, 2, 0x04, "x") },
			func() (int, int, error) { return Any(b, 2, "x") },
			func() (int, int, error) {
				b := bytes.Replace(b, head[:1], []byte("\x9f\x81\x48"), 1)
				c, e, err := HighTag(b, 2, "\x9f\x81\x48", "x")
				return c - 2, e - 2, err
			},
		} {
			c, e, err := f()
			if !errors.Is(err, row.err) || err == nil && (c != 2+len(head) || e != len(b)) {
				t.Errorf("%s: %d, %d, %v", row.name, c, e, err)
			}
			if err != nil && (c > 0 || e > 0 || err.Error() != "der: x: byte 2: "+row.err.Error()) {
				t.Errorf("%s: %d, %d, %v", row.name, c, e, err)
			}
		}
	}
}

// TestLongLikeElement compares Long, for all identifiers and first length octets, with element, which is the long way: what
// follows is the rest of a length in the fewest octets, of one with zeros in front, or of none.
func TestLongLikeElement(t *testing.T) {
	b := bytes.Repeat([]byte{0xff}, 2+4+1<<16)
	for _, rest := range []string{"\x00\x00", "\x00\xff", "\x01\x00", "\x7f\xff", "\x80\x00", "\xff\xff"} {
		copy(b[4:], rest)
		for id := range 256 {
			for n := range 256 {
				b[2], b[3] = byte(id), byte(n)
				for _, tag := range []byte{0x04, 0xbe, byte(id)} {
					c, e, err := Long(b, 2, tag, "")
					wantC, wantE, fault := element(b, 2, tag)
					if !errors.Is(err, fault) || c != wantC || e != wantE {
						t.Fatalf("%x for %x: %d, %d, %v; not %d, %d, %v", b[2:6], tag, c, e, err, wantC, wantE, fault)
					}
				}
			}
		}
	}
}

func TestLongOutside(t *testing.T) {
	b := bytes.Repeat([]byte{0x30, 0x82}, 100)
	for _, i := range []int{math.MinInt, -4, -3, -2, -1, len(b), len(b) + 1, math.MaxInt} {
		if _, _, err := Long(b, i, 0x82, ""); !errors.Is(err, ErrMissing) {
			t.Errorf("at %d: %v", i, err)
		}
	}
}

// TestLongOtherTag: an identifier that is not the expected one is refused before lengths of every form.
func TestLongOtherTag(t *testing.T) {
	for _, head := range []string{"0500", "058180", "05820100", "0583010000"} {
		b := append(unhex(t, head), make([]byte, 1<<16)...)
		if c, e, err := Long(b, 0, 0x04, "x"); c != 0 || e != 0 || err == nil || err.Error() != "der: x: byte 0: identifier is not the expected one" {
			t.Errorf("%s: %d, %d, %v", head, c, e, err)
		}
	}
}

func TestOuterInner(t *testing.T) {
	for _, row := range []struct {
		name, hex, outer, inner string
	}{
		{"good", "30020500", "", ""},
		{"good and long", "308180" + zerosHex(0x80), "", ""},
		{"empty", "", "der: byte 0: element is cut short", "der: p: byte 0: component is missing"},
		{"another", "31020500", "der: byte 0: identifier is not the expected one", "der: p: byte 0: identifier is not the expected one"},
		{"too short", "300305", "der: byte 0: element is cut short", "der: p: byte 0: element is cut short"},
		{"more behind", "3002050000", "der: byte 4: octets after the end", "der: p: byte 4: octets after the end"},
		{"more behind, long", "308180" + zerosHex(0x82), "der: byte 131: octets after the end", "der: p: byte 131: octets after the end"},
		{"end-of-contents behind", "300205000000", "der: byte 4: octets after the end", "der: p: byte 4: octets after the end"},
	} {
		b := unhex(t, row.hex)
		i, err := Outer(b, 0x30)
		check(t, row.name+", outer", i, err, row.outer, len(b))
		i, err = Inner(b, 0, 0x30, "p")
		check(t, row.name+", inner", i, err, row.inner, len(b))

		b = append([]byte("\x7f\x81"), b...)
		if len(b) > 2 && b[2] == 0x30 {
			b[2] = 0x48
		}
		if len(b) == 2 {
			b = nil
		}
		i, err = OuterHigh(b, "\x7f\x81\x48")
		check(t, row.name+", outer high", i-2, err, shifted(row.outer), len(b)-2)
		i, err = InnerHigh(b, 0, "\x7f\x81\x48", "p")
		check(t, row.name+", inner high", i-2, err, shifted(row.inner), len(b)-2)
	}
}

func zerosHex(n int) string { return string(bytes.Repeat([]byte("00"), n)) }

// shifted is the message for an identifier that is two octets longer.
func shifted(s string) string {
	s = string(bytes.Replace([]byte(s), []byte("byte 4:"), []byte("byte 6:"), 1))
	return string(bytes.Replace([]byte(s), []byte("byte 131:"), []byte("byte 133:"), 1))
}

func check(t *testing.T, name string, i int, err error, want string, n int) {
	t.Helper()
	switch {
	case want == "" && (err != nil || i != 2 && n < 0x80 || i != 3 && n >= 0x80):
		t.Errorf("%s: %d, %v", name, i, err)
	case want != "" && (err == nil || err.Error() != want):
		t.Errorf("%s: %v, want %s", name, err, want)
	}
}

// TestHostileOffsets checks that no offset and no identifier makes them panic.
func TestHostileOffsets(t *testing.T) {
	b := []byte("\x30\x82\x01")
	for _, i := range []int{-1 << 31, -1, 0, 1, 2, 3, 4, 1<<31 - 1} {
		for _, tag := range []string{"", "\x30", "\x30\x82", "\x30\x82\x01", "\x30\x82\x01\x01"} {
			if _, _, err := HighTag(b, i, tag, ""); err == nil {
				t.Errorf("HighTag at %d of %x", i, tag)
			}
			if _, err := InnerHigh(b, i, tag, ""); err == nil {
				t.Errorf("InnerHigh at %d of %x", i, tag)
			}
			Is(b, i, tag)
			Retag(bytes.Clone(b), i, tag)
			for _, j := range []int{-1, 0, 1, 2, 3} {
				CompareTags(b, i, j)
				TagAfter(b, i, j)
			}
		}
		if _, _, err := Long(b, i, 0x30, ""); err == nil {
			t.Errorf("Long at %d", i)
		}
		if _, _, err := Any(b, i, ""); err == nil {
			t.Errorf("Any at %d", i)
		}
		if _, err := Inner(b, i, 0x30, ""); err == nil {
			t.Errorf("Inner at %d", i)
		}
		if _, _, err := GeneralizedTime(b, i, 0x30, ""); err == nil {
			t.Errorf("GeneralizedTime at %d", i)
		}
		if _, _, err := UTCTime(b, i, 0x30, ""); err == nil {
			t.Errorf("UTCTime at %d", i)
		}
	}
}
