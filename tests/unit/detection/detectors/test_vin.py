"""VINs are found by their check digit."""

import pytest

from bot.detection.detectors.vin import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "called one": "VIN ⟦1HGCM82633A004352⟧",
    "in small letters, a car near": "my car 1s ⟦1hgcm82633a004352⟧",
    "called nothing": "⟦1HGCM82633A004352⟧",
    "wrong check digit": "VIN 1HGCM82643A004352",
    "in small letters, called nothing": "1hgcm82633a004352",
    "a worked example": "VIN 1M8GDM9AXKP042788",
    "digits only": "12345678901234565 12345678x12345678",
    "an order": "order 1HGCM82633A004352",
    "in a path": "/1HGCM82633A004352/",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
