package corpus

import (
	"strings"
	"testing"
	"time"

	"github.com/dergen/dergen/internal/codectest"
)

const (
	share   = 0.94             // of the units whose imports are all there, which are to be compiled
	longest = 20 * time.Second // of processor time for one unit; TestTimeOfEach has the real bound
)

// TestCorpus compiles every unit, and looks at what is said and at what comes out.
func TestCorpus(t *testing.T) {
	if codectest.Race {
		t.Skip("what runs here runs in other processes")
	}
	dir, list := units(t)
	lib := newLibrary(dir)
	w := newWorkspace(t, dir)
	outcomes := w.compileAll(t, list, every())
	total, good, others := 0, 0, 0
	var built []outcome
	for _, o := range outcomes {
		switch {
		case o.exit > 1 || strings.Contains(o.said, "panic:") || strings.Contains(o.said, "goroutine "):
			t.Errorf("%s: exit %d: %s", o.path, o.exit, firstLine(o.said))
		case o.took > longest:
			t.Errorf("%s took %v", o.path, o.took)
		case o.exit == 1 && !strings.Contains(o.said, ".asn1:"):
			t.Errorf("%s is refused, but no place is named: %s", o.path, o.said)
		}
		if o.exit == 0 && o.folder != "" {
			built = append(built, o)
		}
		// Of IMPORTS that lack their semicolon the index knows nothing, and it takes RFC 4010's module for the one that RFC 4108
		// names, since both have one identifier.
		complete := o.complete && (o.exit == 0 || lib.lacks(o.unit) == nil)
		switch {
		case complete && o.exit == 0:
			good, total = good+1, total+1
		case complete:
			total++
		case o.exit == 0:
			others++
		}
	}
	t.Logf("%d of %d units whose imports are all there are compiled, and %d others", good, total, others)
	if float64(good) < share*float64(total) {
		t.Errorf("fewer than %.0f %%", 100*share)
	}
	t.Run("refused", func(t *testing.T) { testRefused(t, outcomes) })
	t.Run("collisions", func(t *testing.T) { testCollisions(t, outcomes) })
	t.Run("warnings", func(t *testing.T) { testWarnings(t, outcomes) })
	t.Run("vet", func(t *testing.T) {
		if out, err := w.goCommand("vet", "./..."); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	})
	t.Run("raw", func(t *testing.T) { testRawFields(t, lib, built) })
	t.Run("values", func(t *testing.T) { w.testValues(t, lib, built) })
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}
