package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// heading opens the table of the log. A row that is made here says "nothing" in the last column; people change that.
const heading = "| target | executions | found |\n|---|---:|---|\n"

// addToLog adds executions to the row of t in the table of the file, which need not exist yet. Everything else in the
// file stays as it is.
func addToLog(file string, t target, executions int) error {
	text, err := os.ReadFile(file)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	changed, err := added(string(text), t, executions)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	temporary, err := os.CreateTemp(filepath.Dir(file), ".runs-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name())
	_, err = temporary.WriteString(changed)
	if err = errors.Join(err, temporary.Chmod(0o644), temporary.Close()); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), file)
}

// added is the text of a log with executions added to the row of t, which is made if it is not there.
func added(text string, t target, executions int) (string, error) {
	at := strings.Index(text, heading)
	if at < 0 {
		if text != "" {
			text = strings.TrimRight(text, "\n") + "\n\n"
		}
		at = len(text)
		text += heading
	}
	at += len(heading)
	for end := at; ; {
		line, rest, _ := strings.Cut(text[end:], "\n")
		if !strings.HasPrefix(line, "|") {
			row := fmt.Sprintf("| `%s` | %s | nothing |\n", t, thousands(executions))
			return text[:end] + row + text[end:], nil
		}
		if cells := strings.Split(line, "|"); len(cells) >= 4 && strings.Trim(cells[1], " `") == t.String() {
			before, err := strconv.Atoi(strings.ReplaceAll(strings.TrimSpace(cells[2]), ",", ""))
			if err != nil {
				return "", fmt.Errorf("row of %s: %w", t, err)
			}
			cells[2] = " " + thousands(before+executions) + " "
			return text[:end] + strings.Join(cells, "|") + "\n" + rest, nil
		}
		end += len(line) + 1
	}
}

// thousands writes n with commas: 12,345,678.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
