"""One page per kind of identifier."""
