"""IBANs are found by their check digits."""

import pytest

from bot.detection.detectors.iban import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "in groups": "send to ⟦DE44 5001 0517 5407 3249 31⟧ today",
    "in one run": "⟦DE44500105175407324931⟧",
    "before words in capitals": "⟦DE44 5001 0517 5407 3249 31⟧ BANK THX",
    "wrong check digits": "DE45 5001 0517 5407 3249 31",
    "the registry's example": "DE89 3704 0044 0532 0130 00",
    "too short": "DE44 5001 0517",
    "a product key": "AB12 CDEF GHIJ KLMN OPQR",
    "in small letters": "⟦de92370400445799726762⟧ pls",
    "in small letters, grouped": "pay ⟦de92 3704 0044 5799 7267 62⟧ pls",
    "in small letters, a digit off": "de92370400445799726761",
    "a country whose banks check more": "cuenta ⟦ES48 2100 2349 8665 2877 9075⟧",
    "a country whose banks check more, a digit off": "cuenta ES48 2100 2349 8665 2877 9076",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
