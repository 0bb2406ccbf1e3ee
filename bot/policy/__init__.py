"""Whether what was found is allowed here, by the written policies."""
