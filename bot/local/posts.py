"""What stands in the chat: posts, their files, and what the bot said about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.decision import ActionOutcome, Decision
from bot.domain.notice import Notice
from bot.domain.reply import ReplyKind


class PostState(StrEnum):
    """Whether a post can be read."""

    VISIBLE = "visible"
    HIDDEN = "hidden"  # by the bot; only its author still sees it
    REMOVED = "removed"  # by the bot, because a policy asks for it
    WITHDRAWN = "withdrawn"  # by the bot, because its author asked for it
    DELETED = "deleted"  # by its author, without the bot


GONE = frozenset({PostState.REMOVED, PostState.WITHDRAWN, PostState.DELETED})


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """A file in a post; the bytes are kept with the uploads."""

    id: str
    name: str
    size: int
    is_removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the author answered to the warning."""

    kind: ReplyKind
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """The warning about one revision of a post, and the decision behind it."""

    revision: int
    notice: Notice
    decision: Decision
    answer: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The look at one revision is over: how long it took, what came of it."""

    revision: int
    took_ms: int
    decision: Decision | None
    outcomes: tuple[ActionOutcome, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A message as the chat shows it. `cautions` are for everybody but the author."""

    id: str
    conversation: str
    author: str
    text: str
    sent_at: datetime
    arrived_at: datetime
    thread: str = ""
    revision: int = 0
    files: tuple[SharedFile, ...] = ()
    state: PostState = PostState.VISIBLE
    warned: Warned | None = None
    cautions: tuple[Notice, ...] = ()
    announced: tuple[Notice, ...] = ()
    checked: Checked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminNote:
    """What the admins were told about one revision of a post."""

    id: str
    at: datetime
    told: tuple[str, ...]
    notice: Notice
