"""Serves several callers with one call: what waits while a batch runs becomes the next batch."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Generic, TypeVar

_IDLE_SECONDS = 0.1  # since the last batch: an office that writes now and then waits for nobody
_GATHERING_SECONDS = 0.03
_COMPANY = 8

Given = TypeVar("Given")
Made = TypeVar("Made")


class Batcher(Generic[Given, Made]):
    """Runs a batch function in one worker thread; an idle one starts at once."""

    def __init__(self, run: Callable[[Sequence[Given]], list[Made]], *, at_most: int) -> None:
        self._run = run
        self._at_most = at_most
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="batch")
        self._waiting: deque[tuple[Given, asyncio.Future[Made]]] = deque()
        self._serving: asyncio.Task[None] | None = None
        self._ended = float("-inf")

    def submit(self, items: Sequence[Given]) -> list[asyncio.Future[Made]]:
        """Queue the items; one future each. A cancelled future's item is not run any more."""
        loop = asyncio.get_running_loop()
        futures: list[asyncio.Future[Made]] = [loop.create_future() for _ in items]
        self._waiting.extend(zip(items, futures, strict=True))
        if self._serving is None:
            self._serving = loop.create_task(self._serve())
        return futures

    def close(self) -> None:
        """Let the worker thread end."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _serve(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            while self._waiting:
                await self._gather()
                batch = self._next()
                made = await loop.run_in_executor(self._pool, self._attempt, [g for g, _ in batch])
                for (_, future), one in zip(batch, made, strict=True):
                    _settle(future, one)
                self._ended = loop.time()
        finally:
            self._serving = None

    async def _gather(self) -> None:
        """Wait for company when busy: four texts at once cost little more than two alone."""
        idle = asyncio.get_running_loop().time() - self._ended > _IDLE_SECONDS
        if not idle and len(self._waiting) < _COMPANY:
            await asyncio.sleep(_GATHERING_SECONDS)

    def _next(self) -> list[tuple[Given, asyncio.Future[Made]]]:
        batch: list[tuple[Given, asyncio.Future[Made]]] = []
        while self._waiting and len(batch) < self._at_most:
            item, future = self._waiting.popleft()
            if not future.done():
                batch.append((item, future))
        return batch

    def _attempt(self, items: list[Given]) -> Sequence[Made | Exception]:
        try:
            return self._run(items)
        except Exception as error:  # noqa: BLE001 - a foreign pipeline may raise anything
            if len(items) == 1:
                return [error]
        # One odd text must not cost the others of its batch their look.
        return [one for item in items for one in self._attempt([item])]


def _settle(future: asyncio.Future[Made], made: Made | Exception) -> None:
    if future.done():  # its caller gave up waiting
        return
    if isinstance(made, Exception):
        future.set_exception(made)
    else:
        future.set_result(made)
