"""A command of a message's menu, taken from the queue: its message is found, or read as given."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.attachment import Attachment
from bot.domain.event import InboundEvent
from bot.domain.message import Audience, Author, Conversation, Message, Standing
from bot.domain.report import RecordEntry, Report
from bot.errors import MalformedEvent
from bot.reporting import Reporting
from bot.teams.directory import TeamsDirectory
from bot.teams.files import needs_graph, unscanned
from bot.teams.identity import Raw, Someone
from bot.teams.message_actions import Command, MessageAction, read_action
from bot.teams.references import References

_ELSEWHERE = "a conversation without the app"


class MenuEvents:
    """Takes what was sent off from the dialogs of "Report" and "Save as record"."""

    def __init__(
        self, reporting: Reporting, directory: TeamsDirectory, references: References
    ) -> None:
        self._reporting = reporting
        self._directory = directory
        self._references = references

    async def on_command(self, event: InboundEvent, activity: Raw) -> None:
        """Report the message, or keep it as a record."""
        action = read_action(activity)
        if action is None or action.needs_more:
            raise MalformedEvent("It is no command that was sent off.")
        given = _Given(self._directory, self._references, event, action)
        by = await who_is(self._directory, event.tenant, action.by)
        note = action.note or ""
        if action.command is Command.REPORT:
            report = Report(ref=action.ref, by=by, at=event.received_at, note=note)
            await self._reporting.report(report, given)
        else:
            entry = RecordEntry(ref=action.ref, by=by, at=event.received_at, note=note)
            await self._reporting.keep(entry, given)


@dataclass(frozen=True, slots=True)
class _Given:
    """Makes a message of what Teams told with the command."""

    directory: TeamsDirectory
    references: References
    event: InboundEvent
    action: MessageAction

    async def __call__(self, *, is_anew: bool) -> Message:
        action, ref = self.action, self.action.ref
        author = await who_is(self.directory, ref.tenant, action.author)
        conversation, audience = await self._place()
        # A revision is named by its moment; this one is of the moment it was read.
        read_at = str(int(self.event.received_at.timestamp() * 1000))
        return Message(
            ref=replace(ref, revision=read_at) if is_anew else ref,
            author=author,
            conversation=conversation,
            audience=audience,
            text=action.text,
            sent_at=action.sent_at or self.event.received_at,
            thread=action.thread,
            attachments=tuple(map(_without_graph, action.attachments)),
        )

    async def _place(self) -> tuple[Conversation, Audience]:
        ref = self.action.ref
        conversation, audience = await self.directory.conversation(ref.tenant, ref.conversation)
        if await self.references.find(ref.tenant, ref.conversation) is None:
            conversation = replace(conversation, name=_ELSEWHERE, is_private=True)
        return conversation, audience


async def who_is(directory: TeamsDirectory, tenant: str, someone: Someone) -> Author:
    """Return somebody as the directory knows them, by the name Teams gave along if it does not."""
    if someone.is_bot:
        return Author(id=someone.id, tenant=tenant, name=someone.name, standing=Standing.BOT)
    known = await directory.author(tenant, someone.id)
    return known if known.name else replace(known, name=someone.name)


def _without_graph(attachment: Attachment) -> Attachment:
    because = needs_graph(attachment)
    return unscanned(attachment, because) if because else attachment
