package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dergen/dergen/ocsp/internal/bench/result"
)

// A table has a row for each thing that is worked on, and a column for each that does it.
type table struct {
	title   string
	columns []column
	rows    []row
	unit    float64 // nanoseconds
}

type column struct{ title, by string }

type row struct{ title, work, of string }

var all = []table{
	{
		title: "ns to read",
		unit:  1,
		columns: []column{
			{"`rfc6960`, reused", "rfc6960"}, {"`ocsp`, reused", "ocsp-reused"}, {"`ocsp.Parse`, fresh", "ocsp"}, {"cryptobyte, reused", "cryptobyte"},
			{"encoding/asn1", "encoding-asn1"}, {"x/crypto/ocsp", "x-crypto-ocsp"},
		},
		rows: []row{
			{"a request", "Decode", "request"},
			{"a response about one certificate", "Decode", "small"},
			{"the same with a delegate's certificate", "Decode", "delegate"},
			{"a response about 100 certificates", "Decode", "100"},
			{"a response about 1,000", "Decode", "1000"},
		},
	},
	{
		title:   "ns to write",
		unit:    1,
		columns: []column{{"`rfc6960`, into a buffer used before", "rfc6960"}, {"encoding/asn1", "encoding-asn1"}},
		rows: []row{
			{"a request", "Encode", "request"},
			{"a response about one certificate", "Encode", "small"},
			{"the same with a delegate's certificate", "Encode", "delegate"},
			{"a response about 100 certificates", "Encode", "100"},
			{"a response about 1,000", "Encode", "1000"},
		},
	},
	{
		title:   "µs, P-256 with SHA-256",
		unit:    1000,
		columns: []column{{"`ocsp`", "ocsp"}, {"`ocsp.Verifier`", "ocsp-verifier"}, {"x/crypto/ocsp", "x-crypto-ocsp"}, {"the signature alone", "crypto-ecdsa"}},
		rows: []row{
			{"build a request", "Build", "request"},
			{"build and sign a response", "Build", "small"},
			{"read and verify a response of the issuer", "Verify", "small"},
			{"read and verify a response of a delegate", "Verify", "delegate"},
			{"verify one signature", "Signature", "verify"},
			{"make one signature", "Signature", "sign"},
		},
	},
}

// tables are all tables in Markdown, and on what they were measured.
func tables(set *result.Set, version string) string {
	var b strings.Builder
	for _, t := range all {
		fmt.Fprintln(&b, t.markdown(set))
	}
	fmt.Fprintf(&b, "Medians of %d runs; %s; %s. Allocations in parentheses, where there are any.\n", set.Runs, set.Machine, version)
	return b.String()
}

func (t table) markdown(set *result.Set) string {
	var b strings.Builder
	b.WriteString("| " + t.title + " |")
	for _, c := range t.columns {
		b.WriteString(" " + c.title + " |")
	}
	b.WriteString("\n|---|" + strings.Repeat("--:|", len(t.columns)) + "\n")
	for _, r := range t.rows {
		b.WriteString("| " + r.title + " |")
		for _, c := range t.columns {
			b.WriteString(" " + t.cell(set, r, c) + " |")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// cell is a time, with allocations if there are any; empty for what was not measured.
func (t table) cell(set *result.Set, r row, c column) string {
	v, ok := set.Get(r.work, r.of, c.by)
	if !ok {
		return ""
	}
	text := short(v.NS / t.unit)
	if v.Allocs > 0 {
		text += " (" + grouped(int64(v.Allocs+0.5)) + ")"
	}
	return text
}

// short is a number with two or three digits that count.
func short(n float64) string {
	if n < 10 {
		return strconv.FormatFloat(n, 'f', 1, 64)
	}
	unit := 1.0
	for n/unit >= 1000 {
		unit *= 10
	}
	return grouped(int64(n/unit+0.5) * int64(unit))
}

// grouped is a number with a comma between thousands.
func grouped(n int64) string {
	digits := strconv.FormatInt(n, 10)
	for k := len(digits) - 3; k > 0; k -= 3 {
		digits = digits[:k] + "," + digits[k:]
	}
	return digits
}
