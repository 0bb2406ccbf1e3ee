"""What somebody asks for from a message's menu: that it is looked at, or kept as a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.message import Author, MessageRef


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Somebody holds that a message may not belong there; `note` says why, in their words."""

    ref: MessageRef
    by: Author
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEntry:
    """Somebody wants a message kept as a record; `note` says of what, where they said it."""

    ref: MessageRef
    by: Author
    at: datetime
    note: str = ""
