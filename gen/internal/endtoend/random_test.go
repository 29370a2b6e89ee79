package endtoend

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dergen/dergen/gen/internal/random"
	"github.com/dergen/dergen/gen/internal/schema"
)

// random adds values made from the schema to the program: n of each type, which are accepted; and n for each object
// that an open type is tied to, which the function for it decodes.
func (p *program) random(c *compiled, n int) {
	g := p.group(c.pkg + "/random")
	for _, d := range c.defs() {
		for k := range n {
			in := random.New(c.pkg+"."+d.GoName, k).Value(d)
			if in == nil {
				continue
			}
			for _, name := range goTypes(d) {
				what := fmt.Sprintf("%s %x", name, in)
				g.add(what, job{Type: c.pkg + "." + name, Kind: "accept", In: in, Loose: c.loose}, func(a answer) {
					if a.Fault != nil {
						g.problem("%s\n\trefused: %s", what, a.Fault.Text)
					}
				})
			}
		}
	}
	for _, mod := range c.model.Modules {
		for _, d := range mod.Decodes {
			if d.Struct.Module.Import != "" {
				continue
			}
			for _, o := range d.Cases {
				for k := range n {
					p.randomCase(g, c, d, o, k)
				}
			}
		}
	}
}

// randomCase adds a value of a struct whose open type is what the object o says.
func (p *program) randomCase(g *group, c *compiled, d *schema.TypedDecode, o schema.Case, n int) {
	m := random.New(c.pkg+"."+d.GoName+o.Object, n)
	for _, way := range [][]*schema.Component{d.Key, d.Value} {
		for _, k := range way {
			m.Fix(k, nil)
		}
	}
	inner := m.Value(&schema.Def{Type: o.Type})
	if inner == nil {
		return
	}
	if d.Key != nil {
		key := d.Key[len(d.Key)-1]
		switch {
		case o.ID != nil:
			m.Fix(key, tagged(key.Type, []byte(o.ID.Content)))
		case o.Int != nil:
			return // an INTEGER key: gen/testdata has those
		default:
			m.Fix(key, tagged(key.Type, []byte(o.Key)))
		}
	}
	open := d.Value[len(d.Value)-1]
	switch base := open.Type.Base(); base.Kind {
	case schema.OctetString:
		m.Fix(open, tagged(open.Type, inner))
	case schema.BitString:
		m.Fix(open, tagged(open.Type, append([]byte{0}, inner...)))
	case schema.Open:
		b := inner
		for k := len(open.Type.Tags) - 1; k >= 0; k-- {
			b = random.Element(random.Identifier(open.Type.Tags[k]), b)
		}
		m.Fix(open, b)
	default:
		return // a list of open types
	}
	in := m.Value(d.Struct)
	if in == nil {
		return
	}
	what := fmt.Sprintf("%s %x %s", d.Struct.GoName, in, d.GoName)
	g.add(what, job{Type: c.pkg + "." + d.Struct.GoName, Kind: "decode", In: in, Func: c.pkg + "." + d.GoName}, func(a answer) {
		switch {
		case a.Fault != nil:
			g.problem("%s\n\trefused: %s", what, a.Fault.Text)
		case a.Again != nil:
			g.problem("%s\n\tnot decoded: %s", what, a.Again.Text)
		case strings.Contains(a.Result, "*") && !strings.HasSuffix(fmt.Sprintf("%x", inner), a.Result[strings.LastIndexByte(a.Result, ' ')+1:]):
			g.problem("%s\n\tgives %s, want %x", what, a.Result, inner)
		}
	})
}

// tagged is contents with the tags of a type around them.
func tagged(t *schema.Type, contents []byte) []byte {
	for k := len(t.Tags) - 1; k >= 0; k-- {
		contents = random.Element(random.Identifier(t.Tags[k]), contents)
	}
	return contents
}

// schemaFiles are the modules in a folder of asn1.
func schemaFiles(t *testing.T, folder string) []section {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(root, "asn1", folder, "*.asn1"))
	if err != nil || len(names) == 0 {
		t.Fatal("no schema files", err)
	}
	var list []section
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, section{filepath.Base(name), string(text)})
	}
	return list
}

// generateFlags are the flags of the go:generate line in asn1/FOLDER/doc.go that compile knows.
func generateFlags(t *testing.T, folder string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, "asn1", folder, "doc.go"))
	if err != nil {
		t.Fatal(err)
	}
	_, line, _ := strings.Cut(string(text), "//go:generate ")
	line, _, _ = strings.Cut(line, "\n")
	fields := strings.Fields(line)
	var out []string
	for k := 0; k+1 < len(fields); k++ {
		switch fields[k] {
		case "-type", "-raw", "-view", "-keep", "-expect":
			out = append(out, fields[k], fields[k+1])
		}
	}
	return strings.Join(out, " ")
}

// compilePublished compiles the modules of the packages in asn1, as their go:generate lines say.
func compilePublished(t *testing.T) (pkix, ocsp *compiled) {
	t.Helper()
	files := schemaFiles(t, "rfc5912")
	pkix = compile(t, "rfc5912", files, nil, generateFlags(t, "rfc5912"))
	if pkix.model == nil {
		return pkix, pkix
	}
	imports := map[string]*schema.ImportedPackage{}
	for _, m := range pkix.model.Modules {
		k := &schema.ImportedPackage{Path: repository + "/asn1/rfc5912", Types: map[string]schema.ImportedType{}, OIDs: map[string]string{}}
		for _, d := range m.Defs {
			k.Types[d.Name] = schema.ImportedType{GoName: d.GoName, Raw: d.Raw, View: d.View, Keep: d.Keep}
		}
		for _, o := range m.OIDs {
			k.OIDs[o.Name] = o.GoName
		}
		imports[m.Name] = k
	}
	return pkix, compileWith(t, "rfc6960", schemaFiles(t, "rfc6960"), files, generateFlags(t, "rfc6960"), imports)
}

// published adds the packages of asn1, as they are committed, and random values of their types.
func (p *program) published(t *testing.T) {
	t.Helper()
	pkix, ocsp := compilePublished(t)
	for _, c := range []*compiled{pkix, ocsp} {
		if c.model == nil {
			t.Errorf("%s is refused:\n%s", c.pkg, c.messages)
			return
		}
		p.packages = append(p.packages, packed{compiled: c, path: repository + "/asn1/" + c.pkg})
	}
	p.random(pkix, 3)
	p.random(ocsp, 12)
}
