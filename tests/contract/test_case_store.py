"""What every case store keeps to: a case is a flagged thread."""

from datetime import timedelta

import pytest

from bot.domain.case import CaseLine, CaseStatus
from bot.domain.decision import ActionKind, ActionOutcome, OutcomeStatus, Severity
from bot.domain.message import Platform
from bot.domain.reply import AuthorReply, ReplyKind
from bot.errors import UnknownCase
from tests import builders as b
from tests.contract.flagging import LATER, flag, in_thread, pass_by, review


async def test_a_flagged_message_opens_a_case(messages, cases):
    await flag(messages, b.message())

    assert await cases.list_cases() == [
        CaseLine(
            id=1,
            status=CaseStatus.OPEN,
            severity=Severity.HIGH,
            platform="local",
            conversation_name="general",
            author_name="Ada",
            titles=("personal information", "a Social Security number"),
            clauses=("NC CC&PS Instant Messaging, clause 3.b",),
            messages=1,
            opened_at=b.NOON,
            updated_at=b.NOON,
        )
    ]


async def test_a_decision_that_asks_for_no_case_opens_none(messages, cases):
    warned = b.decision(actions=(b.action(),))

    await messages.save_decision(b.message(), b.result(), warned)

    assert (await cases.list_cases(), await cases.changed()) == ([], 0)


async def test_a_case_is_kept_per_thread(messages, cases):
    await flag(messages, in_thread(1))
    await flag(messages, in_thread(2))
    await flag(messages, in_thread(3, thread=""))

    assert [(line.id, line.messages) for line in await cases.list_cases()] == [(2, 1), (1, 2)]


async def test_the_same_thread_of_another_tenant_is_another_case(messages, cases):
    await flag(messages, b.message())
    await flag(messages, b.message(ref=b.ref(tenant="T2")))

    assert len(await cases.list_cases()) == 2


async def test_a_second_flagged_message_extends_the_case(messages, cases, clock):
    await flag(messages, in_thread(1, author=b.author(name="Ada")), severity=Severity.HIGH)
    clock.advance(minutes=5)

    await flag(
        messages,
        in_thread(2, author=b.author(id="U2", name="Ben")),
        severity=Severity.LOW,
        categories=("PHI",),
        clauses=(b.clause(number="4"),),
    )

    (line,) = await cases.list_cases()
    assert (line.severity, line.messages, line.author_name) == (Severity.HIGH, 2, "Ada")
    assert line.titles[-1] == "health information about somebody"
    assert [citation[-3:] for citation in line.clauses] == ["3.b", "e 4"]
    assert (line.opened_at, line.updated_at) == (b.NOON, b.NOON + timedelta(minutes=5))


async def test_a_graver_message_makes_the_case_graver(messages, cases):
    await flag(messages, in_thread(1), severity=Severity.LOW)
    await flag(messages, in_thread(2), severity=Severity.CRITICAL)

    assert [line.severity for line in await cases.list_cases()] == [Severity.CRITICAL]


async def test_an_edit_that_is_flagged_again_is_still_one_message(messages, cases):
    await flag(messages, b.message())
    await flag(messages, b.message("worse", ref=b.ref(revision="1")))

    assert [line.messages for line in await cases.list_cases()] == [1]


async def test_deciding_twice_on_a_revision_counts_once(messages, cases):
    await flag(messages, b.message())
    before = (await cases.load_case(1)).version

    await flag(messages, b.message())

    assert (await cases.load_case(1)).version == before


async def test_cases_are_listed_gravest_and_newest_first(messages, cases, clock):
    for number, severity in enumerate((Severity.LOW, Severity.CRITICAL, Severity.LOW), 1):
        await flag(messages, in_thread(number, thread=""), severity=severity)
        clock.advance(minutes=1)

    assert [line.id for line in await cases.list_cases()] == [2, 3, 1]
    assert [line.id for line in await cases.list_cases(limit=2)] == [2, 3]


async def test_cases_can_be_listed_by_status(messages, cases):
    await flag(messages, in_thread(1, thread=""))
    await flag(messages, in_thread(2, thread=""))
    await review(cases, version=1)

    by_status = {
        status: [line.id for line in await cases.list_cases(frozenset({status}))]
        for status in (CaseStatus.OPEN, CaseStatus.CLAIMED, CaseStatus.CLOSED)
    }

    assert by_status == {CaseStatus.OPEN: [2], CaseStatus.CLAIMED: [1], CaseStatus.CLOSED: []}


async def test_a_case_comes_with_all_that_is_known_of_its_thread(messages, cases):
    root = in_thread(1, "who has her number?", author=b.author(id="U2", name="Ben"))
    leak = in_thread(2, "here", attachments=(b.read_attachment(),))
    done = ActionOutcome(kind=ActionKind.WARN_AUTHOR, status=OutcomeStatus.DONE, detail="told")
    answer = AuthorReply(ref=leak.ref, kind=ReplyKind.NEEDED, by="U1", at=LATER, reason="needed")
    await pass_by(messages, root)
    decision = await flag(messages, leak)
    await messages.save_outcome(leak.ref, done)
    await messages.save_reply(answer)
    await messages.withdraw(leak.ref, LATER)

    asked, flagged = (await cases.load_case(1)).thread

    assert (asked.text, asked.author, asked.decision) == (root.text, root.author, None)
    assert (flagged.text, flagged.attachments) == ("here", leak.attachments)
    assert (flagged.findings, flagged.categories) == ((b.finding(),), {"PII": 0.9})
    assert (flagged.decision, flagged.outcomes, flagged.replies) == (decision, (done,), (answer,))
    assert (asked.withdrawn_at, flagged.withdrawn_at) == (None, LATER)


async def test_of_an_edited_message_the_flagged_revision_and_the_newest_are_shown(messages, cases):
    await pass_by(messages, b.message("draft"))
    await flag(messages, b.message("leak", ref=b.ref(revision="1")))
    await pass_by(messages, b.message("still there", ref=b.ref(revision="2")))
    await pass_by(messages, b.message("cleaned", ref=b.ref(revision="3")))

    case = await cases.load_case(1)

    assert [(each.text, bool(each.decision)) for each in case.thread] == [
        ("leak", True),
        ("cleaned", False),
    ]


async def test_what_the_author_said_just_before_is_shown(messages, cases):
    for minute, text in ((-20, "long before"), (-2, "just before")):
        at = b.NOON + timedelta(minutes=minute)
        await pass_by(messages, b.message(text, ref=b.ref(message=text), sent_at=at))
    await flag(messages, b.message("leak"))

    assert [each.text for each in (await cases.load_case(1)).thread] == ["just before", "leak"]


async def test_what_was_disposed_of_is_not_shown(messages, cases):
    await pass_by(messages, in_thread(1, "small talk"))
    await flag(messages, in_thread(2, "leak"))
    await messages.finish(b.ref(message="M1"))

    await messages.dispose_unflagged(LATER)

    assert [each.text for each in (await cases.load_case(1)).thread] == ["leak"]


async def test_an_unknown_case_is_an_error(cases):
    with pytest.raises(UnknownCase):
        await cases.load_case(1)
    with pytest.raises(UnknownCase):
        await review(cases, version=1)


async def test_a_case_number_is_never_given_twice(messages, cases):
    await flag(messages, b.message())
    await messages.forget(Platform.LOCAL, "T1")

    await flag(messages, b.message())

    assert [line.id for line in await cases.list_cases()] == [2]
