"""Who somebody is and who reads along where the bot itself is not: as Graph's rosters know it."""

from __future__ import annotations

from datetime import timedelta

from bot.cache import TimedCache
from bot.domain.message import (
    Audience,
    AudienceKind,
    Author,
    Conversation,
    ConversationKind,
)
from bot.errors import NotInstalled, PlatformRefused
from bot.ports import Clock
from bot.teams.graph.addresses import Where
from bot.teams.graph.client import FORBIDDEN, Graph
from bot.teams.identity import Raw, Someone, text_of
from bot.teams.people import Member, audience_of, author_of

_KEPT = timedelta(minutes=30)
_SHARED_KEPT = timedelta(minutes=10)
_UNKNOWN_KEPT = timedelta(seconds=30)  # ask again soon: unknown counts as external
_NAMES_KEPT = timedelta(hours=6)
_PEOPLE = frozenset({"aadUser", "onPremiseAadUser"})
_DIRECT = "@unq.gbl.spaces"
_NOT_GRANTED = "the tenant has not granted reading its members by Microsoft Graph"
_SHARED = "shared"

Roster = tuple[Member, ...]


class GraphDirectory:
    """Asks Graph; raises TryLater when it asks to wait or is away."""

    def __init__(self, graph: Graph, clock: Clock) -> None:
        self._graph = graph
        self._rosters: TimedCache[tuple[str, str], Roster] = TimedCache(clock, _KEPT)
        self._refused: TimedCache[tuple[str, str], str] = TimedCache(clock, _UNKNOWN_KEPT)
        self._channels: TimedCache[tuple[str, str], Raw] = TimedCache(clock, _NAMES_KEPT)

    async def author(self, tenant: str, where: Where, who: Someone, identity: Raw) -> Author:
        """Return who wrote a message: as the roster knows them, else as the message says."""
        roster = await self._roster(tenant, where)
        known = roster if isinstance(roster, tuple) else ()
        member = next((one for one in known if one.id == who.id), None)
        return author_of(member or _stranger(who, identity, tenant), tenant)

    async def conversation(self, tenant: str, where: Where) -> tuple[Conversation, Audience]:
        """Return the conversation and who reads along; what cannot be found out is UNKNOWN."""
        channel = await self._channel(tenant, where) if where.group else {}
        roster = await self._roster(tenant, where)
        is_shared = text_of(channel, "membershipType") == _SHARED
        if isinstance(roster, str):
            audience = Audience(
                kind=AudienceKind.UNKNOWN,
                because=f"Microsoft Graph did not say who reads along ({roster})",
            )
        else:
            audience = audience_of(roster, tenant, is_shared=is_shared)
        return _conversation(where, channel), audience

    def drop(self, tenant: str, conversation: str) -> None:
        """Forget who is in a conversation."""
        self._rosters.drop(lambda key: key == (tenant, conversation))

    async def _roster(self, tenant: str, where: Where) -> Roster | str:
        """Return the members, or why they are not known."""
        key = (tenant, where.conversation)
        known = self._rosters.get(key) or self._refused.get(key)
        if known is not None:
            return known
        try:
            listed = [_read(one) async for one in self._graph.pages(tenant, where.members_path)]
        except (PlatformRefused, NotInstalled) as refusal:
            code = getattr(refusal, "code", "the app is not installed")
            return self._refused.put(key, _NOT_GRANTED if code == FORBIDDEN else code)
        is_home = all(member.tenant == tenant for member in listed)
        return self._rosters.put(key, tuple(listed), None if is_home else _SHARED_KEPT)

    async def _channel(self, tenant: str, where: Where) -> Raw:
        key = (tenant, where.conversation)
        known = self._channels.get(key)
        if known is not None:
            return known
        try:
            told: Raw = await self._graph.get(tenant, where.place_path)
        except (PlatformRefused, NotInstalled):
            return self._channels.put(key, {}, _UNKNOWN_KEPT)
        return self._channels.put(key, told)


def _read(told: Raw) -> Member:
    kind, person = text_of(told, "@odata.type").lower(), text_of(told, "userId")
    is_nobody = "anonymous" in kind or not person
    roles = told.get("roles")
    is_guest = isinstance(roles, list) and "guest" in roles
    identity = person or text_of(told, "anonymousGuestId") or text_of(told, "id")
    return Member(
        id=identity,
        mri=identity,
        name=text_of(told, "displayName"),
        tenant=text_of(told, "tenantId").lower(),
        role="anonymous" if is_nobody else "guest" if is_guest else "",
    )


def _stranger(who: Someone, identity: Raw, host: str) -> Member:
    """Somebody who is on no roster we can read: the message tells their kind, not their role.

    A guest is told as any other account of the tenant, so at home nobody's standing is known.
    """
    kind, home = text_of(identity, "userIdentityType"), text_of(identity, "tenantId").lower()
    is_ours = kind in _PEOPLE and home in ("", host)
    return Member(
        id=who.id,
        mri=who.mri,
        name=who.name,
        tenant="" if is_ours else home,
        role="" if kind in _PEOPLE or kind == "federatedUser" or not kind else "anonymous",
    )


def _conversation(where: Where, channel: Raw) -> Conversation:
    if where.group:
        return Conversation(
            id=where.conversation,
            name=text_of(channel, "displayName") or "a channel",
            is_private=text_of(channel, "membershipType") == "private",
        )
    is_direct = where.conversation.endswith(_DIRECT)
    return Conversation(
        id=where.conversation,
        kind=ConversationKind.DIRECT if is_direct else ConversationKind.GROUP,
        name="a chat between two people" if is_direct else "a group chat",
        is_private=True,
    )
