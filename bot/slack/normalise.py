"""From a Slack event to what it means: a message, a withdrawal, or nothing to us; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.domain.attachment import Attachment
from bot.domain.message import (
    Audience,
    AudienceKind,
    Author,
    Conversation,
    Message,
    MessageRef,
    Platform,
    Standing,
)
from bot.errors import MalformedEvent
from bot.slack.files import attachments_of
from bot.slack.identity import Home, Payload, actor_of, tenant_of
from bot.slack.wording import count_mentions, mentions_everyone, words_of

Event = Mapping[str, Any]
_INSPECTED = frozenset({"", "file_share", "thread_broadcast", "me_message", "bot_message"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message before the directory was asked who wrote it and who reads along."""

    ref: MessageRef
    person: str
    bot_id: str
    text: str
    sent_at: datetime
    thread: str
    attachments: tuple[Attachment, ...]
    home: Home
    is_shared_outside: bool
    is_edit: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A message was deleted."""

    ref: MessageRef


@dataclass(frozen=True, slots=True)
class Ignored:
    """Nothing to inspect; `because` comes from a closed set."""

    because: str


def read_message(body: Payload) -> Draft | Withdrawal | Ignored:
    """Say what a `message` event means; raises MalformedEvent."""
    event = body.get("event")
    if not isinstance(event, Mapping):
        raise MalformedEvent
    subtype = event.get("subtype") or ""
    if subtype == "message_deleted":
        return Withdrawal(_ref(body, event, _text(event, "deleted_ts")))
    if subtype == "message_changed":
        return _read_change(body, event)
    if subtype not in _INSPECTED:
        return Ignored("no content of a person")
    return _draft(body, event, event)


def read_found(body: Payload) -> Draft:
    """Return a message that was looked up, at the revision it has now."""
    event = body["event"]
    draft = _draft(body, event, event)
    edited = _edited(event)
    if not edited:
        return draft
    return replace(draft, ref=replace(draft.ref, revision=edited), is_edit=True)


def _read_change(body: Payload, event: Event) -> Draft | Withdrawal | Ignored:
    message = event.get("message")
    if not isinstance(message, Mapping):
        raise MalformedEvent
    if message.get("subtype") == "tombstone":
        return Withdrawal(_ref(body, event, _text(message, "ts")))
    edited = _edited(message)
    before = event.get("previous_message")
    if not edited or edited == _edited(before if isinstance(before, Mapping) else {}):
        return Ignored("a link was unfolded")  # not the author's doing
    draft = _draft(body, event, message)
    return replace(draft, ref=replace(draft.ref, revision=edited), is_edit=True)


def _draft(body: Payload, event: Event, message: Event) -> Draft:
    ref = _ref(body, event, _text(message, "ts"))
    return Draft(
        ref=ref,
        person=str(message.get("user") or ""),
        bot_id=str(message.get("bot_id") or ""),
        text=words_of(message),
        sent_at=moment_of(ref.message),
        thread=str(message.get("thread_ts") or ""),
        attachments=attachments_of(message.get("files")),
        home=actor_of(body),
        is_shared_outside=body.get("is_ext_shared_channel") is True,
    )


def to_message(
    draft: Draft, author: Author, place: tuple[Conversation, Audience], *, installed: Home
) -> Message:
    """Join a draft with what the directory knows; the envelope may only make it more outside."""
    conversation, audience = place
    if draft.is_shared_outside and audience.kind is not AudienceKind.EXTERNAL:
        audience = Audience(
            kind=AudienceKind.EXTERNAL,
            because="Slack says the channel is shared with another organisation",
        )
    if draft.home.is_known and not draft.home.is_same_organisation(installed):
        home = draft.home.team or draft.home.enterprise
        author = replace(author, standing=Standing.EXTERNAL, tenant=home)
    return Message(
        ref=draft.ref,
        author=author,
        conversation=conversation,
        audience=audience,
        text=draft.text,
        sent_at=draft.sent_at,
        thread=draft.thread,
        attachments=draft.attachments,
        mentions=count_mentions(draft.text),
        mentions_everyone=mentions_everyone(draft.text),
        is_edit=draft.is_edit,
    )


def moment_of(ts: str) -> datetime:
    """Return the moment a Slack timestamp names; raises MalformedEvent."""
    seconds, _, micros = ts.partition(".")
    try:
        whole = datetime.fromtimestamp(int(seconds), tz=UTC)
        return whole.replace(microsecond=int((micros or "0")[:6].ljust(6, "0")))
    except (ValueError, OverflowError, OSError):
        raise MalformedEvent("A timestamp cannot be read.") from None


def _ref(body: Payload, event: Event, ts: str) -> MessageRef:
    return MessageRef(
        platform=Platform.SLACK,
        tenant=tenant_of(body),
        conversation=_text(event, "channel"),
        message=ts,
    )


def _edited(message: Event) -> str:
    edited = message.get("edited")
    return str(edited.get("ts") or "") if isinstance(edited, Mapping) else ""


def _text(event: Event, key: str) -> str:
    value = event.get(key)
    if not isinstance(value, str) or not value:
        raise MalformedEvent(f"It lacks {key}.")
    return value
