"""The first and last bytes of a file, which is all that its kind is judged by."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from bot.extraction.data.controls import looks_binary

HEAD = 64 * 1024
TAIL = 66 * 1024  # a zip archive's directory ends within it, whatever its comment
_NEAR = 4096


@dataclass(frozen=True, slots=True)
class Outside:
    """A file from without. For a short file `head` and `tail` are the same bytes."""

    path: Path
    size: int
    head: bytes
    tail: bytes

    def is_binary(self) -> bool:
        """Whether its first bytes are not those of a text."""
        return looks_binary(self.head[:_NEAR])

    def around(self, start: int, length: int) -> bytes:
        """Return bytes from anywhere in the file; nothing where it has none."""
        with self.path.open("rb") as opened:
            opened.seek(max(0, start))
            return opened.read(length)


def outside_of(path: Path) -> Outside:
    """Read what is needed of a file to judge its kind."""
    with path.open("rb") as opened:
        head = opened.read(HEAD)
        size = opened.seek(0, os.SEEK_END)
        opened.seek(max(0, size - TAIL))
        return Outside(path, size, head, opened.read(TAIL))
