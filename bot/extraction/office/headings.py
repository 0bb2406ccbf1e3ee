"""Puts the heading of its column beside each value of a table, as a person sees it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

_LONGEST = 40
_MOST_DIGITS = 2
_WITHIN = 10  # a title or two may stand above the headings


@dataclass(slots=True)
class Headings:
    """The headings of one table, found in its first rows."""

    _by_column: dict[int, str] = field(default_factory=dict)
    _rows: int = 0

    def line(self, cells: Iterable[tuple[int, str]]) -> str:
        """Return a row as a line, "name: …; ssn: …"; cells are columns and values."""
        row = [(column, value) for column, value in cells if value]
        if not self._by_column and self._rows < _WITHIN:
            self._rows += 1
            if len(row) > 1 and all(_is_heading(value) for _column, value in row):
                self._by_column = dict(row)
                return "; ".join(value for _column, value in row)
        return "; ".join(self.value(column, value) for column, value in row)

    def value(self, column: int, value: str) -> str:
        """Return a value with its heading."""
        heading = self._by_column.get(column)
        return f"{heading}: {value}" if heading else value


def _is_heading(cell: str) -> bool:
    digits = sum(char.isdigit() for char in cell)
    short = len(cell) <= _LONGEST and digits <= _MOST_DIGITS
    return short and cell[0].isalpha() and "@" not in cell
