#!/bin/sh
# Makes testdata/openssl anew with openssl: messages of several kinds, of one CA. Keys are thrown away. Times and
# signatures differ each time.
# usage: testdata/more.sh   (README.md here says which openssl made what is committed)
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
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical, CA:false
CNF
: >index.txt

openssl genrsa -out ca.key 2048
openssl req -x509 -config ca.cnf -extensions root -key ca.key -subj '/O=Example Trust/CN=Example RSA CA' -days 3650 -out ca.pem
for name in good revoked reason client; do
	openssl ecparam -name prime256v1 -genkey -noout -out $name.key
	openssl req -new -config ca.cnf -key $name.key -subj "/O=Example/CN=$name.example.com" -out $name.csr
	openssl ca -batch -notext -config ca.cnf -extensions leaf -cert ca.pem -keyfile ca.key -in $name.csr -out $name.pem
done
openssl ca -config ca.cnf -cert ca.pem -keyfile ca.key -revoke revoked.pem
openssl ca -config ca.cnf -cert ca.pem -keyfile ca.key -revoke reason.pem -crl_reason cessationOfOperation

openssl ocsp -no_nonce -issuer ca.pem -cert good.pem -reqout request-plain.der
openssl ocsp -issuer ca.pem -cert good.pem -cert revoked.pem -sha256 -cert reason.pem -serial 4711 -reqout request-four.der
openssl ocsp -issuer ca.pem -cert good.pem -signer client.pem -signkey client.key -reqout request-signed.der
openssl ocsp -issuer ca.pem -cert reason.pem -signer client.pem -signkey client.key -sign_other ca.pem -no_nonce -reqout request-chain.der

# usage: respond REQUEST RESPONSE ARGUMENTS
respond() {
	in=$1 out=$2
	shift 2
	openssl ocsp -index index.txt -CA ca.pem -rsigner ca.pem -rkey ca.key -rmd sha256 -reqin "$in" -respout "$out" "$@"
}
respond request-plain.der response-key.der -resp_key_id -resp_no_certs -ndays 7
respond request-four.der response-four.der -nmin 5
respond request-signed.der response-pss.der -resp_key_id -rsigopt rsa_padding_mode:pss -rsigopt rsa_pss_saltlen:32

mkdir -p "$here/openssl"
cp request-*.der response-*.der "$here/openssl/"
