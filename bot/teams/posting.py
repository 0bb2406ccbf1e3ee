"""Puts letters where they belong and remembers each before anything else is done."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.domain.message import ConversationKind, Message
from bot.errors import PlatformRefused
from bot.teams.cards import Activity
from bot.teams.config import TeamsConfig
from bot.teams.connector import Connector, Spot
from bot.teams.letters import Letters, Posted
from bot.teams.outcomes import GONE, UNKNOWN_PERSON, UNKNOWN_PLACE
from bot.teams.references import Person, Reference, References
from bot.teams.tier import Installing


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Something to post, and how it is recognised again."""

    activity: Activity
    mark: str


class Posting:
    """Speaks in conversations and to people; raises PlatformRefused, NotInstalled, TryLater."""

    def __init__(
        self,
        config: TeamsConfig,
        references: References,
        connector: Connector,
        letters: Letters,
        *,
        installing: Installing | None = None,
    ) -> None:
        self._config = config
        self._references = references
        self._connector = connector
        self._letters = letters
        self._installing = installing

    async def place(self, tenant: str, conversation: str) -> Reference:
        """Return a conversation the bot is in."""
        self._config.registration(tenant)  # else its address is of no use
        found = await self._references.find(tenant, conversation)
        if found is None:
            raise PlatformRefused(code=UNKNOWN_PLACE)
        return found

    async def person(self, tenant: str, person: str) -> Person:
        """Return somebody the bot has met, or is introduced to now."""
        self._config.registration(tenant)
        found = await self._references.find_person(tenant, person)
        if found is not None:
            return found
        met = await self._installing.introduce(tenant, person) if self._installing else None
        if met is None:
            raise PlatformRefused(code=UNKNOWN_PERSON)
        return await self._references.keep_person(met)

    async def to_person(self, person: Person, letter: Letter) -> Posted:
        """Post it in the 1:1 conversation, which is opened if need be."""
        if person.direct:
            try:
                return await self._send(person.spot(person.direct), letter)
            except PlatformRefused as refusal:
                if refusal.code not in GONE:
                    raise
        opened = await self._open_direct(person)
        return await self._send(opened.spot(opened.direct), letter)

    async def to_place(self, place: Reference, letter: Letter, *, thread: str = "") -> Posted:
        """Post it in a conversation, below that message where it has threads."""
        has_threads = place.kind is ConversationKind.CHANNEL and bool(thread)
        spot = place.spot.in_thread(thread) if has_threads else place.spot
        return await self._send(spot, letter)

    async def to_admin_place(self, message: Message, conversation: str, letter: Letter) -> Posted:
        """Post it where the admins read: served as the message's place is, if nothing is known."""
        tenant = message.ref.tenant
        found = await self._references.find(tenant, conversation)
        if found is None:
            beside = await self.place(tenant, message.ref.conversation)
            return await self._send(replace(beside.spot, conversation=conversation), letter)
        return await self._send(found.spot, letter)

    async def to_one_in(self, place: Reference, message: Message, letter: Letter) -> Posted:
        """Post it in the conversation so that the author alone sees it."""
        person = await self.person(message.ref.tenant, message.author.id)
        spot = place.spot
        if place.kind is ConversationKind.CHANNEL:
            spot = spot.in_thread(message.thread or message.ref.message)
        activity = await self._connector.send_to_one(spot, letter.activity, person.mri)
        return await self._remember(spot, letter, activity, is_targeted=True)

    async def _open_direct(self, person: Person) -> Person:
        bot = person.bot or self._config.registration(person.tenant).bot
        try:
            direct = await self._connector.open_direct(person.spot(""), bot, person.mri)
        except PlatformRefused:
            if self._installing is None or not await self._installing.install(person):
                raise
            direct = await self._connector.open_direct(person.spot(""), bot, person.mri)
        return await self._references.note_direct(person, direct)

    async def _send(self, spot: Spot, letter: Letter) -> Posted:
        activity = await self._connector.send(spot, letter.activity)
        return await self._remember(spot, letter, activity)

    async def _remember(
        self, spot: Spot, letter: Letter, activity: str, *, is_targeted: bool = False
    ) -> Posted:
        posted = Posted(
            conversation=spot.conversation,
            activity=activity,
            service_url=spot.service_url,
            is_targeted=is_targeted,
        )
        await self._letters.note(spot.tenant, letter.mark, posted)
        return posted
