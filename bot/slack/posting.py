"""Posts notices so that they can be recognised again: the mark is in the message's metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from bot.domain.decision import ActionKind
from bot.domain.message import Message
from bot.errors import PlatformRefused
from bot.slack.blocks import Block
from bot.slack.web import call
from bot.slack.workspaces import Workspace

_EVENT_TYPE = "chatwarden_notice"
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """What a notice is about; a digest, so that nothing about the message can be read from it."""

    kind: ActionKind
    digest: str
    file: str = ""

    @property
    def metadata(self) -> dict[str, Any]:
        """The mark as message metadata."""
        payload = {"kind": self.kind.value, "ref": self.digest, "file": self.file}
        return {"event_type": _EVENT_TYPE, "event_payload": payload}


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Something to post: where, what it says, and how it is recognised again."""

    channel: str
    text: str
    blocks: Sequence[Block]
    mark: Mark
    thread: str = ""


def mark_of(kind: ActionKind, message: Message, file: str = "") -> Mark:
    """Return the mark of a notice about that revision of a message."""
    return Mark(kind, sha256(message.ref.key.encode()).hexdigest()[:32], file)


async def post(workspace: Workspace, letter: Letter) -> str:
    """Post it and return its receipt, `channel:ts`."""
    answer = await call(
        workspace.client.chat_postMessage(
            channel=letter.channel,
            text=letter.text,
            blocks=letter.blocks,
            thread_ts=letter.thread or None,
            metadata=letter.mark.metadata,
            unfurl_links=False,
            unfurl_media=False,
        )
    )
    return f"{answer.get('channel', letter.channel)}:{answer.get('ts', '')}"


async def find_posted(
    workspace: Workspace, channel: str, message: Message, *, thread: str = ""
) -> dict[Mark, str]:
    """Return the receipts of our notices in a channel or thread since the message was sent."""
    since = f"{message.sent_at.timestamp():.6f}"
    client = workspace.client
    try:
        if thread:
            page = await call(
                client.conversations_replies(
                    channel=channel, ts=thread, limit=_PAGE, include_all_metadata=True
                )
            )
        else:
            page = await call(
                client.conversations_history(
                    channel=channel, oldest=since, limit=_PAGE, include_all_metadata=True
                )
            )
    except PlatformRefused:
        return {}  # what cannot be read back counts as not sent: better twice than never
    posted = page.get("messages") or ()
    marks = ((_read_mark(item, workspace), f"{channel}:{item.get('ts', '')}") for item in posted)
    return {mark: receipt for mark, receipt in marks if mark is not None}


def _read_mark(item: Mapping[str, Any], workspace: Workspace) -> Mark | None:
    metadata = item.get("metadata")
    ours = item.get("bot_id") == workspace.bot_id or item.get("user") == workspace.bot_user
    if not ours or not isinstance(metadata, Mapping):
        return None  # anybody could post something that looks like our mark
    if metadata.get("event_type") != _EVENT_TYPE:
        return None
    payload = metadata.get("event_payload") or {}
    try:
        kind = ActionKind(str(payload.get("kind")))
    except ValueError:
        return None
    return Mark(kind, str(payload.get("ref") or ""), str(payload.get("file") or ""))
