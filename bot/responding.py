"""The way of an author's answer to a warning: recorded first, then done."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.case import AuditEvent
from bot.domain.decision import Action, ActionKind, ActionOutcome, Decision, OutcomeStatus
from bot.domain.message import Message
from bot.domain.reply import AuthorReply, ReplyKind
from bot.errors import NotAllowed, UnknownMessage
from bot.ports import CaseStore, Enforcer, MessageStore

# What an answer other than a removal leads to: nothing on the platform, only the record.
_NOTED = ActionOutcome(
    kind=ActionKind.ASK_JUSTIFICATION, status=OutcomeStatus.DONE, detail="the answer is recorded"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Responding:
    """Takes an author's answer; only the author's."""

    enforcer: Enforcer
    messages: MessageStore
    cases: CaseStore

    async def respond(self, reply: AuthorReply) -> ActionOutcome:
        """Record the answer and do what it asks; return what became of it.

        Raises NotAllowed for anybody but the author, UnknownMessage for an unknown message.
        """
        message = await self.messages.load_message(reply.ref)
        decision = await self.messages.load_decision(reply.ref)
        if reply.by != message.author.id:
            raise NotAllowed("Only the author of a message can answer for it.")
        if decision is None:
            raise UnknownMessage("Nothing was decided about it.")
        if await self.messages.save_reply(reply):
            await self.cases.audit(_audit(reply))
        if reply.kind is not ReplyKind.REMOVE:
            return _NOTED
        return await self._remove(message, decision)

    async def _remove(self, message: Message, decision: Decision) -> ActionOutcome:
        action = Action(
            kind=ActionKind.REMOVE_MESSAGE, cites=tuple(m.key for m in decision.matches)
        )
        before = await self.messages.outcome_of(message.ref, action)
        if before is not None and before.status is OutcomeStatus.DONE:
            return before  # pressed twice: it is gone already
        outcome = await self.enforcer.enforce(action, message, decision)
        await self.messages.save_outcome(message.ref, outcome)
        return outcome


def _audit(reply: AuthorReply) -> AuditEvent:
    return AuditEvent(
        actor=f"author:{reply.by}",
        verb=f"answered {reply.kind.value}",
        subject=f"message:{reply.ref.key}",
        at=reply.at,
    )
