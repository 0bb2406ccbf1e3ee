"""Teams, channels and chats change: audiences are forgotten, names learnt, gaps noted."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.case import AuditEvent
from bot.domain.coverage import CoverageGap
from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.ports import CaseStore, CoverageLog
from bot.teams.directory import TeamsDirectory
from bot.teams.events import change_of
from bot.teams.identity import Raw, bot_of, node, nodes, someone, text_of
from bot.teams.references import Reference, References

_SHARING = {
    "channelShared": "shared a channel with another team",
    "channelUnshared": "stopped sharing a channel with another team",
}
_GONE = frozenset({"channelDeleted", "teamDeleted", "teamHardDeleted"})
REMOVED = "the app was removed from it"
ADD_AGAIN = "Add the app to it again."


class PlaceEvents:
    """Takes what happens to conversations."""

    def __init__(
        self,
        references: References,
        directory: TeamsDirectory,
        *,
        cases: CaseStore,
        coverage: CoverageLog,
    ) -> None:
        self._references = references
        self._directory = directory
        self._cases = cases
        self._coverage = coverage

    async def on_conversation(self, event: InboundEvent, activity: Raw) -> None:
        """Something about a conversation changed; who reads along is asked anew."""
        change = change_of(activity)
        if change in _GONE:
            await self._gone(event, activity, change)
            return
        if _names_the_bot(activity, "membersRemoved"):
            await self._bot_went(event)
            return
        place = await self._references.learn(activity)
        await self._learn_channel(activity, place)
        for conversation in {place.conversation, place.team, _channel(activity)} - {""}:
            self._directory.drop_conversation(event.tenant, conversation)
        for member in (*nodes(activity, "membersAdded"), *nodes(activity, "membersRemoved")):
            self._directory.drop_person(event.tenant, someone(member).id)
        if _names_the_bot(activity, "membersAdded"):
            await self._coverage.close_gaps(Platform.TEAMS, event.tenant, place.conversation)
        if change in _SHARING:
            await self._audit(event, _channel(activity) or place.conversation, _SHARING[change])

    async def _learn_channel(self, activity: Raw, place: Reference) -> None:
        """An event of a team names the channel it is about beside the place it was told in."""
        told = node(node(activity, "channelData"), "channel")
        channel = text_of(told, "id")
        if channel in ("", place.conversation):
            return
        known = await self._references.find(place.tenant, channel) or replace(
            place, conversation=channel, name="", channel_type=""
        )
        named = replace(
            known,
            name=text_of(told, "name") or known.name,
            channel_type=text_of(told, "type") or known.channel_type,
        )
        await self._references.keep(named)

    async def _bot_went(self, event: InboundEvent) -> None:
        """Nothing is learnt from it: the tenant's data may have been disposed of just before."""
        self._directory.drop_conversation(event.tenant, event.lane)
        if await self._references.find(event.tenant, event.lane) is None:
            return
        await self._coverage.open_gap(
            CoverageGap(
                platform=Platform.TEAMS,
                tenant=event.tenant,
                conversation=event.lane,
                since=event.received_at,
                because=REMOVED,
                way_round=ADD_AGAIN,
            )
        )

    async def _gone(self, event: InboundEvent, activity: Raw, change: str) -> None:
        """A channel that is deleted needs no watching; a team takes its channels with it."""
        conversation = _channel(activity) if change == "channelDeleted" else ""
        conversation = conversation or event.lane
        self._directory.drop_conversation(event.tenant, conversation)
        await self._coverage.close_gaps(Platform.TEAMS, event.tenant, conversation)
        await self._references.forget_conversation(event.tenant, conversation)

    async def _audit(self, event: InboundEvent, conversation: str, verb: str) -> None:
        await self._cases.audit(
            AuditEvent(
                actor="teams",
                verb=verb,
                subject=f"conversation:{Platform.TEAMS.value}/{event.tenant}/{conversation}",
                at=event.received_at,
            )
        )


def _channel(activity: Raw) -> str:
    return text_of(node(node(activity, "channelData"), "channel"), "id")


def _names_the_bot(activity: Raw, members: str) -> bool:
    bot = bot_of(activity)
    return any(text_of(member, "id") == bot for member in nodes(activity, members))
