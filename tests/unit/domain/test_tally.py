"""Findings are counted by label and place, each once."""

from bot.domain.attachment import Extract
from bot.domain.tally import source_of, tally
from tests.builders import attachment, finding


def told(*findings, files=()):
    return [(each.title, each.source, each.where) for each in tally(findings, files)]


def in_file(place, start=0, **changes):
    return finding(part=f"attachment:F1:{place}", start=start, end=start + 1, **changes)


def test_findings_of_one_label_in_rows_of_one_file_are_one_line():
    found = [in_file("rows 1–200"), in_file("rows 1–200", 5), in_file("rows 201–400")]

    assert told(*found, files=(attachment(),)) == [
        ("3 Social Security numbers", "F1", "rows 1–400")
    ]


def test_the_row_is_told_where_the_text_is_at_hand():
    file = attachment(extracts=(Extract("rows 1–3", "ssn\na\nb"),))

    assert told(in_file("rows 1–3", 4), in_file("rows 1–3", 6), files=(file,)) == [
        ("2 Social Security numbers", "F1", "rows 2–3")
    ]


def test_another_label_another_file_and_another_kind_of_place_are_lines_of_their_own():
    found = [
        finding(),
        in_file("page 1"),
        in_file("page 1", label="IBAN_CODE"),
        in_file("footer"),
        finding(part="attachment:F2:page 1"),
        finding(part="attachment:gone:page 1"),
        finding(part="thread:0"),
    ]

    assert told(*found, files=(attachment(), attachment(id="F2"))) == [
        ("a Social Security number", "body", ""),
        ("a Social Security number", "F1", "page 1"),
        ("an IBAN", "F1", "page 1"),
        ("a Social Security number", "F1", "footer"),
        ("a Social Security number", "F2", "page 1"),
        ("a Social Security number", "attachment:gone:page 1", ""),
        ("a Social Security number", "thread:0", ""),
    ]


def test_a_finding_that_several_rules_hand_on_is_counted_once():
    assert told(finding(), finding(because="another rule")) == [
        ("a Social Security number", "body", "")
    ]


def test_a_part_is_of_the_attachment_whose_id_it_carries():
    files = (attachment(id="F1"), attachment(id="F1:x"), attachment(id="reports/a.csv"))

    assert source_of("attachment:reports/a.csv:page 1", files) == "reports/a.csv"
    assert source_of("attachment:F10:page 1", files) == ""
    assert source_of("body", files) == ""
