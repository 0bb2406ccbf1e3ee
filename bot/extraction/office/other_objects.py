"""Reads OLE2 files that are no document of their own: the files packed in them are taken out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.extraction.allowance import Allowance
from bot.extraction.office.broken import told_as_broken
from bot.extraction.office.embedded import unwrapped
from bot.extraction.office.ole import about_code, open_ole
from bot.extraction.office.ole_objects import about_objects
from bot.extraction.pieces import Gap, Piece


@told_as_broken
def read_object(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Return the files within."""
    with open_ole(path) as ole:
        yield from about_code(ole)
        found = [*unwrapped(ole, "", "object.bin", allowance), *about_objects(ole, allowance)]
        yield from found
    if not found:
        yield Gap("it is of a program whose files are not read")
