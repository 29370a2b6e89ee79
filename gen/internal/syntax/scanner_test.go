package syntax

import (
	"fmt"
	"strings"
	"testing"
)

func TestTokens(t *testing.T) {
	for _, row := range []struct{ src, want string }{
		{"", ""},
		{"a Bc &d &E", "lower a, upper Bc, amp &d, amp &E"},
		{"a-b c--d", "lower a-b, lower c"},
		{"a1-2b-C", "lower a1-2b-C"},
		{"a - b a -b -5", "lower a, - -, lower b, lower a, - -, lower b, - -, number 5"},
		{"0 12 1.5 1. 1..5 1e5 1E-3 2.5e10 3.", "number 0, number 12, real 1.5, real 1., number 1, - .., number 5, real 1e5, real 1E-3, real 2.5e10, real 3."},
		{"1...", "number 1, - ..."},
		{"::= : .. ... . [[ [ ]] { } ( ) , ; | ^ ! @ < >", "- ::=, - :, - .., - ..., - ., - [[, - [, - ], - ], - {, - }, - (, - ), - ,, - ;, - |, - ^, - !, - @, - <, - >"},
		{"1<..<2 a@.b", "number 1, - <, - .., - <, number 2, lower a, - @, - ., lower b"},
		{`"" "a" "a""b" """"`, `string , string a, string a"b, string "`},
		{"\"a  \n  b\tc\" \"d\r\n e\"", "string ab\tc, string de"},
		{"'0101'B ''B '0 1\n1'B '0AF'H ''H '1'H", "bits 0101, bits , bits 011, hex 0AF, hex , hex 1"},
		{"a--b\nc -- d -- e--\n--f--g", "lower a, lower c, lower e, lower g"},
		{"a --- b\nc ---- d ----- e", "lower a, lower c, lower d, - -, lower e"},
		{"-- it's \"quoted\" /* \nb -- x\rc", "lower b, lower c"},
		{"a/* b /* c */ d -- */e /**/ f /***/ g", "lower a, lower e, lower f, lower g"},
		{"a\r\nb\fc\vd\te\xc2\xa0f", "lower a, lower b, lower c, lower d, lower e, lower f"},
		{"\xef\xbb\xbfa", "lower a"},
		{"-- \xff\xfe caf\xc3\xa9\na /* \xe2\x80\x93 */ \"\xc3\xa9\"", "lower a, string \xc3\xa9"},
		{"-- caf\xe9 \x00\na \"caf\xe9\" -- \xff\nb", "lower a, string caf\xc3\xa9, lower b"},
		{"SEQUENCE-OF OID-IRI", "upper SEQUENCE-OF, upper OID-IRI"},
		// with a warning or an error
		{"a member-\n   body(2) b", "lower a, lower member-body, - (, number 2, - ), lower b"},
		{"a explicit-\r\n\r\n 88 b", "lower a, lower explicit-88, lower b"},
		{"'0af'H", "hex 0AF"},
		{"''111''B ''0A''H", "bits 111, hex 0A"},
		{"a\nRFC 1448        Protocol Operations for SNMPv2      April 1993\nb", "lower a, lower b"},
		{"a\nCase, McCloghrie, Rose & Waldbusser                     [Page 12]\n\f\nb", "lower a, lower b"},
	} {
		s := scan(NewFile("m.asn1", []byte(row.src)), nil)
		var got []string
		for _, tok := range s.toks {
			kind := map[Kind]string{Lower: "lower", Upper: "upper", Amp: "amp", Number: "number", Real: "real", CString: "string", BString: "bits", HString: "hex", Punct: "-"}[tok.Kind]
			got = append(got, kind+" "+tok.Text)
			if text := string(s.src[tok.At.Off:tok.End]); tok.Kind <= Real && tok.Text != text && !strings.Contains(text, "-") || text == "" {
				t.Errorf("%q: token %q is placed at %q", row.src, tok.Text, text)
			}
		}
		if g := strings.Join(got, ", "); g != row.want {
			t.Errorf("%q\ngot  %s\nwant %s", row.src, g, row.want)
		}
	}
}

func TestScannerFaults(t *testing.T) {
	for _, row := range []struct{ name, src, want string }{
		{"comment open", "a /* b /* c */", `1:3: comment is not closed: expected "*/", found end of file`},
		{"string open", "a \"b", `1:3: string is not closed: expected "\""`},
		{"string open before assignments", "a \"b\nC ::= \"d\"", `1:3: string is not closed: expected "\""`},
		{"hex digits", "a 'xyz'H", `1:3: expected binary or hexadecimal digits between quotes, such as '0101'B or '0AF'H`},
		{"binary digits", "'012'B", `1:1: expected B or H after the quoted digits "012" (a string stands between double quotes)`},
		{"no H", "'012' 5", `1:1: expected B or H after the quoted digits "012" (a string stands between double quotes)`},
		{"no quote", "'012\n'03", `1:1: expected B or H after the quoted digits "012" (a string stands between double quotes)`},
		{"apostrophe", "a's b", `1:2: expected binary or hexadecimal digits between quotes, such as '0101'B or '0AF'H`},
		{"number and letters", "0x0A", `1:1: "0x0A" is neither a number nor a name`},
		{"no ASCII", "a \xc3\xa9 \xc3\xa9\n\xe2\x80\x93", `1:3: "é" can stand in a comment or in a string only; 2:1: "–" can stand in a comment or in a string only`},
		{"no UTF-8", "a \xff", `1:3: "ÿ" can stand in a comment or in a string only`},
		{"no UTF-8 in a string", "a \"\xff\" -- \xff\n\"b\"", `1:3: warning: the string is not UTF-8: it is read as ISO 8859-1`},
		{"control in a string", "a \"\t\x00\x7f\"", `1:3: "\x00" cannot stand in a string`},
		{"replacement character", "a \xef\xbf\xbd", `1:3: "�" can stand in a comment or in a string only`},
		{"control", "a \x00", `1:3: "\x00" can stand in a comment or in a string only`},
		{"underscore", "a_b", `1:2: warning: "_" cannot stand in a name: a hyphen can`},
		{"lower-case digits", "'0af'H", "1:1: warning: hexadecimal digits are upper-case letters"},
		{"doubled quotes", "''111''B", "1:1: warning: quotes are doubled"},
		{"broken name", "a-\nb", `1:1: warning: name is broken at the end of the line: read as "a-b"`},
		{"heading", "RFC 1448  Title  April 1993\na", "1:1: warning: heading or foot of a page is ignored"},
	} {
		s := scan(NewFile("m", []byte(row.src)), nil)
		var got []string
		for _, e := range s.errs.Sorted() {
			got = append(got, strings.TrimPrefix(e.Error(), "m:"))
		}
		if g := strings.Join(got, "; "); g != row.want {
			t.Errorf("%s\ngot  %s\nwant %s", row.name, g, row.want)
		}
	}
}

func TestPartners(t *testing.T) {
	for _, row := range [][2]string{
		{"{}", "1 -1"},
		{"{ a { b } }", "5 0 2 0 -2 -5"},
		{"{ { } ::= { }", "0 1 -1 0 1 -1"},
		{"} { }", "0 1 -1"},
	} {
		var got []string
		for _, tok := range scan(NewFile("m", []byte(row[0])), nil).toks {
			got = append(got, fmt.Sprint(tok.partner))
		}
		if g := strings.Join(got, " "); g != row[1] {
			t.Errorf("%s: %s, want %s", row[0], g, row[1])
		}
	}
}
