package corpus

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// driver is a program of some packages, which decodes values of their types and encodes them again.
type driver struct {
	name    string // of its folder in the module
	imports strings.Builder
	types   strings.Builder
	known   map[string]int // number of a Go type, p3.Name
	input   strings.Builder
	rows    []row
	count   int // of the packages
}

func newDriver(name string) *driver { return &driver{name: name, known: make(map[string]int)} }

// add takes in the values of types of a package.
func (d *driver) add(pkg string, rows []row) {
	alias := fmt.Sprintf("p%d", d.count)
	d.count++
	if len(rows) > 0 {
		fmt.Fprintf(&d.imports, "\t%s %q\n", alias, "corpus/"+pkg)
	}
	for _, r := range rows {
		goType := alias + "." + r.goName
		n, ok := d.known[goType]
		if !ok {
			n = len(d.known)
			d.known[goType] = n
			fmt.Fprintf(&d.types, "\t{func() codec { return new(%s) }, func(v codec) codec { c := v.(*%s).Clone(); return &c }},\n", goType, goType)
		}
		fmt.Fprintf(&d.input, "%d\t%s\n", n, r.hex)
	}
	d.rows = append(d.rows, rows...)
}

// run builds the program and runs it. The results are in the order of the rows: "ok", or what is wrong.
func (d *driver) run(w *workspace) ([]string, error) {
	folder := filepath.Join(w.dir, d.name)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, err
	}
	text := strings.NewReplacer("/*imports*/", d.imports.String(), "/*types*/", d.types.String()).Replace(driverText)
	if err := os.WriteFile(filepath.Join(folder, "main.go"), []byte(text), 0o666); err != nil {
		return nil, err
	}
	program := filepath.Join(folder, "driver.exe")
	if out, err := w.goCommand("build", "-ldflags=-s -w", "-o", program, "./"+d.name); err != nil {
		return nil, fmt.Errorf("%w\n%.4000s", err, out)
	}
	var out, stderr bytes.Buffer
	cmd := exec.Command(program)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(d.input.String()), &out, &stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%w\n%.2000s", err, stderr.String())
	}
	var results []string
	for lines := bufio.NewScanner(&out); lines.Scan(); {
		results = append(results, lines.Text())
	}
	if len(results) != len(d.rows) {
		return nil, fmt.Errorf("%s: %d results for %d rows", d.name, len(results), len(d.rows))
	}
	return results, nil
}

// driverText is the program. It answers a row a line with a line. A value is decoded into a new target and into one that
// was used for the type before, and encoded again from both, and from a clone whose original is gone.
const driverText = `package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"fmt"
	"os"
	"strconv"
	"strings"

/*imports*/)

type codec interface {
	UnmarshalDER([]byte) error
	MarshalDER() ([]byte, error)
}

type kind struct {
	make  func() codec
	clone func(codec) codec
}

var types = []kind{
/*types*/}

func check(k kind, used codec, b []byte) (said string) {
	defer func() {
		if p := recover(); p != nil {
			said = fmt.Sprint("panic: ", p)
		}
	}()
	fresh := k.make()
	if err := fresh.UnmarshalDER(b); err != nil {
		used.UnmarshalDER(b)
		return err.Error()
	}
	if err := used.UnmarshalDER(b); err != nil {
		return "into a used value: " + err.Error()
	}
	for _, v := range []codec{fresh, used} {
		out, err := v.MarshalDER()
		switch {
		case err != nil:
			return "encoding: " + err.Error()
		case !bytes.Equal(out, b):
			return fmt.Sprintf("comes out as %x", out)
		}
	}
	again := bytes.Clone(b)
	fresh.UnmarshalDER(again)
	clone := k.clone(fresh)
	clear(again)
	if out, err := clone.MarshalDER(); err != nil || !bytes.Equal(out, b) {
		return fmt.Sprintf("the clone comes out as %x, %v", out, err)
	}
	return "ok"
}

func main() {
	used := make([]codec, len(types))
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		number, text, _ := strings.Cut(in.Text(), "\t")
		n, err := strconv.Atoi(number)
		if err != nil {
			panic(err)
		}
		b, err := hex.DecodeString(text)
		if err != nil {
			panic(err)
		}
		if used[n] == nil {
			used[n] = types[n].make()
		}
		fmt.Fprintln(out, strings.ReplaceAll(check(types[n], used[n], b), "\n", " "))
	}
}
`
