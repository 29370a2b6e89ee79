package syntax

// A Node is anything that stands at a place in a source file.
type Node interface{ Pos() Pos }

// Name is an identifier or a reference as it is written: "certID", "CertID", "id-pkix", "EXTENSION", "&Type".
type Name struct {
	Text string
	At   Pos
}

func (n Name) Pos() Pos { return n.At }

// TagDefault is what a module's head says of tags that say nothing themselves (X.680, 13.2).
type TagDefault uint8

const (
	ExplicitTags TagDefault = iota // also where the head says nothing
	ImplicitTags
	AutomaticTags
)

// Module is one module definition (X.680, 13.1).
type Module struct {
	File                 *File
	Name                 Name
	OID                  *Braces // the definitive identifier, nil if there is none
	Tags                 TagDefault
	ExtensibilityImplied bool
	Comment              string // the comment lines before the module's name, without their dashes
	ExportsAll           bool   // no EXPORTS, or EXPORTS ALL
	Exports              []Name
	Imports              []*Import
	Assignments          []*Assignment
}

// Import is the symbols imported from one module. A parameterised symbol's {} is dropped.
type Import struct {
	Symbols []Name
	Module  Name
	OID     *Braces // assigned identifier as { ... }, or nil
	OIDRef  *Name   // assigned identifier as a value reference, or nil
	With    string  // "", "SUCCESSORS" or "DESCENDANTS"
}

// Assignment is one assignment of a module (X.680, 16). Exactly one of these stands:
//
//	Type              Name ::= Type             (a type, or another name for an object class)
//	Class             NAME ::= CLASS {...}
//	Governor, Value   name Governor ::= ...     (a value, or an object; {...} is *BracesValue)
//	Governor, Set     Name Governor ::= {...}   (a value set, or an object set)
//	Macro             NAME MACRO ::= BEGIN ... END
type Assignment struct {
	Name     Name
	Params   []Param // nil if not parameterised
	Type     Type
	Class    *Class
	Governor Type
	Value    Value
	Set      *Braces
	Macro    bool
	From, To Pos // the source text is [From, To)
}

// Param is a dummy of a parameterised assignment (X.683, 8.3). Governor is nil for a type or a class.
type Param struct {
	Governor Type
	Name     Name
}

// Type is one of the types below.
type Type interface {
	Node
	typ()
}

// Builtin is a type that is its name alone, in one spelling: BOOLEAN, INTEGER, BIT STRING, OCTET STRING, NULL,
// OBJECT IDENTIFIER, RELATIVE-OID, REAL, ENUMERATED, EXTERNAL, EMBEDDED PDV, CHARACTER STRING, ObjectDescriptor,
// UTF8String, ..., UTCTime, GeneralizedTime, TIME, DATE, TIME-OF-DAY, DATE-TIME, DURATION, OID-IRI, RELATIVE-OID-IRI.
//
// What follows in braces for INTEGER, BIT STRING and ENUMERATED is in Numbers.
type Builtin struct {
	At         Pos
	Name       string
	Numbers    []NamedNumber
	Extensible bool // ENUMERATED: an ellipsis stands after Numbers[:Root]
	Root       int
}

// NamedNumber is name(number), or in an ENUMERATED perhaps the name alone (Number is nil).
type NamedNumber struct {
	Name   Name
	Number Value // IntValue or RefValue
}

// Struct is SEQUENCE or SET.
type Struct struct {
	At         Pos
	Set        bool
	Components []*Component // root, additions, and second root, in order of the text
	Extensible bool         // an ellipsis stands in it
}

// Part says where a component stands relative to the extension marks (X.680, 25.1).
type Part uint8

const (
	Root     Part = iota // before the first ellipsis, or there is none
	Addition             // an extension addition
	Root2                // after the second ellipsis
)

// Component is a component of a SEQUENCE or SET, or an alternative of a CHOICE.
type Component struct {
	Name         Name // empty where ComponentsOf stands; made up from the type where X.208 lets it be absent
	Type         Type
	ComponentsOf Type // COMPONENTS OF Type; everything else is empty then
	Optional     bool
	Default      Value
	Part         Part
	Group        int // within Addition: 0, or which [[ ]] it stands in, from 1
	From, To     Pos
}

