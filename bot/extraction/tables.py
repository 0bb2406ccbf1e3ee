"""Reads tables row by row, each value with the heading of its column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from bot.domain.attachment import Extract
from bot.extraction.lines import read_lines
from bot.extraction.places import blocks

_LONGEST_HEADING = 40
_MOST_DIGITS_IN_A_HEADING = 2
_SAMPLE = 10_000


def read_table(text: str, max_characters: int) -> Iterator[Extract]:
    """Return the table in blocks of rows; what does not parse as a table is read as lines.

    Each row becomes one line, so that a row's number can be told from a place in the text.
    """
    try:
        csv_rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error:
        return read_lines(text, max_characters)
    return blocks("row", _rows(csv_rows), max_characters)


def _delimiter(text: str) -> str:
    line = text[:_SAMPLE].partition("\n")[0]
    return max(",;\t|", key=line.count)


def _rows(rows: list[list[str]]) -> Iterator[str]:
    headings = rows[0] if len(rows) > 1 and _are_headings(rows[0]) else []
    for number, row in enumerate(rows):
        labels = headings if number else []
        yield " ".join(_cells(row, labels).split())


def _cells(row: list[str], headings: list[str]) -> str:
    # "ssn: 123…" lets the detectors see the heading beside the value, as a person does.
    return "; ".join(
        f"{headings[column]}: {cell}" if column < len(headings) and headings[column] else cell
        for column, cell in enumerate(row)
        if cell.strip()
    )


def _are_headings(row: list[str]) -> bool:
    cells = [cell.strip() for cell in row if cell.strip()]
    return len(cells) > 1 and all(_is_heading(cell) for cell in cells)


def _is_heading(cell: str) -> bool:
    digits = sum(char.isdigit() for char in cell)
    short = len(cell) <= _LONGEST_HEADING and digits <= _MOST_DIGITS_IN_A_HEADING
    return short and cell[0].isalpha() and "@" not in cell
