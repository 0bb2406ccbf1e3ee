"""Which events are handled, and how each is written down."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.errors import MalformedEvent
from bot.slack.identity import Payload, tenant_of

ANSWER = "answer"
RATE_LIMITED = "app_rate_limited"

# Every `event.type` that has a handler; anything else is acknowledged and counted.
HANDLED = frozenset(
    {
        "app_home_opened",
        "app_uninstalled",
        "channel_created",
        "channel_id_changed",
        "channel_left",
        "channel_shared",
        "channel_unshared",
        "file_shared",
        "group_left",
        "member_joined_channel",
        "member_left_channel",
        "message",
        "team_access_granted",
        "team_access_revoked",
        "team_join",
        "tokens_revoked",
        "user_change",
        RATE_LIMITED,
    }
)


def kind_of(body: Payload) -> str:
    """Return the type of the event a payload carries; empty where it carries none."""
    if body.get("type") == RATE_LIMITED:
        return RATE_LIMITED
    event = body.get("event")
    return str(event.get("type") or "") if isinstance(event, Mapping) else ""


def to_inbound(body: Payload, raw: bytes, now: datetime) -> InboundEvent:
    """Return the event as it is written down; raises MalformedEvent."""
    tenant = tenant_of(body)
    if not tenant:
        raise MalformedEvent("It names no workspace.")
    kind = kind_of(body)
    event = body.get("event") if isinstance(body.get("event"), Mapping) else {}
    return InboundEvent(
        platform=Platform.SLACK,
        tenant=tenant,
        id=_id_of(body, kind),
        kind=kind,
        body=raw,
        received_at=now,
        lane=_lane_of(kind, event or {}),
    )


def read_body(event: InboundEvent) -> dict[str, Any]:
    """Return the payload that was written down; raises MalformedEvent."""
    try:
        body = json.loads(event.body)
    except ValueError:
        raise MalformedEvent from None
    if not isinstance(body, dict):
        raise MalformedEvent
    return body


def _id_of(body: Payload, kind: str) -> str:
    if kind == RATE_LIMITED:
        return f"{RATE_LIMITED}:{body.get('minute_rate_limited')}"
    found = body.get("event_id")
    if not isinstance(found, str) or not found:
        raise MalformedEvent("It has no event_id.")
    return found


def _lane_of(kind: str, event: Mapping[str, Any]) -> str:
    """Messages of a channel one after the other; a file waits for its message in its own lane."""
    if kind == "file_shared":
        return f"file:{event.get('file_id')}"
    channel = event.get("channel") or event.get("channel_id")
    return str(channel.get("id") if isinstance(channel, Mapping) else channel or kind)
