package codectest

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
)

// Sample is an encoding that a type's codec accepts.
type Sample struct {
	Name string
	Type Type
	DER  []byte
}

// decoded is the value of the sample.
func (s Sample) decoded(t testing.TB) Value {
	t.Helper()
	v := s.Type.New()
	if err := v.UnmarshalDER(s.DER); err != nil {
		t.Fatalf("%s %s: %v", s.Type.Name, s.Name, err)
	}
	return v
}

// Complete complains if a type with an UnmarshalDER in the generated files of this folder is not in the table, or has no
// sample, or does not give its name to its errors.
func Complete(t testing.TB, types []Type, samples []Sample) {
	t.Helper()
	n := 0
	for _, name := range Glob(t, "*_gen.go") {
		f, err := parser.ParseFile(token.NewFileSet(), filepath.FromSlash(name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.Name == "UnmarshalDER" {
				n++
			}
		}
	}
	if n != len(types) {
		t.Errorf("%d types have UnmarshalDER, and %d are in the table", n, len(types))
	}
	has := map[string]bool{}
	for _, s := range samples {
		has[s.Type.Name] = true
	}
	for _, typ := range types {
		err := typ.New().UnmarshalDER(nil)
		if err == nil || !strings.HasPrefix(err.Error(), "der: "+typ.Name+": byte 0: ") {
			t.Errorf("%s: %v", typ.Name, err)
		}
		if !has[typ.Name] {
			t.Errorf("no sample of %s", typ.Name)
		}
	}
}

// Clones checks that the clone of each sample is equal, and stays what it was when the input is written over and the
// value decodes another.
func Clones(t testing.TB, samples []Sample) {
	t.Helper()
	for _, s := range samples {
		b, v := bytes.Clone(s.DER), s.Type.New()
		if err := v.UnmarshalDER(b); err != nil {
			t.Fatalf("%s %s: %v", s.Type.Name, s.Name, err)
		}
		c := v.Copy()
		if d := Differ(v.Get(), c.Get()); d != "" {
			t.Errorf("%s %s: the clone differs: %s", s.Type.Name, s.Name, d)
		}
		for _, other := range samples {
			if other.Type.Name == s.Type.Name {
				v.UnmarshalDER(other.DER)
			}
		}
		for i := range b {
			b[i] = 0xff
		}
		Read(c.Get())
		if out, err := c.MarshalDER(); err != nil || !bytes.Equal(out, s.DER) {
			t.Errorf("%s %s: the clone is now %x, %v", s.Type.Name, s.Name, out, err)
		}
		if d := NotZero(s.Type.New().Copy().Get()); d != "" {
			t.Errorf("%s: the clone of a zero value is not one: %s", s.Type.Name, d)
		}
	}
}

// Readers has many goroutines read, encode and clone each sample, decoded once. It is for the race detector.
func Readers(t testing.TB, samples []Sample) {
	t.Helper()
	for _, s := range samples {
		v := s.decoded(t)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				Read(v.Get())
				if out, err := v.MarshalDER(); err != nil || !bytes.Equal(out, s.DER) {
					t.Errorf("%s %s: encoded as %x, %v", s.Type.Name, s.Name, out, err)
				}
				if d := Differ(v.Get(), v.Copy().Get()); d != "" {
					t.Errorf("%s %s: the clone differs: %s", s.Type.Name, s.Name, d)
				}
			})
		}
		wg.Wait()
	}
}

// Rooms encodes each sample into buffers with every amount of room, from none to more than enough: behind a prefix
// that must stay as it is, always with the same result, and never beyond the capacity.
func Rooms(t testing.TB, samples []Sample) {
	t.Helper()
	for _, s := range samples {
		v := s.decoded(t)
		for room := range len(s.DER) + 3 {
			b := bytes.Repeat([]byte{0xee}, 3+room+2)
			copy(b, "abc")
			out, err := v.AppendDER(b[: 3 : 3+room])
			if err != nil || string(out[:3]) != "abc" || !bytes.Equal(out[3:], s.DER) {
				t.Fatalf("%s %s: with room for %d: %x, %v", s.Type.Name, s.Name, room, out, err)
			}
			if b[3+room] != 0xee || b[3+room+1] != 0xee {
				t.Fatalf("%s %s: with room for %d: written beyond it", s.Type.Name, s.Name, room)
			}
		}
	}
}

// Capped checks that no view of the input has capacity beyond its end: what is appended to it must not be written over what
// follows in the message.
func Capped(t testing.TB, samples []Sample) {
	t.Helper()
	for _, s := range samples {
		v := s.decoded(t)
		if where := uncapped(reflect.ValueOf(v.Get()).Elem(), s.Type.Name); where != "" {
			t.Errorf("%s %s: %s has capacity beyond its end", s.Type.Name, s.Name, where)
		}
	}
}

func uncapped(x reflect.Value, path string) string {
	switch x.Kind() {
	case reflect.Slice:
		if x.Type().Elem().Kind() == reflect.Uint8 {
			if x.Cap() > x.Len() {
				return path
			}
			return ""
		}
		for k := range x.Len() {
			if where := uncapped(x.Index(k), path+"[]"); where != "" {
				return where
			}
		}
	case reflect.Struct:
		for k := range x.NumField() {
			if f := x.Type().Field(k); f.IsExported() {
				if where := uncapped(x.Field(k), path+"."+f.Name); where != "" {
					return where
				}
			}
		}
	}
	return ""
}
