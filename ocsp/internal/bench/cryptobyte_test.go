package bench

import (
	"bytes"
	"time"

	"golang.org/x/crypto/cryptobyte"
	"golang.org/x/crypto/cryptobyte/asn1"
)

// A careful parser on cryptobyte: it checks all that generated code does, keeps views of the input, and reuses what it
// decodes into. Times are read without package time's parser, identifiers without encoding/asn1's slices of int.
type (
	byteAlgorithm struct{ oid, params []byte }
	byteExtension struct {
		oid, value []byte
		critical   bool
	}
	byteCertID struct {
		hash                      byteAlgorithm
		nameHash, keyHash, serial []byte
	}
	byteSingle struct {
		id                     byteCertID
		status                 uint8 // the number of the alternative's tag
		reason                 int8  // -1: absent
		revoked                time.Time
		thisUpdate, nextUpdate time.Time
		extensions             []byteExtension
	}
	byteResponse struct {
		status       uint8
		tbs          []byte
		byName       bool
		responder    []byte
		producedAt   time.Time
		responses    []byteSingle
		extensions   []byteExtension
		algorithm    byteAlgorithm
		signature    []byte
		certificates [][]byte
	}
	byteRequest struct {
		tbs, requestor []byte
		requests       []byteAsked
		extensions     []byteExtension
		signed         bool
		algorithm      byteAlgorithm
		signature      []byte
		certificates   [][]byte
	}
	byteAsked struct {
		id         byteCertID
		extensions []byteExtension
	}
)

const (
	context0 = asn1.Tag(0x80)
	context1 = asn1.Tag(0xa1)
	context2 = asn1.Tag(0x82)
	tagged0  = asn1.Tag(0xa0)
	tagged1  = asn1.Tag(0xa1)
	tagged2  = asn1.Tag(0xa2)
)

var basicType = []byte{0x2b, 6, 1, 5, 5, 7, 0x30, 1, 1}

func (r *byteResponse) decode(b []byte) bool {
	s, outer := cryptobyte.String(b), cryptobyte.String(nil)
	var status, wrapped, inner, kind, octets cryptobyte.String
	if !s.ReadASN1(&outer, asn1.SEQUENCE) || !s.Empty() || !outer.ReadASN1(&status, asn1.ENUM) || len(status) != 1 || status[0] != 0 ||
		!outer.ReadASN1(&wrapped, tagged0) || !outer.Empty() || !wrapped.ReadASN1(&inner, asn1.SEQUENCE) || !wrapped.Empty() ||
		!inner.ReadASN1(&kind, asn1.OBJECT_IDENTIFIER) || !bytes.Equal(kind, basicType) || !inner.ReadASN1(&octets, asn1.OCTET_STRING) || !inner.Empty() {
		return false
	}
	r.status = status[0]
	return r.basic(octets)
}

func (r *byteResponse) basic(s cryptobyte.String) bool {
	var basic, element, data cryptobyte.String
	if !s.ReadASN1(&basic, asn1.SEQUENCE) || !s.Empty() || !basic.ReadASN1Element(&element, asn1.SEQUENCE) {
		return false
	}
	r.tbs = element
	if !element.ReadASN1(&data, asn1.SEQUENCE) || !r.data(data) {
		return false
	}
	return r.algorithm.read(&basic) && readBits(&basic, &r.signature) && readCertificates(&basic, &r.certificates) && basic.Empty()
}

func (r *byteResponse) data(s cryptobyte.String) bool {
	var list, one cryptobyte.String
	if s.PeekASN1Tag(tagged0) { // no version but the default, which is not encoded
		return false
	}
	switch r.byName = s.PeekASN1Tag(tagged1); {
	case r.byName:
		if !s.ReadASN1(&list, tagged1) {
			return false
		}
		r.responder = list
		if !readName(list) {
			return false
		}
	case !s.ReadASN1(&list, tagged2) || !list.ReadASN1(&one, asn1.OCTET_STRING) || !list.Empty():
		return false
	default:
		r.responder = one
	}
	if !readTime(&s, &r.producedAt) || !s.ReadASN1(&list, asn1.SEQUENCE) {
		return false
	}
	r.responses = r.responses[:0]
	for !list.Empty() {
		if len(r.responses) < cap(r.responses) {
			r.responses = r.responses[:len(r.responses)+1]
		} else {
			r.responses = append(r.responses, byteSingle{})
		}
		if !list.ReadASN1(&one, asn1.SEQUENCE) || !r.responses[len(r.responses)-1].read(one) {
			return false
		}
	}
	return readExtensions(&s, tagged1, &r.extensions) && s.Empty()
}

