package der

// Optional is a component that may be absent. The zero value is absent.
type Optional[T any] struct {
	Value   T // the zero value where Present is false
	Present bool
}

// Some returns a component that is present.
func Some[T any](v T) Optional[T] { return Optional[T]{v, true} }

// Get returns the value, and whether there is one.
func (o Optional[T]) Get() (T, bool) { return o.Value, o.Present }
