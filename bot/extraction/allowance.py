"""How much one attachment may cost, all that is packed within it together."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

from bot.extraction.limits import LimitReached, Limits

_CHUNK = 256 * 1024
_SMALL = 10_000_000  # bytes that anything may expand to, however well it was packed


@dataclass(slots=True)
class Allowance:
    """Counts what is spent and raises LimitReached when it is used up; for one file and process.

    `folder` is the file's own temporary folder, `size` the file's size in bytes.
    """

    limits: Limits
    folder: Path
    size: int
    _characters: int = 0
    _members: int = 0
    _unpacked: int = 0
    _depth: int = 0
    _began: float = field(default_factory=time.monotonic)

    def spend_text(self, text: str) -> str:
        """Return the text after counting its characters."""
        self._characters += len(text)
        if self._characters > self.limits.max_characters:
            most = self.limits.max_characters
            raise LimitReached(f"it holds more than {most:,} characters of text")
        return text

    def check_time(self) -> None:
        """Raise LimitReached where the time is over; for loops that may go on long."""
        if time.monotonic() - self._began > self.limits.reading_seconds:
            raise LimitReached("it takes too long to read")

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """Go one level down into a file within a file."""
        if self._depth >= self.limits.max_nesting:
            raise LimitReached(f"files are packed more than {self.limits.max_nesting} deep in it")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def unpack(self, packed: BinaryIO) -> Path:
        """Write a file within into the temporary folder and return its path; names are not used.

        It goes by what comes out of the stream, not by what an archive declares.
        """
        self._count_member()
        number, name = mkstemp(dir=self.folder)
        with open(number, "wb") as unpacked:  # noqa: PTH123 - an open file, not a path
            while chunk := packed.read(_CHUNK):
                self._count_unpacked(len(chunk))
                unpacked.write(chunk)
        return Path(name)

    def expand(self, count: int) -> None:
        """Count bytes that were unpacked in memory."""
        self._count_unpacked(count)

    def _count_member(self) -> None:
        self._members += 1
        if self._members > self.limits.max_members:
            raise LimitReached(f"it holds more than {self.limits.max_members:,} files")

    def _count_unpacked(self, count: int) -> None:
        self.check_time()
        self._unpacked += count
        ratio = self.limits.max_expansion
        if self._unpacked > max(_SMALL, ratio * self.size):
            raise LimitReached(f"expansion limit: it unpacks to more than {ratio} times its size")
        if self._unpacked > self.limits.max_unpacked_bytes:
            most = self.limits.max_unpacked_bytes
            raise LimitReached(f"expansion limit: it unpacks to more than {most:,} bytes")
