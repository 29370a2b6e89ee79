package der

import (
	"os/exec"
	"regexp"
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
