package schema

import (
	"math/big"
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// The names that an OBJECT IDENTIFIER value may use without a number (X.660, annex A).
var (
	rootArcs = map[string]int64{
		"itu-t": 0, "ccitt": 0, "itu-r": 0, "iso": 1, "joint-iso-itu-t": 2, "joint-iso-ccitt": 2,
	}
	secondArcs = [...]map[string]int64{
		{"recommendation": 0, "question": 1, "administration": 2, "network-operator": 3, "identified-organization": 4, "r-recommendation": 5, "data": 9},
		{"standard": 0, "registration-authority": 1, "member-body": 2, "identified-organization": 3},
		{
			"presentation": 0, "asn1": 1, "association-control": 2, "reliable-transfer": 3, "remote-operations": 4, "ds": 5, "directory": 5,
			"mhs": 6, "mhs-motis": 6, "ccr": 7, "oda": 8, "ms": 9, "osi-management": 9, "transaction-processing": 10, "dor": 11,
			"country": 16, "registration-procedures": 17, "upu": 40, "bip": 41, "telebiometrics": 42,
		},
	}
)

// moduleOID is the arcs of a module's identifier in decimal, nil if they cannot be told.
func (c *checker) moduleOID(b *syntax.Braces, e *env) []string {
	var quiet syntax.Errors
	items := b.Items(&quiet)
	if len(items) != 1 || quiet.Failed() {
		return nil
	}
	arcs, ok := c.arcs(items[0], e, true, false)
	if !ok {
		return nil
	}
	return decimals(arcs)
}

// referredOID is the same for a module identifier that is a reference to a value.
func (c *checker) referredOID(name *syntax.Name, m *module) []string {
	_, s := c.lookup(m.env, name.Text)
	if s == nil || s.assigned.Value == nil || s.assigned.Params != nil {
		return nil
	}
	arcs, ok := c.oidValue(s.assigned.Value, s.module.env, true, false)
	if !ok {
		return nil
	}
	return decimals(arcs)
}

func decimals(arcs []*big.Int) []string {
	out := make([]string, len(arcs))
	for i, a := range arcs {
		out[i] = a.String()
	}
	return out
}

// oidValue is the arcs of an OBJECT IDENTIFIER value, or of a RELATIVE-OID value if absolute is false (X.680, 32 and
// 33). With report it says what is wrong.
func (c *checker) oidValue(v syntax.Value, e *env, absolute, report bool) ([]*big.Int, bool) {
	defer c.shallower()
	if !c.deeper(v.Pos(), func() string { return "the value " + valueText(v) + " is defined by itself" }) {
		return nil, false
	}
	switch v := v.(type) {
	case syntax.BracesValue:
		quiet := new(syntax.Errors)
		if report {
			quiet = c.errs
		}
		items := v.Items(quiet)
		switch {
		case len(items) == 1:
			return c.arcs(items[0], e, absolute, report)
		case items != nil && report:
			c.fault(v.Open, "expected the arcs of %s without commas between them", oidKind(absolute))
		case report && len(v.Tokens) == 0:
			c.fault(v.Open, "%s has at least one arc", oidKind(absolute))
		}
		return nil, false
	case *syntax.RefValue:
		t, ok := c.follow(v, e, report)
		if !ok {
			return nil, false
		}
		return c.oidValue(t.value, t.env, absolute, report)
	case *syntax.TypedValue:
		return c.oidValue(v.Value, e, absolute, report)
	}
	if report {
		c.fault(v.Pos(), "expected a value of %s, found %s", oidKind(absolute), valueText(v))
	}
	return nil, false
}

func oidKind(absolute bool) string {
	if absolute {
		return "OBJECT IDENTIFIER"
	}
	return "RELATIVE-OID"
}

// arcs evaluates what stands between the brackets.
func (c *checker) arcs(items []syntax.Value, e *env, absolute, report bool) ([]*big.Int, bool) {
	var arcs []*big.Int
	for i, v := range items {
		more, ok := c.arc(v, e, i, absolute, arcs, report)
		if !ok {
			return nil, false
		}
		arcs = append(arcs, more...)
	}
	if absolute && report && !c.validArcs(arcs, items[0].Pos()) {
		return nil, false
	}
	for _, a := range arcs {
		if a.Sign() < 0 {
			if report {
				c.fault(items[0].Pos(), "an arc of %s is not negative", oidKind(absolute))
			}
			return nil, false
		}
	}
	return arcs, true
}

// arc evaluates one item: one arc, or several where it refers to another value.
func (c *checker) arc(v syntax.Value, e *env, i int, absolute bool, before []*big.Int, report bool) ([]*big.Int, bool) {
	switch v := v.(type) {
	case *syntax.IntValue:
		n, ok := new(big.Int).SetString(v.Text, 10)
		return []*big.Int{n}, ok
	case *syntax.NumberForm:
		n, ok := c.integer(v.Number, e, nil)
		return []*big.Int{n}, ok
	case *syntax.RefValue:
		if n, ok := standardArc(v, absolute, before, i); ok {
			return []*big.Int{big.NewInt(n)}, true
		}
		if arcs := c.internetArcs(v, e, absolute, before, i); arcs != nil {
			return arcs, true
		}
		if len(before) == 2 && before[0].Sign() == 0 && before[1].Sign() == 0 && len(v.Name.Text) == 1 && v.Module.Text == "" {
			if _, s := c.lookup(e, v.Name.Text); s == nil {
				return []*big.Int{big.NewInt(int64(v.Name.Text[0]-'a') + 1)}, true // a Recommendation's series (X.660, A.2)
			}
		}
		return c.referredArcs(v, e, i, absolute, report)
	}
	if report {
		c.fault(v.Pos(), "expected an arc of %s, found %s", oidKind(absolute), valueText(v))
	}
	return nil, false
}

// standardArc is the number of a name that needs none.
func standardArc(v *syntax.RefValue, absolute bool, before []*big.Int, i int) (int64, bool) {
	if !absolute || v.Module.Text != "" || v.Args != nil || v.Fields != nil {
		return 0, false
	}
	switch {
	case i == 0:
		n, ok := rootArcs[v.Name.Text]
		return n, ok
	case len(before) == 1 && before[0].IsInt64() && before[0].Int64() <= 2:
		n, ok := secondArcs[before[0].Int64()][v.Name.Text]
		return n, ok
	}
	return 0, false
}

// internetArcs is the arcs of org, dod and internet (RFC 1155, 3.1), which published modules use without a number and
// without importing them. nil: v is none of them, or is defined.
func (c *checker) internetArcs(v *syntax.RefValue, e *env, absolute bool, before []*big.Int, i int) []*big.Int {
	if !absolute || v.Module.Text != "" || v.Args != nil || v.Fields != nil {
		return nil
	}
	var arcs []*big.Int
	switch at := strings.Join(decimals(before), ".") + " " + v.Name.Text; {
	case at == "1 org":
		arcs = []*big.Int{big.NewInt(3)}
	case at == "1.3 dod":
		arcs = []*big.Int{big.NewInt(6)}
	case at == "1.3.6 internet":
		arcs = []*big.Int{big.NewInt(1)}
	case i == 0 && v.Name.Text == "internet":
		arcs = []*big.Int{big.NewInt(1), big.NewInt(3), big.NewInt(6), big.NewInt(1)}
	default:
		return nil
	}
	if b, s := c.lookup(e, v.Name.Text); b != nil || s != nil || len(e.module.imports[v.Name.Text]) > 0 {
		return nil
	}
	c.warn(v.Pos(), "%s is not defined in %s; it is taken for %s, as in RFC 1155", v.Name.Text, e.module.out.Name,
		strings.Join(decimals(append(before[:len(before):len(before)], arcs...)), "."))
	return arcs
}

// referredArcs is the arcs of a reference: an OBJECT IDENTIFIER in the first place, an INTEGER or a RELATIVE-OID
// elsewhere.
func (c *checker) referredArcs(v *syntax.RefValue, e *env, i int, absolute, report bool) ([]*big.Int, bool) {
	t, ok := c.follow(v, e, report)
	if !ok {
		return nil, false
	}
	kind := ""
	if t.governor != nil {
		u, _ := c.unwrap(t.governor, t.governorEnv)
		if b, ok := u.(*syntax.Builtin); ok {
			kind = b.Name
		}
	}
	switch {
	case kind == "INTEGER":
		n, ok := c.integer(t.value, t.env, nil)
		return []*big.Int{n}, ok
	case kind == "RELATIVE-OID":
		return c.oidValue(t.value, t.env, false, report)
	case i == 0 && absolute:
		return c.oidValue(t.value, t.env, true, report)
	}
	if report {
		c.fault(v.Pos(), "%s stands for no number: only the first name of %s may be another one", v.Name.Text, oidKind(absolute))
	}
	return nil, false
}

func (c *checker) validArcs(arcs []*big.Int, at syntax.Pos) bool {
	switch {
	case len(arcs) < 2:
		c.warn(at, "an OBJECT IDENTIFIER has at least two arcs: this one can only begin others")
		return true
	case arcs[0].Cmp(big.NewInt(2)) > 0:
		c.fault(at, "the first arc of an OBJECT IDENTIFIER is 0, 1 or 2, found %s", arcs[0])
	case arcs[0].Cmp(big.NewInt(2)) < 0 && arcs[1].Cmp(big.NewInt(39)) > 0:
		c.fault(at, "the second arc of an OBJECT IDENTIFIER is below 40 where the first is %s, found %s", arcs[0], arcs[1])
	default:
		return true
	}
	return false
}

// oidContent is the contents octets of an OBJECT IDENTIFIER (X.690, 8.19).
func oidContent(arcs []*big.Int) []byte {
	first := new(big.Int).Mul(arcs[0], big.NewInt(40))
	first.Add(first, arcs[1])
	return append(base128(first), relativeContent(arcs[2:])...)
}

// relativeContent is the contents octets of a RELATIVE-OID (X.690, 8.20).
func relativeContent(arcs []*big.Int) []byte {
	var out []byte
	for _, a := range arcs {
		out = append(out, base128(a)...)
	}
	return out
}

func base128(n *big.Int) []byte {
	groups := max((n.BitLen()+6)/7, 1)
	out := make([]byte, groups)
	rest := new(big.Int).Set(n)
	low := new(big.Int)
	for i := groups - 1; i >= 0; i-- {
		out[i] = byte(low.And(rest, big.NewInt(0x7f)).Uint64()) | 0x80
		rest.Rsh(rest, 7)
	}
	out[groups-1] &= 0x7f
	return out
}

// oidConst is the constant of an OBJECT IDENTIFIER value assignment, nil if the assignment is none or has a fault.
func (c *checker) oidConst(s *symbol) *OIDConst {
	if o, ok := c.oids[s]; ok {
		return o
	}
	c.oids[s] = nil
	a := s.assigned
	if c.kindOf(s) != valueKind || a.Params != nil || !c.isOID(a.Governor, s.module.env) {
		return nil
	}
	arcs, ok := c.oidValue(a.Value, s.module.env, true, true)
	if !ok || len(arcs) < 2 {
		return nil
	}
	o := &OIDConst{
		Module: s.module.out, Name: a.Name.Text, Source: sourceText(a.From, a.To),
		Content: string(oidContent(arcs)), Dotted: strings.Join(decimals(arcs), "."),
	}
	c.oids[s] = o
	return o
}

// isOID says whether a type comes down to OBJECT IDENTIFIER.
func (c *checker) isOID(t syntax.Type, e *env) bool {
	u, _ := c.unwrap(t, e)
	b, ok := u.(*syntax.Builtin)
	return ok && b.Name == "OBJECT IDENTIFIER"
}
