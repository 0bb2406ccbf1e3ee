"""Texts that carry their own expectation: ⟦…⟧ marks what must be found."""

from bot.domain.message import TextPart


def marked(text: str) -> tuple[TextPart, list[tuple[int, int]]]:
    """Return the text without its marks, and the spans they enclosed."""
    plain, spans, start = "", [], None
    for char in text:
        if char == "⟦":
            assert start is None, f"nested mark in {text!r}"
            start = len(plain)
        elif char == "⟧":
            assert start is not None, f"unopened mark in {text!r}"
            spans.append((start, len(plain)))
            start = None
        else:
            plain += char
    assert start is None, f"unclosed mark in {text!r}"
    return TextPart("body", plain), spans
