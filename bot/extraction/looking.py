"""Takes a file in, has it read in confinement, and says what became of the look."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

import structlog

from bot.domain.attachment import Attachment, Reading
from bot.errors import ConfinementError
from bot.extraction.confinement import outcomes
from bot.extraction.confinement.reading_room import ReadingRoom, take_answer
from bot.extraction.confinement.walls import Room
from bot.extraction.confinement.wire import Seen, Verdict
from bot.extraction.gaps import in_words
from bot.extraction.limits import Limits, Unreadable

_log = structlog.get_logger(__name__)
NOT_STARTED = "its reader could not be started"
NO_ROOM = "there was no room to read it in"


@dataclass(slots=True)
class Arrival:
    """A file as it comes in: written to its folder piece by piece, counted and hashed."""

    folder: Path
    limits: Limits
    _opened: BinaryIO
    size: int = 0
    _hash: hashlib._Hash = field(default_factory=hashlib.sha256)

    def take(self, piece: bytes) -> None:
        """Add a piece; raises Unreadable where the file gets too large."""
        self.size += len(piece)
        if self.size > self.limits.max_bytes:
            raise Unreadable(f"it is too large: more than {self.limits.max_bytes:,} bytes")
        self._opened.write(piece)
        self._hash.update(piece)

    def finish(self, attachment: Attachment) -> Attachment:
        """Return the attachment with what is known of it now that it is here."""
        self._opened.close()
        return replace(attachment, size=self.size, sha256=self._hash.hexdigest())


@contextmanager
def arriving(room: ReadingRoom, limits: Limits) -> Iterator[Arrival]:
    """Give a file to take pieces; it is gone afterwards."""
    with room.folder() as folder, Room(folder=folder).file.open("wb") as opened:
        yield Arrival(folder, limits, opened)


def look_at(
    room: ReadingRoom, attachment: Attachment, pieces: Iterable[bytes], limits: Limits
) -> Attachment:
    """Return the attachment, READ or UNSCANNED; for threads, because it waits."""
    try:
        return _look_at(room, attachment, pieces, limits)
    except OSError as fault:  # a full disk, most likely; its words may quote a path
        _log.error("an attachment could not be kept for reading", error=type(fault).__name__)
        return unscanned(attachment, NO_ROOM)


def _look_at(
    room: ReadingRoom, attachment: Attachment, pieces: Iterable[bytes], limits: Limits
) -> Attachment:
    with arriving(room, limits) as arrival:
        try:
            for piece in pieces:
                arrival.take(piece)
            known = arrival.finish(attachment)
            verdict = room.submit(arrival.folder, attachment.name, limits).result()
        except Unreadable as reason:
            return unscanned(attachment, str(reason))
        except ConfinementError:
            return unscanned(known, NOT_STARTED)
        return conclude(known, arrival.folder, verdict, limits)


def conclude(known: Attachment, folder: Path, verdict: Verdict, limits: Limits) -> Attachment:
    """Return the attachment with what its reader found, READ if that is all there is."""
    seen = take_answer(folder, verdict, limits)
    if verdict.stopped or verdict.status:
        _log.warning(
            "an attachment's reader was ended",
            outcome=outcomes.in_words(verdict),
            seconds=round(verdict.seconds, 1),
            size=known.size,
        )
    return _with(known, seen)


def unscanned(attachment: Attachment, because: str) -> Attachment:
    """Return the attachment as one whose look failed altogether."""
    return replace(attachment, reading=Reading.UNSCANNED, because=because, extracts=())


def _with(known: Attachment, seen: Seen) -> Attachment:
    because = in_words(seen.gaps)
    return replace(
        known,
        reading=Reading.UNSCANNED if seen.gaps else Reading.READ,
        because=because,
        real_type=seen.real_type,
        traits=frozenset(seen.traits),
        extracts=tuple(seen.extracts),
    )
