// Command fuzzall runs every fuzz target of the module in turn, and adds up what each has had.
//
//	go run ./internal/fuzzall [-time 30s] [-log testdata/fuzz/RUNS.md] [REGEXP]
//
// It runs in the module's folder. REGEXP selects among the targets as they are printed: "./asn1/der FuzzLeaf". The
// first target that fails ends it, with exit code 1; what the targets before it had is in the log all the same.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"time"
)

func main() {
	each := flag.Duration("time", 30*time.Second, "how long each target runs")
	log := flag.String("log", "", "file whose table gets the executions added: testdata/fuzz/RUNS.md")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: fuzzall [-time 30s] [-log FILE] [REGEXP]")
		flag.PrintDefaults()
	}
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := fuzzAll(ctx, *each, *log, flag.Arg(0)); err != nil {
		fmt.Fprintln(os.Stderr, "fuzzall:", err)
		os.Exit(1)
	}
}

func fuzzAll(ctx context.Context, each time.Duration, log, selection string) error {
	only, err := regexp.Compile(selection)
	if err != nil {
		return err
	}
	targets, err := targetsIn(".")
	if err != nil {
		return err
	}
	total, ran := 0, 0
	for _, t := range targets {
		if !only.MatchString(t.String()) {
			continue
		}
		fmt.Println("==", t)
		n, err := t.fuzz(ctx, each)
		total, ran = total+n, ran+1
		if log != "" {
			err = errors.Join(err, addToLog(log, t, n))
		}
		if err != nil {
			return fmt.Errorf("%s: %w", t, err)
		}
	}
	if ran == 0 {
		return fmt.Errorf("no target matches %q", selection)
	}
	fmt.Printf("== %d targets, %s executions\n", ran, thousands(total))
	return nil
}
