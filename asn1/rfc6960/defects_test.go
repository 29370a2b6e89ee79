package rfc6960

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dergen/dergen/asn1/der"
	"github.com/dergen/dergen/internal/codectest"
)

// TestDefects changes each element of each sample and message in every way of [codectest.Defects]. What is wrong whatever
// the type is must be refused. What else is refused, as what, and what is accepted in the messages, stands in
// testdata/defects.txt: another value, a component that may be left out, an element more in a list.
func TestDefects(t *testing.T) {
	refused := map[string]map[string]int{}
	var accepted strings.Builder
	real := messages(t)
	for k, s := range append(real, small...) {
		v, places := s.Type.New(), map[string][]string{}
		for _, d := range codectest.Defects(s.DER, opaque) {
			if codectest.Check(t, s.Type, v, d.DER, nil) {
				if d.Bad {
					t.Errorf("%s %s: %s at %s is accepted: %x", s.Type.Name, s.Name, d.Kind, d.At, d.DER)
				}
				places[d.Kind] = append(places[d.Kind], d.At)
				continue
			}
			if refused[d.Kind] == nil {
				refused[d.Kind] = map[string]int{}
			}
			refused[d.Kind][v.UnmarshalDER(d.DER).(*der.Error).Err.Error()]++
		}
		if k < len(real) {
			fmt.Fprintf(&accepted, "\n%s %s\n", s.Type.Name, s.Name)
			for _, kind := range slices.Sorted(maps.Keys(places)) {
				fmt.Fprintf(&accepted, "    %s: %s\n", kind, strings.Join(places[kind], " "))
			}
		}
	}
	var b strings.Builder
	b.WriteString("Changes of one element of an encoding. First, how often each is refused for what reason; then those that are\n" +
		"accepted, with the elements of each message by their places (\".0.2\" is the third within the first).\n" +
		"go test ./asn1/rfc6960 -run TestDefects -update writes this file.\n")
	for _, kind := range slices.Sorted(maps.Keys(refused)) {
		fmt.Fprintf(&b, "\n%s\n", kind)
		for _, why := range slices.Sorted(maps.Keys(refused[kind])) {
			fmt.Fprintf(&b, "%8d  %s\n", refused[kind][why], why)
		}
	}
	b.WriteString(accepted.String())
	if *update {
		if err := os.WriteFile("testdata/defects.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/defects.txt")
	if err != nil {
		t.Fatal(err)
	}
	got, all := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for n, line := range got {
		if n >= len(all) || line != all[n] {
			t.Fatalf("testdata/defects.txt:%d: got %q", n+1, line)
		}
	}
	if len(got) != len(all) {
		t.Errorf("testdata/defects.txt has more")
	}
}
