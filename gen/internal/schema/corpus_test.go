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

// refusedUnits are the units that are not accepted, and why: what is wrong is the text of the RFC, or what it lacks here.
var refusedUnits = map[string]string{
	"rfc1507/CCITT.asn1":                                    "uses macros; lines run together",
	"rfc1507/Dass.asn1":                                     "uses macros; two components have one name",
	"rfc2510/PKIXCMP.asn1":                                  "modules that it imports are not here",
	"rfc2649/SIGNEDOPERATIONS.asn1":                         "maxInt is not defined",
	"rfc3125/ETS-ElectronicSignaturePolicies-88syntax.asn1": "GeneralNames is imported from a module that lacks it; SignPolicyId is not defined",
	"rfc3125/ETS-ElectronicSignaturePolicies-97Syntax.asn1": "GeneralNames is imported from a module that lacks it; CommitmentTypeIdentifier is not defined",
	"rfc3126/ETS-ElectronicSignatureFormats-88syntax.asn1":  "modules that it imports are not here",
	"rfc3126/ETS-ElectronicSignatureFormats-97Syntax.asn1":  "modules that it imports are not here",
	"rfc4108/CMSFirmwareWrapper.asn1":                       "a module that it imports is not here",
	"rfc4910/MyModule.asn1":                                 "an example: Markup is not defined",
	"rfc5272/EnrollmentMessageSyntax.asn1":                  "an ambiguous CHOICE (RFC 6402 has corrected it)",
	"rfc5636/Modules.asn1":                                  "modules that it imports are not here",
	"rfc6664/PUBLIC-KEY-SMIME-CAPABILITIES-88.asn1":         "pk-dsa is not defined",
}

// TestCorpus checks every unit whose imports are all there.
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
		}
		why, refused := refusedUnits[u.path]
		switch {
		case refused && m != nil:
			t.Errorf("%s is accepted, although: %s", u.path, why)
		case !refused && m == nil:
			for _, e := range errs.Sorted() {
				if !e.Warning {
					t.Error(e)
				}
			}
		}
	}
	t.Logf("%d of %d units are accepted", good, total)
}

// TestOCSP checks the modules of RFC 6960 as they are published, with what the project chooses for its own package.
func TestOCSP(t *testing.T) {
	dir, units := corpus(t)
	for _, u := range units {
		if !strings.HasPrefix(u.path, "rfc6960/") {
			continue
		}
		o := Options{}
		if strings.HasSuffix(u.path, "-08.asn1") {
			o = Options{
				Raw: []string{"PKIX1Explicit-2009.Certificate"}, View: []string{"Name", "GeneralName"}, Keep: []string{"TBSRequest", "ResponseData"},
			}
		}
		m, errs := u.compile(dir, o)
		got := ""
		for _, e := range errs.Sorted() {
			got += e.Error() + "\n"
		}
		if m != nil {
			got += dump(m)
		}
		golden(t, "testdata/"+filepath.Base(u.path)+".want", got)
	}
}
