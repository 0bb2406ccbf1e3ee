"""Medical record numbers are found where they are called one."""

import pytest

from bot.detection.detectors.medical_record_number import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "plain": "MRN ⟦00482913⟧",
    "with a hash": "mrn #⟦00482913⟧ please",
    "of somebody": "MRN for John Smith is ⟦00482913⟧",
    "spelled out": "medical record number: ⟦MR-4829137⟧",
    "of a patient": "patient id ⟦4829137⟧",
    "in groups": "MRN ⟦12-34-56⟧",
    "asked and answered": "mrn?\n⟦00482913⟧",
    "of a chart": "chart #⟦5529013⟧ for mrs roe",
    "not named": "00482913",
    "a chart of another kind": "chart 00482913 shows growth",
    "talk": "which MRN do you mean",
    "a record, of a patient": "pull record no. ⟦H-2209-481⟧ (patient Ocampo)",
    "a record of something else": "pull record no. H-2209-481 (vendor Ocampo)",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
