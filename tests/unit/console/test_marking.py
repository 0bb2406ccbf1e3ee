"""Marking what was found in a text."""

import time

import pytest

from bot.console.marking import Marker, Segment, marker_for
from bot.domain.notice import MASK
from tests import builders as b
from tests import case_builders as c
from tests.marking import marked

SSN = ("a Social Security number",)


def findings_in(text, *labels):
    part, spans = marked(text)
    labels = labels or ("US_SSN",) * len(spans)
    found = [
        b.finding(label=label, start=start, end=end)
        for label, (start, end) in zip(labels, spans, strict=True)
    ]
    return part.text, found


@pytest.mark.parametrize(
    ("text", "segments"),
    [
        pytest.param("nothing here", (Segment("nothing here"),), id="nothing found"),
        pytest.param("", (), id="empty"),
        pytest.param("⟦417-28-6153⟧", (Segment(MASK, SSN),), id="nothing else"),
        pytest.param(
            "a ⟦1⟧⟦2⟧ b",
            (Segment("a "), Segment(MASK, SSN), Segment(MASK, SSN), Segment(" b")),
            id="side by side",
        ),
        pytest.param(
            "😀 ⟦417-28-6153⟧ 😀",
            (Segment("😀 "), Segment(MASK, SSN), Segment(" 😀")),
            id="beyond the basic plane",
        ),
    ],
)
def test_found_stretches_are_masked(text, segments):
    plain, found = findings_in(text)

    assert Marker().mark(plain, found) == segments


def test_a_revealed_text_shows_the_values_and_says_what_they_are():
    plain, found = findings_in("her ⟦417-28-6153⟧.")

    assert Marker(revealed=True).mark(plain, found) == (
        Segment("her "),
        Segment("417-28-6153", SSN),
        Segment("."),
    )


def test_findings_that_overlap_are_masked_as_one():
    found = [
        b.finding(start=4, end=8),
        b.finding(label="PERSON", start=6, end=12),
        b.finding(start=5, end=7),
    ]

    segments = Marker().mark("0123456789abcdef", found)

    assert segments == (
        Segment("0123"),
        Segment(MASK, ("a Social Security number", "a person's name")),
        Segment("cdef"),
    )


@pytest.mark.parametrize(
    ("start", "end"), [(-3, 2), (2, 99)], ids=["before the text", "past its end"]
)
def test_a_finding_that_reaches_out_of_the_text_is_cut_to_it(start, end):
    segments = Marker().mark("1234", [b.finding(start=start, end=end)])

    assert [segment.text for segment in segments if segment.titles] == [MASK]


@pytest.mark.parametrize(("start", "end"), [(9, 12), (2, 2), (3, 1)], ids=["past", "empty", "back"])
def test_a_finding_of_nothing_marks_nothing(start, end):
    assert Marker().mark("1234", [b.finding(start=start, end=end)]) == (Segment("1234"),)


def test_a_value_found_once_is_hidden_wherever_it_is_repeated():
    marker = marker_for((c.flagged(), c.unflagged("noted: 417-28-6153")), revealed=False)

    assert marker.mark("Again 417-28-6153, 417-28-6153") == (
        Segment("Again "),
        Segment(MASK, SSN),
        Segment(", "),
        Segment(MASK, SSN),
    )
    assert marker.plain("417-28-6153.pdf") == f"{MASK}.pdf"


def test_a_value_too_short_to_mean_anything_elsewhere_is_hidden_only_where_it_was_found():
    flagged = c.flagged("it is 123", findings=(b.finding(start=6, end=9),))

    marker = marker_for((flagged,), revealed=False)

    assert marker.mark("chapter 123") == (Segment("chapter 123"),)


def test_a_value_found_in_a_file_is_hidden_in_the_message_too():
    file = b.read_attachment("SSN 417-28-6153")
    found = b.finding(part="attachment:F1:whole file", start=4, end=15)
    flagged = c.flagged("see 417-28-6153", findings=(found,), attachments=(file,))

    marker = marker_for((flagged,), revealed=False)

    assert marker.plain(flagged.text) == f"see {MASK}"


def test_a_text_beside_ten_thousand_values_is_marked_at_once():
    values = {f"417-28-{n:05}": "a Social Security number" for n in range(10_000)}
    text = "Here is 417-28-00042, and 417-28-0004 is another. " * 20

    began = time.process_time()
    segments = Marker(values=values).mark(text)

    assert time.process_time() - began < 0.5
    assert [each.text for each in segments if each.titles] == [MASK] * 20


def test_only_the_stretch_asked_for_is_returned_and_no_value_is_cut_open():
    plain, found = findings_in("0123456789 ⟦417-28-6153⟧ 0123456789")

    assert Marker().mark(plain, found, within=(8, 25)) == (
        Segment("89 "),
        Segment(MASK, SSN),
        Segment(" 01"),
    )
    assert Marker().mark(plain, found, within=(-5, 3)) == (Segment("012"),)
    assert Marker().mark(plain, found, within=(15, 99)) == (
        Segment(MASK, SSN),
        Segment(" 0123456789"),
    )
