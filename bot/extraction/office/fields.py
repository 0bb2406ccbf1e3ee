"""Fields of Word, OpenDocument and RTF: those that fetch something, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.attachment import FileTrait
from bot.extraction.allowance import Allowance
from bot.extraction.office.blocks import whole
from bot.extraction.office.links import is_elsewhere
from bot.extraction.pieces import Piece, Trait

_RUNS = re.compile(r"\bDDE(?:AUTO)?\b", re.IGNORECASE)
_FETCHES = re.compile(
    r"\b(?:INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|RD|DATABASE)\s+(.*)", re.IGNORECASE
)
# Of these the result is text already, and the instruction says nothing of its own.
_DULL = re.compile(
    r"\s*(?:page|pageref|numpages|sectionpages|section|toc|tc|xe|index|seq|ref|noteref|styleref|"
    r"date|time|createdate|savedate|printdate|edittime|filename|filesize|numwords|numchars|author|"
    r"title|subject|mergefield|formtext|formcheckbox|formdropdown|symbol|eq|bibliography|shape|=)"
    r"(?:\W[^\n]*)?\n?",
    re.IGNORECASE,
)


def about_fields(instructions: str, place: str, allowance: Allowance) -> Iterator[Piece]:
    """Return what the instructions of fields give away."""
    if not instructions.strip() or _DULL.fullmatch(instructions):
        return
    if _RUNS.search(instructions):
        yield Trait(FileTrait.ACTIVE_CONTENT, place)
    fetched = _FETCHES.search(instructions)
    if fetched and is_elsewhere(fetched[1].strip().strip('"').replace("\\\\", "\\")):
        yield Trait(FileTrait.EXTERNAL_LINK, place)
    yield from whole(allowance, place, instructions)
