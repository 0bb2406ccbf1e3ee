"""Hands events from the queue to their platform's handler: the edge of the event loop."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from bot.domain.event import ClaimedEvent
from bot.domain.message import Platform
from bot.errors import ChatwardenError, MalformedEvent, TryLater
from bot.ports import Clock, EventHandler, EventQueue, Meter

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much at once, how often, how long."""

    at_once: int = 16
    failures: int = 6
    # A platform that asks to wait does not fail; but it does not ask for ever either.
    attempts: int = 200
    first_pause: timedelta = timedelta(seconds=1)
    longest_pause: timedelta = timedelta(minutes=5)
    # A platform may ask to wait for ever, or for no number at all.
    longest_wait: timedelta = timedelta(hours=1)
    handling: timedelta = timedelta(minutes=2)
    grace: timedelta = timedelta(seconds=10)
    idle: timedelta = timedelta(seconds=5)


@dataclass(slots=True, kw_only=True)
class Workers:
    """Takes events from the queue until it is stopped."""

    queue: EventQueue
    handlers: Mapping[Platform, EventHandler]
    clock: Clock
    meter: Meter
    limits: Limits = field(default_factory=Limits)
    _stopping: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _in_hand: set[asyncio.Task[None]] = field(default_factory=set, init=False)
    _failures: dict[int, int] = field(default_factory=dict, init=False)

    async def run(self) -> None:
        """Take up what a dead process left, then handle events until `stop` is called."""
        recovered = await self.queue.recover()
        log.info("workers started", count=recovered)
        stopped = asyncio.create_task(self._stopping.wait())
        try:
            await self._take_events(stopped)
        finally:
            stopped.cancel()
            await self._finish()

    async def stop(self) -> None:
        """Take no more events; `run` returns when what is in hand is done, or its time is up."""
        self._stopping.set()

    async def _take_events(self, stopped: asyncio.Task[bool]) -> None:
        while not self._stopping.is_set():
            free = self.limits.at_once - len(self._in_hand)
            claimed = await self._claim(free) if free else ()
            for one in claimed:
                self._start(one)
            if len(claimed) < free or not free:
                await self._pause(stopped, is_full=len(self._in_hand) >= self.limits.at_once)

    def _start(self, claimed: ClaimedEvent) -> None:
        task = asyncio.create_task(self._handle(claimed))
        self._in_hand.add(task)
        task.add_done_callback(self._in_hand.discard)

    async def _claim(self, limit: int) -> Sequence[ClaimedEvent]:
        try:
            return await self.queue.claim(limit)
        except Exception as fault:  # noqa: BLE001 -- a full disk must not end the loop
            log.warning("events cannot be claimed", error=type(fault).__name__)
            await asyncio.sleep(self.limits.first_pause.total_seconds())
            return ()

    async def _pause(self, stopped: asyncio.Task[bool], *, is_full: bool) -> None:
        """Wait for an event, or for a free hand, or for the end."""
        waited: set[asyncio.Task[None]] = set(self._in_hand)
        if not is_full:
            waited = {asyncio.create_task(self.queue.wait(self.limits.idle))}
        await asyncio.wait({*waited, stopped}, return_when=asyncio.FIRST_COMPLETED)
        if not is_full:
            for task in waited:
                task.cancel()

    async def _finish(self) -> None:
        if self._in_hand:
            await asyncio.wait(set(self._in_hand), timeout=self.limits.grace.total_seconds())
        late = set(self._in_hand)
        for task in late:  # stays claimed; the next start takes it up again
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        log.info("workers stopped", count=len(late))

    async def _handle(self, claimed: ClaimedEvent) -> None:
        started = time.perf_counter()
        waited = (self.clock.now() - claimed.event.received_at).total_seconds()
        self.meter.took("waiting", max(waited, 0.0))
        fault = await self._attempt(claimed)
        self.meter.took("handling", time.perf_counter() - started)
        await self._settle_surely(claimed, fault)

    async def _attempt(self, claimed: ClaimedEvent) -> Exception | None:
        handler = self.handlers.get(claimed.event.platform)
        if handler is None:
            return MalformedEvent("No adapter is running for its platform.")
        try:
            async with asyncio.timeout(self.limits.handling.total_seconds()):
                await handler.handle(claimed.event)
        except asyncio.CancelledError as fault:
            if _is_being_stopped():
                raise
            # Something inside the handler was cancelled: a failure like any other.
            return Interrupted().with_traceback(fault.__traceback__)
        except Exception as fault:  # noqa: BLE001 -- one event must not take the others with it
            return fault
        return None

    async def _settle_surely(self, claimed: ClaimedEvent, fault: Exception | None) -> None:
        """Tell the queue what became of the event, again and again if it cannot be told."""
        # Once for the event: a queue that cannot be told is no failure of the handler.
        pause = self._pause_after(claimed, fault) if fault else None
        while True:
            try:
                outcome = await self._settle(claimed, fault, pause)
            except Exception as trouble:  # noqa: BLE001 -- an unsettled event would block its lane
                log.warning("an event cannot be settled", error=type(trouble).__name__)
            else:
                self.meter.count("events", outcome=outcome)
                return
            await asyncio.sleep(self.limits.first_pause.total_seconds())

    async def _settle(
        self, claimed: ClaimedEvent, fault: Exception | None, pause: timedelta | None
    ) -> str:
        if fault is None:
            await self.queue.done(claimed.number)
            self._failures.pop(claimed.number, None)
            return "done"
        reason = describe(fault)
        if pause is None:
            log.error("event set aside", **_named(claimed, fault))
            await self.queue.set_aside(claimed.number, because=reason)
            self._failures.pop(claimed.number, None)
            return "set_aside"
        log.warning("event will be tried again", **_named(claimed, fault))
        await self.queue.retry(claimed.number, at=self.clock.now() + pause, because=reason)
        return "retry"

    def _pause_after(self, claimed: ClaimedEvent, fault: Exception) -> timedelta | None:
        """Return how long to wait before the next attempt; None if there is to be none."""
        if isinstance(fault, MalformedEvent) or claimed.attempt >= self.limits.attempts:
            return None
        if isinstance(fault, TryLater):
            return self._bounded(fault.after)
        failures = self._failures[claimed.number] = self._failures.get(claimed.number, 0) + 1
        if failures >= self.limits.failures:
            return None
        return min(self.limits.first_pause * 2.0 ** (failures - 1), self.limits.longest_pause)

    def _bounded(self, seconds: float) -> timedelta:
        if math.isnan(seconds):
            return self.limits.first_pause
        longest = self.limits.longest_wait.total_seconds()
        return timedelta(seconds=min(max(seconds, 0.0), longest))


class Interrupted(ChatwardenError):
    """The handling was interrupted from within."""


def _is_being_stopped() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def describe(fault: Exception) -> str:
    """Return what may be kept and shown about a failure.

    Never the exception's own text: it may quote the message it failed on.
    """
    name = type(fault).__name__
    if isinstance(fault, ChatwardenError):
        return f"{name}: {(type(fault).__doc__ or '').strip()}"
    return f"{name} in {_place(fault)}"


def _place(fault: Exception) -> str:
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}, line {trace.tb_lineno}"


def _named(claimed: ClaimedEvent, fault: Exception) -> dict[str, str | int]:
    return {
        "number": claimed.number,
        "platform": claimed.event.platform.value,
        "attempt": claimed.attempt,
        "cause": describe(fault),
    }
