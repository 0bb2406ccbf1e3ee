"""ITINs are found, other nine digits are not."""

import pytest

from bot.detection.detectors.us_itin import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "with hyphens": "itin ⟦912-70-1234⟧",
    "with hyphens, not named": "it's ⟦912-70-1234⟧",
    "with spaces, named": "taxpayer id ⟦912 70 1234⟧",
    "bare, named": "ITIN: ⟦912701234⟧",
    "a group never issued": "itin 912-49-1234",
    "begins with no nine": "itin 812-70-1234",
    "with spaces, not named": "912 70 1234",
    "an order of the same form": "order 912-70-1234",
    "bare, not named": "912701234",
    "bare and never issued": "ITIN: 912491234",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
