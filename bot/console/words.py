"""The console's words for statuses, steps, actions and times."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from bot.domain.attachment import Reading
from bot.domain.case import CaseStatus, Resolution, Step
from bot.domain.decision import ActionKind, OutcomeStatus, Severity
from bot.domain.message import AudienceKind, Platform
from bot.domain.reply import ReplyKind

STATUS_TITLES: Mapping[CaseStatus, str] = MappingProxyType(
    {
        CaseStatus.OPEN: "Open",
        CaseStatus.CLAIMED: "Claimed",
        CaseStatus.ESCALATED: "Escalated",
        CaseStatus.CLOSED: "Closed",
    }
)
STATUS_TONES: Mapping[CaseStatus, str] = MappingProxyType(
    {
        CaseStatus.OPEN: "warn",
        CaseStatus.CLAIMED: "info",
        CaseStatus.ESCALATED: "bad",
        CaseStatus.CLOSED: "good",
    }
)
RESOLUTION_TITLES: Mapping[Resolution, str] = MappingProxyType(
    {
        Resolution.UPHELD: "Upheld: the policy was broken",
        Resolution.OVERTURNED: "Overturned: the finding was wrong, or the use allowed",
    }
)
STEP_BUTTONS: Mapping[Step, str] = MappingProxyType(
    {
        Step.CLAIM: "Claim this case",
        Step.NOTE: "Add note",
        Step.UPHOLD: "Uphold",
        Step.OVERTURN: "Overturn",
        Step.ESCALATE: "Escalate",
        Step.REOPEN: "Reopen",
    }
)
STEP_HINTS: Mapping[Step, str] = MappingProxyType(
    {
        Step.UPHOLD: "The policy was broken.",
        Step.OVERTURN: "The finding was wrong, or the use is allowed.",
        Step.ESCALATE: "Hand it to somebody with more say.",
    }
)
STEPS_DONE: Mapping[Step, str] = MappingProxyType(
    {
        Step.CLAIM: "claimed the case",
        Step.NOTE: "added a note",
        Step.UPHOLD: "upheld it",
        Step.OVERTURN: "overturned it",
        Step.ESCALATE: "escalated it",
        Step.REOPEN: "reopened the case",
    }
)
ACTION_TITLES: Mapping[ActionKind, str] = MappingProxyType(
    {
        ActionKind.POST_NOTICE: "Post a notice in the conversation",
        ActionKind.KEEP_RECORD: "Keep a record",
        ActionKind.WARN_AUTHOR: "Warn the author",
        ActionKind.ASK_JUSTIFICATION: "Ask the author why it is needed",
        ActionKind.WARN_RECIPIENTS: "Warn the recipients",
        ActionKind.NOTIFY_ADMINS: "Notify the admins",
        ActionKind.OPEN_CASE: "Open a case",
        ActionKind.HIDE_MESSAGE: "Hide the message",
        ActionKind.REMOVE_ATTACHMENT: "Remove the attachment",
        ActionKind.REMOVE_MESSAGE: "Remove the message",
    }
)
OUTCOME_TONES: Mapping[OutcomeStatus, str] = MappingProxyType(
    {
        OutcomeStatus.DONE: "good",
        OutcomeStatus.NOT_PERMITTED: "warn",
        OutcomeStatus.FAILED: "bad",
        OutcomeStatus.UNREACHABLE: "warn",
        OutcomeStatus.THROTTLED: "info",
        OutcomeStatus.SIMULATED: "info",
    }
)
REPLY_TITLES: Mapping[ReplyKind, str] = MappingProxyType(
    {
        ReplyKind.REMOVE: "asked to have it removed",
        ReplyKind.NEEDED: "says it is needed",
        ReplyKind.NOT_CONFIDENTIAL: "says it is not confidential",
    }
)
REPORTED, RECORDED = "reported it", "saved it as a record"
READING_TITLES: Mapping[Reading, str] = MappingProxyType(
    {
        Reading.PENDING: "not read yet",
        Reading.READ: "read in full",
        Reading.UNSCANNED: "could not be checked",
    }
)
AUDIENCE_TITLES: Mapping[AudienceKind, str] = MappingProxyType(
    {
        AudienceKind.INTERNAL: "internal audience",
        AudienceKind.GUEST: "guests read along",
        AudienceKind.EXTERNAL: "outsiders read along",
        AudienceKind.UNKNOWN: "audience unknown",
    }
)
PLATFORM_TITLES: Mapping[Platform, str] = MappingProxyType(
    {
        Platform.SLACK: "Slack",
        Platform.TEAMS: "Microsoft Teams",
        Platform.LOCAL: "Local chat",
    }
)
SEVERITY_TITLES: Mapping[Severity, str] = MappingProxyType(
    {severity: severity.name.capitalize() for severity in Severity}
)

_UNITS = (
    (timedelta(days=1), "day"),
    (timedelta(hours=1), "hour"),
    (timedelta(minutes=1), "min"),
)


def age(then: datetime, now: datetime) -> str:
    """Return how long ago that was, in the largest unit that says enough."""
    passed = now - then
    if passed < _UNITS[-1][0]:
        return "just now"
    unit, title = next((unit, title) for unit, title in _UNITS if passed >= unit)
    return f"{counted(passed // unit, title)} ago"


def lasting(keep: timedelta) -> str:
    """Return how long something is kept: years where it comes out even, else days."""
    if keep.days and keep.days % 365 == 0:
        return counted(keep.days // 365, "year")
    return counted(keep.days, "day")


def moment(at: datetime) -> str:
    """Return a moment in words; the page turns it into the reader's own time zone."""
    at = at.astimezone(UTC)
    return f"{at.day} {at:%b %Y, %H:%M} UTC"


def file_size(size: int) -> str:
    """Return a number of bytes as people say it."""
    if size < 0:
        return "size unknown"
    for unit, title in ((1_000_000, "MB"), (1_000, "kB")):
        if size >= unit:
            return f"{size / unit:.1f} {title}"
    return counted(size, "byte")


def counted(number: int, title: str) -> str:
    """Return the number with its noun, in the plural where needed."""
    plural = "" if number == 1 or title == "min" else "s"
    return f"{number} {title}{plural}"
