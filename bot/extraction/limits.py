"""How much of an attachment is looked at before the look is given up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on attachments; beyond any of them one is unscanned, never cut silently."""

    max_bytes: int = 100_000_000
    max_characters: int = 40_000_000
    max_members: int = 1_000
    max_nesting: int = 8
    max_expansion: int = 200  # times the file's own size; office files of tables reach a hundred
    max_unpacked_bytes: int = 500_000_000
    reading_seconds: float = 40.0
    memory_bytes: int = 512_000_000
    fetch_seconds: float = 30.0
    # For all files of a message together: it has two minutes in all, and its text comes after.
    message_seconds: float = 60.0
    message_characters: int = 40_000_000


class Unreadable(Exception):
    """A file that cannot be read; its text says why, in words for a person.

    It never leaves this room: the reader turns it into an unscanned attachment.
    """


class LimitReached(Unreadable):
    """The file would cost more than one may; nothing more of it is read."""
