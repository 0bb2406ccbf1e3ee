"""Social Security numbers are found where they stand, and look-alikes are left alone."""

import pytest

from bot.detection.detectors.us_ssn import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "with hyphens and its name": "her SSN is ⟦514-29-8837⟧",
    "with hyphens, no name": "here you go: ⟦514-29-8837⟧.",
    "with spaces and its name": "social: ⟦514 29 8837⟧ thx",
    "with spaces, no name": "⟦514 29 8837⟧ is his",
    "with dots and its name": "ssn ⟦514.29.8837⟧",
    "bare, named before": "ssn for jane doe is ⟦514298837⟧",
    "bare, named with a hash": "SS# ⟦514298837⟧",
    "bare, named after": "⟦514298837⟧ is my ssn",
    "asked and answered on the next line": "whats your social?\n⟦514298837⟧",
    "last four, named": "last 4 of his SSN is ⟦8837⟧",
    "two in one message": "ssns: ⟦514-29-8837⟧, ⟦219-10-4452⟧",
    "in bold": "SSN *⟦514-29-8837⟧*",
    "an area never issued": "ssn 666-29-8837",
    "a group never issued": "ssn 514-00-8837",
    "a serial never issued": "ssn 514-29-0000",
    "the Woolworth wallet card": "ssn 078-05-1120",
    "a filler": "format is 123-45-6789",
    "an order of the same form": "order 514-29-8837 shipped",
    "a part of the same form": "part no. 514-29-8837",
    "bare, not named": "ref 514298837",
    "with dots, not named": "build 514.29.8837",
    "head of a longer number": "514-29-8837-12",
    "tail of a longer number": "id 22-514-29-8837",
    "bare, named, an area never issued": "SSN 666298837",
    "masked": "ssn XXX-XX-8837",
    "talk about the number": "do we collect SSNs on form 8837?",
    "a ZIP+4": "ssn office is at 27601-8837",
    "typed at once behind its name": "SSN⟦514-29-8837⟧",
    "glued to its name, bare": "ssn⟦514298837⟧ thx",
    "glued, never issued": "ssn000298837",
    "spaces around its hyphens": "ssn - ⟦514 - 29 - 8837⟧",
    "behind a closing bracket": "tax id (so SSN): ⟦514298837⟧",
    "a field in camel case": '"socialSecurityNumber":"⟦514298837⟧"',
    "a field with underscores": "social_security_number=⟦514298837⟧",
    "a department's code": "dept code 053-11-2200",
    "a fund": "fund 101-44-5520 is overspent",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
