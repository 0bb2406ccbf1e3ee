"""Reads Word documents of the old binary form: body, notes, headers, comments, text boxes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import olefile

from bot.extraction.allowance import Allowance
from bot.extraction.limits import Unreadable
from bot.extraction.office.blocks import Block, numbered
from bot.extraction.office.broken import told_as_broken
from bot.extraction.office.carving import pictures_in
from bot.extraction.office.fields import about_fields
from bot.extraction.office.old_word_text import clean, instructions_in
from bot.extraction.office.ole import (
    about_code,
    has_stream,
    open_ole,
    protected,
    read_ole_properties,
    stream_of,
)
from bot.extraction.office.ole_objects import about_objects
from bot.extraction.pieces import Piece

_MAGICS = frozenset({0xA5EC, 0xA5DC})
_WORD_97 = 0x00C1
_FLAGS_AT = 0x0A
_ENCRYPTED = 0x0100
_WHICH_TABLE = 0x0200
_TEXT_FROM_AT = 0x18
_COUNTS_AT = 0x4C  # how many characters each kind of text has
_CLX_AT = 0x01A2
_PIECE_TABLE = 2
_PROPERTY_RUN = 1
_COMPRESSED = 0x40000000
_STORIES = (
    "paragraph",
    "footnotes, paragraph",
    "headers and footers, paragraph",
    "macro text, paragraph",
    "comments, paragraph",
    "endnotes, paragraph",
    "text boxes, paragraph",
    "text boxes in headers, paragraph",
)


@dataclass(frozen=True, slots=True)
class _Document:
    stream: bytes
    version: int
    flags: int

    def at(self, offset: int, layout: str) -> tuple[int, ...]:
        return struct.unpack_from(layout, self.stream, offset)


@told_as_broken
def read_doc(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Return the text of a Word document; deleted and hidden text stands among the rest."""
    with open_ole(path) as ole:
        yield from about_code(ole)
        try:
            document = _opened(stream_of(ole, "WordDocument"))
            if document.flags & _ENCRYPTED:
                yield from protected()
            text = _text_of(ole, document)
        except (struct.error, ValueError):
            raise Unreadable("the table of its text is damaged") from None
        yield from _stories(document, text, allowance)
        yield from read_ole_properties(ole, allowance)
        yield from about_objects(ole, allowance)
        if has_stream(ole, "Data"):
            yield from pictures_in(stream_of(ole, "Data"), "", allowance)


def _opened(stream: bytes) -> _Document:
    magic, version = struct.unpack_from("<HH", stream)
    if magic not in _MAGICS:
        raise ValueError
    (flags,) = struct.unpack_from("<H", stream, _FLAGS_AT)
    return _Document(stream, version, flags)


def _text_of(ole: olefile.OleFileIO[Any], document: _Document) -> str:
    if document.version < _WORD_97:
        first, last = document.at(_TEXT_FROM_AT, "<II")
        return document.stream[first:last].decode("cp1252", errors="replace")
    table = stream_of(ole, "1Table" if document.flags & _WHICH_TABLE else "0Table")
    start, length = document.at(_CLX_AT, "<II")
    return "".join(_pieces(document.stream, _piece_table(table[start : start + length])))


def _piece_table(clx: bytes) -> bytes:
    at = 0
    while clx[at : at + 1] == bytes([_PROPERTY_RUN]):
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if clx[at : at + 1] != bytes([_PIECE_TABLE]):
        raise ValueError
    (length,) = struct.unpack_from("<I", clx, at + 1)
    return clx[at + 5 : at + 5 + length]


def _pieces(stream: bytes, table: bytes) -> Iterator[str]:
    """Return the text of each piece: n+1 positions, then n descriptors of 8 bytes."""
    count = (len(table) - 4) // 12
    positions = struct.unpack_from(f"<{count + 1}I", table)
    left = len(stream)  # pieces that lie over each other would make much of little
    for number in range(count):
        (where,) = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)
        length = max(0, positions[number + 1] - positions[number])
        if where & _COMPRESSED:
            start = (where & ~_COMPRESSED) // 2
            raw, encoding = stream[start : start + length], "cp1252"
        else:
            raw, encoding = stream[where : where + 2 * length], "utf-16-le"
        left -= len(raw)
        if left < 0:
            raise ValueError
        yield raw.decode(encoding, errors="replace")


def _stories(document: _Document, text: str, allowance: Allowance) -> Iterator[Piece]:
    counts = document.at(_COUNTS_AT, "<8I") if document.version >= _WORD_97 else (len(text),)
    at = 0
    for story, count in zip(_STORIES, counts, strict=False):
        last = len(text) if story == _STORIES[len(counts) - 1] else at + count
        yield from _story(story, text[at:last], allowance)
        at += count


def _story(story: str, text: str, allowance: Allowance) -> Iterator[Piece]:
    block = Block(allowance, numbered(story))
    for paragraph in text.split("\r"):
        yield from block.add(clean(paragraph))
    yield from block.rest()
    for instruction in instructions_in(text):
        yield from about_fields(instruction, "field", allowance)
