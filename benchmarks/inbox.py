"""How fast the inbox takes, hands out and settles events: `python -m benchmarks.inbox [events]`."""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import quantiles

from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.queue.embedded import EmbeddedQueue
from bot.queue.workers import Workers
from bot.store.engine import open_database
from bot.store.sealed import AesGcmSealer

_PUTTING_AT_ONCE = 50
_STEADY_RATE = 100.0
_BODY = b'{"text": "' + b"x" * 600 + b'"}'


class WallClock:
    """The real time."""

    def now(self) -> datetime:
        """Return it."""
        return datetime.now(UTC)


class DeafMeter:
    """Hears nothing."""

    def count(self, name: str, /, **labels: str) -> None:
        """Do nothing."""

    def took(self, name: str, seconds: float, /, **labels: str) -> None:
        """Do nothing."""


@dataclass
class Stopwatch:
    """Handles an event by noting when that was."""

    handled: dict[str, float] = field(default_factory=dict)

    async def handle(self, event: InboundEvent) -> None:
        """Note the time."""
        self.handled[event.id] = time.perf_counter()


@dataclass
class Load:
    """Puts events and notes when each was asked for and when it was durable."""

    queue: EmbeddedQueue
    asked: dict[str, float] = field(default_factory=dict)
    durable: dict[str, float] = field(default_factory=dict)

    async def put(self, name: str) -> None:
        """Put one event."""
        event = InboundEvent(
            platform=Platform.LOCAL,
            tenant="T1",
            id=name,
            kind="message",
            body=_BODY,
            received_at=datetime.now(UTC),
            lane=f"C{hash(name) % 40}",
        )
        self.asked[name] = time.perf_counter()
        await self.queue.put(event)
        self.durable[name] = time.perf_counter()


async def measure(events: int) -> None:
    """Print both tables: a steady stream, then a burst."""
    with tempfile.TemporaryDirectory() as folder:
        database = await open_database(f"sqlite:///{Path(folder) / 'inbox.db'}")
        sealer = AesGcmSealer([secrets.token_bytes(32)])
        queue = EmbeddedQueue(database, sealer, WallClock())
        watch = Stopwatch()
        workers = Workers(
            queue=queue,
            handlers={Platform.LOCAL: watch},
            clock=WallClock(),
            meter=DeafMeter(),
        )
        running = asyncio.create_task(workers.run())
        await _stream(queue, watch, events)
        await _burst(queue, watch, events)
        await workers.stop()
        await running
        await database.close()


async def _stream(queue: EmbeddedQueue, watch: Stopwatch, events: int) -> None:
    load, began, cpu = Load(queue), time.perf_counter(), time.process_time()
    putting = []
    for number in range(events):
        await asyncio.sleep(max(0.0, began + number / _STEADY_RATE - time.perf_counter()))
        putting.append(asyncio.create_task(load.put(f"stream-{number}")))
    await asyncio.gather(*putting)
    await _until_idle(queue)
    spent = (time.process_time() - cpu) / events
    print(f"stream of {events} events at {_STEADY_RATE:.0f}/s, {spent * 1000:.2f} ms CPU each")
    _print_times("  put to durable", load.asked, load.durable)
    _print_times("  put to handled", load.asked, watch.handled)


async def _burst(queue: EmbeddedQueue, watch: Stopwatch, events: int) -> None:
    load, began = Load(queue), time.perf_counter()
    gate = asyncio.Semaphore(_PUTTING_AT_ONCE)

    async def put(number: int) -> None:
        async with gate:
            await load.put(f"burst-{number}")

    await asyncio.gather(*(put(number) for number in range(events)))
    written = time.perf_counter() - began
    await _until_idle(queue)
    ended = max(watch.handled.values()) - began
    print(f"burst of {events} events from {_PUTTING_AT_ONCE} at once")
    print(f"  written {events / written:.0f}/s, done {events / ended:.0f}/s")
    _print_times("  put to durable", load.asked, load.durable)


async def _until_idle(queue: EmbeddedQueue) -> None:
    while await queue.backlog():
        await queue.wait(timedelta(milliseconds=20))


def _print_times(name: str, began: dict[str, float], ended: dict[str, float]) -> None:
    taken = sorted((ended[key] - start) * 1000 for key, start in began.items())
    cuts = quantiles(taken, n=100)
    print(f"{name}: p50 {cuts[49]:.1f} ms, p99 {cuts[98]:.1f} ms, most {taken[-1]:.1f} ms")


if __name__ == "__main__":
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    asyncio.run(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 2000))
