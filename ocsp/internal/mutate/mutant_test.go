package main

import "testing"

const source = `package p

func f(a, b, c bool) int {
	if a || b && c {
		return 1
	}
	switch {
	case !a:
		return 2
	}
	return 3
}

func g(a bool) int {
	if a {
		return 1
	}
	return 2
}
`

const want = `package p

func f(a, b, c bool) int {
	if (dergenMutant != 5 && ((dergenMutant != 6 && (a)) || (dergenMutant != 7 && ((dergenMutant == 8 || (b)) && (dergenMutant == 9 || (c)))))) {
		return 1
	}
	switch {
	case (dergenMutant != 10 && (!a)):
		return 2
	}
	return 3
}

func g(a bool) int {
	if a {
		return 1
	}
	return 2
}
`

func TestSwitched(t *testing.T) {
	list, err := mutantsOf("p/p.go", []byte(source), []string{"f"})
	if err != nil {
		t.Fatal(err)
	}
	if got := string(switched([]byte(source), list, 5)); got != want {
		t.Errorf("%s", got)
	}
	if got := list[2].key(); got != "p.go:f: b && c is false" {
		t.Errorf("%q", got)
	}
	if got := list[5].String(); got != "p/p.go:8: !a is false" {
		t.Errorf("%q", got)
	}
	if all, err := mutantsOf("p/p.go", []byte(source), nil); err != nil || len(all) != 7 {
		t.Errorf("%d, %v", len(all), err)
	}
}
