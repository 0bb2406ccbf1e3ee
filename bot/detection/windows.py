"""Long texts in overlapping windows, so that nothing is cut silently."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_LENGTH = 2_000
_OVERLAP = 300
_WHITESPACE_WITHIN = 200


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text; what begins within `own_start` to `own_end` is its to report."""

    text: str
    offset: int
    own_start: int
    own_end: int


def windows_of(text: str, *, length: int = _LENGTH, overlap: int = _OVERLAP) -> Iterator[Window]:
    """Yield windows that overlap; every place of the text is owned by exactly one of them."""
    start = own_start = 0
    while True:
        end = min(start + length, len(text))
        if end == len(text):
            yield Window(text[start:end], start, own_start, end)
            return
        own_end = end - overlap // 2
        yield Window(text[start:end], start, own_start, own_end)
        own_start = own_end
        start = _word_start(text, end - overlap)


def _word_start(text: str, at: int) -> int:
    """Return the start of a word a little before, so that a window does not begin inside one."""
    found = max(text.rfind(" ", at - _WHITESPACE_WITHIN, at), text.rfind("\n", at - 200, at))
    return at if found < 0 else found + 1
