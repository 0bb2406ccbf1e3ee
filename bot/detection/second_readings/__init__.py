"""Second ways to read a text: what was spelled out, taken apart or encoded."""
