"""Where findings overlap, one stays."""

import time

import pytest

from bot.detection.merging import merge
from tests.builders import finding

SSN = finding(label="US_SSN", start=0, end=9, confidence=0.9)
BANK = finding(label="US_BANK_NUMBER", start=0, end=9, confidence=0.85)
LONGER = finding(label="CREDIT_CARD", start=0, end=16, confidence=0.9)
LATER = finding(label="EMAIL_ADDRESS", start=20, end=28, confidence=0.5)
PERSON = finding(label="PERSON", start=5, end=12, confidence=0.99)
FAR_PERSON = finding(label="PERSON", start=30, end=34, confidence=0.6)
STREET = finding(label="STREET_ADDRESS", start=4, end=10, confidence=0.7)
WHOLE_STREET = finding(label="STREET_ADDRESS", start=4, end=18, confidence=0.6)
WIDENED = finding(label="STREET_ADDRESS", start=4, end=18, confidence=0.7)
ELSEWHERE = finding(label="US_SSN", part="attachment:F1:page 1", start=0, end=9)


@pytest.mark.parametrize(
    ("identifiers", "entities", "kept"),
    [
        pytest.param([BANK, SSN], [], (SSN,), id="the surer identifier"),
        pytest.param([SSN, LONGER], [], (LONGER,), id="the longer of two equally sure"),
        pytest.param([LATER, SSN], [], (SSN, LATER), id="both, in reading order"),
        pytest.param([SSN], [PERSON], (SSN,), id="the identifier, not the entity"),
        pytest.param([SSN], [FAR_PERSON], (SSN, FAR_PERSON), id="an entity elsewhere"),
        pytest.param([STREET], [WHOLE_STREET], (WIDENED,), id="the wider of the same label"),
        pytest.param([WHOLE_STREET], [STREET], (WHOLE_STREET,), id="not the narrower"),
        pytest.param([SSN, ELSEWHERE], [], (SSN, ELSEWHERE), id="both, in different parts"),
    ],
)
def test_one_finding_stays_for_each_stretch(identifiers, entities, kept):
    assert merge(identifiers, entities) == kept


def test_a_flood_of_findings_takes_no_more_than_linear_time():
    flood = [finding(start=16 * at, end=16 * at + 11) for at in range(60_000)]
    began = time.process_time()

    assert merge(flood, flood) == tuple(flood)
    assert time.process_time() - began < 10
