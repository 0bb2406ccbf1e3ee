"""Where files are read: hands each to a confined process of its own and takes what it found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from bot.errors import ConfinementError
from bot.extraction.confinement.folders import Folders, open_folders
from bot.extraction.confinement.outcomes import LOST, in_words
from bot.extraction.confinement.walls import Room
from bot.extraction.confinement.wire import Job, Seen, Verdict, read_answer
from bot.extraction.limits import Limits, Unreadable
from bot.extraction.pieces import Gap
from bot.extraction.readers import TABLES

_SPAWNER = "bot.extraction.confinement.spawner"
_GRACE_SECONDS = 1.0  # for the reader to say itself that its time is over, and what it has found
_ENDING_SECONDS = 5.0
_KEPT = ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX", "TMPDIR")  # of the environment: no secrets


@dataclass(slots=True)
class _Spawner:
    """The process that makes the reading ones, and the jobs it was given."""

    process: subprocess.Popen[bytes]
    missing: tuple[str, ...]
    waiting: dict[int, Future[Verdict]] = field(default_factory=dict)
    is_over: bool = False


class ReadingRoom:
    """Reads files in confined processes, at most so many at once, first come first served.

    `tables` are modules with readers. For threads and event loops alike; nothing is started
    before the first file or `start`.
    """

    def __init__(self, *, tables: tuple[str, ...] = TABLES, at_once: int = 2) -> None:
        self._tables = tables
        self._at_once = at_once
        self._lock = threading.Lock()
        self._numbers = count(1)
        self._folders: Folders | None = None
        self._spawner: _Spawner | None = None

    def start(self) -> tuple[str, ...]:
        """Start it where it does not run; return which walls cannot be put up on this system.

        Raises ConfinementError where it does not start at all.
        """
        with self._lock:
            return self._running().missing

    def folder(self) -> AbstractContextManager[Path]:
        """Give a folder for one file, gone afterwards."""
        with self._lock:
            return self._own_folders().one()

    def submit(
        self,
        folder: Path,
        name: str,
        limits: Limits,
        *,
        before: float | None = None,
        sender: str = "",
    ) -> Future[Verdict]:
        """Have the file in the folder read; return how that ends.

        While others wait, a sender has one file read at a time. By `before` (of the monotonic
        clock) it is given up, if it still waits or is not done. Raises ConfinementError.
        """
        verdict: Future[Verdict] = Future()
        verdict.set_running_or_notify_cancel()  # who no longer waits cannot call it off
        with self._lock:
            spawner = self._running()
            job = Job(
                number=next(self._numbers),
                folder=folder,
                name=name,
                limits=limits,
                sender=sender,
                before=before,
                wall_seconds=limits.reading_seconds + _GRACE_SECONDS,
            )
            spawner.waiting[job.number] = verdict
            self._give(spawner, job)
        return verdict

    def close(self) -> None:
        """End what runs and remove all folders."""
        with self._lock:
            spawner, self._spawner = self._spawner, None
            folders, self._folders = self._folders, None
        if spawner is not None:
            _end(spawner)
        if folders is not None:
            folders.remove()

    def _give(self, spawner: _Spawner, job: Job) -> None:
        try:
            _input(spawner).write(job.line())
            _input(spawner).flush()
        except OSError:
            self._lose(spawner)

    def _running(self) -> _Spawner:
        if self._spawner is None or self._spawner.is_over:
            self._spawner = self._start()
        return self._spawner

    def _own_folders(self) -> Folders:
        if self._folders is None:
            self._folders = open_folders()
        return self._folders

    def _start(self) -> _Spawner:
        root = self._own_folders().root
        process = subprocess.Popen(  # noqa: S603 - it is our own program
            [sys.executable, "-P", "-m", _SPAWNER, str(root), str(self._at_once), *self._tables],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a library's complaint could quote a file
            env=_environment(),
            start_new_session=True,  # an interrupt at the terminal is for us to pass on
        )
        spawner = _Spawner(process, _hear_ready(process))
        threading.Thread(
            target=self._listen, args=(spawner,), daemon=True, name="reading room"
        ).start()
        return spawner

    def _listen(self, spawner: _Spawner) -> None:
        for line in _output(spawner.process):
            verdict = Verdict.of(line)
            waiting = spawner.waiting.pop(verdict.number, None)
            if waiting is not None:
                waiting.set_result(verdict)
        with self._lock:
            self._lose(spawner)
        spawner.process.wait()
        _output(spawner.process).close()
        _close_input(spawner)

    def _lose(self, spawner: _Spawner) -> None:
        """It has ended: so have the processes that it made, and the next file gets another."""
        spawner.is_over = True
        lost, spawner.waiting = spawner.waiting, {}
        for number, verdict in lost.items():
            verdict.set_result(Verdict(number=number, stopped=LOST))


def take_answer(folder: Path, verdict: Verdict, limits: Limits) -> Seen:
    """Return what was found in the folder's file; how its reader ended is a gap of its own."""
    with _open_answer(Room(folder=folder).answer) as answer:
        try:
            seen = Seen() if answer is None else read_answer(answer, limits.max_characters)
        except Unreadable as reason:
            return Seen(gaps=[Gap(str(reason))])
    because = in_words(verdict)
    if not because and not seen.is_whole:
        because = "its reader ended before the file did"
    if because:
        seen.gaps.append(Gap(because))
    return seen


@contextmanager
def _open_answer(path: Path) -> Iterator[BinaryIO | None]:
    """Open the answer, but no link or pipe that a reader may have put in its place."""
    try:
        number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        yield None
        return
    with os.fdopen(number, "rb") as opened:
        yield opened if S_ISREG(os.fstat(number).st_mode) else None


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    path = os.pathsep.join(folder or str(Path.cwd()) for folder in sys.path)
    return {**kept, "PYTHONPATH": path, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}


def _hear_ready(process: subprocess.Popen[bytes]) -> tuple[str, ...]:
    try:
        return tuple(json.loads(_output(process).readline())["missing"])
    except (ValueError, KeyError, TypeError):
        process.kill()
        process.communicate()
        raise ConfinementError("The process that reads attachments does not start.") from None


def _close_input(spawner: _Spawner) -> None:
    with suppress(OSError):  # it may have ended by itself, with a job on the way to it
        _input(spawner).close()


def _end(spawner: _Spawner) -> None:
    _close_input(spawner)
    try:
        spawner.process.wait(_ENDING_SECONDS)
    except subprocess.TimeoutExpired:
        spawner.process.kill()
        spawner.process.wait()


def _input(spawner: _Spawner) -> BinaryIO:
    assert spawner.process.stdin is not None
    return spawner.process.stdin  # type: ignore[return-value]  # a buffered writer is binary


def _output(process: subprocess.Popen[bytes]) -> BinaryIO:
    assert process.stdout is not None
    return process.stdout  # type: ignore[return-value]  # as above
