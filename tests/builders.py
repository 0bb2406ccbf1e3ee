"""Builders for tests: keyword defaults, no surprises."""

from datetime import UTC, datetime

from bot.domain.attachment import Attachment, Extract, Reading
from bot.domain.clause import Clause
from bot.domain.decision import Action, ActionKind, Decision, RuleMatch, Severity
from bot.domain.finding import Finding, InspectionResult
from bot.domain.message import (
    Audience,
    AudienceKind,
    Author,
    Conversation,
    Message,
    MessageRef,
    Platform,
    TextPart,
)

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def ref(**changes):
    defaults = {
        "platform": Platform.LOCAL,
        "tenant": "T1",
        "conversation": "C1",
        "message": "M1",
        "revision": "0",
    }
    return MessageRef(**defaults | changes)


def author(**changes):
    return Author(**{"id": "U1", "tenant": "T1", "name": "Ada"} | changes)


def conversation(**changes):
    return Conversation(**{"id": "C1", "name": "general"} | changes)


def audience(kind=AudienceKind.INTERNAL, because="everybody has an account"):
    return Audience(kind=AudienceKind(kind), because=because)


def message(text="hello", **changes):
    defaults = {
        "ref": ref(),
        "author": author(),
        "conversation": conversation(),
        "audience": audience(),
        "text": text,
        "sent_at": NOON,
    }
    return Message(**defaults | changes)


def attachment(**changes):
    return Attachment(**{"id": "F1", "name": "list.csv", "size": 120} | changes)


def read_attachment(text="a,b", **changes):
    return attachment(reading=Reading.READ, extracts=(Extract("whole file", text),), **changes)


def context(*texts):
    return tuple(TextPart(f"thread:{n}", text) for n, text in enumerate(texts))


def finding(**changes):
    defaults = {
        "label": "US_SSN",
        "part": "body",
        "start": 0,
        "end": 11,
        "confidence": 0.95,
        "because": "format holds, word near",
    }
    return Finding(**defaults | changes)


def result(**changes):
    return InspectionResult(**changes)


def clause(**changes):
    defaults = {
        "policy": "nc-ccps-im",
        "policy_title": "NC CC&PS Instant Messaging",
        "number": "3.b",
        "asks": "Confidential information stays out of instant messages.",
    }
    return Clause(**defaults | changes)


def match(**changes):
    defaults = {
        "policy": "nc-ccps-im",
        "rule": "confidential",
        "clauses": (clause(),),
        "severity": Severity.HIGH,
        "because": "a Social Security number was found",
        "actions": (ActionKind.WARN_AUTHOR, ActionKind.OPEN_CASE),
        "findings": (finding(),),
        "categories": ("PII",),
    }
    return RuleMatch(**defaults | changes)


def action(kind=ActionKind.WARN_AUTHOR, **changes):
    return Action(**{"kind": kind, "cites": ("nc-ccps-im/confidential",)} | changes)


def decision(**changes):
    defaults = {
        "ref": ref(),
        "decided_at": NOON,
        "matches": (match(),),
        "actions": (action(), action(ActionKind.OPEN_CASE)),
    }
    return Decision(**defaults | changes)