func (c *Component) Pos() Pos { return c.From }

// List is SEQUENCE OF or SET OF.
type List struct {
	At       Pos
	Set      bool
	Size     *Constraint // SEQUENCE (SIZE ...) OF, and SEQUENCE SIZE (...) OF as if it were that; nil
	ElemName Name        // perhaps empty
	Elem     Type
}

// Choice is CHOICE.
type Choice struct {
	At           Pos
	Alternatives []*Component
	Extensible   bool
}

// TagMode is what is written after a tag.
type TagMode uint8

const (
	DefaultMode TagMode = iota
	Implicit
	Explicit
)

// Tagged is [CLASS number] MODE Type.
type Tagged struct {
	At     Pos
	Class  string // "", UNIVERSAL, APPLICATION, PRIVATE
	Number Value  // IntValue or RefValue
	Mode   TagMode
	Type   Type
}

// Constrained is Type (constraint).
type Constrained struct {
	Type       Type
	Constraint *Constraint
}

// Ref is a reference to a type (or, where only the checker can tell, to a class, an object set or a value set),
// perhaps of another module, perhaps with actual parameters.
type Ref struct {
	Module Name // empty: none is written
	Name   Name
	Args   []Arg // nil: none are written
}

// Arg is an actual parameter (X.683, 9.5). One of the three stands; which kind it is, the dummy's governor says.
type Arg struct {
	Type   Type    // begins with an upper-case letter: a type, class, object set or value set
	Value  Value   // begins with a lower-case letter, a digit, a quote, ...: a value or an object
	Braces *Braces // {...}: a value, an object, an object set, or a value set
}

// Field is X.&a.&b: a class field type (X is a class), a type from an object (X is an object) or from an object
// set. X begins with either case.
type Field struct {
	Of     *Ref
	Fields []Name // each with its &
}

// Selection is alternative < Type (X.680, 30).
type Selection struct {
	Name Name
	Type Type
}

// Any is ANY or ANY DEFINED BY (X.208).
type Any struct {
	At        Pos
	DefinedBy Name // perhaps empty
}

// InstanceOf is INSTANCE OF CLASS (X.681, annex C).
type InstanceOf struct {
	At    Pos
	Class *Ref
}

func (t *Builtin) Pos() Pos     { return t.At }
func (t *Struct) Pos() Pos      { return t.At }
func (t *List) Pos() Pos        { return t.At }
func (t *Choice) Pos() Pos      { return t.At }
func (t *Tagged) Pos() Pos      { return t.At }
func (t *Constrained) Pos() Pos { return t.Type.Pos() }
func (t *Field) Pos() Pos       { return t.Of.Pos() }
func (t *Selection) Pos() Pos   { return t.Name.At }
func (t *Any) Pos() Pos         { return t.At }
func (t *InstanceOf) Pos() Pos  { return t.At }
func (t *Ref) Pos() Pos {
	if t.Module.Text != "" {
		return t.Module.At
	}
	return t.Name.At
}

func (*Builtin) typ()     {}
func (*Struct) typ()      {}
func (*List) typ()        {}
func (*Choice) typ()      {}
func (*Tagged) typ()      {}
func (*Constrained) typ() {}
func (*Ref) typ()         {}
func (*Field) typ()       {}
func (*Selection) typ()   {}
func (*Any) typ()         {}
func (*InstanceOf) typ()  {}

// Constraint is what stands in one pair of round brackets (X.680, 49; X.682, 8). Exactly one of the four stands.
type Constraint struct {
	At        Pos
	Set       *ElementSet
	Table     *Table
	Contents  *Contents
	User      bool  // CONSTRAINED BY {...}; what stands in it is not kept
	Exception Value // after "!", perhaps as TypedValue; nil
}

// ElementSet is Root, or Root, ..., or Root, ..., Additions (X.680, 50). Root is nil in an object set {...}.
type ElementSet struct {
	Root       Element
	Extensible bool
	Additions  Element
}

// Table is a table constraint ({Set}) or a component relation constraint ({Set}{@a.b, @.c}) (X.682, 10). Where more
// than a name stands in the braces, as in ({a | b, ...}), it is a Single whose value is a BracesValue.
type Table struct {
	Set *Ref // the object set in the braces
	At  []AtName
}

