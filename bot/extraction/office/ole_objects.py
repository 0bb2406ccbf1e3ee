"""Objects embedded in an old office file, each in a storage of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import olefile

from bot.extraction.allowance import Allowance
from bot.extraction.limits import LimitReached, Unreadable
from bot.extraction.office.embedded import native
from bot.extraction.office.ole import stream_of
from bot.extraction.pieces import Gap, Piece

_NATIVE = "\x01ole10native"
_BODIES = frozenset({"worddocument", "workbook", "book", "powerpoint document", "package"})


def about_objects(ole: olefile.OleFileIO[Any], allowance: Allowance) -> Iterator[Piece]:
    """Return the files within; a document in a storage cannot be taken out, so it is a gap."""
    number = 0
    for entry in ole.listdir():
        name = entry[-1].lower()
        if len(entry) == 1 or name not in _BODIES | {_NATIVE}:
            continue
        number += 1
        place = f"embedded object {number}"
        if name != _NATIVE:
            yield Gap("an embedded document of the old form is not read", place)
            continue
        try:
            yield native(place, stream_of(ole, *entry), allowance)
        except LimitReached:
            raise
        except Unreadable as reason:
            yield Gap(str(reason), place)
