"""One message of a case's thread as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.console.attachment_view import AttachmentView, view_attachment
from bot.console.decision_view import DecisionView, view_decision
from bot.console.finding_view import FindingView, FindingViews
from bot.console.marking import Marker, Segment
from bot.console.people import author_of, initials, standing_of
from bot.console.words import AUDIENCE_TITLES, RECORDED, REPLY_TITLES, REPORTED
from bot.domain.case import FlaggedMessage
from bot.domain.labels import title_of
from bot.domain.message import AudienceKind
from bot.domain.notice import safe_name
from bot.domain.reply import AuthorReply
from bot.domain.report import RecordEntry, Report


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """What the author answered."""

    words: str
    at: datetime
    reason: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedView:
    """What somebody asked for from the message's menu."""

    by: str
    words: str
    at: datetime
    note: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageView:
    """A message with what was found, decided, done and answered."""

    anchor: str
    revision: str
    author: str
    initials: str
    standing: str
    sent_at: datetime
    audience: str
    audience_because: str
    is_outside: bool
    segments: tuple[Segment, ...]
    attachments: tuple[AttachmentView, ...]
    findings: tuple[FindingView, ...]
    categories: tuple[tuple[str, str], ...]
    decision: DecisionView | None
    replies: tuple[ReplyView, ...]
    is_reported: bool
    asked: tuple[AskedView, ...]
    withdrawn_at: datetime | None

    @property
    def is_in_question(self) -> bool:
        """Whether a rule or a person holds that something is wrong with it."""
        return self.decision is not None or self.is_reported


def view_message(
    flagged: FlaggedMessage, marker: Marker, *, number: int, revision: str = ""
) -> MessageView:
    """Return the message as a page shows it."""
    author = author_of(flagged.author)
    body = (finding for finding in flagged.findings if finding.part == "body")
    found = FindingViews(flagged, marker)
    return MessageView(
        anchor=f"message-{number}",
        revision=revision,
        author=author,
        initials=initials(author),
        standing=standing_of(flagged.author),
        sent_at=flagged.sent_at,
        audience=AUDIENCE_TITLES[flagged.audience.kind],
        audience_because=flagged.audience.because,
        is_outside=flagged.audience.kind is not AudienceKind.INTERNAL,
        segments=marker.mark(flagged.text, body),
        attachments=tuple(view_attachment(each, marker, found) for each in flagged.attachments),
        findings=found.elsewhere(),
        categories=_categories(flagged),
        decision=view_decision(flagged, lambda name: marker.plain(safe_name(name))),
        replies=tuple(_reply(reply, marker) for reply in flagged.replies),
        is_reported=bool(flagged.reports),
        asked=_asked(flagged, marker),
        withdrawn_at=flagged.withdrawn_at,
    )


def _reply(reply: AuthorReply, marker: Marker) -> ReplyView:
    return ReplyView(words=REPLY_TITLES[reply.kind], at=reply.at, reason=marker.mark(reply.reason))


def _asked(flagged: FlaggedMessage, marker: Marker) -> tuple[AskedView, ...]:
    reported = [_asked_one(report, REPORTED, marker) for report in flagged.reports]
    recorded = [_asked_one(entry, RECORDED, marker) for entry in flagged.record_entries]
    return tuple(sorted([*reported, *recorded], key=lambda each: each.at))


def _asked_one(asked: Report | RecordEntry, words: str, marker: Marker) -> AskedView:
    return AskedView(by=author_of(asked.by), words=words, at=asked.at, note=marker.mark(asked.note))


def _categories(flagged: FlaggedMessage) -> tuple[tuple[str, str], ...]:
    ranked = sorted(flagged.categories.items(), key=lambda pair: -pair[1])
    return tuple((title_of(name), _percent(score)) for name, score in ranked)


def _percent(share: float) -> str:
    return f"{share:.0%}"
