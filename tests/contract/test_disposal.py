"""What every message store disposes of, and what it leaves."""

import asyncio
from datetime import timedelta

import pytest

from bot.domain.message import Platform
from bot.errors import UnknownMessage
from tests import builders as b
from tests.contract.saving import MONTH_AGO, decide, outcome, reply


async def test_disposal_takes_the_text_of_old_unflagged_messages_alone(messages):
    old = b.message("old", ref=b.ref(message="M1"))
    flagged = b.message("flagged", ref=b.ref(message="M2"))
    new = b.message("new", ref=b.ref(message="M3"), sent_at=b.NOON + timedelta(hours=2))
    for message in (old, flagged, new):
        decision = b.decision(ref=message.ref) if message is flagged else None
        await decide(messages, message, decision)
        await messages.finish(message.ref)

    before = b.NOON + timedelta(hours=1)
    disposed = [await messages.dispose_unflagged(before), await messages.dispose_unflagged(before)]

    assert disposed == [1, 0]
    assert [await messages.load_message(each.ref) for each in (flagged, new)] == [flagged, new]
    with pytest.raises(UnknownMessage):
        await messages.load_message(old.ref)


async def test_disposal_of_many_messages_leaves_none(messages):
    many = [b.message(ref=b.ref(message=f"M{n}")) for n in range(450)]
    await asyncio.gather(*(messages.save_message(each) for each in many))

    assert await messages.dispose_unflagged(b.NOON + timedelta(days=1)) == 450


async def test_disposal_leaves_a_message_whose_decision_is_still_to_be_done(messages):
    await decide(messages, b.message())

    assert await messages.dispose_unflagged(b.NOON + timedelta(days=1)) == 0


async def test_an_undecided_message_gets_its_text_back_when_its_event_comes_again(messages):
    await messages.save_message(b.message())
    await messages.dispose_unflagged(b.NOON + timedelta(days=1))

    await messages.save_message(b.message())

    assert await messages.load_message(b.ref()) == b.message()


async def test_forgetting_a_tenant_leaves_the_others(messages, cases):
    other = b.message(ref=b.ref(tenant="T2"))
    for message in (b.message(), other):
        await decide(messages, message, b.decision(ref=message.ref))
        await messages.save_outcome(message.ref, outcome())
        await messages.save_reply(reply(ref=message.ref))

    await messages.forget(Platform.LOCAL, "T1")

    assert await messages.load_decision(b.ref()) is None
    assert await messages.outcomes(b.ref()) == ()
    assert await messages.warnings_since(b.author(), Platform.LOCAL, MONTH_AGO) == 1
    assert await messages.load_decision(other.ref) == b.decision(ref=other.ref)
    assert [line.id for line in await cases.list_cases()] == [2]
