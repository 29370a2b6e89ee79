package der

import (
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// TestInline asks the compiler whether the functions that generated code calls for every element are inlined there.
func TestInline(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the compiler")
	}
	goTool, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go command: ", err)
	}
	out, err := exec.Command(goTool, "build", "-gcflags=-m=1", ".").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range []string{"Head", "HeadAny", "Is", "PutShort", "PutNull", "PutBoolean", "Size", "ValidInteger", "Boolean"} {
		if !regexp.MustCompile(`can inline ` + name + `\b`).Match(out) {
			t.Errorf("%s is not inlined", name)
		}
	}
}

// TestNoAllocations runs the functions that a decoder and an encoder call most.
func TestNoAllocations(t *testing.T) {
	room := make([]byte, 1<<17)
	for name, f := range puts() {
		if n := testing.AllocsPerRun(10, func() { f(room, len(room)) }); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
	general, utc := []byte("\x18\x1120260615123456.5Z"), []byte("\x17\x0d260615123456Z")
	high, long := []byte("\x9f\x81\x48\x00"), append([]byte{0x30, 0x81, 0x80}, make([]byte, 0x80)...)
	for name, f := range map[string]func(){
		"GeneralizedTime": func() { _, _, _ = GeneralizedTime(general, 0, 0x18, "x") },
		"UTCTime":         func() { _, _, _ = UTCTime(utc, 0, 0x17, "x") },
		"HighTag":         func() { _, _, _ = HighTag(high, 0, "\x9f\x81\x48", "x") },
		"Long":            func() { _, _, _ = Long(long, 0, 0x30, "x") },
		"Any":             func() { _, _, _ = Any(long, 0, "x") },
		"Outer":           func() { _, _ = Outer(long, 0x30) },
		"CompareTags":     func() { _ = CompareTags(high, 0, 0) },
	} {
		if n := testing.AllocsPerRun(10, f); n != 0 {
			t.Errorf("%s: %v allocations", name, n)
		}
	}
}

// TestViewsWithoutAllocations decodes each type that is a view of its contents, short and long, and asks whether it is valid.
func TestViewsWithoutAllocations(t *testing.T) {
	many := func(s string) string { return strings.Repeat(s, 100) }
	free[Integer](t, "\x02", "\x01", many("\x01"))
	free[RelativeOID](t, "\x0d", "\x01", many("\x81\x01"))
	free[Real](t, "\x09", "\x80\x00\x01", "\x80\x00"+many("\x01"), "\x031.E+0", "\x03-"+many("1")+".E-"+many("9"))
	free[Time](t, "\x0e", "1985", "15:27:46."+many("1")+"+15:59", "R"+many("1")+"/-"+many("1")+"-04-12T24:00:00."+many("0")+"Z/P1Y", "P"+many("1")+"Y/19C", "-"+many("1")+"-W15-5")
	free[Date](t, "\x1f\x1f", "19850412")
	free[TimeOfDay](t, "\x1f\x20", "152746")
	free[DateTime](t, "\x1f\x21", "19850412152746")
	free[Duration](t, "\x1f\x22", "2W", many("1")+"YT"+many("1")+"H0."+many("5")+"S")
	free[OIDIRI](t, "\x1f\x23", "/ISO", many("/Member-Body"))
	free[RelativeOIDIRI](t, "\x1f\x24", "ISO", "ISO"+many("/Grüße"))
	free[UTF8String](t, "\x0c", "a", many("Grüße, 世界"))
	free[NumericString](t, "\x12", "1", many("1 2"))
	free[PrintableString](t, "\x13", "a", many("a b"))
	free[TeletexString](t, "\x14", "a", many("\xff"))
	free[VideotexString](t, "\x15", "a", many("\xff"))
	free[IA5String](t, "\x16", "a", many("a@b"))
	free[GraphicString](t, "\x19", "a", many("\xff"))
	free[VisibleString](t, "\x1a", "a", many("a b"))
	free[GeneralString](t, "\x1b", "a", many("\xff"))
	free[UniversalString](t, "\x1c", "\x00\x00\x00a", many("\x00\x01\x00\x00"))
	free[BMPString](t, "\x1e", "\x00a", many("\x20\xac"))
	free[ObjectDescriptor](t, "\x07", "a", many("\xff"))
	free[External](t, "\x28", "\x06\x03\x2a\x03\x04\x81\x01\x00", "\x06\x01\x2a\x07\x01a\x81\x64"+many("a"), "\x02\x64"+many("\x01")+"\x81\x00")
	free[EmbeddedPDV](t, "\x2b", "\xa0\x02\x85\x00\x82\x64"+many("a"), "\xa0\x0a\xa0\x08\x80\x02\x2a\x03\x81\x02\x2a\x04\x82\x00")
	free[CharacterString](t, "\x3d", "\xa0\x02\x85\x00\x82\x64"+many("a"), "\xa0\x09\xa3\x07\x80\x01\x05\x81\x02\x2a\x04\x82\x00", "\xa0\x04\x81\x02\x2a\x03\x82\x00")
}

func free[T octets, P interface {
	*T
	UnmarshalDER(b []byte) error
}](t *testing.T, tag string, contents ...string) {
	t.Helper()
	for _, c := range contents {
		b := make([]byte, Size(len(c))+len(tag)-1)
		Retag(b, Put(b, len(b), 0, []byte(c)), tag)
		var v T
		if n := testing.AllocsPerRun(10, func() {
			if err := P(&v).UnmarshalDER(b); err != nil || !v.Valid() {
				t.Fatalf("%T: %q: %v", v, c, err)
			}
		}); n != 0 {
			t.Errorf("%T: %q: %v allocations", v, c, n)
		}
	}
}
