"""Passwords in the columns of a table: "host,user,password" and the rows below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.detection.passwords.form import SHORT_NAME

_COLUMN = rf"[\s\"'`*]*(?:\w{{1,20}}[ _-]){{0,2}}(?i:{SHORT_NAME})[\s\"'`*]*"
_HEAD = r"p[a@]s|psw|pw|psk|contrase|clave"
GATE = rf"(?im:(?:^|[|,;\t])[ \"'`*]?(?:\w+[ _-])?(?:{_HEAD})\w*[ \"'`*]?(?:$|[|,;\t]))"
_NAMED_COLUMN = re.compile(_COLUMN)
_ACCOUNT_COLUMN = re.compile(
    r"[\s\"'`*]*(?:\w{1,20}[ _-])?(?i:user[ _-]?(?:name|id)?|usr|un|uid|id|log[ -]?in(?: name)?"
    r"|logon|acc(?:oun)?t(?: name)?)[\s\"'`*]*"
)
_SEPARATORS = "|\t,;"
_TRIMMED = " \t\"'`*"
_LONGEST_LINE = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """Where the passwords of a row stand, and whose they are."""

    passwords: tuple[tuple[int, int], ...]
    accounts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Head:
    separator: str = ""
    width: int = 0
    passwords: tuple[int, ...] = ()
    accounts: tuple[int, ...] = ()


_NO_HEAD = _Head()


def table_rows(text: str) -> Iterator[Row]:
    """Yield the rows below a head that names a column of passwords."""
    head, at = _NO_HEAD, 0
    for line in text.split("\n"):
        begin, at = at, at + len(line) + 1
        cells = _cells(line, head.separator)
        if head.separator and len(cells) == head.width:
            yield Row(
                tuple(_trimmed(text, begin, cells[column]) for column in head.passwords),
                tuple(_trimmed(text, begin, cells[column]) for column in head.accounts),
            )
            continue
        head = _head(line)


def _head(line: str) -> _Head:
    """Return the separator of a head, how many columns there are and which are what."""
    if len(line) <= _LONGEST_LINE:
        for separator in _SEPARATORS:
            cells = _cells(line, separator)
            passwords = _named(line, cells, _NAMED_COLUMN)
            if passwords and len(cells) > 1:
                accounts = _named(line, cells, _ACCOUNT_COLUMN)
                return _Head(separator, len(cells), passwords, accounts)
    return _NO_HEAD


def _named(line: str, cells: list[tuple[int, int]], name: re.Pattern[str]) -> tuple[int, ...]:
    return tuple(number for number, cell in enumerate(cells) if name.fullmatch(line, *cell))


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
