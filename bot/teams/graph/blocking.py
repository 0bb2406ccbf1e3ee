"""Blocks a message by Graph's `policyViolation`, and takes the block back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.domain.decision import ActionKind, ActionOutcome, Decision, OutcomeStatus
from bot.domain.message import Message, Standing
from bot.errors import NotInstalled, PlatformRefused
from bot.teams.graph.addresses import Where, is_channel
from bot.teams.graph.client import FORBIDDEN, LICENCE, NOT_FOUND, Graph
from bot.teams.graph.places import Places
from bot.teams.graph.violation import BLOCK_OUTSIDERS, IsForOutsiders, lifted, never, violation
from bot.teams.outcomes import done, not_permitted, refused, unreachable
from bot.teams.references import Reference

Watch = Callable[[str, Where], Awaitable[object]]

_WITHOUT_LICENCE = (
    "the author has no licence with Microsoft Communications DLP (it comes with Microsoft 365 E5, "
    "A5 or G5, or their compliance add-on)"
)
_NOT_GRANTED = (
    "the tenant has not granted {permission} to the app, or the author has no licence with "
    "Microsoft Communications DLP"
)
_FEDERATED = (
    "the author belongs to another organisation, and only that organisation can block the message"
)
_BAD = (
    "Teams does not let this message be blocked: its author may belong to another organisation, "
    "or the message was deleted meanwhile"
)
_CHANNELS = "ChannelMessage.UpdatePolicyViolation.All"
_CHATS = "Chat.UpdatePolicyViolation.All"
_GONE = "the message is gone"
_CHAT_WITH_THE_BOT = "a:"
_OWN_CHAT = "Graph does not reach a person's chat with the bot, which nobody else reads"
_NO_TEAM = "Teams never said to which team the channel belongs"
_DONE = {
    ActionKind.REMOVE_MESSAGE: "blocked for everybody but its author",
    ActionKind.HIDE_MESSAGE: "blocked for everybody but its author",
    ActionKind.REMOVE_ATTACHMENT: (
        "the message with the file is blocked; the file itself stays where it is stored"
    ),
    ActionKind.WARN_AUTHOR: "shown to the author as a policy tip",
}
_FOR_OUTSIDERS = "blocked for people outside the organisation"
_UNTIL_THEN = "; it could be read until then"


class GraphBlocking:
    """Implements Blocking; raises TryLater when Graph asks to wait or is away."""

    def __init__(
        self,
        graph: Graph,
        places: Places,
        *,
        watch: Watch | None = None,
        is_for_outsiders: IsForOutsiders = never,
    ) -> None:
        self._graph = graph
        self._places = places
        self._watch = watch
        self._is_for_outsiders = is_for_outsiders

    async def block(
        self, kind: ActionKind, message: Message, decision: Decision, place: Reference | None
    ) -> ActionOutcome | None:
        """Block the message; what Graph refuses is an outcome in words."""
        told = violation(decision, message, kind, is_for_outsiders=self._is_for_outsiders)
        outcome = await self._mark(kind, message, place, told)
        if outcome is not None:
            return outcome
        words = _FOR_OUTSIDERS if told["dlpAction"] == BLOCK_OUTSIDERS else _DONE[kind]
        return done(kind, words + _UNTIL_THEN)

    async def tip(
        self, message: Message, decision: Decision, place: Reference | None
    ) -> ActionOutcome:
        """Show the author a policy tip and leave the message in sight: a warning without a chat."""
        kind = ActionKind.WARN_AUTHOR
        told = violation(decision, message, kind, is_for_outsiders=self._is_for_outsiders)
        return await self._mark(kind, message, place, told) or done(kind, _DONE[kind])

    async def lift(self, message: Message, place: Reference | None) -> ActionOutcome:
        """Take the block back: the case was overturned."""
        kind = ActionKind.HIDE_MESSAGE
        refusal = await self._mark(kind, message, place, lifted())
        return refusal or done(kind, "the block is lifted; everybody can read the message again")

    async def _mark(
        self, kind: ActionKind, message: Message, place: Reference | None, told: dict[str, Any]
    ) -> ActionOutcome | None:
        """Tell Graph; return why not, None if it was done."""
        if message.author.standing is Standing.EXTERNAL:
            return not_permitted(kind, _FEDERATED)
        if message.ref.conversation.startswith(_CHAT_WITH_THE_BOT):
            return not_permitted(kind, _OWN_CHAT)
        where = await self._where(message, place)
        if where is None:
            return unreachable(kind, _NO_TEAM)
        tenant = message.ref.tenant
        try:
            await self._graph.call(tenant, "PATCH", where.path, body={"policyViolation": told})
        except PlatformRefused as refusal:
            return _in_words(kind, refusal.code, where)
        except NotInstalled:
            return unreachable(kind, "Chatwarden is no longer installed in that tenant")
        await self._places.note(tenant, where)
        if self._watch is not None:  # else the author's answer to the block is never heard of
            await self._watch(tenant, where)
        return None

    async def _where(self, message: Message, place: Reference | None) -> Where | None:
        ref = message.ref
        group = place.group if place is not None else ""
        if is_channel(ref.conversation) and not group:
            known = await self._places.find(ref.tenant, ref.conversation)
            group = known.group if known is not None else ""
            if not group:
                return None
        root = message.thread or ref.message
        return Where(conversation=ref.conversation, group=group, message=ref.message, root=root)


def _in_words(kind: ActionKind, code: str, where: Where) -> ActionOutcome:
    if code == LICENCE:
        return not_permitted(kind, _WITHOUT_LICENCE)
    if code == FORBIDDEN:
        permission = _CHANNELS if where.group else _CHATS
        return not_permitted(kind, _NOT_GRANTED.format(permission=permission))
    if code == "BadRequest":
        return ActionOutcome(kind=kind, status=OutcomeStatus.FAILED, detail=_BAD)
    if code in NOT_FOUND:
        return unreachable(kind, _GONE)
    return refused(kind, code)
