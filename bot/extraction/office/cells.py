"""The names of cells: "B12"."""

from __future__ import annotations

from functools import lru_cache

_LETTERS = 26
_MOST = 3  # letters in the name of a column


@lru_cache(maxsize=20_000)
def column_of(letters: str) -> int:
    """Return the number of a column, from 0; -1 where there is no such column."""
    if not letters.isascii() or not letters.isalpha() or len(letters) > _MOST:
        return -1
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


@lru_cache(maxsize=20_000)
def letters_of(column: int) -> str:
    """Return the name of a column, by its number from 0."""
    letters = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_range(rows: tuple[int, int], last_column: int) -> str:
    """Return how cells from column A on are called: "cells A1:J200"."""
    first, last = rows
    return f"cells A{first}:{letters_of(max(last_column, 0))}{last}"
