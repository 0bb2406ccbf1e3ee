"""What the author of a blocked message answered in Teams itself, as an answer to our warning."""

from __future__ import annotations

import structlog

from bot.domain.message import MessageRef
from bot.domain.reply import AuthorReply, ReplyKind
from bot.errors import NotAllowed, UnknownMessage
from bot.ports import Clock, MessageStore, Meter
from bot.responding import Responding
from bot.teams.cards import MOST
from bot.teams.identity import Raw, node, text_of

_log = structlog.get_logger(__name__)

_KINDS = {"override": ReplyKind.NEEDED, "reportfalsepositive": ReplyKind.NOT_CONFIDENTIAL}


class Verdicts:
    """Records answers; only the author of a message is shown the policy tip."""

    def __init__(
        self, responding: Responding, messages: MessageStore, clock: Clock, meter: Meter
    ) -> None:
        self._responding = responding
        self._messages = messages
        self._clock = clock
        self._meter = meter

    async def take(self, ref: MessageRef, content: Raw) -> None:
        """Record what the author answered, if anything; told again it changes nothing."""
        told = node(content, "policyViolation")
        kinds = answers_in(told)
        if not kinds:
            return
        latest = await self._messages.latest_revision(ref)
        if latest is None:
            return
        for kind in kinds:
            try:
                await self._record(latest, kind, text_of(told, "justificationText"))
            except (NotAllowed, UnknownMessage) as refusal:
                _log.info("answer not taken", error=type(refusal).__name__, tenant=ref.tenant)
            else:
                self._meter.count("policy_tip_answers", kind=kind.value)

    async def _record(self, ref: MessageRef, kind: ReplyKind, reason: str) -> None:
        message = await self._messages.load_message(ref)
        reason = reason.strip()[:MOST] if kind is ReplyKind.NEEDED else ""
        await self._responding.respond(
            AuthorReply(
                ref=ref,
                kind=kind,
                by=message.author.id,
                at=self._clock.now(),
                reason=reason,
            )
        )


def answers_in(told: Raw) -> tuple[ReplyKind, ...]:
    """Return what a `policyViolation` says that the author did; Graph joins several by commas."""
    flags = text_of(told, "userAction").lower().split(",")
    return tuple(_KINDS[flag.strip()] for flag in flags if flag.strip() in _KINDS)
