"""One message of a case's thread as the page shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.console.decision_view import DecisionView, view_decision
from bot.console.marking import Marker, Segment, parts_of
from bot.console.people import author_of, initials, standing_of
from bot.console.words import AUDIENCE_TITLES, READING_TITLES, REPLY_TITLES, file_size
from bot.domain.attachment import Attachment, Reading
from bot.domain.case import FlaggedMessage
from bot.domain.finding import Finding
from bot.domain.labels import title_of
from bot.domain.message import AudienceKind
from bot.domain.notice import safe_name
from bot.domain.reply import AuthorReply

_SHOWN = 40  # characters of a file shown on either side of what was found in it
_LOOKED_AT = 1_000
_LISTED = 40  # a list of addresses has thousands of findings; nobody judges by the thousandth


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One finding: what, where, how sure, and why; `excerpt` where it is inside a file."""

    label: str
    title: str
    place: str
    confidence: str
    because: str
    excerpt: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentView:
    """A file and what became of the look inside."""

    name: str
    size: str
    type: str
    sha256: str
    reading: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyView:
    """What the author answered."""

    words: str
    at: datetime
    reason: tuple[Segment, ...]


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
    more_findings: int
    categories: tuple[tuple[str, str], ...]
    decision: DecisionView | None
    replies: tuple[ReplyView, ...]
    withdrawn_at: datetime | None


def view_message(
    flagged: FlaggedMessage, marker: Marker, *, number: int, revision: str = ""
) -> MessageView:
    """Return the message as a page shows it."""
    author = author_of(flagged.author)
    body = (finding for finding in flagged.findings if finding.part == "body")
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
        attachments=tuple(_attachment(each, marker) for each in flagged.attachments),
        findings=tuple(_finding(each, flagged, marker) for each in flagged.findings[:_LISTED]),
        more_findings=max(len(flagged.findings) - _LISTED, 0),
        categories=_categories(flagged),
        decision=view_decision(flagged),
        replies=tuple(_reply(reply, marker) for reply in flagged.replies),
        withdrawn_at=flagged.withdrawn_at,
    )


def _finding(finding: Finding, flagged: FlaggedMessage, marker: Marker) -> FindingView:
    return FindingView(
        label=finding.label,
        title=title_of(finding.label),
        place=_place(finding.part, flagged.attachments, marker),
        confidence=_percent(finding.confidence),
        because=finding.because,
        excerpt=_excerpt(finding, flagged, marker),
    )


def _place(part: str, attachments: tuple[Attachment, ...], marker: Marker) -> str:
    if part == "body":
        return "the message"
    if part.startswith("thread:"):
        return "an earlier message"
    for attachment in attachments:
        prefix = f"attachment:{attachment.id}:"
        if part.startswith(prefix):
            name = marker.plain(safe_name(attachment.name))
            return f"“{name}”, {part.removeprefix(prefix)}"
    return "an attachment"


def _excerpt(finding: Finding, flagged: FlaggedMessage, marker: Marker) -> tuple[Segment, ...]:
    """Cut what stands around a finding inside a file; the body is shown in full anyway."""
    if finding.part == "body":
        return ()
    text = next((part.text for part in parts_of(flagged) if part.name == finding.part), "")
    # Marked in a wider stretch than is shown, so that no value is cut in half unseen.
    begin = max(finding.start - _LOOKED_AT, 0)
    stretch = text[begin : finding.end + _LOOKED_AT]
    inside = [
        replace(each, start=each.start - begin, end=each.end - begin)
        for each in flagged.findings
        if each.part == finding.part
    ]
    shown = (finding.start - begin - _SHOWN, finding.end - begin + _SHOWN)
    return marker.mark(stretch, inside, within=shown)


def _attachment(attachment: Attachment, marker: Marker) -> AttachmentView:
    unscanned = attachment.reading is Reading.UNSCANNED
    reading = READING_TITLES[attachment.reading]
    return AttachmentView(
        name=marker.plain(safe_name(attachment.name)),
        size=file_size(attachment.size),
        type=attachment.real_type or attachment.claimed_type or "type unknown",
        sha256=attachment.sha256,
        reading=f"{reading}: {attachment.because}" if attachment.because else reading,
        tone="warn" if unscanned else "good" if attachment.reading is Reading.READ else "info",
    )


def _reply(reply: AuthorReply, marker: Marker) -> ReplyView:
    return ReplyView(words=REPLY_TITLES[reply.kind], at=reply.at, reason=marker.mark(reply.reason))


def _categories(flagged: FlaggedMessage) -> tuple[tuple[str, str], ...]:
    ranked = sorted(flagged.categories.items(), key=lambda pair: -pair[1])
    return tuple((title_of(name), _percent(score)) for name, score in ranked)


def _percent(share: float) -> str:
    return f"{share:.0%}"
