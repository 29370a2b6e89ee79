package codectest

import (
	"fmt"
	"reflect"
	"strings"
	"sync"
	"time"
)

// Differ compares what a user can read in x and y, two values of one type: exported fields, elements of lists up to
// their length, and what methods without arguments give. It returns the first place where they differ, or "". An empty
// list and a nil one are alike.
func Differ(x, y any) string {
	return differ(reflect.ValueOf(x), reflect.ValueOf(y), reflect.TypeOf(x).String())
}

// NotZero compares x, a pointer to a value, with a new value of its type, as [Differ] does.
func NotZero(x any) string {
	return Differ(x, reflect.New(reflect.TypeOf(x).Elem()).Interface())
}

// Read calls every method without arguments on x, a pointer to a value, and on all that can be reached from it. It
// is for finding out whether one of them panics. It returns how many values it saw.
func Read(x any) int {
	return read(reflect.ValueOf(x))
}

var timeType = reflect.TypeFor[time.Time]()

func differ(x, y reflect.Value, path string) string {
	switch x.Kind() {
	case reflect.Pointer, reflect.Interface:
		if x.IsNil() || y.IsNil() {
			if x.IsNil() != y.IsNil() {
				return path
			}
			return ""
		}
		return differ(x.Elem(), y.Elem(), path)
	case reflect.Slice:
		if x.Len() != y.Len() {
			return fmt.Sprintf("%s: %d and %d elements", path, x.Len(), y.Len())
		}
		if x.Type().Elem().Kind() == reflect.Uint8 {
			if string(x.Bytes()) != string(y.Bytes()) {
				return fmt.Sprintf("%s: %x and %x", path, x.Bytes(), y.Bytes())
			}
			return ""
		}
		for k := range x.Len() {
			if d := differ(x.Index(k), y.Index(k), fmt.Sprintf("%s[%d]", path, k)); d != "" {
				return d
			}
		}
		return ""
	case reflect.Struct:
		if x.Type() == timeType {
			if a, b := x.Interface().(time.Time), y.Interface().(time.Time); a != b {
				return fmt.Sprintf("%s: %v and %v", path, a, b)
			}
			return ""
		}
		for k := range x.NumField() {
			if f := x.Type().Field(k); f.IsExported() {
				if d := differ(x.Field(k), y.Field(k), path+"."+f.Name); d != "" {
					return d
				}
			}
		}
		if !x.CanAddr() || !y.CanAddr() {
			return ""
		}
		for _, k := range methods(x.Addr()) {
			a, b := x.Addr().Method(k).Call(nil), y.Addr().Method(k).Call(nil)
			for n := range a {
				if d := differ(a[n], b[n], path+"."+x.Addr().Type().Method(k).Name+"()"); d != "" {
					return d
				}
			}
		}
		return ""
	default:
		if !x.Equal(y) {
			return fmt.Sprintf("%s: %v and %v", path, x, y)
		}
		return ""
	}
}

// methods are the numbers of those of x's type, a pointer, that are safe to call and say something about what x holds.
func methods(x reflect.Value) []int {
	if list, ok := methodsOf.Load(x.Type()); ok {
		return list.([]int)
	}
	list := []int{}
	// What time.Time has does not count, since the field shows it.
	if e := x.Elem(); e.Kind() != reflect.Struct || e.NumField() == 0 || !e.Type().Field(0).Anonymous {
		for k := range x.NumMethod() {
			switch name := x.Type().Method(k).Name; {
			case name == "UnmarshalDER", name == "AppendDER", name == "MarshalDER", name == "Clone", name == "ResetDER", name == "SizeDER", name == "Decode":
			case strings.HasPrefix(name, "Set"):
			case x.Method(k).Type().NumIn() > 0:
			default:
				list = append(list, k)
			}
		}
	}
	methodsOf.Store(x.Type(), list)
	return list
}

// methodsOf remembers what methods found, since reflection takes long over it.
var methodsOf sync.Map

// decodeOf is the number of method Decode, -1 if there is none.
func decodeOf(t reflect.Type) int {
	if k, ok := decodesOf.Load(t); ok {
		return k.(int)
	}
	k := -1
	if m, ok := t.MethodByName("Decode"); ok {
		k = m.Index
	}
	decodesOf.Store(t, k)
	return k
}

var decodesOf sync.Map

func read(x reflect.Value) int {
	n := 1
	switch x.Kind() {
	case reflect.Pointer, reflect.Interface:
		if x.IsNil() {
			return n
		}
		if x.Kind() == reflect.Pointer {
			for _, k := range methods(x) {
				for _, r := range x.Method(k).Call(nil) {
					if r.Type() != x.Type().Elem() { // Trim() of a BitString is a BitString
						n += readResult(r)
					}
				}
			}
			if k := decodeOf(x.Type()); k >= 0 {
				n += read(x.Method(k).Call(nil)[0])
			}
		}
		return n + read(x.Elem())
	case reflect.Slice:
		if x.Type().Elem().Kind() == reflect.Uint8 {
			return n
		}
		for k := range x.Len() {
			n += read(x.Index(k).Addr())
		}
	case reflect.Struct:
		if x.Type() == timeType {
			return n
		}
		for k := range x.NumField() {
			if x.Type().Field(k).IsExported() {
				if f := x.Field(k); f.CanAddr() {
					n += read(f.Addr())
				} else {
					n += read(f)
				}
			}
		}
	}
	return n
}

// readResult reads what a method returned: a struct or a list, but not what the standard library returns.
func readResult(r reflect.Value) int {
	t := r.Type()
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if !strings.HasPrefix(t.PkgPath(), "github.com/dergen/") || r.Kind() == reflect.String {
		return 1
	}
	if r.Kind() != reflect.Pointer {
		p := reflect.New(r.Type())
		p.Elem().Set(r)
		r = p
	}
	return read(r)
}
