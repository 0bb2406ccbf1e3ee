"""Where conversations live and how people are reached, sealed in the vault."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from bot.cache import TimedCache
from bot.domain.message import ConversationKind
from bot.ports import Clock, Vault
from bot.teams.connector import Spot
from bot.teams.identity import (
    Raw,
    Someone,
    bot_of,
    conversation_of,
    needed,
    node,
    sender_of,
    tenant_of,
    text_of,
)

_PLACES = "teams-place"
_PEOPLE = "teams-person"
_KINDS = {
    "personal": ConversationKind.DIRECT,
    "groupChat": ConversationKind.GROUP,
    "channel": ConversationKind.CHANNEL,
}
_AT_HAND = 20_000
_KEPT = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A conversation: who serves it, and what Teams said it is; the newest word counts."""

    tenant: str
    conversation: str
    service_url: str
    bot: str = ""
    kind: ConversationKind = ConversationKind.CHANNEL
    name: str = ""
    team: str = ""
    team_name: str = ""
    group: str = ""  # the team's id in the directory, which Graph asks for
    channel_type: str = ""

    @property
    def spot(self) -> Spot:
        """Where to speak in it."""
        return Spot(
            tenant=self.tenant, service_url=self.service_url, conversation=self.conversation
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who was seen: `mri` is the person's id for this bot, `direct` the 1:1 with it."""

    tenant: str
    id: str
    mri: str
    name: str = ""
    seen_in: str
    service_url: str
    bot: str = ""
    direct: str = ""

    def spot(self, conversation: str) -> Spot:
        """A conversation that is served where the person is."""
        return Spot(tenant=self.tenant, service_url=self.service_url, conversation=conversation)


class References:
    """Keeps both; what has not changed is not written again."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._places: TimedCache[str, Reference] = TimedCache(clock, _KEPT, _AT_HAND)
        self._people: TimedCache[str, Person] = TimedCache(clock, _KEPT, _AT_HAND)

    async def learn(self, activity: Raw) -> Reference:
        """Take from an activity where it was said, and by whom; raises MalformedEvent."""
        told = reference_in(activity)
        known = await self.find(told.tenant, told.conversation)
        reference = _joined(told, known) if known else told
        if reference != known:
            await self.keep(reference)
        sender = sender_of(activity)
        if sender.id and not sender.is_bot:
            await self._learn_person(reference, sender)
        return reference

    async def keep(self, reference: Reference) -> None:
        """Keep what is known of a conversation."""
        key = _key(reference.tenant, reference.conversation)
        await self._vault.put(_PLACES, key, json.dumps(asdict(reference)).encode())
        self._places.put(key, reference)

    async def find(self, tenant: str, conversation: str) -> Reference | None:
        """Return what is known of a conversation."""
        key = _key(tenant, conversation)
        known = self._places.get(key)
        if known is not None:
            return known
        value = await self._vault.get(_PLACES, key)
        if value is None:
            return None
        kept = json.loads(value)
        kept["kind"] = ConversationKind(kept["kind"])
        return self._places.put(key, Reference(**kept))

    async def find_person(self, tenant: str, person: str) -> Person | None:
        """Return what is known of a person."""
        key = _key(tenant, person)
        known = self._people.get(key)
        if known is not None:
            return known
        value = await self._vault.get(_PEOPLE, key)
        return self._people.put(key, Person(**json.loads(value))) if value else None

    async def keep_person(self, person: Person) -> Person:
        """Keep what is known of a person."""
        key = _key(person.tenant, person.id)
        await self._vault.put(_PEOPLE, key, json.dumps(asdict(person)).encode())
        return self._people.put(key, person)

    async def note_direct(self, person: Person, conversation: str) -> Person:
        """Remember the 1:1 conversation with somebody."""
        return await self.keep_person(replace(person, direct=conversation))

    async def forget_direct(self, tenant: str, person: str) -> None:
        """The 1:1 conversation is of no use any more; opening it anew will say why not."""
        known = await self.find_person(tenant, person)
        if known is not None:
            await self.note_direct(known, "")

    async def forget_conversation(self, tenant: str, conversation: str) -> None:
        """Dispose of a conversation the bot was taken out of."""
        key = _key(tenant, conversation)
        await self._vault.take(_PLACES, key)
        self._places.drop(lambda kept: kept == key)

    async def forget(self, tenant: str) -> None:
        """Dispose of everything of a tenant."""
        for space in (_PLACES, _PEOPLE):
            await self._vault.delete(space, _key(tenant, ""))
        self._places.drop(lambda key: key.startswith(_key(tenant, "")))
        self._people.drop(lambda key: key.startswith(_key(tenant, "")))

    async def _learn_person(self, reference: Reference, sender: Someone) -> None:
        known = await self.find_person(reference.tenant, sender.id)
        person = Person(
            tenant=reference.tenant,
            id=sender.id,
            mri=sender.mri,
            name=sender.name,
            seen_in=reference.conversation,
            service_url=reference.service_url,
            bot=reference.bot,
        )
        if reference.kind is ConversationKind.DIRECT:
            person = replace(person, direct=reference.conversation)
        if known is not None:  # seen in many places; one of them is enough
            person = replace(
                person,
                name=sender.name or known.name,
                seen_in=known.seen_in,
                direct=person.direct or known.direct,
            )
        if person != known:
            await self.keep_person(person)


def reference_in(activity: Raw) -> Reference:
    """Return what an activity says of its conversation; raises MalformedEvent."""
    told = node(activity, "conversation")
    channel_data = node(activity, "channelData")
    team, channel = node(channel_data, "team"), node(channel_data, "channel")
    conversation = conversation_of(activity)
    names_itself = text_of(channel, "id") in ("", conversation)
    return Reference(
        tenant=tenant_of(activity),
        conversation=conversation,
        service_url=needed(activity, "serviceUrl"),
        bot=bot_of(activity),
        kind=_KINDS.get(text_of(told, "conversationType"), ConversationKind.CHANNEL),
        name=text_of(told, "name") or (text_of(channel, "name") if names_itself else ""),
        team=text_of(team, "id"),
        team_name=text_of(team, "name"),
        group=text_of(team, "aadGroupId"),
        channel_type=text_of(channel, "type") if names_itself else "",
    )


def _joined(told: Reference, known: Reference) -> Reference:
    """Messages often leave out the names that an earlier event brought."""
    return replace(
        told,
        bot=told.bot or known.bot,
        name=told.name or known.name,
        team=told.team or known.team,
        team_name=told.team_name or known.team_name,
        group=told.group or known.group,
        channel_type=told.channel_type or known.channel_type,
    )


def _key(tenant: str, name: str) -> str:
    return f"{tenant}/{name}"
