package bench

import (
	"bytes"
	"testing"
)

// TestReadersAgree: the readers and writers that are compared accept and give the same octets.
func TestReadersAgree(t *testing.T) {
	m := made1(t)
	for _, r := range m.responses() {
		var p byteResponse
		if !p.decode(r.der) || !bytes.Contains(r.der, p.tbs) || len(p.responses) == 0 {
			t.Errorf("%s: cryptobyte", r.of)
		}
		var v asn1Basic
		try(t, v.decode(r.der))
		if len(v.TBS.Responses) != len(p.responses) {
			t.Errorf("%s: %d entries and %d", r.of, len(v.TBS.Responses), len(p.responses))
		}
		got, err := v.encode()
		try(t, err)
		if !bytes.Equal(got, r.der) {
			t.Errorf("%s: encoding/asn1 gives other octets", r.of)
		}
		for n := range min(len(r.der), 2000) {
			if p.decode(r.der[:n]) {
				t.Errorf("%s: cryptobyte accepts %d octets of it", r.of, n)
			}
		}
	}
	var p byteRequest
	if !p.decode(m.request) || len(p.requests) != 1 || len(p.extensions) != 1 {
		t.Error("request: cryptobyte")
	}
	var v asn1Request
	try(t, v.decode(m.request))
	got, err := v.encode()
	try(t, err)
	if !bytes.Equal(got, m.request) {
		t.Error("request: encoding/asn1 gives other octets")
	}
}

// TestSameOctets: the messages that are made are the same in each run.
func TestSameOctets(t *testing.T) {
	m := made1(t)
	again, err := m.respond(m.template())
	try(t, err)
	if !bytes.Equal(again, m.small) {
		t.Error("two runs differ")
	}
}
