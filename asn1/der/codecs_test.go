package der

// codecs decode exactly one value of a type and encode it again. The names in capitals without spaces are those of
// testdata/der-rows.json; SEQ2 to TAG200 are there as
//
//	SEQ2 ::= SEQUENCE { a INTEGER, b BOOLEAN DEFAULT FALSE }
//	SEQOPT ::= SEQUENCE { a [0] EXPLICIT INTEGER OPTIONAL, b [1] IMPLICIT INTEGER OPTIONAL }
//	SETOF ::= SET OF INTEGER
//	SET2 ::= SET { a INTEGER, b BOOLEAN }
//	CHOICE ::= CHOICE { a [0] IMPLICIT NULL, b [1] EXPLICIT INTEGER }
//	TAG200 ::= [200] IMPLICIT INTEGER
var codecs = map[string]func([]byte) ([]byte, error){
	"INTEGER":   codec[Integer],
	"BOOLEAN":   booleanCodec,
	"ENUM":      enumCodec,
	"BITSTRING": codec[BitString],
	"NAMEDBITS": namedBitsCodec,
	"OCTET":     octetCodec,
	"NULL":      codec[Null],
	"OID":       codec[OID],
	"UTF8":      codec[UTF8String],
	"PRINTABLE": codec[PrintableString],
	"IA5":       codec[IA5String],
	"NUMERIC":   codec[NumericString],
	"VISIBLE":   codec[VisibleString],
	"T61":       codec[TeletexString],
	"BMP":       codec[BMPString],
	"UNIVERSAL": codec[UniversalString],
	"UTCTIME":   utcTimeCodec,
	"GENTIME":   generalizedTimeCodec,
	"SEQ2":      seq2Codec,
	"SEQOPT":    seqOptCodec,
	"SETOF":     setOfCodec,
	"SET2":      set2Codec,
	"CHOICE":    choiceCodec,
	"ANY":       codec[RawValue],
	"TAG200":    tag200Codec,

	"RELATIVE-OID":     codec[RelativeOID],
	"REAL":             codec[Real],
	"VideotexString":   codec[VideotexString],
	"GraphicString":    codec[GraphicString],
	"GeneralString":    codec[GeneralString],
	"ObjectDescriptor": codec[ObjectDescriptor],
	"TIME":             codec[Time],
	"DATE":             codec[Date],
	"TIME-OF-DAY":      codec[TimeOfDay],
	"DATE-TIME":        codec[DateTime],
	"DURATION":         codec[Duration],
	"OID-IRI":          codec[OIDIRI],
	"RELATIVE-OID-IRI": codec[RelativeOIDIRI],
	"EXTERNAL":         codec[External],
	"EMBEDDED PDV":     codec[EmbeddedPDV],
	"CHARACTER STRING": codec[CharacterString],
}

// value is what every type of this package has.
type value[T any] interface {
	MarshalDER() ([]byte, error)
	AppendDER(dst []byte) ([]byte, error)
	Clone() T
}

func codec[T value[T], P interface {
	*T
	UnmarshalDER(b []byte) error
}](b []byte) ([]byte, error) {
	var v T
	if err := P(&v).UnmarshalDER(b); err != nil {
		return nil, err
	}
	return v.MarshalDER()
}

// put runs a Put function in a buffer of n octets.
func put(n int, f func(b []byte, i int) int) ([]byte, error) {
	b := make([]byte, n)
	i := f(b, n)
	if i < 0 {
		return nil, Fail(-1, ErrTruncated, "")
	}
	return b[i:], nil
}

func booleanCodec(b []byte) ([]byte, error) {
	i, err := Outer(b, 0x01)
	if err != nil {
		return nil, err
	}
	v, ok := Boolean(b[i:])
	if !ok {
		return nil, Fail(0, ErrBoolean, "")
	}
	return put(3, func(b []byte, i int) int { return PutBoolean(b, i, 0x01, v) })
}

