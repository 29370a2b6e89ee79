package endtoend

import (
	"bytes"
	"encoding/base64"
	"encoding/pem"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBothOCSPModules: the two modules of RFC 6960 as they were published, B.1 in the syntax of 1988 and B.2 in that of
// 2008, with the modules behind them, compile; and what comes out accepts and refuses the same messages, with the same
// octets when they are encoded back.
func TestBothOCSPModules(t *testing.T) {
	corpus := filepath.Join(root, "..", "shared", "asn1-corpus")
	if _, err := os.Stat(corpus); err != nil {
		t.Skip("no ../shared/asn1-corpus: the modules as published are not part of this project")
	}
	p := new(program)
	for _, m := range []struct{ pkg, file, behind, warning string }{
		{"ocsp08", "rfc6960/OCSP-2013-08.asn1", "rfc5912", "warning: CRLReason is not imported; it is taken from PKIX1Implicit-2009, which alone defines it"},
		{"ocsp88", "rfc6960/OCSP-2013-88.asn1", "rfc5280", ""},
	} {
		c := compile(t, m.pkg, sections(t, filepath.Join(corpus, m.file)), sections(t, filepath.Join(corpus, m.behind, "*.asn1")), "-raw Certificate")
		if c.model == nil || !strings.Contains(c.messages, m.warning) {
			t.Fatalf("%s:\n%s", m.file, c.messages)
		}
		p.packages = append(p.packages, packed{compiled: c})
	}
	g := p.group("OCSP-2013-08 and OCSP-2013-88")
	for name, message := range messages(t, corpus) {
		for _, typ := range []string{"OCSPRequest", "OCSPResponse", "BasicOCSPResponse"} {
			var first answer
			// "accept" also compares the octets when the value is encoded back.
			g.add(name, job{Type: "ocsp08." + typ, Kind: "accept", In: message}, func(a answer) { first = a })
			g.add(name, job{Type: "ocsp88." + typ, Kind: "accept", In: message}, func(a answer) {
				if (first.Fault == nil) != (a.Fault == nil) {
					g.problem("%s as %s: 2013-08 says %v, 2013-88 says %v", name, typ, first.Fault, a.Fault)
				}
			})
		}
	}
	p.run(t)
}

// sections reads the files that pattern names.
func sections(t *testing.T, pattern string) (list []section) {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatal("no ", pattern, err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, section{filepath.Base(name), string(text)})
	}
	return list
}

// messages are the vectors beside the corpus, and the BasicOCSPResponses within them.
func messages(t *testing.T, corpus string) map[string][]byte {
	t.Helper()
	list := map[string][]byte{}
	dir := filepath.Join(corpus, "..", "vectors")
	basic := []byte{6, 9, 0x2b, 6, 1, 5, 5, 7, 0x30, 1, 1} // id-pkix-ocsp-basic
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		switch filepath.Ext(path) {
		case ".json", ".md", ".txt":
			return nil
		case ".ors":
			b, _ = base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(b)), ""))
		}
		if block, _ := pem.Decode(b); block != nil {
			b = block.Bytes
		}
		name, _ := filepath.Rel(dir, path)
		list[name] = b
		if _, inner, ok := bytes.Cut(b, basic); ok && len(inner) > 4 && inner[0] == 4 {
			if n := inner[1]; n >= 0x80 && int(n&0x7f) < len(inner)-2 {
				inner = inner[n&0x7f:]
			}
			list[name+", inside"] = inner[2:]
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}