// AtName is @a.b (Level 0: from the outermost SEQUENCE or SET) or @.a.b (Level 1: from the innermost), @..a and so on.
type AtName struct {
	At    Pos
	Level int
	Names []Name
}

// Contents is CONTAINING Type ENCODED BY Value; either may be nil, not both.
type Contents struct {
	Type      Type
	EncodedBy Value
}

// Element is one of the elements below: of a subtype constraint, of a value set, or of an object set.
type Element interface {
	Node
	element()
}

type (
	// Union is a | b | c.
	Union struct{ Elems []Element }
	// Intersection is a ^ b ^ c.
	Intersection struct{ Elems []Element }
	// Except is Of EXCEPT Not; Of is nil for ALL EXCEPT Not.
	Except struct {
		At  Pos
		Of  Element
		Not Element
	}
	// Single is a single value, or in an object set an object: a reference, or {...} as *BracesValue.
	Single struct{ Value Value }
	// Range is Lo..Hi; MIN and MAX are *MinMax; LoOpen and HiOpen tell of "<".
	Range struct {
		Lo, Hi         Value
		LoOpen, HiOpen bool
	}
	// Size is SIZE (...).
	Size struct {
		At         Pos
		Constraint *Constraint
	}
	// From is FROM (...), a permitted alphabet.
	From struct {
		At         Pos
		Constraint *Constraint
	}
	// Included is a contained subtype (INCLUDES is optional), or in an object set another object set or &Field of one.
	Included struct{ Type Type }
	// Pattern is PATTERN value.
	Pattern struct {
		At    Pos
		Value Value
	}
	// Settings is SETTINGS "...".
	Settings struct {
		At   Pos
		Text string
	}
	// Inner is WITH COMPONENT (...) or WITH COMPONENTS {...}.
	Inner struct {
		At         Pos
		Elem       *Constraint // WITH COMPONENT; nil otherwise
		Partial    bool        // {..., ...}
		Components []InnerComponent
	}
	// Paren is ( ... ) within an element set.
	Paren struct {
		At  Pos
		Set *ElementSet
	}
)

// InnerComponent is one line of WITH COMPONENTS. Presence is "", "PRESENT", "ABSENT" or "OPTIONAL".
type InnerComponent struct {
	Name       Name
	Constraint *Constraint // nil
	Presence   string
}

func (e *Union) Pos() Pos        { return e.Elems[0].Pos() }
func (e *Intersection) Pos() Pos { return e.Elems[0].Pos() }
func (e *Except) Pos() Pos       { return e.At }
func (e *Single) Pos() Pos       { return e.Value.Pos() }
func (e *Range) Pos() Pos        { return e.Lo.Pos() }
func (e *Size) Pos() Pos         { return e.At }
func (e *From) Pos() Pos         { return e.At }
func (e *Included) Pos() Pos     { return e.Type.Pos() }
func (e *Pattern) Pos() Pos      { return e.At }
func (e *Settings) Pos() Pos     { return e.At }
func (e *Inner) Pos() Pos        { return e.At }
func (e *Paren) Pos() Pos        { return e.At }

func (*Union) element()        {}
func (*Intersection) element() {}
func (*Except) element()       {}
func (*Single) element()       {}
func (*Range) element()        {}
func (*Size) element()         {}
func (*From) element()         {}
func (*Included) element()     {}
func (*Pattern) element()      {}
func (*Settings) element()     {}
func (*Inner) element()        {}
func (*Paren) element()        {}

// Value is one of the values below.
type Value interface {
	Node
	value()
}

