"""What every case store keeps to: what people ask for from a message's menu."""

from datetime import timedelta

import pytest

from bot.domain.case import AuditEvent, CaseLine, CaseStatus, Resolution, Step
from bot.domain.decision import Severity
from bot.domain.message import Platform
from bot.domain.report import RecordEntry, Report
from bot.errors import UnknownMessage
from tests import builders as b
from tests.contract.flagging import flag, in_thread, pass_by, review
from tests.contract.saving import decide

ASKED = AuditEvent(actor="person:U2", verb="asked", subject="message:M1", at=b.NOON)
DAY_LATER = b.NOON + timedelta(days=1)


def _asked(shape, ref, **changes):
    defaults = {"by": b.author(id="U2", name="Ben"), "at": b.NOON, "note": "her number"}
    return shape(ref=ref, **defaults | changes)


async def _report(cases, ref=None, **changes):
    report = _asked(Report, ref or b.ref(), **changes)
    return report, await cases.save_report(report, audit=ASKED)


async def _keep(cases, ref=None, **changes):
    entry = _asked(RecordEntry, ref or b.ref(), **changes)
    return entry, await cases.save_record(entry, audit=ASKED)


async def test_a_report_opens_a_case_though_no_rule_held(messages, cases):
    await pass_by(messages, b.message())

    assert (await _report(cases))[1] is True

    assert await cases.list_cases() == [
        CaseLine(
            id=1,
            status=CaseStatus.OPEN,
            severity=Severity.MEDIUM,
            platform="local",
            conversation_name="general",
            author_name="Ada",
            titles=("Reported by a person.",),
            clauses=(),
            messages=1,
            opened_at=b.NOON,
            updated_at=b.NOON,
        )
    ]


async def test_a_case_shows_who_reported_what_and_what_is_a_record(messages, cases):
    await pass_by(messages, in_thread(1, "who has her number?"))
    await pass_by(messages, in_thread(2, "I have"))
    report, _ = await _report(cases, b.ref(message="M2"))
    entry, _ = await _keep(cases, b.ref(message="M2"))

    asked, reported = (await cases.load_case(1)).thread

    assert (asked.reports, asked.record_entries) == ((), ())
    assert (reported.text, reported.decision) == ("I have", None)
    assert (reported.reports, reported.record_entries) == ((report,), (entry,))


async def test_a_report_of_a_flagged_message_extends_its_case(messages, cases, clock):
    await flag(messages, b.message(), severity=Severity.HIGH)
    clock.advance(minutes=5)

    await _report(cases)

    case = await cases.load_case(1)
    assert (case.line.severity, case.line.messages, case.version) == (Severity.HIGH, 1, 2)
    assert case.line.titles[-1] == "Reported by a person."
    assert case.line.updated_at == b.NOON + timedelta(minutes=5)


async def test_reported_and_flagged_messages_are_counted_each_once(messages, cases):
    await flag(messages, in_thread(1))
    await pass_by(messages, in_thread(2))
    await pass_by(messages, in_thread(3))

    await _report(cases, b.ref(message="M1"))
    await _report(cases, b.ref(message="M2"))

    assert [line.messages for line in await cases.list_cases()] == [2]


async def test_a_rule_that_holds_later_extends_the_case_of_a_report(messages, cases):
    await pass_by(messages, in_thread(1))
    await _report(cases)

    await flag(messages, in_thread(2), severity=Severity.CRITICAL)

    (line,) = await cases.list_cases()
    assert (line.severity, line.messages) == (Severity.CRITICAL, 2)


async def test_a_report_opens_a_closed_case_again(messages, cases):
    await flag(messages, b.message())
    await review(cases, version=1)
    await review(
        cases, Step.UPHOLD, CaseStatus.CLOSED, version=2, resolution=Resolution.UPHELD, note="so"
    )

    await _report(cases)

    case = await cases.load_case(1)
    assert (case.line.status, case.line.claimed_by, case.resolution) == (CaseStatus.OPEN, "", None)


async def test_the_same_person_reports_once(messages, cases):
    await pass_by(messages, b.message())

    answers = [(await _report(cases, note=note))[1] for note in ("first", "second")]
    other = await _report(cases, by=b.author(id="U3"))

    case = await cases.load_case(1)
    assert (answers, other[1]) == ([True, False], True)
    assert [(each.by.id, each.note) for each in case.thread[0].reports] == [
        ("U2", "first"),
        ("U3", "her number"),
    ]
    assert await cases.audit_trail() == [ASKED, ASKED]


async def test_the_same_person_makes_a_record_once(messages, cases):
    await pass_by(messages, b.message())

    answers = [(await _keep(cases))[1] for _ in range(2)]

    assert (answers, await cases.audit_trail()) == ([True, False], [ASKED])
    assert await cases.list_cases() == []


async def test_a_record_moves_the_case_it_is_in(messages, cases):
    await flag(messages, b.message())

    await _keep(cases)

    assert (await cases.load_case(1)).version == 2


@pytest.mark.parametrize("ask", [_report, _keep], ids=["reported", "a record"])
async def test_what_was_asked_for_outlives_the_others(messages, cases, ask):
    for number in (1, 2):
        await decide(messages, b.message(ref=b.ref(message=f"M{number}")))
        await messages.finish(b.ref(message=f"M{number}"))
    await ask(cases, b.ref(message="M1"))

    disposed = await messages.dispose_unflagged(DAY_LATER)

    assert (disposed, (await messages.load_message(b.ref())).text) == (1, "hello")


@pytest.mark.parametrize("ask", [_report, _keep], ids=["reported", "a record"])
async def test_what_is_unknown_or_disposed_of_cannot_be_asked_for(messages, cases, ask):
    await decide(messages, b.message())
    await messages.finish(b.ref())
    await messages.dispose_unflagged(DAY_LATER)

    for ref in (b.ref(), b.ref(message="M404")):
        with pytest.raises(UnknownMessage):
            await ask(cases, ref)

    assert (await cases.list_cases(), await cases.audit_trail()) == ([], [])


@pytest.mark.parametrize("ask", [_report, _keep], ids=["reported", "a record"])
async def test_forgetting_a_tenant_takes_what_was_asked_for(messages, cases, ask):
    await pass_by(messages, b.message())
    await ask(cases)

    await messages.forget(Platform.LOCAL, "T1")

    with pytest.raises(UnknownMessage):
        await messages.load_message(b.ref())
    assert await cases.list_cases() == []
