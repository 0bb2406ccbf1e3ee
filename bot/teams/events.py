"""Which activities are handled, and how each is written down."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.errors import MalformedEvent
from bot.teams.identity import Raw, conversation_of, node, tenant_of, text_of

Handle = Callable[[InboundEvent, Raw], Awaitable[None]]

ANSWER = "answer"
INVOKE = "invoke"
MESSAGE = "message"
MESSAGE_UPDATE = "messageUpdate"
MESSAGE_DELETE = "messageDelete"
CONVERSATION_UPDATE = "conversationUpdate"
INSTALLATION_UPDATE = "installationUpdate"

# Every type of activity that has a handler; anything else is acknowledged and counted.
HANDLED = frozenset(
    {MESSAGE, MESSAGE_UPDATE, MESSAGE_DELETE, CONVERSATION_UPDATE, INSTALLATION_UPDATE}
)


def kind_of(activity: Raw) -> str:
    """Return the type of an activity."""
    return text_of(activity, "type")


def change_of(activity: Raw) -> str:
    """Return what an update is about, as Teams names it."""
    return text_of(node(activity, "channelData"), "eventType")


def to_inbound(activity: Raw, raw: bytes, now: datetime) -> InboundEvent:
    """Return the activity as it is written down; raises MalformedEvent."""
    tenant = tenant_of(activity)
    if not tenant:
        raise MalformedEvent("It names no tenant.")
    conversation = conversation_of(activity)
    return InboundEvent(
        platform=Platform.TEAMS,
        tenant=tenant,
        id=_id_of(activity, raw),
        kind=kind_of(activity),
        body=raw,
        received_at=now,
        lane=conversation,
    )


def read_body(event: InboundEvent) -> dict[str, Any]:
    """Return what was written down; raises MalformedEvent."""
    try:
        body = json.loads(event.body)
    except (ValueError, RecursionError):
        raise MalformedEvent from None
    if not isinstance(body, dict):
        raise MalformedEvent
    return body


def moment_in(activity: Raw) -> datetime | None:
    """Return when it happened, as Teams says."""
    try:
        found = datetime.fromisoformat(text_of(activity, "timestamp"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _id_of(activity: Raw, raw: bytes) -> str:
    """Edits and deletions bear the id of their message, so the moment is part of theirs.

    An activity without a moment of its own goes by its bytes: Teams repeats them as they were.
    """
    moment = text_of(activity, "timestamp") or sha256(raw).hexdigest()[:32]
    parts = (kind_of(activity), conversation_of(activity), text_of(activity, "id"), moment)
    return ":".join((*parts, change_of(activity)) if change_of(activity) else parts)
