package result

import (
	"strings"
	"testing"
)

const output = `goos: linux
goarch: amd64
pkg: github.com/dergen/dergen/ocsp/internal/bench
cpu: Some Processor
BenchmarkDecode/of=small/by=cryptobyte-2   	  176124	      1309 ns/op	       0 B/op	       0 allocs/op
BenchmarkDecode/of=small/by=cryptobyte-2   	  176124	      1300.5 ns/op	       0 B/op	       0 allocs/op
BenchmarkDecode/of=small/by=cryptobyte-2   	  176124	      1999 ns/op	       0 B/op	       0 allocs/op
BenchmarkDecode/of=1000/by=x-crypto-ocsp-2 	     500	     70 ns/op	      16 B/op	       1 allocs/op
BenchmarkDecode/of=1000/by=x-crypto-ocsp-2 	     500	     80 ns/op	      16 B/op	       2 allocs/op
PASS
`

func TestRead(t *testing.T) {
	s, err := Read(strings.NewReader(output))
	if err != nil {
		t.Fatal(err)
	}
	if want := "linux/amd64, Some Processor, GOMAXPROCS 2"; s.Machine != want || s.Runs != 2 {
		t.Errorf("%q, %d runs; want %q, 2", s.Machine, s.Runs, want)
	}
	for _, row := range []struct {
		of, by     string
		ns, allocs float64
	}{{"small", "cryptobyte", 1309, 0}, {"1000", "x-crypto-ocsp", 75, 1.5}} {
		if v, ok := s.Get("Decode", row.of, row.by); !ok || v.NS != row.ns || v.Allocs != row.allocs {
			t.Errorf("%s by %s: %v, %t", row.of, row.by, v, ok)
		}
	}
	if _, ok := s.Get("Decode", "small", "nobody"); ok {
		t.Error("what was not measured is there")
	}
}

func TestReadRefuses(t *testing.T) {
	for _, row := range []struct{ name, in, want string }{
		{"nothing", "PASS\n", "no benchmark among what was read"},
		{"no allocations", "BenchmarkA/of=b/by=c 1 5 ns/op", `"BenchmarkA/of=b/by=c 1 5 ns/op": no allocs/op`},
		{"no number", "BenchmarkA/of=b/by=c 1 x ns/op", `"BenchmarkA/of=b/by=c 1 x ns/op": strconv.ParseFloat: parsing "x": invalid syntax`},
	} {
		if _, err := Read(strings.NewReader(row.in)); err == nil || err.Error() != row.want {
			t.Errorf("%s: %v, want %s", row.name, err, row.want)
		}
	}
}
