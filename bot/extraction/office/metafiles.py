"""Reads the text of Windows metafiles, which stand for embedded objects until they are opened."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.limits import Unreadable
from bot.extraction.office.blocks import Block, simply
from bot.extraction.office.embedded import is_worth_a_look
from bot.extraction.pieces import Gap, Piece, Trait

_ENHANCED = struct.Struct("<II")
_ENHANCED_WIDE, _ENHANCED_NARROW, _COMMENT, _END = 84, 83, 70, 14
_PLUS = b"EMF+"
_PLUS_TEXT = 0x401C
_ENHANCED_BITMAPS = frozenset({76, 77, 80, 81, 114})
_PLACEABLE = b"\xd7\xcd\xc6\x9a"
_OLD = struct.Struct("<IH")
_OLD_TEXT, _OLD_EXTENDED = 0x0521, 0x0A32
_OLD_BITMAPS = frozenset({0x0B41, 0x0F43, 0x0940, 0x0D33})
_NOWHERE = 1 << 40
_CLIPPED = 0x6  # the options after which a rectangle comes first


def read_emf(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Return the text that an enhanced metafile draws."""
    yield from _read(_enhanced(path.read_bytes(), allowance), allowance)


def read_wmf(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Return the text that a metafile of the old form draws."""
    yield from _read(_old(path.read_bytes(), allowance), allowance)


def _read(texts: Iterator[tuple[int, str]], allowance: Allowance) -> Iterator[Piece]:
    """Gather the texts, each with its height; no text stands for a bitmap."""
    block = Block(allowance, simply("drawing"))
    has_bitmap = False
    line, height = "", 0
    try:
        for at, text in texts:
            has_bitmap |= not text
            if at == height:  # letters are often drawn one by one
                line += text if len(text) == 1 else f" {text}"
                continue
            yield from block.add(line)
            line, height = text, at
    except (struct.error, Unreadable):
        yield Trait(FileTrait.BROKEN)
        yield Gap("the drawing is damaged and breaks off")
    yield from block.add(line)
    yield from block.rest()
    if has_bitmap:
        yield Gap("a picture within the drawing is not read")


def _enhanced(content: bytes, allowance: Allowance) -> Iterator[tuple[int, str]]:
    at = 0
    while at + _ENHANCED.size <= len(content):
        kind, size = _ENHANCED.unpack_from(content, at)
        record = content[at : at + size]
        if kind in {_ENHANCED_WIDE, _ENHANCED_NARROW}:
            (height,) = struct.unpack_from("<i", record, 40)
            yield height, _drawn(record, wide=kind == _ENHANCED_WIDE)
        elif kind == _COMMENT and record[12:16] == _PLUS:
            yield from ((-at, text) for text in _plus(record[16:]))
        elif kind in _ENHANCED_BITMAPS and is_worth_a_look(size):
            yield _NOWHERE, ""
        if size < _ENHANCED.size or kind == _END:
            return
        at += size
        allowance.check_time()


def _drawn(record: bytes, *, wide: bool) -> str:
    length, where = struct.unpack_from("<II", record, 44)
    raw = record[where : where + (2 * length if wide else length)]
    return raw.decode("utf-16-le" if wide else "cp1252", errors="replace")


def _plus(records: bytes) -> Iterator[str]:
    at = 0
    while at + 12 <= len(records):
        kind, _flags, size, _inner = struct.unpack_from("<HHII", records, at)
        if kind == _PLUS_TEXT:
            (length,) = struct.unpack_from("<I", records, at + 20)
            start = at + 40
            yield records[start : start + 2 * length].decode("utf-16-le", errors="replace")
        at += max(size, 12)


def _old(content: bytes, allowance: Allowance) -> Iterator[tuple[int, str]]:
    at = (22 if content.startswith(_PLACEABLE) else 0) + 18
    while at + _OLD.size <= len(content):
        words, kind = _OLD.unpack_from(content, at)
        record = content[at : at + 2 * words]
        if kind == _OLD_TEXT:
            (length,) = struct.unpack_from("<H", record, 6)
            yield -at, record[8 : 8 + length].decode("cp1252", errors="replace")
        elif kind == _OLD_EXTENDED:
            height, _x, length, options = struct.unpack_from("<hhHH", record, 6)
            start = 22 if options & _CLIPPED else 14
            yield height, record[start : start + length].decode("cp1252", errors="replace")
        elif kind in _OLD_BITMAPS and is_worth_a_look(len(record)):
            yield _NOWHERE, ""
        if not words:
            return
        at += 2 * words
        allowance.check_time()
