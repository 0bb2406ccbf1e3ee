"""Messages and files as events bring them: looked up, normalised, inspected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.cache import TimedCache
from bot.domain.attachment import Attachment
from bot.domain.event import InboundEvent
from bot.domain.message import Author, MessageRef, Platform, Standing
from bot.errors import MalformedEvent, PlatformRefused, TryLater
from bot.inspection import Inspection
from bot.ports import Clock, MessageStore
from bot.slack.directory import SlackDirectory
from bot.slack.files import attachment_of, needs_lookup, unscanned
from bot.slack.identity import Payload
from bot.slack.normalise import Draft, Ignored, Withdrawal, read_found, read_message, to_message
from bot.slack.outcomes import words_for
from bot.slack.web import call
from bot.slack.workspaces import Workspace, Workspaces

# A file and the message that carries it are two events in either order; the message is the one
# that counts, so the file's waits this long for it.
_GRACE = timedelta(seconds=8)
_SEEN_KEPT = timedelta(hours=1)


class MessageEvents:
    """Hands messages to the inspection."""

    def __init__(
        self,
        inspection: Inspection,
        directory: SlackDirectory,
        workspaces: Workspaces,
        *,
        inspect_bots: bool = False,
    ) -> None:
        self._inspection = inspection
        self._messages: MessageStore = inspection.messages
        self._clock: Clock = inspection.clock
        self._directory = directory
        self._workspaces = workspaces
        self._inspect_bots = inspect_bots
        self._seen: TimedCache[tuple[str, str, str], bool] = TimedCache(self._clock, _SEEN_KEPT)

    async def on_message(self, _event: InboundEvent, body: Payload) -> None:
        """Inspect a message or an edit, or note a deletion."""
        read = read_message(body)
        if isinstance(read, Withdrawal):
            await self._inspection.withdraw(read.ref)
        elif isinstance(read, Draft):
            await self._inspect(read)
        else:
            self._count(read)

    async def on_file_shared(self, event: InboundEvent, body: Payload) -> None:
        """See that a shared file was inspected with its message; if that never came, fetch it."""
        shared = body["event"]
        file, channel = shared.get("file_id"), shared.get("channel_id")
        if not isinstance(file, str) or not isinstance(channel, str):
            raise MalformedEvent
        if self._seen.get((event.tenant, file, channel)):
            return
        if self._clock.now() - event.received_at < _GRACE:
            raise TryLater("The message of the file is awaited.", after=_GRACE.total_seconds())
        workspace = await self._workspaces.of(event.tenant)
        for ts, thread in _shares(await _file_info(workspace, file), channel):
            await self._inspect_share(workspace, body, channel, (ts, thread))

    async def _inspect_share(
        self, workspace: Workspace, body: Payload, channel: str, share: tuple[str, str]
    ) -> None:
        ts, thread = share
        ref = MessageRef(
            platform=Platform.SLACK, tenant=workspace.tenant, conversation=channel, message=ts
        )
        if await self._messages.latest_revision(ref) is not None:
            return
        found = await _message_at(workspace, channel, ts, thread)
        if found:
            event = {**found, "type": "message", "channel": channel}
            await self._inspect(read_found({**body, "event": event}))

    async def _inspect(self, draft: Draft) -> None:
        workspace = await self._workspaces.of(draft.ref.tenant)
        for attachment in draft.attachments:
            key = (draft.ref.tenant, attachment.id, draft.ref.conversation)
            self._seen.put(key, value=True)
        author = await self._author(draft, workspace)
        if author is None:
            return
        files = [await _looked_up(workspace, attachment) for attachment in draft.attachments]
        place = await self._directory.conversation(draft.ref.tenant, draft.ref.conversation)
        draft = replace(draft, attachments=tuple(files))
        message = to_message(draft, author, place, installed=workspace.home)
        await self._inspection.handle(message)

    async def _author(self, draft: Draft, workspace: Workspace) -> Author | None:
        """Return who wrote it; None for ourselves, and for other apps unless they are inspected."""
        if workspace.bot_id and draft.bot_id == workspace.bot_id:
            return None
        if draft.person == workspace.bot_user:
            return None
        if draft.person:
            author = await self._directory.author(draft.ref.tenant, draft.person)
        else:
            tenant = draft.ref.tenant
            author = Author(id=draft.bot_id, tenant=tenant, standing=Standing.BOT)
        if author.standing is not Standing.BOT or self._inspect_bots:
            return author
        self._inspection.meter.count("messages", outcome="bot")
        return None

    def _count(self, _ignored: Ignored) -> None:
        self._inspection.meter.count("messages", outcome="ignored")


async def _looked_up(workspace: Workspace, attachment: Attachment) -> Attachment:
    """Slack Connect names a file and no more; the rest is asked for."""
    if not needs_lookup(attachment):
        return attachment
    try:
        return attachment_of(await _file_info(workspace, attachment.id))
    except PlatformRefused as refusal:
        return unscanned(attachment, f"Slack did not show it: {words_for(refusal.code)}")


async def _file_info(workspace: Workspace, file: str) -> Mapping[str, Any]:
    answer = await call(workspace.client.files_info(file=file))
    found = answer.get("file")
    return found if isinstance(found, Mapping) and found.get("id") else {"id": file}


def _shares(file: Mapping[str, Any], channel: str) -> list[tuple[str, str]]:
    shares = file.get("shares")
    kinds = shares.values() if isinstance(shares, Mapping) else ()
    places = [place for kind in kinds for place in kind.get(channel, ())]
    return [(str(place["ts"]), str(place.get("thread_ts") or "")) for place in places]


async def _message_at(
    workspace: Workspace, channel: str, ts: str, thread: str
) -> Mapping[str, Any] | None:
    client = workspace.client
    if thread:
        page = await call(
            client.conversations_replies(
                channel=channel, ts=thread, oldest=ts, latest=ts, inclusive=True, limit=2
            )
        )
    else:
        page = await call(
            client.conversations_history(
                channel=channel, oldest=ts, latest=ts, inclusive=True, limit=1
            )
        )
    return next((found for found in page.get("messages") or () if found.get("ts") == ts), None)
