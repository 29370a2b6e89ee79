// Command chart shows what the benchmarks of package bench say: tables in Markdown and an SVG chart.
//
//	chart [-readme README.md] [-svg FILE.svg] FILE     FILE has the output of go test -bench
//
// The tables go to standard output, or with -readme in between two marks of that file. Same input, same output.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/dergen/dergen/ocsp/internal/bench/result"
)

// The marks in README.md between which the tables are.
const (
	begin = "<!-- what \"make bench-readme\" writes begins here -->\n"
	end   = "<!-- and ends here -->\n"
)

func main() {
	readme := flag.String("readme", "", "put the tables into this `file`")
	svg := flag.String("svg", "", "put the chart into this `file`")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := show(flag.Arg(0), *readme, *svg); err != nil {
		fmt.Fprintln(os.Stderr, "chart:", err)
		os.Exit(1)
	}
}

func show(file, readme, svg string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	set, err := result.Read(f)
	if err != nil {
		return err
	}
	text := tables(set, runtime.Version())
	if readme == "" {
		fmt.Print(text)
	} else if err := replace(readme, text); err != nil {
		return err
	}
	if svg == "" {
		return nil
	}
	drawing, err := draw(set)
	if err != nil {
		return err
	}
	return os.WriteFile(svg, []byte(drawing), 0o644)
}

// replace puts text between the marks of a file.
func replace(file, text string) error {
	old, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	updated, err := between(string(old), text)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return os.WriteFile(file, []byte(updated), 0o644)
}

func between(old, text string) (string, error) {
	before, rest, ok := strings.Cut(old, begin)
	_, after, closed := strings.Cut(rest, end)
	if !ok || !closed {
		return "", errors.New("the marks for the tables are not there")
	}
	return before + begin + "\n" + text + "\n" + end + after, nil
}
