"""Reads plain text line by line."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.attachment import Extract
from bot.extraction.places import blocks


def read_lines(text: str, max_characters: int) -> Iterator[Extract]:
    """Return the text in blocks of lines."""
    return blocks("line", split_lines(text), max_characters)


def split_lines(text: str) -> list[str]:
    """Split where an editor does; str.splitlines would also split at form feeds and the like."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
