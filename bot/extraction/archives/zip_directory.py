"""What is in a zip archive: by its directory, and by the headers that the directory hides."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from bot.extraction.archives.zip_entries import LOCAL_MARK, Entry, listed_entry, local_entry
from bot.extraction.recognition.packages import BROKEN_ZIP

_CHUNK = 1024 * 1024
_LONGEST_SIZES = 24  # bytes: a mark, a check sum, two sizes
_MOST = 100_000  # entries; far beyond what is unpacked


@dataclass(frozen=True, slots=True)
class Directory:
    """The entries of an archive, and whether two readers may see two archives in it.

    `hidden` are entries that it does not name, `lost` are names in it that lead nowhere, and
    `has_strays` is that there are bytes which belong to no file.
    """

    entries: tuple[Entry, ...]
    comment: str = ""
    is_torn: bool = False
    is_doubtful: bool = False
    hidden: tuple[Entry, ...] = ()
    lost: tuple[str, ...] = ()
    has_strays: bool = False

    @property
    def is_ambiguous(self) -> bool:
        """Whether two entries stand in one place: what one says of a file, the other denies."""
        return len({entry.begins for entry in self.entries}) < len(self.entries)


def read_directory(path: Path, opened: BinaryIO) -> Directory:
    """Find all entries of an archive."""
    infos, comment, end = _listed(path)
    entries: list[Entry] = []
    lost: list[str] = []
    is_doubtful = False
    for info in infos:
        local = local_entry(opened, info.header_offset)
        if local is None:
            lost.append(info.orig_filename)
            continue
        listed = listed_entry(info, local)
        entries.append(listed)
        if not listed.is_the_same(local):
            is_doubtful = True
            entries.append(local)
    ends = _size(opened) if end < 0 else end
    hidden = tuple(_hidden(opened, entries, ends))
    names = [entry.name for entry in entries]
    return Directory(
        entries=(*entries, *hidden),
        comment=comment,
        is_torn=end < 0,
        is_doubtful=is_doubtful
        or bool(hidden or lost)
        or len(set(names)) < len(names)
        or _overlap(entries),
        hidden=hidden,
        lost=tuple(lost),
        has_strays=_has_strays(opened, [*entries, *hidden], ends),
    )


def _listed(path: Path) -> tuple[list[zipfile.ZipInfo], str, int]:
    """Return the directory's entries, the archive's comment, and where the files end."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()[:_MOST]
            return infos, archive.comment.decode("utf-8", "replace"), archive.start_dir
    except BROKEN_ZIP:
        return [], "", -1


def _hidden(opened: BinaryIO, entries: list[Entry], end: int) -> Iterator[Entry]:
    """Yield the entries that stand between the ones that are known."""
    at = 0
    known = sorted(entries, key=lambda entry: entry.begins)
    for entry in known:
        yield from _found(opened, at, entry.begins)
        at = max(at, entry.end)
    yield from _found(opened, at, end)


def _found(opened: BinaryIO, at: int, end: int) -> Iterator[Entry]:
    while (begins := _find(opened, at, end)) >= 0:
        entry = local_entry(opened, begins)
        if entry is None:
            at = begins + 1
            continue
        if entry.packed < 0:  # it ends by itself, or where the next begins
            entry = replace(entry, packed=end - entry.start)
            at = entry.start
        else:
            at = max(entry.end, begins + 1)
        yield entry


def _find(opened: BinaryIO, at: int, end: int) -> int:
    """Return where the next header begins, -1 where there is none before the end."""
    while at + len(LOCAL_MARK) <= end:
        opened.seek(at)
        chunk = opened.read(min(_CHUNK, end - at))
        found = chunk.find(LOCAL_MARK)
        if found >= 0:
            return at + found
        if len(chunk) < _CHUNK:
            return -1
        at += len(chunk) - len(LOCAL_MARK) + 1
    return -1


def _overlap(entries: list[Entry]) -> bool:
    ordered = sorted({(entry.begins, entry.end) for entry in entries})
    return any(end > begins for (_, end), (begins, _) in pairwise(ordered))


def _has_strays(opened: BinaryIO, entries: list[Entry], end: int) -> bool:
    """Whether more stands between the files than what is said behind one of its sizes."""
    at = 0
    ordered = sorted({(entry.begins, entry.end) for entry in entries})
    for begins, ends in [*ordered, (end, end)]:
        if begins > at and _is_something(opened, at, begins):
            return True
        at = max(at, ends)
    return False


def _is_something(opened: BinaryIO, at: int, end: int) -> bool:
    opened.seek(at)
    found = 0
    while at < end and (chunk := opened.read(min(_CHUNK, end - at))):
        at += len(chunk)
        found += len(chunk.strip(b"\0"))
        if found > _LONGEST_SIZES:
            return True
    return False


def _size(opened: BinaryIO) -> int:
    return opened.seek(0, 2)
