"""Tells people: the author privately, recipients in the thread, admins in their channel."""

from __future__ import annotations

from datetime import timedelta

from bot.cache import TimedCache
from bot.domain.concerned import concerned
from bot.domain.decision import Action, ActionKind, ActionOutcome, Decision, OutcomeStatus
from bot.domain.message import Message
from bot.domain.notice import CitedClause, Notice, admin_notice, recipients_notice, warning
from bot.errors import PlatformRefused, TryLater
from bot.ports import Clock
from bot.slack.blocks import fallback_text, notice_blocks, warning_blocks
from bot.slack.config import SlackConfig
from bot.slack.outcomes import done, refused
from bot.slack.posting import Letter, Mark, find_posted, mark_of, post
from bot.slack.web import call
from bot.slack.workspaces import Workspace

_DM_KEPT = timedelta(days=1)


class Telling:
    """Sends the notices of one app."""

    def __init__(self, config: SlackConfig, clock: Clock) -> None:
        self._config = config
        self._direct: TimedCache[tuple[str, str], str] = TimedCache(clock, _DM_KEPT)

    async def warn_author(
        self, workspace: Workspace, message: Message, decision: Decision
    ) -> ActionOutcome:
        """Send a durable direct message, and a courtesy in the channel."""
        notice = warning(decision, message)
        channel = await self._direct_channel(workspace, message.author.id)
        letter = Letter(
            channel=channel,
            text=fallback_text(notice),
            blocks=warning_blocks(notice, message),
            mark=mark_of(ActionKind.WARN_AUTHOR, message),
        )
        receipt = await post(workspace, letter)
        if channel != message.ref.conversation:
            await _whisper(workspace, message, notice)
        return done(ActionKind.WARN_AUTHOR, "told in a direct message", receipt)

    async def warn_recipients(
        self, workspace: Workspace, message: Message, decision: Decision
    ) -> ActionOutcome:
        """Tell everybody in the thread not to open the files; once for each file."""
        return await self._warn_of_files(workspace, message, decision, {})

    async def notify_admins(
        self, workspace: Workspace, message: Message, decision: Decision
    ) -> ActionOutcome:
        """Tell the admins where and which clause: in their channel, or whoever installed it."""
        notice = admin_notice(decision, message)
        outcome = _nobody_to_tell()
        for channel in await self._admin_channels(workspace):
            letter = Letter(
                channel=channel,
                text=fallback_text(notice),
                blocks=notice_blocks(notice, about=message),
                mark=mark_of(ActionKind.NOTIFY_ADMINS, message),
            )
            try:
                return done(
                    ActionKind.NOTIFY_ADMINS, "the admins are told", await post(workspace, letter)
                )
            except PlatformRefused as refusal:
                outcome = refused(ActionKind.NOTIFY_ADMINS, refusal.code)
        return outcome

    async def post_notice(
        self, workspace: Workspace, message: Message, decision: Decision
    ) -> ActionOutcome:
        """Post a reminder of the clauses for everybody in the conversation."""
        notice = _reminder(decision, decision.action(ActionKind.POST_NOTICE))
        letter = Letter(
            channel=message.ref.conversation,
            text=fallback_text(notice),
            blocks=notice_blocks(notice),
            mark=mark_of(ActionKind.POST_NOTICE, message),
            thread=message.thread,
        )
        return done(ActionKind.POST_NOTICE, "posted", await post(workspace, letter))

    async def recall(
        self, workspace: Workspace, action: Action, message: Message, decision: Decision
    ) -> ActionOutcome | None:
        """Return the outcome of a notice that Slack shows as posted; finish one half posted."""
        found: dict[Mark, str] = {}
        for channel, thread in await self._places(workspace, action, message):
            found |= await find_posted(workspace, channel, message, thread=thread)
        if action.kind is ActionKind.WARN_RECIPIENTS:
            ours = {mark.file: at for mark, at in found.items() if _is_about(mark, action, message)}
            if not ours:
                return None
            return await self._warn_of_files(workspace, message, decision, ours)
        receipt = found.get(mark_of(action.kind, message))
        return done(action.kind, "had been sent before a restart", receipt) if receipt else None

    async def _warn_of_files(
        self, workspace: Workspace, message: Message, decision: Decision, told: dict[str, str]
    ) -> ActionOutcome:
        receipts = list(told.values())
        for attachment in concerned(decision, ActionKind.WARN_RECIPIENTS, message):
            if attachment.id in told:
                continue
            notice = recipients_notice(decision, attachment)
            letter = Letter(
                channel=message.ref.conversation,
                text=fallback_text(notice),
                blocks=notice_blocks(notice),
                mark=mark_of(ActionKind.WARN_RECIPIENTS, message, attachment.id),
                thread=message.thread or message.ref.message,
            )
            receipts.append(await post(workspace, letter))
        return done(ActionKind.WARN_RECIPIENTS, "told in the thread", " ".join(receipts))

    async def _places(
        self, workspace: Workspace, action: Action, message: Message
    ) -> list[tuple[str, str]]:
        if action.kind is ActionKind.WARN_AUTHOR:
            return [(await self._direct_channel(workspace, message.author.id), "")]
        if action.kind is ActionKind.NOTIFY_ADMINS:
            return [(channel, "") for channel in await self._admin_channels(workspace)]
        in_thread = action.kind is ActionKind.WARN_RECIPIENTS
        thread = message.thread or (message.ref.message if in_thread else "")
        return [(message.ref.conversation, thread)]

    async def _admin_channels(self, workspace: Workspace) -> list[str]:
        channels = [self._config.admin_channel] if self._config.admin_channel else []
        if workspace.installer:
            channels.append(await self._direct_channel(workspace, workspace.installer))
        return channels

    async def _direct_channel(self, workspace: Workspace, person: str) -> str:
        key = workspace.tenant, person
        known = self._direct.get(key)
        if known is not None:
            return known
        answer = await call(workspace.client.conversations_open(users=[person]))
        return self._direct.put(key, str(answer["channel"]["id"]))


async def _whisper(workspace: Workspace, message: Message, notice: Notice) -> None:
    """A courtesy: Slack delivers it only if the author is looking, so failing is no failure."""
    try:
        await call(
            workspace.client.chat_postEphemeral(
                channel=message.ref.conversation,
                user=message.author.id,
                thread_ts=message.thread or None,
                text=f"{fallback_text(notice)} Please see my direct message to you.",
            )
        )
    except (PlatformRefused, TryLater):
        return


def _is_about(mark: Mark, action: Action, message: Message) -> bool:
    return mark == mark_of(action.kind, message, mark.file)


def _nobody_to_tell() -> ActionOutcome:
    return ActionOutcome(
        kind=ActionKind.NOTIFY_ADMINS,
        status=OutcomeStatus.UNREACHABLE,
        detail="no admin channel is set (SLACK_ADMIN_CHANNEL)",
    )


def _reminder(decision: Decision, action: Action | None) -> Notice:
    clauses = {
        clause.citation: CitedClause(citation=clause.citation, asks=clause.asks, url=clause.url)
        for key in (action.cites if action else ())
        for clause in decision.match(key).clauses
    }
    return Notice(headline="A reminder for this conversation.", clauses=tuple(clauses.values()))