func (v *byteSingle) read(s cryptobyte.String) bool {
	var body, inner cryptobyte.String
	var tag asn1.Tag
	if !v.id.read(&s) || !s.ReadAnyASN1(&body, &tag) {
		return false
	}
	v.status, v.reason, v.revoked, v.nextUpdate = uint8(tag&0x1f), -1, time.Time{}, time.Time{}
	switch tag {
	case context0, context2:
		if !body.Empty() {
			return false
		}
	case context1:
		if !readTime(&body, &v.revoked) {
			return false
		}
		if body.PeekASN1Tag(tagged0) {
			var reason cryptobyte.String
			if !body.ReadASN1(&inner, tagged0) || !inner.ReadASN1(&reason, asn1.ENUM) || !inner.Empty() || len(reason) != 1 || reason[0] > 10 || reason[0] == 7 {
				return false
			}
			v.reason = int8(reason[0])
		}
		if !body.Empty() {
			return false
		}
	default:
		return false
	}
	if !readTime(&s, &v.thisUpdate) {
		return false
	}
	if s.PeekASN1Tag(tagged0) && (!s.ReadASN1(&inner, tagged0) || !readTime(&inner, &v.nextUpdate) || !inner.Empty()) {
		return false
	}
	return readExtensions(&s, tagged1, &v.extensions) && s.Empty()
}

func (r *byteRequest) decode(b []byte) bool {
	s := cryptobyte.String(b)
	var outer, element, tbs, list, one cryptobyte.String
	if !s.ReadASN1(&outer, asn1.SEQUENCE) || !s.Empty() || !outer.ReadASN1Element(&element, asn1.SEQUENCE) {
		return false
	}
	r.tbs = element
	if !element.ReadASN1(&tbs, asn1.SEQUENCE) || tbs.PeekASN1Tag(tagged0) {
		return false
	}
	r.requestor = nil
	if tbs.PeekASN1Tag(tagged1) {
		if !tbs.ReadASN1(&one, tagged1) {
			return false
		}
		r.requestor = one
	}
	if !tbs.ReadASN1(&list, asn1.SEQUENCE) {
		return false
	}
	r.requests = r.requests[:0]
	for !list.Empty() {
		if len(r.requests) < cap(r.requests) {
			r.requests = r.requests[:len(r.requests)+1]
		} else {
			r.requests = append(r.requests, byteAsked{})
		}
		v := &r.requests[len(r.requests)-1]
		if !list.ReadASN1(&one, asn1.SEQUENCE) || !v.id.read(&one) || !readExtensions(&one, tagged0, &v.extensions) || !one.Empty() {
			return false
		}
	}
	if !readExtensions(&tbs, tagged2, &r.extensions) || !tbs.Empty() {
		return false
	}
	r.signed = !outer.Empty()
	if r.signed {
		var wrapped, signature cryptobyte.String
		if !outer.ReadASN1(&wrapped, tagged0) || !wrapped.ReadASN1(&signature, asn1.SEQUENCE) || !wrapped.Empty() || !r.algorithm.read(&signature) ||
			!readBits(&signature, &r.signature) || !readCertificates(&signature, &r.certificates) || !signature.Empty() {
			return false
		}
	}
	return outer.Empty()
}

func (v *byteCertID) read(s *cryptobyte.String) bool {
	var id, name, key, serial cryptobyte.String
	if !s.ReadASN1(&id, asn1.SEQUENCE) || !v.hash.read(&id) || !id.ReadASN1(&name, asn1.OCTET_STRING) || !id.ReadASN1(&key, asn1.OCTET_STRING) ||
		!id.ReadASN1(&serial, asn1.INTEGER) || !id.Empty() || !minimal(serial) {
		return false
	}
	v.nameHash, v.keyHash, v.serial = name, key, serial
	return true
}

func (v *byteAlgorithm) read(s *cryptobyte.String) bool {
	var algorithm, oid, params cryptobyte.String
	if !s.ReadASN1(&algorithm, asn1.SEQUENCE) || !algorithm.ReadASN1(&oid, asn1.OBJECT_IDENTIFIER) || !validOID(oid) {
		return false
	}
	v.oid, v.params = oid, nil
	if !algorithm.Empty() {
		if !algorithm.ReadAnyASN1Element(&params, nil) || !algorithm.Empty() {
			return false
		}
		v.params = params
	}
	return true
}

