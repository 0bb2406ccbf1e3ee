"""Reads plain text line by line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from bot.extraction.allowance import Allowance
from bot.extraction.data.blocks import blocks
from bot.extraction.data.decoding import opened_text
from bot.extraction.limits import Unreadable
from bot.extraction.pieces import Piece

_LONGEST = 200_000  # characters; a longer line comes in pieces, cut between words where it can be


def read_lines(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the text in blocks of lines."""
    with opened_text(path) as opened:
        yield from blocks("line", numbered_lines(opened), allowance)


def refuse(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Say of bytes that nobody knows what they are that they are not read."""
    raise Unreadable("it is neither text nor of a kind known here")
    yield  # type: ignore[unreachable]  # makes it a reader like the others


def numbered_lines(opened: TextIO, first: int = 1, begun: str = "") -> Iterator[tuple[int, str]]:
    """Number the lines from here on; `begun` is what was read of them already."""
    *whole, held = begun.split("\n")
    yield from enumerate(whole, first)
    number = first + len(whole)
    while piece := opened.readline(_LONGEST):
        held += piece
        if held.endswith("\n"):
            yield number, held[:-1]
            number, held = number + 1, ""
        elif len(held) >= _LONGEST:
            cut = held.rfind(" ") + 1 or len(held)
            yield number, held[:cut]
            held = held[cut:]
    yield number, held
