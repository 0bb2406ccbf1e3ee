"""What was found in a file is counted, with the first few in their surroundings."""

from bot.console.finding_view import Excerpt, FindingView, FindingViews
from bot.console.marking import Segment, marker_for
from bot.domain.attachment import Extract
from bot.domain.notice import MASK
from tests import builders as b
from tests import case_builders as c

SSN = ("a Social Security number",)


def in_file(file, *found, revealed=False):
    flagged = c.flagged("see the file", findings=found, attachments=(file,))
    marker = marker_for((flagged,), revealed=revealed)
    return FindingViews(flagged, marker).in_file(file)


def test_a_table_of_ten_thousand_is_one_line_with_three_rows_shown():
    file, found = c.table_file(10_000)

    (seen,) = in_file(file, *found)

    assert seen == FindingView(
        label="US_SSN",
        title="10,000 Social Security numbers",
        place="rows 2–10,001",
        confidence="95%",
        because="format holds, word near",
        excerpts=tuple(
            Excerpt(f"row {n + 2}", (Segment(f"name: Person {n}; ssn: "), Segment(MASK, SSN)))
            for n in range(3)
        ),
        more=9_997,
    )


def test_what_is_revealed_shows_the_values():
    file, found = c.table_file(1)

    (seen,) = in_file(file, *found, revealed=True)

    assert seen.excerpts[0].segments[-1] == Segment(c.SECRET, SSN)


def test_a_page_is_shown_around_the_finding_and_no_further():
    before, after = "b" * 50, "a" * 50
    file = b.attachment(extracts=(Extract("page 2", f"{before}417-28-6153{after}"),))

    (seen,) = in_file(file, b.finding(part="attachment:F1:page 2", start=50, end=61))

    assert (seen.place, seen.excerpts) == (
        "page 2",
        (Excerpt("page 2", (Segment("b" * 40), Segment(MASK, SSN), Segment("a" * 40))),),
    )


def test_each_kind_of_place_is_a_line_of_its_own():
    parts = ("sheet “A”, cells A1:C200", "hidden sheet “B”, cells A1:C9", "page 1", "page 2")
    found = [b.finding(part=f"attachment:F1:{part}") for part in parts]

    seen = in_file(b.attachment(), *found)

    assert [(each.title, each.place) for each in seen] == [
        ("a Social Security number", "sheet “A”, cells A1:C200"),
        ("a Social Security number", "hidden sheet “B”, cells A1:C9"),
        ("2 Social Security numbers", "pages 1–2"),
    ]


def test_confidence_and_reasons_are_told_from_the_lowest_to_the_highest():
    found = [
        b.finding(
            part="attachment:F1:page 1", start=n, confidence=0.7 + n / 10, because=f"r{n % 5}"
        )
        for n in range(3)
    ]

    (seen,) = in_file(b.attachment(), *found)

    assert (seen.confidence, seen.because) == ("70–90%", "r0; r1; r2")


def test_more_reasons_than_anybody_reads_are_counted():
    found = [
        b.finding(part="attachment:F1:page 1", start=n, because=f"reason {n}") for n in range(9)
    ]

    (seen,) = in_file(b.attachment(), *found)

    assert seen.because == "reason 0; reason 1; reason 2; 6 more"


def test_a_value_that_was_found_is_hidden_in_the_place_too():
    place = f"file “{c.SECRET}.csv”, notes"
    file = b.attachment(extracts=(Extract(place, c.SECRET),))

    (seen,) = in_file(file, b.finding(part=f"attachment:F1:{place}", end=11))

    assert seen.place == f"file “{MASK}.csv”, notes"
    assert c.SECRET not in repr(seen)
