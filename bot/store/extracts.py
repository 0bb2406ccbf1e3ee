"""Chooses what is kept of the text in attachments: what somebody is to judge, and no more."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

from bot.domain.attachment import Attachment, Extract
from bot.domain.finding import InspectionResult
from bot.domain.message import Message

# The file itself stays where it was sent. A supervisor reads the surroundings of what was found;
# files of forty million characters would fill the disk and stand in everybody's way.
MOST_CHARACTERS = 1_000_000


def with_what_was_found(message: Message, result: InspectionResult) -> Message:
    """Return the message without the extracts in which nothing was found, in all within a bound."""
    if not any(attachment.extracts for attachment in message.attachments):
        return message
    parts = {finding.part for finding in result.findings}
    room = MOST_CHARACTERS
    kept: list[Attachment] = []
    for attachment in message.attachments:
        extracts = _within(room, _found_in(attachment, parts))
        room -= sum(len(extract.text) for extract in extracts)
        # That something of an unscanned file was read is told by its texts, and those may go.
        kept.append(replace(attachment, extracts=extracts, read_in_part=attachment.is_partly_read))
    return replace(message, attachments=tuple(kept))


def _found_in(attachment: Attachment, parts: set[str]) -> tuple[Extract, ...]:
    return tuple(
        extract
        for extract in attachment.extracts
        if f"attachment:{attachment.id}:{extract.place}" in parts
    )


def _within(room: int, extracts: tuple[Extract, ...]) -> tuple[Extract, ...]:
    sizes = accumulate(len(extract.text) for extract in extracts)
    return tuple(extract for extract, size in zip(extracts, sizes, strict=True) if size <= room)
