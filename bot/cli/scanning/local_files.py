"""Reads files of this machine piece by piece, under a limit, and only what is a plain file."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Iterator
from pathlib import Path
from typing import BinaryIO

from bot.domain.attachment import Attachment
from bot.errors import AttachmentError

_PIECE = 1024 * 1024


def read_pieces(path: str | Path, most: int) -> Iterator[bytes]:
    """Yield the content; raises AttachmentError, which names the reason but not the path."""
    try:
        if Path(path).exists() and not Path(path).is_file():
            raise AttachmentError("It is not a plain file.")  # reading a pipe might never end
        with Path(path).open("rb") as opened:
            if os.fstat(opened.fileno()).st_size > most:
                raise AttachmentError(f"It is too large: more than {most:,} bytes.")
            yield from in_pieces(opened)
    except (OSError, ValueError) as reason:
        raise AttachmentError(f"{_in_words(reason)}.") from None


def in_pieces(opened: BinaryIO) -> Iterator[bytes]:
    """Yield what a stream holds."""
    while piece := opened.read(_PIECE):
        yield piece


class LocalFiles:
    """Fetches attachments that are named by their path on this machine."""

    def __init__(self, most: int) -> None:
        self._most = most

    async def fetch(self, attachment: Attachment, _tenant: str) -> AsyncGenerator[bytes, None]:
        """Yield the content; raises AttachmentError."""
        pieces = read_pieces(attachment.locator, self._most)
        while piece := await asyncio.to_thread(next, pieces, b""):
            yield piece


def _in_words(reason: OSError | ValueError) -> str:
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror
    return "There can be no such path"  # one with a NUL character in it
