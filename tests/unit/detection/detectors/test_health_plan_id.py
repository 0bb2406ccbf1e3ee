"""Health plan numbers are found where they are called one."""

import pytest

from bot.detection.detectors.health_plan_id import detect
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "Medicaid": "Medicaid ID ⟦945123456K⟧",
    "an insurer's": "aetna member id: ⟦W123456789⟧",
    "a member's, health near": "her insurance member ID is ⟦XYZ123456789⟧",
    "a policy, health near": "blue cross policy number ⟦YPP123456789⟧",
    "a group, health near": "PPO group # ⟦0042137⟧",
    "a health plan's": "health plan id ⟦123456789⟧",
    "a member of nothing": "member id 123456789",
    "a policy of another kind": "car policy number 123456789",
    "talk": "policy 3 section 12345 of the handbook",
    "Medi-Cal": "medi-cal id ⟦91827364A⟧",
    "Medi-Cal, talk": "medi-cal enrollment 2024",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect(part)}

    assert found == set(expected)
