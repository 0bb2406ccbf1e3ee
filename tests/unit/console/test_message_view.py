"""One message of a thread as the page shows it."""

from datetime import timedelta

import pytest

from bot.console.marking import Segment, marker_for
from bot.console.message_view import AttachmentView, FindingView, ReplyView, view_message
from bot.domain.attachment import Extract, Reading
from bot.domain.message import AudienceKind, Standing
from bot.domain.notice import MASK
from bot.domain.reply import AuthorReply, ReplyKind
from tests import builders as b
from tests import case_builders as c
from tests.builders import NOON

SSN = ("a Social Security number",)


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


def test_a_finding_in_a_file_is_shown_with_what_stands_around_it():
    before, after = "b" * 50, "a" * 50
    file = b.attachment(extracts=(Extract("page 2", f"{before}417-28-6153{after}"),))
    found = b.finding(part="attachment:F1:page 2", start=50, end=61)
    flagged = c.flagged("see the file", findings=(found,), attachments=(file,))

    (seen,) = view(flagged).findings

    assert seen.place == "“list.csv”, page 2"
    assert seen.excerpt == (Segment("b" * 40), Segment(MASK, SSN), Segment("a" * 40))


@pytest.mark.parametrize(
    ("part", "place"),
    [("thread:0", "an earlier message"), ("attachment:gone:page 1", "an attachment")],
)
def test_a_finding_in_a_place_not_at_hand_is_still_placed(part, place):
    (seen,) = view(c.flagged(findings=(b.finding(part=part),))).findings

    assert (seen.place, seen.excerpt) == (place, ())


def test_a_value_in_a_file_name_is_hidden():
    file = b.attachment(name="417-28-6153.pdf")

    seen = view(c.flagged(attachments=(file,)))

    assert [each.name for each in seen.attachments] == [f"{MASK}.pdf"]


@pytest.mark.parametrize(
    ("changes", "reading", "tone"),
    [
        ({}, "not read yet", "info"),
        ({"reading": Reading.READ}, "read in full", "good"),
        (
            {"reading": Reading.UNSCANNED, "because": "encrypted"},
            "could not be checked: encrypted",
            "warn",
        ),
    ],
    ids=list(Reading),
)
def test_a_file_says_what_became_of_the_look_inside(changes, reading, tone):
    file = b.attachment(claimed_type="text/csv", sha256="ab", **changes)

    (seen,) = view(c.flagged(attachments=(file,))).attachments

    assert seen == AttachmentView(
        name="list.csv", size="120 bytes", type="text/csv", sha256="ab", reading=reading, tone=tone
    )


def test_the_real_type_of_a_file_counts_before_the_claimed_one():
    files = (b.attachment(claimed_type="text/csv", real_type="application/zip"), b.attachment())

    seen = view(c.flagged(attachments=files)).attachments

    assert [each.type for each in seen] == ["application/zip", "type unknown"]


def test_an_answer_of_the_author_is_told_with_what_was_found_hidden():
    reply = AuthorReply(
        ref=b.ref(), kind=ReplyKind.NEEDED, by="U1", at=NOON, reason=f"for {c.SECRET}"
    )

    seen = view(c.flagged(replies=(reply,)))

    assert seen.replies == (
        ReplyView(words="says it is needed", at=NOON, reason=(Segment("for "), Segment(MASK, SSN))),
    )


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


def test_a_list_of_findings_ends_where_nobody_would_read_on():
    text = f"{c.SECRET} " * 60
    found = tuple(b.finding(start=12 * n, end=12 * n + 11) for n in range(60))

    seen = view(c.flagged(text, findings=found))

    assert (len(seen.findings), seen.more_findings) == (40, 20)
    assert c.SECRET not in "".join(segment.text for segment in seen.segments)


def test_an_author_is_named_with_their_standing():
    author = b.author(name="Tom van der Reyes", standing=Standing.EXTERNAL)

    seen = view(c.flagged(author=author, withdrawn_at=NOON + timedelta(minutes=1)))

    assert (seen.author, seen.initials, seen.standing) == (
        "Tom van der Reyes",
        "TR",
        "outside the organisation",
    )
    assert seen.withdrawn_at == NOON + timedelta(minutes=1)
