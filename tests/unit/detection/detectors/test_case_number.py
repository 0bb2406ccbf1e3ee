"""Case numbers are found, tickets and test cases are not."""

import pytest

from bot.detection.detectors.case_number import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "federal": "see ⟦2:19-cv-01234⟧",
    "federal with the judge's letters": "⟦1:23-cr-00456-ABC⟧",
    "of a state court": "hearing in ⟦19 CRS 012345⟧",
    "with hyphens": "case ⟦2021-CF-001234⟧",
    "kind first": "court file ⟦CR-2021-00123⟧",
    "a docket": "docket no. ⟦22-104567⟧",
    "called a case number": "case number ⟦22-104567⟧",
    "called one in court": "the judge set case # ⟦A-2291034⟧",
    "of a year, in an investigation": "investigation case ⟦2023-0817-44⟧",
    "of a year, in no court": "case 2023-0817-44",
    "of support": "support case number 22-104567",
    "of a test": "test case #22104",
    "of Salesforce": "salesforce case number 00123456",
    "a code": "meet in 2021 CA 12345 zip",
    "talk": "in case number 5 is late",
    "by year, with the police": "the deputy wants the report for case ⟦24-118207⟧",
    "by year, of a vendor": "the vendor wants the report for case 24-118207",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
