"""What the suites of the message store save."""

from datetime import timedelta

from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus
from bot.domain.reply import AuthorReply, ReplyKind
from tests import builders as b

MONTH_AGO = b.NOON - timedelta(days=30)


def outcome(kind=ActionKind.WARN_AUTHOR, status=OutcomeStatus.DONE, **changes):
    return ActionOutcome(kind=kind, status=status, **changes)


def reply(**changes):
    defaults = {
        "ref": b.ref(),
        "kind": ReplyKind.NEEDED,
        "by": "U1",
        "at": b.NOON,
        "reason": "it is",
    }
    return AuthorReply(**defaults | changes)


def quiet(message):
    return b.decision(ref=message.ref, matches=(), actions=())


async def decide(messages, message, decision=None, **result):
    await messages.save_message(message)
    await messages.save_decision(message, b.result(**result), decision or quiet(message))
