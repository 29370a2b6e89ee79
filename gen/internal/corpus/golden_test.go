package corpus

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the lists in gen/testdata anew")

// golden compares a list in gen/testdata with what was found, or writes it.
func golden(t *testing.T, name, found string) {
	t.Helper()
	name = filepath.Join(root, "gen/testdata", name)
	if *update {
		if err := os.WriteFile(name, []byte(found), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	want, got := strings.Split(string(text), "\n"), strings.Split(found, "\n")
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("%s has, but no more: %s", filepath.Base(name), line)
		}
	}
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("%s lacks: %s", filepath.Base(name), line)
		}
	}
	if !t.Failed() && string(text) != found {
		t.Errorf("%s is in another order", filepath.Base(name))
	}
}

const (
	refusedHead = `What dergen refuses of ../shared/asn1-corpus. For each unit: what is wrong in the published text, after "#", and what
dergen says. "go test ./gen/internal/corpus -run TestCorpus -update" writes what dergen says anew and keeps the rest.
`
	unknown     = "# ?\n" // stands where nobody has said yet what is wrong
	missingHead = `
Nothing is wrong in these, but modules behind their imports are not there. A missing file is no fault of the text.
`
)

// testRefused holds gen/testdata/refused.txt to what was refused.
func testRefused(t *testing.T, outcomes []outcome) {
	reasons := readReasons(t)
	var faulty, missing strings.Builder
	for _, o := range outcomes {
		if o.exit == 0 {
			continue
		}
		var said []string
		notFound := true
		for line := range strings.Lines(o.said) {
			if !strings.Contains(line, ": warning: ") {
				said = append(said, "  "+line)
				notFound = notFound && strings.Contains(line, ": module ") && strings.Contains(line, " is not found")
			}
		}
		if notFound {
			fmt.Fprintf(&missing, "\n%s\n%s", o.path, strings.Join(said, ""))
			continue
		}
		if reasons[o.path] == "" {
			t.Errorf("refused.txt does not say what is wrong in %s", o.path)
			reasons[o.path] = unknown
		}
		fmt.Fprintf(&faulty, "\n%s\n%s%s", o.path, reasons[o.path], strings.Join(said, ""))
	}
	golden(t, "refused.txt", refusedHead+faulty.String()+missingHead+missing.String())
}

// readReasons reads what refused.txt says is wrong in each unit: lines that begin with "#".
func readReasons(t *testing.T) map[string]string {
	text, err := os.ReadFile(filepath.Join(root, "gen/testdata/refused.txt"))
	if err != nil && !*update {
		t.Fatal(err)
	}
	reasons := make(map[string]string)
	path := ""
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "# ") && line != unknown {
			reasons[path] += line
		} else if line != unknown {
			path = strings.TrimSpace(line)
		}
	}
	return reasons
}

const collisionsHead = `The names of ../shared/asn1-corpus that would be the same in Go, and what dergen says of each. A type or a value that
an imported module defines gives way to one of the module that is compiled: its module's name is put in front. Within
a module an OBJECT IDENTIFIER value that meets a type ends in OID, a nested type that meets a type in Value or Kind. It
is a warning each time; two names that are the same after that are an error with both places. "go test
./gen/internal/corpus -run TestCorpus -update" writes this.

`

// testCollisions holds gen/testdata/collisions.txt to the names that met another in Go, and what became of them.
func testCollisions(t *testing.T, outcomes []outcome) {
	var lines []string
	for _, o := range outcomes {
		for line := range strings.Lines(o.said) {
			if strings.Contains(line, " in Go") {
				lines = append(lines, line)
			}
		}
	}
	slices.Sort(lines)
	golden(t, "collisions.txt", collisionsHead+strings.Join(slices.Compact(lines), ""))
}

// warned are defects of published modules that have one reading, and what is said of each.
var warned = [][2]string{
	{"rfc5280/PKIX1Explicit88.asn1", `UTF8String is a built-in type, which is meant here`},
	{"rfc3125/ETS-ElectronicSignaturePolicies-88syntax.asn1", `line is taken for the rest of the comment before it`},
	{"rfc6960/OCSP-2013-08.asn1", `CRLReason is not imported; it is taken from PKIX1Implicit-2009, which alone defines it`},
	{"rfc5912/PKIX1Implicit-2009.asn1", `PKIX1Explicit-2009 only imports ORAddress: it is defined in PKIX-X400Address-2009`},
	{"rfc5280/PKIX1Implicit88.asn1", `UTF8String is a built-in type; the one imported from PKIX1Explicit88 takes its place`},
	{"rfc8018/PKCS5v2-1.asn1", `expected "|", found ","`},
	{"rfc5911/CMS-AES-CCM-and-AES-GCM-2009.asn1", `objects cea-aes128-GCM and cea-aes192-GCM have the same &id: the first counts`},
	{"rfc1155/RFC1155-SMI.asn1", `macro OBJECT-TYPE is skipped`},
	{"rfc1165/NTP.asn1", `the notation of macro OPERATION is passed over; query is taken for the INTEGER that follows`},
	{"rfc7958/ResourceRecord.asn1", `ATTRIBUTE is not imported; it is taken from InformationFramework, the nearest of those that define it`},
	{"rfc5917/ClearanceSponsorAttribute-2008.asn1", `DirectoryString{ub-clearance-sponsor} has no component utf8String; it is taken for uTF8String`},
	{"rfc1495/MIME-MHS.asn1", `internet is not defined in MIME-MHS; it is taken for 1.3.6.1, as in RFC 1155`},
}

// testWarnings: no defect is passed over in silence.
func testWarnings(t *testing.T, outcomes []outcome) {
	for _, o := range outcomes {
		for _, w := range warned {
			if o.path == w[0] && !strings.Contains(o.said, ": warning: "+w[1]+"\n") {
				t.Errorf("%s: nothing is said of this: %s", o.path, w[1])
			}
		}
	}
}
