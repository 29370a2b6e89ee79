package ocsp_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"log"
	"math/big"
	"os"
	"time"

	"github.com/dergen/dergen/ocsp"
)

// load reads a file of ../testdata/docs, the first PEM block of it if it is PEM.
func load(name string) []byte {
	b, err := os.ReadFile("../testdata/docs/" + name)
	if err != nil {
		log.Fatal(err)
	}
	if block, _ := pem.Decode(b); block != nil {
		return block.Bytes
	}
	return b
}

// loadCertificate reads a certificate of ../testdata/docs.
func loadCertificate(name string) *x509.Certificate {
	cert, err := x509.ParseCertificate(load(name))
	if err != nil {
		log.Fatal(err)
	}
	return cert
}

// loadKey reads a key of ../testdata/docs.
func loadKey(name string) crypto.Signer {
	key, err := x509.ParsePKCS8PrivateKey(load(name))
	if err != nil {
		log.Fatal(err)
	}
	return key.(crypto.Signer)
}

// certificate makes a certificate with a new key, issued by parent; with itself if that is nil.
func certificate(template, parent *x509.Certificate, by crypto.Signer) (*x509.Certificate, crypto.Signer) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		log.Fatal(err)
	}
	if parent == nil {
		parent, by = template, key
	}
	template.NotBefore, template.NotAfter = time.Now().Add(-time.Hour), time.Now().Add(time.Hour)
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), by)
	if err != nil {
		log.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		log.Fatal(err)
	}
	return cert, key
}

// family makes a CA, a delegate of it that may answer for it, and a certificate that it has issued.
func family() (ca, delegate, leaf *x509.Certificate, caKey, delegateKey crypto.Signer) {
	ca, caKey = certificate(&x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "CA"}, IsCA: true, BasicConstraintsValid: true,
	}, nil, nil)
	delegate, delegateKey = certificate(&x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "Responder"},
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageOCSPSigning},
	}, ca, caKey)
	leaf, _ = certificate(&x509.Certificate{SerialNumber: big.NewInt(3), Subject: pkix.Name{CommonName: "Leaf"}}, ca, caKey)
	return ca, delegate, leaf, caKey, delegateKey
}

func ExampleParseRequest() {
	req, err := ocsp.ParseRequest(load("request.der"))
	if err != nil {
		log.Fatal(err)
	}
	for single := range req.Requests() {
		h, err := single.HashAlgorithm()
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(h, single.SerialNumber())
	}
	// Output: SHA-1 872625873161273451176241581705670534707360122361
}

func ExampleRequestBuilder() {
	cert, issuer := loadCertificate("cert.pem"), loadCertificate("issuer.pem")
	req, err := ocsp.NewRequestBuilder().AddCertificate(cert, issuer, crypto.SHA1).Build()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(base64.StdEncoding.EncodeToString(req.DER()))
	// Output: MEMwQTA/MD0wOzAJBgUrDgMCGgUABBRAC0Z68eay0wmDug1gfn5ZN0gkxAQUw5zz/NNGCDS7zkZ/oHxb8+IIy1kCAj8g
}

func ExampleRequestBuilder_sha256() {
	cert, issuer := loadCertificate("cert.pem"), loadCertificate("issuer.pem")
	req, err := ocsp.NewRequestBuilder().AddCertificate(cert, issuer, crypto.SHA256).Nonce(nil).Build()
	if err != nil {
		log.Fatal(err)
	}
	nonce, _ := req.Nonce()
	fmt.Println(len(nonce), "octets of nonce in a request of", len(req.DER()))
	// Output: 32 octets of nonce in a request of 152
}

func ExampleRequestBuilder_AddCertificateByHash() {
	cert, issuer := loadCertificate("cert.pem"), loadCertificate("issuer.pem")
	id, err := ocsp.NewCertID(cert, issuer, crypto.SHA1)
	if err != nil {
		log.Fatal(err)
	}
	// Whoever has only the hashes and the serial number can ask as well.
	req, err := ocsp.NewRequestBuilder().
		AddCertificateByHash(id.IssuerNameHash(), id.IssuerKeyHash(), big.NewInt(16160), crypto.SHA1).
		Build()
	if err != nil {
		log.Fatal(err)
	}
	single, err := req.Single()
	fmt.Println(single.CertID().Matches(cert, issuer), err)
	// Output: true <nil>
}

