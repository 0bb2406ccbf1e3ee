"""What becomes of an author's answer to a warning."""

import pytest

from bot.domain.decision import ActionKind, OutcomeStatus
from bot.domain.reply import AuthorReply, ReplyKind
from bot.errors import NotAllowed, UnknownMessage
from bot.responding import Responding
from tests.builders import NOON, message, ref

CONFIDENTIAL = "her ssn is 536-22-8765, please file it"


@pytest.fixture
def answers(road, enforcer, cases):
    return Responding(enforcer=enforcer, messages=road.messages, cases=cases)


def reply(kind, by="U1", **changes):
    return AuthorReply(**{"ref": ref(), "kind": kind, "by": by, "at": NOON} | changes)


async def test_an_answer_is_recorded_for_the_supervisor(road, answers, cases):
    await road.handle(message(CONFIDENTIAL))

    await answers.respond(reply(ReplyKind.NEEDED, reason="the court asked for it"))

    [line] = await cases.list_cases()
    case = await cases.load_case(line.id)
    assert [(one.kind, one.reason) for one in case.thread[0].replies] == [
        (ReplyKind.NEEDED, "the court asked for it")
    ]


async def test_an_author_can_have_the_message_removed(road, answers, enforcer):
    await road.handle(message(CONFIDENTIAL))

    outcome = await answers.respond(reply(ReplyKind.REMOVE))

    assert (outcome.kind, outcome.status) == (ActionKind.REMOVE_MESSAGE, OutcomeStatus.DONE)
    assert enforcer.done[-1] is ActionKind.REMOVE_MESSAGE


async def test_a_removal_asked_for_twice_is_done_once(road, answers, enforcer):
    await road.handle(message(CONFIDENTIAL))

    outcomes = [await answers.respond(reply(ReplyKind.REMOVE)) for _ in range(2)]

    assert [outcome.status for outcome in outcomes] == [OutcomeStatus.DONE, OutcomeStatus.DONE]
    assert enforcer.done.count(ActionKind.REMOVE_MESSAGE) == 1


async def test_an_answer_given_twice_is_audited_once(road, answers, cases):
    await road.handle(message(CONFIDENTIAL))

    await answers.respond(reply(ReplyKind.NOT_CONFIDENTIAL))
    await answers.respond(reply(ReplyKind.NOT_CONFIDENTIAL))

    trail = await cases.audit_trail(subject=f"message:{ref().key}")
    assert [event.verb for event in trail] == ["answered not_confidential"]


async def test_nobody_answers_for_somebody_else(road, answers):
    await road.handle(message(CONFIDENTIAL))

    with pytest.raises(NotAllowed):
        await answers.respond(reply(ReplyKind.REMOVE, by="U2"))


async def test_an_unknown_message_cannot_be_answered_for(answers):
    with pytest.raises(UnknownMessage):
        await answers.respond(reply(ReplyKind.REMOVE))


async def test_a_message_nothing_was_decided_about_cannot_be_answered_for(road, answers):
    await road.messages.save_message(message(CONFIDENTIAL))

    with pytest.raises(UnknownMessage):
        await answers.respond(reply(ReplyKind.REMOVE))
