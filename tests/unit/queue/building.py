"""A queue with workers whose handler does what it is told."""

import asyncio
from datetime import timedelta

from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.queue.embedded import EmbeddedQueue
from bot.queue.workers import Limits, Workers
from bot.store.sealed import AesGcmSealer
from tests.builders import NOON
from tests.fakes import CountingMeter

SECRET = "417-28-6153"
QUICK = {"first_pause": timedelta(milliseconds=1), "idle": timedelta(milliseconds=20)}


class Script:
    """A handler that does what it is told for each attempt at an event; then it succeeds."""

    def __init__(self, **steps):
        self.steps = {name: list(todo) for name, todo in steps.items()}
        self.seen = []

    async def handle(self, event):
        self.seen.append(event.id)
        todo = self.steps.get(event.id)
        step = todo.pop(0) if todo else None
        if isinstance(step, Exception):
            raise step
        if step is not None:
            await step()


class House:
    """A queue, its workers and what they tell."""

    def __init__(self, database, clock):
        self.clock = clock
        self.meter = CountingMeter()
        self.queue = EmbeddedQueue(database, AesGcmSealer([b"k" * 32]), clock)

    async def put(self, *names, **changes):
        defaults = {"platform": Platform.LOCAL, "tenant": "T1", "kind": "message"}
        defaults |= {"body": SECRET.encode(), "received_at": NOON, "lane": ""}
        for name in names:
            await self.queue.put(InboundEvent(**defaults | {"id": name} | changes))

    def hire(self, handler, **limits):
        return Workers(
            queue=self.queue,
            handlers={Platform.LOCAL: handler},
            clock=self.clock,
            meter=self.meter,
            limits=Limits(**QUICK | limits),
        )

    async def work(self, handler, **limits):
        """Let workers run until nothing is left to do; time passes with every look."""
        workers = self.hire(handler, **limits)
        running = asyncio.create_task(workers.run())
        async with asyncio.timeout(20):
            while await self.queue.backlog():
                self.clock.advance(seconds=60)
                await asyncio.sleep(0.01)
        await workers.stop()
        await running

    def outcomes(self):
        return {
            dict(labels)["outcome"]: count
            for (name, *labels), count in self.meter.counts.items()
            if name == "events"
        }
