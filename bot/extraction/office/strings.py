"""The shared strings of a workbook, kept close together: a million take some tens of megabytes."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.extraction.limits import LimitReached
from bot.extraction.office.visit import Visit
from bot.extraction.office.xml_walk import Element, local
from bot.extraction.pieces import Piece

_BYTES_PER_CHARACTER = 3


@dataclass(slots=True)
class SharedStrings:
    """Strings by number."""

    _bytes: bytearray = field(default_factory=bytearray)
    _ends: array[int] = field(default_factory=lambda: array("L"))

    def add(self, text: str, most: int) -> None:
        """Take the next string; `most` characters are kept in all."""
        self._bytes += text.encode(errors="replace")
        self._ends.append(len(self._bytes))
        if len(self._bytes) > most * _BYTES_PER_CHARACTER:
            raise LimitReached(f"it holds more than {most:,} characters of text")

    def get(self, number: str) -> str:
        """Return the string of that number as a cell writes it, nothing where there is none."""
        at = int(number) if number.isdecimal() and len(number) < 10 else -1  # noqa: PLR2004 - no workbook has a billion strings
        if not 0 <= at < len(self._ends):
            return ""
        start = self._ends[at - 1] if at else 0
        return self._bytes[start : self._ends[at]].decode()


def read_strings(visit: Visit, strings: SharedStrings) -> Iterator[Piece]:
    """Add the strings of a part."""
    for element in visit.walk(frozenset({"si"})):
        strings.add(rich_text(element), visit.allowance.limits.max_characters)
    yield from ()


def rich_text(element: Element) -> str:
    """Return the text of a string that may be in runs; how it is read aloud is left out."""
    if len(element) == 1 and element[0].tag.endswith("}t"):  # by far the most are so
        return element[0].text or ""
    pieces = []
    for child in element:
        name = local(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces.append(rich_text(child))
    return "".join(pieces)
