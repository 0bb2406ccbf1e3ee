"""Reads single files that are packed: gzip, bzip2, xz."""

from __future__ import annotations

import bz2
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.archives.members import TORN
from bot.extraction.archives.methods import gunzip, unxz
from bot.extraction.archives.streams import Decompressor, Unpacking
from bot.extraction.pieces import Gap, Member, Piece, Trait

_PLACE = "unpacked"
_NAME_FLAG, _EXTRA_FLAG, _FLAGS_AT = 0x08, 0x04, 3


def read_gzip(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the file that is packed, under the name it had where that is kept."""
    yield from _read(path, gunzip, allowance, name=_name_in(path))


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


def _name_in(path: Path) -> str:
    with path.open("rb") as opened:
        head = opened.read(300)
    flags = head[_FLAGS_AT] if len(head) > _FLAGS_AT else 0
    if not flags & _NAME_FLAG or flags & _EXTRA_FLAG:
        return ""
    return head[10:].partition(b"\0")[0].decode("latin-1")
