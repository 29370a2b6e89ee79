//go:build race

package codectest

// Race says that the race detector is on, with which everything takes ten times as long: tests do less then.
const Race = true
