// Command mutate takes checks out of package ocsp, one at a time, and runs the package's tests: a check that can go
// without a test failing is one that nothing notices. It changes no file; go test gets the changed text as an overlay.
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
	"algorithm.go:algorithm", "algorithm.go:admit", "algorithm.go:algorithmOf", "algorithm.go:verify", "pss.go:pssOf",
	"dsa.go:verifyDSA", "certificate.go:keyBits", "certificate.go:lastBits", "certificate.go:openCertificate", "verifier.go",
}

// unnoticed are the changes that no test can notice, and why.
var unnoticed = map[string]string{
	"extension.go:extensionsOf: len(list) <= fewExtensions is false": "only makes it slower",
	"pss.go:pssOf: err != nil is false":                              "leaves a zero value, which names no hash function",
	"certificate.go:lastBits: err != nil is false":                   "leaves a SEQUENCE to be read as the contents of a BIT STRING, which it never is",
	"verifier.go:newDelegate: err != nil is false":                   "concerns what crypto/x509 has refused before",
	"verifier.go:recall: d == nil || !bytes.Equal(d.cert.Raw, raw) || !bytes.Equal(d.issuerKey, issuer.RawSubjectPublicKeyInfo) is false": collision,
	"verifier.go:recall: !bytes.Equal(d.cert.Raw, raw) is false":                                                                          collision,
	"verifier.go:recall: !bytes.Equal(d.issuerKey, issuer.RawSubjectPublicKeyInfo) is false":                                              collision,
}

const collision = "differs where two hashes of 64 bits collide"

// workers is how many tests run at once: go test itself uses more than one processor for little of its time.
const workers = 3

// run tries every mutant and returns how many were not noticed.
func run(pkg string, names []string) (survivors int, err error) {
	var mutants []mutant
	for _, name := range names {
		file, function, _ := strings.Cut(name, ":")
		m, err := mutantsOf(filepath.Join(pkg, file), function)
		if err != nil {
			return 0, err
		}
		if len(m) == 0 {
			return 0, fmt.Errorf("%s has no check", name)
		}
		mutants = append(mutants, m...)
	}
	dir, err := os.MkdirTemp("", "mutate-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)

	start := time.Now()
	if noticed, out, err := test(pkg, ""); err != nil || noticed {
		return 0, fmt.Errorf("the tests of %s fail as they are: %v\n%s", pkg, err, out)
	}
	var (
		wait   sync.WaitGroup
		places = make(chan struct{}, workers)
		alive  = make([]bool, len(mutants))
		failed = make([]error, len(mutants))
	)
	for i, m := range mutants {
		wait.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			overlay, err := m.overlay(dir, i)
			if err != nil {
				failed[i] = err
				return
			}
			noticed, out, err := test(pkg, overlay)
			if err != nil {
				failed[i] = fmt.Errorf("%s: %w\n%s", m, err, out)
			}
			alive[i] = !noticed
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

// test runs the tests of pkg with an overlay file, if there is one, and reports whether one failed. A build that fails is
// an error.
func test(pkg, overlay string) (noticed bool, out []byte, err error) {
	args := []string{"test", "-vet=off", "-failfast", "-timeout=120s", "-skip=OpenSSL"} // which would take most of the time
	if overlay != "" {
		args = append(args, "-overlay="+overlay)
	}
	out, err = exec.Command("go", append(args, pkg)...).CombinedOutput()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return false, out, nil
	case errors.As(err, &exit) && !strings.Contains(string(out), "[build failed]") && !strings.Contains(string(out), "[setup failed]"):
		return true, out, nil
	}
	return false, out, err
}

// overlay writes the mutant and the file that tells go test of it, and returns the latter's name.
func (m mutant) overlay(dir string, number int) (string, error) {
	abs, err := filepath.Abs(m.file)
	if err != nil {
		return "", err
	}
	text := filepath.Join(dir, fmt.Sprintf("%d.go", number))
	if err := os.WriteFile(text, m.text, 0o644); err != nil {
		return "", err
	}
	list, err := json.Marshal(map[string]map[string]string{"Replace": {abs: text}})
	if err != nil {
		return "", err
	}
	name := filepath.Join(dir, fmt.Sprintf("%d.json", number))
	return name, os.WriteFile(name, list, 0o644)
}
