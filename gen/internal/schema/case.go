package schema

import (
	"math/big"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// cases is a case for each object that has a type for the last field: by its value for the identifying field.
func (w *walker) cases(set objectSet, id *syntax.ClassField, fields []*syntax.ClassField, key *Component, at syntax.Pos) []Case {
	kind := Kind(0)
	if key != nil {
		kind = key.Type.Base().Kind
		if kind != OID && kind != Integer && kind != 0 {
			if w.holderIsRoot() {
				w.warn(at, "no typed decode by %s: it is neither an OBJECT IDENTIFIER nor an INTEGER", key.Name)
			}
			return nil
		}
	}
	var list []Case
	seen := make(map[string]string)
	for _, o := range set.objects {
		k := Case{Object: o.name}
		holder := o
		var typ *setting
		for i, f := range fields {
			s := w.setting(holder, f)
			if s == nil {
				break
			}
			if i == len(fields)-1 {
				typ = s
			} else if holder = w.objectByValue(s.value, s.env, w.findClass(f.Governor, holder.class.env), nil); holder == nil {
				break
			}
		}
		if typ == nil || typ.typ == nil || holder == nil {
			continue
		}
		if id != nil && !w.caseKey(&k, o, id, kind) {
			continue
		}
		if id != nil {
			text := k.Key
			if k.Int != nil {
				text = string(integerOctets(big.NewInt(*k.Int)))
			}
			if first, ok := seen[text]; ok {
				if w.holderIsRoot() {
					w.warn(o.at, "objects %s and %s have the same %s: the first counts", first, o.title(), id.Name.Text)
				}
				continue
			}
			seen[text] = o.title()
		}
		k.Type = w.settingType(holder, fields[len(fields)-1], typ)
		if k.Type.Kind == 0 || isNameless(k.Type) {
			continue
		}
		list = append(list, k)
	}
	return list
}

// isNameless says whether a type holds one that nothing gives a name to: it is written in an object that nothing
// identifies.
func isNameless(t *Type) bool {
	for ; t != nil; t = t.Elem {
		if t.Def != nil {
			return t.Def.Name == ""
		}
	}
	return false
}

// caseKey evaluates the identifier of an object. Key holds the contents octets, also where ID names the constant.
func (w *walker) caseKey(k *Case, o *object, id *syntax.ClassField, kind Kind) bool {
	s := w.setting(o, id)
	if s == nil || s.value == nil {
		return false
	}
	if kind == Integer {
		n, ok := w.integer(s.value, s.env, &governed{id.Governor, o.class.env})
		if !ok || !n.IsInt64() {
			return false
		}
		v := n.Int64()
		k.Int = &v
		return true
	}
	arcs, ok := w.oidValue(s.value, s.env, true, true)
	if !ok || len(arcs) < 2 {
		return false
	}
	k.Key = string(oidContent(arcs))
	if r, ok := s.value.(*syntax.RefValue); ok {
		if t, ok := w.follow(r, s.env, false); ok && t.symbol != nil {
			k.ID = w.oidConst(t.symbol)
		}
	}
	return true
}
