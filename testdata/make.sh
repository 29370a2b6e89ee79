#!/bin/sh
# Makes testdata/demo anew with openssl: a CA, a certificate that it revoked, a responder that it delegated to, the
# request for that certificate and the responder's answer. Keys are thrown away. Times and signatures differ each time.
# usage: testdata/make.sh   (README.md here says which openssl made what is committed)
set -eu

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >ca.cnf <<'CNF'
[ca]
default_ca = demo
[demo]
database = index.txt
new_certs_dir = .
default_md = sha256
default_days = 3650
policy = any
unique_subject = no
copy_extensions = none
rand_serial = yes
[any]
organizationName = supplied
commonName = supplied
[req]
distinguished_name = dn
prompt = no
[dn]
[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:www.example.com
authorityInfoAccess = OCSP;URI:http://ocsp.example.com/
[responder]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = OCSPSigning
noCheck = ignored
CNF
: >index.txt

# usage: request NAME SUBJECT
request() {
	openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
	openssl req -new -config ca.cnf -key "$1.key" -subj "$2" -out "$1.csr"
}

request ca '/O=Example Trust/CN=Example CA'
openssl req -x509 -config ca.cnf -extensions root -key ca.key -subj '/O=Example Trust/CN=Example CA' -days 3650 -out ca.pem
for name in leaf responder; do
	case $name in
	leaf) request leaf '/O=Example/CN=www.example.com' ;;
	responder) request responder '/O=Example Trust/CN=Example OCSP Responder' ;;
	esac
	openssl ca -batch -notext -config ca.cnf -extensions "$name" -cert ca.pem -keyfile ca.key -in "$name.csr" -out "$name.pem"
done
openssl ca -config ca.cnf -cert ca.pem -keyfile ca.key -revoke leaf.pem -crl_reason keyCompromise

openssl ocsp -issuer ca.pem -cert leaf.pem -reqout request.der
openssl ocsp -index index.txt -CA ca.pem -rsigner responder.pem -rkey responder.key -rmd sha256 \
	-reqin request.der -ndays 7 -respout response.der

mkdir -p "$here/demo"
cp ca.pem leaf.pem request.der response.der "$here/demo/"
