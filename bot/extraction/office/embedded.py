"""Files within an office file: those packed in an OLE object are taken out of their wrapping."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import olefile

from bot.extraction.allowance import Allowance
from bot.extraction.office.ole import BROKEN_OLE, names_of, stream_of
from bot.extraction.pieces import Member, Piece
from bot.extraction.places import joined, shown

_SMALLEST_PICTURE = 3_000  # bytes: below are icons and bullets
_PICTURE_ENDINGS = "png jpg jpeg jpe gif bmp dib tif tiff webp svg emf wmf emz wmz pcx pict pct"
_PICTURES = frozenset(_PICTURE_ENDINGS.split())
_NATIVE = "\x01ole10native"
_WRAPPED = ("package", "contents")
_LONGEST_NAME = 260


def is_picture(name: str) -> bool:
    """Whether a file within is a picture by its name; only what is done with small ones differs."""
    return name.rpartition(".")[2].lower() in _PICTURES


def is_worth_a_look(size: int) -> bool:
    """Whether a picture is large enough to show text."""
    return size >= _SMALLEST_PICTURE


def embedded(place: str, name: str, path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Return the file within, out of its OLE wrapping where it has one."""
    if not olefile.isOleFile(str(path)):
        yield _member(place, name, path)
        return
    try:
        with olefile.OleFileIO(str(path)) as ole:
            yield from unwrapped(ole, place, name, allowance) or [_member(place, name, path)]
    except BROKEN_OLE:
        yield _member(place, name, path)


def native(place: str, packed: bytes, allowance: Allowance) -> Member:
    """Return the file that an Ole10Native stream holds."""
    name, content = _from_native(packed)
    return _member(place, name, allowance.unpack(io.BytesIO(content)))


def unwrapped(
    ole: olefile.OleFileIO[Any], place: str, name: str, allowance: Allowance
) -> list[Member]:
    """Return the file that is packed in an object, none where it is no such object."""
    streams = {stream.lower(): stream for stream in names_of(ole)}
    if _NATIVE in streams:
        return [native(place, stream_of(ole, streams[_NATIVE]), allowance)]
    for wrapped in _WRAPPED:
        if wrapped in streams:
            content = stream_of(ole, streams[wrapped])
            return [_member(place, name, allowance.unpack(io.BytesIO(content)))]
    return []


def _member(place: str, name: str, path: Path) -> Member:
    return Member(joined(place, f"embedded file “{shown(name)}”"), name, path)


def _from_native(packed: bytes) -> tuple[str, bytes]:
    """Return name and content: size, flags, label, file name, 8 bytes, path, size, content."""
    try:
        name, at = _text(packed, 6)
        file_name, at = _text(packed, at)
        (path_length,) = struct.unpack_from("<I", packed, at + 4)
        at += 8 + path_length
        (size,) = struct.unpack_from("<I", packed, at)
    except (struct.error, ValueError):
        return "", packed[4:]
    return (name or file_name), packed[at + 4 : at + 4 + size]


def _text(packed: bytes, at: int) -> tuple[str, int]:
    end = packed.index(b"\0", at, at + _LONGEST_NAME + 1)
    return packed[at:end].decode("cp1252", errors="replace"), end + 1
