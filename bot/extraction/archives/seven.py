"""Reads 7z archives."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.archives.members import TORN, Inner, listed, locked, missing, unpacked
from bot.extraction.archives.methods import Copy
from bot.extraction.archives.names import is_outside, leads_outside
from bot.extraction.archives.seven_cursor import Cursor, Malformed
from bot.extraction.archives.seven_header import Folder, SevenFile, read_files, read_streams
from bot.extraction.archives.seven_methods import decompressor, is_locked
from bot.extraction.archives.streams import Slice, Source, Unpacking
from bot.extraction.limits import Unreadable
from bot.extraction.pieces import Gap, Piece, Trait

_START = struct.Struct("<6s2BL2QL")
_HEADER, _PACKED_HEADER = 1, 23
_LONGEST_HEADER = 50_000_000
_MOST_WRAPPED = 4  # a header may be packed, and the header of that
_BEFORE = 32  # bytes before the packed ones
_LONGEST_TARGET = 4096
_UNKNOWN_METHOD = "it is packed in a way that is not known here"


class _Locked(Exception):
    """The header itself asks for a password."""


def read_seven(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the files within, and what is odd about them."""
    with path.open("rb") as opened:
        try:
            folders, files = _header(opened, allowance)
        except _Locked:
            yield Trait(FileTrait.ENCRYPTED)
            raise Unreadable("it asks for a password") from None
        except (Malformed, struct.error, ValueError):
            yield Trait(FileTrait.BROKEN)
            raise Unreadable("its directory is torn or missing") from None
        yield from listed((file.name for file in files), allowance)
        for file in files:
            if is_outside(file.name):
                yield Trait(FileTrait.OUTSIDE_PATH, Inner(file.name).place)
        filled = iter([file for file in files if file.has_content])
        for folder in folders:
            inside = [
                (size, next(filled, SevenFile("", has_content=True))) for size in folder.parts
            ]
            yield from _unpack(opened, folder, inside, allowance)
        yield from missing((file.name for file in filled), allowance)


def _header(opened: BinaryIO, allowance: Allowance) -> tuple[list[Folder], list[SevenFile]]:
    _, _, _, _, at, length, _ = _START.unpack(opened.read(_START.size))
    if length > _LONGEST_HEADER:
        raise Malformed
    opened.seek(_BEFORE + at)
    content = opened.read(length)
    for _ in range(_MOST_WRAPPED):
        cursor = Cursor(content)
        if not content:
            return [], []
        mark = cursor.number()
        if mark == _HEADER:
            return read_files(cursor)
        if mark != _PACKED_HEADER:
            break
        content = _unpacked_header(opened, read_streams(cursor), allowance)
    raise Malformed


def _unpacked_header(opened: BinaryIO, folders: list[Folder], allowance: Allowance) -> bytes:
    if len(folders) != 1 or folders[0].size > _LONGEST_HEADER:
        raise Malformed
    folder = folders[0]
    if is_locked(folder):
        raise _Locked
    content = _content(opened, folder)
    if content is None:
        raise Malformed
    allowance.expand(folder.size)
    return io.BufferedReader(content).read(folder.size)


def _content(opened: BinaryIO, folder: Folder) -> Unpacking | None:
    make = decompressor(folder)
    if make is None:
        return None
    packed = Slice(opened, _BEFORE + folder.start, folder.packed)
    return Unpacking(packed, make, expected=folder.size)


def _unpack(
    opened: BinaryIO,
    folder: Folder,
    inside: list[tuple[int, SevenFile]],
    allowance: Allowance,
) -> Iterator[Piece]:
    if is_locked(folder):
        for _, file in inside:
            yield from locked(Inner(file.name))
        return
    try:
        content = _content(opened, folder)
    except ValueError:
        content = None
    if content is None:
        yield from (Gap(_UNKNOWN_METHOD, Inner(file.name).place) for _, file in inside)
        return
    stream = io.BufferedReader(content)
    for size, file in inside:
        yield from _file(stream, size, file, allowance)
    if content.is_torn:
        yield Trait(FileTrait.BROKEN)
        yield Gap(TORN)


def _file(stream: Source, size: int, file: SevenFile, allowance: Allowance) -> Iterator[Piece]:
    inner = Inner(file.name)
    part = Unpacking(_Part(stream, size), Copy, expected=size)
    if not file.is_link:
        yield from unpacked(inner, part, allowance)
        return
    target = io.BufferedReader(part).read(min(size, _LONGEST_TARGET))
    while part.read(_LONGEST_TARGET):  # the next file begins behind it
        allowance.check_time()
    if leads_outside(file.name, target.decode("utf-8", "replace")):
        yield Trait(FileTrait.OUTSIDE_PATH, inner.place)


@dataclass(slots=True)
class _Part:
    """The next bytes of a stream, as many as belong to a file."""

    stream: Source
    left: int

    def read(self, size: int, /) -> bytes:
        """Return the next of them."""
        content = self.stream.read(min(size, self.left))
        self.left -= len(content)
        return content
