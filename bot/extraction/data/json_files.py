"""Reads JSON: each value with its path ("employees[3].ssn: …"), on the line it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TextIO

from bot.extraction.allowance import Allowance
from bot.extraction.data.blocks import blocks
from bot.extraction.data.decoding import opened_text
from bot.extraction.data.json_tokens import NotJson, Tokens
from bot.extraction.data.json_values import Values
from bot.extraction.data.lines import numbered_lines
from bot.extraction.pieces import Piece

_LONGEST_LINE = 50_000  # characters; JSON is often all on one line, and comes in pieces then


def read_json(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the values in blocks of lines; from where it is no JSON on, the lines as they are."""
    with opened_text(path) as opened:
        yield from blocks("line", json_lines(opened), allowance)


def read_json_lines(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the values in blocks of lines, each of which is JSON; one that is not, as it is."""
    with opened_text(path) as opened:
        yield from blocks("line", _each_line(opened), allowance)


def json_lines(opened: TextIO) -> Iterator[tuple[int, str]]:
    """Yield the values of each line with its number; a long line in pieces that share it."""
    tokens, values = Tokens(opened), Values()
    found: list[str] = []
    size = 0
    try:
        for token in tokens:
            is_line = token.lastgroup == "line"
            if is_line or size > _LONGEST_LINE:
                yield tokens.line, "; ".join(found)
                found, size = [], 0
            if not is_line and (value := values.take(token)):
                found.append(value)
                size += len(value)
    except NotJson:
        yield tokens.line, _line([*found, values.left_over()])
        yield from numbered_lines(opened, tokens.line, tokens.rest())
    else:
        yield tokens.line, _line([*found, values.left_over()])


def _each_line(opened: TextIO) -> Iterator[tuple[int, str]]:
    for number, line in numbered_lines(opened):
        if not line or line.isspace():
            yield number, ""
            continue
        yield number, " ".join(text for _, text in json_lines(StringIO(line)) if text)


def _line(values: list[str]) -> str:
    return "; ".join(value for value in values if value)
