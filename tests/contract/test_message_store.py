"""What every message store keeps to: messages, decisions, the ledger of actions, answers."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.activity import Activity
from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus
from bot.domain.message import AudienceKind, Platform
from bot.domain.reply import AuthorReply, ReplyKind
from bot.errors import UnknownMessage
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


FULL = b.message(
    "Her number is 417-28-6153 \N{SPEECH BALLOON}",
    author=b.author(divisions=frozenset({"field", "nc"})),
    audience=b.audience(AudienceKind.EXTERNAL),
    thread="M0",
    context=b.context("before"),
    attachments=(b.read_attachment("a,b"), b.attachment(id="F2", because="too large")),
    mentions=3,
    mentions_everyone=True,
    is_edit=True,
)


@pytest.mark.parametrize(
    "message",
    [
        b.message(),
        FULL,
        b.message(""),
        b.message("half a pair \ud83d"),
        b.message("nul \x00 \u202e"),
    ],
    ids=["plain", "full", "empty", "half a surrogate pair", "control characters"],
)
async def test_a_message_comes_back_as_it_was_saved(messages, message):
    await messages.save_message(message)

    assert await messages.load_message(message.ref) == message


async def test_saving_the_same_revision_again_changes_nothing(messages):
    await messages.save_message(b.message("first"))
    await messages.save_message(b.message("second"))

    assert (await messages.load_message(b.ref())).text == "first"


async def test_an_unknown_message_is_an_error(messages):
    with pytest.raises(UnknownMessage):
        await messages.load_message(b.ref())


async def test_the_same_id_of_another_tenant_is_another_message(messages):
    other = b.message("theirs", ref=b.ref(tenant="T2"))
    await messages.save_message(b.message("ours"))
    await messages.save_message(other)

    assert await messages.load_message(other.ref) == other


@pytest.mark.parametrize(
    ("revisions", "newest"),
    [
        (["0"], "0"),
        (["0", "1"], "1"),
        (["9", "10"], "10"),
        (["10", "9"], "10"),
        (["0", "1700000000.000200", "1700000000.000100"], "1700000000.000200"),
    ],
    ids=["one", "two", "ten after nine", "late arrival", "times of edits"],
)
async def test_the_newest_revision_is_the_greatest_whenever_it_came(messages, revisions, newest):
    for revision in revisions:
        await messages.save_message(b.message(ref=b.ref(revision=revision)))

    assert await messages.latest_revision(b.ref(revision="whatever")) == b.ref(revision=newest)


async def test_a_message_never_seen_has_no_newest_revision(messages):
    await messages.save_message(b.message())

    assert await messages.latest_revision(b.ref(message="M2")) is None


async def test_a_revision_is_finished_once_it_is_said_so(messages):
    await messages.save_message(b.message())
    before = await messages.is_finished(b.ref())

    await messages.finish(b.ref())

    finished = [await messages.is_finished(b.ref(revision=each)) for each in ("0", "1")]
    assert (before, finished) == (False, [True, False])


async def test_a_decision_comes_back_as_it_was_made(messages):
    await decide(messages, b.message(), b.decision(), categories={"PII": 0.9})

    assert await messages.load_decision(b.ref()) == b.decision()


async def test_nothing_is_decided_about_a_message_that_was_only_saved(messages):
    await messages.save_message(b.message())

    assert await messages.load_decision(b.ref()) is None


async def test_the_first_decision_stands(messages):
    await decide(messages, b.message(), b.decision())
    await decide(messages, b.message(), quiet(b.message()))

    assert await messages.load_decision(b.ref()) == b.decision()


async def test_deciding_keeps_a_message_that_was_not_saved_before(messages):
    await messages.save_decision(b.message(), b.result(), b.decision())

    assert await messages.load_message(b.ref()) == b.message()


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


async def test_a_withdrawal_is_known_for_known_messages_only(messages):
    await messages.save_message(b.message())

    known = [await messages.withdraw(b.ref(message=each), b.NOON) for each in ("M1", "M1", "M2")]

    assert known == [True, True, False]


async def test_activity_is_what_the_author_did_oldest_first(messages):
    later = b.message(
        ref=b.ref(message="M2", conversation="C2"),
        sent_at=b.NOON + timedelta(hours=1),
        mentions=2,
        mentions_everyone=True,
    )
    await decide(messages, later, categories={"JOKE": 0.8, "PII": 0.6})
    await decide(messages, b.message())
    await decide(messages, b.message(ref=b.ref(message="M3"), author=b.author(id="U2")))

    assert await messages.activity(b.author(), Platform.LOCAL, MONTH_AGO) == (
        Activity(at=b.NOON),
        Activity(
            at=later.sent_at,
            categories=frozenset({"JOKE", "PII"}),
            mentions=2,
            mentions_everyone=True,
        ),
    )


async def test_activity_grows_with_every_decision_and_forgets_what_is_too_old(messages):
    first, second = (
        b.message(ref=b.ref(message=f"M{number}"), sent_at=b.NOON + timedelta(hours=number))
        for number in (1, 2)
    )
    await decide(messages, first)
    before = await messages.activity(b.author(), Platform.LOCAL, MONTH_AGO)
    await decide(messages, second)

    lately = await messages.activity(b.author(), Platform.LOCAL, second.sent_at)
    all_of_it = await messages.activity(b.author(), Platform.LOCAL, MONTH_AGO)

    assert before == (Activity(at=first.sent_at),)
    assert lately == (Activity(at=second.sent_at),)
    assert all_of_it == (Activity(at=first.sent_at), Activity(at=second.sent_at))


async def test_a_message_not_yet_decided_on_is_no_activity(messages):
    await messages.save_message(b.message())

    assert await messages.activity(b.author(), Platform.LOCAL, MONTH_AGO) == ()


async def test_an_edit_is_no_second_message_of_the_author(messages):
    await decide(messages, b.message(), categories={"JOKE": 0.8})
    edit = b.message(ref=b.ref(revision="1"), sent_at=b.NOON + timedelta(minutes=1), mentions=1)
    await decide(messages, edit, categories={"PII": 0.9})

    assert await messages.activity(b.author(), Platform.LOCAL, MONTH_AGO) == (
        Activity(at=b.NOON, categories=frozenset({"JOKE", "PII"}), mentions=1),
    )


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


async def test_what_is_forgotten_is_no_activity_any_more(messages):
    await decide(messages, b.message())
    await messages.activity(b.author(), Platform.LOCAL, MONTH_AGO)

    await messages.forget(Platform.LOCAL, "T1")

    assert await messages.activity(b.author(), Platform.LOCAL, MONTH_AGO) == ()


async def test_many_messages_saved_at_once_are_all_there(messages):
    many = [b.message(f"text {n}", ref=b.ref(message=f"M{n}")) for n in range(200)]

    await asyncio.gather(*(messages.save_message(each) for each in many))

    assert [await messages.load_message(each.ref) for each in many[::20]] == many[::20]


async def test_one_fault_does_not_spoil_what_is_saved_beside_it(messages):
    results = await asyncio.gather(
        messages.save_message(b.message()),
        messages.begin_action(b.ref(message="unknown"), b.action()),
        messages.save_message(replace(b.message(), ref=b.ref(message="M2"))),
        return_exceptions=True,
    )

    assert [type(each) for each in results] == [type(None), UnknownMessage, type(None)]
    assert (await messages.load_message(b.ref(message="M2"))).text == "hello"
