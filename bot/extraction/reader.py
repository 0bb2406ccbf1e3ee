"""Fetches the attachments of a message and has each read in confinement."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path

import structlog

from bot.domain.attachment import Attachment, Reading
from bot.domain.message import Message
from bot.errors import AttachmentError, ConfinementError
from bot.extraction.confinement.reading_room import ReadingRoom
from bot.extraction.limits import Limits, Unreadable
from bot.extraction.looking import NO_ROOM, NOT_STARTED, Arrival, arriving, conclude, unscanned

# Of a file behind many that held much: so much is read of it in any case.
_LEAST_CHARACTERS = 100_000

_log = structlog.get_logger(__name__)

# A platform's download, piece by piece: the attachment and the tenant it was sent in; raises
# AttachmentError.
Fetch = Callable[[Attachment, str], AsyncGenerator[bytes, None]]


@dataclass(frozen=True, slots=True)
class _Turn:
    """The message whose files are looked at, until when, and what the next of them may cost."""

    message: Message
    deadline: float
    limits: Limits

    @property
    def sender(self) -> str:
        """Who sent it; nobody's files keep those of others from their turn."""
        return f"{self.message.ref.platform}/{self.message.author.tenant}/{self.message.author.id}"


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
        looked_at: list[Attachment] = []
        left = self.limits.message_characters
        # One after the other: a message with many files leaves the others their turn.
        for attachment in message.attachments:
            turn = _Turn(message, deadline, self._limited(left))
            looked_at.append(await self._look(attachment, turn))
            left -= sum(len(extract.text) for extract in looked_at[-1].extracts)
        return replace(message, attachments=tuple(looked_at))

    def _limited(self, left: int) -> Limits:
        """Return the limits for a file of a message whose files may hold so much text yet."""
        most = min(self.limits.max_characters, max(left, _LEAST_CHARACTERS))
        return replace(self.limits, max_characters=most)

    async def _look(self, attachment: Attachment, turn: _Turn) -> Attachment:
        if attachment.reading is not Reading.PENDING:
            return attachment
        if attachment.size > self.limits.max_bytes:
            return unscanned(attachment, _too_large(attachment.size, self.limits))
        try:
            return await self._look_in(attachment, turn)
        except OSError as fault:  # a full disk, most likely; its words may quote a path
            _log.error("an attachment could not be kept for reading", error=type(fault).__name__)
            return unscanned(attachment, NO_ROOM)

    async def _look_in(self, attachment: Attachment, turn: _Turn) -> Attachment:
        with arriving(self.room, turn.limits) as arrival:
            try:
                await self._take_in(attachment, turn, arrival)
            except TimeoutError:
                return unscanned(attachment, "it could not be fetched in time")
            except Unreadable as reason:
                return unscanned(attachment, str(reason))
            except (AttachmentError, OSError) as reason:
                tenant = turn.message.ref.tenant
                _log.info("attachment not fetched", error=type(reason).__name__, tenant=tenant)
                return unscanned(attachment, _in_words(reason))
            return await self._have_read(arrival.finish(attachment), turn, arrival.folder)

    async def _take_in(self, attachment: Attachment, turn: _Turn, arrival: Arrival) -> None:
        now = asyncio.get_running_loop().time()
        async with (
            asyncio.timeout_at(min(now + self.limits.fetch_seconds, turn.deadline)),
            aclosing(self.fetch(attachment, turn.message.ref.tenant)) as pieces,
        ):
            async for piece in pieces:
                arrival.take(piece)

    async def _have_read(self, known: Attachment, turn: _Turn, folder: Path) -> Attachment:
        try:
            await asyncio.to_thread(self.room.start)
            # The loop's clock is the system's monotonic one.
            waiting = self.room.submit(
                folder, known.name, turn.limits, before=turn.deadline, sender=turn.sender
            )
        except ConfinementError:
            return unscanned(known, NOT_STARTED)
        verdict = await asyncio.wrap_future(waiting)
        return await asyncio.to_thread(conclude, known, folder, verdict, turn.limits)


def _too_large(size: int, limits: Limits) -> str:
    return f"it is too large: {size:,} bytes, of which at most {limits.max_bytes:,} are read"


def _in_words(reason: AttachmentError | OSError) -> str:
    # An OSError may quote a path or address; what we raise ourselves is written for people.
    if isinstance(reason, AttachmentError):
        return str(reason)
    return "the file could not be fetched"
