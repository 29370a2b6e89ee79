package house

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestGeneratedIsCurrent runs what the go:generate lines of these packages say, with -check: what is on disk is what dergen
// writes today. "go generate ./..." brings it up to date.
func TestGeneratedIsCurrent(t *testing.T) {
	watch(t)
	dergen := filepath.Join(t.TempDir(), "dergen.exe")
	build := exec.Command("go", "build", "-o", dergen, "./gen/dergen")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build ./gen/dergen: %v\n%s", err, out)
	}
	for _, name := range []string{"asn1/rfc5912", "asn1/rfc6960", "internal/recursive"} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(root, filepath.FromSlash(name))
			lines := generateLines(t, filepath.Join(dir, "doc.go"))
			if len(lines) == 0 {
				t.Fatal("doc.go has no go:generate line")
			}
			for _, args := range lines {
				check := exec.Command(dergen, append([]string{"-check"}, args...)...)
				check.Dir = dir
				if out, err := check.CombinedOutput(); err != nil {
					t.Errorf("dergen -check %s: %v\n%s", strings.Join(args, " "), err, out)
				}
			}
		})
	}
}

// generateLines returns the arguments of dergen in each go:generate line of a file.
func generateLines(t *testing.T, file string) [][]string {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var lines [][]string
	for line := range strings.Lines(string(src)) {
		if args, ok := strings.CutPrefix(line, "//go:generate go run "+module+"/gen/dergen "); ok {
			lines = append(lines, words(t, args))
		} else if strings.HasPrefix(line, "//go:generate") {
			t.Errorf("%s: not a run of dergen: %s", file, line)
		}
	}
	return lines
}

// word is an argument as go generate has it: up to the next space, or a Go string in double quotes.
var word = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|\S+`)

// words splits a line as go generate does.
func words(t *testing.T, line string) []string {
	t.Helper()
	list := word.FindAllString(line, -1)
	for i, w := range list {
		if !strings.HasPrefix(w, `"`) {
			continue
		}
		var err error
		if list[i], err = strconv.Unquote(w); err != nil {
			t.Fatalf("%s: %v", w, err)
		}
	}
	return list
}