type (
	// IntValue is a number, with its minus sign.
	IntValue struct {
		At   Pos
		Text string
	}
	// RealValue is a realnumber token, with its minus sign, or PLUS-INFINITY, MINUS-INFINITY, NOT-A-NUMBER.
	RealValue struct {
		At   Pos
		Text string
	}
	// BoolValue is TRUE or FALSE.
	BoolValue struct {
		At   Pos
		True bool
	}
	// NullValue is NULL.
	NullValue struct{ At Pos }
	// StringValue is a cstring, its "" made one quote, line ends dropped as X.680, 12.14 has it.
	StringValue struct {
		At   Pos
		Text string
	}
	// BitsValue is a bstring or an hstring: Text is the digits between the quotes, white space dropped.
	BitsValue struct {
		At   Pos
		Hex  bool
		Text string
	}
	// RefValue is a reference to a value or an object, perhaps of another module, perhaps with actual parameters,
	// perhaps followed by fields (object.&field). An identifier of an ENUMERATED or of a named number looks the same.
	RefValue struct {
		Module Name
		Name   Name // may begin with an upper-case letter where fields follow (an object set)
		Args   []Arg
		Fields []Name
	}
	// ChoiceValue is identifier : Value.
	ChoiceValue struct {
		Name  Name
		Value Value
	}
	// TypedValue is Type : Value, a value of an open type.
	TypedValue struct {
		Type  Type
		Value Value
	}
	// BracesValue is {...}: what it means depends on the governor.
	BracesValue struct{ *Braces }
	// NumberForm is identifier(number) or identifier(reference), in an object identifier value.
	NumberForm struct {
		Name   Name
		Number Value
	}
	// MinMax is MIN or MAX.
	MinMax struct {
		At  Pos
		Max bool
	}
)

func (v *IntValue) Pos() Pos    { return v.At }
func (v *RealValue) Pos() Pos   { return v.At }
func (v *BoolValue) Pos() Pos   { return v.At }
func (v *NullValue) Pos() Pos   { return v.At }
func (v *StringValue) Pos() Pos { return v.At }
func (v *BitsValue) Pos() Pos   { return v.At }
func (v *ChoiceValue) Pos() Pos { return v.Name.At }
func (v *TypedValue) Pos() Pos  { return v.Type.Pos() }
func (v *NumberForm) Pos() Pos  { return v.Name.At }
func (v *MinMax) Pos() Pos      { return v.At }
func (v *RefValue) Pos() Pos {
	if v.Module.Text != "" {
		return v.Module.At
	}
	return v.Name.At
}

func (*IntValue) value()    {}
func (*RealValue) value()   {}
func (*BoolValue) value()   {}
func (*NullValue) value()   {}
func (*StringValue) value() {}
func (*BitsValue) value()   {}
func (*RefValue) value()    {}
func (*ChoiceValue) value() {}
func (*TypedValue) value()  {}
func (BracesValue) value()  {}
func (*NumberForm) value()  {}
func (*MinMax) value()      {}

// Braces is {...} whose meaning only the checker knows: its tokens, the brackets not among them. [Braces.Items] reads
// it as a value, [Braces.Set] as a value set or object set, and [NewCursor] walks it for an object of a class.
type Braces struct {
	Open, Close Pos
	Tokens      []Token
}

func (b *Braces) Pos() Pos { return b.Open }

// Item is what stands between two commas of a value in braces: {a 1, b 2} has two items of two values each,
// {iso(1) member-body(2)} one item of two.
type Item []Value

// Class is CLASS {...} WITH SYNTAX {...} (X.681, 9).
type Class struct {
	At     Pos
	Fields []*ClassField
	Syntax []SyntaxItem // nil: the default syntax
}

// ClassField is a field of a class. What the name looks like and what follows it tells the kind:
//
//	&Type                   Type and Set are nil, upper case: a type field; Default is in DefaultType
//	&value Type             lower case, Governor: a fixed-type value field, or an object field if Governor is a class
//	&value &Type            lower case, VarGovernor: a variable-type value field
//	&Set Type               upper case, Governor: a fixed-type value set field, or an object set field
//	&Set &Type              upper case, VarGovernor: a variable-type value set field
type ClassField struct {
	Name         Name // with its &
	Governor     Type
	VarGovernor  []Name // &Type.&... of this class
	Unique       bool
	Optional     bool
	DefaultType  Type
	DefaultValue Value
	DefaultSet   *Braces
}

// SyntaxItem is part of WITH SYNTAX: a literal word or comma, a field name with its &, or an optional group.
type SyntaxItem struct {
	Literal  Name // "" if it is none
	Field    Name
	Optional []SyntaxItem
}

func (c *Class) Pos() Pos { return c.At }
