"""What the suites of the case store flag and review."""

from datetime import timedelta

from bot.domain.case import AuditEvent, CaseStatus, Review, Step
from tests import builders as b

LATER = b.NOON + timedelta(minutes=30)
AUDIT = AuditEvent(actor="S1", verb="claim", subject="case:1", at=b.NOON)


def in_thread(number, text="hello", **changes):
    defaults = {
        "ref": b.ref(message=f"M{number}"),
        "thread": "M1",
        "sent_at": b.NOON + timedelta(minutes=number),
    }
    return b.message(text, **defaults | changes)


async def flag(messages, message, **match):
    """Save the message and a decision that opens a case."""
    decision = b.decision(ref=message.ref, matches=(b.match(**match),))
    result = b.result(findings=(b.finding(),), categories={"PII": 0.9})
    await messages.save_message(message)
    await messages.save_decision(message, result, decision)
    return decision


async def pass_by(messages, message):
    """Save the message and a decision that finds nothing wrong."""
    await messages.save_message(message)
    await messages.save_decision(
        message, b.result(), b.decision(ref=message.ref, matches=(), actions=())
    )


async def review(cases, step=Step.CLAIM, status=CaseStatus.CLAIMED, *, version, **changes):
    resolution = changes.pop("resolution", None)
    taken = Review(**{"step": step, "by": "S1", "at": LATER} | changes)
    await cases.save_review(
        1, taken, version=version, status=status, audit=AUDIT, resolution=resolution
    )
    return taken
