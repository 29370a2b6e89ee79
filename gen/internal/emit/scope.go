package emit

import (
	"fmt"

	"github.com/dave/jennifer/jen"

	"github.com/dergen/dergen/gen/internal/schema"
)

// scope is the function that is being printed, and where in it.
//
// Generated decoders hold b, cut at the end of the element that they are in, and i, where they are in it. Code for an
// element begins with i at its identifier and leaves i just after it; c and e are where its contents begin and end.
type scope struct {
	g      *generator
	used   *variables
	prefix string                        // path from the function's value to what is being printed: "hashAlgorithm."
	wrap   func(*jen.Statement) jen.Code // what the function returns for an error
	depth  string                        // argument that tells a recursive type its depth: "0", "depth+1"
	values bool                          // values are stored; false: the octets are checked only
	block  bool                          // what is printed next has a block to itself already
	list   bool                          // what is printed is an element of a list
	own    bool                          // what is printed is the list of a function of its own
	loops  int                           // lists around what is printed
}

// variables are the variables that a function needs beyond its parameters.
type variables struct{ c, e, ok, err, n, u, flag, m bool }

func (g *generator) scope(d *schema.Def, ret func(*jen.Statement) jen.Code) scope {
	s := scope{g: g, used: new(variables), wrap: ret, depth: "0", values: true}
	if d != nil && d.Recursive {
		s.depth = "depth+1"
	}
	return s
}

// ret is return err, in the form of the function.
func (s scope) ret(err *jen.Statement) jen.Code { return s.wrap(err) }

// fail is return der.Fail(at, der.fault, path) for a component of that name.
func (s scope) fail(at, fault, name string) jen.Code {
	return s.ret(fail(at, fault, s.path(name)))
}

// path is the path of a component; the path of the value itself if name is empty.
func (s scope) path(name string) string {
	if name == "" && s.prefix != "" {
		return s.prefix[:len(s.prefix)-1]
	}
	return s.prefix + name
}

// in is der.In(path, err) for a component, or err where there is no path.
func (s scope) in(name string) *jen.Statement {
	if p := s.path(name); p != "" {
		return rt("In", quote(p), "err")
	}
	return jen.Id("err")
}

// inside is s within the component of that name.
func (s scope) inside(name string) scope {
	if name != "" {
		s.prefix += name + "."
	}
	return s
}

// counter is the variable that counts the elements of a list: k, or in a list that stands in another in place k2.
func (s scope) counter() string {
	if s.loops == 0 {
		return "k"
	}
	return fmt.Sprintf("k%d", s.loops+1)
}

// element is s for an element of the list that is the component of that name.
func (s scope) element(name string) scope {
	outer, counter := s, s.counter()
	s.prefix, s.list, s.loops, s.own = "", s.values, s.loops+1, false
	s.wrap = func(err *jen.Statement) jen.Code {
		err = rt("At", counter, err)
		if p := outer.path(name); p != "" {
			err = rt("In", quote(p), err)
		}
		return outer.ret(err)
	}
	return s
}

// alone is s for code that stands alone in a block.
func (s scope) alone() scope {
	s.block = true
	return s
}

// braced puts code in a block, unless it stands alone in one. Code in it is not alone.
func (s *scope) braced(code func(s scope) []jen.Code) []jen.Code {
	inner := *s
	inner.block = false
	if s.block {
		return code(inner)
	}
	return []jen.Code{jen.Block(code(inner)...)}
}

// declare prints the variables that were used.
//
//	var (
//		c, e int
//		ok   bool
//		err  error
//	)
func (v *variables) declare(named ...string) []jen.Code {
	has := func(name string) bool {
		for _, n := range named {
			if n == name {
				return true
			}
		}
		return false
	}
	var defs []jen.Code
	add := func(used bool, name, typ string) {
		if used && !has(name) {
			defs = append(defs, jen.Id(name).Id(typ))
		}
	}
	if v.c && v.e && !has("e") {
		defs = append(defs, jen.List(jen.Id("c"), jen.Id("e")).Int())
	} else {
		add(v.c, "c", "int")
		add(v.e, "e", "int")
	}
	add(v.m, "m", "int")
	add(v.n, "n", "int64")
	add(v.u, "u", "uint64")
	add(v.flag, "flag", "bool")
	add(v.ok, "ok", "bool")
	add(v.err, "err", "error")
	switch len(defs) {
	case 0:
		return nil
	case 1:
		return []jen.Code{jen.Var().Add(defs[0])}
	}
	return []jen.Code{jen.Var().Defs(defs...)}
}

// depthParam is the parameter of a recursive type's functions, after the others.
func depthParam(d *schema.Def, params ...jen.Code) []jen.Code {
	if d.Recursive {
		params = append(params, jen.Id("depth").Int())
	}
	return params
}

// depthArg is its argument.
func (s scope) depthArg(d *schema.Def, args ...jen.Code) []jen.Code {
	if s.g.owner(d).Recursive {
		args = append(args, jen.Op(s.depth))
	}
	return args
}

// owner is the definition whose methods those of d are.
func (g *generator) owner(d *schema.Def) *schema.Def {
	for d.Type.Def != nil && !d.Raw && (d.Alias || g.rep(d.Type) == repChoice) {
		d = d.Type.Def
	}
	return d
}

// tooDeep refuses a recursive type that is nested too deeply.
//
//	if depth > der.MaxDepth {
//		return der.Fail(i, der.ErrDepth, "")
//	}
func (s scope) tooDeep(d *schema.Def, at string) []jen.Code {
	if !d.Recursive {
		return nil
	}
	return []jen.Code{jen.If(jen.Id("depth").Op(">").Add(rt("MaxDepth"))).Block(s.fail(at, "ErrDepth", ""))}
}
