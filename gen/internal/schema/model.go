// Package schema checks parsed modules and makes of them the model that the emitter prints: every reference resolved,
// parameters applied, tags complete, constraints reduced to what is checked, object sets gathered, Go names chosen.
// [Check] does it; [ModuleOID] is what a caller compares to find the module that an import names.
//
// What cannot be told apart in DER, has no end, or is not defined is a fault with its place; what published modules get
// wrong and has one sensible reading is a warning. The notation of macros (X.208) is refused.
package schema

import (
	"math/big"

	"github.com/dergen/dergen/gen/internal/syntax"
)

// Model is what is to be emitted, in order of the sources.
type Model struct {
	Modules []*Module
}

// Module is a module of which something is emitted.
type Module struct {
	Name      string // ASN.1 name
	File      string // base name of its source file
	Reference string // what the head of the file says of its origin ("RFC 6960, B.2"), or ""
	Import    string // Go import path of the package that already holds it (-import), or ""; then nothing of it is emitted
	Defs      []*Def // what becomes a Go type, nested ones right after the one that they stand in
	OIDs      []*OIDConst
	Decodes   []*TypedDecode
}

// OIDConst is an OBJECT IDENTIFIER value that has a name: it becomes a Go constant.
type OIDConst struct {
	Module  *Module
	Name    string // ASN.1 name
	GoName  string
	Content string // contents octets
	Dotted  string // 1.3.6.1
	Source  string // its ASN.1
}

// Def is a type that has a name in Go: a type assignment, or a type that stands inside another and needs one.
type Def struct {
	Module    *Module
	Name      string // ASN.1 name of the assignment, or a path such as "TBSCertList.revokedCertificates" for a type that stands inside another
	GoName    string
	At        syntax.Pos
	Source    string // its ASN.1 as written, dedented
	Type      *Type  // what it is defined as. Type.Def is set if that is another Def (see Alias)
	Alias     bool   // nothing is added to Type.Def, or to a type of package der: emitted as "type X = Y"
	Raw       bool   // -raw: one element, its contents not walked
	View      bool   // -view: components of this type hold the checked octets
	Checked   bool   // reached from a View: a check function is emitted
	Keep      bool   // -keep: the struct has Raw
	Recursive bool   // it reaches itself: decode, encode, size and check count the depth
	Capacity  bool   // it holds lists, whose room is kept when it is reset
	MinSize   int    // smallest number of octets of an encoding, header included; at least 1, below 1<<20
	GoSize    int    // octets of the Go value on a 64-bit machine
	GoNone    string // CHOICE: the constant that says that no alternative is chosen, "TNone" unless an alternative is called none
}

// Kind is what a type comes down to when references and tags are taken off.
type Kind uint8

const (
	Boolean Kind = iota + 1
	Integer
	Enumerated
	BitString
	OctetString
	Null
	OID
	RelativeOID
	Real
	UTF8String
	NumericString
	PrintableString
	TeletexString
	VideotexString
	IA5String
	GraphicString
	VisibleString
	GeneralString
	UniversalString
	BMPString
	ObjectDescriptor
	UTCTime
	GeneralizedTime
	Time
	Date
	TimeOfDay
	DateTime
	Duration
	OIDIRI
	RelativeOIDIRI
	External
	EmbeddedPDV
	CharacterString
	Sequence
	Set
	SequenceOf
	SetOf
	Choice
	Open // ANY, a type field of a class, an open type
)

// Class is a tag's class, as in the two high bits of an identifier octet.
type Class uint8

const (
	Universal Class = iota
	Application
	ContextSpecific
	Private
)

// Tag is one identifier.
type Tag struct {
	Class       Class
	Number      uint32
	Constructed bool
}

