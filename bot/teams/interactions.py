"""What people press: buttons of our cards, commands of a message's menu; answered at once.

Either is written down like any event first; a card is answered with its next state.

Who pressed is said by Teams, and what it is about by our own number; the card itself is in the
hands of whoever presses, and nothing else in it is believed.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from typing import Any

from bot.domain.event import InboundEvent
from bot.domain.message import Platform
from bot.domain.reply import ReplyKind
from bot.errors import MalformedEvent
from bot.ports import Clock, EventQueue, Meter
from bot.teams.cards import (
    CARD_TYPE,
    FEWEST,
    MOST,
    QUESTION,
    REASON,
    VERB_PREFIX,
    Card,
    note_card,
)
from bot.teams.dialogs import dialog, taken
from bot.teams.events import ANSWER
from bot.teams.identity import Raw, node, sender_of, tenant_of, text_of
from bot.teams.letters import Letters, Question
from bot.teams.message_actions import read_action, to_inbound
from bot.teams.waiting import Waiting

_CARD_ACTION = "adaptiveCard/action"
_ERROR_TYPE = "application/vnd.microsoft.error"
_NUMBER = re.compile(r"^[A-Za-z0-9_-]{16,64}$")
_TAKEN = "Your answer is recorded. This card will say what became of it."


@dataclass(frozen=True, slots=True)
class Answer:
    """What an invoke is answered with."""

    status: int
    body: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interactions:
    """Takes what people press; Teams gives up on us after five seconds."""

    queue: EventQueue
    letters: Letters
    waiting: Waiting
    clock: Clock
    meter: Meter
    seconds: float

    async def on_invoke(self, activity: Raw) -> Answer:
        """Answer an invoke."""
        kind = _kind_of(activity)
        if kind is None:
            return await self._on_menu(activity)
        question = await self._question(activity)
        if question is None:
            return self._refuse("unknown_question", 404, "This warning is no longer known here.")
        if sender_of(activity).id != question.author:
            return self._refuse("not_the_author", 403, "Only the author can answer for a message.")
        reason = text_of(_data(activity), REASON).strip()[:MOST]
        if kind is ReplyKind.NEEDED and len(reason) < FEWEST:
            return _failed(400, "Please say why it is needed.")
        event = self._event(activity, question, _body(activity, kind, reason))
        return _shown(await self._answered(event))

    async def _on_menu(self, activity: Raw) -> Answer:
        """Show the dialog of a message's command, or write down what it was sent off with."""
        try:
            action = read_action(activity)
        except MalformedEvent:
            return self._received("malformed", Answer(400, {}))
        if action is None:
            return self._received("unknown", Answer(501, {}))
        if action.needs_more:
            return Answer(200, dialog(action.command))
        stored = await self.queue.put(to_inbound(action, activity, self.clock.now()))
        return self._received(
            "stored" if stored else "duplicate", Answer(200, taken(action.command))
        )

    async def _question(self, activity: Raw) -> Question | None:
        number = text_of(_data(activity), QUESTION)
        if not _NUMBER.match(number):
            return None
        return await self.letters.question(tenant_of(activity), number)

    async def _answered(self, event: InboundEvent) -> Card:
        with self.waiting.expecting(event.id) as future:
            stored = await self.queue.put(event)
            outcome = "stored" if stored else "duplicate"
            self.meter.count("events_received", platform="teams", outcome=outcome)
            try:
                async with asyncio.timeout(self.seconds):
                    return await future
            except TimeoutError:  # the worker will change the card itself
                return note_card(_TAKEN)

    def _event(self, activity: Raw, question: Question, body: dict[str, str]) -> InboundEvent:
        now = self.clock.now()
        pressed = text_of(activity, "id") or now.isoformat()
        return InboundEvent(
            platform=Platform.TEAMS,
            tenant=question.ref.tenant,
            id=f"{ANSWER}:{body['question']}:{pressed}",
            kind=ANSWER,
            body=json.dumps(body).encode(),
            received_at=now,
            lane=f"{ANSWER}:{question.ref.conversation}",
        )

    def _received(self, outcome: str, answer: Answer) -> Answer:
        self.meter.count("events_received", platform="teams", outcome=outcome)
        return answer

    def _refuse(self, reason: str, status: int, words: str) -> Answer:
        self.meter.count("requests_refused", platform="teams", reason=reason)
        return _failed(status, words)


def _kind_of(activity: Raw) -> ReplyKind | None:
    """Which button of ours it is; None for anything else."""
    verb = text_of(node(node(activity, "value"), "action"), "verb")
    if activity.get("name") != _CARD_ACTION or not verb.startswith(VERB_PREFIX):
        return None
    try:
        return ReplyKind(verb.removeprefix(VERB_PREFIX))
    except ValueError:
        return None


def _data(activity: Raw) -> Raw:
    return node(node(node(activity, "value"), "action"), "data")


def _body(activity: Raw, kind: ReplyKind, reason: str) -> dict[str, str]:
    return {
        "question": text_of(_data(activity), QUESTION),
        "kind": kind.value,
        "by": sender_of(activity).id,
        "reason": reason,
    }


def _shown(card: Card) -> Answer:
    return Answer(200, {"statusCode": 200, "type": CARD_TYPE, "value": card})


def _failed(status: int, words: str) -> Answer:
    """The invoke itself succeeds: Teams shows the words of a refusal, not of a failure."""
    value = {"code": str(status), "message": words}
    return Answer(200, {"statusCode": status, "type": _ERROR_TYPE, "value": value})