func enumCodec(b []byte) ([]byte, error) {
	i, err := Outer(b, 0x0a)
	if err != nil {
		return nil, err
	}
	v, ok := Int64(b[i:])
	if !ok || v < 0 || v > 2 {
		return nil, Fail(0, ErrInteger, "")
	}
	return put(3, func(b []byte, i int) int { return PutInt64(b, i, 0x0a, v) })
}

func namedBitsCodec(b []byte) ([]byte, error) {
	i, err := Outer(b, 0x03)
	if err != nil {
		return nil, err
	}
	v, ok := NamedBits(b[i:])
	if !ok {
		return nil, Fail(0, ErrBitString, "")
	}
	return put(Size(NamedBitsLen(v)), func(b []byte, i int) int { return PutNamedBits(b, i, 0x03, v) })
}

func octetCodec(b []byte) ([]byte, error) {
	i, err := Outer(b, 0x04)
	if err != nil {
		return nil, err
	}
	return put(Size(len(b)-i), func(p []byte, k int) int { return Put(p, k, 0x04, b[i:]) })
}

func utcTimeCodec(b []byte) ([]byte, error) {
	v, e, err := UTCTime(b, 0, 0x17, "")
	if err != nil {
		return nil, err
	}
	if e != len(b) {
		return nil, Fail(e, ErrTrailingData, "")
	}
	return put(Size(UTCTimeLen(v)), func(b []byte, i int) int { return PutUTCTime(b, i, 0x17, v) })
}

func generalizedTimeCodec(b []byte) ([]byte, error) {
	v, e, err := GeneralizedTime(b, 0, 0x18, "")
	if err != nil {
		return nil, err
	}
	if e != len(b) {
		return nil, Fail(e, ErrTrailingData, "")
	}
	return put(Size(GeneralizedTimeLen(v)), func(b []byte, i int) int { return PutGeneralizedTime(b, i, 0x18, v) })
}

// integerAt reads the INTEGER at b[i:].
func integerAt(b []byte, i int, tag byte, path string) (v Integer, e int, err error) {
	c, e, err := Long(b, i, tag, path)
	if err != nil {
		return nil, 0, err
	}
	if !ValidInteger(b[c:e]) {
		return nil, 0, Fail(i, ErrInteger, path)
	}
	return b[c:e:e], e, nil
}

func seq2Codec(b []byte) ([]byte, error) {
	i, err := Outer(b, 0x30)
	if err != nil {
		return nil, err
	}
	a, i, err := integerAt(b, i, 0x02, "a")
	if err != nil {
		return nil, err
	}
	def := false
	if Is(b, i, "\x01") {
		c, e, err := Long(b, i, 0x01, "b")
		if err != nil {
			return nil, err
		}
		v, ok := Boolean(b[c:e])
		if !ok {
			return nil, Fail(i, ErrBoolean, "b")
		}
		if !v {
			return nil, Fail(i, ErrEncodedDefault, "b")
		}
		def, i = v, e
	}
	if i != len(b) {
		return nil, Fail(i, ErrTrailingData, "")
	}
	return put(len(b), func(p []byte, i int) int {
		k := OmitDefault(p, PutBoolean(p, i, 0x01, def), i, "\x01\x01\x00")
		return PutHead(p, PutInteger(p, k, 0x02, a), i, 0x30)
	})
}

func seqOptCodec(b []byte) ([]byte, error) {
	i, err := Outer(b, 0x30)
	if err != nil {
		return nil, err
	}
	var a, v Optional[Integer]
	if Is(b, i, "\xa0") {
		c, e, err := Long(b, i, 0xa0, "a")
		if err != nil {
			return nil, err
		}
		k, err := Inner(b[:e], c, 0x02, "a")
		if err != nil {
			return nil, err
		}
		if !ValidInteger(b[k:e]) {
			return nil, Fail(c, ErrInteger, "a")
		}
		a, i = Some(Integer(b[k:e])), e
	}
	if Is(b, i, "\x81") {
		x, e, err := integerAt(b, i, 0x81, "b")
		if err != nil {
			return nil, err
		}
		v, i = Some(x), e
	}
	if i != len(b) {
		return nil, Fail(i, ErrTrailingData, "")
	}
	return put(len(b), func(p []byte, i int) int {
		end := i
		if x, ok := v.Get(); ok {
			i = PutInteger(p, i, 0x81, x)
		}
		if x, ok := a.Get(); ok {
			i = PutHead(p, PutInteger(p, i, 0x02, x), i, 0xa0)
		}
		return PutHead(p, i, end, 0x30)
	})
}

