"""Fetches the attachments of a message and reads what is text."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace

import structlog

from bot.domain.attachment import Attachment, Reading
from bot.domain.message import Message
from bot.errors import AttachmentError
from bot.extraction.limits import Limits
from bot.extraction.looking import look_inside, too_large, unscanned

_log = structlog.get_logger(__name__)

# A platform's download: the attachment and the tenant it was sent in; raises AttachmentError.
Fetch = Callable[[Attachment, str], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class PlainReader:
    """Reads text-like attachments in this process; all else is unscanned, with the reason."""

    fetch: Fetch
    limits: Limits = field(default_factory=Limits)

    async def read(self, message: Message) -> Message:
        """Return the message with each attachment READ or UNSCANNED; never raise for a file."""
        if not message.attachments:
            return message
        tenant = message.ref.tenant
        deadline = asyncio.get_running_loop().time() + self.limits.message_seconds
        # One after the other: the bytes of one file at a time are in memory.
        looked_at = [
            await self._look(attachment, tenant, deadline) for attachment in message.attachments
        ]
        return replace(message, attachments=tuple(looked_at))

    async def _look(self, attachment: Attachment, tenant: str, deadline: float) -> Attachment:
        if attachment.reading is not Reading.PENDING:
            return attachment
        if attachment.size > self.limits.max_bytes:
            return unscanned(attachment, too_large(attachment.size, self.limits))
        try:
            now = asyncio.get_running_loop().time()
            async with asyncio.timeout_at(min(now + self.limits.fetch_seconds, deadline)):
                content = await self.fetch(attachment, tenant)
        except TimeoutError:
            return unscanned(attachment, "it could not be fetched in time")
        except (AttachmentError, OSError) as reason:
            _log.info("attachment not fetched", error=type(reason).__name__, tenant=tenant)
            return unscanned(attachment, _in_words(reason))
        return await asyncio.to_thread(look_inside, attachment, content, self.limits)


def _in_words(reason: AttachmentError | OSError) -> str:
    # An OSError may quote a path or address; what we raise ourselves is written for people.
    if isinstance(reason, AttachmentError):
        return str(reason)
    return "the file could not be fetched"
