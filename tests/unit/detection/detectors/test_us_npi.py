"""Provider numbers are found where they are called one."""

import pytest

from bot.detection.detectors.us_npi import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "named": "NPI ⟦1497758544⟧",
    "named after": "⟦1497758544⟧ (npi)",
    "wrong check digit": "NPI 1497758545",
    "not named": "1497758544",
    "begins with three": "NPI 3497758541",
    "the worked example": "NPI 1234567893",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
