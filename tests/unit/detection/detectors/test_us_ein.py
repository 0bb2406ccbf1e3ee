"""EINs are found where they are called one."""

import pytest

from bot.detection.detectors.us_ein import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "with its hyphen": "our EIN is ⟦56-2345671⟧",
    "called a tax id": "Tax ID: ⟦56-2345671⟧",
    "bare, named": "FEIN ⟦562345671⟧",
    "named after": "⟦56-2345671⟧ is the ein",
    "not named": "see 56-2345671",
    "a prefix never issued": "EIN 07-2345671",
    "bare with a prefix never issued": "EIN 072345671",
    "a filler": "EIN 12-3456789",
    "named far away": "the EIN is on the form Maria keeps " + "somewhere, " * 4 + "56-2345671",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
