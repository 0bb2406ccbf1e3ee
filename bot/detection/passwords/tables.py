"""Passwords in the columns of a table: "host,user,password" and the rows below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.detection.passwords.form import SHORT_NAME

_COLUMN = rf"[\s\"'`*]*(?:\w{{1,20}}[ _-]){{0,2}}(?i:{SHORT_NAME})[\s\"'`*]*"
_HEAD = r"p[a@]s|psw|pw|psk|contrase|clave"
GATE = rf"(?im:(?:^|[|,;\t])[ \"'`*]?(?:\w+[ _-])?(?:{_HEAD})\w*[ \"'`*]?(?:$|[|,;\t]))"
_NAMED_COLUMN = re.compile(_COLUMN)
_SEPARATORS = "|\t,;"
_TRIMMED = " \t\"'`*"
_LONGEST_LINE = 2_000


def table_cells(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of what stands below a column's head that names a password."""
    separator, width, at = "", 0, 0
    columns: tuple[int, ...] = ()
    for line in text.split("\n"):
        begin, at = at, at + len(line) + 1
        cells = _cells(line, separator)
        if separator and len(cells) == width:
            yield from (_trimmed(text, begin, cells[column]) for column in columns)
            continue
        separator, columns, width = _head(line)


def _head(line: str) -> tuple[str, tuple[int, ...], int]:
    """Return the separator of a head, which columns are passwords, and how many there are."""
    if len(line) <= _LONGEST_LINE:
        for separator in _SEPARATORS:
            cells = _cells(line, separator)
            columns = tuple(
                number
                for number, (start, end) in enumerate(cells)
                if _NAMED_COLUMN.fullmatch(line, start, end)
            )
            if columns and len(cells) > 1:
                return separator, columns, len(cells)
    return "", (), 0


def _cells(line: str, separator: str) -> list[tuple[int, int]]:
    """Return where the cells of a line begin and end."""
    if not separator or len(line) > _LONGEST_LINE:
        return []
    spans, start = [], 0
    for cell in line.split(separator):
        spans.append((start, start + len(cell)))
        start += len(cell) + 1
    return spans


def _trimmed(text: str, begin: int, cell: tuple[int, int]) -> tuple[int, int]:
    start, end = begin + cell[0], begin + cell[1]
    written = text[start:end]
    lead = len(written) - len(written.lstrip(_TRIMMED))
    return start + lead, start + lead + len(written.strip(_TRIMMED))
