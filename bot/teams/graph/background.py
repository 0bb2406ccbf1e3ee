"""Work that is done again and again beside the doors, for as long as the room is open."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.errors import NotInstalled, TryLater

_log = structlog.get_logger(__name__)

Work = Callable[[str], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class _Job:
    """Something to do for a tenant, and how often."""

    work: Work
    tenant: str
    every: timedelta


class Background:
    """Runs jobs; one that fails is named and begun again, since nobody else would renew."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def repeat(self, work: Work, tenant: str, every: timedelta) -> None:
        """Do it now and every so often."""
        self._begin(_Job(work, tenant, every), after=0.0)

    def once(self, work: Callable[[], Awaitable[object]]) -> None:
        """Do it beside what asked for it; where Microsoft asks to wait, it is not done."""
        task = asyncio.get_running_loop().create_task(_run_once(work))
        self._tasks.add(task)
        task.add_done_callback(self._ended_once)

    async def stop(self) -> None:
        """Stop everything."""
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._tasks.clear()

    def _begin(self, job: _Job, *, after: float) -> None:
        task = asyncio.get_running_loop().create_task(_run(job, after))
        self._tasks.add(task)
        task.add_done_callback(lambda ended: self._ended(ended, job))

    def _ended_once(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            _log.error("work in the background failed", error=type(fault).__name__)

    def _ended(self, task: asyncio.Task[None], job: _Job) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            _log.error("work in the background failed", error=type(fault).__name__)
            self._begin(job, after=job.every.total_seconds())


async def _run_once(work: Callable[[], Awaitable[object]]) -> None:
    with suppress(TryLater, NotInstalled):
        await work()


async def _run(job: _Job, after: float) -> None:
    await asyncio.sleep(after)
    while True:
        pause = job.every.total_seconds()
        try:
            await job.work(job.tenant)
        except TryLater as wait:
            pause = min(wait.after, pause)
        except NotInstalled:  # the registration was taken out
            return
        await asyncio.sleep(pause)
