"""Diagnosis codes are found where something medical is near."""

import pytest

from bot.detection.detectors.icd10_code import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "named": "dx ⟦E11.9⟧",
    "without a dot, named": "ICD-10: ⟦I10⟧",
    "a medical word near": "patient was coded as ⟦F32.9⟧ last week",
    "two": "diagnosis codes ⟦E11.9⟧ and ⟦I10⟧",
    "full form of an injury": "⟦S52.521A⟧",
    "nothing medical near": "E11.9 looks off",
    "without a dot, a medical word near": "the patient is in B12",
    "a room of a hospital": "patient is in room E11.9",
    "paper": "print the chart on A4",
    "a version": "claims-api-E11.9.2",
    "business": "B2B claims",
    "for whoever pays": "payer wants ⟦M54.50⟧ instead",
    "for nobody who pays": "player wants M54.50 instead",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
