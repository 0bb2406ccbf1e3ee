"""Opens the database and runs units of work on it, one writer at a time.

A unit of work is a plain function of a connection. Writes that come together share one
transaction and so one sync to disk: `write` returns only after the commit.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, event
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import StoreError
from bot.store.schema import migrate

T = TypeVar("T")
Work = Callable[[Connection], T]

_MOST_IN_ONE_COMMIT = 64
_BUSY_MS = 5000
_PRAGMAS = (
    f"PRAGMA busy_timeout = {_BUSY_MS}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit is on the disk before an event is acknowledged
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # disposed of means overwritten
)


@dataclass(frozen=True, slots=True)
class _Job:
    work: Work[Any]
    done: asyncio.Future[Any]


class Database:
    """An open database; close it when done."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        # Taken at the start of every writing transaction, so that it never has to be begun anew.
        self._writing = engine.execution_options(chatwarden_begin="BEGIN IMMEDIATE")
        self._waiting: deque[_Job] = deque()
        self._writer: asyncio.Task[None] | None = None

    async def write(self, work: Work[T]) -> T:
        """Run the work in a transaction and return after it is committed.

        The work may be run again alone if another of its group failed: it must do nothing but
        speak to the connection. A caller that is cancelled does not take its work back.
        """
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Job(work, done))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write_all())
        return cast("T", await done)

    async def read(self, work: Work[T]) -> T:
        """Run the work on one consistent view of the database; it must not write."""
        async with self._engine.connect() as connection:
            return await connection.run_sync(work)

    async def close(self) -> None:
        """Finish what is being written, then let go of the file."""
        while self._writer is not None and not self._writer.done():
            await asyncio.wait({self._writer})
        await self._engine.dispose()

    async def _write_all(self) -> None:
        while self._waiting:
            size = min(len(self._waiting), _MOST_IN_ONE_COMMIT)
            await self._settle([self._waiting.popleft() for _ in range(size)])

    async def _settle(self, jobs: list[_Job]) -> None:
        commit = asyncio.create_task(self._commit(jobs))
        await asyncio.wait({commit})
        fault = commit.exception()
        if fault is None:
            for job, value in zip(jobs, commit.result(), strict=True):
                if not job.done.done():
                    job.done.set_result(value)
        elif len(jobs) > 1:  # one of them spoilt it: nothing was committed, so each goes alone
            for job in jobs:
                await self._settle([job])
        elif not jobs[0].done.done():
            jobs[0].done.set_exception(fault)

    async def _commit(self, jobs: list[_Job]) -> list[Any]:
        async with self._writing.begin() as connection:
            return await connection.run_sync(_run_all, jobs)


def _run_all(connection: Connection, jobs: list[_Job]) -> list[Any]:
    return [job.work(connection) for job in jobs]


async def open_database(url: str) -> Database:
    """Open the database, creating and migrating it as needed.

    Raises StoreError if the file is not ours, was written by a newer version, or cannot be
    written.
    """
    address = _checked(url)
    _create_privately(Path(address.database or ""))
    engine = create_async_engine(address)
    event.listen(engine.sync_engine, "connect", _prepare)
    event.listen(engine.sync_engine, "begin", _begin)
    database = Database(engine)
    async with AsyncExitStack() as on_failure:
        on_failure.push_async_callback(database.close)
        await migrate(engine)
        on_failure.pop_all()
    return database


def _checked(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:  # its text would quote the address, password included
        raise StoreError("The address is not one of a database.") from None
    if address.get_backend_name() != "sqlite":
        raise StoreError(f"{address.get_backend_name()} is not supported yet; use SQLite.")
    if address.database in (None, "", ":memory:"):
        raise StoreError("It must be a file: what is kept in memory is lost in a crash.")
    return address.set(drivername="sqlite+aiosqlite")


def _create_privately(path: Path) -> None:
    try:
        path.touch(mode=0o600)
    except OSError as fault:
        raise StoreError(f"{path} cannot be written: {fault.strerror}.") from None


def _prepare(connection: AsyncAdapt_aiosqlite_connection, _record: object) -> None:
    # The driver's own habit of beginning transactions late is switched off; _begin does it.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(options.get("chatwarden_begin", "BEGIN"))
