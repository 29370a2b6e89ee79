package endtoend

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

// derRow is a row of asn1/der/testdata/der-rows.json: a primitive encoding and what X.690 says of it.
type derRow struct{ ID, Type, Hex, Verdict, Clause, Rule string }

// derRows adds the rows of der-rows.json for the types of gen/testdata/derrows.txtar.
func (p *program) derRows(t *testing.T, c *compiled) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "asn1", "der", "testdata", "der-rows.json"))
	if err != nil {
		t.Fatal(err)
	}
	var rows []derRow
	if err := json.Unmarshal(text, &rows); err != nil {
		t.Fatal(err)
	}
	if len(rows) != 311 {
		t.Errorf("%d rows, not 311", len(rows))
	}
	g := p.group(c.pkg + "/json")
	for _, r := range rows {
		in, err := hex.DecodeString(r.Hex)
		if err != nil {
			t.Fatal(err)
		}
		var typ string
		for _, d := range c.defs() {
			if d.Name == "T-"+r.Type {
				typ = d.GoName
			}
		}
		what := r.ID + " (" + r.Rule + ", " + r.Clause + ") " + r.Hex
		g.add(what, job{Type: c.pkg + "." + typ, Kind: r.Verdict, In: in}, func(a answer) {
			switch {
			case r.Verdict == "accept" && a.Fault != nil:
				g.problem("%s\n\trefused: %s", what, a.Fault.Text)
			case r.Verdict == "reject" && a.Fault == nil:
				g.problem("%s\n\taccepted", what)
			}
		})
	}
}
