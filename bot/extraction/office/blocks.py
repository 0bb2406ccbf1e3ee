"""Gathers lines of text into extracts of moderate size, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bot.domain.attachment import Extract
from bot.extraction.allowance import Allowance
from bot.extraction.places import joined

LINES = 200
_CHARACTERS = 50_000


def numbered(unit: str, *, within: str = "") -> Callable[[int, int], str]:
    """Return how lines from one number to another are called: "paragraphs 1–200"."""

    def name(first: int, last: int) -> str:
        counted = f"{unit} {first}" if first == last else f"{unit}s {first}–{last}"
        return joined(within, counted)

    return name


def simply(place: str) -> Callable[[int, int], str]:
    """Return one place for all lines."""
    return lambda _first, _last: place


@dataclass(slots=True)
class Block:
    """Lines gathered so far; `add` and `rest` return an extract whenever one is full, or over."""

    allowance: Allowance
    name: Callable[[int, int], str]
    _lines: list[str] = field(default_factory=list)
    _size: int = 0
    _first: int = 0
    _last: int = 0

    def add(self, line: str, number: int = 0) -> Iterator[Extract]:
        """Take a line; blank ones are passed over, others count on from the last number."""
        line = line.replace("\x00", " ").strip()
        if not line:
            return
        self._last = number or self._last + 1
        self._first = self._first or self._last
        self._lines.append(self.allowance.spend_text(line))
        self._size += len(line)
        if len(self._lines) == LINES or self._size > _CHARACTERS:
            yield from self.rest()

    def rest(self) -> Iterator[Extract]:
        """Return what is gathered."""
        if not self._lines:
            return
        self.allowance.check_time()
        place = self.name(self._first, self._last)
        yield Extract(place or "text", "\n".join(self._lines))
        self._lines, self._size, self._first = [], 0, 0


def whole(allowance: Allowance, place: str, text: str) -> Iterator[Extract]:
    """Return the text as one extract, nothing where it is blank."""
    text = text.replace("\x00", " ").strip()
    if text:
        yield Extract(place or "text", allowance.spend_text(text))