func setOfCodec(b []byte) ([]byte, error) {
	i, err := Outer(b, 0x31)
	if err != nil {
		return nil, err
	}
	var list []Integer
	for prev := -1; i < len(b); {
		v, e, err := integerAt(b, i, 0x02, "")
		if err != nil {
			return nil, At(len(list), err)
		}
		if !Ascending(b, prev, i, e) {
			return nil, At(len(list), Fail(i, ErrSetOrder, ""))
		}
		list = append(list, v)
		prev, i = i, e
	}
	return put(len(b), func(p []byte, i int) int {
		end := i
		for _, v := range list { // in the wrong order
			i = PutInteger(p, i, 0x02, v)
		}
		return PutHead(p, SortSetOf(p, i, end), end, 0x31)
	})
}

func set2Codec(b []byte) ([]byte, error) {
	i, err := Outer(b, 0x31)
	if err != nil {
		return nil, err
	}
	var a Integer
	var v, seen bool
	for prev := -1; i < len(b); {
		c, e, err := Any(b, i, "")
		if err != nil {
			return nil, err
		}
		if prev >= 0 && CompareTags(b, prev, i) == 0 {
			return nil, Fail(i, ErrDuplicate, "")
		}
		if !TagAfter(b, prev, i) {
			return nil, Fail(i, ErrSetOrder, "")
		}
		switch b[i] {
		case 0x01:
			if v, seen = Boolean(b[c:e]); !seen {
				return nil, Fail(i, ErrBoolean, "b")
			}
		case 0x02:
			if a = b[c:e]; !ValidInteger(a) {
				return nil, Fail(i, ErrInteger, "a")
			}
		default:
			return nil, Fail(i, ErrTag, "")
		}
		prev, i = i, e
	}
	if a == nil || !seen {
		return nil, Fail(i, ErrMissing, "")
	}
	return put(len(b), func(p []byte, i int) int {
		k := PutBoolean(p, i, 0x01, v)
		k = PutInteger(p, k, 0x02, a)
		return PutHead(p, SortSet(p, k, i), i, 0x31)
	})
}

func choiceCodec(b []byte) ([]byte, error) {
	c, e, err := Any(b, 0, "")
	if err != nil {
		return nil, err
	}
	if e != len(b) {
		return nil, Fail(e, ErrTrailingData, "")
	}
	switch b[0] {
	case 0x80:
		if c != e {
			return nil, Fail(0, ErrNull, "a")
		}
		return put(2, func(p []byte, i int) int { return PutNull(p, i, 0x80) })
	case 0xa1:
		k, err := Inner(b, c, 0x02, "b")
		if err != nil {
			return nil, err
		}
		if !ValidInteger(b[k:]) {
			return nil, Fail(c, ErrInteger, "b")
		}
		return put(len(b), func(p []byte, i int) int { return PutHead(p, PutInteger(p, i, 0x02, b[k:]), i, 0xa1) })
	}
	return nil, Fail(0, ErrChoice, "")
}

func tag200Codec(b []byte) ([]byte, error) {
	const tag = "\x9f\x81\x48"
	i, err := OuterHigh(b, tag)
	if err != nil {
		return nil, err
	}
	if !ValidInteger(b[i:]) {
		return nil, Fail(0, ErrInteger, "")
	}
	return put(len(b), func(p []byte, k int) int { return Retag(p, PutInteger(p, k, 0x02, b[i:]), tag) })
}