// readExtensions reads Extensions in that explicit tag, if they are there.
func readExtensions(s *cryptobyte.String, tag asn1.Tag, list *[]byteExtension) bool {
	*list = (*list)[:0]
	if !s.PeekASN1Tag(tag) {
		return true
	}
	var wrapped, elements, one, oid, value cryptobyte.String
	if !s.ReadASN1(&wrapped, tag) || !wrapped.ReadASN1(&elements, asn1.SEQUENCE) || !wrapped.Empty() || elements.Empty() {
		return false
	}
	for !elements.Empty() {
		var v byteExtension
		if !elements.ReadASN1(&one, asn1.SEQUENCE) || !one.ReadASN1(&oid, asn1.OBJECT_IDENTIFIER) || !validOID(oid) {
			return false
		}
		if one.PeekASN1Tag(asn1.BOOLEAN) && (!one.ReadASN1Boolean(&v.critical) || !v.critical) { // FALSE is the default
			return false
		}
		if !one.ReadASN1(&value, asn1.OCTET_STRING) || !one.Empty() {
			return false
		}
		v.oid, v.value = oid, value
		*list = append(*list, v)
	}
	return true
}

func readCertificates(s *cryptobyte.String, list *[][]byte) bool {
	*list = (*list)[:0]
	if !s.PeekASN1Tag(tagged0) {
		return true
	}
	var wrapped, elements, one cryptobyte.String
	if !s.ReadASN1(&wrapped, tagged0) || !wrapped.ReadASN1(&elements, asn1.SEQUENCE) || !wrapped.Empty() {
		return false
	}
	for !elements.Empty() {
		if !elements.ReadASN1Element(&one, asn1.SEQUENCE) {
			return false
		}
		*list = append(*list, one)
	}
	return true
}

// readName checks a Name.
func readName(s cryptobyte.String) bool {
	var rdns, rdn, attribute, oid cryptobyte.String
	if !s.ReadASN1(&rdns, asn1.SEQUENCE) || !s.Empty() {
		return false
	}
	for !rdns.Empty() {
		if !rdns.ReadASN1(&rdn, asn1.SET) || rdn.Empty() {
			return false
		}
		for prev := []byte(nil); !rdn.Empty(); {
			var element cryptobyte.String
			if !rdn.ReadASN1Element(&element, asn1.SEQUENCE) || bytes.Compare(prev, element) > 0 {
				return false
			}
			prev = element
			if !element.ReadASN1(&attribute, asn1.SEQUENCE) || !attribute.ReadASN1(&oid, asn1.OBJECT_IDENTIFIER) || !validOID(oid) ||
				!attribute.ReadAnyASN1Element(&element, nil) || !attribute.Empty() {
				return false
			}
		}
	}
	return true
}

func readBits(s *cryptobyte.String, bits *[]byte) bool {
	var c cryptobyte.String
	if !s.ReadASN1(&c, asn1.BIT_STRING) || len(c) == 0 || c[0] > 7 || len(c) == 1 && c[0] != 0 || c[len(c)-1]&(1<<c[0]-1) != 0 && len(c) > 1 {
		return false
	}
	*bits = c[1:]
	return true
}

// readTime reads a GeneralizedTime without a fraction of a second.
func readTime(s *cryptobyte.String, t *time.Time) bool {
	var c cryptobyte.String
	if !s.ReadASN1(&c, asn1.GeneralizedTime) || len(c) != 15 || c[14] != 'Z' {
		return false
	}
	for _, d := range c[:14] {
		if d < '0' || d > '9' {
			return false
		}
	}
	pair := func(i int) int { return int(c[i]-'0')*10 + int(c[i+1]-'0') }
	year, month, day := pair(0)*100+pair(2), time.Month(pair(4)), pair(6)
	hour, minute, second := pair(8), pair(10), pair(12)
	*t = time.Date(year, month, day, hour, minute, second, 0, time.UTC)
	if hour > 23 || minute > 59 || second > 59 {
		return false
	}
	y, m, d := t.Date() // no thirtieth of February
	return y == year && m == month && d == day
}

func minimal(n []byte) bool {
	return len(n) == 1 || len(n) > 1 && (n[0] != 0 || n[1] >= 0x80) && (n[0] != 0xff || n[1] < 0x80)
}

func validOID(c []byte) bool {
	if len(c) == 0 || c[len(c)-1] >= 0x80 {
		return false
	}
	start := true
	for _, o := range c {
		if start && o == 0x80 {
			return false
		}
		start = o < 0x80
	}
	return true
}
