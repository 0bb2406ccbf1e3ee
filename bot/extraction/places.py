"""Where in a file a piece of text stands, in words a person can follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.domain.attachment import Extract
from bot.extraction.limits import Unreadable

LINES_IN_A_BLOCK = 200
_PLACE = re.compile(r"(line|row)s? (\d+)")


def blocks(unit: str, lines: Iterable[str], max_characters: int) -> Iterator[Extract]:
    """Cut numbered lines into extracts ("lines 1–200"), leaving out blocks that are blank."""
    first, held, size = 1, [], 0
    for line in lines:
        size += len(line) + 1
        if size > max_characters:
            raise Unreadable(f"it holds more than {max_characters:,} characters of text")
        held.append(line)
        if len(held) == LINES_IN_A_BLOCK:
            yield from _block(unit, first, held)
            first, held = first + len(held), []
    yield from _block(unit, first, held)


def place_of(extract: Extract) -> tuple[str, int] | None:
    """Return the unit and number of the extract's first line; None where it has none."""
    match = _PLACE.match(extract.place)
    return (match[1], int(match[2])) if match else None


def _block(unit: str, first: int, lines: list[str]) -> Iterator[Extract]:
    text = "\n".join(lines)
    if not text.strip():
        return
    last = first + len(lines) - 1
    place = f"{unit} {first}" if first == last else f"{unit}s {first}–{last}"
    yield Extract(place, text)
