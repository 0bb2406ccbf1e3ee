"""Opens the database and runs units of work on it, one writer at a time.

A unit of work is a plain function of a connection. Writes that come together share one
transaction and so one sync to disk: `write` returns only after the commit. The work runs on
threads of our own, one hop for a whole unit: a hop for each statement costs ten times that.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import StoreError
from bot.store.schema import migrate

T = TypeVar("T")
Work = Callable[[Connection], T]

_READERS = 3
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

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # Taken at the start of every writing transaction, so that it never has to be begun anew.
        self._writing = engine.execution_options(chatwarden_begin="BEGIN IMMEDIATE")
        self._write_thread = ThreadPoolExecutor(1, thread_name_prefix="store-write")
        self._read_threads = ThreadPoolExecutor(_READERS, thread_name_prefix="store-read")
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
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._read_threads, _view, self._engine, work)

    async def close(self) -> None:
        """Finish what is being written, then let go of the file."""
        while self._writer is not None and not self._writer.done():
            await asyncio.wait({self._writer})
        self._close_now()

    def _close_now(self) -> None:
        self._write_thread.shutdown()
        self._read_threads.shutdown()
        self._engine.dispose()

    async def _write_all(self) -> None:
        while self._waiting:
            size = min(len(self._waiting), _MOST_IN_ONE_COMMIT)
            await self._settle([self._waiting.popleft() for _ in range(size)])

    async def _settle(self, jobs: list[_Job]) -> None:
        loop = asyncio.get_running_loop()
        commit = loop.run_in_executor(
            self._write_thread, _commit, self._writing, [job.work for job in jobs]
        )
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


def _view(engine: Engine, work: Work[T]) -> T:
    with engine.connect() as connection:
        return work(connection)


def _commit(engine: Engine, works: list[Work[Any]]) -> list[Any]:
    with engine.begin() as connection:
        return [work(connection) for work in works]


async def open_database(url: str) -> Database:
    """Open the database, creating and migrating it as needed.

    Raises StoreError if the file is not ours, was written by a newer version, or cannot be
    written.
    """
    return await asyncio.to_thread(_open, url)


def _open(url: str) -> Database:
    address = _checked(url)
    _create_privately(Path(address.database or ""))
    # An error of the database must not carry the row it failed on into a log.
    engine = create_engine(address, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    with ExitStack() as on_failure:
        on_failure.callback(engine.dispose)
        migrate(engine)
        on_failure.pop_all()
    return Database(engine)


def _checked(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:  # its text would quote the address, password included
        raise StoreError("The address is not one of a database.") from None
    if address.get_backend_name() != "sqlite":
        raise StoreError(f"{address.get_backend_name()} is not supported yet; use SQLite.")
    if address.database in (None, "", ":memory:"):
        raise StoreError("It must be a file: what is kept in memory is lost in a crash.")
    return address.set(drivername="sqlite+pysqlite")


def _create_privately(path: Path) -> None:
    try:
        path.touch(mode=0o600)
    except OSError as fault:
        raise StoreError(f"{path} cannot be written: {fault.strerror}.") from None


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own habit of beginning transactions late is switched off; _begin does it.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma).close()


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(options.get("chatwarden_begin", "BEGIN"))
