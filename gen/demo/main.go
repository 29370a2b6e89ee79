// Command demo compiles RFC 6960's ASN.1 module afresh and builds a program on what came out, in a temporary module
// of its own: nothing of the committed generated packages is used. The program prints a real OCSP request and a real
// response.
//
//	go run ./gen/demo [-keep] [REQUEST.der RESPONSE.der]
package main

import (
	_ "embed"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

//go:embed testdata/main.go.txt
var program []byte

func main() {
	keep := flag.Bool("keep", false, "leave the temporary module on disk")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: demo [-keep] [REQUEST.der RESPONSE.der]")
		flag.PrintDefaults()
	}
	flag.Parse()
	if n := flag.NArg(); n != 0 && n != 2 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(os.Stdout, flag.Args(), *keep); err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// run makes the module, builds it, runs what was built, and reports to w. messages is empty or has a request and a
// response.
func run(w io.Writer, messages []string, keep bool) error {
	root, err := output(".", "go", "list", "-m", "-f", "{{.Dir}}", "github.com/dergen/dergen")
	if err != nil {
		return err
	}
	root = strings.TrimSpace(root)
	if len(messages) == 0 {
		messages = []string{filepath.Join(root, "testdata/demo/request.der"), filepath.Join(root, "testdata/demo/response.der")}
	}
	for i, m := range messages {
		if messages[i], err = filepath.Abs(m); err != nil {
			return err
		}
	}
	dir, err := os.MkdirTemp("", "dergen-demo-")
	if err != nil {
		return err
	}
	if keep {
		defer fmt.Fprintf(w, "\nThe module is in %s\n", dir)
	} else {
		defer os.RemoveAll(dir)
	}

	if err := compile(w, root, dir); err != nil {
		return err
	}
	show, err := build(w, root, dir)
	if err != nil {
		return err
	}
	text, err := output(dir, show, messages...)
	io.WriteString(w, text)
	return err
}

// compile runs dergen on OCSP-2013-08.asn1, into package wire of the module in dir, and prints what came out.
func compile(w io.Writer, root, dir string) error {
	dergen := filepath.Join(dir, executable("dergen"))
	if _, err := output(root, "go", "build", "-o", dergen, "./gen/dergen"); err != nil {
		return err
	}
	if err := os.Mkdir(filepath.Join(dir, "wire"), 0o755); err != nil {
		return err
	}
	file := filepath.Join(dir, "wire", "ocsp_gen.go")
	args := []string{
		"-pkg", "wire", "-I", "asn1/rfc5912", "-raw", "PKIX1Explicit-2009.Certificate", "-keep", "OCSP-2013-08.ResponseData",
		"-o", file, "asn1/rfc6960/OCSP-2013-08.asn1",
	}
	start := time.Now()
	if _, err := output(root, dergen, args...); err != nil {
		return err
	}
	took := time.Since(start)
	made, err := measure(file)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "dergen %s\n", strings.Replace(strings.Join(args, " "), dir, "$TMP", 1))
	for _, m := range made.modules {
		fmt.Fprintf(w, "  %-32s %2d %s\n", m.name, m.types, plural("type", m.types))
	}
	fmt.Fprintf(w, "  %d types, %d lines of Go, in %d ms\n\n", made.types, made.lines, took.Milliseconds())
	return nil
}

// build makes the module in dir whole, builds the program in it and returns the program's path.
func build(w io.Writer, root, dir string) (string, error) {
	mod := fmt.Sprintf("module demo\n\ngo 1.26\n\nrequire github.com/dergen/dergen v0.0.0\n\nreplace github.com/dergen/dergen => %q\n", root)
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte(mod), 0o644); err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(dir, "main.go"), program, 0o644); err != nil {
		return "", err
	}
	show := filepath.Join(dir, executable("show"))
	start := time.Now()
	if _, err := output(dir, "go", "build", "-mod=mod", "-o", show, "."); err != nil {
		return "", err
	}
	fmt.Fprintf(w, "go build, of a program on that package: %.1f s\n\n", time.Since(start).Seconds())
	return show, nil
}

// output runs a command in dir, outside any workspace, and returns its standard output. Its standard error is shown as
// it comes.
func output(dir, name string, args ...string) (string, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "PWD="+dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return string(out), fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	return string(out), nil
}

func executable(name string) string {
	if runtime.GOOS == "windows" {
		return name + ".exe"
	}
	return name
}

func plural(noun string, n int) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}
