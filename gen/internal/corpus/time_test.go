package corpus

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/dergen/dergen/gen/internal/syntax"
)

func skipUntimed(t *testing.T) {
	if os.Getenv("DERGEN_TIMED") == "" {
		t.Skip("time is measured with DERGEN_TIMED=1, on a quiet machine: make timed")
	}
}

// TestTimeOfEach: dergen takes under a second for each unit, the largest too.
func TestTimeOfEach(t *testing.T) {
	skipUntimed(t)
	dir, list := units(t)
	var slowest outcome
	for _, o := range newWorkspace(t, dir).compileAll(t, list, len(list)) {
		if o.took > slowest.took {
			slowest = o
		}
		if o.took >= time.Second {
			t.Errorf("%s took %v", o.path, o.took)
		}
	}
	t.Logf("%s took the longest, %v", slowest.path, slowest.took)
}

// TestTimeIsLinear compiles modules whose assignments stand there once, ten times and forty times, under other names.
func TestTimeIsLinear(t *testing.T) {
	skipUntimed(t)
	dir, _ := units(t)
	w := newWorkspace(t, t.TempDir())
	for _, path := range []string{
		"rfc5280/PKIX1Explicit88.asn1", "rfc2898/PKCS5v2-0.asn1", "rfc4511/Lightweight-Directory-Access-Protocol-V3.asn1", "x500v4/UsefulDefinitions.asn1",
	} {
		text, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil {
			t.Fatal(err)
		}
		took := func(times int) time.Duration {
			u := unit{path: fmt.Sprintf("x%d/%s", times, filepath.Base(path)), folders: []string{"."}}
			if err := os.MkdirAll(filepath.Join(w.corpus, filepath.Dir(u.path)), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(w.corpus, u.path), []byte(repeat(path, text, times)), 0o666); err != nil {
				t.Fatal(err)
			}
			best := time.Hour
			for range 3 {
				o, err := w.compile(u, true)
				if err != nil || o.exit != 0 {
					t.Fatalf("%s: %v\n%.1000s", u.path, err, o.said)
				}
				best = min(best, o.took)
			}
			return best
		}
		once, ten, forty := took(1), took(10), took(40)
		t.Logf("%s: once %v, ten times %v, forty times %v", path, once, ten, forty)
		if ten > 16*once || forty > 6*ten {
			t.Errorf("%s: more than in proportion", path)
		}
	}
}

// repeat is a module with its assignments several times. In each copy what the module assigns has another name.
func repeat(path string, text []byte, times int) string {
	m := syntax.Parse(syntax.NewFile(path, text), new(syntax.Errors))[0]
	last := len(m.Assignments) - 1
	from, to := m.Assignments[0].From.Off, m.Assignments[last].To.Off
	assigned := make(map[string]bool)
	for _, a := range m.Assignments {
		assigned[a.Name.Text] = true
	}
	name := regexp.MustCompile(`[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*`)
	var b strings.Builder
	b.Write(text[:from])
	for k := range times {
		b.WriteString(name.ReplaceAllStringFunc(string(text[from:to]), func(s string) string {
			if k > 0 && assigned[s] {
				return fmt.Sprintf("%s-no%d", s, k)
			}
			return s
		}))
		b.WriteString("\n\n")
	}
	b.Write(text[to:])
	return b.String()
}
