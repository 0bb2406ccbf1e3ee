"""What is yielded of a file within an archive, whatever the archive."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.attachment import Extract, FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.archives.streams import Unpacking
from bot.extraction.limits import LimitReached
from bot.extraction.pieces import Gap, Member, Piece, Trait
from bot.extraction.places import shown

_ROWS = 200
TORN = "it is torn or malformed"


@dataclass(frozen=True, slots=True)
class Inner:
    """A file within: its name as its sender wrote it, and where a person finds it."""

    name: str

    @property
    def place(self) -> str:
        """Return "member “folder/a.txt”"."""
        return f"member “{shown(self.name)}”"


def unpacked(inner: Inner, content: Unpacking, allowance: Allowance) -> Iterator[Piece]:
    """Yield the file, as far as it could be unpacked."""
    path = allowance.unpack(io.BufferedReader(content))
    yield Member(inner.place, inner.name, path)
    if content.is_torn:
        yield Trait(FileTrait.BROKEN, inner.place)
        yield Gap(TORN, inner.place)


def locked(inner: Inner) -> Iterator[Piece]:
    """Yield that the file cannot be read without a password."""
    yield Trait(FileTrait.ENCRYPTED, inner.place)
    yield Gap("it asks for a password", inner.place)


def missing(names: Iterable[str], allowance: Allowance) -> Iterator[Piece]:
    """Yield that files are named which are not there; a number that no archive has ends it."""
    for number, name in enumerate(names):
        if number >= allowance.limits.max_members:
            raise LimitReached(f"it names more than {number:,} files that it does not hold")
        if not number:
            yield Trait(FileTrait.BROKEN)
        yield Gap("its archive says it holds it, and does not", Inner(name).place)


def listed(names: Iterable[str], allowance: Allowance) -> Iterator[Piece]:
    """Yield the names of the files within, which say something too."""
    found = list(names)
    for start in range(0, len(found), _ROWS):
        text = "\n".join(found[start : start + _ROWS])
        if text.strip():
            yield Extract("names of its members", allowance.spend_text(text))
