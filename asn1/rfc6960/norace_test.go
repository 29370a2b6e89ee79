//go:build !race

package rfc6960

const raceDetector = false
