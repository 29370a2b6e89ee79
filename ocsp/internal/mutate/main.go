// Command mutate takes checks out of package ocsp, one at a time, and runs the package's tests: a check that can go
// without a test failing is one that nothing notices. It changes no file: go test gets the changed text as an overlay, in
// which an environment variable says which of the checks is out.
//
//	go run ./ocsp/internal/mutate [FILE.go[:FUNC] ...]
//
// A check is an if or a case whose body ends in a return, a break or a continue: its condition is made false, and so is
// each part of a condition with ||; each part of a condition with && is made true. The same is done with the parts of
// conditions that are returned or assigned. Without arguments, the checks are those that [ocsp.Response.Verify] makes.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

func main() {
	pkg := flag.String("pkg", "./ocsp", "package that is changed and tested")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: mutate [-pkg ./DIR] [FILE.go[:FUNC] ...]")
		flag.PrintDefaults()
	}
	flag.Parse()
	names := flag.Args()
	if len(names) == 0 {
		names = verification
	}
	survivors, err := run(*pkg, names)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutate:", err)
		os.Exit(1)
	}
	if survivors > 0 {
		os.Exit(1)
	}
}

// verification is where Verify's checks stand.
var verification = []string{
	"verify.go", "responder.go", "nonce.go", "response.go:UnmarshalDER", "response.go:unmarshal", "response.go:Basic", "response.go:find",
	"single.go:same", "single.go:sameExtensions", "certid.go:is", "certid.go:sameSerial", "extension.go:extensionsOf",
	"extension_value.go:understood", "algorithm.go:algorithm", "algorithm.go:admit", "algorithm.go:algorithmOf", "algorithm.go:verify",
	"algorithm.go:checkModulus", "pss.go:pssOf", "pss.go:verifyPSS", "pss.go:verifyEMSAPSS", "pss.go:publicKey", "pss.go:allows",
	"dsa.go:verifyDSA", "certificate.go:openKey", "certificate.go:lastBits",
	"certificate.go:openCertificate", "certificate.go:skim", "verifier.go",
}

// unnoticed are the changes that no test can notice, and why.
var unnoticed = map[string]string{
	"extension.go:extensionsOf: len(list) <= fewExtensions is false": "only makes it slower",
	"pss.go:pssOf: err != nil is false":                              "leaves a zero value, which names no hash function",
	"pss.go:verifyPSS: a.mask == a.hash && a.salt > 0 is false":      "leaves the work to code that does the same",
	"certificate.go:lastBits: err != nil is false":                   "leaves a SEQUENCE to be read as the contents of a BIT STRING, which it never is",
	"verifier.go:newDelegate: err != nil is false":                   "concerns what crypto/x509 has refused before",
	"verifier.go:recall: d == nil || !bytes.Equal(d.cert.Raw, raw) || !bytes.Equal(d.issuerKey, issuer.RawSubjectPublicKeyInfo) is false": collision,
	"verifier.go:recall: !bytes.Equal(d.cert.Raw, raw) is false":                                                                          collision,
	"verifier.go:recall: !bytes.Equal(d.issuerKey, issuer.RawSubjectPublicKeyInfo) is false":                                              collision,
}

const collision = "differs where two hashes of 64 bits collide"

// workers is how many tests run at once.
var workers = max(2, runtime.GOMAXPROCS(0))

// run tries every mutant and returns how many were not noticed. The package is built once, with all of them in it.
func run(pkg string, names []string) (survivors int, err error) {
	dir, err := os.MkdirTemp("", "mutate-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	start := time.Now()
	mutants, overlay, err := prepare(dir, pkg, names)
	if err != nil {
		return 0, err
	}
	b := build{binary: filepath.Join(dir, "mutants.test"), dir: pkg}
	if out, err := exec.Command("go", "test", "-c", "-vet=off", "-o", b.binary, "-overlay="+overlay, pkg).CombinedOutput(); err != nil {
		return 0, fmt.Errorf("%w\n%s", err, out)
	}
	if noticed, out, err := b.test(0); err != nil || noticed {
		return 0, fmt.Errorf("the tests of %s fail as they are: %v\n%s", pkg, err, out)
	}
	var (
		wait   sync.WaitGroup
		places = make(chan struct{}, workers)
		alive  = make([]bool, len(mutants))
		failed = make([]error, len(mutants))
	)
	for i := range mutants {
		wait.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			noticed, _, err := b.test(i + 1)
			alive[i], failed[i] = !noticed, err
		})
	}
	wait.Wait()
	if err := errors.Join(failed...); err != nil {
		return 0, err
	}
	excused := 0
	for i, m := range mutants {
		why, known := unnoticed[m.key()]
		switch {
		case alive[i] && known:
			fmt.Printf("%s: not noticed, since it %s\n", m, why)
			excused++
		case alive[i]:
			fmt.Printf("%s: not noticed\n", m)
			survivors++
		}
	}
	fmt.Printf("%d checks taken out in turn, %d not noticed, %d that cannot be, %.0f s\n", len(mutants), survivors, excused, time.Since(start).Seconds())
	return survivors, nil
}

// prepare writes the files with the mutants, which are numbered from 1, and the file that tells go test of them.
func prepare(dir, pkg string, names []string) (mutants []mutant, overlay string, err error) {
	only := map[string][]string{}
	var files []string
	for _, name := range names {
		file, function, limited := strings.Cut(name, ":")
		if _, ok := only[file]; !ok {
			files = append(files, file)
			only[file] = nil
		}
		if limited {
			only[file] = append(only[file], function)
		}
	}
	replace := map[string]string{}
	add := func(name string, text []byte) error {
		abs, err := filepath.Abs(filepath.Join(pkg, name))
		if err != nil {
			return err
		}
		replace[abs] = filepath.Join(dir, name)
		return os.WriteFile(replace[abs], text, 0o644)
	}
	for _, file := range files {
		name := filepath.Join(pkg, file)
		src, err := os.ReadFile(name)
		if err != nil {
			return nil, "", err
		}
		list, err := mutantsOf(name, src, only[file])
		if err != nil {
			return nil, "", err
		}
		for _, function := range append(only[file], "") {
			if !slices.ContainsFunc(list, func(m mutant) bool { return function == "" || m.in == function }) {
				return nil, "", fmt.Errorf("%s %s has no check", file, function)
			}
		}
		if err := add(file, switched(src, list, len(mutants)+1)); err != nil {
			return nil, "", err
		}
		mutants = append(mutants, list...)
	}
	if err := add("zz_mutant.go", variable(filepath.Base(pkg))); err != nil {
		return nil, "", err
	}
	text, err := json.Marshal(map[string]map[string]string{"Replace": replace})
	if err != nil {
		return nil, "", err
	}
	overlay = filepath.Join(dir, "overlay.json")
	return mutants, overlay, os.WriteFile(overlay, text, 0o644)
}

// A build is the tests of a package, with all mutants in it.
type build struct {
	binary, dir string
}

// test runs the tests with one mutant, with none if number is 0, and reports whether one failed.
func (b build) test(number int) (noticed bool, out []byte, err error) {
	cmd := exec.Command(b.binary, "-test.failfast", "-test.timeout=120s", "-test.skip=OpenSSL") // which would take most of the time
	cmd.Dir = b.dir
	cmd.Env = append(os.Environ(), environment+"="+strconv.Itoa(number))
	out, err = cmd.CombinedOutput()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return true, out, nil
	}
	return false, out, err
}
