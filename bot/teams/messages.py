"""Messages as activities bring them: looked up, normalised, inspected."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.attachment import Attachment
from bot.domain.event import InboundEvent
from bot.domain.message import Author, Standing
from bot.inspection import Inspection
from bot.teams.directory import TeamsDirectory
from bot.teams.files import is_hidden, needs_graph, unscanned
from bot.teams.identity import Raw
from bot.teams.normalise import Draft, Ignored, Withdrawal, read_message, to_message
from bot.teams.references import Reference, References
from bot.teams.tier import GraphFiles, Repeats


class MessageEvents:
    """Hands messages to the inspection."""

    def __init__(
        self,
        inspection: Inspection,
        directory: TeamsDirectory,
        references: References,
        *,
        files: GraphFiles | None = None,
        repeats: Repeats | None = None,
        inspect_bots: bool = False,
    ) -> None:
        self._inspection = inspection
        self._directory = directory
        self._references = references
        self._files = files
        self._repeats = repeats
        self._inspect_bots = inspect_bots

    async def on_message(self, event: InboundEvent, activity: Raw) -> None:
        """Inspect a message or an edit, or note a deletion."""
        read = read_message(activity, event.received_at)
        if isinstance(read, Withdrawal):
            await self._inspection.withdraw(read.ref)
        elif isinstance(read, Ignored):
            self._inspection.meter.count("messages", outcome="ignored")
        elif self._repeats is not None and await self._repeats.is_one(read):
            self._inspection.meter.count("messages", outcome="repeated")
        else:
            await self.inspect(read, await self._references.learn(activity))

    async def inspect(self, draft: Draft, place: Reference) -> None:
        """Inspect a message that was read, in the place it was said in."""
        author = await self._author(draft, place)
        if author is None:
            self._inspection.meter.count("messages", outcome="bot")
            return
        draft = replace(draft, attachments=await self._attachments(draft, place))
        where = await self._directory.conversation(place.tenant, place.conversation)
        await self._inspection.handle(to_message(draft, author, where))

    async def _author(self, draft: Draft, place: Reference) -> Author | None:
        """Return who wrote it; None for other bots, unless they are inspected."""
        if not draft.sender.is_bot:
            return await self._directory.author_in(place, draft.sender)
        if not self._inspect_bots:
            return None
        who = draft.sender
        return Author(id=who.id, tenant=place.tenant, name=who.name, standing=Standing.BOT)

    async def _attachments(self, draft: Draft, place: Reference) -> tuple[Attachment, ...]:
        """Ask Graph where the activity names a file and no more; without Graph say so."""
        attachments = draft.attachments
        if self._files is not None:
            if any(is_hidden(attachment) for attachment in attachments):
                found = await self._files.find(draft.ref, draft.thread, place)
                return attachments if found is None else found
            return attachments
        return tuple(
            unscanned(attachment, because) if (because := needs_graph(attachment)) else attachment
            for attachment in attachments
        )
