"""A file sent with a message, and what became of the look inside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reading(StrEnum):
    """What became of the look at an attachment; only READ is a clean look."""

    PENDING = "pending"  # nobody has looked yet
    READ = "read"  # its text was read in full
    UNSCANNED = "unscanned"  # the look failed; `because` says why


@dataclass(frozen=True, slots=True)
class Extract:
    """Text found in an attachment, and the place a person can find it at ("page 3")."""

    place: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file as its platform names it. `size` is in bytes, -1 where the platform did not say.

    `locator` is the platform's own way to fetch it and is never shown or logged.
    """

    id: str
    name: str
    size: int = -1
    claimed_type: str = ""
    locator: str = ""
    reading: Reading = Reading.PENDING
    because: str = ""
    real_type: str = ""
    sha256: str = ""
    extracts: tuple[Extract, ...] = ()
