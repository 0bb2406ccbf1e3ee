"""How much of an attachment is looked at before the look is given up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on attachments; beyond any of them one is unscanned, never cut silently."""

    max_bytes: int = 20_000_000
    max_characters: int = 40_000_000
    fetch_seconds: float = 30.0
    # For all files of a message together: it has two minutes in all, and its text comes after.
    message_seconds: float = 60.0


class Unreadable(Exception):
    """A file that cannot be read; its text says why, in words for a person.

    It never leaves this room: the reader turns it into an unscanned attachment.
    """
