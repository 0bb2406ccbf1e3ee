"""The entries of a zip archive: what its directory says, and what stands before each file."""

from __future__ import annotations

import stat
import struct
import zipfile
from dataclasses import dataclass, replace
from typing import BinaryIO

_LOCAL = struct.Struct("<4s5H3L2H")
LOCAL_MARK = b"PK\x03\x04"
_ENCRYPTED, _SIZES_BEHIND, _UTF8 = 0x1, 0x8, 0x800
_ZIP64_MARK = 0xFFFFFFFF
_ZIP64_FIELD = 1
_NEWEST = 63  # the version of the format that a reader needs
_METHODS = frozenset({0, 8, 9, 12, 14, 93, 95, 98, 99})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file in the archive. `size` and `crc` are -1 where they are not said before the file."""

    name: str
    flags: int
    method: int
    begins: int
    start: int
    packed: int
    size: int
    crc: int
    comment: str = ""
    is_link: bool = False

    @property
    def is_locked(self) -> bool:
        """Whether a password is needed."""
        return bool(self.flags & _ENCRYPTED)

    @property
    def end(self) -> int:
        """Where its content ends, so far as that is said."""
        return self.start + max(0, self.packed)

    def is_the_same(self, other: Entry) -> bool:
        """Whether the two say the same of the file; what one does not say is no difference."""
        agree = other.size < 0 or (self.packed, self.size, self.crc) == (
            other.packed,
            other.size,
            other.crc,
        )
        return agree and (self.name, self.method) == (other.name, other.method)


def local_entry(opened: BinaryIO, at: int) -> Entry | None:
    """Return what the header before a file says; None where no header stands there."""
    opened.seek(at)
    head = opened.read(_LOCAL.size)
    if len(head) < _LOCAL.size or not head.startswith(LOCAL_MARK):
        return None
    _, version, flags, method, _, _, crc, packed, size, named, further = _LOCAL.unpack(head)
    raw, extra = opened.read(named), opened.read(further)
    if (version & 0xFF) > _NEWEST or method not in _METHODS or not raw:
        return None
    if _ZIP64_MARK in (packed, size):
        packed, size = _wide_sizes(extra, packed, size)
    is_unsaid = bool(flags & _SIZES_BEHIND) and not packed
    return Entry(
        name=raw.decode("utf-8" if flags & _UTF8 else "cp437", "replace"),
        flags=flags,
        method=method,
        begins=at,
        start=at + _LOCAL.size + named + further,
        packed=-1 if is_unsaid else packed,
        size=-1 if is_unsaid else size,
        crc=-1 if is_unsaid else crc,
    )


def listed_entry(info: zipfile.ZipInfo, local: Entry) -> Entry:
    """Return what the directory says of the file that stands behind a header."""
    mode = info.external_attr >> 16
    return replace(
        local,
        name=info.orig_filename,
        flags=info.flag_bits,
        method=info.compress_type,
        packed=info.compress_size,
        size=info.file_size,
        crc=info.CRC,
        comment=info.comment.decode("utf-8", "replace"),
        is_link=stat.S_ISLNK(mode),
    )


def _wide_sizes(extra: bytes, packed: int, size: int) -> tuple[int, int]:
    """Read the sizes that do not fit into the header from the field that follows it."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        field = extra[at + 4 : at + 4 + length]
        if kind == _ZIP64_FIELD:
            wide = [value for (value,) in struct.iter_unpack("<Q", field[: len(field) // 8 * 8])]
            if size == _ZIP64_MARK and wide:
                size = wide.pop(0)
            if packed == _ZIP64_MARK and wide:
                packed = wide.pop(0)
        at += 4 + length
    return packed, size
