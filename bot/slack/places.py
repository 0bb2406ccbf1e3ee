"""Channels come, go and change hands: audiences are forgotten, gaps in coverage noted."""

from __future__ import annotations

from collections.abc import Mapping

from bot.domain.case import AuditEvent
from bot.domain.coverage import CoverageGap
from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.errors import MalformedEvent
from bot.ports import CaseStore, CoverageLog
from bot.slack.directory import SlackDirectory
from bot.slack.identity import Payload
from bot.slack.sweep import Sweep
from bot.slack.workspaces import Workspaces

_SHARED = {
    "channel_shared": "shared a channel with another organisation",
    "channel_unshared": "stopped sharing a channel with another organisation",
}


class PlaceEvents:
    """Takes the events about channels."""

    def __init__(
        self,
        workspaces: Workspaces,
        directory: SlackDirectory,
        sweep: Sweep,
        *,
        cases: CaseStore,
        coverage: CoverageLog,
    ) -> None:
        self._workspaces = workspaces
        self._directory = directory
        self._sweep = sweep
        self._cases = cases
        self._coverage = coverage

    async def on_joined(self, event: InboundEvent, body: Payload) -> None:
        """Somebody joined a channel: its audience may have changed, or a gap has ended."""
        channel = _channel(body)
        self._directory.drop_conversation(event.tenant, channel)
        workspace = await self._workspaces.of(event.tenant)
        if body["event"].get("user") == workspace.bot_user:
            await self._coverage.close_gaps(Platform.SLACK, event.tenant, channel)

    async def on_left(self, event: InboundEvent, body: Payload) -> None:
        """Somebody left a channel: its audience may have changed."""
        self._directory.drop_conversation(event.tenant, _channel(body))

    async def on_bot_left(self, event: InboundEvent, body: Payload) -> None:
        """The bot was taken out of a channel: from now on it sees nothing there."""
        await self._coverage.open_gap(
            CoverageGap(
                platform=Platform.SLACK,
                tenant=event.tenant,
                conversation=_channel(body),
                since=event.received_at,
                because="the bot was removed from the channel",
                way_round="Invite the bot again: /invite in the channel.",
            )
        )

    async def on_created(self, event: InboundEvent, body: Payload) -> None:
        """A public channel was created: join it."""
        await self._sweep.join(await self._workspaces.of(event.tenant), _channel(body))

    async def on_sharing(self, event: InboundEvent, body: Payload) -> None:
        """A channel was shared outside, or no longer is: who reads along is asked anew."""
        channel = _channel(body)
        self._directory.drop_conversation(event.tenant, channel)
        await self._cases.audit(
            AuditEvent(
                actor="slack",
                verb=_SHARED[event.kind],
                subject=f"conversation:{Platform.SLACK.value}/{event.tenant}/{channel}",
                at=event.received_at,
            )
        )

    async def on_id_changed(self, event: InboundEvent, body: Payload) -> None:
        """A channel goes on under another id."""
        old = str(body["event"].get("old_channel_id") or "")
        new = str(body["event"].get("new_channel_id") or "")
        for channel in (old, new):
            self._directory.drop_conversation(event.tenant, channel)
        await self._coverage.close_gaps(Platform.SLACK, event.tenant, old)


def _channel(body: Payload) -> str:
    """The event names a channel by its id, or holds the channel itself."""
    channel = body["event"].get("channel")
    found = channel.get("id") if isinstance(channel, Mapping) else channel
    if not isinstance(found, str) or not found:
        raise MalformedEvent("It names no channel.")
    return found
