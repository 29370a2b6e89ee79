package corpus

import (
	"regexp"
	"testing"

	"github.com/dergen/dergen/gen/internal/schema"
)

// leavesOpen matches a type that the module leaves open: ANY, a type field of a class, and X.519's name for one.
var leavesOpen = regexp.MustCompile(`\bANY\b|\.&[A-Z]|^OSI-PDU\{`)

// TestRawValues: nothing is kept as an element whose contents are unknown but what the module leaves open.
func TestRawValues(t *testing.T) {
	dir, list := units(t)
	lib := newLibrary(dir)
	open, models := 0, 0
	for _, u := range list {
		m := lib.model(u)
		if m == nil {
			continue
		}
		models++
		var walk func(where string, typ *schema.Type)
		walk = func(where string, typ *schema.Type) {
			switch {
			case typ.Def != nil:
				return
			case typ.Elem != nil:
				walk(where+"[]", typ.Elem)
				return
			case typ.Kind == 0:
				t.Errorf("%s: %s is of no kind", u.path, where)
			case typ.Kind == schema.Open:
				open++
				if !leavesOpen.MatchString(typ.Text) {
					t.Errorf("%s: %s is kept as it is: %s", u.path, where, typ.Text)
				}
			}
			for _, k := range typ.Components {
				walk(where+"."+k.Name, k.Type)
			}
		}
		for _, mod := range m.Modules {
			for _, d := range mod.Defs {
				if d.Raw {
					t.Errorf("%s: %s is raw, though nobody asked for it", u.path, d.Name)
				}
				walk(mod.Name+"."+d.Name, d.Type)
			}
		}
	}
	t.Logf("%d models, %d open types", models, open)
}