func ExampleParseResponse() {
	resp, err := ocsp.ParseResponse(load("response-unauthorized.der"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(resp.Status())

	_, err = resp.Single()
	var refused *ocsp.StatusError
	fmt.Println(errors.As(err, &refused), err)
	// Output:
	// unauthorized
	// true ocsp: responder answered unauthorized
}

func ExampleResponseBuilder() {
	cert, issuer := loadCertificate("cert.pem"), loadCertificate("issuer.pem")
	responder, key := loadCertificate("responder_cert.pem"), loadKey("responder_key.pem")
	now := time.Date(2018, 11, 1, 12, 0, 0, 0, time.UTC)
	resp, err := ocsp.NewResponseBuilder().
		AddResponse(ocsp.SingleResponseTemplate{
			Certificate: cert, Issuer: issuer, Hash: crypto.SHA256,
			Status: ocsp.Good, ThisUpdate: now, NextUpdate: now.AddDate(0, 0, 7),
		}).
		ResponderID(ocsp.ByKeyHash, responder).
		Sign(nil, key, crypto.SHA256)
	if err != nil {
		log.Fatal(err)
	}
	single, err := resp.Single()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(single.CertStatus(), single.SerialNumber(), single.ThisUpdate())
	// Output: good 16160 2018-11-01 12:00:00 +0000 UTC
}

func ExampleResponseBuilder_delegate() {
	ca, delegate, leaf, _, key := family()
	resp, err := ocsp.NewResponseBuilder().
		AddResponse(ocsp.SingleResponseTemplate{
			Certificate: leaf, Issuer: ca, Hash: crypto.SHA1,
			Status: ocsp.Revoked, RevocationTime: time.Now().Add(-time.Minute), RevocationReason: ocsp.KeyCompromise,
			ThisUpdate: time.Now(),
		}).
		ResponderID(ocsp.ByName, delegate).
		Certificates(delegate). // for those who verify it
		Sign(nil, key, crypto.SHA256)
	if err != nil {
		log.Fatal(err)
	}
	single, err := resp.Verify(ocsp.VerifyOptions{Certificate: leaf, Issuer: ca})
	if err != nil {
		log.Fatal(err)
	}
	reason, _ := single.RevocationReason()
	fmt.Println(single.CertStatus(), reason)
	// Output: revoked keyCompromise
}

func ExampleNewUnsuccessfulResponse() {
	resp, err := ocsp.NewUnsuccessfulResponse(ocsp.TryLater)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%v: %x\n", resp.Status(), resp.DER())
	// Output: tryLater: 30030a0103
}

func ExampleBasicResponse_Find() {
	ca, _, leaf, key, _ := family()
	resp, err := ocsp.NewResponseBuilder().
		AddResponse(ocsp.SingleResponseTemplate{Certificate: ca, Issuer: ca, Hash: crypto.SHA1, Status: ocsp.Unknown, ThisUpdate: time.Now()}).
		AddResponse(ocsp.SingleResponseTemplate{Certificate: leaf, Issuer: ca, Hash: crypto.SHA1, Status: ocsp.Good, ThisUpdate: time.Now()}).
		ResponderID(ocsp.ByKeyHash, ca).
		Sign(nil, key, crypto.SHA256)
	if err != nil {
		log.Fatal(err)
	}
	basic, err := resp.Basic()
	if err != nil {
		log.Fatal(err)
	}
	for single := range basic.Responses() {
		fmt.Println(single.SerialNumber(), single.CertStatus())
	}
	id, err := ocsp.NewCertID(leaf, ca, crypto.SHA1)
	if err != nil {
		log.Fatal(err)
	}
	single, err := basic.Find(id)
	fmt.Println("the leaf:", single.CertStatus(), err)
	_, err = resp.Single()
	fmt.Println(err)
	// Output:
	// 1 unknown
	// 3 good
	// the leaf: good <nil>
	// ocsp: more than one entry: 2 responses
}

func ExampleResponse_Verify() {
	ca, delegate, leaf, _, key := family()
	req, err := ocsp.NewRequestBuilder().AddCertificate(leaf, ca, crypto.SHA1).Nonce(nil).Build()
	if err != nil {
		log.Fatal(err)
	}
	nonce, _ := req.Nonce()

	// What the responder does with the request:
	asked, err := req.Single()
	if err != nil {
		log.Fatal(err)
	}
	answer, err := ocsp.NewResponseBuilder().
		AddResponse(ocsp.SingleResponseTemplate{CertID: asked.CertID(), Status: ocsp.Good, ThisUpdate: time.Now(), NextUpdate: time.Now().Add(time.Hour)}).
		AddExtension(ocsp.NonceExtension(nonce)).
		ResponderID(ocsp.ByKeyHash, delegate).
		Certificates(delegate).
		Sign(nil, key, crypto.SHA256)
	if err != nil {
		log.Fatal(err)
	}

	// What the client does with the answer:
	resp, err := ocsp.ParseResponse(answer.DER())
	if err != nil {
		log.Fatal(err)
	}
	single, err := resp.Verify(ocsp.VerifyOptions{Certificate: leaf, Issuer: ca, Nonce: nonce, NoncePolicy: ocsp.NonceRequired})
	fmt.Println(single.CertStatus(), err)

	_, err = resp.Verify(ocsp.VerifyOptions{Certificate: leaf, Issuer: ca, Nonce: nonce, CurrentTime: time.Now().AddDate(0, 0, 2)})
	fmt.Println(errors.Is(err, ocsp.ErrResponderExpired))
	// Output:
	// good <nil>
	// true
}

// A server staples an answer to its certificate; a client that sees many keeps a Verifier.
func ExampleVerifier() {
	ca, delegate, leaf, _, key := family()
	staple, err := ocsp.NewResponseBuilder().
		AddResponse(ocsp.SingleResponseTemplate{Certificate: leaf, Issuer: ca, Hash: crypto.SHA1, Status: ocsp.Good, ThisUpdate: time.Now(), NextUpdate: time.Now().Add(time.Hour)}).
		ResponderID(ocsp.ByName, delegate).
		Certificates(delegate).
		Sign(nil, key, crypto.SHA256)
	if err != nil {
		log.Fatal(err)
	}

	verifier := ocsp.NewVerifier(100) // one for the whole program
	var resp ocsp.Response            // one for each goroutine, used again
	check := func(cert, issuer *x509.Certificate, staple []byte) error {
		if err := resp.UnmarshalDER(staple); err != nil {
			return err
		}
		single, err := verifier.Verify(&resp, ocsp.VerifyOptions{Certificate: cert, Issuer: issuer, ClockSkew: 5 * time.Minute, MaxAge: 24 * time.Hour})
		if err != nil {
			return err
		}
		if single.CertStatus() != ocsp.Good {
			return fmt.Errorf("certificate is %v", single.CertStatus())
		}
		return nil
	}
	fmt.Println(check(leaf, ca, staple.DER())) // as in tls.ConnectionState: PeerCertificates[0], [1], OCSPResponse
	fmt.Println(check(leaf, ca, staple.DER()))
	// Output:
	// <nil>
	// <nil>
}
