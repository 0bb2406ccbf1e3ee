"""From an activity to what it means: a message, a withdrawal, or nothing to us; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.attachment import Attachment
from bot.domain.message import Audience, Author, Conversation, Message, MessageRef, Platform
from bot.errors import MalformedEvent
from bot.teams.events import (
    MESSAGE,
    MESSAGE_DELETE,
    MESSAGE_UPDATE,
    change_of,
    kind_of,
    moment_in,
)
from bot.teams.files import attachments_of
from bot.teams.identity import (
    Raw,
    Someone,
    bot_of,
    conversation_of,
    needed,
    sender_of,
    tenant_of,
    text_of,
    thread_of,
)
from bot.teams.wording import count_mentions, mentions_everyone, words_of

_EDITED = "editMessage"
_UNDELETED = "undeleteMessage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A message before the directory was asked who wrote it and who reads along."""

    ref: MessageRef
    sender: Someone
    text: str
    sent_at: datetime
    thread: str = ""
    attachments: tuple[Attachment, ...] = ()
    mentions: int = 0
    mentions_everyone: bool = False
    is_edit: bool = False


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A message was deleted."""

    ref: MessageRef


@dataclass(frozen=True, slots=True)
class Ignored:
    """Nothing to inspect; `because` comes from a closed set."""

    because: str


def read_message(activity: Raw, received_at: datetime) -> Draft | Withdrawal | Ignored:
    """Say what an activity about a message means; raises MalformedEvent."""
    kind, change = kind_of(activity), change_of(activity)
    if kind == MESSAGE_DELETE:
        return Withdrawal(_ref(activity))
    if kind == MESSAGE_UPDATE:
        if change not in (_EDITED, _UNDELETED):
            return Ignored("an update of another kind")
        return _draft(activity, received_at, revision=_revision(activity, received_at))
    if kind != MESSAGE:
        raise MalformedEvent("It is no message.")
    if sender_of(activity).mri == bot_of(activity) != "":
        return Ignored("our own")
    if activity.get("value") is not None and not activity.get("text"):
        return Ignored("a button of a card")
    return _draft(activity, received_at, revision="0")


def to_message(draft: Draft, author: Author, place: tuple[Conversation, Audience]) -> Message:
    """Join a draft with what the directory knows."""
    conversation, audience = place
    return Message(
        ref=draft.ref,
        author=author,
        conversation=conversation,
        audience=audience,
        text=draft.text,
        sent_at=draft.sent_at,
        thread=draft.thread,
        attachments=draft.attachments,
        mentions=draft.mentions,
        mentions_everyone=draft.mentions_everyone,
        is_edit=draft.is_edit,
    )


def _draft(activity: Raw, received_at: datetime, *, revision: str) -> Draft:
    ref = _ref(activity, revision)
    sender = sender_of(activity)
    if not sender.id:
        raise MalformedEvent("It names nobody.")
    _check_text(activity)
    root = thread_of(activity)
    return Draft(
        ref=ref,
        sender=sender,
        text=words_of(activity),
        sent_at=_sent_at(activity, received_at),
        thread="" if root == ref.message else root,
        attachments=attachments_of(activity),
        mentions=count_mentions(activity),
        mentions_everyone=mentions_everyone(activity),
        is_edit=revision != "0",
    )


def _check_text(activity: Raw) -> None:
    """A text of another type was not read, and what was not read must not pass for empty."""
    if not isinstance(activity.get("text") or "", str):
        raise MalformedEvent("Its text is no text.")


def _ref(activity: Raw, revision: str = "0") -> MessageRef:
    tenant = tenant_of(activity)
    if not tenant:
        raise MalformedEvent("It names no tenant.")
    return MessageRef(
        platform=Platform.TEAMS,
        tenant=tenant,
        conversation=conversation_of(activity),
        message=needed(activity, "id"),
        revision=revision,
    )


def _revision(activity: Raw, received_at: datetime) -> str:
    """The moment of the change: a later one is greater, and a repeated event has the same."""
    moment = moment_in(activity) or received_at
    return str(int(moment.timestamp() * 1000))


def _sent_at(activity: Raw, received_at: datetime) -> datetime:
    """The id of a message is the moment it was sent, also where the event tells of an edit."""
    number = text_of(activity, "id")
    if number.isascii() and number.isdigit():
        try:
            return datetime.fromtimestamp(int(number) / 1000, tz=UTC)
        except (ValueError, OverflowError, OSError):
            pass
    return moment_in(activity) or received_at
