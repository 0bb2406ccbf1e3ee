"""Hands blocking input to the event loop, in batches of whatever is there."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.errors import ScanInputError

T = TypeVar("T")
_READ_AHEAD = 4


@dataclass(frozen=True, slots=True)
class _End:
    is_complete: bool


@dataclass(slots=True)
class _Feed(Generic[T]):
    """A bounded line between the thread that reads and the loop that scans."""

    items: Iterable[T]
    room: threading.Semaphore
    loop: asyncio.AbstractEventLoop
    queue: asyncio.Queue[T | _End] = field(default_factory=asyncio.Queue)
    is_over: threading.Event = field(default_factory=threading.Event)

    def pump(self) -> None:
        """Read until the input ends or nobody waits for it any more."""
        end = _End(is_complete=False)
        try:
            for item in self.items:
                self.room.acquire()
                if self.is_over.is_set():
                    return
                self.loop.call_soon_threadsafe(self.queue.put_nowait, item)
            end = _End(is_complete=True)
        finally:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits
                self.loop.call_soon_threadsafe(self.queue.put_nowait, end)

    def take(self, first: T, most: int) -> tuple[list[T], _End | None]:
        """Return the first item and what else is there, and the end if it is reached."""
        batch = [first]
        while len(batch) < most and not self.queue.empty():
            item = self.queue.get_nowait()
            if isinstance(item, _End):
                return batch, item
            batch.append(item)
        return batch, None


async def batches(items: Iterable[T], most: int) -> AsyncIterator[list[T]]:
    """Read the items in a thread of its own and yield them in order, up to `most` at a time.

    A batch never waits to be full: who writes one line and waits for its answer gets it.
    """
    feed = _Feed(items, threading.Semaphore(most * _READ_AHEAD), asyncio.get_running_loop())
    # A daemon: a read that blocks for ever must not keep an interrupted command alive.
    threading.Thread(target=feed.pump, daemon=True, name="scan input").start()
    end: _End | None = None
    try:
        while end is None:
            first = await feed.queue.get()
            if isinstance(first, _End):
                end = first
                break
            batch, end = feed.take(first, most)
            yield batch
            feed.room.release(len(batch))
    finally:
        feed.is_over.set()
        feed.room.release(1)
    if not end.is_complete:
        raise ScanInputError("Reading stopped before the end.")
