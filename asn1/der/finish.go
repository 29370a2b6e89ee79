package der

// Finish is the end of an AppendDER: b is dst with room for an encoding, which begins i octets into that room. It
// returns dst with the encoding, or dst as it was and an error where i is negative: the value changed while it was encoded.
func Finish(dst, b []byte, i int) ([]byte, error) {
	if i < 0 {
		return dst, Fail(-1, ErrTruncated, "")
	}
	n := len(dst)
	return b[:n+copy(b[n:], b[n+i:])], nil
}

// OmitDefault takes the encoding b[i:end] back if it is def, the encoding of a component's DEFAULT (X.690, 11.5).
func OmitDefault(b []byte, i, end int, def string) int {
	if i >= 0 && string(b[i:end]) == def {
		return end
	}
	return i
}

// ValidOID says whether c is the contents octets of an OBJECT IDENTIFIER (X.690, 8.19).
func ValidOID(c []byte) bool { return validArcs(c) }

// Start returns where the element begins whose contents octets are b[i:], with an identifier of one octet: it goes back
// over a header that was read before. It serves errors that are found when the contents have been decoded.
func Start(b []byte, i int) int { return max(0, len(b)-Size(len(b)-i)) }

// UnmarshalOctetString returns the contents octets of the OCTET STRING that b is exactly; they alias b.
func UnmarshalOctetString(b []byte) ([]byte, error) { return view(b, 0x04, "OCTET STRING") }
