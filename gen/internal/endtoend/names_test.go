package endtoend

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dergen/dergen/gen/internal/schema"
)

// TestNames compares every Go name that comes out of the modules of RFC 5912 and RFC 6960 with gen/testdata/names.txt.
func TestNames(t *testing.T) {
	pkix, ocsp := compilePublished(t)
	if pkix.model == nil || ocsp.model == nil {
		t.Fatalf("refused:\n%s%s", pkix.messages, ocsp.messages)
	}
	var b strings.Builder
	b.WriteString("Go names of the modules of RFC 5912 and RFC 6960: what it is, its ASN.1 name, its name in Go. go test -update writes this file.\n")
	for _, c := range []*compiled{pkix, ocsp} {
		for _, m := range c.model.Modules {
			if m.Import == "" && len(m.Defs)+len(m.OIDs) > 0 {
				fmt.Fprintf(&b, "\n%s, in package %s\n", m.Name, c.pkg)
				names(&b, m)
			}
		}
	}
	file := filepath.Join(testdata, "names.txt")
	old, err := os.ReadFile(file)
	if err == nil && string(old) == b.String() {
		return
	}
	if !*update {
		t.Fatalf("%s is stale (go test -update brings it up to date)\n%s", file, difference(string(old), b.String()))
	}
	if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func names(b *strings.Builder, m *schema.Module) {
	row := func(what, name, goName string) { fmt.Fprintf(b, "%-10s %-50s %s\n", what, name, goName) }
	for _, d := range m.Defs {
		row("type", d.Name, d.GoName)
		if d.View {
			row("view", d.Name, d.GoName+"View")
		}
		t := d.Type
		if t.Def != nil {
			continue
		}
		if t.Kind == schema.Choice {
			row("kind", d.Name, d.GoName+"Kind")
			row("none", d.Name, d.GoNone)
		}
		for _, k := range t.Components {
			if t.Kind == schema.Choice {
				row("choice", d.Name+"."+k.Name, d.GoName+k.GoName+", "+k.GoName+"(), Set"+k.GoName+"()")
				continue
			}
			row("component", d.Name+"."+k.Name, d.GoName+"."+k.GoName)
		}
		for _, n := range t.Numbers {
			row("number", d.Name+" "+n.Name, n.GoName)
		}
	}
	for _, o := range m.OIDs {
		row("oid", o.Name, o.GoName)
	}
	for _, d := range m.Decodes {
		row("decode", d.Holder, d.GoName+"(*"+d.Struct.GoName+")")
	}
}
