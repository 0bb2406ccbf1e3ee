"""What every message store keeps to: the ledger of actions, and what authors answer."""

import asyncio

import pytest

from bot.domain.decision import ActionKind, OutcomeStatus
from bot.domain.message import Platform
from bot.domain.reply import ReplyKind
from bot.errors import UnknownMessage
from tests import builders as b
from tests.contract.saving import outcome, reply


async def test_an_action_is_begun_once(messages):
    await messages.save_message(b.message())

    begun = await asyncio.gather(*(messages.begin_action(b.ref(), b.action()) for _ in range(4)))

    assert sorted(begun) == [False, False, False, True]


async def test_an_action_that_was_begun_has_no_outcome_yet(messages):
    await messages.save_message(b.message())
    await messages.begin_action(b.ref(), b.action())

    assert await messages.outcome_of(b.ref(), b.action()) is None
    assert await messages.outcomes(b.ref()) == ()


async def test_an_action_of_an_unknown_message_cannot_be_begun(messages):
    with pytest.raises(UnknownMessage):
        await messages.begin_action(b.ref(), b.action())


async def test_outcomes_come_back_in_the_order_they_were_begun(messages):
    removal = outcome(ActionKind.REMOVE_MESSAGE, OutcomeStatus.NOT_PERMITTED, detail="no grant")
    warning = outcome(detail="told", receipt="1700000000.000100")
    await messages.save_message(b.message())
    await messages.begin_action(b.ref(), b.action(ActionKind.REMOVE_MESSAGE))
    await messages.begin_action(b.ref(), b.action())

    await messages.save_outcome(b.ref(), warning)
    await messages.save_outcome(b.ref(), removal)

    assert await messages.outcomes(b.ref()) == (removal, warning)
    assert await messages.outcome_of(b.ref(), b.action()) == warning


async def test_the_latest_outcome_of_an_action_stands(messages):
    await messages.save_message(b.message())
    await messages.save_outcome(b.ref(), outcome(status=OutcomeStatus.FAILED))

    await messages.save_outcome(b.ref(), outcome())

    assert await messages.outcomes(b.ref()) == (outcome(),)


async def test_only_warnings_that_reached_the_author_count(messages, clock):
    told = [
        (b.message(ref=b.ref(message="M1")), outcome()),
        (b.message(ref=b.ref(message="M2")), outcome(status=OutcomeStatus.THROTTLED)),
        (b.message(ref=b.ref(message="M3")), outcome(ActionKind.NOTIFY_ADMINS)),
        (b.message(ref=b.ref(message="M4"), author=b.author(id="U2")), outcome()),
        (b.message(ref=b.ref(message="M5"), author=b.author(tenant="T2")), outcome()),
    ]
    for message, done in told:
        await messages.save_message(message)
        await messages.save_outcome(message.ref, done)
    clock.advance(seconds=61)

    counted = [
        await messages.warnings_since(b.author(), Platform.LOCAL, b.NOON),
        await messages.warnings_since(b.author(), Platform.SLACK, b.NOON),
        await messages.warnings_since(b.author(), Platform.LOCAL, clock.now()),
    ]

    assert counted == [1, 0, 0]


async def test_an_answer_is_recorded_once_for_each_kind(messages):
    await messages.save_message(b.message())

    news = [
        await messages.save_reply(reply()),
        await messages.save_reply(reply(reason="again")),
        await messages.save_reply(reply(kind=ReplyKind.REMOVE)),
    ]

    assert news == [True, False, True]


async def test_an_answer_about_an_unknown_message_is_an_error(messages):
    with pytest.raises(UnknownMessage):
        await messages.save_reply(reply())
