"""Turns a part that breaks off into a gap, so that the other parts are read all the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import wraps
from pathlib import Path

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.limits import LimitReached, Unreadable
from bot.extraction.office.package import BROKEN_ZIP, Protected
from bot.extraction.pieces import Gap, Piece, Reader, Trait


def told(pieces: Iterator[Piece], place: str, faults: list[str] | None = None) -> Iterator[Piece]:
    """Return the pieces; where they break off, say so, as well as what faults were met."""
    try:
        yield from pieces
    except LimitReached:
        raise
    except Protected as reason:
        yield Trait(FileTrait.ENCRYPTED, place)
        yield Gap(str(reason), place)
    except Unreadable as reason:
        yield from _broken(str(reason), place)
    except (*BROKEN_ZIP, RecursionError):
        yield from _broken("it is damaged and breaks off", place)
    for fault in dict.fromkeys(faults or ()):
        yield from _broken(fault, place)


def _broken(because: str, place: str) -> Iterator[Piece]:
    yield Trait(FileTrait.BROKEN, place)
    yield Gap(because, place)


def told_as_broken(reader: Reader) -> Reader:
    """Have a reader that gives up on a file say that it is broken."""

    @wraps(reader)
    def read(path: Path, allowance: Allowance) -> Iterator[Piece]:
        try:
            yield from reader(path, allowance)
        except (LimitReached, Protected):
            raise
        except Unreadable:
            yield Trait(FileTrait.BROKEN)
            raise

    return read
