package corpus

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// doubt is a row of gen/testdata/erlang-doubtful.txt: a value of Erlang's that is none of its type, or that is beyond a
// limit which is documented.
type doubt struct {
	unit, typ string
	hex       string // its beginning
	where     string // path of what is refused, below the type
	said      string // how the error ends
}

// says reports whether an error is the one that the row is about.
func (d *doubt) says(err string) bool {
	return strings.Contains(err, d.where+": byte ") && strings.HasSuffix(err, ": "+d.said)
}

type doubts []doubt

// readDoubts reads the list. A heading "== error: reason" holds for the rows after it, up to the next.
func readDoubts(t *testing.T) (list doubts) {
	text, err := os.ReadFile(filepath.Join(root, "gen/testdata/erlang-doubtful.txt"))
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if heading, ok := strings.CutPrefix(line, "== "); ok {
			if said, _, ok = strings.Cut(heading, ": "); !ok {
				t.Errorf("erlang-doubtful.txt: %q has no reason", line)
			}
			continue
		}
		if f := strings.Fields(line); len(f) == 4 && said != "" && strings.HasSuffix(f[0], ".asn1") {
			list = append(list, doubt{f[0], f[1], f[2], f[3], said})
		}
	}
	return list
}

// of is the doubt about a value, nil if there is none.
func (l doubts) of(r row) *doubt {
	for k := range l {
		if d := &l[k]; d.unit == r.unit && d.typ == r.typ && strings.HasPrefix(r.hex, d.hex) {
			return d
		}
	}
	return nil
}
