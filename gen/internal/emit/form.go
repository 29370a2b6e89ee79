package emit

import (
	"math/big"
	"slices"

	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// form is what a definition becomes in Go.
type form uint8

const (
	formAlias  form = iota + 1 // type T = U
	formStruct                 // SEQUENCE, SET
	formChoice                 // CHOICE
	formList                   // SEQUENCE OF, SET OF
	formNumber                 // ENUMERATED, INTEGER with named numbers
	formBits                   // BIT STRING with named bits
	formSimple                 // a type over one of Go or of the runtime
	formOver                   // a type over another definition that is a struct, a list or a CHOICE
)

func (g *generator) form(d *schema.Def) form {
	if d.Alias || d.Raw {
		return formAlias
	}
	t := d.Type
	if t.Def != nil {
		switch f := g.form(base(t.Def)); f {
		case formStruct, formChoice, formList:
			return formOver
		case formAlias: // of a type of the runtime
			return formSimple
		default:
			return formSimple
		}
	}
	switch t.Kind {
	case schema.Sequence, schema.Set:
		return formStruct
	case schema.Choice:
		return formChoice
	case schema.SequenceOf, schema.SetOf:
		return formList
	case schema.Enumerated:
		return formNumber
	case schema.Integer:
		if len(t.Numbers) > 0 {
			return formNumber
		}
	case schema.BitString:
		if len(t.Numbers) > 0 {
			return formBits
		}
	}
	return formSimple
}

// base is the definition that d comes down to.
func base(d *schema.Def) *schema.Def {
	for d.Type.Def != nil && !d.Raw {
		d = d.Type.Def
	}
	return d
}

// rep is how a value stands in Go.
type rep uint8

const (
	repBool    rep = iota + 1
	repInt64       // ENUMERATED, INTEGER
	repUint64      // INTEGER
	repInteger     // der.Integer
	repOID         // der.OID
	repBits        // der.BitString
	repBytes       // OCTET STRING
	repText        // a view type of the runtime: see views
	repTime        // time.Time
	repNull        // der.Null
	repRaw         // der.RawValue: ANY, open type, -raw
	repView        // -view
	repStruct
	repChoice
	repList
)

func (g *generator) rep(t *schema.Type) rep {
	if t.Def != nil {
		if t.Def.Raw {
			return repRaw
		}
		if isView(t) {
			return repView
		}
		return g.rep(t.Def.Type)
	}
	switch t.Kind {
	case schema.Boolean:
		return repBool
	case schema.Enumerated:
		return repInt64
	case schema.Integer:
		return intRep(t)
	case schema.OID:
		return repOID
	case schema.BitString:
		return repBits
	case schema.OctetString:
		return repBytes
	case schema.UTCTime, schema.GeneralizedTime:
		return repTime
	case schema.Null:
		return repNull
	case schema.Open:
		return repRaw
	case schema.Sequence, schema.Set:
		return repStruct
	case schema.Choice:
		return repChoice
	case schema.SequenceOf, schema.SetOf:
		return repList
	}
	return repText
}

// intRep is int64 or uint64 where the constraint's range fits, der.Integer otherwise.
func intRep(t *schema.Type) rep {
	if len(t.Numbers) > 0 {
		return repInt64
	}
	if t.Constraint == nil || len(t.Constraint.Value) == 0 {
		return repInteger
	}
	signed, unsigned := true, true
	for _, r := range t.Constraint.Value {
		if r.Lo == nil || r.Hi == nil {
			return repInteger
		}
		for _, n := range []*big.Int{r.Lo, r.Hi} {
			signed = signed && n.IsInt64()
			unsigned = unsigned && n.IsUint64()
		}
	}
	switch {
	case signed:
		return repInt64
	case unsigned:
		return repUint64
	}
	return repInteger
}

// isRuntime says whether the Go type of t is one of Go or of the runtime, by whatever name.
func isRuntime(t *schema.Type) bool {
	for t.Def != nil {
		if !t.Def.Alias {
			return false
		}
		t = t.Def.Type
	}
	return true
}

// name is the Go name of d, qualified if another package has it.
func (g *generator) name(d *schema.Def, suffix string) *jen.Statement {
	if d.Module != nil && d.Module.Import != "" {
		return jen.Qual(d.Module.Import, d.GoName+suffix)
	}
	return jen.Id(d.GoName + suffix)
}

// goType is the Go type of a value of t.
func (g *generator) goType(t *schema.Type) *jen.Statement {
	if t.Def != nil {
		if isView(t) {
			return g.name(t.Def, "View")
		}
		return g.name(t.Def, "")
	}
	switch g.rep(t) {
	case repBool:
		return jen.Bool()
	case repInt64:
		return jen.Int64()
	case repUint64:
		return jen.Uint64()
	case repInteger:
		return rt("Integer")
	case repOID:
		return rt("OID")
	case repBits:
		return rt("BitString")
	case repBytes:
		return jen.Index().Byte()
	case repTime:
		return jen.Qual("time", "Time")
	case repNull:
		return rt("Null")
	case repRaw:
		return rt("RawValue")
	case repList:
		return jen.Index().Add(g.goType(t.Elem))
	}
	return rt(views[t.Base().Kind].name)
}

// fieldType is the Go type of a component.
func (g *generator) fieldType(c *schema.Component) *jen.Statement {
	switch {
	case c.Pointer:
		return jen.Op("*").Add(g.goType(c.Type))
	case c.Optional:
		return rt("Optional").Types(g.goType(c.Type))
	}
	return g.goType(c.Type)
}

// first are the identifiers with which an encoding of t may begin; open: any may.
func first(t *schema.Type) (ids []string, open bool) {
	if len(t.Tags) > 0 {
		return []string{identifier(t.Tags[0])}, false
	}
	b := t.Base()
	if b.Kind != schema.Choice {
		return nil, true
	}
	for _, a := range b.Components {
		more, o := first(a.Type)
		ids, open = append(ids, more...), open || o
	}
	return ids, open || b.Extensible && len(ids) == 0
}

// grows says whether an encoding of t may begin with an identifier that the module does not know yet: t is an untagged
// CHOICE with an extension mark, or one of its alternatives is.
func grows(t *schema.Type) bool {
	b := t.Base()
	if len(t.Tags) > 0 || b.Kind != schema.Choice {
		return false
	}
	return b.Extensible || slices.ContainsFunc(b.Components, func(a *schema.Component) bool { return grows(a.Type) })
}

// begins is the condition that what stands at b[i:] begins as one of ids.
func begins(ids []string) string {
	cond := ""
	for k, id := range ids {
		if k > 0 {
			cond += " || "
		}
		if len(id) == 1 {
			cond += "b[i] == " + one(id)
		} else {
			cond += "der.Is(b, i, " + octets(id) + ")"
		}
	}
	return cond
}

// capacity says whether a value of t holds room that is kept when it is reset.
func (g *generator) capacity(t *schema.Type) bool {
	switch g.rep(t) {
	case repList:
		return true
	case repStruct, repChoice:
		return t.Def.Capacity
	}
	return false
}
