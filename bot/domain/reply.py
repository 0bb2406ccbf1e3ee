"""What an author answers to a warning."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.message import MessageRef


class ReplyKind(StrEnum):
    """The three buttons of a warning."""

    REMOVE = "remove"  # remove it for me
    NEEDED = "needed"  # it is needed, because…
    NOT_CONFIDENTIAL = "not_confidential"  # this is not confidential


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorReply:
    """The author's answer; `reason` only where they gave one."""

    ref: MessageRef
    kind: ReplyKind
    by: str
    at: datetime
    reason: str = ""
