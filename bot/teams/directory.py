"""Who somebody is and who reads along, as Teams' rosters know it; remembered for a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.cache import TimedCache
from bot.domain.message import (
    Audience,
    AudienceKind,
    Author,
    Conversation,
    ConversationKind,
    Standing,
)
from bot.errors import NotInstalled, PlatformRefused
from bot.ports import Clock
from bot.teams.connector import Connector, Spot
from bot.teams.identity import Someone
from bot.teams.outcomes import words_for
from bot.teams.people import audience_of, author_of, read_member
from bot.teams.references import Reference, References

Place = tuple[Conversation, Audience]

_PERSON_KEPT = timedelta(hours=1)
_AUDIENCE_KEPT = timedelta(minutes=30)
_SHARED_KEPT = timedelta(minutes=10)  # of its members' coming and going we may not be told
_UNKNOWN_KEPT = timedelta(seconds=30)  # ask again soon: unknown counts as external


class TeamsDirectory:
    """Implements the Directory port; raises TryLater when Teams asks to wait."""

    def __init__(self, references: References, connector: Connector, clock: Clock) -> None:
        self._references = references
        self._connector = connector
        self._people: TimedCache[tuple[str, str], Author] = TimedCache(clock, _PERSON_KEPT)
        # By tenant, team and roster: a change of a team's members concerns all its channels.
        self._audiences: TimedCache[tuple[str, str, str], Audience] = TimedCache(
            clock, _AUDIENCE_KEPT
        )

    async def author(self, tenant: str, person: str) -> Author:
        """Return who that is; a person who cannot be looked up has UNKNOWN standing."""
        known = self._people.get((tenant, person))
        if known is not None:
            return known
        seen = await self._references.find_person(tenant, person)
        if seen is None:
            return self._nobody(tenant, person)
        who = Someone(id=person, mri=seen.mri, name=seen.name)
        return await self._look_up(seen.spot(seen.seen_in), who)

    async def author_in(self, reference: Reference, who: Someone) -> Author:
        """Return who somebody is that has spoken in a conversation."""
        known = self._people.get((reference.tenant, who.id))
        return known if known is not None else await self._look_up(reference.spot, who)

    async def conversation(self, tenant: str, conversation: str) -> Place:
        """Return the conversation and who reads along; what cannot be found out is UNKNOWN."""
        reference = await self._references.find(tenant, conversation)
        if reference is None:
            return Conversation(id=conversation), _unknown("it was never told of it")
        return _conversation(reference), await self._audience(reference)

    def drop_conversation(self, tenant: str, conversation: str) -> None:
        """Forget who is in a conversation, or in all the channels of a team."""
        self._audiences.drop(lambda key: key[0] == tenant and conversation in key[1:])

    def drop_person(self, tenant: str, person: str) -> None:
        """Forget who somebody is."""
        self._people.drop(lambda key: key == (tenant, person))

    def drop_tenant(self, tenant: str) -> None:
        """Forget everything of a tenant."""
        self._people.drop(lambda key: key[0] == tenant)
        self._audiences.drop(lambda key: key[0] == tenant)

    async def _look_up(self, spot: Spot, who: Someone) -> Author:
        try:
            raw = await self._connector.member(spot, who.mri)
        except (PlatformRefused, NotInstalled):
            return self._nobody(spot.tenant, who.id, who.name)
        member = read_member(raw)
        author = author_of(member, spot.tenant)
        found = replace(author, id=who.id, name=author.name or who.name)
        return self._people.put((spot.tenant, who.id), found)

    def _nobody(self, tenant: str, person: str, name: str = "") -> Author:
        nobody = Author(id=person, tenant=tenant, name=name, standing=Standing.UNKNOWN)
        return self._people.put((tenant, person), nobody, _UNKNOWN_KEPT)

    async def _audience(self, reference: Reference) -> Audience:
        roster = _roster(reference)
        key = (reference.tenant, reference.team, roster.conversation)
        known = self._audiences.get(key)
        if known is not None:
            return known
        is_shared = reference.channel_type == "shared"
        try:
            listed = await self._connector.members(roster)
        except PlatformRefused as refusal:
            unknown = _unknown(words_for(refusal.code))
            return self._audiences.put(key, unknown, _UNKNOWN_KEPT)
        except NotInstalled:
            return _unknown("the app is not installed")
        members = [read_member(raw) for raw in listed]
        audience = audience_of(members, reference.tenant, is_shared=is_shared)
        kept = _SHARED_KEPT if is_shared else _AUDIENCE_KEPT
        kept = _UNKNOWN_KEPT if audience.kind is AudienceKind.UNKNOWN else kept
        return self._audiences.put(key, audience, kept)


def _roster(reference: Reference) -> Spot:
    """All standard channels of a team have the same members; they are asked for once."""
    if reference.channel_type == "standard" and reference.team:
        return replace(reference.spot, conversation=reference.team)
    return reference.spot


def _conversation(reference: Reference) -> Conversation:
    return Conversation(
        id=reference.conversation,
        kind=reference.kind,
        name=_name(reference),
        is_private=reference.kind is not ConversationKind.CHANNEL
        or reference.channel_type == "private",
    )


def _name(reference: Reference) -> str:
    if reference.kind is ConversationKind.DIRECT:
        return "a chat with the bot"
    if reference.kind is ConversationKind.GROUP:
        return reference.name or "a group chat"
    # Teams gives the first channel of a team no name of its own.
    channel = reference.name
    if not channel and reference.team == reference.conversation:
        channel = "General"
    return " › ".join(name for name in (reference.team_name, channel) if name) or "a channel"


def _unknown(because: str) -> Audience:
    return Audience(
        kind=AudienceKind.UNKNOWN, because=f"Teams did not say who reads along ({because})"
    )
