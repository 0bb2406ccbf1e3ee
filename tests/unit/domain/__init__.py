"""The words and their invariants."""
