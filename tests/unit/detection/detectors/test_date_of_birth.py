"""Dates of birth are found where they are called one."""

import pytest

from bot.detection.detectors.date_of_birth import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "with slashes": "DOB: ⟦03/12/1984⟧",
    "year first": "dob ⟦1984-03-12⟧",
    "month spelled": "born on ⟦March 12, 1984⟧",
    "day first": "date of birth is ⟦12 Mar 1984⟧",
    "two-digit year": "d.o.b. ⟦3/12/84⟧",
    "in one run": "DOB ⟦19840312⟧",
    "named after": "⟦03/12/1984⟧ (DOB)",
    "of somebody": "dob for John Smith is ⟦3-12-1984⟧",
    "a birthday with its year": "her birthday is ⟦March 12th, 1984⟧",
    "in a family tree": "Jane (b. ⟦2/11/1988⟧)",
    "day first, two-digit year": "born ⟦12 Mar 84⟧",
    "called nothing": "due 03/12/1984",
    "a birthday without its year": "her birthday is March 12th",
    "no such month": "DOB: 23/42/1984",
    "no such day": "dob 1984-13-52",
    "talk": "add the DOB column by 03-12",
    "September, short": "birthday: ⟦Sept. 4, 1990⟧",
    "September, in full": "dob ⟦4 September 1990⟧",
    "six digits": "dob ⟦010357⟧",
    "six digits, no such month": "dob 991234",
    "a field in camel case": "dateOfBirth=⟦1969-07-20⟧",
    "a field with underscores": "date_of_birth: ⟦07/20/1969⟧",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
