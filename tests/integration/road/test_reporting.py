"""Reports and records over a real store: what is known is found, what is not is inspected."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.case import AuditEvent
from bot.domain.decision import ActionKind
from bot.domain.report import RecordEntry, Report
from bot.errors import TryLater
from bot.reporting import Reporting
from tests import builders as b

LEAK = "her ssn is 536-22-8765"
BEN = b.author(id="U2", name="Ben")


@pytest.fixture
def reporting(road, cases):
    return Reporting(inspection=road, messages=road.messages, cases=cases)


class GivenAlong:
    """Gives the message along, and remembers how it was asked for."""

    def __init__(self, message):
        self.message = message
        self.asked = []

    async def __call__(self, *, is_anew):
        self.asked.append(is_anew)
        if is_anew:
            return replace(self.message, ref=replace(self.message.ref, revision="9"))
        return self.message


def _report(ref=None, **changes):
    return Report(**{"ref": ref or b.ref(), "by": BEN, "at": b.NOON, "note": "see"} | changes)


def _entry(ref=None):
    return RecordEntry(ref=ref or b.ref(), by=BEN, at=b.NOON)


async def _disposed(road, clock):
    clock.advance(days=4)
    return await road.messages.dispose_unflagged(clock.now() - timedelta(days=3))


async def test_a_message_that_was_seen_is_reported_in_its_newest_revision(road, reporting, cases):
    await road.handle(b.message("fine"))
    await road.handle(b.message("still fine", ref=b.ref(revision="1")))
    given = GivenAlong(b.message())

    await reporting.report(_report(), given)

    (shown,) = (await cases.load_case(1)).thread
    assert (given.asked, shown.text) == ([], "still fine")
    assert shown.reports == (_report(b.ref(revision="1")),)


async def test_a_message_that_was_never_seen_is_inspected_as_its_authors(
    road, reporting, cases, enforcer
):
    given = GivenAlong(b.message(LEAK))

    await reporting.report(_report(), given)

    (shown,) = (await cases.load_case(1)).thread
    assert given.asked == [False]
    assert [match.rule for match in shown.decision.matches] == ["confidential"]
    assert enforcer.done == [ActionKind.WARN_AUTHOR, ActionKind.NOTIFY_ADMINS]
    assert shown.reports == (_report(),)


async def test_what_was_disposed_of_is_inspected_anew(road, reporting, cases, clock):
    await road.handle(b.message("fine"))
    assert await _disposed(road, clock) == 1
    given = GivenAlong(b.message("fine, as it reads now"))

    await reporting.report(_report(), given)

    (shown,) = (await cases.load_case(1)).thread
    assert given.asked == [True]
    assert (shown.ref, shown.text) == (b.ref(revision="9"), "fine, as it reads now")


async def test_a_report_delivered_again_changes_nothing(road, reporting, cases, enforcer):
    given = GivenAlong(b.message(LEAK))
    for _ in range(2):
        await reporting.report(_report(), given)

    assert (given.asked, len(enforcer.done)) == ([False], 2)
    assert len((await cases.load_case(1)).thread[0].reports) == 1


async def test_a_report_that_broke_off_after_the_look_is_taken_up_again(
    road, reporting, cases, enforcer
):
    given = GivenAlong(b.message(LEAK))
    enforcer.fault = TryLater()
    with pytest.raises(TryLater):
        await reporting.report(_report(), given)
    enforcer.fault = None

    await reporting.report(_report(), given)

    assert enforcer.done == [ActionKind.WARN_AUTHOR, ActionKind.NOTIFY_ADMINS]
    assert [each.reports for each in (await cases.load_case(1)).thread] == [(_report(),)]


async def test_both_are_written_to_the_audit_trail_by_who_asked(road, reporting, cases):
    await road.handle(b.message("fine"))

    await reporting.report(_report(), GivenAlong(None))
    await reporting.keep(_entry(), GivenAlong(None))

    told = {"actor": "person:U2", "subject": "message:local/T1/C1/M1/0", "at": b.NOON}
    assert await cases.audit_trail() == [
        AuditEvent(verb="saved as a record", **told),
        AuditEvent(verb="reported", **told),
    ]


async def test_a_record_is_kept_beyond_the_time_of_the_others(road, reporting, cases, clock):
    await road.handle(b.message("the decision"))
    await road.handle(b.message("small talk", ref=b.ref(message="M2")))

    await reporting.keep(_entry(), GivenAlong(None))

    assert await _disposed(road, clock) == 1
    assert (await road.messages.load_message(b.ref())).text == "the decision"
    assert await cases.list_cases() == []


async def test_a_record_that_was_never_seen_is_inspected_and_kept(road, reporting, clock):
    await reporting.keep(_entry(), GivenAlong(b.message("the decision")))

    assert await _disposed(road, clock) == 0
    assert (await road.messages.load_decision(b.ref())).matches == ()
