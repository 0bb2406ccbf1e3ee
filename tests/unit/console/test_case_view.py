"""A case as its page shows it."""

import pytest

from bot.console.case_view import TimelineEntry, view_case
from bot.console.decision_view import PolicyView
from bot.console.marking import Segment
from bot.domain.case import CaseStatus, Resolution, Review, Step
from bot.domain.notice import MASK
from tests import builders as b
from tests import case_builders as c
from tests.builders import NOON


def view(case, **changes):
    return view_case(case, **{"reader": "Ruth", "now": NOON} | changes)


def test_a_clause_cited_by_several_messages_is_shown_once():
    case = c.case(c.flagged(), c.flagged(ref=b.ref(message="M2")), c.unflagged())

    assert view(case).policies == (
        PolicyView(title="NC CC&PS Instant Messaging", source="", url="", clauses=(b.clause(),)),
    )


@pytest.mark.parametrize(
    ("changes", "steps"),
    [
        pytest.param({}, ["claim", "note"], id="open"),
        pytest.param(
            {"status": CaseStatus.CLAIMED, "claimed_by": "Ruth"},
            ["uphold", "overturn", "escalate", "note"],
            id="claimed by the reader",
        ),
        pytest.param(
            {"status": CaseStatus.CLAIMED, "claimed_by": "Omar"}, ["note"], id="by another"
        ),
        pytest.param({"status": CaseStatus.ESCALATED}, ["claim", "note"], id="escalated"),
        pytest.param({"status": CaseStatus.CLOSED}, ["reopen", "note"], id="closed"),
    ],
)
def test_the_steps_open_to_the_reader_are_offered(changes, steps):
    assert [step.name for step in view(c.case(**changes)).steps] == steps


def test_a_case_of_the_readers_own_offers_no_step():
    seen = view(c.case(), reader="U1")

    assert (seen.is_own, seen.steps) == (True, ())


def test_what_was_found_is_masked_in_the_notes_of_reviewers_too():
    review = Review(step=Step.NOTE, by="Omar", at=NOON, note=f"{c.SECRET} is real")

    seen = view(c.case(reviews=(review,)))

    assert seen.timeline == (
        TimelineEntry(
            by="Omar",
            words="added a note",
            at=NOON,
            note=(Segment(MASK, ("a Social Security number",)), Segment(" is real")),
        ),
    )


def test_revisions_of_one_message_are_told_apart():
    case = c.case(
        c.flagged(),
        c.unflagged(),
        c.flagged("Her number is with me.", ref=b.ref(revision="1"), decision=None),
    )

    assert [message.revision for message in view(case).messages] == [
        "version 1 of 2",
        "",
        "version 2 of 2",
    ]


def test_a_closed_case_says_how_it_ended():
    seen = view(c.case(status=CaseStatus.CLOSED, resolution=Resolution.UPHELD))

    assert seen.resolution == "Upheld: the policy was broken"


@pytest.mark.parametrize(
    ("thread", "has_hidden"),
    [((c.flagged(),), True), ((c.unflagged(),), False)],
    ids=["something found", "nothing found"],
)
def test_a_reveal_is_offered_where_there_is_something_to_reveal(thread, has_hidden):
    assert view(c.case(*thread)).has_hidden is has_hidden
