"""Acts on Teams, one action at a time; what Teams does not grant is an outcome in words."""

from __future__ import annotations

from bot.domain.decision import Action, ActionKind, ActionOutcome, Decision, OutcomeStatus
from bot.domain.message import Message
from bot.errors import NotInstalled, PlatformRefused
from bot.teams.outcomes import not_permitted, refused, unreachable
from bot.teams.references import References
from bot.teams.telling import Telling
from bot.teams.tier import Blocking

_LIMITED = {
    ActionKind.REMOVE_MESSAGE: "remove a message",
    ActionKind.REMOVE_ATTACHMENT: "remove a file",
    ActionKind.HIDE_MESSAGE: "hide a message",
}
_WAY = (
    "Teams lets no bot {what} of somebody else's; blocking it takes the licensed grant for "
    "Microsoft Graph (docs/howto/install-teams.md)"
)


class TeamsEnforcer:
    """Implements the Enforcer port; raises TryLater when Teams asks to wait or is away."""

    def __init__(
        self, telling: Telling, references: References, blocking: Blocking | None = None
    ) -> None:
        self._telling = telling
        self._references = references
        self._blocking = blocking
        self._tell = {
            ActionKind.WARN_AUTHOR: telling.warn_author,
            ActionKind.WARN_RECIPIENTS: telling.warn_recipients,
            ActionKind.NOTIFY_ADMINS: telling.notify_admins,
            ActionKind.POST_NOTICE: telling.post_notice,
        }

    async def enforce(self, action: Action, message: Message, decision: Decision) -> ActionOutcome:
        """Do it and say what became of it."""
        tell = self._tell.get(action.kind)
        try:
            if tell is not None:
                return await tell(message, decision)
            return await self._limit(action.kind, message, decision)
        except PlatformRefused as refusal:
            return refused(action.kind, refusal.code)
        except NotInstalled:
            return _not_installed(action.kind)

    async def recall(
        self, action: Action, message: Message, decision: Decision
    ) -> ActionOutcome | None:
        """Return the outcome if it is remembered that the notice was posted.

        A block leaves no trace here, and setting it again does no harm.
        """
        if action.kind not in self._tell:
            return None
        try:
            return await self._telling.recall(action, message, decision)
        except PlatformRefused as refusal:
            return refused(action.kind, refusal.code)
        except NotInstalled:
            return _not_installed(action.kind)

    async def _limit(self, kind: ActionKind, message: Message, decision: Decision) -> ActionOutcome:
        if kind not in _LIMITED:
            return ActionOutcome(
                kind=kind, status=OutcomeStatus.FAILED, detail="Teams has no such action"
            )
        blocked = None
        if self._blocking is not None:
            place = await self._references.find(message.ref.tenant, message.ref.conversation)
            blocked = await self._blocking.block(kind, message, decision, place)
        return blocked or not_permitted(kind, _WAY.format(what=_LIMITED[kind]))


def _not_installed(kind: ActionKind) -> ActionOutcome:
    return unreachable(kind, "Chatwarden is no longer installed in that tenant")
