"""The bytes of uploaded files, in memory, under limits."""

from __future__ import annotations

import secrets
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from bot.errors import AttachmentError
from bot.local.refusal import Refused

MOST_BYTES = 25 * 1024 * 1024
MOST_BYTES_IN_ALL = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file somebody uploaded."""

    id: str
    owner: str
    name: str
    claimed_type: str
    content: bytes


class Uploads:
    """Keeps uploads until they are removed or the chat is reset."""

    def __init__(self) -> None:
        self._kept: dict[str, Upload] = {}

    def keep(self, owner: str, name: str, claimed_type: str, content: bytes) -> Upload:
        """Keep a file; raises Refused (413) when the chat holds too much already."""
        held = sum(len(upload.content) for upload in self._kept.values())
        if held + len(content) > MOST_BYTES_IN_ALL:
            raise Refused(413, "The chat holds too many files; reset it first.")
        upload = Upload(
            id=f"file-{secrets.token_hex(8)}",
            owner=owner,
            name=name,
            claimed_type=claimed_type,
            content=content,
        )
        self._kept[upload.id] = upload
        return upload

    def find(self, identity: str) -> Upload | None:
        """Return the upload, None if it is gone or never was."""
        return self._kept.get(identity)

    def drop(self, identity: str) -> None:
        """Dispose of the bytes."""
        self._kept.pop(identity, None)

    def clear(self) -> None:
        """Dispose of all of them."""
        self._kept.clear()

    async def fetch(self, identity: str) -> AsyncGenerator[bytes, None]:
        """Yield the bytes of an uploaded file; raises AttachmentError once it is gone."""
        upload = self._kept.get(identity)
        if upload is None:
            raise AttachmentError("It is no longer in the chat.")
        yield upload.content
