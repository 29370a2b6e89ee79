package schema

import (
	"fmt"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// Options is what the command line says of the types.
type Options struct {
	Types   []string                    // "T" or "M.T": only these and what they reach; empty: every type of the roots
	Raw     []string                    // "T" or "M.T"
	View    []string                    // "T" or "M.T"
	Keep    []string                    // "T" or "M.T"
	Expect  []string                    // "M.T.component=VALUE", VALUE in value notation
	Imports map[string]*ImportedPackage // module name -> the Go package that holds it already

	// Others are modules at hand beside those that are imported, for advice in messages; nil: there are none.
	Others func() []*syntax.Module

	// Unread is asked when a name is needed that a module seems to assign, but that is not there: it says whether the
	// text of the module has faults, and reports them. nil: no module has.
	Unread func(*syntax.Module) bool
}

// ImportedPackage is a Go package that dergen made of a module.
type ImportedPackage struct {
	Path  string                  // Go import path
	Types map[string]ImportedType // by Def.Name
	OIDs  map[string]string       // ASN.1 name -> Go name of its OBJECT IDENTIFIER constants; nil: none is referred to
}

// ImportedType is a type of such a package.
type ImportedType struct {
	GoName          string
	Raw, View, Keep bool
}

// Check makes the model of modules, the roots, and of what they reach. find is asked for each module behind IMPORTS and returns
// nil if there is none; oid is the arcs of its identifier in decimal, nil if it has none that can be told.
//
// Faults and warnings go to errs, every one of them; the result is nil if there are faults. Modules are in this order:
// the roots, then the others as they are first reached. Everything in the result is in an order that depends on the
// sources alone.
func Check(modules []*syntax.Module, find func(name string, oid []string, at syntax.Pos) *syntax.Module, o Options, errs *syntax.Errors) *Model {
	c := newChecker(find, o, errs)
	c.load(modules)
	c.unread = errs.Failed()
	c.declare()
	c.readOptions()
	c.defineTypes()
	c.checkRoots()
	c.checkTemplates()
	c.tieOpenTypes()
	c.settle()
	c.checkTags()
	c.checkOptions()
	roots := c.rootDefs()
	c.settle()
	c.checkUnusedImports()
	if errs.Failed() {
		return nil
	}
	m := c.reach(roots)
	c.measure(m)
	c.nameAll(m)
	c.expect(m)
	if errs.Failed() {
		return nil
	}
	return m
}

// ModuleOID is the arcs of a module's identifier in decimal, nil if it has none that can be told: what Check gives to
// find for the module that an import names.
func ModuleOID(m *syntax.Module) []string {
	if m.OID == nil {
		return nil
	}
	c := newChecker(nil, Options{}, new(syntax.Errors))
	return c.moduleOID(m.OID, &env{module: &module{syntax: m, out: &Module{Name: m.Name.Text}}})
}

func newChecker(find func(name string, oid []string, at syntax.Pos) *syntax.Module, o Options, errs *syntax.Errors) *checker {
	return &checker{
		errs:      errs,
		find:      find,
		options:   o,
		bySyntax:  make(map[*syntax.Module]*module),
		missing:   make(map[string]bool),
		said:      make(map[string]bool),
		info:      make(map[*Def]*defInfo),
		classes:   make(map[*syntax.Class]*class),
		objects:   make(map[objectKey]*object),
		sets:      make(map[*syntax.Braces]*syntax.ElementSet),
		setOf:     make(map[*symbol]objectSet),
		shared:    make(map[*symbol][]*instance),
		defaultOf: make(map[*Component]defaultValue),
		oids:      make(map[*symbol]*OIDConst),
		evaluated: make(map[*symbol]*evaluation),
		limits:    make(map[*Type]*limits),
		waiting:   make(map[*Type][]pending),
		firsts:    make(map[*Type][]first),
	}
}

// checker is the state of one [Check].
type checker struct {
	errs    *syntax.Errors
	find    func(name string, oid []string, at syntax.Pos) *syntax.Module
	options Options

	// modules
	modules  []*module // in order of first reach
	bySyntax map[*syntax.Module]*module
	missing  map[string]bool // modules that were reported
	unread   bool            // an assignment was not read
	said     map[string]bool // faults and warnings, by place and text

	// types
	info     map[*Def]*defInfo
	tops     []*Def    // type assignments and types in objects, in order of making
	queue    []func()  // components that wait to be filled in
	pending  []pending // constraints that wait for all types
	assigned bool      // evaluating a value that nothing generated holds
	defaults []defaultValue
	values   []assignedValue

	defaultOf map[*Component]defaultValue // not evaluated yet
	shared    map[*symbol][]*instance     // parameterised type -> its instances that share a Def
	made      int                         // instances made, to bound them

	// options
	raw, view, keep, only []*chosen

	// information objects
	classes map[*syntax.Class]*class
	objects map[objectKey]*object
	sets    map[*syntax.Braces]*syntax.ElementSet
	setOf   map[*symbol]objectSet

	// values
	oids      map[*symbol]*OIDConst
	evaluated map[*symbol]*evaluation
	limits    map[*Type]*limits
	waiting   map[*Type][]pending // constraints by type, while they are evaluated
	toLimit   []*Type
	firsts    map[*Type][]first
	depth     int  // of values within values
	steps     int  // to values and sets that others are defined by, from the outermost
	endless   bool // a value or a set that has no end was reported: nothing that it is defined by is evaluated
	tooMany   bool // one that takes too much work was reported: no others are evaluated
}

// defInfo is what the checker knows of a Def beyond the model.
type defInfo struct {
	symbol   *symbol // of a type assignment, or of the object that the type stands in
	parent   *Def    // what a nested one stands in
	children []*Def  // in source order
	goSuffix string  // Go name behind the parent's
	syntax   syntax.Type
	env      *env
	original *Type     // of one that is kept raw
	instance *instance // shared by the instances of a parameterised type
	decodes  []tied
}

// fault reports a fault, once.
func (c *checker) fault(at syntax.Pos, format string, args ...any) {
	if c.once(at, format, args...) {
		c.errs.Add(at, format, args...)
	}
}

// warn reports a warning, once.
func (c *checker) warn(at syntax.Pos, format string, args ...any) {
	if c.once(at, format, args...) {
		c.errs.Warn(at, format, args...)
	}
}

func (c *checker) once(at syntax.Pos, format string, args ...any) bool {
	key := at.String() + ": " + fmt.Sprintf(format, args...)
	if c.said[key] {
		return false
	}
	c.said[key] = true
	return true
}

// later puts off the inside of a type until the types that are being resolved have a kind and tags.
func (c *checker) later(f func()) { c.queue = append(c.queue, f) }

// drain fills in all that was put off.
func (c *checker) drain() {
	for len(c.queue) > 0 {
		f := c.queue[0]
		c.queue = c.queue[1:]
		f()
	}
}
