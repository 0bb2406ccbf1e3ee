"""Fetches what was written while nobody told of it: channels by what changed, chats by time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.event import InboundEvent
from bot.errors import PlatformRefused
from bot.ports import Clock, EventQueue
from bot.teams.graph.addresses import Where, where_in
from bot.teams.graph.client import FORBIDDEN, NOT_FOUND, Graph
from bot.teams.graph.events import backfill_event, message_event, since_of, where_of
from bot.teams.graph.gaps import CHATS, TEAMS, Gaps
from bot.teams.graph.places import Places
from bot.teams.identity import Raw, nodes, text_of

_PAGE = "50"
_NOT_GRANTED = "the tenant has not granted reading it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfill:
    """Puts what it finds into the queue; what was handled already is known there, or after it."""

    graph: Graph
    places: Places
    gaps: Gaps
    queue: EventQueue
    clock: Clock

    async def on_order(self, event: InboundEvent, body: Raw) -> None:
        """Fetch one place, or order every place of a resource to be fetched; raises TryLater."""
        where, since = where_of(body), since_of(body)
        if where is not None:
            await self._fetch(event.tenant, where, since)
            return
        resource = text_of(body, "resource")
        for place in await self.places.everywhere(event.tenant):
            if _belongs(place, resource):
                order = backfill_event(event.tenant, since=since, now=self.clock.now(), where=place)
                await self.queue.put(order)

    async def _fetch(self, tenant: str, where: Where, since: datetime) -> None:
        try:
            async for content in self._changed(tenant, where, since):
                await self._put(tenant, content)
        except PlatformRefused as refusal:
            if refusal.code in NOT_FOUND:
                return  # the place itself is gone
            because = _NOT_GRANTED if refusal.code == FORBIDDEN else refusal.code
            await self.gaps.not_fetched(tenant, where.conversation, since, because)

    async def _changed(self, tenant: str, where: Where, since: datetime) -> AsyncIterator[Raw]:
        bound = f"lastModifiedDateTime gt {_written(since)}"
        if where.group:
            path = f"{where.place_path}/messages/delta"
            found = self.graph.pages(tenant, path, top=_PAGE, expand="replies", filter=bound)
        else:  # chats tell no changes; they can be asked by time, if in that order
            path = f"{where.place_path}/messages"
            order = "lastModifiedDateTime desc"
            found = self.graph.pages(tenant, path, top=_PAGE, orderby=order, filter=bound)
        async for content in found:
            yield content
            for reply in nodes(content, "replies"):
                yield reply

    async def _put(self, tenant: str, content: Raw) -> None:
        where = where_in(content)
        if where is not None:
            await self.queue.put(message_event(tenant, where, content, now=self.clock.now()))


def _belongs(place: Where, resource: str) -> bool:
    if resource == TEAMS:
        return bool(place.group)
    if resource == CHATS:
        return not place.group
    return resource == place.resource


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
