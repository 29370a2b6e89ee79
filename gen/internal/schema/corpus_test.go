package schema

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// unit is a module of the corpus and where its imports are.
type unit struct {
	path    string // "rfc6960/OCSP-2013-08.asn1"
	closure []string
	notes   string
}

// corpus is the folder of published modules; the test skips where it is absent.
func corpus(t *testing.T) (dir string, units []unit) {
	dir = os.Getenv("ASN1_CORPUS")
	if dir == "" {
		dir = "../../../../shared/asn1-corpus"
	}
	index, err := os.ReadFile(filepath.Join(dir, "INDEX.tsv"))
	if err != nil {
		t.Skip("no corpus of published modules here")
	}
	for _, line := range strings.Split(strings.TrimSpace(string(index)), "\n")[1:] {
		f := strings.Split(line, "\t")
		u := unit{path: f[0], closure: strings.Fields(f[6])}
		if len(f) > 8 {
			u.notes = f[8]
		}
		units = append(units, u)
	}
	return dir, units
}

// compile parses and checks a unit.
func (u unit) compile(dir string, o Options) (*Model, *syntax.Errors) {
	errs := new(syntax.Errors)
	parse := func(path string) []*syntax.Module {
		src, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil {
			return nil
		}
		return syntax.Parse(syntax.NewFile(path, src), errs)
	}
	roots := parse(u.path)
	others := slices.Clone(roots)
	for _, k := range u.closure {
		folder, module, _ := strings.Cut(k, ":")
		others = append(others, parse(folder+"/"+module+".asn1")...)
	}
	find := func(name string, oid []string, at syntax.Pos) *syntax.Module {
		for _, m := range others {
			if oid != nil && slices.Equal(ModuleOID(m), oid) {
				return m
			}
		}
		for _, m := range others {
			if m.Name.Text == name {
				return m
			}
		}
		return nil
	}
	return Check(roots, find, o, errs), errs
}

func TestOCSP(t *testing.T) {
	dir, units := corpus(t)
	for _, u := range units {
		if u.path != "rfc6960/OCSP-2013-08.asn1" {
			continue
		}
		m, errs := u.compile(dir, Options{
			Raw: []string{"PKIX1Explicit-2009.Certificate"}, View: []string{"Name", "GeneralName"}, Keep: []string{"TBSRequest", "ResponseData"},
		})
		for _, e := range errs.Sorted() {
			t.Log(e)
		}
		if m == nil || dump(m) == "" {
			t.Fatal("refused")
		}
	}
}

func TestCorpus(t *testing.T) {
	dir, units := corpus(t)
	total, good := 0, 0
	for _, u := range units {
		if strings.Contains(u.notes, "missing imports") {
			continue
		}
		total++
		m, errs := u.compile(dir, Options{})
		if m != nil {
			good++
			continue
		}
		for _, e := range errs.Sorted() {
			if !e.Warning {
				t.Log(e)
			}
		}
	}
	t.Logf("%d of %d units are accepted", good, total)
}
