"""A file sent with a message, and what became of the look inside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reading(StrEnum):
    """What became of the look at an attachment; only READ is a clean look."""

    PENDING = "pending"  # nobody has looked yet
    READ = "read"  # its text was read in full
    UNSCANNED = "unscanned"  # the look failed, at least in part; `because` says why


class FileTrait(StrEnum):
    """What policies can say of a file beside its type, its size and what it holds."""

    EXECUTABLE = "EXECUTABLE"  # a program, or a script that a double click runs
    MACRO = "MACRO"  # an office file that carries code
    ACTIVE_CONTENT = "ACTIVE_CONTENT"  # script in a page, a drawing or a PDF; an action on opening
    ENCRYPTED = "ENCRYPTED"  # it, or a file within, asks for a password
    POLYGLOT = "POLYGLOT"  # it is a valid file of two kinds
    WRONG_ENDING = "WRONG_ENDING"  # its name claims another kind than its bytes
    DECEPTIVE_NAME = "DECEPTIVE_NAME"  # marks in its name change how the name reads
    OUTSIDE_PATH = "OUTSIDE_PATH"  # a file within would land outside the folder it is unpacked to
    EXTERNAL_LINK = "EXTERNAL_LINK"  # opening it fetches something from elsewhere
    HIDDEN_CONTENT = "HIDDEN_CONTENT"  # hidden sheets, slides, rows or text
    BROKEN = "BROKEN"  # torn or malformed: others may see in it what we do not


@dataclass(frozen=True, slots=True)
class Extract:
    """Text found in an attachment, and the place a person can find it at ("page 3")."""

    place: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file as its platform names it. `size` is in bytes, -1 where the platform did not say.

    `locator` is the platform's own way to fetch it and is never shown or logged. `extracts` of an
    unscanned one are what could be read before, or beside, what could not; `read_in_part` says so
    where they are not kept.
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
    traits: frozenset[FileTrait] = frozenset()
    extracts: tuple[Extract, ...] = ()
    read_in_part: bool = False

    @property
    def is_partly_read(self) -> bool:
        """Whether some of it was read and some could not be."""
        return self.reading is Reading.UNSCANNED and (self.read_in_part or bool(self.extracts))
