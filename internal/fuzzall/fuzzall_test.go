package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestTargetsIn(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"a/a_test.go":            "package a\n\nfunc FuzzOne(f *testing.F) {}\n\nfunc FuzzTwo(f *testing.F) {}\n\nfunc Fuzzy() {}\n",
		"a/a.go":                 "package a\n\nfunc FuzzNot() {}\n",
		"a/testdata/b/b_test.go": "package b\n\nfunc FuzzOther(f *testing.F) {}\n",
		".git/c_test.go":         "func FuzzHidden(f *testing.F) {}\n",
		"top_test.go":            "package top\n\n// func FuzzComment(\nfunc FuzzTop(f *testing.F) {}\n",
	} {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := targetsIn(root)
	if err != nil {
		t.Fatal(err)
	}
	want := []target{{"./a", "FuzzOne"}, {"./a", "FuzzTwo"}, {"./.", "FuzzTop"}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestFollow(t *testing.T) {
	const running = "fuzz: elapsed: 0s, gathering baseline coverage: 0/658 completed\n" +
		"fuzz: elapsed: 3s, execs: 33232 (11075/sec), new interesting: 1 (total: 659)\n" +
		"fuzz: elapsed: 6s, execs: 52667 (6479/sec), new interesting: 2 (total: 660)\n"
	for _, test := range []struct {
		name, out string
		want      report
	}{
		{"passes", running + "PASS\nok  \tp\t6.026s\n", report{52667, false}},
		{"out of time", running + "--- FAIL: FuzzX (6.05s)\n    context deadline exceeded\nFAIL\nexit status 1\n", report{52667, true}},
		{"fails", running + "--- FAIL: FuzzX (6.05s)\n    --- FAIL: FuzzX (0.00s)\n        x_test.go:8: wrong\n    \n    Failing input written to testdata/fuzz/FuzzX/1\n", report{52667, false}},
		{"fails and is out of time", running + "--- FAIL: FuzzX (6.05s)\n    context deadline exceeded\n    Failing input written to testdata/fuzz/FuzzX/1\n", report{52667, false}},
		{"is not built", "x_test.go:8:2: undefined: y\nFAIL\tp [build failed]\n", report{0, false}},
		{"no last line feed", "fuzz: elapsed: 3s, execs: 7 (2/sec), new interesting: 1 (total: 1)", report{7, false}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var copied strings.Builder
			if got := follow(strings.NewReader(test.out), &copied); got != test.want {
				t.Errorf("got %+v, want %+v", got, test.want)
			}
			if copied.String() != test.out {
				t.Errorf("printed %q, want %q", copied.String(), test.out)
			}
		})
	}
}

func TestAddToLog(t *testing.T) {
	file := filepath.Join(t.TempDir(), "RUNS.md")
	if err := os.WriteFile(file, []byte("# Runs\n\nSome words.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	one, two := target{"./a", "FuzzOne"}, target{"./a", "FuzzTwo"}
	add := func(x target, n int) {
		t.Helper()
		if err := addToLog(file, x, n); err != nil {
			t.Fatal(err)
		}
	}
	add(one, 999)
	add(two, 1_000)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	edited := strings.Replace(string(text), "999 | nothing |", "999 | a bug |", 1) + "\nMore words.\n"
	if err := os.WriteFile(file, []byte(edited), 0o644); err != nil {
		t.Fatal(err)
	}
	add(one, 1_233_568)
	add(target{"./b", "FuzzOne"}, 1)
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const want = "# Runs\n\nSome words.\n\n" + heading +
		"| `./a FuzzOne` | 1,234,567 | a bug |\n| `./a FuzzTwo` | 1,000 | nothing |\n| `./b FuzzOne` | 1 | nothing |\n\nMore words.\n"
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if err := os.WriteFile(file, []byte(heading+"| `./a FuzzOne` | many | nothing |\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := addToLog(file, one, 1); err == nil || !strings.Contains(err.Error(), "row of ./a FuzzOne") {
		t.Errorf("a row without a number: %v", err)
	}
}
