package schema

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// accept decodes DER by the model alone: it says whether the model describes what another compiler encoded.
func accept(t *Type, b []byte) error {
	rest, err := acceptElement(t, b)
	if err == nil && len(rest) > 0 {
		err = fmt.Errorf("%d octets more", len(rest))
	}
	return err
}

// take splits off the first element of b.
func take(b []byte) (tag Tag, contents, rest []byte, err error) {
	if len(b) < 2 {
		return tag, nil, nil, fmt.Errorf("truncated")
	}
	tag = Tag{Class: Class(b[0] >> 6), Number: uint32(b[0] & 31), Constructed: b[0]&0x20 != 0}
	i := 1
	if tag.Number == 31 {
		tag.Number = 0
		for ; ; i++ {
			tag.Number = tag.Number<<7 | uint32(b[i]&0x7f)
			if b[i]&0x80 == 0 {
				i++
				break
			}
		}
	}
	n := int(b[i])
	i++
	if n >= 0x80 {
		k := n & 0x7f
		n = 0
		for range k {
			n = n<<8 | int(b[i])
			i++
		}
	}
	if i+n > len(b) {
		return tag, nil, nil, fmt.Errorf("truncated")
	}
	return tag, b[i : i+n], b[i+n:], nil
}

func acceptElement(t *Type, b []byte) ([]byte, error) {
	base := t.Base()
	tags := t.Tags
	if len(tags) == 0 {
		switch base.Kind {
		case Open:
			_, _, rest, err := take(b)
			return rest, err
		case Choice:
			return acceptChoice(t, base, b)
		}
		return nil, fmt.Errorf("%s has no tags", t.Text)
	}
	contents, rest := b, []byte(nil)
	for i, want := range tags {
		tag, c, r, err := take(contents)
		if err != nil {
			return nil, err
		}
		if tag != want {
			return nil, fmt.Errorf("%s: tag %v, want %v", t.Text, tag, want)
		}
		if i == 0 {
			rest = r
		} else if len(r) > 0 {
			return nil, fmt.Errorf("%s: octets after an explicit tag", t.Text)
		}
		contents = c
	}
	if base.Kind == Open || base.Kind == Choice {
		inner := *t
		inner.Tags = nil
		r, err := acceptElement(&inner, contents)
		if err == nil && len(r) > 0 {
			err = fmt.Errorf("%s: octets after an explicit tag", t.Text)
		}
		return rest, err
	}
	return rest, acceptContents(t, contents)
}

func acceptChoice(t, base *Type, b []byte) ([]byte, error) {
	tag, _, rest, err := take(b)
	if err != nil {
		return nil, err
	}
	for _, k := range base.Components {
		if begins(k.Type, tag) {
			rest, err := acceptElement(k.Type, b)
			if err != nil {
				err = fmt.Errorf("%s: %w", k.Name, err)
			}
			return rest, err
		}
	}
	if base.Extensible {
		return rest, nil
	}
	return nil, fmt.Errorf("%s: no alternative for %v", t.Text, tag)
}

// begins says whether an encoding of t may begin with a tag.
func begins(t *Type, tag Tag) bool {
	if len(t.Tags) > 0 {
		return t.Tags[0] == tag
	}
	base := t.Base()
	if base.Kind == Choice {
		for _, k := range base.Components {
			if begins(k.Type, tag) {
				return true
			}
		}
		return base.Extensible
	}
	return base.Kind == Open
}

func acceptContents(t *Type, b []byte) error {
	base := t.Base()
	n := -1 // size
	switch base.Kind {
	case Sequence:
		return acceptSequence(base, b)
	case Set:
		return acceptSet(base, b)
	case SequenceOf, SetOf:
		n = 0
		for len(b) > 0 {
			rest, err := acceptElement(base.Elem, b)
			if err != nil {
				return fmt.Errorf("[%d]: %w", n, err)
			}
			b = rest
			n++
		}
	case Integer, Enumerated:
		v := fromOctets(b)
		if base.Kind == Enumerated && !base.Extensible {
			known := false
			for _, k := range base.Numbers {
				known = known || big.NewInt(k.Value).Cmp(v) == 0
			}
			if !known {
				return fmt.Errorf("%s: value %s is not defined", t.Text, v)
			}
		}
		for u := t; ; u = u.Def.Type {
			if u.Constraint != nil && u.Constraint.Value != nil && len(ranges(u.Constraint.Value).intersect(ranges{{v, v}})) == 0 {
				return fmt.Errorf("%s: %s is out of range", u.Text, v)
			}
			if u.Def == nil {
				break
			}
		}
	case OctetString:
		n = len(b)
	case BitString:
		n = (len(b)-1)*8 - int(b[0])
	case NumericString, PrintableString, IA5String, VisibleString, TeletexString:
		n = len(b)
	case BMPString:
		n = len(b) / 2
	case UniversalString:
		n = len(b) / 4
	case UTF8String:
		n = len([]rune(string(b)))
	}
	for u := t; n >= 0; u = u.Def.Type {
		size := big.NewInt(int64(n))
		if base.Kind == BitString && len(base.Numbers) > 0 {
			break
		}
		if u.Constraint != nil && u.Constraint.Size != nil && len(ranges(u.Constraint.Size).intersect(ranges{{size, size}})) == 0 {
			return fmt.Errorf("%s: size %d is out of range", u.Text, n)
		}
		if u.Def == nil {
			break
		}
	}
	return nil
}

