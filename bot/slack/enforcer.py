"""Acts on Slack, one action at a time; what Slack does not grant is an outcome in words."""

from __future__ import annotations

from bot.domain.decision import Action, ActionKind, ActionOutcome, Decision, OutcomeStatus
from bot.domain.message import Message
from bot.errors import NotInstalled, PlatformRefused
from bot.ports import Clock
from bot.slack.config import SlackConfig
from bot.slack.outcomes import not_permitted, refused
from bot.slack.removal import Removal
from bot.slack.telling import Telling
from bot.slack.workspaces import Workspaces

_TOLD = frozenset(
    {
        ActionKind.WARN_AUTHOR,
        ActionKind.WARN_RECIPIENTS,
        ActionKind.NOTIFY_ADMINS,
        ActionKind.POST_NOTICE,
    }
)


class SlackEnforcer:
    """Implements the Enforcer port; raises TryLater when Slack asks to wait or is away."""

    def __init__(self, config: SlackConfig, workspaces: Workspaces, clock: Clock) -> None:
        self._workspaces = workspaces
        self._telling = Telling(config, clock)
        self._removal = Removal(config, workspaces)

    async def enforce(self, action: Action, message: Message, decision: Decision) -> ActionOutcome:
        """Do it and say what became of it."""
        try:
            if action.kind in _TOLD:
                return await self._tell(action.kind, message, decision)
            return await self._limit(action.kind, message, decision)
        except PlatformRefused as refusal:
            return refused(action.kind, refusal.code)
        except NotInstalled:
            return _not_installed(action.kind)

    async def recall(
        self, action: Action, message: Message, decision: Decision
    ) -> ActionOutcome | None:
        """Return the outcome if Slack shows that the notice was posted.

        A removal leaves no trace, and doing it again does no harm: it is then gone already.
        """
        if action.kind not in _TOLD:
            return None
        try:
            workspace = await self._workspaces.of(message.ref.tenant)
            return await self._telling.recall(workspace, action, message, decision)
        except PlatformRefused as refusal:
            return refused(action.kind, refusal.code)
        except NotInstalled:
            return _not_installed(action.kind)

    async def _tell(self, kind: ActionKind, message: Message, decision: Decision) -> ActionOutcome:
        workspace = await self._workspaces.of(message.ref.tenant)
        tell = {
            ActionKind.WARN_AUTHOR: self._telling.warn_author,
            ActionKind.WARN_RECIPIENTS: self._telling.warn_recipients,
            ActionKind.NOTIFY_ADMINS: self._telling.notify_admins,
            ActionKind.POST_NOTICE: self._telling.post_notice,
        }
        return await tell[kind](workspace, message, decision)

    async def _limit(self, kind: ActionKind, message: Message, decision: Decision) -> ActionOutcome:
        if kind is ActionKind.REMOVE_MESSAGE:
            return await self._removal.remove_message(message)
        if kind is ActionKind.REMOVE_ATTACHMENT:
            return await self._removal.remove_attachments(message, decision)
        if kind is ActionKind.HIDE_MESSAGE:
            return not_permitted(kind, "Slack has no way to hide a message for review")
        return ActionOutcome(
            kind=kind, status=OutcomeStatus.FAILED, detail="Slack has no such action"
        )


def _not_installed(kind: ActionKind) -> ActionOutcome:
    return ActionOutcome(
        kind=kind,
        status=OutcomeStatus.UNREACHABLE,
        detail="Chatwarden is no longer installed in that workspace",
    )
