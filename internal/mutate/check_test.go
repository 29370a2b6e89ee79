package main

import (
	"slices"
	"testing"
)

const checked = `package p

func f(a, b, c bool) int {
	if a || b && c {
		return 1
	}
	if b {
		c = a && !b
	}
	for a {
		switch {
		case !a:
		case c:
			a = b
		case a || c:
			continue
		}
	}
	return 3
}

func (t T) g(a, b bool) bool {
	if a {
		return false
	}
	return a || (b && !a)
}

type T struct{}
`

// TestChecks has the changes that take a check out, in all places and in some.
func TestChecks(t *testing.T) {
	f := []string{
		"p.go: f: a || b && c is false", "p.go: f: a is false", "p.go: f: b && c is false", "p.go: f: b is true", "p.go: f: c is true",
		"p.go: f: a is true", "p.go: f: !b is true",
		"p.go: f: !a is false", "p.go: f: a || c is false", "p.go: f: a is false (3)", "p.go: f: c is false (2)",
	}
	g := []string{
		"p.go: T.g: a is false",
		"p.go: T.g: a is false (2)", "p.go: T.g: (b && !a) is false", "p.go: T.g: b is true", "p.go: T.g: !a is true",
	}
	for _, test := range []struct {
		name   string
		places []string
		want   []string
	}{
		{"no list", nil, slices.Concat(f, g)},
		{"file", []string{"p.go"}, slices.Concat(f, g)},
		{"function", []string{"p.go: f"}, f},
		{"method", []string{"p.go: T.g"}, g},
		{"both", []string{"p.go: f", "p.go: T.g"}, slices.Concat(f, g)},
	} {
		p, _ := changed(t, checked)
		places := map[string]string{}
		for _, place := range test.places {
			places[place] = "here they are"
		}
		if err := p.keepChecks(places); err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if at := p.mutants[0].at; at != "p.go:4" {
			t.Errorf("%s: %s", test.name, at)
		}
		var got []string
		for _, m := range p.mutants {
			if m.check {
				got = append(got, m.key)
			}
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q", test.name, got)
		}
	}
	for _, place := range []string{"q.go", "p.go: g", "p.go: h"} {
		p, _ := changed(t, checked)
		if err := p.keepChecks(map[string]string{"p.go: f": "", place: ""}); err == nil || err.Error() != place+" has no check" {
			t.Errorf("%s: %v", place, err)
		}
	}
}
