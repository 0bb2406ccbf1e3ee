"""The rows of the queue."""

from datetime import timedelta

import pytest

from bot.console.queue_view import FILTERS, QueueRow, filter_named, view_queue
from bot.domain.case import CaseStatus
from tests import case_builders as c
from tests.builders import NOON

LATER = NOON + timedelta(minutes=9)


def row(**changes):
    (seen,) = view_queue([c.line(**changes)], now=LATER, reader="Ruth")
    return seen


def test_a_row_says_what_where_who_and_since_when():
    assert row() == QueueRow(
        number=7,
        level=3,
        severity="High",
        title="Personal information and a Social Security number",
        clause="NC CC&PS Instant Messaging, clause 3.b",
        place="general",
        platform="Local chat",
        author="Ada",
        messages=1,
        opened_at=NOON,
        updated_at=NOON + timedelta(minutes=2),
        age="7 min ago",
        status="Open",
        tone="warn",
        claimed_by="",
    )


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        ((), "Flagged by a rule"),
        (("a password",), "A password"),
        (("a", "b", "c", "d"), "A, b, c and d"),
        (("a", "b", "c", "d", "e", "f"), "A, b, c and 3 more"),
    ],
    ids=["nothing named", "one", "four", "six"],
)
def test_a_title_names_at_most_four_things(titles, title):
    assert row(titles=titles).title == title


@pytest.mark.parametrize(
    ("titles", "title"),
    [
        (("a password", "An outsider reads along."), "A password"),
        (("An outsider reads along.", "The file is large."), "An outsider reads along"),
    ],
    ids=["beside something found", "alone"],
)
def test_the_reason_of_a_rule_is_a_title_only_where_nothing_was_found(titles, title):
    assert row(titles=titles).title == title


@pytest.mark.parametrize(
    ("clauses", "said"),
    [
        ((), "No clause is cited"),
        (("A, clause 1",), "A, clause 1"),
        (("A, clause 1", "B, clause 2"), "A, clause 1, and 1 other"),
        (("A, clause 1", "B, clause 2", "C, clause 3"), "A, clause 1, and 2 others"),
    ],
    ids=["none", "one", "two", "three"],
)
def test_a_row_names_the_first_clause_and_counts_the_others(clauses, said):
    assert row(clauses=clauses).clause == said


@pytest.mark.parametrize(("claimed_by", "said"), [("Ruth", "you"), ("Omar", "Omar"), ("", "")])
def test_a_row_says_who_is_on_it(claimed_by, said):
    assert row(claimed_by=claimed_by).claimed_by == said


def test_a_conversation_and_a_platform_without_a_name_of_ours_are_still_named():
    seen = row(conversation_name="", platform="carrier-pigeon", author_name="")

    assert (seen.place, seen.platform, seen.author) == (
        "a conversation without a name",
        "carrier-pigeon",
        "somebody unknown",
    )


def test_signs_that_change_the_direction_of_writing_are_not_shown():
    assert row(conversation_name="gen\u202eeral").place == "gen�eral"


def test_every_status_has_a_filter_and_the_first_holds_what_is_to_do():
    assert [each.name for each in FILTERS] == ["", *CaseStatus, "all"]
    assert filter_named("no such").statuses == {
        CaseStatus.OPEN,
        CaseStatus.CLAIMED,
        CaseStatus.ESCALATED,
    }
    assert filter_named("all").statuses is None
