"""An event as it came in: written down before it is acknowledged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.message import Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundEvent:
    """A platform's event, unread. `id` is the platform's own, unique within platform and tenant.

    `lane` orders events: those of one lane (a conversation) are handled one after the other.
    """

    platform: Platform
    tenant: str
    id: str
    kind: str
    body: bytes
    received_at: datetime
    lane: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedEvent:
    """An event taken up for handling; `attempt` counts from 1."""

    number: int
    event: InboundEvent
    attempt: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An event that kept failing: shown to the admin with its reason, never dropped."""

    number: int
    platform: Platform
    tenant: str
    kind: str
    received_at: datetime
    attempts: int
    because: str
