package main

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/dergen/dergen/ocsp/internal/bench/result"
)

// measured is a set in which everything that is shown was measured.
func measured(t *testing.T) *result.Set {
	t.Helper()
	var b strings.Builder
	b.WriteString("goos: linux\ngoarch: amd64\ncpu: Some Processor\n")
	ns := 7.0
	add := func(work, of, by string) {
		fmt.Fprintf(&b, "Benchmark%s/of=%s/by=%s-2 1 %.1f ns/op 0 B/op %d allocs/op\n", work, of, by, ns, int(ns)/1000)
		ns *= 1.4
	}
	for _, tab := range all {
		for _, r := range tab.rows {
			for _, c := range tab.columns {
				if !(c.by == "crypto-ecdsa") == (r.work != "Signature") {
					add(r.work, r.of, c.by)
				}
			}
		}
	}
	set, err := result.Read(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestTables(t *testing.T) {
	text := tables(measured(t), "go1.99")
	for _, want := range []string{
		"| ns to read | `rfc6960`, reused | `ocsp`, reused | `ocsp.Parse`, fresh |",
		"| a request | 7.0 | 9.8 | 14 | 19 | 27 | 38 |\n",
		"| verify one signature |  |  |  | ",
		"Medians of 1 runs; linux/amd64, Some Processor, GOMAXPROCS 2; go1.99.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestShort(t *testing.T) {
	for n, want := range map[float64]string{0: "0.0", 3.14: "3.1", 9.96: "10.0", 42.4: "42", 999.4: "999", 6474: "6,470", 32236: "32,200", 11_674_844: "11,700,000"} {
		if got := short(n); got != want {
			t.Errorf("%v: %s, want %s", n, got, want)
		}
	}
}

func TestDraw(t *testing.T) {
	drawing, err := draw(measured(t))
	if err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(strings.NewReader(drawing)); ; {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	none, err := result.Read(strings.NewReader("BenchmarkA/of=b/by=c 1 5 ns/op 0 allocs/op\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := draw(none); err == nil || err.Error() != "not measured: BenchmarkDecode/of=small/by=rfc6960" {
		t.Error(err)
	}
}

func TestBetween(t *testing.T) {
	got, err := between("a\n"+begin+"old"+end+"b\n", "new\n")
	if want := "a\n" + begin + "\nnew\n\n" + end + "b\n"; err != nil || got != want {
		t.Errorf("%q, %v", got, err)
	}
	for _, old := range []string{"", begin, end, end + begin} {
		if _, err := between(old, ""); err == nil {
			t.Errorf("%q is accepted", old)
		}
	}
}
