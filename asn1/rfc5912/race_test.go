//go:build race

package rfc5912

const raceDetector = true
