"""A case is a flagged thread; the tables here say how it moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from bot.domain.attachment import Attachment
from bot.domain.decision import ActionOutcome, Decision, Severity
from bot.domain.finding import Finding
from bot.domain.message import Audience, Author, Conversation, MessageRef
from bot.domain.reply import AuthorReply
from bot.domain.report import RecordEntry, Report


class CaseStatus(StrEnum):
    """Where a case stands."""

    OPEN = "open"  # nobody has taken it up
    CLAIMED = "claimed"  # a supervisor is on it
    ESCALATED = "escalated"  # handed to somebody with more say
    CLOSED = "closed"  # resolved; a new message in the thread opens it again


class Step(StrEnum):
    """What a supervisor may do to a case."""

    CLAIM = "claim"
    NOTE = "note"
    UPHOLD = "uphold"
    OVERTURN = "overturn"
    ESCALATE = "escalate"
    REOPEN = "reopen"


class Resolution(StrEnum):
    """Why a case was closed."""

    UPHELD = "upheld"  # the policy was broken
    OVERTURNED = "overturned"  # it was not; the finding was wrong or the use allowed


TRANSITIONS: Mapping[tuple[CaseStatus, Step], CaseStatus] = MappingProxyType(
    {
        (CaseStatus.OPEN, Step.CLAIM): CaseStatus.CLAIMED,
        (CaseStatus.OPEN, Step.NOTE): CaseStatus.OPEN,
        (CaseStatus.CLAIMED, Step.NOTE): CaseStatus.CLAIMED,
        (CaseStatus.CLAIMED, Step.UPHOLD): CaseStatus.CLOSED,
        (CaseStatus.CLAIMED, Step.OVERTURN): CaseStatus.CLOSED,
        (CaseStatus.CLAIMED, Step.ESCALATE): CaseStatus.ESCALATED,
        (CaseStatus.ESCALATED, Step.CLAIM): CaseStatus.CLAIMED,
        (CaseStatus.ESCALATED, Step.NOTE): CaseStatus.ESCALATED,
        (CaseStatus.CLOSED, Step.NOTE): CaseStatus.CLOSED,
        (CaseStatus.CLOSED, Step.REOPEN): CaseStatus.OPEN,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One step a supervisor took on a case."""

    step: Step
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """Who did what, when, to what; only ever added."""

    actor: str
    verb: str
    subject: str
    at: datetime
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case as the queue lists it; no content."""

    id: int
    status: CaseStatus
    severity: Severity
    platform: str
    conversation_name: str
    author_name: str
    titles: tuple[str, ...]
    clauses: tuple[str, ...]
    messages: int
    opened_at: datetime
    updated_at: datetime
    claimed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlaggedMessage:
    """One message of a case's thread, with what was found, decided, done, answered and asked for.

    A message of the thread that was not flagged has `decision` None; `withdrawn_at` is set when
    the message was deleted on the platform.
    """

    ref: MessageRef
    author: Author
    conversation: Conversation
    audience: Audience
    text: str
    sent_at: datetime
    attachments: tuple[Attachment, ...] = ()
    findings: tuple[Finding, ...] = ()
    categories: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    decision: Decision | None = None
    outcomes: tuple[ActionOutcome, ...] = ()
    replies: tuple[AuthorReply, ...] = ()
    reports: tuple[Report, ...] = ()
    record_entries: tuple[RecordEntry, ...] = ()
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A flagged thread with everything a supervisor needs to judge it.

    `version` grows with every change; a step names the version it was decided on.
    """

    id: int
    line: CaseLine
    version: int
    thread: tuple[FlaggedMessage, ...]
    reviews: tuple[Review, ...] = ()
    resolution: Resolution | None = None
