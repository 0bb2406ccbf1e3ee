"""The way of a command from a message's menu: report it, or keep it as a record.

Whoever asks need not be its author. What was never seen, or no longer is kept, is inspected first,
as the platform gave it along: a message of its author like any other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from bot.domain.case import AuditEvent
from bot.domain.message import Message, MessageRef
from bot.domain.report import RecordEntry, Report
from bot.errors import UnknownMessage
from bot.inspection import Inspection
from bot.ports import CaseStore, MessageStore


class GivenAlong(Protocol):
    """Makes a message of what the platform gave along with the command."""

    async def __call__(self, *, is_anew: bool) -> Message:
        """Return it; `is_anew` asks for a new revision, as the one that was seen is disposed of."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """Takes reports and record entries; a `ref` names the message, whichever its revision."""

    inspection: Inspection
    messages: MessageStore
    cases: CaseStore

    async def report(self, report: Report, given: GivenAlong) -> None:
        """Open or extend the case of the message's thread; again by the same person, do nothing.

        Raises TryLater.
        """
        ref = await self._at_hand(report.ref, given)
        audit = _audit(report, ref, "reported")
        await self.cases.save_report(replace(report, ref=ref), audit=audit)

    async def keep(self, entry: RecordEntry, given: GivenAlong) -> None:
        """Keep the message beyond the time of unflagged ones; again by the same person, do nothing.

        Raises TryLater.
        """
        ref = await self._at_hand(entry.ref, given)
        audit = _audit(entry, ref, "saved as a record")
        await self.cases.save_record(replace(entry, ref=ref), audit=audit)

    async def _at_hand(self, ref: MessageRef, given: GivenAlong) -> MessageRef:
        """Return the newest revision; one whose text is not at hand is inspected first."""
        newest = await self.messages.latest_revision(ref)
        message = await self._kept(newest) if newest else None
        if message is None:
            message = await given(is_anew=newest is not None)
        if not await self.messages.is_finished(message.ref):  # else the look is over and done with
            await self.inspection.handle(message)
        return message.ref

    async def _kept(self, ref: MessageRef) -> Message | None:
        try:
            return await self.messages.load_message(ref)
        except UnknownMessage:  # its text was disposed of
            return None


def _audit(asked: Report | RecordEntry, ref: MessageRef, verb: str) -> AuditEvent:
    return AuditEvent(
        actor=f"person:{asked.by.id}", verb=verb, subject=f"message:{ref.key}", at=asked.at
    )
