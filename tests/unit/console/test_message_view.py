"""One message of a thread as the page shows it."""

from datetime import timedelta

import pytest

from bot.console.finding_view import FindingView
from bot.console.marking import Segment, marker_for
from bot.console.message_view import AskedView, ReplyView, view_message
from bot.domain.message import AudienceKind, Standing
from bot.domain.notice import MASK
from bot.domain.reply import AuthorReply, ReplyKind
from bot.domain.report import RecordEntry, Report
from tests import builders as b
from tests import case_builders as c
from tests.builders import NOON

SSN = ("a Social Security number",)
BEN = {"ref": b.ref(), "by": b.author(id="U2", name="Ben"), "at": NOON}
REPORT, ENTRY = Report(**BEN, note="see"), RecordEntry(**BEN)


def view(flagged, *, revealed=False):
    return view_message(flagged, marker_for((flagged,), revealed=revealed), number=1)


def test_a_finding_is_told_with_place_confidence_and_reason():
    (found,) = view(c.flagged()).findings

    assert found == FindingView(
        label="US_SSN",
        title="a Social Security number",
        place="the message",
        confidence="95%",
        because="format holds, word near",
    )


@pytest.mark.parametrize(
    ("part", "place"),
    [("thread:0", "an earlier message"), ("attachment:gone:page 1", "an attachment")],
)
def test_a_finding_in_a_place_not_at_hand_is_still_placed(part, place):
    (seen,) = view(c.flagged(findings=(b.finding(part=part),))).findings

    assert (seen.place, seen.excerpts) == (place, ())


def test_what_was_found_in_a_file_stands_with_the_file():
    file = b.read_attachment("417-28-6153")
    found = b.finding(part="attachment:F1:whole file", end=11)

    seen = view(c.flagged("see the file", findings=(found,), attachments=(file,)))

    assert seen.findings == ()
    assert [each.title for each in seen.attachments[0].findings] == ["a Social Security number"]


def test_an_answer_of_the_author_is_told_with_what_was_found_hidden():
    reply = AuthorReply(
        ref=b.ref(), kind=ReplyKind.NEEDED, by="U1", at=NOON, reason=f"for {c.SECRET}"
    )

    seen = view(c.flagged(replies=(reply,)))

    assert seen.replies == (
        ReplyView(words="says it is needed", at=NOON, reason=(Segment("for "), Segment(MASK, SSN))),
    )


def test_what_people_asked_for_is_told_in_order_with_what_was_found_hidden():
    later = NOON + timedelta(minutes=1)
    report = Report(**BEN | {"at": later}, note=f"see {c.SECRET}")

    seen = view(c.flagged(reports=(report,), record_entries=(ENTRY,)))

    assert seen.asked == (
        AskedView(by="Ben", words="saved it as a record", at=NOON, note=()),
        AskedView(
            by="Ben",
            words="reported it",
            at=later,
            note=(Segment("see "), Segment(MASK, SSN)),
        ),
    )


@pytest.mark.parametrize(
    ("changes", "in_question", "reported"),
    [
        ({}, True, False),
        ({"decision": None}, False, False),
        ({"decision": None, "reports": (REPORT,)}, True, True),
        ({"decision": None, "record_entries": (ENTRY,)}, False, False),
    ],
    ids=["a rule held", "nobody minds", "reported", "a record"],
)
def test_a_message_is_in_question_where_a_rule_held_or_somebody_reported_it(
    changes, in_question, reported
):
    seen = view(c.flagged(**changes))

    assert (seen.is_in_question, seen.is_reported) == (in_question, reported)


def test_categories_are_told_surest_first():
    seen = view(c.flagged(categories={"PII": 0.614, "PHI": 0.93}))

    assert seen.categories == (
        ("health information about somebody", "93%"),
        ("personal information", "61%"),
    )


@pytest.mark.parametrize(
    ("kind", "is_outside"),
    [
        (AudienceKind.INTERNAL, False),
        (AudienceKind.GUEST, True),
        (AudienceKind.EXTERNAL, True),
        (AudienceKind.UNKNOWN, True),
    ],
)
def test_an_audience_from_outside_stands_out(kind, is_outside):
    assert view(c.flagged(audience=b.audience(kind))).is_outside is is_outside


def test_many_findings_in_a_message_are_counted():
    text = f"{c.SECRET} " * 60
    found = tuple(b.finding(start=12 * n, end=12 * n + 11) for n in range(60))

    seen = view(c.flagged(text, findings=found))

    assert [each.title for each in seen.findings] == ["60 Social Security numbers"]
    assert c.SECRET not in "".join(segment.text for segment in seen.segments)


def test_a_look_that_failed_names_the_file_with_what_was_found_hidden():
    file = b.read_attachment("x", name=f"{c.SECRET}.csv")
    decision = b.decision(unfinished=("detector: x on attachment:F1:row 1",))

    seen = view(c.flagged(f"see {c.SECRET}", attachments=(file,), decision=decision))

    assert seen.decision.unfinished == (f"detector: x on “{MASK}.csv”",)


def test_an_author_is_named_with_their_standing():
    author = b.author(name="Tom van der Reyes", standing=Standing.EXTERNAL)

    seen = view(c.flagged(author=author, withdrawn_at=NOON + timedelta(minutes=1)))

    assert (seen.author, seen.initials, seen.standing) == (
        "Tom van der Reyes",
        "TR",
        "outside the organisation",
    )
    assert seen.withdrawn_at == NOON + timedelta(minutes=1)
