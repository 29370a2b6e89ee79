package der

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"testing"
)

// A row of testdata/der-rows.json.
type row struct {
	ID, Type, Hex, Verdict, Clause, Rule string
}

func rows(t testing.TB) []row {
	t.Helper()
	data, err := os.ReadFile("testdata/der-rows.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []row
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestRows holds the runtime to the verdicts of the table. What is accepted is encoded again, and must be the same.
func TestRows(t *testing.T) {
	reach := map[string]int{}
	for _, r := range rows(t) {
		b := unhex(t, r.Hex)
		reach[r.Type]++
		out, err := codecs[r.Type](b)
		switch {
		case err == nil && r.Verdict == "reject":
			t.Errorf("%s (%s, %s): %s is accepted", r.ID, r.Rule, r.Clause, r.Hex)
		case err != nil && r.Verdict == "accept":
			t.Errorf("%s (%s, %s): %s: %v", r.ID, r.Rule, r.Clause, r.Hex, err)
		case err == nil && !bytes.Equal(out, b):
			t.Errorf("%s (%s): %s is encoded as %x", r.ID, r.Rule, r.Hex, out)
		}
	}
	if len(reach) != 25 {
		t.Errorf("%d types in the table, not 25: %v", len(reach), reach)
	}
}

// TestPrefixes checks that no beginning of an encoding is an encoding, and that nothing may follow one.
func TestPrefixes(t *testing.T) {
	for _, r := range rows(t) {
		b := unhex(t, r.Hex)
		if _, err := codecs[r.Type](b); err != nil {
			continue
		}
		for n := range b {
			if _, err := codecs[r.Type](b[:n:n]); err == nil {
				t.Errorf("%s: %d octets of %s are accepted", r.ID, n, r.Hex)
			}
		}
		if _, err := codecs[r.Type](append(b, 0)); err == nil {
			t.Errorf("%s: %s00 is accepted", r.ID, r.Hex)
		}
	}
}
