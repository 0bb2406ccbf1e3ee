"""A message as the core sees it: one revision, the same for every platform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.attachment import Attachment


class Platform(StrEnum):
    """Where a message was written."""

    SLACK = "slack"
    TEAMS = "teams"
    LOCAL = "local"


class AudienceKind(StrEnum):
    """Who can read a conversation, by its most distant reader."""

    INTERNAL = "internal"  # everybody has an account of the organisation
    GUEST = "guest"  # somebody is a guest in the organisation's own workspace
    EXTERNAL = "external"  # somebody belongs to another organisation
    UNKNOWN = "unknown"  # it could not be found out; counts as external


class ConversationKind(StrEnum):
    """The shape of a conversation."""

    CHANNEL = "channel"
    GROUP = "group"
    DIRECT = "direct"


class Standing(StrEnum):
    """What an author is to the organisation."""

    MEMBER = "member"
    GUEST = "guest"
    EXTERNAL = "external"
    BOT = "bot"
    UNKNOWN = "unknown"


class PartKind(StrEnum):
    """Where a stretch of text comes from."""

    BODY = "body"
    THREAD = "thread"
    JUST_BEFORE = "just_before"  # of the same author, a moment earlier: one may go on from it
    ATTACHMENT = "attachment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who reads along, and why we believe so."""

    kind: AudienceKind
    because: str

    @property
    def is_outside(self) -> bool:
        """Whether somebody outside the organisation may read along; unknown counts as yes."""
        return self.kind in (AudienceKind.EXTERNAL, AudienceKind.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRef:
    """The key that makes handling repeatable: one revision of one message."""

    platform: Platform
    tenant: str
    conversation: str
    message: str
    revision: str = "0"

    @property
    def key(self) -> str:
        """The reference as one string, unique across platforms and revisions."""
        return "/".join(
            (self.platform, self.tenant, self.conversation, self.message, self.revision)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a message; `tenant` is the author's home, not the conversation's."""

    id: str
    tenant: str
    name: str = ""
    standing: Standing = Standing.MEMBER
    divisions: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Where a message was written."""

    id: str
    kind: ConversationKind = ConversationKind.CHANNEL
    name: str = ""
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class TextPart:
    """A stretch of text to look at: `body`, `thread:0`, or a place in an attachment."""

    name: str
    text: str
    kind: PartKind = PartKind.BODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One revision of one message.

    `thread` is the id of the thread's root message. `context` holds earlier messages of the
    thread (or of the same author just before), oldest first; it is read, never reported on.
    """

    ref: MessageRef
    author: Author
    conversation: Conversation
    audience: Audience
    text: str
    sent_at: datetime
    thread: str = ""
    context: tuple[TextPart, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    mentions: int = 0
    mentions_everyone: bool = False
    is_edit: bool = False

    @property
    def thread_key(self) -> str:
        """The key of the thread the message belongs to; a case is kept per thread."""
        root = self.thread or self.ref.message
        return "/".join((self.ref.platform, self.ref.tenant, self.ref.conversation, root))

    @property
    def own_parts(self) -> tuple[TextPart, ...]:
        """The text the author is answerable for: the body, then what the attachments hold."""
        inside = tuple(
            TextPart(
                f"attachment:{attachment.id}:{extract.place}", extract.text, PartKind.ATTACHMENT
            )
            for attachment in self.attachments
            for extract in attachment.extracts
        )
        return (TextPart("body", self.text), *inside)
