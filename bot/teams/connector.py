"""The Bot Connector's REST interface: what the bot says in Teams, and whom it can ask about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, urlencode

from bot.errors import PlatformRefused
from bot.teams.rest import Json, Rest

_PAGE = 500
_TARGETED = "?isTargetedActivity=true"
_MOST_PAGES = 60  # more than a team can hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where to speak: a conversation, and the address that serves it."""

    tenant: str
    service_url: str
    conversation: str

    def in_thread(self, root: str) -> Spot:
        """Return the thread below that message of a channel."""
        return replace(self, conversation=f"{self.conversation};messageid={root}")


class Connector:
    """Implements what the room needs of it; raises PlatformRefused and TryLater."""

    def __init__(self, rest: Rest) -> None:
        self._rest = rest

    async def open_direct(self, spot: Spot, bot: str, person: str) -> str:
        """Return the id of the 1:1 conversation with that person, which may be there already."""
        body = {
            "isGroup": False,
            "bot": {"id": bot},
            "members": [{"id": person}],
            "tenantId": spot.tenant,
            "channelData": {"tenant": {"id": spot.tenant}},
        }
        url = f"{_base(spot)}/v3/conversations"
        return _id_in(await self._rest.call(spot.tenant, "POST", url, body=body))

    async def send(self, spot: Spot, activity: Json, *, reply_to: str = "") -> str:
        """Say it, perhaps in answer to something, and return its id."""
        return _id_in(
            await self._rest.call(
                spot.tenant, "POST", _activities(spot, reply_to), body={**activity}
            )
        )

    async def send_to_one(self, spot: Spot, activity: Json, person: str) -> str:
        """Say it in a conversation so that one person alone sees it, and return its id."""
        url = f"{_activities(spot)}{_TARGETED}"
        recipient = {"id": person, "isTargeted": True}
        body = {**activity, "recipient": recipient}
        return _id_in(await self._rest.call(spot.tenant, "POST", url, body=body))

    async def update(
        self, spot: Spot, activity_id: str, activity: Json, *, is_targeted: bool = False
    ) -> None:
        """Put something else in its place."""
        url = _activities(spot, activity_id) + (_TARGETED if is_targeted else "")
        await self._rest.call(spot.tenant, "PUT", url, body={**activity, "id": activity_id})

    async def delete(self, spot: Spot, activity_id: str) -> None:
        """Take back what the bot itself said."""
        await self._rest.call(spot.tenant, "DELETE", _activities(spot, activity_id))

    async def member(self, spot: Spot, person: str) -> Json:
        """Return one member of the conversation."""
        url = f"{_conversation(spot)}/members/{quote(person, safe='')}"
        return await self._rest.call(spot.tenant, "GET", url)

    async def members(self, spot: Spot) -> list[Json]:
        """Return everybody in the conversation; `too_many_members` where there is no end."""
        found: list[Json] = []
        more = ""
        for _ in range(_MOST_PAGES):
            query = urlencode({"pageSize": _PAGE} | ({"continuationToken": more} if more else {}))
            url = f"{_conversation(spot)}/pagedmembers?{query}"
            page = await self._rest.call(spot.tenant, "GET", url)
            found.extend(_listed(page.get("members")))
            more = str(page.get("continuationToken") or "")
            if not more:
                return found
        raise PlatformRefused(code="too_many_members")


def _base(spot: Spot) -> str:
    return spot.service_url.rstrip("/")


def _conversation(spot: Spot) -> str:
    return f"{_base(spot)}/v3/conversations/{quote(spot.conversation, safe='')}"


def _activities(spot: Spot, activity_id: str = "") -> str:
    below = f"/{quote(activity_id, safe='')}" if activity_id else ""
    return f"{_conversation(spot)}/activities{below}"


def _id_in(answer: Mapping[str, Any]) -> str:
    found = answer.get("id")
    return str(found) if found else ""


def _listed(members: object) -> Iterator[Json]:
    listed = members if isinstance(members, list) else []
    return (member for member in listed if isinstance(member, Mapping))
