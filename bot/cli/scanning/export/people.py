"""Who wrote in an export, and who read along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.cli.scanning.export.archive import Export
from bot.domain.message import (
    Audience,
    AudienceKind,
    Author,
    Conversation,
    ConversationKind,
    Standing,
)

Node = Mapping[str, Any]
_SLACKBOT = "USLACKBOT"
_UNLISTED = Audience(kind=AudienceKind.UNKNOWN, because="the export does not list the conversation")
_SHARED = Audience(
    kind=AudienceKind.EXTERNAL, because="the channel is shared with another organisation"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation and who reads along."""

    conversation: Conversation
    audience: Audience


@dataclass(frozen=True, slots=True)
class Directory:
    """The people and conversations of an export; places by the folder they lie in."""

    people: Mapping[str, Author]
    places: Mapping[str, Place]
    home: str

    def author(self, person: str, team: str) -> Author:
        """Return who that is; somebody not listed is external if their team is another one."""
        known = self.people.get(person, Author(id=person, tenant=team, standing=Standing.UNKNOWN))
        if person not in self.people and team and self.home and team != self.home:
            return replace(known, standing=Standing.EXTERNAL)
        return known

    def place(self, folder: str, author: Author) -> Place:
        """Return the conversation; an author of another organisation makes it external."""
        unlisted = Place(Conversation(id=folder, name=folder), _UNLISTED)
        place = self.places.get(folder, unlisted)
        if author.standing is Standing.EXTERNAL:
            because = "somebody of another organisation writes there"
            return replace(place, audience=Audience(kind=AudienceKind.EXTERNAL, because=because))
        return place


def read_people(users: Sequence[Node]) -> tuple[dict[str, Author], str]:
    """Return the people by their id, and the workspace most of them are of."""
    teams = Counter(_text(user, "team_id") for user in users if _text(user, "team_id"))
    home = teams.most_common(1)[0][0] if teams else ""
    own = {_organisation(user) for user in users if _text(user, "team_id") == home} - {""}
    people = {_text(user, "id"): _author(user, home, own) for user in users}
    return people, home


def read_places(export: Export, name: str, people: Mapping[str, Author]) -> dict[str, Place]:
    """Return the conversations one of the export's lists names; raises BadMember."""
    kind, is_private, key = _KINDS[name]
    places = {}
    for node in export.listed(name):
        conversation = Conversation(
            id=_text(node, "id"),
            kind=kind,
            name=_text(node, "name") or f"direct message {_text(node, 'id')}",
            is_private=is_private,
        )
        places[_text(node, key)] = Place(conversation, _audience(node, kind, people))
    return places


_KINDS: Mapping[str, tuple[ConversationKind, bool, str]] = {
    "channels.json": (ConversationKind.CHANNEL, False, "name"),
    "groups.json": (ConversationKind.CHANNEL, True, "name"),
    "mpims.json": (ConversationKind.GROUP, True, "name"),
    "dms.json": (ConversationKind.DIRECT, True, "id"),
}
LISTS = tuple(_KINDS)


def _author(user: Node, home: str, own: set[str]) -> Author:
    team = _text(user, "team_id")
    return Author(
        id=_text(user, "id"),
        tenant=team,
        name=_text(user, "real_name") or _text(user, "name"),
        standing=_standing(user, is_own=team in ("", home) or _organisation(user) in own),
    )


def _standing(user: Node, *, is_own: bool) -> Standing:
    if user.get("is_bot") is True or user.get("id") == _SLACKBOT:
        return Standing.BOT
    if user.get("is_stranger") is True or not is_own:
        return Standing.EXTERNAL
    if user.get("is_restricted") is True or user.get("is_ultra_restricted") is True:
        return Standing.GUEST
    return Standing.MEMBER


def _audience(node: Node, kind: ConversationKind, people: Mapping[str, Author]) -> Audience:
    if node.get("is_ext_shared") is True:
        return _SHARED
    listed = node.get("members")
    members = [str(member) for member in listed] if isinstance(listed, list) else []
    standings = {people[member].standing for member in members if member in people}
    if Standing.EXTERNAL in standings:
        because = "somebody of another organisation is a member"
        return Audience(kind=AudienceKind.EXTERNAL, because=because)
    if kind is not ConversationKind.CHANNEL and not all(member in people for member in members):
        because = "the export does not list everybody in it"
        return Audience(kind=AudienceKind.UNKNOWN, because=because)
    if Standing.GUEST in standings:
        return Audience(kind=AudienceKind.GUEST, because="a guest is a member")
    return Audience(kind=AudienceKind.INTERNAL, because="everybody in it is of the workspace")


def _organisation(user: Node) -> str:
    grid = user.get("enterprise_user")
    return _text(grid, "enterprise_id") if isinstance(grid, Mapping) else ""


def _text(node: Node, key: str) -> str:
    value = node.get(key)
    return value if isinstance(value, str) else ""
