"""Knows the people and conversations of the chat, and who reads along."""

from __future__ import annotations

from bot.domain.message import Audience, AudienceKind, Author, Conversation, Standing
from bot.local.people import ORGANISATIONS, PEOPLE, PLACES, TENANT, Place, outsiders


class LocalDirectory:
    """Looks people and conversations up in the cast; what is not in it is unknown."""

    async def author(self, tenant: str, person: str) -> Author:
        """Return who that is; somebody outside the cast has unknown standing."""
        known = PEOPLE.get(person)
        if known is None or tenant != TENANT:
            return Author(id=person, tenant=tenant, standing=Standing.UNKNOWN)
        return Author(id=known.id, tenant=known.home, name=known.name, standing=known.standing)

    async def conversation(self, tenant: str, conversation: str) -> tuple[Conversation, Audience]:
        """Return the conversation and who reads along."""
        place = PLACES.get(conversation)
        if place is None or tenant != TENANT:
            unknown = Audience(kind=AudienceKind.UNKNOWN, because="the chat has no such place")
            return Conversation(id=conversation), unknown
        found = Conversation(
            id=place.id, kind=place.kind, name=place.name, is_private=place.is_private
        )
        return found, audience_of(place)


def audience_of(place: Place) -> Audience:
    """Return who can read that conversation, judged by its most distant member."""
    outside = outsiders(place)
    if not outside:
        because = f"everybody in it has an account of {ORGANISATIONS[TENANT]}"
        return Audience(kind=AudienceKind.INTERNAL, because=because)
    who = ", ".join(f"{person.name} belongs to {ORGANISATIONS[person.home]}" for person in outside)
    return Audience(kind=AudienceKind.EXTERNAL, because=who)
