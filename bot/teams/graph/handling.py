"""Handles what Graph told: messages are inspected, answers recorded, subscriptions looked after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import structlog

from bot.domain.event import InboundEvent
from bot.domain.message import (
    Audience,
    Author,
    Conversation,
    Message,
    MessageRef,
    Standing,
)
from bot.errors import PlatformRefused, UnknownMessage
from bot.inspection import Inspection
from bot.ports import Vault
from bot.teams.config import TeamsConfig
from bot.teams.directory import TeamsDirectory
from bot.teams.graph.addresses import Where
from bot.teams.graph.chat_messages import (
    NEWS,
    OUR_OWN,
    identity_of,
    is_with_the_bot,
    read_chat_message,
)
from bot.teams.graph.client import NOT_FOUND, Graph
from bot.teams.graph.directory import GraphDirectory
from bot.teams.graph.events import moment_of, where_of
from bot.teams.graph.files import known_places
from bot.teams.graph.places import Places
from bot.teams.graph.repeats import Repeats
from bot.teams.graph.self_test import SelfTests
from bot.teams.graph.subscriptions import Subscriptions
from bot.teams.graph.verdicts import Verdicts
from bot.teams.identity import Raw, node, text_of
from bot.teams.normalise import Draft, Ignored, Withdrawal, to_message
from bot.teams.references import References
from bot.teams.wording import is_said

_log = structlog.get_logger(__name__)

_DELETED = "teams-graph-deleted"
_DELETED_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphEvents:
    """Hands messages to the inspection, as the bot's own activities are handed to it."""

    config: TeamsConfig
    graph: Graph
    inspection: Inspection
    directory: TeamsDirectory
    references: References
    rosters: GraphDirectory
    places: Places
    verdicts: Verdicts
    repeats: Repeats
    self_tests: SelfTests
    subscriptions: Subscriptions
    vault: Vault

    async def on_message(self, event: InboundEvent, body: Raw) -> None:
        """Look at a message as it stands now; raises TryLater."""
        where = where_of(body)
        registration = self.config.registration(event.tenant)
        if where is None or is_with_the_bot(where.conversation, registration.app_id):
            self._count("ignored")  # the bot's own chat with somebody is told to the bot itself
            return
        content = node(body, "content") or await self._read(event.tenant, where)
        await self.places.note(event.tenant, where)
        is_back = await self._is_back(event.tenant, where, content)
        read = read_chat_message(
            content,
            tenant=event.tenant,
            bot=registration.bot,
            received_at=event.received_at,
            is_own=self.graph.is_own,
            is_back=is_back,
        )
        if isinstance(read, Withdrawal):
            await self._withdraw(read.ref, where, content)
        elif isinstance(read, Ignored):
            await self._leave_out(event.tenant, where, read)
        else:
            await self._inspect(read, where, content)
            if is_back:
                await self.vault.take(_DELETED, _key(event.tenant, where))

    async def _leave_out(self, tenant: str, where: Where, read: Ignored) -> None:
        self._count("ignored")
        if read.because == OUR_OWN:
            await self.self_tests.heard(tenant, where)
        elif read.because == NEWS:  # somebody came, perhaps: who reads along is asked anew
            self.rosters.drop(tenant, where.conversation)
            self.directory.drop_conversation(tenant, where.conversation)

    async def on_lifecycle(self, event: InboundEvent, body: Raw) -> None:
        """Do what becomes of a subscription asks for; raises TryLater."""
        await self.subscriptions.on_lifecycle(
            event.tenant, text_of(body, "lifecycleEvent"), text_of(body, "subscriptionId")
        )

    async def _inspect(self, draft: Draft, where: Where, content: Raw) -> None:
        draft = await self._with_a_new_title(draft, content)
        if await self.repeats.is_one(draft):
            self._count("repeated")
        else:
            message = await self._message(draft, where, content)
            if message is None:
                self._count("bot")
                return
            await self.inspection.handle(message)
        await self.verdicts.take(draft.ref, content)

    async def _with_a_new_title(self, draft: Draft, content: Raw) -> Draft:
        """The bot is not told a post's title: if it was quicker, that was not looked at yet.

        The whole is looked at as a revision of the moment it was written, however often it is told.
        """
        title, written = text_of(content, "subject"), text_of(content, "createdDateTime")
        if not title.strip() or draft.is_edit:
            return draft
        known = await self._known(draft.ref)
        if known is None or is_said(title, known.text):
            return draft
        moment = moment_of(written) or draft.sent_at
        revision = str(int(moment.timestamp() * 1000))
        return replace(draft, ref=replace(draft.ref, revision=revision))

    async def _known(self, ref: MessageRef) -> Message | None:
        try:
            return await self.inspection.messages.load_message(ref)
        except UnknownMessage:
            return None

    async def _message(self, draft: Draft, where: Where, content: Raw) -> Message | None:
        author = await self._author(draft, where, content)
        if author is None:
            return None
        draft = replace(draft, attachments=known_places(draft.attachments))
        return to_message(draft, author, await self._place(draft.ref, where))

    async def _author(self, draft: Draft, where: Where, content: Raw) -> Author | None:
        """Return who wrote it; None for other bots, unless they are inspected."""
        tenant, who = draft.ref.tenant, draft.sender
        if who.is_bot:
            if not self.config.inspect_bots:
                return None
            return Author(id=who.id, tenant=tenant, name=who.name, standing=Standing.BOT)
        known = await self.references.find(tenant, where.conversation)
        if known is not None:  # the bot is there, and its roster knows the guests
            author = await self.directory.author_in(known, who)
            if author.standing is not Standing.UNKNOWN:
                return author
        return await self.rosters.author(tenant, where, who, identity_of(content))

    async def _place(self, ref: MessageRef, where: Where) -> tuple[Conversation, Audience]:
        if await self.references.find(ref.tenant, ref.conversation) is not None:
            return await self.directory.conversation(ref.tenant, ref.conversation)
        return await self.rosters.conversation(ref.tenant, where)

    async def _read(self, tenant: str, where: Where) -> Raw:
        """Read a message whose content was not told, or could not be opened."""
        try:
            return await self.graph.get(tenant, where.path)
        except PlatformRefused as refusal:
            if refusal.code not in NOT_FOUND:
                raise  # a look that failed: the event is set aside for a person to see
        return {
            "id": where.message,
            "chatId": where.conversation,
            "deletedDateTime": self.inspection.clock.now().isoformat(),
        }

    async def _withdraw(self, ref: MessageRef, where: Where, content: Raw) -> None:
        expires = self.inspection.clock.now() + _DELETED_KEPT
        moment = text_of(content, "deletedDateTime").encode()
        await self.vault.put(_DELETED, _key(ref.tenant, where), moment, expires=expires)
        await self.inspection.withdraw(ref)

    async def _is_back(self, tenant: str, where: Where, content: Raw) -> bool:
        """Whether a deletion was undone: Graph tells only that the message changed after it.

        What it tells late is of before the deletion, and no revision of its own.
        """
        if text_of(content, "deletedDateTime"):
            return False
        deleted = await self.vault.get(_DELETED, _key(tenant, where))
        changed = moment_of(text_of(content, "lastModifiedDateTime"))
        gone = moment_of(deleted.decode()) if deleted is not None else None
        if gone is None or changed is None:
            return deleted is not None
        return changed >= gone

    def _count(self, outcome: str) -> None:
        self.inspection.meter.count("messages", outcome=outcome)


def _key(tenant: str, where: Where) -> str:
    return f"{tenant}/{where.conversation}/{where.message}"
