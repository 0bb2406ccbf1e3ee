"""Reads tar archives; links and devices in them are never followed."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.archives.members import TORN, Inner, listed, unpacked
from bot.extraction.archives.methods import Copy
from bot.extraction.archives.names import is_outside, leads_outside
from bot.extraction.archives.streams import BROKEN, Slice, Source, Unpacking
from bot.extraction.limits import LimitReached
from bot.extraction.pieces import Gap, Piece, Trait

_CHUNK = 1024 * 1024
_MOST_OTHERS = 10  # folders and links to each file; its reader keeps them all
# What a header may make its reader raise.
_BROKEN = (*BROKEN, OverflowError, AttributeError)


def read_tar(path: Path, allowance: Allowance) -> Iterator[Piece]:
    """Yield the files within, and what is odd about their names."""
    names: list[str] = []
    notes: dict[str, str] = {}
    with path.open("rb") as opened:
        try:
            with tarfile.open(fileobj=opened, mode="r:", encoding="utf-8", errors="replace") as tar:
                for info in _headers(tar, allowance):
                    names.append(info.name)
                    notes |= info.pax_headers
                    yield from _member(info, _content(opened, tar, info), allowance)
                is_torn = _is_more_behind(opened, tar.offset)
                notes |= tar.pax_headers
        except _BROKEN:
            is_torn = True
    yield from listed(names, allowance)
    if comment := notes.get("comment", ""):
        yield Extract("comment", allowance.spend_text(comment))
    if is_torn:
        yield Trait(FileTrait.BROKEN)
        yield Gap(TORN)


def _headers(tar: tarfile.TarFile, allowance: Allowance) -> Iterator[tarfile.TarInfo]:
    most = allowance.limits.max_members * _MOST_OTHERS
    for number, info in enumerate(tar):
        allowance.check_time()
        if number > most:
            raise LimitReached(f"it holds more than {most:,} entries")
        yield info


def _member(info: tarfile.TarInfo, content: Unpacking, allowance: Allowance) -> Iterator[Piece]:
    inner = Inner(info.name)
    is_link = info.issym() or info.islnk()
    if is_outside(info.name) or (is_link and _leads_outside(info)):
        yield Trait(FileTrait.OUTSIDE_PATH, inner.place)
    if info.isfile():
        yield from unpacked(inner, content, allowance)


def _leads_outside(info: tarfile.TarInfo) -> bool:
    # A hard link's target is a name within the archive, not seen from the link's folder.
    return leads_outside(info.name if info.issym() else "", info.linkname)


def _content(opened: BinaryIO, tar: tarfile.TarFile, info: tarfile.TarInfo) -> Unpacking:
    # A file with holes is put together by its reader; of another, all that there is is read.
    whole = tar.extractfile(info) if info.issparse() else None
    packed: Source = whole or Slice(opened, info.offset_data, info.size)
    return Unpacking(packed, Copy, expected=info.size)


def _is_more_behind(opened: BinaryIO, end: int) -> bool:
    """Whether something other than noughts stands behind the end of the archive."""
    opened.seek(end)
    while chunk := opened.read(_CHUNK):
        if chunk.strip(b"\0"):
            return True
    return False
