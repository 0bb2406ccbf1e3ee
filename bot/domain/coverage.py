"""What the bot could not see; a look that failed is not a clean look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.message import Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageGap:
    """A conversation, or a whole tenant where `conversation` is empty, unseen for a while.

    `until` is None while the gap lasts; `way_round` says what the admin can do about it.
    """

    platform: Platform
    tenant: str
    conversation: str = ""
    since: datetime
    until: datetime | None = None
    because: str
    way_round: str = ""
