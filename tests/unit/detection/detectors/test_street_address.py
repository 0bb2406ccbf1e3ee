"""Street addresses are found, drives and ways are not."""

import pytest

from bot.detection.detectors.street_address import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "plain": "ship to ⟦742 Evergreen Terrace⟧",
    "in full": "⟦742 Evergreen Terrace, Apt 4B, Raleigh, NC 27601⟧ please",
    "numbered street": "⟦118 W 42nd St⟧.",
    "in small letters, lived at": "she lives at ⟦742 evergreen terrace⟧",
    "small letters with a flat": "my address: ⟦12 oak st apt 4⟧ ok",
    "a post office box": "mail to ⟦PO Box 1234⟧",
    "a year": "in 2024 Main Street reopened",
    "in small letters": "saw 742 evergreen terrace",
    "a drive to drive": "at 5 minute drive",
    "a disk": "bought 2 Google Drive seats",
    "a way of speaking": "3 Big way to go",
    "no number": "Evergreen Terrace",
    "money": "$742 Evergreen Terrace",
    "a numbered highway": "EMS sent to ⟦2210 Highway 41 S⟧",
    "a county road": "lives at ⟦4418 County Road 12⟧",
    "a highway alone": "crash on Highway 41 S",
    "a count before a highway": "300 Highway projects funded",
    "a budget drive": "2024 Budget Drive",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
