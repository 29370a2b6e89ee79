package der

// Grow returns a new list that begins with list[:n] and has room for more elements beyond, or for twice as many
// as there were, or for one, whichever is most. Its length is its capacity.
func Grow[T any](list []T, n, more int) []T {
	l := make([]T, n+max(more, n, 1))
	copy(l, list[:n])
	return l
}
