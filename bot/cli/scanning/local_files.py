"""Reads files of this machine whole, under a limit, and nothing that is not a plain file."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.domain.attachment import Attachment
from bot.errors import AttachmentError


def read_bytes(path: str | Path, most: int) -> bytes:
    """Return the content; raises AttachmentError, which names the reason but not the path."""
    try:
        if Path(path).exists() and not Path(path).is_file():
            raise AttachmentError("It is not a plain file.")  # reading a pipe might never end
        with Path(path).open("rb") as opened:
            content = opened.read(most + 1)
    except (OSError, ValueError) as reason:
        raise AttachmentError(f"{_in_words(reason)}.") from None
    if len(content) > most:
        raise AttachmentError(f"It is too large: more than {most:,} bytes.")
    return content


class LocalFiles:
    """Fetches attachments that are named by their path on this machine."""

    def __init__(self, most: int) -> None:
        self._most = most

    async def fetch(self, attachment: Attachment, _tenant: str) -> bytes:
        """Return the content; raises AttachmentError."""
        return await asyncio.to_thread(read_bytes, attachment.locator, self._most)


def _in_words(reason: OSError | ValueError) -> str:
    if isinstance(reason, OSError) and reason.strerror:
        return reason.strerror
    return "There can be no such path"  # one with a NUL character in it
