"""The process that reads one file: what it does between its start and its end."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Collection, Mapping
from typing import NoReturn

from bot.extraction.allowance import Allowance
from bot.extraction.confinement import kernel
from bot.extraction.confinement.outcomes import DONE, FAILED, OUT_OF_MEMORY
from bot.extraction.confinement.walls import Room, put_up
from bot.extraction.confinement.wire import Job, write_end, write_piece
from bot.extraction.inside import look
from bot.extraction.pieces import Reader

_NICE = 5  # messages go before files, and the process that watches this one before this one
_ANSWER = 3  # the descriptor that stays open beside the standard three


def live(
    job: Job, readers: Mapping[str, Reader], *, parent: int, missing: Collection[str]
) -> NoReturn:
    """Read the file of the job, write down what is in it, and end.

    Without a wall that is not known to be missing on this system, it reads nothing.
    """
    status = FAILED
    try:
        room = Room(folder=job.folder)
        _cut_ties(room, parent)
        if set(put_up(room, job.limits)) <= set(missing):
            _read(job, room, readers)
            status = DONE
    except MemoryError:
        status = OUT_OF_MEMORY
    finally:
        os._exit(status)  # nothing of the process it was made from is to run in this one


def _cut_ties(room: Room, parent: int) -> None:
    """Keep nothing open but the answer, and nobody to follow but the parent."""
    os.setsid()
    os.nice(_NICE)
    if kernel.IS_LINUX:
        kernel.die_with_parent(signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(FAILED)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    room.within.mkdir()
    answer = os.open(room.answer, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(answer, _ANSWER, inheritable=False)
    for standard in range(_ANSWER):
        os.dup2(nowhere, standard)
    os.closerange(_ANSWER + 1, os.sysconf("SC_OPEN_MAX"))
    os.chdir(room.within)
    os.environ["TMPDIR"] = tempfile.tempdir = str(room.within)


def _read(job: Job, room: Room, readers: Mapping[str, Reader]) -> None:
    allowance = Allowance(job.limits, room.within, room.file.stat().st_size)
    with os.fdopen(_ANSWER, "wb") as answer:
        for piece in look(room.file, job.name, allowance, readers=readers):
            write_piece(answer, piece)
        write_end(answer)
