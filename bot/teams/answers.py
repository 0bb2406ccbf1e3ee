"""An author's answer, taken from the queue: recorded, done, shown on the card."""

from __future__ import annotations

import structlog

from bot.domain.decision import ActionOutcome, OutcomeStatus
from bot.domain.event import InboundEvent
from bot.domain.message import Message
from bot.domain.notice import warning
from bot.domain.reply import AuthorReply, ReplyKind
from bot.errors import MalformedEvent, NotAllowed, NotInstalled, PlatformRefused, UnknownMessage
from bot.ports import MessageStore
from bot.responding import Responding
from bot.teams.cards import Card, card_activity, note_card, warning_card
from bot.teams.connector import Connector, Spot
from bot.teams.identity import Raw
from bot.teams.letters import Letters, Question
from bot.teams.waiting import Waiting

_log = structlog.get_logger(__name__)

_SHOWN = {
    ReplyKind.NEEDED: "✓ Your reason is recorded. A supervisor can read it.",
    ReplyKind.NOT_CONFIDENTIAL: "✓ Recorded: you say this is not confidential.",
}


class Answers:
    """Takes answers; only the author's."""

    def __init__(
        self,
        responding: Responding,
        *,
        messages: MessageStore,
        letters: Letters,
        connector: Connector,
        waiting: Waiting,
    ) -> None:
        self._responding = responding
        self._messages = messages
        self._letters = letters
        self._connector = connector
        self._waiting = waiting

    async def on_answer(self, event: InboundEvent, body: Raw) -> None:
        """Record one answer and show the author what became of it."""
        question = await self._letters.question(event.tenant, str(body.get("question") or ""))
        if question is None:
            return
        reply = _reply(event, body, question)
        try:
            message = await self._messages.load_message(reply.ref)
            outcome = await self._responding.respond(reply)
        except (NotAllowed, UnknownMessage) as refusal:
            _log.warning("reply refused", error=type(refusal).__name__, tenant=event.tenant)
            self._waiting.show(event.id, note_card("This message is no longer known here."))
            return
        card, headline = await self._card(message, _words(reply, outcome))
        self._waiting.show(event.id, card)
        await self._update(question, card, headline)

    async def _card(self, message: Message, state: str) -> tuple[Card, str]:
        decision = await self._messages.load_decision(message.ref)
        if decision is None:
            return note_card(state), state
        notice = warning(decision, message)
        return warning_card(notice, message, state=state), notice.headline

    async def _update(self, question: Question, card: Card, headline: str) -> None:
        """The answer to the press changes the card for a moment; this changes it for good."""
        tenant = question.ref.tenant
        posted = await self._letters.posted(tenant, question.mark)
        if posted is None:
            return
        spot = Spot(tenant=tenant, service_url=posted.service_url, conversation=posted.conversation)
        activity = card_activity(card, headline)
        try:
            await self._connector.update(
                spot, posted.activity, activity, is_targeted=posted.is_targeted
            )
        except (PlatformRefused, NotInstalled) as refusal:  # the answer stands nevertheless
            _log.info("warning not updated", error=type(refusal).__name__, tenant=tenant)


def _reply(event: InboundEvent, body: Raw, question: Question) -> AuthorReply:
    try:
        return AuthorReply(
            ref=question.ref,
            kind=ReplyKind(body["kind"]),
            by=str(body["by"]),
            at=event.received_at,
            reason=str(body.get("reason") or ""),
        )
    except (KeyError, ValueError):
        raise MalformedEvent from None


def _words(reply: AuthorReply, outcome: ActionOutcome) -> str:
    if reply.kind is not ReplyKind.REMOVE:
        return _SHOWN[reply.kind]
    if outcome.status is OutcomeStatus.DONE:
        return "✓ Removed. Thank you."
    if outcome.status is OutcomeStatus.NOT_PERMITTED:  # by what, is for the admin to read
        return "I am not permitted to remove it. Please delete it yourself."
    return f"I could not remove it ({outcome.detail}). Please delete it yourself."
