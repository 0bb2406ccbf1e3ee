"""Reads zip archives: all files in them, whatever their directory says or hides."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.archives.members import Inner, listed, locked, missing, unpacked
from bot.extraction.archives.methods import ZIP_LZMA, ZIP_METHODS, lzma_filter, raw_lzma
from bot.extraction.archives.names import is_outside, leads_outside
from bot.extraction.archives.streams import Decompressor, Slice, Unpacking
from bot.extraction.archives.zip_directory import read_directory
from bot.extraction.archives.zip_entries import Entry
from bot.extraction.pieces import Gap, Piece, Trait

_LONGEST_TARGET = 4096
_LZMA_HEAD = 4  # bytes: a version, and the length of the properties that follow
_UNKNOWN_METHOD = "it is packed in a way that is not known here"


def read_zip(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the files within, what is odd about them, and the comments on them."""
    with path.open("rb") as opened:
        directory = read_directory(path, opened)
        if directory.is_torn or directory.is_doubtful:
            yield Trait(FileTrait.BROKEN)
        if directory.is_torn:
            yield Gap("its directory is torn or missing")
        if directory.comment.strip():
            yield Extract("archive comment", allowance.spend_text(directory.comment))
        yield from listed((entry.name for entry in directory.entries), allowance)
        for entry in directory.entries:
            yield from _member(opened, entry, allowance)
        yield from missing(directory.lost, allowance)
        if directory.has_strays:
            yield Gap("something stands between its files that is none of them")


def _member(opened: BinaryIO, entry: Entry, allowance: Allowance) -> Iterator[Piece]:
    inner = Inner(entry.name)
    if entry.comment.strip():
        yield Extract(f"{inner.place}, comment", allowance.spend_text(entry.comment))
    if is_outside(entry.name):
        yield Trait(FileTrait.OUTSIDE_PATH, inner.place)
    if entry.is_locked:
        yield from locked(inner)
        return
    if entry.name.endswith("/") and entry.size <= 0:
        return
    make, start = _method(opened, entry)
    if make is None:
        yield Gap(_UNKNOWN_METHOD, inner.place)
        return
    packed = Slice(opened, start, max(0, entry.end - start))
    content = Unpacking(packed, make, expected=entry.size if entry.size >= 0 else None)
    if entry.is_link:
        yield from _link(inner, content)
        return
    yield from unpacked(inner, content, allowance)
    if not content.is_torn and not _is_as_said(entry, content):
        yield Trait(FileTrait.BROKEN, inner.place)


def _is_as_said(entry: Entry, content: Unpacking) -> bool:
    return entry.size < 0 or (entry.size, entry.crc) == (content.size, content.crc)


def _link(inner: Inner, content: Unpacking) -> Iterator[Piece]:
    """A link's content is where it leads; it is not followed."""
    target = (content.read(_LONGEST_TARGET) or b"").decode("utf-8", "replace")
    if leads_outside(inner.name, target):
        yield Trait(FileTrait.OUTSIDE_PATH, inner.place)


def _method(opened: BinaryIO, entry: Entry) -> tuple[Callable[[], Decompressor] | None, int]:
    """Return how to unpack a file, and where what is packed begins."""
    if entry.method != ZIP_LZMA:
        return ZIP_METHODS.get(entry.method), entry.start
    opened.seek(entry.start)
    head = opened.read(_LZMA_HEAD)
    length = struct.unpack_from("<H", head, 2)[0] if len(head) == _LZMA_HEAD else 0
    properties = opened.read(length)
    return lambda: raw_lzma([lzma_filter(properties)]), entry.start + _LZMA_HEAD + length
