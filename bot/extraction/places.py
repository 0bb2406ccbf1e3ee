"""Where in a file a piece of text stands, in words a person can follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.attachment import Extract
from bot.extraction.limits import Unreadable

LINES_IN_A_BLOCK = 200
MOST_IN_A_PLACE = 400
_MOST_IN_A_STEP = 120
_CUT = "…"
_PLACE = re.compile(r"(?:(?P<within>.*), )?(?P<unit>line|row)s? (?P<first>\d+)(?:–\d+)?")


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


@dataclass(frozen=True, slots=True)
class Numbered:
    """Where numbered lines begin: "member “a.csv”, rows 201–400" is rows from 201 on, within it."""

    unit: str
    first: int
    within: str = ""


def place_of(extract: Extract) -> Numbered | None:
    """Return where the extract's first line stands; None where its lines have no numbers."""
    match = _PLACE.fullmatch(extract.place)
    return Numbered(match["unit"], int(match["first"]), match["within"] or "") if match else None


def shown(text: str, most: int = _MOST_IN_A_STEP) -> str:
    """Return words that hold a file's own names as they can be shown, of bounded length.

    Without control characters and marks that turn the reading direction; what is too long loses
    its middle, because the end of a name tells its kind.
    """
    clean = "".join(char if char.isprintable() else "\ufffd" for char in text)
    if len(clean) <= most:
        return clean
    kept = most - len(_CUT)
    return clean[: kept - kept // 3] + _CUT + clean[-(kept // 3) :]


class Places:
    """Makes each place of a file differ from all before it."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def unique(self, place: str) -> str:
        """Return the place as it can be shown, with a number where it was there before."""
        place = shown(place, MOST_IN_A_PLACE)
        while place in self._seen:
            self._seen[place] += 1
            place = f"{place} ({self._seen[place]})"
        self._seen[place] = 1
        return place


def joined(outer: str, inner: str) -> str:
    """Return a place within a place, the outer one first."""
    return ", ".join(step for step in (outer, shown(inner)) if step)


def _block(unit: str, first: int, lines: list[str]) -> Iterator[Extract]:
    text = "\n".join(lines)
    if not text.strip():
        return
    last = first + len(lines) - 1
    place = f"{unit} {first}" if first == last else f"{unit}s {first}–{last}"
    yield Extract(place, text)
