"""Places in a file, taken together: "rows 1–200" and "rows 201–400" are "rows 1–400"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_MOST_STRETCHES = 3  # told one by one
_ONE = re.compile(
    r"(?:(?P<within>.*), )?(?P<unit>[a-z]+(?: [a-z]+)*) (?P<first>\d{1,12})", re.DOTALL
)
_MANY = re.compile(
    r"(?:(?P<within>.*), )?(?P<unit>[a-z]+(?: [a-z]+)*)s (?P<first>\d{1,12})–(?P<last>\d{1,12})",
    re.DOTALL,
)
_CELLS = re.compile(
    r"(?:(?P<within>.*), )?cells A(?P<first>\d{1,12}):(?P<column>[A-Z]{1,3})(?P<last>\d{1,12})",
    re.DOTALL,
)
_CELL = "cell"
_BY_LINES = frozenset({"line", "row"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """Things that are numbered, from one to another, within a larger place: "rows 1–200".

    `column` is the last one of a range of cells.
    """

    unit: str
    first: int
    last: int
    within: str = ""
    column: str = ""

    @property
    def family(self) -> tuple[str, str]:
        """What stretches must share to be taken together."""
        return self.within, self.unit

    @property
    def is_by_lines(self) -> bool:
        """Whether each line of its text is one of the things that are numbered."""
        return self.unit in _BY_LINES

    def narrowed(self, text: str, start: int) -> Stretch:
        """Return the one line or row that an offset of the stretch's text falls on."""
        if not self.is_by_lines:
            return self
        number = self.first + text.count("\n", 0, start)
        return Stretch(self.unit, number, number, self.within) if number <= self.last else self


def read_place(place: str) -> Stretch | None:
    """Return the place as a stretch; None where nothing in it is numbered."""
    if cells := _CELLS.fullmatch(place):
        first, last = int(cells["first"]), int(cells["last"])
        return Stretch(_CELL, first, last, cells["within"] or "", cells["column"])
    if many := _MANY.fullmatch(place):
        return Stretch(many["unit"], int(many["first"]), int(many["last"]), many["within"] or "")
    if one := _ONE.fullmatch(place):
        return Stretch(one["unit"], int(one["first"]), int(one["first"]), one["within"] or "")
    return None


def in_words(stretches: Iterable[Stretch]) -> str:
    """Return stretches of one family in words: "page 1, rows 2–10,001"."""
    kept = list(stretches)
    joined = _joined(kept)
    words = _cells(kept, joined) if kept[0].unit == _CELL else _numbers(kept[0].unit, joined)
    return f"{kept[0].within}, {words}" if kept[0].within else words


def _joined(stretches: Iterable[Stretch]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, last in sorted((each.first, each.last) for each in stretches):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def _numbers(unit: str, joined: list[tuple[int, int]]) -> str:
    if len(joined) > _MOST_STRETCHES:
        return f"{unit}s {joined[0][0]:,}–{joined[-1][1]:,} (not all)"
    said = [f"{a:,}" if a == b else f"{a:,}–{b:,}" for a, b in joined]
    several = len(joined) > 1 or joined[0][0] != joined[0][1]
    return f"{unit}{'s' if several else ''} {_listed(said)}"


def _cells(stretches: list[Stretch], joined: list[tuple[int, int]]) -> str:
    column = max((each.column for each in stretches), key=lambda name: (len(name), name))
    if len(joined) > _MOST_STRETCHES:
        return f"cells A{joined[0][0]}:{column}{joined[-1][1]} (not all)"
    return f"cells {_listed([f'A{a}:{column}{b}' for a, b in joined])}"


def _listed(said: list[str]) -> str:
    *others, last = said
    return f"{', '.join(others)} and {last}" if others else last
