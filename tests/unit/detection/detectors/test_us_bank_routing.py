"""Routing numbers are found where they are called one."""

import pytest

from bot.detection.detectors.us_bank import detect_routing
from tests.marking import marked

# ⟦…⟧ encloses what must be found, so a text without marks must stay quiet.
TEXTS = {
    "named before": "routing number ⟦021000021⟧",
    "named after": "⟦021000021⟧ is the ABA",
    "wrong check digit": "routing number 021000022",
    "not named": "see 021000021",
    "published for tests": "routing 110000000",
    "called a ticket": "wire is ticket 021000021",
    "a slip's": "routing slip 021001431",
    "a slip's, named after": "021001431 is on the routing slip",
    "a sheet's, a wire near": "wire it, sheet no. 021001431",
    "a slip's, a routing number all the same": "routing number on the slip: ⟦021001431⟧",
    "a slip's, an ABA all the same": "deposit slip ⟦021001431⟧ (ABA)",
    "a table's": "routing table 021001431",
    "behind a slip": "from the deposit slip: routing ⟦021001431⟧",
    "a transit code": "transit code ⟦021001431⟧",
    "for a wire": "wire to chase, ⟦021000021⟧",
    "with the account behind a slash": "routing/account: ⟦121021735⟧/4839201175",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_exactly_the_marked_values_are_found(text):
    part, expected = marked(text)

    found = {(finding.start, finding.end) for finding in detect_routing(part)}

    assert found == set(expected)
