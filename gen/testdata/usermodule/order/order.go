// Package order has the messages of a shop.
package order

//go:generate go tool dergen -pkg order -o order_gen.go -I ../base -import Base=example.com/user/base order.asn1
