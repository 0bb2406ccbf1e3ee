"""Scans records: the way of a message as far as the decision, and not a step further."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field

from bot.cli.scanning.feeding import batches
from bot.cli.scanning.records import Record, Refused, Scanned
from bot.domain.attachment import Reading
from bot.domain.message import Message
from bot.domain.notice import safe_name
from bot.errors import ChatwardenError
from bot.ports import AttachmentReader, Clock, Detection, Policies

_AT_ONCE = 64
_FILES_AT_ONCE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """Scans with the detectors and policies it was given; nothing is recorded or done."""

    detection: Detection
    policies: Policies
    reader: AttachmentReader
    clock: Clock
    # The texts of many attachments at once would fill the memory.
    _files: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_FILES_AT_ONCE))

    async def scan(self, records: Iterable[Record | Refused]) -> AsyncIterator[Scanned | Refused]:
        """Yield what becomes of each record, in their order, while reading further ones."""
        async for batch in batches(records, _AT_ONCE):
            for outcome in await asyncio.gather(*map(self._scan_one, batch)):
                yield outcome

    async def _scan_one(self, record: Record | Refused) -> Scanned | Refused:
        if isinstance(record, Refused):
            return record
        try:
            if not record.message.attachments:
                return await self._inspect(record, record.message)
            async with self._files:
                return await self._inspect(record, await self.reader.read(record.message))
        except ChatwardenError as fault:
            return Refused(because=str(fault), where=record.spot.source, id=record.id)

    async def _inspect(self, record: Record, message: Message) -> Scanned:
        result = await self.detection.inspect(message)
        decision = self.policies.decide(message, result, past=(), now=self.clock.now())
        unfinished = dict.fromkeys((*result.unfinished, *_unscanned(message)))
        return Scanned(
            record=record, result=result, decision=decision, unfinished=tuple(unfinished)
        )


def _unscanned(message: Message) -> list[str]:
    return [
        f"unscanned: {safe_name(attachment.name)}: {attachment.because}"
        for attachment in message.attachments
        if attachment.reading is not Reading.READ
    ]
