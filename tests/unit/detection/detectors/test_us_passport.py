"""Passport numbers are found where they are called one."""

import pytest

from bot.detection.detectors.us_passport import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "digits": "passport number ⟦487215903⟧",
    "a letter and digits": "passport: ⟦A48721590⟧",
    "a letter, named in the sentence": "use ⟦A48721590⟧ from the passport scan",
    "not named": "487215903 and A48721590",
    "too short": "passport 48721",
    "talk": "my passport expires 2031",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
