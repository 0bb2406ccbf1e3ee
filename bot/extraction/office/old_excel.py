"""Reads Excel workbooks of the old binary form: sheets, comments, text boxes, pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import olefile

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.office.blocks import Block, simply
from bot.extraction.office.broken import told_as_broken
from bot.extraction.office.carving import pictures_in
from bot.extraction.office.old_records import records
from bot.extraction.office.old_sheets import read_old_sheets
from bot.extraction.office.ole import (
    about_code,
    has_stream,
    open_ole,
    protected,
    read_ole_properties,
    stream_of,
)
from bot.extraction.office.ole_objects import about_objects
from bot.extraction.pieces import Piece, Trait

_PASSWORD, _TEXT_BOX, _MORE, _EXTERNAL, _DRAWINGS = 0x2F, 0x1B6, 0x3C, 0x1AE, 0xEB
_PAGE_HEADER, _PAGE_FOOTER = 0x14, 0x15
_OWN_SHEETS = b"\x01\x04"  # as an "external" book: the workbook itself
_STREAMS = ("Workbook", "Book")


@told_as_broken
def read_xls(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Return the text of a workbook, its comments and text boxes, and the files within."""
    with open_ole(path) as ole:
        yield from about_code(ole)
        stream = _stream(ole)
        if any(record.kind == _PASSWORD for record in records(stream, allowance)):
            yield from protected()
        yield from read_old_sheets(stream, allowance)
        yield from _beside(stream, allowance)
        yield from read_ole_properties(ole, allowance)
        yield from about_objects(ole, allowance)


def _stream(ole: olefile.OleFileIO[Any]) -> bytes:
    name = next((name for name in _STREAMS if has_stream(ole, name)), _STREAMS[0])
    return stream_of(ole, name)


def _beside(stream: bytes, allowance: Allowance) -> Iterator[Piece]:
    notes = Block(allowance, simply("comments and text boxes"))
    pages = Block(allowance, simply("page headers and footers"))
    pictures = bytearray()
    waiting = in_drawings = False
    for record in records(stream, allowance):
        kind, body = record.kind, record.body
        if waiting and kind == _MORE:
            yield from notes.add(_text(body))
        elif kind in {_PAGE_HEADER, _PAGE_FOOTER}:
            yield from pages.add(_text(body[2:]))
        elif kind == _EXTERNAL and body[2:4] != _OWN_SHEETS:
            yield Trait(FileTrait.EXTERNAL_LINK, "links")
        in_drawings = kind == _DRAWINGS or (in_drawings and kind == _MORE)
        if in_drawings:
            pictures += body
        waiting = kind == _TEXT_BOX
    yield from notes.rest()
    yield from pages.rest()
    yield from pictures_in(bytes(pictures), "", allowance)


def _text(body: bytes) -> str:
    # The first byte says whether each character takes two bytes.
    wide = body[:1] == b"\x01"
    return body[1:].decode("utf-16-le" if wide else "latin-1", errors="replace")
