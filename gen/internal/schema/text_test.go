package schema

import (
	"math/big"
	"strings"
	"testing"

	"github.com/dergen/dergen/gen/internal/syntax"
)

func TestReference(t *testing.T) {
	for comment, want := range map[string]string{
		" Reference: RFC 6960, B.2":                 "RFC 6960, B.2",
		" From RFC 5912, section 14. Errata: none.": "RFC 5912, section 14",
		" RFC 4511":             "RFC 4511",
		" ITU-T X.509, annex A": "ITU-T X.509, annex A",
		" a module of ours":     "",
		" nothing\n second line: RFC 8017, appendix C": "RFC 8017, appendix C",
	} {
		if got := reference(comment); got != want {
			t.Errorf("reference(%q) = %q, want %q", comment, got, want)
		}
	}
}

func TestSourceText(t *testing.T) {
	src := "M DEFINITIONS ::= BEGIN\n   A ::= SEQUENCE {  \r\n\t\n\n\n      a  INTEGER,\n\n     b  NULL }\nEND\n"
	f := syntax.NewFile("m.asn1", []byte(src))
	from, to := strings.Index(src, "A ::="), strings.Index(src, "}")+1
	got := sourceText(syntax.Pos{File: f, Off: from}, syntax.Pos{File: f, Off: to})
	want := "A ::= SEQUENCE {\n\n   a  INTEGER,\n\n  b  NULL }"
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOneLine(t *testing.T) {
	got := oneLine("{ a | -- first --\n  b, /* and\n so on */ ...  -- the rest\n }")
	if want := "{ a | b, ... }"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestOIDContent(t *testing.T) {
	big2 := new(big.Int).Lsh(big.NewInt(1), 70)
	for _, row := range []struct {
		arcs []*big.Int
		want string
	}{
		{[]*big.Int{big.NewInt(1), big.NewInt(2), big.NewInt(840)}, "\x2a\x86\x48"},
		{[]*big.Int{big.NewInt(2), big.NewInt(999), big.NewInt(3)}, "\x88\x37\x03"},
		{[]*big.Int{big.NewInt(0), big.NewInt(0), big2}, "\x00\x81\x80\x80\x80\x80\x80\x80\x80\x80\x80\x00"},
	} {
		if got := string(oidContent(row.arcs)); got != row.want {
			t.Errorf("%v: got %x, want %x", row.arcs, got, row.want)
		}
	}
}
