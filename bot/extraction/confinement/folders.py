"""The temporary folders that files are read in, gone afterwards whatever dies when."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

_PREFIX = "chatwarden-reading-"
_ATTEMPTS = 3


@dataclass(slots=True)
class Folders:
    """A folder of this process's own for the files it reads, locked as long as it lives."""

    root: Path
    _lock: int
    _numbers: Iterator[int] = field(default_factory=count)

    @contextmanager
    def one(self) -> Iterator[Path]:
        """Give a folder for one file and remove it with all that is in it."""
        folder = self.root / str(next(self._numbers))
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            remove(folder)

    def remove(self) -> None:
        """Remove the folder of this process."""
        remove(self.root)
        os.close(self._lock)


def remove(folder: Path) -> None:
    """Remove a folder as far as that can be done."""
    for _ in range(_ATTEMPTS):
        # Where no wall forbids it, a reader may nest folders deeper than Python goes.
        with suppress(RecursionError):
            shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():  # a process that is being killed may write until it is dead
            return


def open_folders() -> Folders:
    """Remove what processes that were killed left behind, and make a new folder."""
    _remove_stale()
    while True:
        root = Path(tempfile.mkdtemp(prefix=_PREFIX))
        lock = os.open(root, os.O_RDONLY | os.O_CLOEXEC)
        fcntl.flock(lock, fcntl.LOCK_EX)
        if root.exists():  # another process that starts now may have taken it for a stale one
            return Folders(root, lock)
        os.close(lock)


def _remove_stale() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # somebody else's, or removed meanwhile
            _remove_if_stale(folder)


def _remove_if_stale(folder: Path) -> None:
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if os.fstat(lock).st_uid == os.geteuid():
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            remove(folder)
    finally:
        os.close(lock)
