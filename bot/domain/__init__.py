"""Words and invariants; the standard library only."""
