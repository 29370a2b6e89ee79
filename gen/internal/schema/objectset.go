package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// objectSet is the objects of an information object set, each once, in the order of the text.
type objectSet struct {
	objects    []*object
	extensible bool
}

func (s *objectSet) add(o *object) bool {
	if o == nil || slices.Contains(s.objects, o) {
		return false
	}
	s.objects = append(s.objects, o)
	return true
}

// setByRef resolves the name of an object set.
func (c *checker) setByRef(r *syntax.Ref, e *env) objectSet {
	defer c.shallower()
	if !c.deeper(r.Pos(), func() string { return "object set " + r.Name.Text + " holds itself" }) {
		return objectSet{}
	}
	b, s := c.resolve(e, r.Module, r.Name, "object set")
	switch {
	case b != nil:
		return c.boundSet(b, r)
	case s == nil || s.missing:
		return objectSet{}
	case c.kindOf(s) != objectSetKind:
		c.fault(r.Pos(), "%s is a %s, expected an object set", r.Name.Text, c.kindOf(s))
		return objectSet{}
	}
	if set, ok := c.setOf[s]; ok && len(r.Args) == 0 {
		return set
	}
	inner := c.bind(s, r.Args, e, r.Pos())
	if inner == nil {
		return objectSet{}
	}
	set := c.setIn(s.assigned.Set, inner, c.findClass(s.assigned.Governor, inner))
	if len(s.assigned.Params) == 0 {
		c.setOf[s] = set
	}
	return set
}

// boundSet is the set that a dummy stands for.
func (c *checker) boundSet(b *binding, r *syntax.Ref) objectSet {
	if b.param.Governor == nil {
		c.fault(r.Pos(), "%s stands for a %s here, expected an object set", r.Name.Text, c.bindingKind(b))
		return objectSet{}
	}
	cl := c.findClass(b.param.Governor, b.inner)
	switch {
	case cl == nil:
		c.fault(r.Pos(), "%s stands for a %s here, expected an object set", r.Name.Text, c.bindingKind(b))
	case b.arg.Braces != nil && upperFirst(r.Name.Text):
		return c.setIn(b.arg.Braces, b.env, cl)
	case b.arg.Braces != nil:
		var s objectSet
		s.add(c.objectIn(b.arg.Braces, b.env, cl, nil))
		return s
	case b.arg.Type != nil:
		return c.setByType(b.arg.Type, b.env)
	case b.arg.Value != nil:
		var s objectSet
		s.add(c.objectByValue(b.arg.Value, b.env, cl, nil))
		return s
	}
	return objectSet{}
}

// setByType is an object set where the parser could only see a type: a name, or Set.&Field.
func (c *checker) setByType(t syntax.Type, e *env) objectSet {
	switch t := t.(type) {
	case *syntax.Ref:
		return c.setByRef(t, e)
	case *syntax.Field:
		return c.setByFields(t, e)
	}
	c.fault(t.Pos(), "expected an object or an object set, found %s", typeText(t))
	return objectSet{}
}

// setIn reads {...} as an object set of class cl.
func (c *checker) setIn(b *syntax.Braces, e *env, cl *class) objectSet {
	var s objectSet
	set := c.elements(b)
	if set == nil || cl == nil {
		return s
	}
	s.extensible = set.Extensible
	c.gather(&s, set.Root, e, cl)
	c.gather(&s, set.Additions, e, cl)
	return s
}

// elements parses the inside of a set once.
func (c *checker) elements(b *syntax.Braces) *syntax.ElementSet {
	if s, ok := c.sets[b]; ok {
		return s
	}
	s := b.Set(c.errs)
	c.sets[b] = s
	return s
}

