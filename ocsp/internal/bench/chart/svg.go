package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/dergen/dergen/ocsp/internal/bench/result"
)

// The chart: a panel below the other, in each a bar for everything that does the same work, on a logarithmic scale.
const (
	width   = 760
	labels  = 212 // where bars begin
	values  = 90  // room for the number behind the longest bar
	line    = 24  // from bar to bar
	bar     = 15
	heading = 30
	axis    = 26
	margin  = 16
	font    = "-apple-system, 'Segoe UI', 'DejaVu Sans', Helvetica, Arial, sans-serif"
)

type panel struct {
	title string
	per   float64 // the time is that of so many
	bars  []bars
}

type bars struct {
	label    string
	work, of string
	by       string
	class    string
}

var panels = []panel{
	{"To read a response about one certificate", 1, []bars{
		{"rfc6960, reused", "Decode", "small", "rfc6960", "own"},
		{"ocsp.Response, reused", "Decode", "small", "ocsp-reused", "own"},
		{"ocsp.ParseResponse", "Decode", "small", "ocsp", "own"},
		{"parser on cryptobyte, reused", "Decode", "small", "cryptobyte", "other"},
		{"encoding/asn1", "Decode", "small", "encoding-asn1", "other"},
		{"x/crypto/ocsp", "Decode", "small", "x-crypto-ocsp", "other"},
		{"to verify its signature", "Signature", "verify", "crypto-ecdsa", "signature"},
	}},
	{"To read each of 1,000 entries", 1000, []bars{
		{"ocsp.Response, reused", "Decode", "1000", "ocsp-reused", "own"},
		{"ocsp.ParseResponse", "Decode", "1000", "ocsp", "own"},
		{"parser on cryptobyte, reused", "Decode", "1000", "cryptobyte", "other"},
		{"encoding/asn1", "Decode", "1000", "encoding-asn1", "other"},
	}},
}

// Both panels have the same scale, from 10 ns to 100 µs.
const decades, first = 4, 1

func x(ns float64) float64 {
	at := (math.Log10(ns) - first) / decades
	return labels + math.Min(math.Max(at, 0), 1)*(width-labels-values)
}

// draw draws the chart. The colours follow the reader's scheme where the viewer knows it; the background is drawn too, so
// that it is readable wherever it is shown.
func draw(set *result.Set) (string, error) {
	var b strings.Builder
	y := margin
	for k, p := range panels {
		if err := p.draw(&b, set, &y); err != nil {
			return "", err
		}
		if k < len(panels)-1 {
			y += margin
		}
	}
	height := y + margin/2
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %[1]d %[2]d" width="%[1]d" height="%[2]d" role="img" font-family="%[3]s" font-size="13">
<title>Time to read OCSP responses, logarithmic</title>
<style>
.ground { fill: #ffffff; stroke: #d0d7de } text { fill: #1f2328 } .faint { fill: #59636e; font-size: 11px } .grid { stroke: #d0d7de }
.own { fill: #0969da } .other { fill: #8c959f } .signature { fill: #bc4c00 }
@media (prefers-color-scheme: dark) {
.ground { fill: #0d1117; stroke: #3d444d } text { fill: #f0f6fc } .faint { fill: #9198a1 } .grid { stroke: #3d444d }
.own { fill: #4493f8 } .other { fill: #656c76 } .signature { fill: #db6d28 }
}
</style>
<rect class="ground" x="0.5" y="0.5" width="%[4]d" height="%[5]d" rx="6"/>
%[6]s</svg>
`, width, height, font, width-1, height-1, b.String()), nil
}

func (p panel) draw(b *strings.Builder, set *result.Set, y *int) error {
	fmt.Fprintf(b, "<text x=\"%d\" y=\"%d\" font-weight=\"600\">%s</text>\n", margin, *y+14, p.title)
	fmt.Fprintf(b, "<text class=\"faint\" x=\"%d\" y=\"%d\" text-anchor=\"end\">logarithmic</text>\n", width-margin, *y+14)
	top := *y + heading
	bottom := top + line*len(p.bars)
	for d, mark := range []string{"10 ns", "100 ns", "1 µs", "10 µs", "100 µs"} {
		at := x(math.Pow10(first + d))
		fmt.Fprintf(b, "<line class=\"grid\" x1=\"%[1]g\" y1=\"%[2]d\" x2=\"%[1]g\" y2=\"%[3]d\"/>\n", at, top-4, bottom)
		fmt.Fprintf(b, "<text class=\"faint\" x=\"%g\" y=\"%d\" text-anchor=\"middle\">%s</text>\n", at, bottom+14, mark)
	}
	for k, r := range p.bars {
		v, ok := set.Get(r.work, r.of, r.by)
		if !ok {
			return fmt.Errorf("not measured: Benchmark%s/of=%s/by=%s", r.work, r.of, r.by)
		}
		ns := v.NS / p.per
		at := top + line*k
		fmt.Fprintf(b, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n", labels-8, at+12, r.label)
		fmt.Fprintf(b, "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>\n", r.class, labels, at, x(ns)-labels, bar)
		fmt.Fprintf(b, "<text x=\"%.1f\" y=\"%d\">%s</text>\n", x(ns)+6, at+12, duration(ns))
	}
	*y = bottom + axis
	return nil
}

func duration(ns float64) string {
	if ns < 10_000 {
		return short(ns) + " ns"
	}
	return fmt.Sprintf("%.1f µs", ns/1000)
}
