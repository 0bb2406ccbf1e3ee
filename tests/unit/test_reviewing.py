"""Supervisors move cases along one table, each step by the one who may take it."""

from dataclasses import replace

import pytest

from bot.domain.case import (
    TRANSITIONS,
    Case,
    CaseLine,
    CaseStatus,
    FlaggedMessage,
    Resolution,
    Step,
)
from bot.domain.decision import Severity
from bot.domain.report import Report
from bot.errors import CaseMoved, NotAllowed
from bot.reviewing import Reviewing, steps_open_to
from tests.builders import NOON, audience, author, conversation, decision, ref

LINE = CaseLine(
    id=1,
    status=CaseStatus.OPEN,
    severity=Severity.HIGH,
    platform="local",
    conversation_name="general",
    author_name="Ada",
    titles=("a Social Security number",),
    clauses=("3.b",),
    messages=1,
    opened_at=NOON,
    updated_at=NOON,
)


def case(status=CaseStatus.OPEN, claimed_by="", **changes):
    flagged = FlaggedMessage(
        ref=ref(),
        author=author(),
        conversation=conversation(),
        audience=audience(),
        text="hello",
        sent_at=NOON,
        decision=decision(),
    )
    defaults = {
        "id": 1,
        "line": replace(LINE, status=status, claimed_by=claimed_by),
        "version": 3,
        "thread": (flagged,),
    }
    return Case(**defaults | changes)


def reported_case():
    """A case that no rule opened: somebody else reported the message."""
    report = Report(ref=ref(), by=author(id="U2"), at=NOON, note="see")
    (flagged,) = case().thread
    return case(thread=(replace(flagged, decision=None, reports=(report,)),))


class OneCase:
    """A case store with one case, keeping what is saved."""

    def __init__(self, held):
        self.held = held
        self.saved = []

    async def load_case(self, number):
        return self.held

    async def save_review(self, number, review, **rest):
        self.saved.append((number, review.step, review.by, review.note, rest))


class Noon:
    """A clock that stands still."""

    def now(self):
        return NOON


OPEN_TO = {
    "a new case": (case(), "sue", {Step.CLAIM, Step.NOTE}),
    "one's own claim": (
        case(CaseStatus.CLAIMED, "sue"),
        "sue",
        {Step.NOTE, Step.UPHOLD, Step.OVERTURN, Step.ESCALATE},
    ),
    "somebody else's claim": (case(CaseStatus.CLAIMED, "bob"), "sue", {Step.NOTE}),
    "an escalated case": (case(CaseStatus.ESCALATED), "sue", {Step.CLAIM, Step.NOTE}),
    "a closed case": (case(CaseStatus.CLOSED), "sue", {Step.NOTE, Step.REOPEN}),
    "a case of one's own": (case(), "U1", set()),
    "one's own message, reported": (reported_case(), "U1", set()),
    "another's message, reported by oneself": (reported_case(), "U2", {Step.CLAIM, Step.NOTE}),
}


@pytest.mark.parametrize(("held", "by", "steps"), OPEN_TO.values(), ids=OPEN_TO.keys())
def test_only_the_steps_that_may_be_taken_are_open(held, by, steps):
    assert set(steps_open_to(held, by)) == steps


async def test_a_step_is_saved_with_its_note_and_its_audit():
    store = OneCase(case(CaseStatus.CLAIMED, "sue"))

    await Reviewing(cases=store, clock=Noon()).take_step(
        1, Step.UPHOLD, by="sue", version=3, note=" the number is real "
    )

    [(number, step, by, note, rest)] = store.saved
    assert (number, step, by, note) == (1, Step.UPHOLD, "sue", "the number is real")
    assert (rest["status"], rest["resolution"], rest["version"]) == (
        CaseStatus.CLOSED,
        Resolution.UPHELD,
        3,
    )
    assert (rest["audit"].actor, rest["audit"].verb, rest["audit"].subject) == (
        "sue",
        "uphold",
        "case:1",
    )


REFUSED = {
    "a judgement without a reason": (case(CaseStatus.CLAIMED, "sue"), Step.UPHOLD, 3, NotAllowed),
    "a judgement without the claim": (case(), Step.UPHOLD, 3, NotAllowed),
    "a step on an older state": (case(), Step.CLAIM, 2, CaseMoved),
}


@pytest.mark.parametrize(("held", "step", "version", "error"), REFUSED.values(), ids=REFUSED.keys())
async def test_a_step_that_may_not_be_taken_changes_nothing(held, step, version, error):
    store = OneCase(held)

    with pytest.raises(error):
        await Reviewing(cases=store, clock=Noon()).take_step(1, step, by="sue", version=version)

    assert store.saved == []


def test_every_status_can_be_left_and_reached():
    left = {status for status, _ in TRANSITIONS}
    reached = set(TRANSITIONS.values())

    assert (left, reached) == (set(CaseStatus), set(CaseStatus))
