"""The queue of a single process: the inbox table of its own database."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Row, delete

from bot.domain.event import ClaimedEvent, InboundEvent, SetAside
from bot.domain.message import Platform
from bot.errors import SealError
from bot.ports import Clock, Sealer
from bot.queue import statements
from bot.queue.inbox import EventStatus, from_micros, inbox, to_micros

T = TypeVar("T")

_REMEMBERED = timedelta(days=7)
_SWEPT_EVERY = timedelta(hours=1)


class Transactions(Protocol):
    """Runs units of work on the database that holds the inbox."""

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Run the work alone and return after it is committed to disk."""
        ...

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run work that only reads."""
        ...


class EmbeddedQueue:
    """Implements the EventQueue port for one process; `recover` it before the first claim."""

    def __init__(self, database: Transactions, sealer: Sealer, clock: Clock) -> None:
        self._database = database
        self._sealer = sealer
        self._clock = clock
        self._wake = asyncio.Event()
        self._swept_at: datetime | None = None

    async def put(self, event: InboundEvent) -> bool:
        """Write the event down, sealed; return False if its id is known."""
        row = self._row(event)
        is_new = await self._database.write(lambda connection: statements.add(connection, row))
        if is_new:
            self._wake.set()
        return is_new

    async def claim(self, limit: int) -> Sequence[ClaimedEvent]:
        """Take up to `limit` due events in order of arrival, at most one of each lane."""
        self._wake.clear()
        now = self._now()
        claimed = await self._database.write(lambda connection: self._take(connection, now, limit))
        opened = [one for one in claimed if one is not None]
        if len(opened) < len(claimed):
            self._wake.set()  # a lane is free
        return opened

    async def wait(self, at_most: timedelta) -> None:
        """Return when an event may be due, at the latest after that long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), at_most.total_seconds())

    async def done(self, number: int) -> None:
        """Dispose of the event's body and remember its id for a week."""
        await self._move(number, EventStatus.DONE, body=None)
        await self._sweep()

    async def retry(self, number: int, *, at: datetime, because: str) -> None:
        """Hand the event out again at that moment."""
        await self._move(number, EventStatus.WAITING, due_at=to_micros(at), because=because)
        pause = (at - self._clock.now()).total_seconds()
        asyncio.get_running_loop().call_later(max(pause, 0.0), self._wake.set)

    async def set_aside(self, number: int, *, because: str) -> None:
        """Keep the event for a person to look at; hand it out no more."""
        await self._move(number, EventStatus.SET_ASIDE, because=because)

    async def list_set_aside(self) -> Sequence[SetAside]:
        """Return what was set aside, newest first."""
        query = statements.set_aside_events()
        rows = await self._database.read(lambda connection: connection.execute(query).all())
        return [_set_aside(row) for row in rows]

    async def count_set_aside(self) -> int:
        """Return how many events are set aside."""
        query = statements.count_set_aside()
        return await self._database.read(lambda connection: connection.scalar(query)) or 0

    async def requeue(self, number: int) -> None:
        """Hand out again what was set aside, as if it had just come."""
        changes = {"status": EventStatus.WAITING.value, "due_at": self._now(), "because": ""}
        changes |= {"attempts": 0, "crashes": 0}
        await self._database.write(
            lambda connection: statements.move(connection, number, EventStatus.SET_ASIDE, **changes)
        )
        self._wake.set()

    async def recover(self) -> int:
        """Hand out again what a dead process had claimed; return how many."""
        now = self._now()
        count = await self._database.write(lambda connection: statements.take_back(connection, now))
        self._wake.set()
        return count

    async def backlog(self) -> int:
        """Return how many events wait or are being handled."""
        query = statements.open_events()
        return await self._database.read(lambda connection: connection.scalar(query)) or 0

    async def forget(self, platform: Platform, tenant: str) -> None:
        """Dispose of everything of that tenant."""
        statement = delete(inbox).where(
            inbox.c.platform == platform.value, inbox.c.tenant == tenant
        )
        await self._database.write(lambda connection: connection.execute(statement).rowcount)

    def _take(self, connection: Connection, now: int, limit: int) -> list[ClaimedEvent | None]:
        rows = statements.take(connection, now, limit)
        return [self._opened(connection, row) for row in rows]

    def _opened(self, connection: Connection, row: Row[Any]) -> ClaimedEvent | None:
        try:
            return self._claimed(row)
        except SealError as fault:  # one that cannot be opened must not hold up the others
            # In the transaction that took it: failing later, it would stay in hand with nobody.
            changes = {"status": EventStatus.SET_ASIDE.value, "because": str(fault)}
            statements.move(connection, row.number, EventStatus.HANDLING, **changes)
            return None

    async def _move(self, number: int, to: EventStatus, **changes: object) -> None:
        changes = {"status": to.value, "due_at": self._now()} | changes
        await self._database.write(
            lambda connection: statements.move(connection, number, EventStatus.HANDLING, **changes)
        )
        self._wake.set()  # its lane is free

    async def _sweep(self) -> None:
        now = self._clock.now()
        if self._swept_at is not None and now < self._swept_at + _SWEPT_EVERY:
            return
        self._swept_at = now
        before = to_micros(now - _REMEMBERED)
        await self._database.write(lambda connection: statements.forget_done(connection, before))

    def _now(self) -> int:
        return to_micros(self._clock.now())

    def _row(self, event: InboundEvent) -> dict[str, Any]:
        received = to_micros(event.received_at)
        return {
            "platform": event.platform.value,
            "tenant": event.tenant,
            "event": event.id,
            "kind": event.kind,
            "lane": event.lane,
            "body": self._sealer.seal(
                event.body, tenant=event.tenant, context=_place(event.platform, event.id)
            ),
            "received_at": received,
            "due_at": self._now(),
            "status": EventStatus.WAITING.value,
            "attempts": 0,
            "crashes": 0,
            "because": "",
        }

    def _claimed(self, row: Row[Any]) -> ClaimedEvent:
        platform = Platform(row.platform)
        event = InboundEvent(
            platform=platform,
            tenant=row.tenant,
            id=row.event,
            kind=row.kind,
            body=self._sealer.open(
                row.body, tenant=row.tenant, context=_place(platform, row.event)
            ),
            received_at=from_micros(row.received_at),
            lane=row.lane,
        )
        return ClaimedEvent(number=row.number, event=event, attempt=row.attempts)


def _set_aside(row: Row[Any]) -> SetAside:
    return SetAside(
        number=row.number,
        platform=Platform(row.platform),
        tenant=row.tenant,
        kind=row.kind,
        received_at=from_micros(row.received_at),
        attempts=row.attempts,
        because=row.because,
    )


def _place(platform: Platform, event_id: str) -> str:
    return f"inbox|body|{platform.value}/{event_id}"
