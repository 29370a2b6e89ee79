package endtoend

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/dergen/dergen/gen/internal/random"
)

// octets reads how rows write DER:
//
//	020105            octets in hexadecimal
//	"abc"             characters, an octet each
//	30{ 020105 }      the braces stand for the length of what is in them, in the fewest octets
//	(00ff)*3          three times
//	[30{0201FF @}]*3  nested three deep: @ is the next one, nothing in the innermost
//	-                 nothing at all
//
// White space means nothing.
func octets(s string) ([]byte, error) {
	r := &octetReader{rest: s}
	b, err := r.list(nil)
	if err == nil && r.rest != "" {
		err = fmt.Errorf("unexpected %q", r.rest)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", s, err)
	}
	return b, nil
}

type octetReader struct{ rest string }

// list reads up to a closing bracket or the end; inner is what @ stands for.
func (r *octetReader) list(inner []byte) (out []byte, err error) {
	for {
		r.rest = strings.TrimLeft(r.rest, " \t")
		if r.rest == "" || strings.ContainsRune(")}]", rune(r.rest[0])) {
			return out, nil
		}
		first := r.rest[0]
		switch {
		case first == '-' || first == '@':
			if r.rest = r.rest[1:]; first == '@' {
				out = append(out, inner...)
			}
		case first == '"':
			text, rest, ok := strings.Cut(r.rest[1:], `"`)
			if !ok {
				return nil, fmt.Errorf("no second quotation mark")
			}
			out, r.rest = append(out, text...), rest
		case first == '{':
			var b []byte
			if b, err = r.bracket('}', inner); err != nil {
				return nil, err
			}
			out = append(random.AppendLength(out, len(b)), b...)
		case first == '(':
			var b []byte
			if b, err = r.bracket(')', inner); err != nil {
				return nil, err
			}
			n, err := r.times()
			if err != nil {
				return nil, err
			}
			for range n {
				out = append(out, b...)
			}
		case first == '[':
			before := r.rest
			var b []byte
			if b, err = r.bracket(']', nil); err != nil {
				return nil, err
			}
			n, err := r.times()
			if err != nil {
				return nil, err
			}
			after := r.rest
			for range n - 1 {
				r.rest = before
				if b, err = r.bracket(']', b); err != nil {
					return nil, err
				}
			}
			out, r.rest = append(out, b...), after
		default:
			if len(r.rest) < 2 {
				return nil, fmt.Errorf("half an octet: %q", r.rest)
			}
			b, err := hex.DecodeString(r.rest[:2])
			if err != nil {
				return nil, fmt.Errorf("no octet: %q", r.rest)
			}
			out, r.rest = append(out, b...), r.rest[2:]
		}
	}
}

func (r *octetReader) bracket(end byte, inner []byte) ([]byte, error) {
	r.rest = r.rest[1:]
	b, err := r.list(inner)
	if err != nil {
		return nil, err
	}
	if r.rest == "" || r.rest[0] != end {
		return nil, fmt.Errorf("no %q", end)
	}
	r.rest = r.rest[1:]
	return b, nil
}

func (r *octetReader) times() (int, error) {
	digits := strings.TrimPrefix(r.rest, "*")
	n := 0
	for n < len(digits) && digits[n] >= '0' && digits[n] <= '9' {
		n++
	}
	count, err := strconv.Atoi(digits[:n])
	if err != nil || count < 1 || digits == r.rest {
		return 0, fmt.Errorf("no *N after a bracket")
	}
	r.rest = digits[n:]
	return count, nil
}

func TestOctets(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"30{020105 04{aabb}}", "30070201050402aabb"},
		{`0c{"abc"}`, "0c03616263"},
		{"04{(00)*128}", "048180" + strings.Repeat("00", 128)},
		{"[30{0201ff @}]*2", "30080201ff30030201ff"},
		{"-", ""},
	} {
		b, err := octets(test.text)
		if err != nil || hex.EncodeToString(b) != test.want {
			t.Errorf("%s: %x, %v, want %s", test.text, b, err, test.want)
		}
	}
	for _, bad := range []string{"3", "30{", "30}", "(00)", `"a`, "zz"} {
		if b, err := octets(bad); err == nil {
			t.Errorf("%s: %x", bad, b)
		}
	}
}
