package schema

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var marker = regexp.MustCompile(`/\* (ERROR|WARNING) "(.*?)" \*/`)

// nowhere marks a fault without a place, of an option.
var nowhere = regexp.MustCompile(`(?m)^-- NOWHERE "(.*)"$`)

// option marks a fault in the text of an option, which has a place of its own.
var option = regexp.MustCompile(`(?m)^-- OPTION "(.*)"$`)

// TestErrors compares the faults and warnings of each file of testdata/errors with what stands in it: the message in a
// comment right behind the token that it is about. Warnings that no comment has are passed over.
func TestErrors(t *testing.T) {
	files, err := filepath.Glob("testdata/errors/*.asn1")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".asn1"), func(t *testing.T) {
			src, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			want := make(map[string]bool)
			for _, m := range marker.FindAllSubmatchIndex(src, -1) {
				at := tokenBefore(src, m[0])
				kind := ""
				if string(src[m[2]:m[3]]) == "WARNING" {
					kind = "warning: "
				}
				line := strings.Count(string(src[:at]), "\n") + 1
				col := at - strings.LastIndex(string(src[:at]), "\n")
				want[fmt.Sprintf("%s:%d:%d: %s%s", filepath.Base(path), line, col, kind, src[m[4]:m[5]])] = true
			}
			for _, m := range nowhere.FindAllSubmatch(src, -1) {
				want["dergen: "+string(m[1])] = true
			}
			for _, m := range option.FindAllSubmatch(src, -1) {
				want[string(m[1])] = true
			}
			_, errs, err := checkFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range errs.Sorted() {
				switch text := e.Error(); {
				case want[text]:
					delete(want, text)
				case !e.Warning:
					t.Errorf("got  %s", text)
				}
			}
			for text := range want {
				t.Errorf("want %s", text)
			}
		})
	}
}

// tokenBefore is where the token begins that ends before a place: a word, a string, or a sign. Markers between are
// passed over.
func tokenBefore(src []byte, at int) int {
	text := strings.TrimRight(string(src[:at]), " \n\t")
	for strings.HasSuffix(text, "*/") {
		text = strings.TrimRight(text[:strings.LastIndex(text, "/*")], " \n\t")
	}
	if strings.HasSuffix(text, `"`) {
		return strings.LastIndex(text[:len(text)-1], `"`)
	}
	i := len(text) - 1
	for i > 0 && isWord(text[i]) && (isWord(text[i-1]) || text[i-1] == '&') {
		i--
	}
	return i
}

func isWord(c byte) bool { return isCapital(c) || isSmall(c) || '0' <= c && c <= '9' || c == '-' }
