"""Makes a confined process for each file by forking itself, watches it, tells how it ended.

It holds the readers' libraries ready, has no threads and never sees a file itself, so that each
file gets a process nothing has happened in yet, within milliseconds. It speaks by lines: jobs come
in, verdicts go out. When whoever asks is gone, it ends, and all that it made with it.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.extraction.confinement import kernel
from bot.extraction.confinement.child import live
from bot.extraction.confinement.folders import remove
from bot.extraction.confinement.outcomes import DISK, LATE, PROCESSES, TIME, WITHDRAWN
from bot.extraction.confinement.walls import CALLS, FILES, PRIVILEGES, Room, put_up
from bot.extraction.confinement.watching import count_tasks, is_too_much
from bot.extraction.confinement.wire import Job, Verdict
from bot.extraction.limits import Limits
from bot.extraction.pieces import Reader
from bot.extraction.readers import load_readers

_LOOK_AFTER_SECONDS = 0.05
_ASKED, _TOLD = 0, 1
_MOST_TASKS = 32  # processes and threads of one file: tesseract is one
_WALLS = (PRIVILEGES, FILES, CALLS)


@dataclass(slots=True)
class _Reading:
    job: Job
    began: float
    stopped: str = ""

    @property
    def ends(self) -> float:
        until = self.began + self.job.wall_seconds
        return until if self.job.before is None else min(until, self.job.before)


@dataclass(slots=True)
class Spawner:
    """The jobs that wait and the processes that run; at most so many at once, first come first."""

    readers: Mapping[str, Reader]
    missing: tuple[str, ...]  # the walls that cannot be put up here
    at_once: int
    told: int
    waiting: list[Job] = field(default_factory=list)
    running: dict[int, _Reading] = field(default_factory=dict)
    _begun: bytes = b""

    def serve(self, woken: int) -> None:
        """Take jobs until nobody gives any more."""
        while True:
            self._start_what_may()
            seconds = _LOOK_AFTER_SECONDS if self.running else None
            ready, _, _ = select.select([_ASKED, woken], [], [], seconds)
            if woken in ready:
                os.read(woken, 4096)
            if _ASKED in ready and not self._hear():
                return
            self._watch()
            self._bury()

    def end(self) -> None:
        """Kill all that runs."""
        for pid in self.running:
            _kill(pid)

    def _hear(self) -> bool:
        heard = os.read(_ASKED, 65536)
        *lines, self._begun = (self._begun + heard).split(b"\n")
        self.waiting.extend(Job.of(line) for line in lines)
        return bool(heard)

    def _start_what_may(self) -> None:
        now = time.monotonic()
        for late in [job for job in self.waiting if job.before is not None and now >= job.before]:
            self.waiting.remove(late)
            self._tell(Verdict(number=late.number, stopped=LATE))
        while self.waiting and len(self.running) < self.at_once:
            job = self._next()
            parent = os.getpid()
            pid = os.fork()
            if pid == 0:
                live(job, self.readers, parent=parent, missing=self.missing)
            self.running[pid] = _Reading(job, now)

    def _next(self) -> Job:
        """Take the first that waits, but of who has a file in hand only where nobody else waits."""
        served = {reading.job.sender for reading in self.running.values()}
        job = next((job for job in self.waiting if job.sender not in served), self.waiting[0])
        self.waiting.remove(job)
        return job

    def _watch(self) -> None:
        now, counts = time.monotonic(), count_tasks()
        for pid, reading in self.running.items():
            if not reading.stopped:
                reading.stopped = _why_stop(reading, now, counts.get(pid, 1))
                if reading.stopped:
                    _kill(pid)

    def _bury(self) -> None:
        for pid in list(self.running):
            if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                _kill(pid)  # what it left behind; its own number is not free before it is buried
                _, status, usage = os.wait4(pid, 0)
                self._tell_end(self.running.pop(pid), status, usage.ru_maxrss)
        self._bury_orphans()

    def _bury_orphans(self) -> None:
        while True:
            try:
                ended = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return
            if ended is None or ended.si_pid in self.running:
                return
            os.waitpid(ended.si_pid, 0)

    def _tell_end(self, reading: _Reading, status: int, peak: int) -> None:
        if reading.stopped == WITHDRAWN:  # what was written while it was being removed
            remove(reading.job.folder)
        verdict = Verdict(
            number=reading.job.number,
            status=status,
            stopped=reading.stopped,
            peak_kilobytes=peak,
            seconds=time.monotonic() - reading.began,
        )
        self._tell(verdict)

    def _tell(self, verdict: Verdict) -> None:
        os.write(self.told, verdict.line())


def _why_stop(reading: _Reading, now: float, tasks: int) -> str:
    room = Room(folder=reading.job.folder)
    if now > reading.ends:
        return TIME
    if tasks > _MOST_TASKS:
        return PROCESSES
    if is_too_much(room.within, reading.job.limits.max_unpacked_bytes):
        return DISK
    return "" if room.file.exists() else WITHDRAWN


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):  # it has no group of its own in its first moments
        try:
            kill(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def _walls_missing() -> tuple[str, ...]:
    """Return which walls cannot be put up here, found out by a process that tries."""
    with TemporaryDirectory() as folder:
        pid = os.fork()
        if pid == 0:
            missing = put_up(Room(folder=Path(folder)), Limits())
            os._exit(sum(1 << number for number, wall in enumerate(_WALLS) if wall in missing))
        _, status = os.waitpid(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    return tuple(wall for number, wall in enumerate(_WALLS) if code < 0 or code >> number & 1)


def _open_wakeup() -> int:
    woken, wake = os.pipe()
    os.set_blocking(woken, False)
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    return woken


def main(root: str, at_once: str, *tables: str) -> None:
    """Serve over standard input and output; what libraries print there goes nowhere."""
    told = os.dup(_TOLD)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (_TOLD, 2):
        os.dup2(nowhere, standard)
    if kernel.IS_LINUX:
        kernel.adopt_orphans()
    readers = load_readers(tables)
    gc.collect()
    gc.freeze()  # what is there now is shared with every child
    missing = _walls_missing()
    spawner = Spawner(readers, missing, int(at_once), told)
    woken = _open_wakeup()
    os.write(told, json.dumps({"missing": missing}).encode() + b"\n")
    try:
        spawner.serve(woken)
    finally:
        spawner.end()
        remove(Path(root))


if __name__ == "__main__":
    main(*sys.argv[1:])
