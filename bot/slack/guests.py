"""Which members of a workspace are guests, and whether any of them reads along in a channel."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from datetime import timedelta

from bot.cache import TimedCache
from bot.domain.message import Audience, AudienceKind
from bot.errors import PlatformRefused
from bot.ports import Clock
from bot.slack.people import User, is_guest
from bot.slack.web import call
from bot.slack.workspaces import Workspace, Workspaces

_KEPT = timedelta(hours=1)
_PAGE = 500
_MOST_PAGES = 40
_MEMBERS = 999

_ALL_INSIDE = "everybody in the channel has an account of the organisation"


class Guests:
    """Asks once an hour who the guests are; channels are looked through only if there are any."""

    def __init__(self, workspaces: Workspaces, clock: Clock) -> None:
        self._workspaces = workspaces
        self._guests: TimedCache[str, frozenset[str]] = TimedCache(clock, _KEPT, 1000)
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def audience(self, workspace: Workspace, channel: str) -> Audience:
        """Return GUEST if a guest is in the channel, else INTERNAL with what was not checked."""
        try:
            guests = await self._of(workspace)
            if not guests:
                return Audience(kind=AudienceKind.INTERNAL, because=_ALL_INSIDE)
            return await self._look_through(workspace, channel, guests)
        except PlatformRefused as refusal:
            because = f"not shared outside; guests could not be looked up ({refusal.code})"
            return Audience(kind=AudienceKind.INTERNAL, because=because)

    def is_news(self, tenant: str, user: User) -> bool:
        """Whether the person became a guest, or ceased to be one, since we asked."""
        known = self._guests.get(tenant)
        return known is not None and (user.get("id") in known) != is_guest(user)

    def drop(self, tenant: str) -> None:
        """Forget who the guests are."""
        self._guests.drop(lambda key: key == tenant)

    async def _of(self, workspace: Workspace) -> frozenset[str]:
        async with self._locks[workspace.tenant]:
            known = self._guests.get(workspace.tenant)
            if known is not None:
                return known
            return self._guests.put(workspace.tenant, await self._ask(workspace))

    async def _ask(self, workspace: Workspace) -> frozenset[str]:
        teams = await self._workspaces.teams(workspace)
        return frozenset().union(*[await self._ask_about(workspace, team) for team in teams])

    async def _ask_about(self, workspace: Workspace, team: str) -> set[str]:
        found: set[str] = set()
        cursor = ""
        for _ in range(_MOST_PAGES):
            page = await call(
                workspace.client.users_list(limit=_PAGE, cursor=cursor or None, team_id=team)
            )
            members = page.get("members") or ()
            found |= {user["id"] for user in members if is_guest(user)}
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return found
        raise PlatformRefused(code="too_many_users")

    async def _look_through(
        self, workspace: Workspace, channel: str, guests: frozenset[str]
    ) -> Audience:
        page = await call(workspace.client.conversations_members(channel=channel, limit=_MEMBERS))
        if guests.intersection(page.get("members") or ()):
            return Audience(kind=AudienceKind.GUEST, because="a guest is in the channel")
        if (page.get("response_metadata") or {}).get("next_cursor"):
            because = f"no guest among the first {_MEMBERS} members; the rest was not looked up"
            return Audience(kind=AudienceKind.INTERNAL, because=because)
        return Audience(kind=AudienceKind.INTERNAL, because=_ALL_INSIDE)
