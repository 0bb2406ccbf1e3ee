"""What Graph tells of, and what we tell ourselves to fetch, as events of the queue."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.errors import MalformedEvent
from bot.teams.graph.addresses import Where
from bot.teams.identity import Raw, node, text_of

GRAPH_MESSAGE = "graph-message"
GRAPH_LIFECYCLE = "graph-lifecycle"
GRAPH_BACKFILL = "graph-backfill"


def message_event(
    tenant: str, where: Where, content: Raw | None, *, now: datetime, told: Raw | None = None
) -> InboundEvent:
    """Return a message as it stands; without its content it will be read from Graph.

    However often one state of a message is told of, by whatever way, it is one event. A message
    without content goes by what was told, and by the minute it was told in.
    """
    state = text_of(content or {}, "lastModifiedDateTime")
    if not state:
        said = json.dumps([told or content, now.strftime("%Y%m%d%H%M")], sort_keys=True)
        state = sha256(said.encode()).hexdigest()[:32]
    return _event(
        tenant,
        f"graph:{where.conversation}:{where.message}:{state}",
        GRAPH_MESSAGE,
        {"where": asdict(where), "content": content},
        now=now,
        # The lane of the bot's own events of that place: one after the other, whoever tells.
        lane=where.conversation,
    )


def lifecycle_event(tenant: str, told: Raw, *, now: datetime) -> InboundEvent:
    """Return what became of a subscription; told twice within a minute it is one event."""
    body = {name: text_of(told, name) for name in ("lifecycleEvent", "subscriptionId")}
    number = ":".join((*body.values(), now.strftime("%Y%m%d%H%M")))
    lane = f"{GRAPH_LIFECYCLE}:{tenant}"
    return _event(tenant, f"{GRAPH_LIFECYCLE}:{number}", GRAPH_LIFECYCLE, body, now=now, lane=lane)


def backfill_event(
    tenant: str, *, since: datetime, now: datetime, resource: str = "", where: Where | None = None
) -> InboundEvent:
    """Return the order to fetch what was written since then: everywhere, or in one place."""
    body = {
        "resource": resource,
        "since": since.isoformat(),
        "where": asdict(where) if where else None,
    }
    place = where.conversation if where else resource
    number = f"{GRAPH_BACKFILL}:{place}:{since.isoformat()}"
    return _event(tenant, number, GRAPH_BACKFILL, body, now=now, lane=f"{GRAPH_BACKFILL}:{place}")


def where_of(body: Raw) -> Where | None:
    """Return the place an event is about; raises MalformedEvent."""
    told = node(body, "where")
    if not told:
        return None
    try:
        return Where(**{str(name): str(value) for name, value in told.items()})
    except TypeError:
        raise MalformedEvent from None


def since_of(body: Raw) -> datetime:
    """Return since when something is to be fetched; raises MalformedEvent."""
    try:
        return datetime.fromisoformat(text_of(body, "since"))
    except ValueError:
        raise MalformedEvent from None


def moment_of(told: str) -> datetime | None:
    """Return a moment as Graph writes it; None for anything else."""
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _event(
    tenant: str,
    number: str,
    kind: str,
    body: Mapping[str, Any],
    *,
    now: datetime,
    lane: str,
) -> InboundEvent:
    return InboundEvent(
        platform=Platform.TEAMS,
        tenant=tenant,
        id=number,
        kind=kind,
        body=json.dumps(body).encode(),
        received_at=now,
        lane=lane,
    )
