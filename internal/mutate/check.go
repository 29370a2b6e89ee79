package main

import (
	"fmt"
	"go/ast"
	"strings"
)

// A change takes a check out when it makes a condition false that leads out of what is being done, or part of one with ||,
// or makes part of one with && true. The same goes for the parts of conditions that are returned or assigned.

// A guard says which changes of a condition take a check out.
type guard uint8

const (
	guardsNothing guard = iota
	guardsInParts       // those of its parts
	guardsWhole         // and that it is false
)

// guardOf is the guard that the condition of these statements is.
func guardOf(list []ast.Stmt) guard {
	if leaves(list) {
		return guardsWhole
	}
	return guardsNothing
}

// leaves says whether statements end the work on something: by a return, a continue, a break, or by being none at all, as
// a case of a switch may be.
func leaves(list []ast.Stmt) bool {
	if len(list) == 0 {
		return true
	}
	switch list[len(list)-1].(type) {
	case *ast.BranchStmt, *ast.ReturnStmt:
		return true
	}
	return false
}

// keepChecks leaves as checks only such mutants as are in one of these places, each "FILE" or "FILE: FUNCTION"; with no
// places, all of them. A place without a check is an error.
func (p *program) keepChecks(places map[string]string) error {
	found := map[string]bool{}
	for n := range p.mutants {
		m := &p.mutants[n]
		file, rest, _ := strings.Cut(m.key, ": ")
		function, _, _ := strings.Cut(rest, ": ")
		_, whole := places[file]
		_, part := places[file+": "+function]
		m.check = m.check && (whole || part || len(places) == 0)
		if m.check {
			found[file], found[file+": "+function] = true, true
		}
	}
	for place := range places {
		if !found[place] {
			return fmt.Errorf("%s has no check", place)
		}
	}
	return nil
}
