"""Opens the room that attachments are read in, and says which of its walls are not there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bot.config import Settings
from bot.errors import SettingsError
from bot.extraction.confinement.reading_room import ReadingRoom
from bot.extraction.limits import Limits

_log = structlog.get_logger(__name__)


@contextmanager
def open_reading_room(settings: Settings) -> Iterator[ReadingRoom]:
    """Start the room and end it; raises SettingsError where a required wall is not there."""
    with unstarted_reading_room(settings) as room:
        missing = room.start()
        if missing:
            _log.warning("attachments are read without a wall", outcome=", ".join(missing))
        yield room


@contextmanager
def unstarted_reading_room(settings: Settings) -> Iterator[ReadingRoom]:
    """Give a room that starts with the first file, unless its walls are required."""
    room = ReadingRoom()
    try:
        if settings.chatwarden_require_confinement and (missing := room.start()):
            raise SettingsError(
                "CHATWARDEN_REQUIRE_CONFINEMENT is set, and this system has no "
                f"{' and no '.join(missing)}."
            )
        yield room
    finally:
        room.close()


def limits_of(settings: Settings) -> Limits:
    """Return the limits on files."""
    return Limits(max_bytes=settings.chatwarden_max_attachment_bytes)
