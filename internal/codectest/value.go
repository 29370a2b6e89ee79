package codectest

import (
	"bytes"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/dergen/dergen/asn1/der"
)

// Values puts other values, right and wrong ones, into each place of each decoded sample, one place at a time, and
// encodes. What is encoded must be an encoding: decoded and encoded again it is the same. What is refused must be refused
// with a [*der.Error] that has a path from the type on and no offset, and dst must come back as it was.
func Values(t testing.TB, samples []Sample) {
	t.Helper()
	for _, s := range samples {
		v := s.decoded(t)
		encodes(t, s.Type, s.Type.New(), "the zero value")
		places(reflect.ValueOf(v.Get()).Elem(), "", func(place string) { encodes(t, s.Type, v, place) })
		if out, err := v.MarshalDER(); err != nil || !bytes.Equal(out, s.DER) {
			t.Fatalf("%s %s: not put back: %x, %v", s.Type.Name, s.Name, out, err)
		}
	}
}

func encodes(t testing.TB, typ Type, v Value, place string) {
	t.Helper()
	// With room and without: the two ways through AppendDER.
	for _, room := range []int{0, 1 << 14} {
		dst := append(make([]byte, 0, room+3), "abc"...)
		out, err := v.AppendDER(dst)
		if !bytes.HasPrefix(out, dst) {
			t.Fatalf("%s, %s: %x does not begin with dst", typ.Name, place, out)
		}
		if err != nil {
			e, ok := err.(*der.Error)
			if !ok || len(e.Path) < len(typ.Name) || e.Path[:len(typ.Name)] != typ.Name || e.Offset >= 0 || len(out) != len(dst) {
				t.Errorf("%s, %s: %v, and %d octets", typ.Name, place, err, len(out)-len(dst))
			}
			continue
		}
		w := typ.New()
		if !Check(t, typ, w, out[3:], nil) {
			t.Errorf("%s, %s: it encodes what it does not decode: %x: %v", typ.Name, place, out[3:], w.UnmarshalDER(out[3:]))
		}
	}
}

// places calls f with another value in each place of x, and puts back what was there.
func places(x reflect.Value, path string, f func(place string)) {
	old := reflect.New(x.Type()).Elem()
	old.Set(x)
	try := func(what string, to any) {
		x.Set(reflect.ValueOf(to).Convert(x.Type()))
		f(path + " = " + what)
		x.Set(old)
	}
	x.SetZero()
	f(path + " = zero")
	x.Set(old)
	switch x.Kind() {
	case reflect.Bool:
		try("true", true)
	case reflect.Int64:
		for name, n := range map[string]int64{"-1": -1, "2": 2, "7": 7, "most": math.MaxInt64, "least": math.MinInt64} {
			try(name, n)
		}
	case reflect.Uint64:
		try("most", uint64(math.MaxUint64))
	case reflect.Int:
		for name, n := range map[string]int{"-1": -1, "7": 7, "8": 8} {
			try(name, n)
		}
	case reflect.String:
		for name, s := range map[string]string{"one octet": "\x2a", "unfinished": "\x2a\x80", "padded": "\x2a\x80\x01", "long": "\x2a" + string(bytes.Repeat([]byte{3}, 300))} {
			try(name, s)
		}
	case reflect.Slice:
		if x.Type().Elem().Kind() == reflect.Uint8 {
			for name, b := range map[string][]byte{
				"empty": {}, "zero": {0}, "padded": {0, 1}, "FF": {0xff}, "an element": {0x30, 0}, "two elements": {5, 0, 5, 0}, "cut short": {0x30, 5, 0}, "long": make([]byte, 300),
				"end-of-contents": {0, 0}, "a letter": []byte("a"), "no UTF-8": []byte("a\xe9"), "a high tag": {0x1f, 0x81, 0, 0}, "a bad length": {0x30, 0x81, 1, 0},
			} {
				try(name, b)
			}
			return
		}
		x.Set(reflect.MakeSlice(x.Type(), 0, 0))
		f(path + " = no elements")
		x.Set(reflect.MakeSlice(x.Type(), 3, 3))
		f(path + " = three zeros")
		if old.Len() > 0 {
			x.Set(reflect.AppendSlice(reflect.AppendSlice(reflect.MakeSlice(x.Type(), 0, 0), old), old))
			f(path + " = twice")
			turned := reflect.MakeSlice(x.Type(), old.Len(), old.Len())
			for k := range old.Len() {
				turned.Index(k).Set(old.Index(old.Len() - 1 - k))
			}
			x.Set(turned)
			f(path + " = turned round")
		}
		x.Set(old)
		for k := range x.Len() {
			places(x.Index(k), path+"[]", f)
		}
	case reflect.Struct:
		if x.Type() == timeType {
			zone := time.FixedZone("", 3600)
			for name, at := range map[string]time.Time{
				"year 10000": time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC), "year -1": time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC), "nanoseconds": time.Unix(1, 1),
				"half a second": time.Date(2026, 1, 1, 0, 0, 0, 5e8, zone), "year 1949": time.Date(1949, 1, 1, 0, 0, 0, 0, time.UTC),
				"over the end by its zone": time.Date(9999, 12, 31, 23, 59, 59, 0, time.FixedZone("", -3600)), "far": time.Unix(1<<60, 0),
			} {
				try(name, at)
			}
			return
		}
		if k := x.Addr().MethodByName("Kind"); k.IsValid() && strings.Count(path, "()") < 3 {
			alternatives(x, path, f)
			x.Set(old)
		}
		for k := range x.NumField() {
			if field := x.Type().Field(k); field.IsExported() {
				places(x.Field(k), path+"."+field.Name, f)
			}
		}
	}
}

// alternatives chooses each alternative of the CHOICE x with values of all kinds. The one that is chosen is changed in its
// places too.
func alternatives(x reflect.Value, path string, f func(place string)) {
	v := x.Addr()
	for k := range v.NumMethod() {
		name, isSetter := strings.CutPrefix(v.Type().Method(k).Name, "Set")
		if !isSetter {
			continue
		}
		set := v.Method(k)
		if set.Type().NumIn() == 0 { // NULL
			set.Call(nil)
			f(path + "." + name + "()")
			continue
		}
		arg := reflect.New(set.Type().In(0)).Elem()
		if r := v.MethodByName(name).Call(nil); len(r) == 2 && r[1].Bool() {
			arg.Set(r[0])
		} else if len(r) == 1 && !r[0].IsNil() {
			arg.Set(r[0].Elem())
		}
		places(arg, path+"."+name+"()", func(place string) {
			set.Call([]reflect.Value{arg})
			f(place)
		})
	}
}
