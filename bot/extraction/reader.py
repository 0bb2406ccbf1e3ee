"""Fetches the attachments of a message and has each read in confinement."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field, replace

import structlog

from bot.domain.attachment import Attachment, Reading
from bot.domain.message import Message
from bot.errors import AttachmentError, ConfinementError
from bot.extraction.confinement.reading_room import ReadingRoom
from bot.extraction.limits import Limits, Unreadable
from bot.extraction.looking import Arrival, arriving, conclude, unscanned

_log = structlog.get_logger(__name__)

# A platform's download, piece by piece: the attachment and the tenant it was sent in; raises
# AttachmentError.
Fetch = Callable[[Attachment, str], AsyncGenerator[bytes, None]]


@dataclass(frozen=True, slots=True)
class ConfinedReader:
    """Reads attachments, each in a confined process of its own that ends with the file."""

    fetch: Fetch
    room: ReadingRoom
    limits: Limits = field(default_factory=Limits)

    async def read(self, message: Message) -> Message:
        """Return the message with each attachment READ or UNSCANNED; never raise for a file."""
        if not message.attachments:
            return message
        deadline = asyncio.get_running_loop().time() + self.limits.message_seconds
        # One after the other: a message with many files leaves the others their turn.
        looked_at = [
            await self._look(attachment, message.ref.tenant, deadline)
            for attachment in message.attachments
        ]
        return replace(message, attachments=tuple(looked_at))

    async def _look(self, attachment: Attachment, tenant: str, deadline: float) -> Attachment:
        if attachment.reading is not Reading.PENDING:
            return attachment
        if attachment.size > self.limits.max_bytes:
            return unscanned(attachment, _too_large(attachment.size, self.limits))
        with arriving(self.room, self.limits) as arrival:
            try:
                await self._take_in(attachment, tenant, deadline, arrival)
            except TimeoutError:
                return unscanned(attachment, "it could not be fetched in time")
            except Unreadable as reason:
                return unscanned(attachment, str(reason))
            except (AttachmentError, OSError) as reason:
                _log.info("attachment not fetched", error=type(reason).__name__, tenant=tenant)
                return unscanned(attachment, _in_words(reason))
            return await self._have_read(arrival.finish(attachment), arrival, deadline)

    async def _take_in(
        self, attachment: Attachment, tenant: str, deadline: float, arrival: Arrival
    ) -> None:
        now = asyncio.get_running_loop().time()
        async with (
            asyncio.timeout_at(min(now + self.limits.fetch_seconds, deadline)),
            aclosing(self.fetch(attachment, tenant)) as pieces,
        ):
            async for piece in pieces:
                arrival.take(piece)

    async def _have_read(self, known: Attachment, arrival: Arrival, deadline: float) -> Attachment:
        try:
            await asyncio.to_thread(self.room.start)
            # The loop's clock is the system's monotonic one.
            waiting = self.room.submit(arrival.folder, known.name, self.limits, before=deadline)
        except ConfinementError:
            return unscanned(known, "its reader could not be started")
        verdict = await asyncio.wrap_future(waiting)
        return await asyncio.to_thread(conclude, known, arrival.folder, verdict, self.limits)


def _too_large(size: int, limits: Limits) -> str:
    return f"it is too large: {size:,} bytes, of which at most {limits.max_bytes:,} are read"


def _in_words(reason: AttachmentError | OSError) -> str:
    # An OSError may quote a path or address; what we raise ourselves is written for people.
    if isinstance(reason, AttachmentError):
        return str(reason)
    return "the file could not be fetched"
