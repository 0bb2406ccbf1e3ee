"""The way of one message through the house; start reading here.

    message -> findings -> decision -> actions -> case store

Slack, Teams and the local chat hand in a Message; nothing below knows which of them did.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from weakref import WeakValueDictionary

from bot.domain.decision import (
    MET_BY_THE_RECORD,
    Action,
    ActionKind,
    ActionOutcome,
    Decision,
    OutcomeStatus,
)
from bot.domain.finding import InspectionResult
from bot.domain.message import Message, MessageRef
from bot.ports import AttachmentReader, Clock, Detection, Enforcer, MessageStore, Meter, Policies

# The order of acting: what limits the harm comes first, what tells people after it, so that a
# warning can say what was done.
_ORDER = (
    ActionKind.REMOVE_MESSAGE,
    ActionKind.REMOVE_ATTACHMENT,
    ActionKind.HIDE_MESSAGE,
    ActionKind.WARN_AUTHOR,
    ActionKind.WARN_RECIPIENTS,
    ActionKind.NOTIFY_ADMINS,
    ActionKind.POST_NOTICE,
)
_ACTIVITY_KEPT = timedelta(days=30)
_THROTTLE_WINDOW = timedelta(minutes=1)


class Turns:
    """One lock for each revision of a message, as long as somebody holds or awaits it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, ref: MessageRef) -> asyncio.Lock:
        """Return the lock of that revision."""
        return self._locks.setdefault(ref.key, asyncio.Lock())


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """Inspects messages with the detectors, policies and adapters it was given."""

    attachments: AttachmentReader
    detection: Detection
    policies: Policies
    enforcer: Enforcer
    simulated: Enforcer
    messages: MessageStore
    clock: Clock
    meter: Meter
    context_messages: int = 6
    warnings_per_minute: int = 5
    turns: Turns = field(default_factory=Turns)

    async def handle(self, message: Message) -> Decision | None:
        """Handle one revision of a message; return None if that is already done."""
        # Two events may speak of one message (a file, and the message that carries it).
        async with self.turns.of(message.ref):
            return await self._handle(message)

    async def _handle(self, message: Message) -> Decision | None:
        decision = await self.messages.load_decision(message.ref)
        if decision is None:
            message, decision = await self._decide(message)
        elif await self.messages.is_finished(message.ref):
            return None  # platforms deliver an event again when they doubt it arrived
        else:  # a crash after deciding: what was decided then is done now
            message = await self.messages.load_message(message.ref)
        for action in in_order(decision.actions):
            await self._act(self.enforcer, action, message, decision)
        for action in in_order(decision.shadow_actions):
            await self.simulated.enforce(action, message, decision)
        if in_order(decision.actions):
            await self.messages.finish(message.ref)
        self.meter.count("messages", outcome="flagged" if decision.matches else "clean")
        return decision

    async def withdraw(self, ref: MessageRef) -> None:
        """Note that a message was deleted on its platform."""
        await self.messages.withdraw(ref, self.clock.now())

    async def _decide(self, message: Message) -> tuple[Message, Decision]:
        message = await self.attachments.read(message)
        context = await self.messages.context(message, self.context_messages)
        message = replace(message, context=message.context or context)
        result = await self._look(message)
        now = self.clock.now()
        past = await self.messages.activity(
            message.author, message.ref.platform, now - _ACTIVITY_KEPT
        )
        decision = self.policies.decide(message, result, past=past, now=now)
        # Recorded before acting: a crash then leaves a case with an undone action,
        # never a removed message that nobody can account for.
        await self.messages.save_decision(
            message, result, decision, finished=not in_order(decision.actions)
        )
        return message, decision

    async def _look(self, message: Message) -> InspectionResult:
        began = self.clock.now()
        result = await self.detection.inspect(message)
        self.meter.took("detection", (self.clock.now() - began).total_seconds())
        return result

    async def _act(
        self, enforcer: Enforcer, action: Action, message: Message, decision: Decision
    ) -> None:
        if await self.messages.outcome_of(message.ref, action) is not None:
            return
        if await self.messages.begin_action(message.ref, action):
            outcome = await self._throttled(action, message)
        else:  # begun before a crash: a warning that went out then must not count against itself
            outcome = await enforcer.recall(action, message, decision)
        if outcome is None:
            outcome = await enforcer.enforce(action, message, decision)
        await self.messages.save_outcome(message.ref, outcome)
        self.meter.count("actions", kind=action.kind.value, status=outcome.status.value)

    async def _throttled(self, action: Action, message: Message) -> ActionOutcome | None:
        if action.kind is not ActionKind.WARN_AUTHOR:
            return None
        since: datetime = self.clock.now() - _THROTTLE_WINDOW
        told = await self.messages.warnings_since(message.author, message.ref.platform, since)
        if told < self.warnings_per_minute:
            return None
        return ActionOutcome(
            kind=action.kind,
            status=OutcomeStatus.THROTTLED,
            detail=f"the author was warned {told} times within a minute",
        )


def in_order(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """Return the actions that need the platform, in the order of acting."""
    needed = (action for action in actions if action.kind not in MET_BY_THE_RECORD)
    return tuple(sorted(needed, key=lambda action: _ORDER.index(action.kind)))
