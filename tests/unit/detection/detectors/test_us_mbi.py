"""Medicare numbers are found by their form."""

import pytest

from bot.detection.detectors.us_mbi import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "with hyphens": "mbi ⟦2QH7-WK3-RT58⟧",
    "in one run": "⟦2QH7WK3RT58⟧",
    "a letter never used": "mbi 2SH7-WK3-RT58",
    "begins with zero": "mbi 0QH7-WK3-RT58",
    "the published sample": "medicare 1EG4-TE5-MK73",
    "called a part": "sku 2QH7WK3RT58",
    "head of a longer one": "2QH7-WK3-RT58-1",
    "small letters, named": "mbi: ⟦5dc0w33qv40⟧",
    "small letters, not named": "hash 5dc0w33qv40",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
