"""Finds the pictures in a stream of an old office file by how they begin and end."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise

from bot.extraction.allowance import Allowance
from bot.extraction.office.embedded import is_worth_a_look
from bot.extraction.pieces import Member, Piece
from bot.extraction.places import joined

_BEGIN = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff[\xe0-\xef\xdb]")
_PNG_END = b"IEND\xaeB`\x82"
_JPEG_END = b"\xff\xd9"


def pictures_in(stream: bytes, place: str, allowance: Allowance) -> Iterator[Piece]:
    """Return each picture as a file within; a JPEG goes on to its last end before the next one."""
    starts = [match.start() for match in _BEGIN.finditer(stream)]
    for number, (start, until) in enumerate(pairwise([*starts, len(stream)]), 1):
        is_png = stream[start] == 0x89  # noqa: PLR2004 - the first byte of the mark above
        mark = _PNG_END if is_png else _JPEG_END
        end = stream.rfind(mark, start, until)
        content = stream[start : end + len(mark) if end >= 0 else until]
        if is_worth_a_look(len(content)):
            name = f"picture{number}.{'png' if is_png else 'jpg'}"
            path = allowance.unpack(io.BytesIO(content))
            yield Member(joined(place, f"picture {number}"), name, path)
