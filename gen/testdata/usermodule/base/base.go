// Package base has what the messages of this module have in common.
package base

//go:generate go tool dergen -pkg base -o base_gen.go -raw Certificate -keep Header base.asn1