// gather adds the objects of an element to s.
func (c *checker) gather(s *objectSet, el syntax.Element, e *env, cl *class) {
	switch el := el.(type) {
	case nil:
	case *syntax.Union:
		for _, x := range el.Elems {
			c.gather(s, x, e, cl)
		}
	case *syntax.Paren:
		c.gather(s, el.Set.Root, e, cl)
		c.gather(s, el.Set.Additions, e, cl)
	case *syntax.Single:
		c.gatherObject(s, el, e, cl)
	case *syntax.Included:
		o := c.setByType(el.Type, e)
		s.extensible = s.extensible || o.extensible
		for _, x := range o.objects {
			s.add(x)
		}
	case *syntax.Intersection:
		first := c.gathered(el.Elems[0], e, cl)
		for _, x := range el.Elems[1:] {
			other := c.gathered(x, e, cl)
			first = slices.DeleteFunc(first, func(o *object) bool { return !slices.Contains(other, o) })
		}
		for _, o := range first {
			s.add(o)
		}
	case *syntax.Except:
		if el.Of == nil {
			c.fault(el.At, "ALL EXCEPT does not say which objects are meant")
			return
		}
		not := c.gathered(el.Not, e, cl)
		for _, o := range c.gathered(el.Of, e, cl) {
			if !slices.Contains(not, o) {
				s.add(o)
			}
		}
	default:
		c.fault(el.Pos(), "expected an object of class %s or an object set", cl.name)
	}
}

func (c *checker) gathered(el syntax.Element, e *env, cl *class) []*object {
	var s objectSet
	c.gather(&s, el, e, cl)
	return s.objects
}

// gatherObject adds one object: by name, through a field, or written out.
func (c *checker) gatherObject(s *objectSet, el *syntax.Single, e *env, cl *class) {
	r, ok := el.Value.(*syntax.RefValue)
	if !ok {
		s.add(c.objectByValue(el.Value, e, cl, nil))
		return
	}
	if upperFirst(r.Name.Text) && len(r.Fields) > 0 { // Set.&object
		o := c.setByFields(&syntax.Field{Of: &syntax.Ref{Module: r.Module, Name: r.Name, Args: r.Args}, Fields: r.Fields}, e)
		for _, x := range o.objects {
			s.add(x)
		}
		return
	}
	o := c.objectByValue(r, e, cl, nil)
	if o != nil && !s.add(o) && e.dummies == nil && len(r.Fields) == 0 && e.module.root {
		c.warn(r.Pos(), "%s stands in the set already", r.Name.Text)
	}
}

// setByFields is Set.&Field or object.&Field, through one field or several: the objects that the fields of its objects
// hold (X.681, 15).
func (c *checker) setByFields(t *syntax.Field, e *env) objectSet {
	var s objectSet
	if upperFirst(t.Of.Name.Text) {
		s = c.setByRef(t.Of, e)
	} else {
		s.add(c.objectByRef(&syntax.RefValue{Module: t.Of.Module, Name: t.Of.Name, Args: t.Of.Args}, e, true))
	}
	for _, name := range t.Fields {
		var next objectSet
		for _, o := range s.objects {
			f := o.class.fields[name.Text]
			if f == nil {
				c.fault(name.At, "class %s has no field %s%s", o.class.name, name.Text, nearField(o.class, name.Text))
				return next
			}
			set := c.setting(o, f)
			if set == nil || f.Governor == nil {
				continue
			}
			cl := c.findClass(f.Governor, o.class.env)
			switch {
			case cl == nil:
				c.fault(name.At, "field %s of class %s holds no objects", name.Text, o.class.name)
				return next
			case set.set != nil:
				in := c.setIn(set.set, set.env, cl)
				next.extensible = next.extensible || in.extensible
				for _, x := range in.objects {
					next.add(x)
				}
			case set.value != nil:
				next.add(c.objectByValue(set.value, set.env, cl, nil))
			}
		}
		s = next
	}
	return s
}

// checkUnique warns of objects in a set that have the same OBJECT IDENTIFIER for a field that tells them apart
// (X.681, 9.10).
func (c *checker) checkUnique(s objectSet) {
	if len(s.objects) == 0 {
		return
	}
	f := uniqueField(s.objects[0].class)
	if f == nil || f.Governor == nil || !c.isOID(f.Governor, s.objects[0].class.env) {
		return
	}
	seen := make(map[string]*object)
	for _, o := range s.objects {
		set := c.setting(o, f)
		if set == nil || set.value == nil {
			continue
		}
		arcs, ok := c.oidValue(set.value, set.env, true, false)
		if !ok {
			continue
		}
		key := strings.Join(decimals(arcs), ".")
		if first := seen[key]; first != nil {
			c.warn(o.at, "objects %s and %s have the same %s: the first counts", first.title(), o.title(), f.Name.Text)
		} else {
			seen[key] = o
		}
	}
}

// title is how a message calls an object.
func (o *object) title() string {
	if o.name != "" {
		return o.name
	}
	line, _ := o.at.LineCol()
	return fmt.Sprintf("{...} of line %d", line)
}
