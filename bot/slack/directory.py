"""Who somebody is and who reads along in a channel, as Slack knows it; remembered for a while."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

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
from bot.slack.guests import Guests
from bot.slack.people import User, author_of
from bot.slack.web import call
from bot.slack.workspaces import Workspace, Workspaces

Channel = Mapping[str, Any]
Place = tuple[Conversation, Audience]

_PERSON_KEPT = timedelta(minutes=30)
_PLACE_KEPT = timedelta(minutes=10)
_UNKNOWN_KEPT = timedelta(seconds=30)  # ask again soon: unknown counts as external


class SlackDirectory:
    """Implements the Directory port; raises TryLater when Slack asks to wait."""

    def __init__(self, workspaces: Workspaces, clock: Clock) -> None:
        self._workspaces = workspaces
        self._people: TimedCache[tuple[str, str], Author] = TimedCache(clock, _PERSON_KEPT)
        self._places: TimedCache[tuple[str, str], Place] = TimedCache(clock, _PLACE_KEPT)
        self._guests = Guests(workspaces, clock)

    async def author(self, tenant: str, person: str) -> Author:
        """Return who that is; a person who cannot be looked up has UNKNOWN standing."""
        known = self._people.get((tenant, person))
        if known is not None:
            return known
        try:
            workspace = await self._workspaces.of(tenant)
            answer = await call(workspace.client.users_info(user=person))
        except (PlatformRefused, NotInstalled):
            nobody = Author(id=person, tenant=tenant, standing=Standing.UNKNOWN)
            return self._people.put((tenant, person), nobody, _UNKNOWN_KEPT)
        found = author_of(answer.get("user") or {}, tenant, workspace.home)
        return self._people.put((tenant, person), found)

    async def conversation(self, tenant: str, conversation: str) -> Place:
        """Return the conversation and who reads along; what cannot be found out is UNKNOWN."""
        known = self._places.get((tenant, conversation))
        if known is not None:
            return known
        try:
            workspace = await self._workspaces.of(tenant)
            answer = await call(workspace.client.conversations_info(channel=conversation))
        except (PlatformRefused, NotInstalled) as refusal:
            code = refusal.code if isinstance(refusal, PlatformRefused) else "not_installed"
            place = _unknown(conversation, code)
            return self._places.put((tenant, conversation), place, _UNKNOWN_KEPT)
        place = await self._place(workspace, conversation, answer.get("channel") or {})
        return self._places.put((tenant, conversation), place)

    async def learn_person(self, tenant: str, user: User) -> None:
        """Take what Slack says changed about a person; audiences only if a guest came or went."""
        workspace = await self._workspaces.of(tenant)
        found = author_of(user, tenant, workspace.home)
        self._people.put((tenant, found.id), found)
        if self._guests.is_news(tenant, user):
            self._guests.drop(tenant)
            self._places.drop(lambda key: key[0] == tenant)

    def drop_conversation(self, tenant: str, conversation: str) -> None:
        """Forget a conversation, whose audience changed."""
        self._places.drop(lambda key: key == (tenant, conversation))

    def drop_tenant(self, tenant: str) -> None:
        """Forget everything of a tenant."""
        self._people.drop(lambda key: key[0] == tenant)
        self._places.drop(lambda key: key[0] == tenant)
        self._guests.drop(tenant)

    async def _place(self, workspace: Workspace, conversation: str, channel: Channel) -> Place:
        place = Conversation(
            id=conversation,
            kind=_kind(channel),
            name=_name(channel),
            is_private=channel.get("is_private") is True or channel.get("is_im") is True,
        )
        return place, await self._audience(workspace, conversation, channel)

    async def _audience(
        self, workspace: Workspace, conversation: str, channel: Channel
    ) -> Audience:
        shared = _shared_outside(channel)
        if shared:
            return Audience(kind=AudienceKind.EXTERNAL, because=shared)
        if channel.get("is_im") is True:
            other = await self.author(workspace.tenant, str(channel.get("user") or ""))
            return _of_a_pair(other)
        return await self._guests.audience(workspace, conversation)


def _shared_outside(channel: Channel) -> str:
    if channel.get("is_ext_shared") is True:
        return "the channel is shared with another organisation"
    if channel.get("is_pending_ext_shared") is True or channel.get("pending_connected_team_ids"):
        return "the channel is being shared with another organisation"
    return ""


_PAIR = {
    Standing.MEMBER: (AudienceKind.INTERNAL, "a direct message with a member"),
    Standing.BOT: (AudienceKind.INTERNAL, "a direct message with an app of the workspace"),
    Standing.GUEST: (AudienceKind.GUEST, "a direct message with a guest"),
    Standing.EXTERNAL: (AudienceKind.EXTERNAL, "a direct message with somebody from outside"),
    Standing.UNKNOWN: (AudienceKind.UNKNOWN, "Slack did not say who the other person is"),
}


def _of_a_pair(other: Author) -> Audience:
    kind, because = _PAIR[other.standing]
    return Audience(kind=kind, because=because)


def _kind(channel: Channel) -> ConversationKind:
    if channel.get("is_im") is True:
        return ConversationKind.DIRECT
    return ConversationKind.GROUP if channel.get("is_mpim") is True else ConversationKind.CHANNEL


def _name(channel: Channel) -> str:
    if channel.get("is_im") is True:
        return "a direct message"
    if channel.get("is_mpim") is True:
        return "a group message"
    name = channel.get("name")
    return f"#{name}" if name else ""


def _unknown(conversation: str, code: str) -> Place:
    because = f"Slack did not say who reads along ({code})"
    return (
        Conversation(id=conversation),
        Audience(kind=AudienceKind.UNKNOWN, because=because),
    )
