"""Removes messages and files: with the author's own grant, else an admin's, else not at all.

A bot's token deletes only what the bot posted; Slack grants nobody more than that.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.domain.concerned import concerned
from bot.domain.decision import ActionKind, ActionOutcome, Decision, OutcomeStatus
from bot.domain.message import Message
from bot.errors import PlatformRefused
from bot.slack.config import SlackConfig
from bot.slack.outcomes import GONE, done, not_permitted, words_for
from bot.slack.web import call
from bot.slack.workspaces import Workspaces

Deletion = Callable[[AsyncWebClient], Awaitable[AsyncSlackResponse]]

_NOBODY = "neither the author nor an admin has granted Chatwarden the removal of messages"


class Removal:
    """Climbs the ladder of grants, one rung after the other."""

    def __init__(self, config: SlackConfig, workspaces: Workspaces) -> None:
        self._config = config
        self._workspaces = workspaces

    async def remove_message(self, message: Message) -> ActionOutcome:
        """Delete the message."""
        return await self._climb(
            ActionKind.REMOVE_MESSAGE,
            message,
            lambda client: client.chat_delete(
                channel=message.ref.conversation, ts=message.ref.message
            ),
        )

    async def remove_attachments(self, message: Message, decision: Decision) -> ActionOutcome:
        """Delete the files the decision is about, each of them; one that stays is the outcome."""
        outcomes = [
            await self._climb(ActionKind.REMOVE_ATTACHMENT, message, _deletion_of(attachment.id))
            for attachment in concerned(decision, ActionKind.REMOVE_ATTACHMENT, message)
        ]
        return _taken_together(outcomes)

    async def _climb(self, kind: ActionKind, message: Message, deletion: Deletion) -> ActionOutcome:
        because = _NOBODY
        async for whose, client in self._grants(message):
            try:
                await call(deletion(client))
            except PlatformRefused as refusal:
                if refusal.code in GONE:
                    return done(kind, "it was gone already")
                because = f"with {whose}: {words_for(refusal.code)}"
            else:
                return done(kind, f"removed with {whose}")
        return not_permitted(kind, because + self._way_out())

    async def _grants(self, message: Message) -> AsyncIterator[tuple[str, AsyncWebClient]]:
        tenant = message.ref.tenant
        own = await self._workspaces.own_client(tenant, message.author.id)
        if own is not None:
            yield "the author's own grant", own
        admin = await self._workspaces.admin_client(tenant)
        if admin is not None:
            yield "an admin's grant", admin

    def _way_out(self) -> str:
        url = self._config.grant_url
        return f"; authors can grant it for their own messages at {url}" if url else ""


def _deletion_of(file: str) -> Deletion:
    return lambda client: client.files_delete(file=file)


def _taken_together(outcomes: Sequence[ActionOutcome]) -> ActionOutcome:
    """Return one outcome for several files: the first that stays, and how many went."""
    if not outcomes:
        return done(ActionKind.REMOVE_ATTACHMENT, "the message has no files")
    stayed = [outcome for outcome in outcomes if outcome.status is not OutcomeStatus.DONE]
    gone = len(outcomes) - len(stayed)
    if stayed:
        how_many = f" ({gone} of {len(outcomes)} files are gone)" if gone else ""
        return replace(stayed[0], detail=stayed[0].detail + how_many)
    details = dict.fromkeys(outcome.detail for outcome in outcomes)
    how_many = f" ({len(outcomes)} files)" if len(outcomes) > 1 else ""
    return done(ActionKind.REMOVE_ATTACHMENT, "; ".join(details) + how_many)
