package corpus

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dergen/dergen/gen/internal/random"
	"github.com/dergen/dergen/gen/internal/schema"
)

// row is a value of a type.
type row struct {
	unit   string // path of the unit
	typ    string // ASN.1 name
	hex    string
	goName string // of the type
	erlang bool   // made by Erlang's compiler
}

// readValues reads the values that Erlang's compiler made of a unit's own types; none if there are none.
func readValues(u unit) ([]row, error) {
	name := filepath.Join(root, "../shared/erlang-values", filepath.Dir(u.path), u.module+".tsv")
	text, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	var rows []row
	for line := range strings.Lines(string(text)) {
		typ, hex, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			return nil, fmt.Errorf("%s: %q is no row", name, line)
		}
		rows = append(rows, row{unit: u.path, typ: typ, hex: hex, erlang: true})
	}
	return rows, err
}

// values are the rows of a unit: Erlang's, and n random ones of each type that is emitted.
func values(t *testing.T, u unit, m *schema.Model, n int) []row {
	rows, err := readValues(u)
	if err != nil {
		t.Fatal(err)
	}
	for _, mod := range m.Modules {
		for _, d := range mod.Defs {
			if mod.Name == u.module {
				for k := range rows {
					if r := &rows[k]; r.erlang && r.typ == d.Name {
						r.goName = d.GoName
					}
				}
			}
			none := true
			for k := range n {
				if b := random.New(u.path+d.GoName, k).Value(d); b != nil {
					rows = append(rows, row{unit: u.path, typ: mod.Name + "." + d.Name, hex: hex.EncodeToString(b), goName: d.GoName})
					none = false
				}
			}
			if none {
				t.Errorf("%s: no value of %s.%s was found", u.path, mod.Name, d.Name)
			}
		}
	}
	return slices.DeleteFunc(rows, func(r row) bool {
		if r.goName == "" {
			t.Errorf("%s: no type %s, of which Erlang has values", u.path, r.typ)
		}
		return r.goName == ""
	})
}

// testValues decodes every value of the packages that are built, and encodes it again.
func (w *workspace) testValues(t *testing.T, lib *library, built []outcome) {
	const program = 24 // packages in one
	each := 4          // random values of a type
	if every() == 1 {
		each = 16
	}
	for n := 0; len(built) > 0; n++ {
		d := newDriver(fmt.Sprintf("driver%d", n))
		for _, o := range built[:min(program, len(built))] {
			if m := lib.model(o.unit); m != nil {
				d.add(o.pkg(), values(t, o.unit, m, each))
			} else {
				t.Errorf("%s is compiled, but has no model", o.path)
			}
		}
		built = built[min(program, len(built)):]
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			results, err := d.run(w)
			if err != nil {
				t.Fatal(err)
			}
			report(t, d.rows, results)
		})
	}
}

// report says which rows did not come out as they went in, the doubtful ones aside.
func report(t *testing.T, rows []row, results []string) {
	doubts := readDoubts(t)
	doubted := make(map[*doubt]bool)
	units := make(map[string]bool)
	types := make(map[string]bool)
	var erlang, doubtful int
	for k, r := range rows {
		said := results[k]
		types[r.unit+" "+r.goName] = true
		if !r.erlang {
			if said != "ok" {
				t.Errorf("%s\t%s\t%s\t%s", r.unit, r.typ, r.hex, said)
			}
			continue
		}
		erlang++
		units[r.unit] = true
		switch d := doubts.of(r); {
		case d != nil && !d.says(said):
			t.Errorf("%s %s %.40s is doubtful since %s, but: %s", r.unit, r.typ, r.hex, d.said, said)
		case d != nil:
			doubted[d] = true
			doubtful++
		case said != "ok":
			t.Errorf("Erlang's\t%s\t%s\t%s\t%s", r.unit, r.typ, r.hex, said)
		}
	}
	for k := range doubts {
		if d := &doubts[k]; units[d.unit] && !doubted[d] {
			t.Errorf("erlang-doubtful.txt: no value of %s %s begins with %s", d.unit, d.typ, d.hex)
		}
	}
	t.Logf("%d types: %d random values; %d of Erlang's, of which %d are listed as doubtful", len(types), len(rows)-erlang, erlang, doubtful)
}
