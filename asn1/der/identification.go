package der

// Identification says what an [EmbeddedPDV] or a [CharacterString] holds and how that is encoded (X.680, 36.5 and 44.5):
//
//	CHOICE {
//	    syntaxes                 SEQUENCE {
//	        abstract                 OBJECT IDENTIFIER,
//	        transfer                 OBJECT IDENTIFIER },
//	    syntax                   OBJECT IDENTIFIER,
//	    presentation-context-id  INTEGER,
//	    context-negotiation      SEQUENCE {
//	        presentation-context-id  INTEGER,
//	        transfer-syntax          OBJECT IDENTIFIER },
//	    transfer-syntax          OBJECT IDENTIFIER,
//	    fixed                    NULL }
type Identification struct {
	Alternative IdentificationAlternative
	Abstract    OID     // of syntaxes, and of syntax, which stands for both
	Transfer    OID     // of syntaxes, syntax, context-negotiation and transfer-syntax
	ContextID   Integer // of presentation-context-id and context-negotiation
}

// IdentificationAlternative is the alternative of an [Identification].
type IdentificationAlternative uint8

// The numbers are those of the tags and one more, so that the zero value is none of them.
const (
	IdentificationNone IdentificationAlternative = iota
	IdentificationSyntaxes
	IdentificationSyntax
	IdentificationPresentationContextID
	IdentificationContextNegotiation
	IdentificationTransferSyntax
	IdentificationFixed
)

// An identificationView is an [Identification] whose object identifiers are views, so that a look at it allocates nothing.
type identificationView struct {
	alternative        IdentificationAlternative
	abstract, transfer []byte
	contextID          Integer
}

func (id identificationView) copied() Identification {
	return Identification{id.alternative, OID(id.abstract), OID(id.transfer), id.contextID}
}

// identified reads the components in b[i:]: identification, and the octets whose name is component.
func identified(b []byte, i int, component string) (id identificationView, value []byte, err error) {
	c, end, err := Long(b, i, 0xa0, "identification")
	if err != nil {
		return identificationView{}, nil, err
	}
	e, err := id.decode(b[:end], c)
	if err == nil {
		err = ended(e, end, "")
	}
	if err != nil {
		return identificationView{}, nil, In("identification", err)
	}
	// X.680, 36.5: data-value-descriptor, which would be [1], is absent.
	c, e, err = Long(b, end, 0x82, component)
	if err == nil {
		err = ended(e, len(b), "")
	}
	if err != nil {
		return identificationView{}, nil, err
	}
	return id, b[c:e:e], nil
}

// decode reads the alternative at b[i:] and returns where it ends.
func (id *identificationView) decode(b []byte, i int) (e int, err error) {
	if i >= len(b) {
		return 0, Fail(i, ErrMissing, "")
	}
	switch b[i] {
	case 0xa0:
		id.alternative = IdentificationSyntaxes
		c, e, err := Long(b, i, 0xa0, "syntaxes")
		if err != nil {
			return 0, err
		}
		if c, id.abstract, err = oidComponent(b[:e], c, 0x80, "syntaxes.abstract"); err != nil {
			return 0, err
		}
		if c, id.transfer, err = oidComponent(b[:e], c, 0x81, "syntaxes.transfer"); err != nil {
			return 0, err
		}
		return e, ended(c, e, "syntaxes")
	case 0x81:
		id.alternative = IdentificationSyntax
		e, id.abstract, err = oidComponent(b, i, 0x81, "syntax")
		id.transfer = id.abstract
		return e, err
	case 0x82:
		id.alternative = IdentificationPresentationContextID
		e, id.contextID, err = integerComponent(b, i, 0x82, "presentation-context-id")
		return e, err
	case 0xa3:
		id.alternative = IdentificationContextNegotiation
		c, e, err := Long(b, i, 0xa3, "context-negotiation")
		if err != nil {
			return 0, err
		}
		if c, id.contextID, err = integerComponent(b[:e], c, 0x80, "context-negotiation.presentation-context-id"); err != nil {
			return 0, err
		}
		if c, id.transfer, err = oidComponent(b[:e], c, 0x81, "context-negotiation.transfer-syntax"); err != nil {
			return 0, err
		}
		return e, ended(c, e, "context-negotiation")
	case 0x84:
		id.alternative = IdentificationTransferSyntax
		e, id.transfer, err = oidComponent(b, i, 0x84, "transfer-syntax")
		return e, err
	case 0x85:
		id.alternative = IdentificationFixed
		c, e, err := Long(b, i, 0x85, "fixed")
		if err == nil && c != e {
			err = Fail(i, ErrNull, "fixed")
		}
		return e, err
	}
	return 0, Fail(i, ErrChoice, "")
}

func ended(i, e int, path string) error {
	if i != e {
		return Fail(i, ErrTrailingData, path)
	}
	return nil
}

func oidComponent(b []byte, i int, tag byte, path string) (int, []byte, error) {
	c, e, err := Long(b, i, tag, path)
	if err != nil {
		return 0, nil, err
	}
	if !validArcs(b[c:e]) {
		return 0, nil, Fail(i, ErrOID, path)
	}
	return e, b[c:e:e], nil
}

func integerComponent(b []byte, i int, tag byte, path string) (int, Integer, error) {
	c, e, err := Long(b, i, tag, path)
	if err != nil {
		return 0, nil, err
	}
	if !ValidInteger(b[c:e]) {
		return 0, nil, Fail(i, ErrInteger, path)
	}
	return e, b[c:e:e], nil
}
