package der_test

import (
	"errors"
	"fmt"

	"github.com/dergen/dergen/asn1/der"
)

func Example() {
	var serial der.Integer
	if err := serial.UnmarshalDER([]byte("\x02\x09\x00\x98\xd9\xe5\xc0\xb4\xc3\x73\x55")); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(serial)

	err := serial.UnmarshalDER([]byte("\x02\x02\x00\x05"))
	fmt.Println(err)
	fmt.Println(errors.Is(err, der.ErrInteger))
	// Output:
	// 11014086979540448085
	// der: INTEGER: byte 0: integer is empty, padded or too large
	// true
}

func ExampleParseOID() {
	const sha256 = der.OID("\x60\x86\x48\x01\x65\x03\x04\x02\x01")
	id, err := der.ParseOID("2.16.840.1.101.3.4.2.1")
	fmt.Println(id == sha256, err, id)
	// Output: true <nil> 2.16.840.1.101.3.4.2.1
}

// A message is written from its end, so that each length is known when it is written.
func ExamplePutHead() {
	b := make([]byte, 20)
	i := len(b)
	i = der.PutBoolean(b, i, 0x01, true)
	i = der.PutInt64(b, i, 0x02, 300)
	i = der.PutHead(b, i, len(b), 0x30) // SEQUENCE { INTEGER, BOOLEAN }
	if i < 0 {
		fmt.Println("no room, or a value that has no encoding")
		return
	}
	fmt.Printf("%x\n", b[i:])
	// Output: 30070202012c0101ff
}
