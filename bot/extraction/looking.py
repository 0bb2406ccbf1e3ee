"""Looks inside one file whose bytes are at hand."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from bot.domain.attachment import Attachment, Extract, Reading
from bot.extraction.decoding import decode
from bot.extraction.kinds import CSV, HTML, MAIL, TSV, UNKNOWN, Kind
from bot.extraction.limits import Limits, Unreadable
from bot.extraction.lines import read_lines
from bot.extraction.real_type import binary_kind, ending_of, text_kind
from bot.extraction.tables import read_table
from bot.extraction.web_pages import read_web_page

TextReader = Callable[[str, int], Iterator[Extract]]

# Every kind of text not named here is read line by line.
_TEXT_READERS: Mapping[str, TextReader] = MappingProxyType(
    {CSV.name: read_table, TSV.name: read_table, HTML.name: read_web_page}
)
# What parsing can raise for a file made to break it. The message is inspected all the same.
_BEYOND_A_READER = (
    ArithmeticError,
    LookupError,
    MemoryError,
    RecursionError,
    ValueError,
    csv.Error,
)


def look_inside(attachment: Attachment, content: bytes, limits: Limits) -> Attachment:
    """Return the attachment, READ with its extracts or UNSCANNED with the reason."""
    known = replace(attachment, size=len(content), sha256=hashlib.sha256(content).hexdigest())
    kind = binary_kind(content)
    if kind is not None:
        return unscanned(replace(known, real_type=kind.name), _no_reader(kind, attachment.name))
    try:
        return _read_text(known, content, limits)
    except Unreadable as reason:
        return unscanned(replace(known, real_type=UNKNOWN.name), str(reason))


def unscanned(attachment: Attachment, because: str) -> Attachment:
    """Return the attachment as one whose look failed."""
    return replace(attachment, reading=Reading.UNSCANNED, because=because, extracts=())


def _read_text(attachment: Attachment, content: bytes, limits: Limits) -> Attachment:
    if len(content) > limits.max_bytes:
        raise Unreadable(too_large(len(content), limits))
    text = decode(content)
    kind = text_kind(attachment.name)
    known = replace(attachment, real_type=kind.name)
    if kind is MAIL:  # its parts are encoded: reading it as lines would miss them
        return unscanned(known, _no_reader(kind, attachment.name))
    reader = _TEXT_READERS.get(kind.name, read_lines)
    try:
        extracts = tuple(reader(text, limits.max_characters))
    except Unreadable as reason:
        return unscanned(known, str(reason))
    except _BEYOND_A_READER as fault:
        return unscanned(known, f"its reader failed on it ({type(fault).__name__})")
    return replace(known, reading=Reading.READ, because="", extracts=extracts)


def too_large(size: int, limits: Limits) -> str:
    """Say that a file is over the limit."""
    return f"it is too large: {size:,} bytes, of which at most {limits.max_bytes:,} are read"


def _no_reader(kind: Kind, name: str) -> str:
    reason = f"no reader for {kind.title} yet"
    if kind.is_named(ending_of(name)):
        return reason
    return f"{reason}; by its name it claims to be something else (really: {kind.name})"
