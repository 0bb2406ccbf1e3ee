"""An author's answer, taken from the queue: recorded, done, shown in the direct message."""

from __future__ import annotations

import structlog

from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus
from bot.domain.event import InboundEvent
from bot.domain.message import Message, MessageRef, Standing
from bot.domain.notice import warning
from bot.domain.reply import AuthorReply, ReplyKind
from bot.errors import MalformedEvent, NotAllowed, PlatformRefused, UnknownMessage
from bot.ports import MessageStore, Meter
from bot.responding import Responding
from bot.slack.blocks import parse_ref, warning_blocks
from bot.slack.identity import Home, Payload
from bot.slack.web import call
from bot.slack.workspaces import Workspaces

_log = structlog.get_logger(__name__)

_SHOWN = {
    ReplyKind.NEEDED: "Your reason is recorded. A supervisor can read it.",
    ReplyKind.NOT_CONFIDENTIAL: "Recorded: you say this is not confidential.",
}


class Answers:
    """Takes answers; only the author's."""

    def __init__(
        self, responding: Responding, messages: MessageStore, workspaces: Workspaces, meter: Meter
    ) -> None:
        self._responding = responding
        self._messages = messages
        self._workspaces = workspaces
        self._meter = meter

    async def on_answer(self, event: InboundEvent, body: Payload) -> None:
        """Record one answer and show the author what became of it."""
        reply = _reply(event, body)
        try:
            message = await self._messages.load_message(reply.ref)
            await self._check_home(message, body)
            outcome = await self._responding.respond(reply)
        except (NotAllowed, UnknownMessage) as refusal:
            _log.warning("reply refused", error=type(refusal).__name__, tenant=event.tenant)
            self._meter.count("requests_refused", platform="slack", reason="not_the_author")
            return
        await self._show(message, _words(reply, outcome))

    async def _check_home(self, message: Message, body: Payload) -> None:
        """In Slack Connect people from outside see buttons too; the answer must come from home."""
        presser = Home(str(body.get("enterprise") or ""), str(body.get("team") or ""))
        if message.author.standing is Standing.EXTERNAL:
            at_home = message.author.tenant in (presser.team, presser.enterprise)
        else:
            workspace = await self._workspaces.of(message.ref.tenant)
            at_home = presser.is_same_organisation(workspace.home)
        if not at_home:
            raise NotAllowed("The answer came from another organisation.")

    async def _show(self, message: Message, state: str) -> None:
        decision = await self._messages.load_decision(message.ref)
        receipt = await self._receipt(message.ref)
        if decision is None or not receipt:
            return
        notice = warning(decision, message)
        channel, _, ts = receipt.partition(":")
        workspace = await self._workspaces.of(message.ref.tenant)
        try:
            await call(
                workspace.client.chat_update(
                    channel=channel,
                    ts=ts,
                    text=notice.headline,
                    blocks=warning_blocks(notice, message, state=state),
                )
            )
        except PlatformRefused as refusal:  # the answer stands; only its display is missing
            _log.info("warning not updated", error=refusal.code, tenant=message.ref.tenant)

    async def _receipt(self, ref: MessageRef) -> str:
        outcomes = await self._messages.outcomes(ref)
        told = (found for found in outcomes if found.kind is ActionKind.WARN_AUTHOR)
        return next((found.receipt for found in told if found.receipt), "")


def _reply(event: InboundEvent, body: Payload) -> AuthorReply:
    try:
        return AuthorReply(
            ref=parse_ref(str(body["ref"])),
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
        return "Removed. Thank you."
    return f"I could not remove it ({outcome.detail}). Please delete it yourself."
