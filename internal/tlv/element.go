// Package tlv writes elements of DER out one by one, for tests: an encoding that does not come from the codec under
// test. Only tests import it.
package tlv

import "encoding/binary"

// Element returns an element with an identifier of one octet, whose contents are the parts one after the other.
func Element(tag byte, parts ...[]byte) []byte {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	b := append([]byte{tag}, Length(uint64(n))...)
	for _, p := range parts {
		b = append(b, p...)
	}
	return b
}

// Length returns the length octets for n contents octets.
func Length(n uint64) []byte {
	if n < 0x80 {
		return []byte{byte(n)}
	}
	l := binary.BigEndian.AppendUint64(nil, n)
	for l[0] == 0 {
		l = l[1:]
	}
	return append([]byte{0x80 | byte(len(l))}, l...)
}

// Elements of the types that messages consist of.

func Sequence(parts ...[]byte) []byte        { return Element(0x30, parts...) }
func Set(parts ...[]byte) []byte             { return Element(0x31, parts...) }
func Octets(contents ...byte) []byte         { return Element(0x04, contents) }
func Holding(parts ...[]byte) []byte         { return Element(0x04, parts...) } // an OCTET STRING
func Integer(contents ...byte) []byte        { return Element(0x02, contents) }
func Enumerated(contents ...byte) []byte     { return Element(0x0a, contents) }
func Boolean(contents ...byte) []byte        { return Element(0x01, contents) }
func Bits(contents ...byte) []byte           { return Element(0x03, contents) }
func OID(contents string) []byte             { return Element(0x06, []byte(contents)) }
func Text(tag byte, s string) []byte         { return Element(tag, []byte(s)) }
func Time(s string) []byte                   { return Text(0x18, s) }
func Null() []byte                           { return Element(0x05) }
func Explicit(n byte, part ...[]byte) []byte { return Element(0xa0|n, part...) } // or IMPLICIT, of what is constructed
func Implicit(n byte, part ...[]byte) []byte { return Element(0x80|n, part...) }
