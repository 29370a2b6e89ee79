// Package recursive has types that contain themselves. None of the published modules here has one, and generated code
// must not let them use up the stack: this is where that is tested.
package recursive

//go:generate go run github.com/dergen/dergen/gen/dergen -pkg recursive -o recursive_gen.go Recursive.asn1