// Type is a type as it is used in one place.
type Type struct {
	Kind Kind
	At   syntax.Pos
	Text string // how the ASN.1 names it, for comments: "[0] EXPLICIT GeneralizedTime", "CertID"

	// Tags are the identifiers of an encoding, the outermost first; all but the last are explicit tags around it.
	// Empty: an untagged CHOICE or open type, which brings its own. A tagged CHOICE or open type has its explicit
	// tags here, and the alternative's own identifier comes after them.
	Tags []Tag

	Def        *Def        // the Go type that serves; nil for a type without a name: a type of package der, time.Time, a list
	Constraint *Constraint // what is checked here beyond what Def itself checks; nil

	// What follows is nil if Def is set: see Base.
	Numbers    []NamedNumber // INTEGER, ENUMERATED, BIT STRING
	Extensible bool          // ENUMERATED, SEQUENCE, SET, CHOICE: an extension mark
	Components []*Component  // SEQUENCE, SET (order of the module), CHOICE (alternatives)
	AdditionAt int           // SEQUENCE, SET with Extensible: unknown additions stand before Components[AdditionAt]
	Elem       *Type         // SEQUENCE OF, SET OF
	Contains   *Type         // OCTET STRING or BIT STRING (CONTAINING ...): not checked when decoding; nil
}

// Base is the type that t comes down to: t itself, or what its Def is defined as, all the way.
func (t *Type) Base() *Type {
	for t.Def != nil {
		t = t.Def.Type
	}
	return t
}

// NamedNumber is a named number, bit or enumeration value.
type NamedNumber struct {
	Name   string
	GoName string // whole constant name, "CRLReasonKeyCompromise"
	Value  int64
}

// Component is a component of a SEQUENCE or SET, or an alternative of a CHOICE.
type Component struct {
	Name     string // ASN.1
	GoName   string
	GoKind   string // alternative: the constant that says that it is chosen, "CertStatusGood"
	Type     *Type
	Optional bool     // OPTIONAL, or an extension addition that is neither OPTIONAL nor DEFAULT
	Default  *Default // nil
	Pointer  bool     // the type recurses through here: *T instead of der.Optional[T] or T
	Text     string   // for comments: "hashAlgorithm AlgorithmIdentifier"
	Expect   []byte   // -expect: the usual DER of this component, or nil
}

// Default is a DEFAULT value.
type Default struct {
	DER  []byte // one encoding of the component's type, with its tags
	Text string // its ASN.1
	Bool bool   // the value, for BOOLEAN
	Int  int64  // the value, for INTEGER and ENUMERATED that fit
}

// Constraint is what is checked of a value, each nil or zero if not constrained. Alternatives that are extensible
// (an ellipsis in the constraint) leave nothing to check and are not here.
type Constraint struct {
	Value    []Range  // INTEGER, ENUMERATED: the value lies in one of these
	Size     []Range  // number of bits, octets, characters or elements
	Alphabet []Range  // characters allowed, code points
	Strings  []string // the value is one of these (contents octets): strings, times, BIT STRING, OCTET STRING, OBJECT IDENTIFIER, BOOLEAN, REAL
	Text     string   // its ASN.1, for comments and errors
}

// Range is Lo..Hi; nil is no bound.
type Range struct{ Lo, Hi *big.Int }

// TypedDecode ties the open type of a struct to the type that an information object set gives it. It becomes a
// function that takes the struct and switches on its identifier.
type TypedDecode struct {
	GoName string       // DecodeTBSRequestRequestExtensions
	Holder string       // where the set stands, in ASN.1: "TBSRequest.requestExtensions"
	Set    string       // ASN.1 text of the object set
	Struct *Def         // the struct with both
	Key    []*Component // way from Struct to the identifier; nil: there is one case only (CONTAINING a fixed type)
	Value  []*Component // way from Struct to the open type, or to the OCTET STRING or BIT STRING that contains it
	Cases  []Case
}

// Case is one object of the set.
type Case struct {
	Object string    // its ASN.1 name, or ""
	ID     *OIDConst // OID key: the constant; nil otherwise
	Key    string    // OID key without a constant of its own: contents octets
	Int    *int64    // INTEGER key
	Type   *Type
}
