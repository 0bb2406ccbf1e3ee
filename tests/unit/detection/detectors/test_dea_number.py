"""DEA numbers are found where prescribing is near."""

import pytest

from bot.detection.detectors.dea_number import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "named": "DEA ⟦FS5836474⟧",
    "prescribing near": "dr wells wrote ⟦FS5836474⟧ on the prescription",
    "wrong check digit": "DEA FS5836475",
    "nothing near": "FS5836474 is done",
    "a ticket": "dr wells has ticket FS5836474",
    "no registrant's letter": "DEA NS5836474",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
