"""Reads tables row by row, each value with the heading of its column."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from bot.extraction.allowance import Allowance
from bot.extraction.data.blocks import blocks
from bot.extraction.data.decoding import opened_text
from bot.extraction.data.lines import numbered_lines
from bot.extraction.pieces import Piece

_LONGEST_HEADING = 40
_MOST_DIGITS_IN_A_HEADING = 2
_SAMPLE = 10_000
_DELIMITERS = ",;\t|"
_DECLARED = "sep="  # Excel's way to say which delimiter follows


def read_table(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the table in blocks of rows; from where it does not parse on, it is read as lines.

    Each row becomes one line, so that a row's number can be told from a place in the text.
    """
    with opened_text(path) as opened:
        table = _table(opened)
        opened.seek(0)
        yield from blocks("row", table.rows(opened), allowance)
        if not table.is_torn:
            return
    with opened_text(path) as opened:
        rest = (line for line in numbered_lines(opened) if line[0] > table.read_lines)
        yield from blocks("line", rest, allowance)


@dataclass(slots=True)
class _Table:
    """How far a table was read."""

    delimiter: str
    heading_row: int = 1
    read_lines: int = 0
    is_torn: bool = False

    def rows(self, lines: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Yield each row as a line, with its number."""
        parser = csv.reader(lines, delimiter=self.delimiter)
        headings: list[str] = []
        try:
            for number, row in enumerate(parser, 1):
                yield number, as_line(row, headings)
                if number == self.heading_row and are_headings(row):
                    headings = row
                self.read_lines = parser.line_num
        except csv.Error:  # an unclosed quote, in most cases
            self.is_torn = True


def as_line(row: list[str], headings: list[str]) -> str:
    """Return a row as one line; "ssn: 123…" lets the detectors see the heading as a person does."""
    line = "; ".join(
        f"{headings[column]}: {cell}" if column < len(headings) and headings[column] else cell
        for column, cell in enumerate(row)
        if cell.strip()
    )
    return " ".join(line.split())


def are_headings(row: list[str]) -> bool:
    """Whether a first row names its columns rather than holding values."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return len(cells) > 1 and all(_is_heading(cell) for cell in cells)


def _is_heading(cell: str) -> bool:
    digits = sum(char.isdigit() for char in cell)
    short = len(cell) <= _LONGEST_HEADING and digits <= _MOST_DIGITS_IN_A_HEADING
    return short and cell[0].isalpha() and "@" not in cell


def _table(opened: TextIOWrapper) -> _Table:
    line = opened.readline(_SAMPLE).rstrip("\n")
    declared = line[len(_DECLARED) :]
    if line.lower().startswith(_DECLARED) and declared in tuple(_DELIMITERS):
        return _Table(declared, heading_row=2)
    return _Table(max(_DELIMITERS, key=line.count))