func acceptSequence(base *Type, b []byte) error {
	for i, k := range base.Components {
		if base.Extensible && i == base.AdditionAt {
			b = skipUnknown(base, i, b)
		}
		if len(b) == 0 || !firstOf(k.Type, b) {
			if k.Optional || k.Default != nil {
				continue
			}
			return fmt.Errorf("%s is missing", k.Name)
		}
		rest, err := acceptElement(k.Type, b)
		if err != nil {
			return fmt.Errorf("%s: %w", k.Name, err)
		}
		if k.Default != nil && bytes.Equal(b[:len(b)-len(rest)], k.Default.DER) {
			return fmt.Errorf("%s: DEFAULT is encoded", k.Name)
		}
		b = rest
	}
	if base.Extensible {
		return nil
	}
	if len(b) > 0 {
		return fmt.Errorf("octets after the last component: %x", b[:1])
	}
	return nil
}

func skipUnknown(base *Type, i int, b []byte) []byte {
	for len(b) > 0 {
		for _, k := range base.Components[i:] {
			if firstOf(k.Type, b) {
				return b
			}
		}
		_, _, rest, err := take(b)
		if err != nil {
			return b
		}
		b = rest
	}
	return b
}

func firstOf(t *Type, b []byte) bool {
	tag, _, _, err := take(b)
	return err == nil && begins(t, tag)
}

func acceptSet(base *Type, b []byte) error {
	seen := make(map[*Component]bool)
next:
	for len(b) > 0 {
		for _, k := range base.Components {
			if !seen[k] && firstOf(k.Type, b) {
				rest, err := acceptElement(k.Type, b)
				if err != nil {
					return fmt.Errorf("%s: %w", k.Name, err)
				}
				seen[k] = true
				b = rest
				continue next
			}
		}
		if !base.Extensible {
			return fmt.Errorf("unknown component %x", b[:1])
		}
		_, _, b, _ = take(b)
	}
	for _, k := range base.Components {
		if !seen[k] && !k.Optional && k.Default == nil {
			return fmt.Errorf("%s is missing", k.Name)
		}
	}
	return nil
}

// TestErlangValues decodes what Erlang's compiler encoded, by the model.
func TestErlangValues(t *testing.T) {
	dir, units := corpus(t)
	values := os.Getenv("ERLANG_VALUES")
	if values == "" {
		values = filepath.Join(dir, "../erlang-values")
	}
	total, unions := 0, 0
	for _, u := range units {
		text, err := os.ReadFile(filepath.Join(values, strings.TrimSuffix(u.path, ".asn1")+".tsv"))
		if err != nil {
			continue
		}
		m, _ := u.compile(dir, Options{})
		if m == nil {
			t.Logf("%s: refused, its values are not looked at", u.path)
			continue
		}
		defs := make(map[string]*Def)
		for i := len(m.Modules) - 1; i >= 0; i-- {
			for _, d := range m.Modules[i].Defs {
				defs[d.Name] = d
			}
		}
		for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
			name, code, _ := strings.Cut(line, "\t")
			b, err := hex.DecodeString(strings.TrimSpace(code))
			if err != nil {
				t.Fatal(err)
			}
			d := defs[name]
			if d == nil {
				t.Errorf("%s: no type %s", u.path, name)
				continue
			}
			total++
			switch err := accept(d.Type, b); {
			case err == nil:
			case strings.Contains(err.Error(), " | "):
				unions++ // the values do not obey unions of constraints, says their README
			default:
				t.Errorf("%s: %s %s: %v", u.path, name, code, err)
			}
		}
	}
	t.Logf("%d values; %d break a union of constraints", total, unions)
}
