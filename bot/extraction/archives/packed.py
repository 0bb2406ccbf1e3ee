"""Reads single files that are packed: gzip, bzip2, xz."""

from __future__ import annotations

import bz2
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.archives.members import TORN
from bot.extraction.archives.methods import gunzip, unxz
from bot.extraction.archives.streams import Decompressor, Unpacking
from bot.extraction.pieces import Gap, Member, Piece, Trait

_PLACE = "unpacked"
_EXTRA_FLAG, _NAME_FLAG, _COMMENT_FLAG, _FLAGS_AT = 0x04, 0x08, 0x10, 3
_MOST_SAID = 64 * 1024  # bytes of a name and a comment


def read_gzip(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the file that is packed, under the name it had where that is kept."""
    name, comment = _said_in(path)
    if comment:
        yield Extract("comment", allowance.spend_text(comment))
    yield from _read(path, gunzip, allowance, name=name)


def read_bzip2(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the file that is packed."""
    yield from _read(path, bz2.BZ2Decompressor, allowance)


def read_xz(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the file that is packed."""
    yield from _read(path, unxz, allowance)


def _read(
    path: Path, make: Callable[[], Decompressor], allowance: Allowance, *, name: str = ""
) -> Iterator[Piece]:
    with path.open("rb") as opened:
        content = Unpacking(opened, make)
        yield Member(_PLACE, name, allowance.unpack(io.BufferedReader(content)))
    if content.is_torn:
        yield Trait(FileTrait.BROKEN)
        yield Gap(TORN)


def _said_in(path: Path) -> tuple[str, str]:
    """Return the name and the comment in the header of the first file."""
    with path.open("rb") as opened:
        head = opened.read(_MOST_SAID)
    flags, rest = head[_FLAGS_AT] if len(head) > _FLAGS_AT else 0, head[10:]
    if flags & _EXTRA_FLAG:
        rest = rest[2 + int.from_bytes(rest[:2], "little") :]
    said = {}
    for flag in (_NAME_FLAG, _COMMENT_FLAG):
        if flags & flag:
            text, _, rest = rest.partition(b"\0")
            said[flag] = text.decode("latin-1")
    return said.get(_NAME_FLAG, ""), said.get(_COMMENT_FLAG, "")
