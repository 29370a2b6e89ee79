package house

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// corpus has the modules as published; it is no part of the repository.
var corpus = filepath.Join(root, "..", "shared", "asn1-corpus")

// errata are what the schema files have beyond the published text, as tokens, and the token that they follow.
var errata = map[string]struct {
	after string
	added []string
}{
	"rfc6960/OCSP-2013-08.asn1": {"CrlEntryExtensions", []string{",", "CRLReason"}}, // RFC 6960, erratum 5891
}

// ours are the modules that are written here: they only give names to identifiers of texts without a module.
var ours = []string{"rfc6960/FurtherIdentifiers.asn1"}

// TestSchemaIsTheStandards compares the schema files of the project with the published modules: comments and white
// space aside, they are the same but for the errata.
func TestSchemaIsTheStandards(t *testing.T) {
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("the published modules are not here")
	}
	files, err := filepath.Glob(filepath.Join(root, "asn1", "*", "*.asn1"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 8 {
		t.Errorf("%d schema files, want 8 at least", len(files))
	}
	for _, file := range files {
		name := schemaName(file)
		if slices.Contains(ours, name) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			have, want := tokens(t, file), tokens(t, filepath.Join(corpus, name))
			if e, ok := errata[name]; ok {
				at := slices.Index(want, e.after)
				want = slices.Insert(want, at+1, e.added...)
			}
			for i := range min(len(have), len(want)) {
				if have[i] != want[i] {
					t.Fatalf("token %d is %q, published is %q, after %q", i, have[i], want[i], have[max(i-8, 0):i])
				}
			}
			if len(have) != len(want) {
				t.Fatalf("%d tokens, published are %d", len(have), len(want))
			}
		})
	}
}

// schemaName is the last two parts of a schema file's path, with a slash.
func schemaName(file string) string {
	return filepath.Base(filepath.Dir(file)) + "/" + filepath.Base(file)
}

// TestSchemaHeads looks at the lines before each module: its reference and the notice that its licence asks for.
func TestSchemaHeads(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "asn1", "*", "*.asn1"))
	if err != nil {
		t.Fatal(err)
	}
	reference := regexp.MustCompile(`^-- Reference: RFC \d+, [A-Z0-9.]+\n`)
	notice := regexp.MustCompile(`(?m)^-- Copyright \(c\) \d{4} IETF Trust and the persons identified as authors of the code\.`)
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !reference.Match(src) {
			t.Errorf("%s: the first line is no reference", file)
		}
		if !notice.Match(src) && !slices.Contains(ours, schemaName(file)) {
			t.Errorf("%s: no copyright notice", file)
		}
		if _, err := os.Stat(filepath.Join(filepath.Dir(file), "LICENSE")); err != nil {
			t.Error(err)
		}
	}
}

var lexicalItem = regexp.MustCompile(`"(?:[^"]|"")*"|'[^']*'[HB]|::=|\.\.\.|\.\.|&?[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*|[0-9]+|\S`)

// tokens returns the lexical items of a module, without comments.
func tokens(t *testing.T, file string) []string {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for line := range strings.Lines(string(src)) {
		list = append(list, lexicalItem.FindAllString(uncomment(line), -1)...)
	}
	return list
}

// uncomment drops the comments of a line: they end with the line or at the next pair of hyphens (X.680, 12.6.3).
func uncomment(line string) string {
	parts := strings.Split(line, "--")
	var code strings.Builder
	for i := 0; i < len(parts); i += 2 {
		code.WriteString(parts[i])
		code.WriteByte(' ')
	}
	return code.String()
}
