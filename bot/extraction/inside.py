"""Looks inside one file and all the files within it, and yields what is there, with its place.

Runs in the confined process; nothing else may parse a file that somebody sent.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from bot.domain.attachment import Extract
from bot.extraction.allowance import Allowance
from bot.extraction.limits import LimitReached, Unreadable
from bot.extraction.pieces import Gap, Member, Piece, Reader, RealType, Trait
from bot.extraction.places import Places, joined, shown
from bot.extraction.readers import load_readers
from bot.extraction.real_type import Identity, identify

_NO_ROOM = (errno.EFBIG, errno.ENOSPC, errno.EDQUOT)
_WHOLE = "whole file"
_BEHIND = "behind its end"
_ANOTHER = "it is also a file of another kind, which was not read"
Found = Extract | Trait | Gap | RealType


def look(
    path: Path, name: str, allowance: Allowance, *, readers: Mapping[str, Reader] | None = None
) -> Iterator[Found]:
    """Yield the file's real type and traits, its text and what was not read, by their places.

    What cannot be read is a gap in its place, and the rest is read; a limit ends it all, but what
    was found before stands.
    """
    inside = _Inside(_all_readers() if readers is None else readers, allowance)
    try:
        yield from inside.look(Member("", name, path))
    except LimitReached as reason:
        yield Gap(str(reason))


@dataclass(frozen=True, slots=True)
class _Inside:
    readers: Mapping[str, Reader]
    allowance: Allowance
    places: Places = field(default_factory=Places)

    def look(self, file: Member) -> Iterator[Found]:
        """Yield what is in a file; a fault in it is a gap, and spoils no file beside it."""
        try:
            yield from self._read(file)
        except LimitReached:
            raise
        except Unreadable as reason:
            yield Gap(str(reason), file.place)
        except Exception as fault:  # noqa: BLE001 - whatever a file does to its reader, it is named
            yield Gap(_in_words(fault), file.place)

    def _read(self, file: Member) -> Iterator[Found]:
        identity = identify(file.path, file.name)
        if not file.place:
            yield RealType(identity.kind.name)
        for trait in identity.traits:
            yield Trait(trait, file.place)
        reader = self.readers.get(identity.kind.name)
        if reader is None:
            yield Gap(f"no reader for {identity.kind.title}", file.place)
            return
        try:
            for piece in reader(file.path, self.allowance):
                yield from self._placed(piece, file.place)
        except LimitReached:
            raise
        except Unreadable as reason:  # what stands behind may be read all the same
            yield Gap(str(reason), file.place)
        yield from self._beside(identity, file)

    def _beside(self, identity: Identity, file: Member) -> Iterator[Found]:
        """Yield what the reader of the kind does not see."""
        if identity.begins_as_another:
            yield Gap(_ANOTHER, file.place)
        if identity.behind is not None:
            with file.path.open("rb") as opened:
                opened.seek(identity.behind)
                path = self.allowance.unpack(opened)
            yield from self._placed(Member(_BEHIND, "", path), file.place)

    def _placed(self, piece: Piece, outer: str) -> Iterator[Found]:
        self.allowance.check_time()
        place = joined(outer, piece.place)
        match piece:
            case Extract():
                yield Extract(self.places.unique(place or _WHOLE), piece.text)
            case Member():
                yield from self._look_within(replace(piece, place=self.places.unique(place)))
            case _:
                yield replace(piece, place=place)

    def _look_within(self, member: Member) -> Iterator[Found]:
        with self.allowance.deeper():
            yield from self.look(member)
        # Read and done with: a thousand files within do not lie side by side.
        with suppress(OSError):
            member.path.unlink()


def _in_words(fault: Exception) -> str:
    match fault:
        case MemoryError():
            return "it needed too much memory"
        case RecursionError():
            return "it is nested too deep"
        case OSError(errno=number) if number in _NO_ROOM:
            return "it needed too much room on disk"
        case _:  # its text may quote the file
            return f"its reader failed on it ({shown(type(fault).__name__)})"


@cache
def _all_readers() -> Mapping[str, Reader]:
    return load_readers()
