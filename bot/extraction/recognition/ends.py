"""Where files of some kinds end, so that what somebody put behind that end is noticed."""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import BinaryIO

from bot.extraction.kinds import ZIP_LIKE
from bot.extraction.recognition.outside import Outside

_MOST_PARTS = 100_000
_BEFORE_PICTURE = 8  # bytes of PNG's signature
_MARK = 0xFF
_SCAN = 0xDA
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # JPEG's marks without a length
_CHUNK = 1024 * 1024
_HEAD_OF_BMP = 26  # bytes, at least
_LARGEST_PAGE = 65536  # of SQLite's; the number has no room in its field
_EOCD = struct.Struct("<4s4H2LH")
_PADDING = b"\0\t\n\f\r "
_EOF = b"%%EOF"


def behind_at(outside: Outside, kind: str) -> int | None:
    """Return where something begins behind the end of the file proper, padding left out.

    None where there is nothing, or where the end is not known.
    """
    find = _ENDS.get(kind)
    if find is None:
        return None
    try:
        end = find(outside)
    except (struct.error, IndexError):
        return None
    if end is None or not 0 < end < outside.size:
        return None
    return _past_padding(outside, end)


def _past_padding(outside: Outside, at: int) -> int | None:
    with outside.path.open("rb") as opened:
        opened.seek(at)
        while chunk := opened.read(_CHUNK):
            begins = chunk.lstrip(_PADDING)
            if begins:
                return opened.tell() - len(begins)
    return None


def directory_end(outside: Outside) -> int | None:
    """Return where a zip archive's directory ends, None where there is none that holds together."""
    tail, before = outside.tail, outside.size - len(outside.tail)
    at = tail.rfind(b"PK\x05\x06")
    while at >= 0:
        if at + _EOCD.size <= len(tail):
            record = _EOCD.unpack_from(tail, at)
            size, comment = record[5], record[7]
            start = before + at - size
            is_directory = size and outside.around(start, 4) == b"PK\x01\x02"
            if start >= 0 and is_directory:
                return int(before + at + _EOCD.size + comment)
        at = tail.rfind(b"PK\x05\x06", 0, at)
    return None


def _png(outside: Outside) -> int | None:
    with outside.path.open("rb") as opened:
        at = _BEFORE_PICTURE
        for _ in range(_MOST_PARTS):
            opened.seek(at)
            head = opened.read(8)
            length, kind = struct.unpack(">I4s", head)
            at += 12 + int(length)
            if kind == b"IEND":
                return at
    return None


def _gif(outside: Outside) -> int | None:
    with outside.path.open("rb") as opened:
        opened.seek(10)
        flags = opened.read(1)[0]
        opened.seek(13 + _colours(flags))
        for _ in range(_MOST_PARTS):
            mark = opened.read(1)
            if mark == b";":
                return opened.tell()
            if mark == b"!":
                opened.seek(1, 1)
            elif mark == b",":
                opened.seek(8, 1)
                opened.seek(_colours(opened.read(1)[0]) + 1, 1)
            else:
                return None
            _pass_blocks(opened)
    return None


def _colours(flags: int) -> int:
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _pass_blocks(opened: BinaryIO) -> None:
    while size := opened.read(1)[0]:
        opened.seek(size, 1)


def _jpg(outside: Outside) -> int | None:
    with outside.path.open("rb") as opened:
        at = 2
        for _ in range(_MOST_PARTS):
            opened.seek(at)
            mark = opened.read(4)
            if mark[0] != _MARK:
                return None
            if mark[1] == _SCAN:
                return _end_of_scans(opened, at)
            if mark[1] in _ALONE or mark[1] == _MARK:
                at += 1 if mark[1] == _MARK else 2
            else:
                at += 2 + int(struct.unpack(">H", mark[2:])[0])
    return None


def _end_of_scans(opened: BinaryIO, at: int) -> int | None:
    """Find the end mark; within a scan's data it cannot occur."""
    opened.seek(at)
    before = b""
    while chunk := opened.read(_CHUNK):
        found = (before + chunk).find(b"\xff\xd9")
        if found >= 0:
            return opened.tell() - len(chunk) - len(before) + found + 2
        before = chunk[-1:]
    return None


def _pdf(outside: Outside) -> int | None:
    """Find the last end mark: each time a PDF is changed, one more is written."""
    with outside.path.open("rb") as opened:
        at = outside.size
        while at > 0:
            begins = max(0, at - _CHUNK)
            opened.seek(begins)
            found = opened.read(at - begins + len(_EOF) - 1).rfind(_EOF)
            if found >= 0:
                return begins + found + len(_EOF)
            at = begins
    return None


def _bmp(outside: Outside) -> int | None:
    declared = int(struct.unpack_from("<I", outside.head, 2)[0])
    return declared if declared > _HEAD_OF_BMP else None


def _riff(outside: Outside) -> int:
    length = int(struct.unpack_from("<I", outside.head, 4)[0])
    return 8 + length + length % 2


def _seven(outside: Outside) -> int:
    at, length = struct.unpack_from("<2Q", outside.head, 12)
    return 32 + int(at) + int(length)


def _sqlite(outside: Outside) -> int:
    (page,) = struct.unpack_from(">H", outside.head, 16)
    (pages,) = struct.unpack_from(">I", outside.head, 28)
    return int(pages) * (_LARGEST_PAGE if page == 1 else int(page))


_ENDS: Mapping[str, Callable[[Outside], int | None]] = MappingProxyType(
    {
        **dict.fromkeys(ZIP_LIKE, directory_end),
        "png": _png,
        "gif": _gif,
        "jpg": _jpg,
        "bmp": _bmp,
        "webp": _riff,
        "pdf": _pdf,
        "7z": _seven,
        "sqlite": _sqlite,
    }
)
